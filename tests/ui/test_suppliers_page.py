"""The Suppliers page: a spreadsheet in, corrected, screened, filtered, out."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from caveat.domain.records import Changes
from caveat.domain.suppliers import SheetReading, SupplierField, SupplierStatus
from caveat.errors import UnreadableFileError
from caveat.ui.dialogs.import_preview import ImportPreviewDialog
from caveat.ui.models.columns import CellRole
from caveat.ui.pages.page import Desk
from caveat.ui.pages.suppliers.columns import COLUMNS
from caveat.ui.pages.suppliers.page import SuppliersPage
from caveat.ui.widgets.notice import Notice  # noqa: TC001 - pytest reads annotations of tests


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> SuppliersPage:
    made = SuppliersPage(desk)
    qtbot.addWidget(made)
    desk.bridge.changed.connect(made.refresh)
    made.resize(1100, 640)
    made.show()
    made.workspace_opened()
    qtbot.waitUntil(lambda: not desk.bridge.busy)
    return made


def look_at(page: SuppliersPage, qtbot: QtBot, name: str = "Lieferanten 供应商.csv") -> Any:
    page.import_file(Path(name))
    qtbot.waitUntil(lambda: page.importing.dialog is not None)
    dialog = page.importing.dialog
    assert isinstance(dialog, ImportPreviewDialog)
    return dialog


def take_in(page: SuppliersPage, qtbot: QtBot) -> None:
    dialog = look_at(page, qtbot)
    dialog.take.click()
    qtbot.waitUntil(lambda: len(page.model.ids) == 400)


def test_an_empty_page_says_what_to_do(page: SuppliersPage):
    assert page.empty.isVisible()
    assert "Drag a spreadsheet here" in page.empty.accessibleName()


def test_the_preview_shows_every_guess_and_warning(page: SuppliersPage, qtbot: QtBot):
    dialog = look_at(page, qtbot)
    assert [box.currentText() for box in dialog.meanings] == [
        "Name",
        "Address",
        "Country",
        "Not used",
    ]
    assert dialog.header.value() == 3
    assert dialog.encoding.currentText() == "gb18030"
    assert "guessed as gb18030" in dialog.notice.accessibleName()
    assert dialog.table.model().headerData(0, Qt.Orientation.Horizontal) == "A · Supplier name"


def test_every_guess_can_be_corrected_before_anything_is_stored(
    page: SuppliersPage, services: Any, qtbot: QtBot
):
    dialog = look_at(page, qtbot)
    name, address, country, note = dialog.meanings
    name.setCurrentIndex(name.findData(SupplierField.ALIAS.value))
    assert not dialog.take.isEnabled()
    assert "Say which column" in dialog.missing.text()
    address.setCurrentIndex(address.findData(SupplierField.NAME.value))
    country.setCurrentIndex(0)
    note.setCurrentIndex(note.findData(SupplierField.REFERENCE.value))
    dialog.book.setText("Purchasing")
    dialog.take.click()
    qtbot.waitUntil(lambda: bool(services.books))
    assert services.readings == [
        SheetReading(
            "Sheet1",
            3,
            (
                (0, SupplierField.ALIAS),
                (1, SupplierField.NAME),
                (3, SupplierField.REFERENCE),
            ),
            "gb18030",
        )
    ]
    assert services.books[0].name == "Purchasing"


def test_two_name_columns_are_refused_with_the_way_out(page: SuppliersPage, qtbot: QtBot):
    dialog = look_at(page, qtbot)
    box = dialog.meanings[3]
    box.setCurrentIndex(box.findData(SupplierField.NAME.value))
    assert not dialog.take.isEnabled()
    assert "Other name" in dialog.missing.text()


def test_another_sheet_header_row_or_encoding_is_looked_at_anew(page: SuppliersPage, qtbot: QtBot):
    dialog = look_at(page, qtbot)
    dialog.sheet.setCurrentText("Sheet2")
    qtbot.waitUntil(lambda: dialog._preview.sheet == "Sheet2")
    dialog.header.setValue(4)
    qtbot.waitUntil(lambda: dialog._preview.header_row == 4)
    dialog.encoding.setCurrentText("big5")
    dialog.encoding.textActivated.emit("big5")
    qtbot.waitUntil(lambda: dialog._preview.encoding == "big5")
    assert dialog.take.isEnabled()
    assert dialog.reading().sheet == "Sheet2"


def test_cancelling_the_preview_stores_nothing(page: SuppliersPage, services: Any, qtbot: QtBot):
    look_at(page, qtbot).reject()
    qtbot.waitUntil(lambda: not page.desk.bridge.busy)
    assert services.books == []


def test_a_file_that_is_no_spreadsheet_is_told_and_no_dialog_opens(
    page: SuppliersPage, qtbot: QtBot
):
    with qtbot.waitSignal(page.failed) as told:
        page.import_file(Path("run.exe"))
    assert told.args is not None
    assert "is not a spreadsheet" in told.args[0].text
    assert page.importing.dialog is None


def test_rows_that_were_not_taken_are_listed_with_their_reason(page: SuppliersPage, qtbot: QtBot):
    notices: list[Notice] = []
    page.noticed.connect(notices.append)
    take_in(page, qtbot)
    assert (
        notices[-1].text
        == "400 suppliers from 402 rows · 1 repeated row marked as such · 1 row not taken"
    )
    notices[-1].offers[0].act()
    qtbot.waitUntil(lambda: page.importing.rows is not None)
    assert page.importing.rows is not None
    assert page.importing.rows.model.index(0, 3).data() == "The name is empty."
    page.importing.rows.close()


def test_the_table_fetches_what_is_in_sight(page: SuppliersPage, qtbot: QtBot):
    take_in(page, qtbot)
    qtbot.waitUntil(lambda: page.model.index(0, 1).data() == "宁畅信息产业有限公司 0")
    assert page.model.index(0, 2).data() == "Not screened"
    assert page.tools.count.text() == "400 suppliers"


def test_filters_and_sorting_are_left_to_the_services(page: SuppliersPage, qtbot: QtBot):
    take_in(page, qtbot)
    page.tools.filter.setText("Acme")
    qtbot.waitUntil(lambda: len(page.model.ids) == 100)
    assert page.tools.count.text() == "100 of 400 suppliers"
    page.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: page.model.index(0, 0).data() == "403")
    page.tools.statuses.setCurrentIndex(
        page.tools.statuses.findData(SupplierStatus.TO_REVIEW.value)
    )
    qtbot.waitUntil(lambda: len(page.model.ids) == 0)
    assert page.none_left.isVisible()
    page.none_left._buttons[0].click()
    qtbot.waitUntil(lambda: len(page.model.ids) == 400)
    assert page.table.isVisible()
    assert page.tools.text() == ""


def test_what_is_long_has_the_room_of_a_wide_window_and_gives_way_in_a_narrow_one(
    page: SuppliersPage, qtbot: QtBot
):
    take_in(page, qtbot)
    first = page.table.columnWidth(1)
    status = page.table.columnWidth(2)
    page.resize(2400, 640)
    qtbot.waitUntil(lambda: page.table.columnWidth(1) > first + 200)
    assert page.table.columnWidth(2) == status
    page.table.setColumnWidth(1, 333)  # by the officer: hers
    assert page.table.columnWidth(1) == 333
    page.table.setColumnWidth(1, first)
    page.resize(800, 640)
    qtbot.waitUntil(lambda: 0.59 * first < page.table.columnWidth(1) < first)
    assert page.table.columnWidth(2) == status


def test_columns_grow_with_the_text_also_where_their_widths_were_remembered(
    page: SuppliersPage, qtbot: QtBot
):
    take_in(page, qtbot)
    page.table.setColumnWidth(2, 150)
    score = page.table.columnWidth(3)
    kept = page.table.widths()
    page.desk.theme.set_zoom(2)
    assert page.table.columnWidth(2) == 300
    assert page.table.columnWidth(3) == 2 * score
    assert page.table.widths() == kept
    page.table.restore_widths(kept)
    assert page.table.columnWidth(3) == 2 * score
    page.desk.theme.set_zoom(1)
    assert page.table.columnWidth(3) == score


def test_screening_shows_progress_and_the_outcome(page: SuppliersPage, services: Any, qtbot: QtBot):
    take_in(page, qtbot)
    services.delay = 0.001
    notices: list[Notice] = []
    page.noticed.connect(notices.append)
    page.screen_all()
    assert page.progress.isVisible()
    qtbot.waitUntil(lambda: "of 400" in page.progress._label.whole)
    qtbot.waitUntil(lambda: not page.progress.following)
    qtbot.waitUntil(lambda: page.model.index(39, 2).data() == "To review")
    assert "10 suppliers with 20 hits" in notices[-1].text
    assert page.model.index(39, 3).data() == "97"


def test_the_table_says_what_a_match_would_mean_and_what_is_to_be_verified(
    page: SuppliersPage, qtbot: QtBot
):
    take_in(page, qtbot)
    page.screen_all()
    qtbot.waitUntil(lambda: page.model.index(39, 2).data() == "To review")
    place = next(n for n, column in enumerate(COLUMNS) if column.heading == "A match would mean")
    cell = page.model.index(39, place)
    assert cell.data() == "licence needed · blocked property"
    assert cell.data(CellRole.SECOND) == "Entity List · SDN List (verify)"
    assert "Its property is blocked. (verify)" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert page.model.index(0, place).data() == ""
    assert page.model.index(0, place).data(Qt.ItemDataRole.ToolTipRole) is None


def test_suppliers_without_a_hit_that_are_tied_to_listed_parties_are_told_and_filtered(
    page: SuppliersPage, services: Any, qtbot: QtBot
):
    take_in(page, qtbot)
    assert services.ties_asked == []  # nothing is screened yet
    page.screen_all()
    qtbot.waitUntil(lambda: len(page.ties.found) == 4)
    best = next(n for n, column in enumerate(COLUMNS) if column.heading == "Best hit")
    cell = page.model.index(1, best)
    qtbot.waitUntil(lambda: page.model.index(1, 2).data() == "No match")
    assert cell.data() == "Tied to 2 listed parties"
    assert cell.data(CellRole.SECOND) == "nearest Sugon, 1 hop away (strong)"
    assert cell.data(Qt.ItemDataRole.ToolTipRole).startswith("No hit is no release: Tied to 2")
    assert "Nettrix" in page.model.index(39, best).data()
    assert page.model.index(0, best).data() == ""
    qtbot.waitUntil(lambda: "4 without a hit, but tied" in page.tools.origin.whole)
    page.tools.statuses.setCurrentIndex(page.tools.statuses.count() - 1)
    qtbot.waitUntil(lambda: len(page.model.ids) == 4)
    assert page.tools.count.text() == "4 of 400 suppliers"
    asked = len(services.ties_asked)
    page.refresh({Changes.RELATIONS})
    qtbot.waitUntil(lambda: len(services.ties_asked) == asked + 1)
    page.tools.show_all()
    qtbot.waitUntil(lambda: len(page.model.ids) == 400)


def test_a_cancelled_screening_keeps_what_is_done_and_goes_on_from_there(
    page: SuppliersPage, services: Any, qtbot: QtBot
):
    take_in(page, qtbot)
    services.delay = 0.005
    notices: list[Notice] = []
    page.noticed.connect(notices.append)
    page.screen_all()
    qtbot.waitUntil(lambda: "of 400" in page.progress._label.whole)
    page.progress._cancel.click()
    qtbot.waitUntil(lambda: not page.progress.following)
    done = sum(bool(row.screening) for row in services.suppliers.values())
    assert 0 < done < 400
    assert notices[-1].text.startswith("Stopped after")
    services.delay = 0.0
    notices[-1].offers[0].act()
    qtbot.waitUntil(lambda: all(row.screening for row in services.suppliers.values()))


def test_a_second_screening_cannot_be_started_beside_the_first(
    page: SuppliersPage, services: Any, qtbot: QtBot
):
    take_in(page, qtbot)
    services.delay = 0.002
    page.screen_all()
    assert not page.tools.screen_button.isEnabled()
    job = page.progress._job
    page.screen_all()
    assert page.progress._job is job
    qtbot.waitUntil(lambda: not page.progress.following)
    assert page.tools.screen_button.isEnabled()


def test_a_screened_supplier_opens_its_recorded_screening(page: SuppliersPage, qtbot: QtBot):
    take_in(page, qtbot)
    notices: list[Notice] = []
    page.noticed.connect(notices.append)
    qtbot.waitUntil(lambda: page.model.row_at(0) is not None)
    page.table.opened.emit(0)
    assert "not screened yet" in notices[-1].text
    page.screen_all()
    qtbot.waitUntil(lambda: page.model.index(0, 2).data() == "No match")
    with qtbot.waitSignal(page.screening_wanted) as wanted:
        page.table.opened.emit(0)
    assert wanted.args == ["S-2026-000001"]


def test_results_are_exported_where_the_officer_says(
    page: SuppliersPage, qtbot: QtBot, tmp_path: Path
):
    take_in(page, qtbot)
    notices: list[Notice] = []
    page.noticed.connect(notices.append)
    page.export(tmp_path / "results.xlsx")
    qtbot.waitUntil(lambda: bool(notices))
    assert (tmp_path / "results.xlsx").exists()
    assert [offer.text for offer in notices[-1].offers] == ["Open file", "Open folder"]


def test_a_failed_export_is_told(
    page: SuppliersPage, services: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    take_in(page, qtbot)

    def broken(_book: int, out: Path) -> Path:
        raise UnreadableFileError(f"{out.name} cannot be written.")

    monkeypatch.setattr(services, "export_book", broken)
    with qtbot.waitSignal(page.failed) as told:
        page.export(Path("results.xlsx"))
    assert told.args is not None
    assert told.args[0].text == "results.xlsx cannot be written."
