"""What is stored and not in the releases that answer: kept in an index of its own, made on demand.

From it come the entries of later releases that were law already, the parties that later releases
show as listed by then, and the delisted ones. One index serves every day between two releases:
which of its entries count for a question is a filter.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeVar

from caveat.domain.past import DateBasis
from caveat.domain.progress import CancelToken, ReportProgress, ignore_progress
from caveat.domain.screening import Query
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import SearchResult
from caveat.services.in_force import Absent, Start, Taken, Used, counts
from caveat.services.index_building import index_of_records
from caveat.services.workspace import Workspace
from caveat.storage import in_force
from caveat.storage.driver import sqlite3
from caveat.storage.in_force import Edition
from caveat.storage.knowledge import Knowledge

NEAR = 5
"""Near misses shown besides those that a raised line hides."""
_KEPT = 2
"""Of each: the lists of today and of one other day."""

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Later:
    """A record that a later release prints: from when, and the first edition here to show it."""

    start: Start
    edition: Edition


@dataclass(frozen=True)
class Aside:
    """What is not in the releases used, by list, with its index."""

    lists: dict[str, Absent]
    build: Callable[[ReportProgress, CancelToken | None], MatchingIndex]
    _made: list[MatchingIndex] = field(default_factory=list)
    _days: dict[object, object] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def prepare(
        self, progress: ReportProgress = ignore_progress, cancel: CancelToken | None = None
    ) -> MatchingIndex:
        """The index over all of it, built when first asked for.

        Raises:
            CancelledError: If it was cancelled.
        """
        with self._guard:
            if not self._made:
                self._made.append(self.build(progress, cancel))
            return self._made[0]

    def search(
        self, query: Query, records: frozenset[int], on: date | None, *, limit: int
    ) -> SearchResult:
        """Search some of the records; see `MatchingIndex.search`."""
        if not records:
            return SearchResult(())
        return self.prepare().search(query, limit=limit, near=NEAR, on=on, only=records)

    def law_records(self, known: Knowledge, day: date) -> frozenset[int]:
        """The records that later releases add to the law of a day."""
        taken = self.taken(known, day).values()
        return frozenset(record for item in taken for record in item.records)

    def taken(self, known: Knowledge, day: date) -> dict[str, Taken]:
        """What later releases add to the law of a day, by list."""
        return self._once(
            ("taken", known, day),
            lambda: {code: absent.taken(known, day) for code, absent in self.lists.items()},
        )

    def later(self, known: Knowledge, day: date, *, law: bool) -> dict[int, Later]:
        """Records that releases imported after the moment show as listed by a day.

        Args:
            known: What the answer is given from.
            day: The day asked about.
            law: Whether what was law by what was known is among the hits already.
        """

        def find() -> dict[int, Later]:
            taken = self.taken(known, day) if law else {}
            found: dict[int, Later] = {}
            for code, absent in self.lists.items():
                already = taken[code].parties if law else frozenset()
                found.update(_later(absent, known, day, already))
            return found

        return self._once(("later", known, day, law), find)

    def delisted(self, known: Knowledge, day: date | None) -> dict[int, Edition]:
        """Records of parties that were on a list once, each with the last edition that prints it.

        ``day`` is the day of law, of which later releases add to what is listed; None for none.
        """

        def find() -> dict[int, Edition]:
            taken = self.taken(known, day) if day else {}
            found: dict[int, Edition] = {}
            for code, absent in self.lists.items():
                already = taken[code].parties if day else frozenset()
                found.update(_delisted(absent, known, already))
            return found

        return self._once(("delisted", known, day), find)

    def _once(self, key: object, find: Callable[[], _Value]) -> _Value:
        if key not in self._days:
            found = find()
            if len(self._days) >= 3 * _KEPT:
                self._days.clear()
            self._days[key] = found
        return self._days[key]  # type: ignore[return-value]  # put there under this key


class AsideShelf:
    """Keeps what was gathered last. Thread-safe."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._guard = threading.Lock()
        self._kept: dict[tuple[object, ...], Aside] = {}

    def over(self, used: tuple[Used, ...], known: Knowledge, overlay_id: int) -> Aside:
        """What is stored and not in these releases."""
        imports = known.state.imports
        key = (tuple((one.release.id, one.beside) for one in used), imports, overlay_id)
        with self._guard:
            found = self._kept.get(key)
            if found is None:
                with self._ws.store.reading() as connection:
                    lists = {u.release.list_code: _absent(connection, u, imports) for u in used}
                found = Aside(lists, partial(self._build, lists, overlay_id))
                self._kept = dict([*self._kept.items()][1 - _KEPT :])
                self._kept[key] = found
        return found

    def _build(
        self,
        lists: Mapping[str, Absent],
        overlay_id: int,
        progress: ReportProgress,
        cancel: CancelToken | None,
    ) -> MatchingIndex:
        records = {version.record for absent in lists.values() for version in absent.printed}
        return index_of_records(
            self._ws, sorted(records), overlay_id, progress=progress, cancel=cancel
        )


def _absent(connection: sqlite3.Connection, used: Used, imports: int) -> Absent:
    release = used.release
    editions = in_force.editions(connection, release.list_code, imports)
    printed = in_force.absent_from(connection, release.list_code, release.id, editions)
    parties = {version.party for version in printed}
    effective = in_force.effective_dates(connection, parties, imports)
    return Absent(release, editions, printed, effective, used.beside)


def _later(
    absent: Absent, known: Knowledge, day: date, already: frozenset[int]
) -> dict[int, Later]:
    found: dict[int, Later] = {}
    shown = [v for v in absent.printed if any(not counts(e, known) for e in v.editions)]
    for party, versions in absent.by_party(shown).items():
        if party in already:
            continue
        showing = [e for v in versions for e in v.editions if not counts(e, known)]
        first = min(showing, key=lambda e: (e.import_id, e.position))
        start = _by_then(absent, absent.start(party, versions), showing, day)
        if start is not None:
            found.update((version.record, Later(start, first)) for version in versions)
    return found


def _by_then(absent: Absent, start: Start, showing: Sequence[Edition], day: date) -> Start | None:
    """From when a party was listed, if that may have been by the day; else None."""
    if start.by(day):
        return start
    printed = [e.released for e in showing if e.released is not None and e.released <= day]
    if printed:
        return Start(min(printed).isoformat(), DateBasis.PRINTED)
    if start.soon_after(day):
        return Start(start.text, DateBasis.SOON_AFTER)
    first = min(showing, key=lambda e: (e.import_id, e.position))
    if start.day is None and not absent.lacked_after(day, first.channel, first.position):
        return start
    return None


def _delisted(absent: Absent, known: Knowledge, already: frozenset[int]) -> dict[int, Edition]:
    used = absent.used
    found: dict[int, Edition] = {}
    shown = [v for v in absent.printed if any(counts(e, known) for e in v.editions)]
    for party, versions in absent.by_party(shown).items():
        if party in already:
            continue
        last, version = max(
            ((e, v) for v in versions for e in v.editions if counts(e, known)),
            key=lambda pair: (pair[0].not_after, pair[0].position, pair[1].record),
        )
        if _is_before(last, used):
            found[version.record] = last
    return found


def _is_before(edition: Edition, used: Edition) -> bool:
    """Whether an edition is older than the one used, which then no longer prints what it did."""
    if edition.channel is used.channel:
        return edition.position < used.position
    return edition.not_after <= used.not_after
