import csv
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from caveat.domain.answer_json import answer_to_json
from caveat.domain.decisions import Decision
from caveat.domain.lists import ImportReport
from caveat.domain.progress import CancelToken, Progress
from caveat.domain.screening import Query
from caveat.domain.suppliers import SheetReading, SupplierField, SupplierStatus, not_searched
from caveat.errors import InputError
from caveat.proof.canonical import canonical
from caveat.services.alert_line import set_alert_line
from caveat.services.audit import verify_audit
from caveat.services.batch import query_for, screen_book
from caveat.services.decisions import decide
from caveat.services.export import export_book
from caveat.services.recording import recorded_answer
from caveat.services.records import screening_rows
from caveat.services.screening import Screener
from caveat.services.standpoint import Standpoint
from caveat.services.suppliers import import_suppliers, supplier_ids, supplier_rows
from caveat.services.workspace import Workspace
from templates import Clock, rows

Publish = Callable[..., ImportReport]
Book = Callable[[Sequence[str]], int]
COLUMNS = ((0, SupplierField.NAME), (1, SupplierField.ADDRESS), (2, SupplierField.COUNTRY))
LISTED = "Nettrix Information Industry,,CN"


@pytest.fixture
def book(ws: Workspace, tmp_path: Path) -> Book:
    def make(lines: Sequence[str]) -> int:
        path = tmp_path / "suppliers.csv"
        path.write_text("\n".join(("Name,Address,Country,Buyer", *lines, "")), encoding="utf-8")
        return import_suppliers(ws, path, SheetReading("", 1, COLUMNS)).book.id

    return make


def strangers(count: int) -> list[str]:
    return [f"Bäckerei Nr. {n} Musterstadt,,DE" for n in range(count)]


def statuses(ws: Workspace, book_id: int) -> list[SupplierStatus]:
    return [row.status for row in supplier_rows(ws, supplier_ids(ws, book_id))]


def test_every_supplier_is_screened_and_on_record(
    ws: Workspace, screener: Screener, book: Book
) -> None:
    made = book([LISTED, *strangers(3)])
    report = screen_book(ws, screener, made)
    assert (report.screened, report.with_hits, report.hits, report.cancelled) == (4, 1, 1, False)
    assert (report.book.screened, report.book.with_hits) == (4, 1)
    assert statuses(ws, made) == [
        SupplierStatus.TO_REVIEW,
        *[SupplierStatus.STARTER_ONLY] * 3,
    ]
    row = supplier_rows(ws, supplier_ids(ws, made))[0]
    assert row.best_party == "Nettrix Information Industry Co., Ltd."
    assert recorded_answer(ws, row.screening).query.name == "Nettrix Information Industry"
    assert verify_audit(ws).intact


def test_many_suppliers_go_through_worker_processes_with_the_same_answers(
    ws: Workspace, screener: Screener, book: Book
) -> None:
    made = book([LISTED, *strangers(60), "Sugon,,CN"])
    seen: list[Progress] = []
    report = screen_book(ws, screener, made, progress=seen.append)
    assert report.screened == 62
    assert seen[-1].done == seen[-1].total == 62
    found = supplier_rows(ws, supplier_ids(ws, made))
    assert [row.status is SupplierStatus.TO_REVIEW for row in found] == [
        True,
        *[False] * 60,
        True,
    ]
    for row in (found[0], found[30], found[-1]):
        there = recorded_answer(ws, row.screening)
        here = screener.screen(query_for(row.supplier, 70.0))
        bare = replace(
            there, screening="", screened_at=here.screened_at,
            hits=tuple(replace(hit, hit="") for hit in there.hits),
        )  # fmt: skip
        same_clock = replace(here, coverage=bare.coverage, as_of=bare.as_of)
        assert canonical(answer_to_json(bare)) == canonical(answer_to_json(same_clock))


def test_what_was_screened_on_the_same_lists_is_not_screened_again(
    ws: Workspace, screener: Screener, book: Book, clock: Clock
) -> None:
    made = book([LISTED, *strangers(3)])
    screen_book(ws, screener, made)
    clock.move(days=1)
    again = screen_book(ws, screener, made)
    assert (again.screened, again.book.with_hits) == (0, 1)
    assert len(screening_rows(ws)) == 4


