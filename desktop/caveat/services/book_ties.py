"""Which suppliers of a book are tied to listed parties though no list names them.

A few milliseconds each: the ties of all parties are gathered once, and most suppliers have none.
"""

from collections.abc import Sequence
from itertools import islice

from caveat.domain.book_ties import SupplierTies
from caveat.domain.connections import Connections
from caveat.domain.progress import CancelToken, Progress, ReportProgress, ignore_progress
from caveat.domain.relations import RefKind
from caveat.domain.screening import Query
from caveat.domain.suppliers import SupplierStatus
from caveat.network.neighbourhood import grow
from caveat.services.connections import DEPTH, Connector, beyond_name
from caveat.services.connections_view import MOST_EACH, MOST_PARTIES, compose
from caveat.services.standpoint import Standpoint, standpoint
from caveat.services.suppliers import supplier_ids
from caveat.services.ties import Ties
from caveat.services.workspace import Workspace

_AT_ONCE = 100
"""Suppliers looked at while nobody else can ask for ties: some tenths of a second at most."""
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
    left, done = iter(screened), 0
    while some := list(islice(left, _AT_ONCE)):
        if cancel is not None:
            cancel.check()
        at = standpoint(ws, Query(""))
        with connector.ties(ignore_progress, cancel, at) as ties:
            found += _tied(ties, some, at)
        done += len(some)
        progress(Progress("looking for ties", done, len(screened)))
    return tuple(sorted(found, key=lambda each: each.row))


def _tied(ties: Ties, suppliers: Sequence[int], at: Standpoint) -> list[SupplierTies]:
    found = []
    for id_ in suppliers:
        booked = ties.known.suppliers.get(str(id_))
        if booked is None:  # imported since
            continue
        start = ties.known.ref_of_supplier(str(id_))
        neighbours = beyond_name(ties, start)
        around = grow(start, neighbours, depth=DEPTH, most=MOST_PARTIES, most_each=MOST_EACH)
        if any(hops and ref.kind is RefKind.LISTED for ref, hops in around.hops.items()):
            shown = compose(ties, start, around, DEPTH, at)
            if shown.paths:
                found.append(_of(id_, booked.supplier.row, booked.supplier.name, shown))
    return found


def _of(id_: int, row: int, name: str, shown: Connections) -> SupplierTies:
    nearest = shown.paths[0]
    return SupplierTies(
        supplier=id_,
        row=row,
        name=name,
        listed=len({path.nodes[-1] for path in shown.paths}) + shown.further_paths,
        nearest=shown.nodes[nearest.nodes[-1]].name,
        hops=nearest.hops,
        band=nearest.band,
    )
