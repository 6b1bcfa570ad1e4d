"""A new name at the old door: what no name search finds, the addresses and the people show."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from caveat.cli.main import run
from caveat.domain.connections import Band, Connections, SignalKind
from caveat.domain.relations import Basis, RelationKind
from caveat.domain.screening import Query
from caveat.domain.suppliers import SheetReading, SupplierField
from caveat.services.batch import screen_book
from caveat.services.connections import Asked, Connector
from caveat.services.screening import Screener
from caveat.services.suppliers import import_suppliers, supplier_ids, supplier_rows
from caveat.services.workspace import Workspace
from real_book import write_book
from templates import copy_home, open_at

pytestmark = pytest.mark.real_data
NAME = "Nettrix Information Industry Co., Ltd."
ADDRESS = "No. 15 Haitai Huake Street, Huayuan Industrial Zone, Tianjin"


@pytest.fixture(scope="module")
def of_2022(
    home_2022: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Workspace, Screener]]:
    """The lists of April 2022, three years before Nettrix was listed; one index for all tests."""
    ws = open_at(copy_home(home_2022, tmp_path_factory.mktemp("of-2022") / "home"))
    yield ws, Screener(ws)
    ws.close()


def shows_the_old_door(found: Connections) -> None:
    """The path to Sugon, its weakest tie and its citation; the founding, with its mark."""
    path = found.paths[0]
    target = found.nodes[path.nodes[-1]]
    (edge,) = (found.edges[place] for place in path.edges)
    assert (target.name, path.hops, path.band) == ("Sugon", 1, Band.STRONG)
    assert edge.tie.kind is RelationKind.CO_LOCATION
    assert edge.tie.basis is Basis.COMPUTED
    assert path.weakest == path.edges[0]
    assert "1 hop" in path.sentence
    assert "same street and number" in path.sentence
    listing = target.listings[0]
    assert (listing.list_code, listing.since) == ("US-EL", "2019-06-24")
    cited = [found.citations[number - 1] for number in listing.citations]
    assert cited[0].locator.startswith("csl_2022-04-21.csv.gz, row ")
    assert cited[0].release_sha256
    assert any(citation.title == "84 FR 29373" for citation in cited)
    assert set(edge.citations) & set(listing.citations)

    founders = [each for each in found.edges if each.tie.kind is RelationKind.FOUNDER]
    assert [str(each.tie.subject) for each in founders] == ["former Sugon executives"]
    assert founders[0].tie.basis is Basis.STARTER
    assert founders[0].tie.source.mark == "verified"
    source = found.citations[founders[0].citations[0] - 1]
    assert "Al Mayadeen" in source.publisher

    (signal,) = [each for each in found.signals if each.kind is SignalKind.TIMING]
    assert "2019-12" in signal.text
    assert "within 24 months after Sugon was listed (Entity List, 2019-06-24)" in signal.text
    assert signal.red_flags == (24, 25)
    assert "not a finding" in signal.ask


def test_by_its_address_alone_a_firm_that_no_list_names_is_tied_to_sugon(
    of_2022: tuple[Workspace, Screener],
) -> None:
    ws, screener = of_2022
    assert not screener.screen(Query(NAME)).alerts, "in 2022 the name finds nobody"
    found = Connector(ws, screener).connections(Asked(NAME, ADDRESS, "CN"))
    shows_the_old_door(found)


def test_as_a_supplier_of_a_book_it_is_tied_the_same_and_cited_from_its_row(
    of_2022: tuple[Workspace, Screener], tmp_path: Path
) -> None:
    ws, screener = of_2022
    book = tmp_path / "book.csv"
    book.write_text(f'Supplier,Address\n"{NAME}","{ADDRESS}"\n', encoding="utf-8")
    columns = ((0, SupplierField.NAME), (1, SupplierField.ADDRESS))
    import_suppliers(ws, book, SheetReading("", 1, columns))
    found = Connector(ws, screener).connections(Asked(NAME))
    shows_the_old_door(found)
    edge = found.edges[found.paths[0].edges[0]]
    locators = [found.citations[number - 1].locator for number in edge.citations]
    assert "row 2" in locators
    namesake = [each for each in found.edges if each.tie.kind is RelationKind.SAME_NAME]
    assert any(found.nodes[each.object].name == NAME for each in namesake)


def test_the_terminal_shows_it_and_says_that_there_is_something_to_review(
    of_2022: tuple[Workspace, Screener], capsys: pytest.CaptureFixture[str]
) -> None:
    ws, screener = of_2022
    screener.prepare()
    home = ws.paths.data
    asked = ["--data-dir", str(home), "connections", NAME, "--address", ADDRESS]
    assert run(asked) == 1
    said = capsys.readouterr().out
    assert f"{NAME} → (at one address with) Sugon [Entity List]: 1 hop" in said
    assert "84 FR 29373" in said
    assert "Red flags 24 and 25 (verify)" in said
    assert run(["--data-dir", str(home), "connections", "Quite Unknown Works"]) == 0
    assert "does not mean that there is none" in capsys.readouterr().out


@pytest.mark.parametrize(
    "address",
    [
        ADDRESS,
        "天津市华苑产业区海泰华科大街15号",
        "No. 15 Haitai Huake Rd, Huayuan Industrial Zone, Tianjin",
        "15 Haitai Huake Street, Huayuan Industrial Zone, Tianjin",
    ],
)
def test_screening_with_the_address_brings_sugon_first_and_says_why(
    of_2022: tuple[Workspace, Screener], address: str
) -> None:
    _, screener = of_2022
    plain = screener.screen(Query(NAME))
    answer = screener.screen(Query(NAME, addresses=(address,)))
    first = answer.alerts[0]
    assert (first.party.name, first.party.list_code) == ("Sugon", "US-EL")
    assert address in first.because
    assert "No. 15, Haitai Huake Street" in first.because
    assert first.because.endswith("The party there is listed since 2019-06-24.")
    assert first.designations[0].designation.listed == "2019-06-24"
    assert {hit.party.record for hit in plain.hits} <= {hit.party.record for hit in answer.hits}


def test_one_row_of_a_thousand_brings_it_too(
    home_2022: Path, shared_data: Path, tmp_path: Path
) -> None:
    # Of its own: among the suppliers of the other tests the name must be there once.
    ws = open_at(copy_home(home_2022, tmp_path / "home"))
    book = write_book(shared_data, tmp_path / "thousand.csv", 999)
    with book.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow((NAME, ADDRESS, "CN", "row 1001"))
    columns = (
        (0, SupplierField.NAME), (1, SupplierField.ADDRESS), (2, SupplierField.COUNTRY),
    )  # fmt: skip
    imported = import_suppliers(ws, book, SheetReading("", 1, columns))
    assert imported.book.suppliers == 1000
    report = screen_book(ws, Screener(ws), imported.book.id)
    assert report.screened == 1000
    ids = supplier_ids(ws, imported.book.id)
    (row,) = [each for each in supplier_rows(ws, ids) if each.supplier.name == NAME]
    assert row.best_party == "Sugon"
    assert row.best_score is not None
    assert row.best_score >= 70
    ws.close()