def test_a_new_release_a_new_alert_line_or_new_names_are_a_reason_to_screen_again(
    ws: Workspace, screener: Screener, book: Book, publish: Publish, tamper: Callable[..., int]
) -> None:
    made = book([LISTED])
    assert screen_book(ws, screener, made).screened == 1
    publish("csl_2026-11-20.csv", rows("US-EL", 175))
    assert screen_book(ws, screener, made).screened == 1
    set_alert_line(ws, 65, "")
    assert screen_book(ws, screener, made).screened == 1
    assert screen_book(ws, screener, made).screened == 0
    # A newer edition of the program's own names and relations.
    columns = "label, as_of, sentence, version, loaded_at"
    tamper(
        f"INSERT INTO overlay_set (sha256, {columns}) "  # noqa: S608  # our own names
        f"SELECT 'newer', {columns} FROM overlay_set"
    )
    assert screen_book(ws, screener, made).screened == 1


def test_a_cancelled_run_keeps_what_it_did_and_goes_on_where_it_stopped(
    ws: Workspace, screener: Screener, book: Book
) -> None:
    made = book(strangers(30))
    token = CancelToken()

    def stop_at_ten(progress: Progress) -> None:
        if progress.stage == "Screening" and progress.done == 10:
            token.cancel()

    first = screen_book(ws, screener, made, progress=stop_at_ten, cancel=token)
    assert first.cancelled
    assert first.screened == len(screening_rows(ws)) == 10
    second = screen_book(ws, screener, made)
    assert (second.screened, second.cancelled) == (20, False)
    assert len(screening_rows(ws, limit=1000)) == 30


def test_a_run_cancelled_amid_its_workers_keeps_what_they_answered(
    ws: Workspace, screener: Screener, book: Book
) -> None:
    made = book(strangers(700))
    token = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.stage == "Screening" and progress.done == 260:
            token.cancel()

    first = screen_book(ws, screener, made, progress=stop, cancel=token)
    assert first.cancelled
    # A piece that had arrived may be taken to its end; nothing that was reported is lost.
    assert 260 <= first.screened < 700
    assert len(screening_rows(ws, limit=1000)) == first.screened
    second = screen_book(ws, screener, made)
    assert (second.screened, second.cancelled) == (700 - first.screened, False)
    assert verify_audit(ws).intact


