"""Connections over lists, books and relations: what ties whom, from which evidence."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import linked
from caveat.domain.connections import Band, Connections, SignalKind
from caveat.domain.lists import Channel, Duty, ParsedFile, ParsedList, PublishedList
from caveat.domain.parties import Name, PartyKind, PartyRecord, PublishedRelation
from caveat.domain.progress import ignore_progress
from caveat.domain.relations import Basis, RefKind, RelationKind
from caveat.domain.suppliers import SheetReading, SupplierField
from caveat.errors import EnvironmentProblemError, InputError
from caveat.services.connections import Asked, Connector
from caveat.services.intake import IntakeOptions, take_in
from caveat.services.relations import TypedRelation, type_in
from caveat.services.screening import Screener
from caveat.services.shortest_ways import with_ways
from caveat.services.suppliers import import_suppliers
from caveat.services.withdrawn_relations import withdraw_relation
from caveat.services.workspace import Workspace
from templates import Clock, row, rows

NETTRIX = "Nettrix Information Industry Co., Ltd."
BOOK = """\
Supplier,Address,Country,Phone,E-mail,Director,Number
Blue River Trading,"5 Mill Lane, Bristol",GB,+44 117 496 0123,info@blueriver.example,Ann Green,
Green Delta Parts,"Mill Lane 5, Bristol",GB,0117 4960123,x@gmail.com,Ann Green,
Sunny Computing,"15 Haitai Huake Street, Tianjin",CN,,a@gmail.com,Li Jun,
Far Away,"1 Long Road, Perth",AU,,,,91120000783342508F
"""


@pytest.fixture
def connect(ws: Workspace, screener: Screener) -> Callable[..., Connections]:
    connector = Connector(ws, screener)
    return lambda who, **asked: connector.connections(Asked(who, **asked))


@pytest.fixture
def book(ws: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text(BOOK, encoding="utf-8")
    meanings = SupplierField.NAME, SupplierField.ADDRESS, SupplierField.COUNTRY
    columns = (*enumerate(meanings), (6, SupplierField.IDENTIFIER))
    import_suppliers(ws, path, SheetReading("", 1, columns))


def ties_of(found: Connections) -> set[tuple[str, str, str]]:
    return {
        (found.nodes[edge.subject].name, edge.tie.kind.value, found.nodes[edge.object].name)
        for edge in found.edges
    }


def is_whole(found: Connections) -> None:
    """Everything is cited, numbered and worded; a path is a walk along its edges."""
    numbers = [citation.n for citation in found.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    for edge in found.edges:
        assert set(edge.citations) <= set(numbers)
        assert edge.tie.evidence in edge.sentence or edge.sentence.count("…")
        assert edge.why
        if edge.tie.basis is not Basis.COMPUTED:
            assert edge.citations
    for path in found.paths:
        assert path.nodes[0] == 0
        assert found.nodes[path.nodes[-1]].listed
        assert path.weakest in path.edges
        assert found.edges[path.weakest].band is path.band
        for place, step in enumerate(path.edges):
            ends = {found.edges[step].subject, found.edges[step].object}
            assert ends == set(path.nodes[place : place + 2])
        assert f"{path.hops} hop" in path.sentence
    for node in found.nodes:
        assert bool(node.listings) == node.listed
        assert all(listing.citations for listing in node.listings)


@pytest.mark.usefixtures("book")
def test_suppliers_are_compared_with_one_another_and_with_the_lists(
    connect: Callable[..., Connections],
) -> None:
    found = connect("Blue River Trading")
    is_whole(found)
    one, other = "Blue River Trading", "Green Delta Parts"
    assert {
        (one, "shares a telephone with", other),
        (one, "shares a person with", other),
    } <= ties_of(found)
    assert not found.paths
    assert "No tie of Blue River Trading to a listed party was found" in found.statement
    numbered = connect("Far Away", depth=1)
    is_whole(numbered)
    assert {path.band for path in numbered.paths} == {Band.STRONG}
    assert {"Sugon"} <= {numbered.nodes[path.nodes[-1]].name for path in numbered.paths}


@pytest.mark.usefixtures("book")
def test_a_supplier_at_a_listed_door_is_tied_and_its_namesake_officer_is_a_signal(
    connect: Callable[..., Connections],
) -> None:
    found = connect("Sunny Computing")
    is_whole(found)
    nearest = found.nodes[found.paths[0].nodes[-1]]
    assert (nearest.listed, found.paths[0].hops) == (True, 1)
    assert found.edges[found.paths[0].edges[0]].tie.kind is RelationKind.CO_LOCATION
    (signal,) = [each for each in found.signals if each.kind is SignalKind.MANAGEMENT]
    assert "Li Jun" in signal.text
    assert "Two people may have one name" in signal.text
    assert not signal.verified
    assert signal.red_flags == (24,)
    assert "not a finding" in signal.ask


def test_a_tie_typed_in_leads_on_and_a_withdrawn_one_does_not(
    ws: Workspace, connect: Callable[..., Connections]
) -> None:
    stated = type_in(ws, TypedRelation("Sugon", RelationKind.SHAREHOLDER, "Quiet Co", "Register"))
    found = connect("Quiet Co")
    is_whole(found)
    (edge,) = [each for each in found.edges if each.tie.basis is Basis.TYPED]
    assert found.citations[edge.citations[0] - 1].title == "Register"
    assert "verify" in edge.sentence
    assert found.nodes[found.paths[0].nodes[1]].listed
    assert found.paths[0].sentence.startswith("Quiet Co ← (shareholder of) Sugon [")
    withdraw_relation(ws, stated.number, "wrong company")
    assert connect("Quiet Co").paths == ()


def test_a_day_is_answered_from_what_was_on_record_by_then(
    ws: Workspace,
    connect: Callable[..., Connections],
    clock: Clock,
    publish: Callable[..., object],
    tmp_path: Path,
) -> None:
    first = clock.moment.date()
    clock.move(days=2)
    stated = type_in(ws, TypedRelation("Sugon", RelationKind.SHAREHOLDER, "Quiet Co", "Register"))
    book = tmp_path / "book.csv"
    book.write_text("Supplier,Number\nFar Away,91120000783342508F\n", encoding="utf-8")
    columns = ((0, SupplierField.NAME), (1, SupplierField.IDENTIFIER))
    import_suppliers(ws, book, SheetReading("", 1, columns))
    then = clock.moment.date()
    clock.move(days=2)
    withdraw_relation(ws, stated.number, "wrong company")
    publish("csl_2026-11-20.csv", [*rows("US-EL", 175), row("US-EL", "Zuvanari Photonics Ltd.")])
    between = connect("Quiet Co", as_of=then)
    is_whole(between)
    assert between.paths[0].sentence.startswith("Quiet Co ← (shareholder of) Sugon [")
    assert between.notes[0].startswith(f"As known here on {then}: ")
    assert connect("Quiet Co", as_of=first).paths == connect("Quiet Co").paths == ()
    assert "As known" not in connect("Quiet Co").notes[0]
    assert connect("Zuvanari Photonics").nodes[0].listed
    assert not connect("Zuvanari Photonics", as_of=then).nodes[0].listed
    assert connect("Far Away", as_of=then).nodes[0].ref.kind is RefKind.SUPPLIER
    assert connect("Far Away", as_of=first).nodes[0].ref.kind is RefKind.NAMED
    with pytest.raises(InputError, match="in the future"):
        connect("Sugon", as_of=first.replace(year=first.year + 1))
    with pytest.raises(EnvironmentProblemError, match="No list was in service"):
        connect("Sugon", as_of=date(2001, 2, 3))


def test_a_graph_that_has_grown_has_paths_to_whoever_is_newly_reached() -> None:
    nodes = (
        linked.node("Start", 0),
        linked.node("Between", 1),
        linked.node("Listed", 2, RefKind.LISTED, "US-EL-1"),
    )
    edges = tuple(linked.edge(nodes, at, RelationKind.SHAREHOLDER, at + 1) for at in range(2))
    grown = replace(linked.lone(), nodes=nodes, edges=edges, depth=1)
    found = with_ways(grown)
    assert [path.nodes for path in found.paths] == [(0, 1, 2)]
    assert found.paths[0].sentence.startswith("Start → (shareholder of) Between → ")
    assert found.statement.startswith("Start is tied to 1 listed party. The nearest is Listed")
    assert with_ways(found) == found


def test_a_tie_that_a_list_prints_leads_to_the_entry_it_names(
    ws: Workspace, connect: Callable[..., Connections]
) -> None:
    tie = PublishedRelation("owned by", "Tavronix Holding", "Linked to: 51 %", "7", "51")
    entry = PartyRecord(
        "OWN-X", "1", "", PartyKind.COMPANY, (Name("Belgara Works"),), relations=(tie,)
    )
    holder = PartyRecord("OWN-X", "7", "", PartyKind.COMPANY, (Name("TAVRONIX"),))
    known = PublishedList("OWN-X", "Letters", "us", duty=Duty.DENY, private=True)
    item = ParsedList("OWN-X", (entry, holder), rows=2, definition=known)
    parsed = ParsedFile(Channel.OWN, "own list", 1, (item,), "letters.csv", "b" * 64, 3)
    options = IntakeOptions(date(2026, 1, 1))
    take_in(ws, parsed, options, progress=ignore_progress, cancel=None)
    found = connect("Belgara Works", depth=1)
    is_whole(found)
    (edge,) = found.edges
    assert (edge.tie.basis, edge.tie.kind) == (Basis.PUBLISHED, RelationKind.SHAREHOLDER)
    assert found.nodes[edge.subject].name == "TAVRONIX"
    assert found.citations[edge.citations[0] - 1].release_sha256
    assert edge.tie.evidence == "Linked to: 51 %"
    assert "Belgara Works is itself listed and tied to 1 listed party" in found.statement


def test_a_listed_person_is_not_meant_by_a_name_alone_but_named_as_a_namesake(
    ws: Workspace, connect: Callable[..., Connections], publish: Callable[..., object]
) -> None:
    person = row("US-SDN", "GREEN, Ann Mary", type="Individual", programs="SDGT")
    publish("csl_2026-11-19.csv", [*rows("US-EL", 170), *rows("US-SDN", 20), person])
    type_in(ws, TypedRelation("Ann Mary Green", RelationKind.OFFICER, "Quiet Co", "Register"))
    found = connect("Quiet Co")
    is_whole(found)
    (path,) = found.paths
    kinds = [found.edges[edge].tie.kind for edge in path.edges]
    assert kinds == [RelationKind.OFFICER, RelationKind.SAME_NAME]
    assert path.band is Band.FAIR


def test_unverified_statements_of_the_starter_set_are_weak_and_say_so(
    connect: Callable[..., Connections],
) -> None:
    found = connect(NETTRIX)
    is_whole(found)
    unverified = [each for each in found.edges if each.tie.source.mark == "unverified"]
    assert unverified
    assert {each.band for each in unverified} == {Band.WEAK}
    assert all("unverified: verify" in each.sentence for each in unverified)
    weak = {each for each in found.edges if each.band is Band.WEAK}
    assert all(each.strength < 50 for each in weak)


def test_a_question_about_nobody_or_several_is_refused(
    connect: Callable[..., Connections], publish: Callable[..., object]
) -> None:
    with pytest.raises(InputError, match="Nobody is named"):
        connect(" ?! ")
    with pytest.raises(InputError, match="no supplier with the number 7"):
        connect("supplier:7")
    with pytest.raises(InputError, match="No list in service has an entry"):
        connect("US-EL-00000000")
    with pytest.raises(InputError, match="from 1 to 8"):
        connect("Sugon", depth=9)
    with pytest.raises(InputError, match="no country"):
        connect("X", address="Y", country="Narnia")
    with pytest.raises(InputError, match="UTF-8"):
        connect("\ud800")
    entries = [*rows("US-EL", 170)]
    entries += [
        row("US-EL", "Same Name Works", addresses=f"{n} Hill Road, Leeds, GB") for n in "12"
    ]
    publish("csl_2026-11-19.csv", entries)
    with pytest.raises(InputError, match="name of several parties"):
        connect("Same Name Works")


def test_somebody_asked_as_named_has_namesakes_and_need_not_be_one_of_them(
    connect: Callable[..., Connections],
) -> None:
    found = connect("Sugon", as_named=True, depth=1)
    assert not found.nodes[0].listed
    assert any(kind == "has the same name as" for _one, kind, _other in ties_of(found))


def test_equal_data_give_an_equal_answer(
    ws: Workspace, screener: Screener, connect: Callable[..., Connections]
) -> None:
    assert connect(NETTRIX) == Connector(ws, screener).connections(Asked(NETTRIX))


def test_what_is_named_only_is_asked_by_address(connect: Callable[..., Connections]) -> None:
    found = connect("Brand New Ltd", address="No. 15 Haitai Huake Street, Tianjin", country="CN")
    is_whole(found)
    assert found.nodes[0].ref.kind is RefKind.NAMED
    assert found.paths[0].hops == 1
    assert connect("Brand New Ltd").paths == ()
    assert any("No address" in note for note in connect("Brand New Ltd").notes)


def test_names_of_a_large_table_are_taken_apart_once_and_give_the_same_answer(
    ws: Workspace,
    screener: Screener,
    connect: Callable[..., Connections],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    type_in(ws, TypedRelation("Sugon", RelationKind.SHAREHOLDER, "Quiet Co", "Register"))
    monkeypatch.setattr("caveat.services.name_readings._WORTH_KEEPING", 1)
    before = connect("Quiet Co")
    (path,) = ws.paths.cache.glob(f"index-{'[0-9a-f]' * 32}-readings.arrays")
    anew = "caveat.services.known_parties.given_name"
    monkeypatch.setattr(anew, lambda _: pytest.fail("read anew"))
    with Connector(ws, screener).ties() as ties:
        assert ties.known.meant("Sugon")
    monkeypatch.undo()
    path.write_bytes(b"damaged")
    assert Connector(ws, screener).connections(Asked("Quiet Co")) == before


def test_ties_gathered_by_one_thread_answer_the_next(ws: Workspace, screener: Screener):
    connector = Connector(ws, screener)
    here = connector.connections(Asked(NETTRIX))
    with connector.ties() as gathered:
        pass
    with ThreadPoolExecutor(1) as pool:
        there = pool.submit(lambda: connector.connections(Asked(NETTRIX))).result()
    assert there == here
    with connector.ties() as again:
        assert again is gathered


def test_a_thread_reads_entries_that_no_thread_read_before(ws: Workspace, screener: Screener):
    connector = Connector(ws, screener)
    with connector.ties():
        pass  # gathered here, with nothing asked yet
    with ThreadPoolExecutor(1) as pool:
        there = pool.submit(lambda: connector.connections(Asked(NETTRIX))).result()
    assert there == Connector(ws, screener).connections(Asked(NETTRIX))
