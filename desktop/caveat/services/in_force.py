"""What was law on a day, as far as the stored releases of a list show it.

Per list: the entries of the release of that time, without those that it dates later, and with
those that later releases date on the day or before. Three things follow from never hiding a party:

* A date that is partial counts as its first day.
* What the release of the time prints stays, though a later one lacks it: when it was taken off
  between the two is not known.
* An entry without a date that the next release brings may have been listed on the day: it is
  searched, and the answer says so. Where a release after the day still lacked it, it was not.
* Where the channel in service begins after the day only, the release of the time by another
  channel is used, and all of the one in service count as later ones.

An entry past its end date is left in; the search gives it the band *expired*.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from caveat.domain.lists import Channel, Release
from caveat.domain.past import DateBasis
from caveat.storage import in_force, releases
from caveat.storage.driver import sqlite3
from caveat.storage.in_force import Edition, Printed
from caveat.storage.knowledge import Knowledge

SOON = timedelta(days=14)
"""A start date that is the date of the notice may follow the effective date by some days: the
rules of 25 March 2025 were published on the 28th (90 FR 14046). Parties dated so shortly after the
day are named, though they are no hits."""
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Start:
    """The day from which an entry is listed, as far as known."""

    text: str
    basis: DateBasis

    @property
    def day(self) -> date | None:
        """The earliest day that it can mean; None without a date."""
        return earliest_day(self.text)

    def by(self, day: date) -> bool:
        """Whether it can mean the day or one before."""
        return self.day is not None and self.day <= day

    def soon_after(self, day: date) -> bool:
        """Whether it lies shortly after the day and may be the date of the notice."""
        return (
            self.basis is DateBasis.START and self.day is not None and day < self.day <= day + SOON
        )


def earliest_day(text: str) -> date | None:
    """The first day that an ISO date, possibly partial, can mean; None if it is none."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def start_of(versions: Sequence[Printed], effective: str) -> Start:
    """The earliest day from which an entry is listed by any of its versions.

    ``effective`` is an effective date that another channel states, or empty.
    """
    said = [(v.start, v.states_effective) for v in versions] + [(effective, True)]
    dated = [
        (day, not stated, text) for text, stated in said if (day := earliest_day(text)) is not None
    ]
    if not dated:
        return Start("", DateBasis.NONE)
    _, only_start, text = min(dated)
    return Start(text, DateBasis.START if only_start else DateBasis.EFFECTIVE)


def counts(edition: Edition, known: Knowledge) -> bool:
    """Whether an edition is among what is known."""
    moment = known.moment
    return edition.import_id <= known.state.imports and (
        moment is None or edition.imported_at <= moment
    )


@dataclass(frozen=True, slots=True)
class Used:
    """The release of a list that answers for a day.

    Attributes:
        release: The newest of the day or before, else the first one stored.
        after: Whether it is of after the day.
        left_out: Its records that it dates after the day.
        soon: Those of them that are dated shortly after, with their dates.
        without_date: Its records that carry no date, where it is of after the day.
        start_dates: Whether leaving out rests on start dates alone.
        beside: The channel in service, where the release is by another one because only that has
            an edition of the day or before. Its later releases add to what was law.
    """

    release: Release
    after: bool = False
    left_out: frozenset[int] = frozenset()
    soon: tuple[tuple[int, Start], ...] = ()
    without_date: frozenset[int] = frozenset()
    start_dates: bool = False
    beside: Channel | None = None


def release_used(connection: sqlite3.Connection, now: Release, known: Knowledge, day: date) -> Used:
    """Which release of a list answers for a day.

    Args:
        connection: The workspace.
        now: The release in service; its channel decides, where it goes back to the day.
        known: What counts as known.
        day: The day asked about.
    """
    every = [
        edition
        for edition in in_force.editions(connection, now.list_code, known.state.imports)
        if counts(edition, known)
    ]
    found = [edition for edition in every if edition.channel is now.channel]
    by_then = [edition for edition in every if edition.not_after <= day]
    same = [edition for edition in by_then if edition.channel is now.channel]
    if same:
        return Used(_release(connection, same[-1], now))
    # What another channel printed then was law, though this one may never have printed it. The
    # starter set is part of a list only.
    others = [edition for edition in by_then if edition.channel is not Channel.STARTER]
    if others:
        newest = max(others, key=lambda e: (e.not_after, e.channel, e.position))
        return Used(_release(connection, newest, now), beside=now.channel)
    first = _release(connection, found[0], now) if found else now
    return _first_one(connection, first, known, day)


def _release(connection: sqlite3.Connection, edition: Edition, now: Release) -> Release:
    if edition.id == now.id:
        return now
    # Of its day it was the newest one; that newer ones came since is no warning.
    return replace(releases.release(connection, edition.id), overtaken=False)