def test_a_run_that_fails_keeps_what_it_did(
    ws: Workspace, screener: Screener, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = book(strangers(30))
    answer = screener.screen
    done = 0

    def fail_later(query: Query, at: Standpoint) -> object:
        nonlocal done
        done += 1
        if done > 12:
            raise RuntimeError("our bug")
        return answer(query, at)

    monkeypatch.setattr(screener, "screen", fail_later)
    with pytest.raises(RuntimeError):
        screen_book(ws, screener, made)
    assert len(screening_rows(ws)) == 12


def test_a_name_at_which_the_search_fails_costs_no_other_its_screening(
    ws: Workspace, screener: Screener, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = book([*strangers(3), "Broken,,DE", LISTED])
    answer = screener.screen

    def fail_at_one(query: Query, at: Standpoint) -> object:
        if query.name == "Broken":
            raise IndexError("our bug")
        return answer(query, at)

    monkeypatch.setattr(screener, "screen", fail_at_one)
    report = screen_book(ws, screener, made)
    assert (report.screened, report.with_hits, report.failed) == (4, 1, (5,))
    assert "row 5" in not_searched(report.failed)
    assert len(screening_rows(ws)) == 4
    monkeypatch.undo()
    assert screen_book(ws, screener, made).screened == 1  # goes on with what was left


@pytest.mark.parametrize("count", [30, 400], ids=["here", "in workers"])
def test_a_run_stands_on_the_lists_of_its_start_whatever_is_imported_meanwhile(
    ws: Workspace, screener: Screener, book: Book, publish: Publish, count: int
) -> None:
    listed = rows("US-EL", 1)[0]["name"]
    made = book([LISTED, *strangers(count), listed])

    def import_meanwhile(progress: Progress) -> None:
        if progress.stage == "Screening" and progress.done == 10:
            publish("csl_2026-11-20.csv", rows("US-EL", 175))

    report = screen_book(ws, screener, made, progress=import_meanwhile)
    assert report.screened == count + 2
    assert report.overtaken
    connection = ws.store.reader()
    grounds = "SELECT DISTINCT c.releases_sha256 FROM screening AS s, coverage_set AS c "
    assert len(connection.execute(grounds + "WHERE c.id = s.coverage_id").fetchall()) == 1
    last = supplier_rows(ws, supplier_ids(ws, made))[-1]
    assert last.status is SupplierStatus.STARTER_ONLY
    assert verify_audit(ws).intact
    again = screen_book(ws, screener, made)
    assert (again.screened, again.overtaken) == (count + 2, False)
    assert supplier_rows(ws, supplier_ids(ws, made))[-1].status is SupplierStatus.TO_REVIEW


def test_an_empty_book_is_screened_at_once(ws: Workspace, screener: Screener) -> None:
    with ws.store.writing() as connection:
        connection.execute(
            "INSERT INTO supplier_book (name, file_name, sha256, imported_at, operator_id, "
            "reading, rows_read, duplicates) VALUES ('e', 'e', '', "
            "'2026-11-22T00:00:00.000000Z', 1, '{}', 0, 0)"
        )
    report = screen_book(ws, screener, 1)
    assert (report.screened, report.cancelled) == (0, False)


def test_decided_suppliers_are_told_from_open_ones_until_the_decision_expires(
    ws: Workspace, screener: Screener, book: Book, clock: Clock
) -> None:
    made = book([LISTED])
    screen_book(ws, screener, made)
    (row,) = supplier_rows(ws, supplier_ids(ws, made))
    for hit in recorded_answer(ws, row.screening).alerts:
        until = (clock.moment).date().replace(day=30)
        decide(ws, hit.hit, Decision.FALSE_POSITIVE, "not ours", expires=until)
    assert statuses(ws, made) == [SupplierStatus.DECIDED]
    assert list(supplier_ids(ws, made, status=SupplierStatus.DECIDED)) == [row.id]
    clock.move(days=30)
    assert statuses(ws, made) == [SupplierStatus.TO_REVIEW]
    assert list(supplier_ids(ws, made, status=SupplierStatus.TO_REVIEW)) == [row.id]


def result_table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_result_table_has_every_supplier_in_the_order_of_the_sheet(
    ws: Workspace, screener: Screener, book: Book, tmp_path: Path
) -> None:
    made = book([*strangers(3), LISTED])
    screen_book(ws, screener, made)
    table = result_table(export_book(ws, made, tmp_path / "out.csv"))
    assert [next(iter(r.values())) for r in table]
    told = [" ".join(filter(None, line.values())) for line in table]
    assert [("Nettrix Information Industry Co., Ltd." in line) for line in told] == [
        False,
        False,
        False,
        True,
    ]
    assert export_book(ws, made, tmp_path / "out.xlsx").stat().st_size > 5000


def test_a_column_of_the_officers_own_is_kept_though_its_first_cell_is_empty(
    ws: Workspace, screener: Screener, book: Book, tmp_path: Path
) -> None:
    made = book(["Alpha,,DE,", "Beta,,DE,Ms Example"])
    screen_book(ws, screener, made)
    table = result_table(export_book(ws, made, tmp_path / "out.csv"))
    assert any("Ms Example" in (value or "") for value in table[1].values())


def test_formulas_in_a_sheet_are_written_as_text(
    ws: Workspace, screener: Screener, book: Book, tmp_path: Path
) -> None:
    made = book(["=HYPERLINK(0) Ltd,@SUM(1),DE,+1"])
    screen_book(ws, screener, made)
    table = result_table(export_book(ws, made, tmp_path / "out.csv"))
    assert not [v for line in table for v in line.values() if (v or "").startswith(("=", "@", "+"))]


@pytest.mark.parametrize("name", ["out.txt", "out", "out.xls", "nowhere/out.csv"])
def test_a_table_of_another_form_or_in_no_folder_is_refused(
    ws: Workspace, book: Book, tmp_path: Path, name: str
) -> None:
    with pytest.raises(InputError, match="Nothing was written"):
        export_book(ws, book(["Alpha,,DE"]), tmp_path / name)


def test_a_book_that_was_never_screened_has_no_results(
    ws: Workspace, book: Book, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="No supplier of “suppliers” was screened yet"):
        export_book(ws, book(["Alpha,,DE"]), tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()
