"""Stored records as the matching index takes them, with what the sourced overlay adds."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from caveat.domain.identity import name_key
from caveat.domain.lists import Release
from caveat.domain.parties import OverlayParty, PartyRecord
from caveat.domain.progress import CancelToken, Progress, ReportProgress
from caveat.matching.entries import ListedParty
from caveat.services.binding import binding_keys, bound_to
from caveat.services.workspace import Workspace
from caveat.storage import overlay, records

_PROGRESS_EVERY = 1000
_WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def listed_parties(
    ws: Workspace,
    covered: Sequence[Release],
    overlay_id: int,
    progress: ReportProgress,
    cancel: CancelToken | None,
) -> Iterator[ListedParty]:
    """The parties that some releases print. Draw them within one `Store.reading`.

    Raises:
        CancelledError: If it was cancelled.
    """
    total = sum(release.parties for release in covered)
    reader = PartyReader(ws, overlay_id, total, progress, cancel)
    connection = ws.store.reader()
    for release in covered:
        yield from reader.parties(records.member_ids(connection, release.id))


class PartyReader:
    """Reads stored records as parties. Used by one thread."""

    def __init__(
        self,
        ws: Workspace,
        overlay_id: int,
        total: int,
        progress: ReportProgress,
        cancel: CancelToken | None,
    ) -> None:
        self._connection = ws.store.reader()
        self._statements: dict[tuple[str, str], list[OverlayParty]] = defaultdict(list)
        for party in overlay.overlay_parties(self._connection, overlay_id):
            self._statements[party.list_code, name_key(party.name)].append(party)
        self._done, self._total = 0, total
        self._progress, self._cancel = progress, cancel

    def parties(self, ids: Sequence[int]) -> Iterator[ListedParty]:
        """The parties of these records, in their order."""
        for stored in records.stored_records(self._connection, ids):
            if self._done % _PROGRESS_EVERY == 0:
                self._progress(Progress("Reading the lists", self._done, self._total))
                if self._cancel:
                    self._cancel.check()
            self._done += 1
            record = stored.record
            candidates = [
                party
                for name in binding_keys(record)
                for party in self._statements.get((record.list_code, name), ())
            ]
            yield _listed(stored.id, record, bound_to(record, candidates))


def _listed(key: int, record: PartyRecord, extra: Sequence[OverlayParty]) -> ListedParty:
    published = {name.text for name in record.names}
    added = [name for party in extra for name in party.names if name.text not in published]
    return ListedParty(
        key=key,
        list_code=record.list_code,
        kind=record.kind,
        names=(*record.names, *added),
        addresses=record.addresses,
        countries=record.countries,
        identifiers=(*record.identifiers, *(i for party in extra for i in party.identifiers)),
        ends=_last_day(record),
    )


def _last_day(record: PartyRecord) -> str:
    """The day after which none of an entry's designations holds; empty if one has no such day.

    A partial date ("2027") counts as none: it must not end an entry before its time.
    """
    ends = [designation.ends for designation in record.designations]
    return max(ends) if all(_WHOLE_DAY.fullmatch(text) for text in ends) else ""