def _first_one(connection: sqlite3.Connection, first: Release, known: Knowledge, day: date) -> Used:
    printed = in_force.starts(connection, first.id)
    parties = {party for party, _, _ in printed.values()}
    effective = in_force.effective_dates(connection, parties, known.state.imports)
    left_out: dict[int, Start] = {}
    without_date: set[int] = set()
    for record, (party, text, stated) in printed.items():
        version = Printed(record, party, text, stated, ())
        start = start_of((version,), effective.get(party, ""))
        if start.day is None:
            without_date.add(record)
        elif not start.by(day):
            left_out[record] = start
    # A later release may correct the date: what any of them dates by then is not left out.
    whom = {record: printed[record][0] for record in left_out}
    said = in_force.other_starts(connection, set(whom.values()), known.state.imports, known.until)
    for record, party in whom.items():
        days = (earliest_day(text) for text in said.get(party, ()))
        if any(found is not None and found <= day for found in days):
            del left_out[record]
    return Used(
        first,
        after=True,
        left_out=frozenset(left_out),
        soon=tuple((record, s) for record, s in sorted(left_out.items()) if s.soon_after(day)),
        without_date=frozenset(without_date),
        start_dates=any(start.basis is DateBasis.START for start in left_out.values()),
    )


@dataclass(frozen=True, slots=True)
class Taken:
    """What later releases add to the one used.

    Attributes:
        records: Records that were law on the day, each with the edition that first prints it.
        undated: Those of them that carry no date.
        soon: Records dated shortly after the day, with date and edition. They are not law.
        parties: Whom all of ``records`` mean.
        start_dates: Whether it rests on start dates that may be those of the notice.
    """

    records: dict[int, Edition]
    undated: frozenset[int]
    soon: tuple[tuple[int, Start, Edition], ...]
    parties: frozenset[int]
    start_dates: bool


@dataclass(frozen=True, slots=True)
class Absent:
    """What was stored of one list and is not in the release used.

    Attributes:
        release: The release used.
        editions: Every edition of the list, whenever imported.
        printed: Every stored version of the parties that the release lacks.
        effective: Effective dates that any channel states, by party.
        beside: See `Used`.
    """

    release: Release
    editions: tuple[Edition, ...]
    printed: tuple[Printed, ...]
    effective: dict[int, str]
    beside: Channel | None = None

    @property
    def used(self) -> Edition:
        """The release used, as an edition."""
        return next(edition for edition in self.editions if edition.id == self.release.id)

    def start(self, party: int, versions: Sequence[Printed]) -> Start:
        """From which day a party is listed by these versions."""
        return start_of(versions, self.effective.get(party, ""))

    def by_party(self, versions: Sequence[Printed]) -> dict[int, list[Printed]]:
        """Versions by whom they mean, in the order of the parties' numbers."""
        found: dict[int, list[Printed]] = defaultdict(list)
        for version in sorted(versions, key=lambda v: (v.party, v.record, v.editions[0].id)):
            found[version.party].append(version)
        return dict(found)

    def lacked_after(self, day: date, channel: Channel, position: float) -> bool:
        """Whether an edition of after the day came before a position: it lacked the entry."""
        return any(
            edition.released is not None and edition.released > day
            for edition in self.editions
            if edition.channel is channel and edition.position < position
        )

    def _adds(self, edition: Edition, known: Knowledge, day: date) -> bool:
        """Whether an edition may be a later one, of the channel used or of the one beside it."""
        used = self.used
        # One without a date keeps its place when an older one is imported behind it.
        undated = edition.released is None and edition.not_after > day
        later = edition.channel is used.channel and (edition.position > used.position or undated)
        return (later or edition.channel is self.beside) and counts(edition, known)

    def _order(self, edition: Edition) -> tuple[date, float]:
        """Within one channel places decide; between two, days."""
        return (edition.not_after if self.beside else date.min, edition.position)

    def taken(self, known: Knowledge, day: date) -> Taken:
        """What later releases of the channel, and of the one beside it, add for a day."""
        records: dict[int, Edition] = {}
        undated: set[int] = set()
        parties: set[int] = set()
        soon = []
        start_dates = False
        later = [v for v in self.printed if any(self._adds(e, known, day) for e in v.editions)]
        for party, versions in self.by_party(later).items():
            edition, version = min(
                ((e, v) for v in versions for e in v.editions if self._adds(e, known, day)),
                key=lambda pair: (*self._order(pair[0]), pair[1].record),
            )
            start = self.start(party, versions)
            if start.by(day):
                start_dates |= start.basis is DateBasis.START
            elif start.soon_after(day):
                soon.append((version.record, start, edition))
                continue
            elif start.day is None and not self.lacked_after(
                day, edition.channel, edition.position
            ):
                undated.add(version.record)
            else:
                start_dates |= start.basis is DateBasis.START
                continue
            records[version.record] = edition
            parties.add(party)
        return Taken(records, frozenset(undated), tuple(soon), frozenset(parties), start_dates)
