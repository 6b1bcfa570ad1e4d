"""Who counts as listed on a day: entries of the lists in service, by the dates that they print."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from caveat.domain.list_names import list_name
from caveat.domain.lists import Channel
from caveat.domain.ownership import Likeness, Listing
from caveat.domain.ownership_rules import OwnershipRule
from caveat.domain.ownership_view import CitedListing, ListGap, ListRead
from caveat.domain.parties import Designation
from caveat.domain.periods import first_day, last_day
from caveat.domain.relations import PartyRef, RefKind
from caveat.services.like_names import MOST_ASKED, like_names
from caveat.services.listing_sources import listed_since
from caveat.services.standpoint import Standpoint
from caveat.services.ties import Ties


class ListedOwners:
    """Tells who is listed on a day, where that stands, and what was decided in telling it."""

    def __init__(self, ties: Ties, day: date, at: Standpoint) -> None:
        """Tell it for a transaction on ``day``, by what is known where the answer is given from."""
        self._ties, self._day, self._at = ties, day, at
        self._several: dict[str, int] = {}
        self._later: dict[tuple[PartyRef, str], str] = {}
        self._alike: dict[PartyRef, tuple[Likeness, ...]] = {}
        self._not_asked: set[PartyRef] = set()
        self._cited: dict[PartyRef, dict[str, CitedListing]] = {}

    def listings(self, parties: Iterable[PartyRef]) -> Mapping[PartyRef, Sequence[Listing]]:
        """Who of some parties is on which lists on the day."""
        found: dict[PartyRef, tuple[Listing, ...]] = {}
        for party in parties:
            if party not in found:
                records = self._records(party)
                if records:
                    found[party] = tuple(self._of_records(party, records))
        return {party: listings for party, listings in found.items() if listings}

    def alike(self, parties: Iterable[PartyRef]) -> Mapping[PartyRef, Sequence[Likeness]]:
        """Which listed parties others may be under a name written otherwise, on lists of the day.

        Asked are the first, `MOST_ASKED` for all companies together; `notes` says how many were
        not. Also those on a list by their exact name: another list may write it otherwise.
        """
        found = {}
        for party in parties:
            if party not in self._alike:
                if len(self._alike) >= MOST_ASKED:
                    self._not_asked.add(party)
                    continue
                self._alike[party] = tuple(self._likenesses(party))
            if self._alike[party]:
                found[party] = self._alike[party]
        return found

    def _likenesses(self, party: PartyRef) -> Iterator[Likeness]:
        """The likeliest on each list that is in force on the day."""
        seen = set()
        for like in like_names(self._ties.known, party.name):
            entry = self._ties.sources.entry(like.record)
            designations = [cited.designation for cited in entry.designations]
            if like.list_code not in seen and any(map(self._in_force, designations)):
                seen.add(like.list_code)
                yield Likeness(like.listed, like.list_code, like.score)

    def _in_force(self, designation: Designation) -> bool:
        since = listed_since([designation])
        begun = not since or first_day(since) <= self._day
        return begun and not _over(designation, self._day)

    def cited(self, party: PartyRef) -> tuple[CitedListing, ...]:
        """Where the listings of a party stand, one for each list; ask `listings` first."""
        return tuple(self._cited.get(party, {}).values())

    def gaps(self, rules: Iterable[OwnershipRule]) -> tuple[ListGap, ...]:
        """Lists that some rules count by and that are not all in service."""
        here = {release.list_code: release.channel for release in self._ties.releases}
        codes = dict.fromkeys(code for rule in rules for code in rule.lists)
        return tuple(
            ListGap(code, starter=code in here)
            for code in codes
            if here.get(code) in {None, Channel.STARTER}
        )

    def lists(self, rules: Iterable[OwnershipRule]) -> tuple[ListRead, ...]:
        """The editions in service of the lists that some rules count by."""
        codes = {code for rule in rules for code in rule.lists}
        return tuple(
            ListRead(release.list_code, release.released)
            for release in self._ties.releases
            if release.list_code in codes
        )

    def _records(self, party: PartyRef) -> list[int]:
        """The entries that a party counts as: its own, and those of other lists of its name."""
        known = self._ties.known
        if party.kind is RefKind.SUPPLIER:
            return []
        carrying = known.companies(party.name)
        if party.kind is RefKind.LISTED:
            own = known.listed[party.key]
            others = [
                known.listed[ref.key].record
                for ref in carrying
                if known.listed[ref.key].list_code != own.list_code
            ]
            return [own.record, *sorted(set(others) - {own.record})]
        if len(carrying) > 1:
            self._several[party.name] = len(carrying)
        return sorted(known.listed[ref.key].record for ref in carrying)

    def _of_records(self, party: PartyRef, records: Iterable[int]) -> Iterator[Listing]:
        for record in records:
            entry = self._ties.sources.entry(record)
            code = entry.party.list_code
            for cited in entry.designations:
                designation = cited.designation
                since = listed_since([designation])
                if since and first_day(since) > self._day:
                    place = party, code
                    self._later[place] = min(since, self._later.get(place, since))
                elif not _over(designation, self._day):
                    listing = CitedListing(party, code, since, entry.citations[0])
                    self._cited.setdefault(party, {}).setdefault(code, listing)
                    yield Listing(code, designation.licence_requirement)

    def notes(self) -> Iterator[str]:
        """What must be known to read answers that rest on the listings."""
        for name, count in self._several.items():
            yield (
                f"“{name}” is the name of {count} listed parties; it counts as each of them. Give "
                "the number of the one that is meant in its place."
            )
        for (party, code), since in self._later.items():
            if code in self._cited.get(party, {}):
                continue  # it was there before, for another reason
            yield (
                f"{party} is on the {list_name(code)} only from {since}: by that list it does not "
                f"count on {self._day}."
            )
        if self._not_asked:
            yield (
                f"The names of {len(self._not_asked):,} further holders were compared with listed "
                "names exactly, not with those written otherwise: screen those that matter."
            )
        known_on = self._at.day
        if self._day < known_on:
            yield (
                f"Who was listed on {self._day} is told by the dates that the lists in service "
                "print; a party delisted since then is not counted."
            )
        elif self._day > self._at.now.date():
            yield (
                f"{self._day} is still to come: holdings and listings are those known on "
                f"{known_on}, and only what the rules say of that day so far is told."
            )
        elif self._day > known_on:
            yield (
                f"Holdings and listings are those known on {known_on}: what became known by "
                f"{self._day} is not counted."
            )


def _over(designation: Designation, day: date) -> bool:
    try:
        return bool(designation.ends) and last_day(designation.ends) < day
    except ValueError:
        return False
