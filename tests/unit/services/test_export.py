"""The result table says of every row what it was screened on, and never more than is on record."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import python_calamine

from caveat.domain.book_ties import SupplierTies
from caveat.domain.connections import Band
from caveat.domain.decisions import Decision
from caveat.domain.lists import ImportReport
from caveat.domain.progress import CancelToken, Progress
from caveat.domain.rule_words import meaning_words
from caveat.domain.suppliers import SheetReading, SupplierField
from caveat.errors import BrokenRecordError, InputError
from caveat.services.alert_line import set_alert_line
from caveat.services.batch import screen_book
from caveat.services.decisions import decide
from caveat.services.export import check_export_path, export_book
from caveat.services.hit_meanings import meaning_of_book
from caveat.services.own_rules import import_own_rules
from caveat.services.recording import recorded_answer
from caveat.services.screening import Screener
from caveat.services.suppliers import import_suppliers, supplier_ids, supplier_rows
from caveat.services.workspace import Workspace
from own_rules import OWN_RULES, write_own_rules
from templates import Clock, rows

Publish = Callable[..., ImportReport]
Book = Callable[[Sequence[str]], int]
Table = list[dict[str, str]]
COLUMNS = ((0, SupplierField.NAME), (1, SupplierField.COUNTRY))
LISTED = "Nettrix Information Industry,CN"


@pytest.fixture
def book(ws: Workspace, tmp_path: Path) -> Book:
    def make(lines: Sequence[str]) -> int:
        path = tmp_path / "suppliers.csv"
        path.write_text("\n".join(("Name,Country", *lines, "")), encoding="utf-8")
        return import_suppliers(ws, path, SheetReading("", 1, COLUMNS)).book.id

    return make


def as_text(path: Path) -> Table:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def sheet(path: Path, name: str) -> Table:
    table = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python()
    head = [str(cell) for cell in table[0]]
    return [dict(zip(head, map(str, line), strict=True)) for line in table[1:]]


def screen_only(ws: Workspace, screener: Screener, book_id: int, count: int) -> None:
    """Screen a book again and stop after some suppliers."""
    token = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.stage == "Screening" and progress.done == count:
            token.cancel()

    assert screen_book(ws, screener, book_id, progress=stop, cancel=token).screened == count


@pytest.fixture
def half_again(
    ws: Workspace, screener: Screener, book: Book, publish: Publish, clock: Clock
) -> int:
    """A book of which one supplier of three was screened again on lists that came later."""
    made = book(["Alpha Bakery,DE", LISTED, "Gamma Bakery,DE"])
    screen_book(ws, screener, made)
    clock.move(days=3)
    publish("csl_2026-11-20.csv", rows("US-EL", 175))
    screen_only(ws, screener, made, 1)
    return made


def test_a_row_screened_on_older_lists_says_so_and_names_its_own_lists(
    ws: Workspace, half_again: int, tmp_path: Path
) -> None:
    first, second, third = as_text(export_book(ws, half_again, tmp_path / "out.csv"))
    assert first["Status"] == "no match at or above 70"
    assert first["Why"] == ""
    assert first["Screened on"].startswith("2026-11-25 09:00:00")
    assert "US-EL 2026-11-20" in first["Lists searched"]
    assert second["Status"] == "to review; screen again"
    assert second["Why"].startswith("Screened on 2026-11-22 on older lists: screen again. ")
    assert third["Status"] == "starter data only; screen again"
    for row in (second, third):
        assert "US-EL 2026-11-20" not in row["Lists searched"]
        assert "(starter data)" in row["Lists searched"]
        assert row["Screened on"].startswith("2026-11-22 09:00:00")


def test_the_workbook_names_every_set_of_lists_with_its_count_and_warns(
    ws: Workspace, half_again: int, tmp_path: Path
) -> None:
    out = export_book(ws, half_again, tmp_path / "out.xlsx")
    searched = sheet(out, "Lists searched")
    entity_list = [line for line in searched if line["List"] == "US-EL"]
    assert [(line["Suppliers"], line["Screened"], line["State"]) for line in entity_list] == [
        ("1.0", "2026-11-25", "in service"),
        ("2.0", "2026-11-22", "starter"),
    ]
    hits = sheet(out, "Hits")
    assert hits
    assert all(hit["Why"].startswith("Screened on 2026-11-22 on older lists") for hit in hits)
    about = python_calamine.CalamineWorkbook.from_path(out).get_sheet_by_name("About").to_python()
    assert any("2 of the 3 suppliers screened were not" in str(line[1]) for line in about)


def test_a_row_screened_with_another_alert_line_keeps_its_own(
    ws: Workspace, screener: Screener, book: Book, publish: Publish, tmp_path: Path
) -> None:
    publish("csl_2026-11-20.csv", rows("US-EL", 175))
    made = book(["Alpha Bakery,DE", "Beta Bakery,DE"])
    screen_book(ws, screener, made)
    set_alert_line(ws, 85, "too many")
    screen_only(ws, screener, made, 1)
    first, second = as_text(export_book(ws, made, tmp_path / "out.csv"))
    assert first["Status"] == "no match at or above 85"
    assert second["Status"] == "no match at or above 70; screen again"
    assert "with the alert line 70: screen again." in second["Why"]


def test_a_book_screened_over_several_days_on_the_same_lists_is_up_to_date(
    ws: Workspace, screener: Screener, book: Book, clock: Clock, tmp_path: Path
) -> None:
    made = book([LISTED, "Alpha Bakery,DE"])
    screen_only(ws, screener, made, 1)
    clock.move(days=2)
    screen_book(ws, screener, made)
    out = export_book(ws, made, tmp_path / "out.xlsx")
    assert not any("screen again" in line["Status"] for line in sheet(out, "Results"))
    assert {line["Suppliers"] for line in sheet(out, "Lists searched")} == {"2.0"}
    assert {line["Screened"] for line in sheet(out, "Lists searched")} == {
        "2026-11-22 to 2026-11-24"
    }


def test_what_was_never_screened_is_said_to_be_searched_in_no_list(
    ws: Workspace, screener: Screener, book: Book, tmp_path: Path
) -> None:
    made = book(["Alpha Bakery,DE", LISTED, "!!!,DE"])
    screen_only(ws, screener, made, 1)
    first, *others = as_text(export_book(ws, made, tmp_path / "out.csv"))
    assert first["Lists searched"]
    assert [(line["Status"], line["Lists searched"]) for line in others] == [
        ("not screened", ""),
        ("not screened", ""),
    ]


def test_a_decision_that_expired_is_not_exported_as_one(
    ws: Workspace, screener: Screener, book: Book, clock: Clock, tmp_path: Path
) -> None:
    made = book([LISTED])
    screen_book(ws, screener, made)
    (row,) = supplier_rows(ws, supplier_ids(ws, made))
    until = clock.moment.date().replace(day=24)
    for hit in recorded_answer(ws, row.screening).hits:
        decide(ws, hit.hit, Decision.FALSE_POSITIVE, "another firm", expires=until)
    clock.move(days=2)
    out = export_book(ws, made, tmp_path / "out.xlsx")
    assert sheet(out, "Results")[0]["Decision"] == "false-positive"
    clock.move(days=1)
    out = export_book(ws, made, tmp_path / "out.xlsx")
    assert sheet(out, "Results")[0]["Status"] == "to review"
    assert sheet(out, "Results")[0]["Decision"] == ""
    for line in sheet(out, "Hits"):
        assert line["Decision"] == ""
        assert "expired on 2026-11-24" in line["Reason"]
        assert line["Reason"].endswith("another firm")


def test_the_export_says_what_a_match_would_mean_with_its_marks(
    ws: Workspace, screener: Screener, book: Book, tmp_path: Path
) -> None:
    made = book([LISTED, "Alpha Bakery,DE"])
    screen_book(ws, screener, made)
    out = export_book(ws, made, tmp_path / "out.xlsx")
    listed, other = sheet(out, "Results")
    assert listed["A match would mean"] == "Entity List (US-EL): licence needed, see its entry"
    assert (
        "BIS Affiliates Rule (50 percent): in force since 2026-11-10 (verify)"
        in (listed["Rules on the day of the answer"])
    )
    assert other["A match would mean"] == other["Rules on the day of the answer"] == ""
    law = sheet(out, "What the lists mean")
    bound = next(line for line in law if line["What is asked"] == "Who is bound")
    assert bound["List or rule"] == "US-EL"
    assert bound["What it says"].endswith("(verify)")
    assert bound["Source"].endswith("(verify)")
    assert (
        as_text(export_book(ws, made, tmp_path / "out.csv"))[0]["A match would mean"]
        == (listed["A match would mean"])
    )


def test_what_ties_a_supplier_without_a_hit_is_told_where_it_has_none(
    ws: Workspace, screener: Screener, book: Book, tmp_path: Path
) -> None:
    made = book(["Zuvanari Bakery,DE", LISTED])
    screen_book(ws, screener, made)
    ids = supplier_ids(ws, made)
    ties = [SupplierTies(id_, 2, "", 2, "Sugon", 1, Band.STRONG) for id_ in ids]
    out = export_book(ws, made, tmp_path / "out.csv", ties=ties)
    assert [line["Tied without a hit"] for line in as_text(out)] == [
        "Tied to 2 listed parties, nearest Sugon, 1 hop away (strong)",
        "",
    ]


def test_each_row_is_told_by_the_rules_that_it_was_screened_with(
    ws: Workspace, screener: Screener, book: Book, tmp_path: Path
) -> None:
    made = book([LISTED])
    screen_book(ws, screener, made)
    brief = 'brief = { text = "ask Vera", source = "heard" }'
    card = '[[cards]]\nlist = "US-EL"\n'
    own = OWN_RULES.replace(card, f"{card}{brief}\n")
    import_own_rules(ws, write_own_rules(tmp_path, own))
    (row,) = supplier_rows(ws, supplier_ids(ws, made))
    (line,) = as_text(export_book(ws, made, tmp_path / "out.csv"))
    before = "Entity List (US-EL): licence needed, see its entry"
    assert list(map(meaning_words, row.meanings)) == [line["A match would mean"]] == [before]
    later = book([LISTED])
    screen_book(ws, screener, later)
    (row,) = supplier_rows(ws, supplier_ids(ws, later))
    (line,) = as_text(export_book(ws, later, tmp_path / "later.csv"))
    after = "Entity List (US-EL): ask Vera (verify)"
    assert list(map(meaning_words, row.meanings)) == [line["A match would mean"]] == [after]
    assert supplier_rows(ws, supplier_ids(ws, made))[0].meanings != row.meanings
    (told,) = meaning_of_book(ws, made).lists
    assert (told.list_code, told.suppliers) == ("US-EL", 1)
    assert told.hits >= 1


def test_a_false_positive_means_nothing_as_long_as_the_decision_holds(
    ws: Workspace, screener: Screener, book: Book, clock: Clock, tmp_path: Path
) -> None:
    made = book([LISTED])
    screen_book(ws, screener, made)
    (row,) = supplier_rows(ws, supplier_ids(ws, made))
    assert row.meanings
    until = clock.moment.date().replace(day=24)
    for hit in recorded_answer(ws, row.screening).hits:
        decide(ws, hit.hit, Decision.FALSE_POSITIVE, "another firm", expires=until)
    (row,) = supplier_rows(ws, supplier_ids(ws, made))
    assert row.meanings == meaning_of_book(ws, made).lists == ()
    assert as_text(export_book(ws, made, tmp_path / "out.csv"))[0]["A match would mean"] == ""
    clock.move(days=3)
    (row,) = supplier_rows(ws, supplier_ids(ws, made))
    assert row.meanings
    assert as_text(export_book(ws, made, tmp_path / "again.csv"))[0]["A match would mean"]


def test_results_never_replace_the_spreadsheet_they_come_from(tmp_path: Path) -> None:
    source = tmp_path / "suppliers.csv"
    source.write_text("Name\nAlpha\n", encoding="utf-8")
    link = tmp_path / "results.csv"
    link.hardlink_to(source)
    for out in (source, tmp_path / "." / "x" / ".." / "suppliers.csv", link):
        (tmp_path / "x").mkdir(exist_ok=True)
        with pytest.raises(InputError, match="Nothing was read or written"):
            check_export_path(out, source=source)
    check_export_path(tmp_path / "other.csv", source=source)


def test_an_answer_whose_content_is_gone_stops_the_export_and_says_why(
    ws: Workspace, screener: Screener, book: Book, tamper: Callable[..., int], tmp_path: Path
) -> None:
    made = book([LISTED, "Alpha Bakery,DE"])
    screen_book(ws, screener, made)
    tamper("DELETE FROM payload WHERE id = (SELECT payload_id FROM screening WHERE id = 1)")
    with pytest.raises(BrokenRecordError, match="no longer stored"):
        export_book(ws, made, tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()
