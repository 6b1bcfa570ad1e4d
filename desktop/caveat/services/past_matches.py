"""What an answer about another day shows besides its hits: later known parties, delisted ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from caveat.domain.lists import PublishedList, Release
from caveat.domain.past import DateBasis, LaterKnown, LawBasis
from caveat.domain.screening import Band, HitParty, PartyMatch, Query
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import SearchResult
from caveat.services.aside import Aside, Later
from caveat.services.entries import EntryReader
from caveat.services.in_force import Start, Used
from caveat.services.past_wording import delisted_text, later_known_text
from caveat.services.standpoint import Standpoint
from caveat.storage import releases
from caveat.storage.driver import sqlite3
from caveat.storage.in_force import Edition

_MOST = 10_000
"""Later known parties of one answer: all of them."""
_ALERTS = frozenset({Band.STRONG, Band.POSSIBLE})
_SURE = (DateBasis.EFFECTIVE, DateBasis.START, DateBasis.PRINTED)


@dataclass(frozen=True, slots=True)
class PastMatches:
    """Asks what is stored besides the releases used."""

    query: Query
    at: Standpoint
    used: tuple[Used, ...]
    index: MatchingIndex
    """Over the releases used."""
    aside: Aside
    """What is not in them."""

    def citing(self, connection: sqlite3.Connection, found: SearchResult) -> dict[int, Release]:
        """By record, the later release that an entry is cited from."""
        if self.query.in_force is None:
            return {}
        taken = self.aside.taken(self.at.known, self.query.in_force).values()
        editions = {r: edition for item in taken for r, edition in item.records.items()}
        return _releases(connection, (*found.hits, *found.near_misses), editions)

    def law(
        self, chosen: Sequence[Release], lists: Mapping[str, PublishedList]
    ) -> tuple[LawBasis, ...]:
        """What the law of the day was taken from, list by list."""
        if self.query.in_force is None:
            return ()
        taken = self.aside.taken(self.at.known, self.query.in_force)
        codes = {release.list_code for release in chosen}
        found = []
        for item in self.used:
            release = item.release
            if release.list_code not in codes:
                continue
            more = taken[release.list_code]
            days = {e.released for r, e in more.records.items() if r not in more.undated}
            found.append(
                LawBasis(
                    list_code=release.list_code,
                    title=lists[release.list_code].title,
                    channel=release.channel,
                    released=release.released,
                    sha256=release.sha256,
                    after=item.after,
                    left_out=len(item.left_out),
                    without_date=len(item.without_date),
                    taken=len(more.records) - len(more.undated),
                    taken_from=tuple(sorted(day for day in days if day)),
                    undated=len(more.undated),
                    start_dates=item.start_dates or more.start_dates,
                )
            )
        return tuple(found)

    def undated(self) -> frozenset[int]:
        """Records of which it is not known whether they were listed by the day of law."""
        if self.query.in_force is None:
            return frozenset()
        taken = self.aside.taken(self.at.known, self.query.in_force).values()
        return frozenset().union(
            *(item.undated for item in taken), *(used.without_date for used in self.used)
        )

    def later_known(
        self,
        connection: sqlite3.Connection,
        reader: EntryReader,
        lists: Mapping[str, PublishedList],
    ) -> tuple[LaterKnown, ...]:
        """Matching parties that the lists searched lack, the certain ones first."""
        later = self._later()
        aside = self.aside.search(self.query, frozenset(later), self._on, limit=_MOST)
        soon = dict(self._soon_in_used())
        used = self.index.search(self.query, limit=_MOST, near=0, on=self._on, only=frozenset(soon))
        later.update(soon)
        matches = [m for m in (*aside.hits, *used.hits) if m.band in _ALERTS]
        entries = reader.entries([match.party for match in matches], {})
        cited = _releases(connection, matches, {r: item.edition for r, item in later.items()})
        best: dict[str, tuple[tuple[bool, float, int], LaterKnown]] = {}
        for match in matches:
            party, item = entries[match.party].party, later[match.party]
            title = lists[party.list_code].title
            known = _later_known(match, party, item, cited[match.party], title, day=self._day)
            rank = (item.start.basis not in _SURE, -match.score, match.party)
            if party.id not in best or rank < best[party.id][0]:
                best[party.id] = rank, known
        return tuple(known for _, known in sorted(best.values(), key=lambda pair: pair[0]))

    def delisted(
        self, connection: sqlite3.Connection
    ) -> tuple[list[PartyMatch], dict[int, Release]]:
        """Matching parties of the past and the release that each is cited from."""
        if not self.query.include_delisted:
            return [], {}
        last = self.aside.delisted(self.at.known, self.query.in_force)
        found = self.aside.search(self.query, frozenset(last), None, limit=self.query.limit)
        matches = [
            replace(
                match,
                band=Band.DELISTED,
                because=delisted_text(match.because, last[match.party]),
            )
            for match in found.hits
            if match.band in _ALERTS
        ]
        return matches, _releases(connection, matches, last)

    @property
    def _day(self) -> date:
        return self.query.in_force or self.at.day

    @property
    def _on(self) -> date:
        return self.at.on(self.query)

    def _later(self) -> dict[int, Later]:
        """Records, not among those searched, that may have been law on the day."""
        found: dict[int, Later] = {}
        law = self.query.in_force
        if law:
            for taken in self.aside.taken(self.at.known, law).values():
                found.update(
                    (record, Later(_soon(start), edition)) for record, start, edition in taken.soon
                )
        if self.at.known.moment is not None:
            found.update(self.aside.later(self.at.known, self._day, law=law is not None))
        return found

    def _soon_in_used(self) -> Iterator[tuple[int, Later]]:
        """Records of the releases used that these date shortly after the day."""
        for item in self.used:
            edition = self.aside.lists[item.release.list_code].used if item.soon else None
            for record, start in item.soon:
                if edition is not None:
                    yield record, Later(_soon(start), edition)


def _soon(start: Start) -> Start:
    return Start(start.text, DateBasis.SOON_AFTER)


def _later_known(
    match: PartyMatch, party: HitParty, item: Later, release: Release, title: str, *, day: date
) -> LaterKnown:
    return LaterKnown(
        party=party.id,
        list_code=party.list_code,
        title=title,
        name=party.name,
        record=party.record,
        score=match.score,
        since=item.start.text,
        basis=item.start.basis,
        released=release.released,
        imported_at=release.imported_at,
        channel=release.channel,
        file_name=release.file_name,
        sha256=release.sha256,
        text=later_known_text(
            name=party.name,
            title=title,
            score=match.score,
            day=day,
            start=item.start,
            edition=item.edition,
        ),
    )


def _releases(
    connection: sqlite3.Connection,
    matches: Sequence[PartyMatch],
    editions: Mapping[int, Edition],
) -> dict[int, Release]:
    """By record, the release behind its edition."""
    wanted = {m.party: editions[m.party].id for m in matches if m.party in editions}
    found = {id_: releases.release(connection, id_) for id_ in sorted(set(wanted.values()))}
    return {record: found[id_] for record, id_ in wanted.items()}
