"""Suppliers of a book whom no list names: which of them are tied to listed parties."""

from collections.abc import Callable
from pathlib import Path

import pytest

from caveat.domain.book_ties import SupplierTies
from caveat.domain.connections import Band
from caveat.domain.progress import CancelledError, CancelToken
from caveat.domain.relations import RelationKind
from caveat.services.batch import screen_book
from caveat.services.book_ties import ties_of_book
from caveat.services.connections import Asked, Connector
from caveat.services.relations import TypedRelation, type_in
from caveat.services.screening import Screener
from caveat.services.suppliers import guessed_reading, import_suppliers, preview_sheet
from caveat.services.workspace import Workspace
from templates import row, rows

SUPPLIERS = """\
Supplier,Address,Country
Quiet Bakery,Hauptstrasse 5 Berlin,DE
Sugon,,CN
Harmless Data Systems,"No. 15 Haitai Huake Street, Huayuan Industrial Zone, Tianjin",CN
Alpha Works,,DE
Golden Star,,DE
"""


@pytest.fixture
def ask(ws: Workspace, screener: Screener, tmp_path: Path) -> Callable[..., list[SupplierTies]]:
    path = tmp_path / "suppliers.csv"
    path.write_text(SUPPLIERS, encoding="utf-8")
    book = import_suppliers(ws, path, guessed_reading(preview_sheet(path))).book.id
    connector = Connector(ws, screener)

    def run(*, screened: bool = True, cancel: CancelToken | None = None) -> list[SupplierTies]:
        if screened:
            screen_book(ws, screener, book)
        return list(ties_of_book(ws, connector, book, cancel=cancel))

    return run


def test_who_is_owned_by_a_listed_party_is_told_and_a_hit_by_name_or_address_is_not(
    ws: Workspace, ask: Callable[..., list[SupplierTies]]
) -> None:
    type_in(ws, TypedRelation("Sugon", RelationKind.PARENT, "Alpha Works", "Register"))
    found = {each.name: each for each in ask()}
    assert set(found) == {"Alpha Works"}
    owned = found["Alpha Works"]
    assert (owned.row, owned.nearest, owned.hops, owned.band) == (5, "Sugon", 1, Band.FAIR)
    assert owned.listed > 1
    assert owned.lead == f"Tied to {owned.listed} listed parties"
    assert owned.detail == "nearest Sugon, 1 hop away (fair)"


def test_a_name_that_the_search_has_judged_is_no_tie(
    ws: Workspace,
    screener: Screener,
    ask: Callable[..., list[SupplierTies]],
    publish: Callable[..., object],
) -> None:
    ship = row("US-SDN", "GOLDEN STAR", type="Vessel")
    publish("csl_2026-11-19.csv", [*rows("US-EL", 170), *rows("US-SDN", 30), ship])
    assert "Golden Star" not in {each.name for each in ask()}
    connector = Connector(ws, screener)
    with_name = connector.connections(Asked("Golden Star", as_named=True))
    ships = [edge for edge in with_name.edges if "GOLDEN STAR" in edge.sentence]
    assert {edge.band for edge in ships} == {Band.WEAK}
    assert connector.connections(Asked("Golden Star", as_named=True, beyond_name=True)).paths == ()


def test_nobody_is_told_of_before_the_book_is_screened_and_it_can_be_cancelled(
    ask: Callable[..., list[SupplierTies]],
) -> None:
    assert ask(screened=False) == []
    cancelled = CancelToken()
    cancelled.cancel()
    ask()
    with pytest.raises(CancelledError):
        ask(screened=False, cancel=cancelled)
