"""Which suppliers of a book are tied to listed parties though no list names them.

A few milliseconds each: the ties of all parties are gathered once, and most suppliers have none.
"""

import time
from collections.abc import Iterator

from caveat.domain.book_ties import SupplierTies
from caveat.domain.progress import CancelToken, Progress, ReportProgress, ignore_progress
from caveat.domain.suppliers import SupplierStatus
from caveat.network.nearest import nearest_listed
from caveat.network.neighbourhood import grow
from caveat.services.connections import DEPTH, Connector, beyond_name
from caveat.services.connections_view import MOST_EACH, MOST_PARTIES
from caveat.services.suppliers import supplier_ids
from caveat.services.ties import Ties
from caveat.services.workspace import Workspace

_SLICE = 0.2
"""Seconds after which whoever else asks for ties has a turn."""
_TURN = 0.001
"""Without a pause the lock goes to whoever had it before."""
_WITHOUT_HIT = (SupplierStatus.NO_MATCH, SupplierStatus.STARTER_ONLY)


def ties_of_book(
    ws: Workspace,
    connector: Connector,
    book: int,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> tuple[SupplierTies, ...]:
    """The suppliers of a book without a hit that are tied to listed parties, by row.

    Within three steps, as the tab *Links* shows it, but for the name: that the search has judged.
    As known now, whenever they were screened.

    Raises:
        EnvironmentProblemError: If no list is in service.
        CancelledError: If it was cancelled.
    """
    found: list[SupplierTies] = []
    screened = [id_ for each in _WITHOUT_HIT for id_ in supplier_ids(ws, book, status=each)]
    done = 0
    while done < len(screened):
        with connector.ties(ignore_progress, cancel) as ties:
            end = time.monotonic() + _SLICE
            while done < len(screened) and time.monotonic() < end:
                if cancel is not None:
                    cancel.check()
                found += _of(ties, screened[done])
                done += 1
        progress(Progress("looking for ties", done, len(screened)))
        time.sleep(_TURN)
    return tuple(sorted(found, key=lambda each: each.row))


def _of(ties: Ties, id_: int) -> Iterator[SupplierTies]:
    booked = ties.known.suppliers.get(str(id_))
    if booked is None:  # imported since
        return
    start = ties.known.ref_of_supplier(str(id_))
    neighbours = beyond_name(ties, start)
    around = grow(start, neighbours, depth=DEPTH, most=MOST_PARTIES, most_each=MOST_EACH)
    nearest = nearest_listed(around)
    if nearest is not None:
        yield SupplierTies(
            supplier=id_,
            row=booked.supplier.row,
            name=booked.supplier.name,
            listed=nearest.listed,
            nearest=str(nearest.party),
            hops=nearest.hops,
            band=nearest.weakest.band,
        )
