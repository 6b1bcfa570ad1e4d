"""The whole window over the fake: actions, palette, settings, memory, looks, blocks."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from caveat.domain.records import Changes
from caveat.paths import Paths
from caveat.ui.backend import Backend
from caveat.ui.bridge import Problem, ProblemKind
from caveat.ui.contract import Services
from caveat.ui.dialogs.command_palette import CommandPalette
from caveat.ui.pages.page import Desk
from caveat.ui.state import WindowState
from caveat.ui.theme import DARK, LIGHT, Theme, Tokens, Wish
from caveat.ui.widgets.notice import Notice
from caveat.ui.window import MainWindow


def search(window: MainWindow, qtbot: QtBot, name: str) -> None:
    page = window.screen_page
    page.form.name.setText(name)
    qtbot.waitUntil(lambda: page.answer is not None and page.answer.query.name == name)


def test_the_window_is_there_before_the_workspace_is_open(
    desk: Desk, services: Any, tmp_path: Path, qtbot: QtBot
):
    window = MainWindow(desk, Paths(tmp_path, tmp_path, tmp_path))
    qtbot.addWidget(window)
    window.show()
    assert window.isVisible()
    assert not services.opened
    assert window.footer.chip_texts() == ("Loading the lists…",)


def test_the_state_of_the_lists_is_always_in_sight(opened: MainWindow):
    assert opened.footer.chip_texts() == (
        "Entity List 9 Jul 2026 · 136 days",
        "SDN 12 Nov 2026 · 10 days",
        "Denied Persons List 21 Apr 2022 · 1,676 days",
    )


def test_starter_data_alone_is_said_in_the_footer(opened: MainWindow, services: Any, qtbot: QtBot):
    services.starter = True
    opened.lists_page.refresh({Changes.LISTS})
    qtbot.waitUntil(lambda: opened.footer.chip_texts() == ("Starter data only: not a screening",))


def test_a_workspace_that_cannot_be_opened_says_so_and_can_be_tried_again(
    desk: Desk, services: Any, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    window = MainWindow(desk, Paths(tmp_path, tmp_path, tmp_path))
    qtbot.addWidget(window)
    window.show()
    working = services.open

    def locked(*_: object) -> None:
        raise OSError(13, "Permission denied", "caveat.sqlite")

    monkeypatch.setattr(services, "open", locked)
    window.start()
    qtbot.waitUntil(lambda: window.notice.notice is not None)
    assert window.notice.notice is not None
    assert "Permission denied" in window.notice.notice.text
    monkeypatch.setattr(services, "open", working)
    with qtbot.waitSignal(window.workspace_opened):
        window.notice.notice.offers[0].act()


def test_every_page_is_reached_by_its_shortcut_and_by_name(opened: MainWindow):
    for number, page in enumerate(opened.pages, start=1):
        action = opened.actions_registry.action(f"go.{page.key}")
        assert action.shortcut().toString() == f"Ctrl+{number}"
        action.trigger()
        assert page.isVisible()


def test_no_two_actions_share_a_shortcut(opened: MainWindow):
    keys = [
        sequence.toString()
        for _spec, action in opened.actions_registry.all()
        for sequence in action.shortcuts()
    ]
    assert len(keys) == len(set(keys))


def test_the_palette_finds_an_action_by_a_few_letters_and_does_it(opened: MainWindow, qtbot: QtBot):
    opened.open_palette()
    palette = opened.findChild(CommandPalette)
    assert isinstance(palette, CommandPalette)
    assert len(palette.words()) == len(opened.actions_registry.all())
    palette.field.setText("go rec")
    assert palette.words() == ("Go: Records    Ctrl+4",)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert opened.records_page.isVisible()


def test_a_search_made_in_the_window_reaches_record_and_memo(
    opened: MainWindow, services: Any, qtbot: QtBot
):
    search(opened, qtbot, "Nettrix")
    opened.actions_registry.action("record").trigger()
    qtbot.waitUntil(lambda: bool(services.recorded))
    qtbot.waitUntil(opened.screen_page.header.memo.isVisible)
    opened.actions_registry.action("memo").trigger()
    qtbot.waitUntil(lambda: opened.notice.notice is not None)
    assert opened.notice.notice is not None
    assert "Memo S-2026-000001 full.pdf" in opened.notice.notice.text
    assert [offer.text for offer in opened.notice.notice.offers] == ["Open file", "Open folder"]
    opened.go_to("records")
    qtbot.waitUntil(lambda: opened.records_page.screenings.model.rowCount() == 1)
    assert opened.notice.notice is None


def test_a_recorded_screening_opens_from_another_page(
    opened: MainWindow, services: Any, qtbot: QtBot
):
    search(opened, qtbot, "Nettrix")
    opened.screen_page.record_now()
    qtbot.waitUntil(lambda: bool(services.recorded))
    opened.new_search()
    opened.go_to("records")
    opened.records_page.screening_wanted.emit("S-2026-000001")
    qtbot.waitUntil(lambda: opened.screen_page.answer is not None)
    assert opened.screen_page.isVisible()


def test_an_error_is_shown_calmly_once(opened: MainWindow):
    problem = Problem(ProblemKind.INPUT, "This cannot be used as it is", "Mend row 4.")
    opened.show_problem(problem)
    first = opened._problem
    opened.show_problem(problem)
    assert opened._problem is first
    assert first is not None
    assert first.text.text() == "Mend row 4."
    first.close()


def test_raising_the_alert_line_needs_a_reason(opened: MainWindow, services: Any, qtbot: QtBot):
    opened.open_settings()
    room = opened.settings_page.general
    qtbot.waitUntil(room.isEnabled)
    assert room.isVisible()
    assert room.operator.hasFocus()
    room.line.setValue(80)
    assert room.reason.isVisible()
    assert not room.move_line.isEnabled()
    room.reason.setText("Too many near names")
    room.move_line.click()
    qtbot.waitUntil(lambda: services.line == 80)
    qtbot.waitUntil(lambda: not room.reason.isVisible())
    search(opened, qtbot, "Nettrix")
    assert services.screened[-1].threshold == 80


def test_look_size_and_operator_are_changed_at_once_and_remembered(
    opened: MainWindow, services: Any, qtbot: QtBot
):
    opened.open_settings()
    room = opened.settings_page.general
    qtbot.waitUntil(room.isEnabled)
    room.looks.button(2).click()
    assert opened.desk.theme.dark
    room.zoom.setCurrentIndex(room.zoom.findText("1.5 times"))
    assert opened.desk.theme.zoom == 1.5
    assert not room.change_operator.isEnabled()
    room.operator.setText("Second Officer")
    room.change_operator.click()
    qtbot.waitUntil(
        lambda: services.remembered == {"operator": "Second Officer", "theme": "dark", "zoom": 1.5}
    )
    qtbot.waitUntil(lambda: room.workplace.operator == "Second Officer")
    assert not room.change_operator.isEnabled()


def test_the_settings_are_asked_for_when_they_are_seen_and_again_when_they_changed(
    opened: MainWindow, services: Any, qtbot: QtBot
):
    page = opened.settings_page
    qtbot.waitUntil(lambda: not opened.desk.bridge.busy)
    assert page.rules.book is None
    assert page.general.workplace is None
    opened.open_settings()
    qtbot.waitUntil(lambda: page.general.workplace is not None)
    assert page.rules.book is None
    opened.go_to("screen")
    services.set_alert_line(75, "for a while")
    page.refresh(frozenset({Changes.SETTINGS}))
    qtbot.waitUntil(lambda: not opened.desk.bridge.busy)
    assert page.general.workplace.alert_line == 70
    opened.open_settings()
    qtbot.waitUntil(lambda: page.general.line.value() == 75)


def test_the_settings_show_look_and_size_that_were_changed_elsewhere(
    opened: MainWindow, qtbot: QtBot
):
    opened.open_settings()
    room = opened.settings_page.general
    qtbot.waitUntil(room.isEnabled)
    opened.actions_registry.action("look.dark").trigger()
    opened.actions_registry.action("zoom.in").trigger()
    assert room.looks.checkedId() == 2
    assert room.zoom.currentText() == "1.1 times"


def test_zoom_goes_in_steps_and_back_to_normal(opened: MainWindow):
    actions = opened.actions_registry
    actions.action("zoom.in").trigger()
    assert opened.desk.theme.zoom == 1.1
    actions.action("zoom.out").trigger()
    actions.action("zoom.out").trigger()
    assert opened.desk.theme.zoom == 0.9
    actions.action("zoom.normal").trigger()
    assert opened.desk.theme.zoom == 1.0


def test_the_last_page_and_the_size_are_remembered(
    opened: MainWindow, services: Any, theme: Theme, tmp_path: Path, qtbot: QtBot
):
    opened.go_to("lists")
    opened.resize(701, 555)
    opened.close()
    assert services.closed
    state = WindowState(tmp_path / "window.ini")
    desk = Desk(services, opened.desk.bridge, theme, state)
    again = MainWindow(desk, Paths(tmp_path, tmp_path, tmp_path))
    qtbot.addWidget(again)
    again.show()
    assert again.lists_page.isVisible()
    assert (again.width(), again.height()) == (701, 555)


def test_every_control_has_a_name_for_the_screen_reader(opened: MainWindow, qtbot: QtBot):
    search(opened, qtbot, "Nettrix")
    kinds = (QAbstractButton, QLineEdit, QComboBox, QSpinBox)
    nameless = [
        widget
        for widget in opened.findChildren(QWidget)
        if isinstance(widget, kinds)
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), (QComboBox, QLineEdit, QSpinBox))
        and not (widget.accessibleName() or getattr(widget, "text", str)())
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    assert nameless == []


def test_text_stands_out_from_its_ground_in_both_palettes():
    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: str, other: str) -> float:
        high, low = sorted((light(one), light(other)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    def pairs(tokens: Tokens) -> list[tuple[str, str]]:
        grounds = (tokens.base, tokens.window, tokens.raised, tokens.accent_soft)
        texts = (tokens.text, tokens.muted)
        meant = [
            (tokens.strong, tokens.strong_soft),
            (tokens.possible, tokens.possible_soft),
            (tokens.note, tokens.note_soft),
            (tokens.on_accent, tokens.accent),
        ]
        return [(text, ground) for text in texts for ground in grounds] + meant

    for tokens in (LIGHT, DARK):
        for text, ground in pairs(tokens):
            assert contrast(text, ground) >= 4.5, (text, ground)


@pytest.mark.parametrize("wish", [Wish.LIGHT, Wish.DARK])
@pytest.mark.parametrize("size", [(1280, 720), (640, 360)])
def test_every_page_is_drawn_in_both_looks_and_sizes(
    opened: MainWindow, wish: Wish, size: tuple[int, int], tmp_path: Path, qtbot: QtBot
):
    opened.desk.theme.set_wish(wish)
    opened.resize(*size)
    search(opened, qtbot, "宁畅信息产业")
    for page in opened.pages:
        opened.go_to(page.key)
        qtbot.waitUntil(lambda: not opened.desk.bridge.busy)
        picture = opened.grab().toImage()
        assert picture.save(str(tmp_path / f"{page.key}.png"))
        shades = {
            picture.pixel(x, y)
            for x in range(0, picture.width(), 7)
            for y in range(0, picture.height(), 7)
        }
        assert len(shades) > 8
        assert opened.width() == size[0]


def test_a_dropped_spreadsheet_on_the_window_is_offered_for_import(
    opened: MainWindow, qtbot: QtBot
):
    opened.suppliers_page._drop.dropped.emit((Path("suppliers.csv"), Path("b.csv")))
    qtbot.waitUntil(lambda: opened.suppliers_page.importing.dialog is not None)
    assert isinstance(opened.notice.notice, Notice)
    assert "One spreadsheet at a time" in opened.notice.notice.text


def test_the_example_is_offered_with_its_columns_guessed(opened: MainWindow, qtbot: QtBot):
    opened.try_example()
    qtbot.waitUntil(lambda: opened.suppliers_page.importing.dialog is not None)
    dialog = opened.suppliers_page.importing.dialog
    assert dialog is not None
    assert dialog.path.name == "suppliers.xlsx"
    dialog.take.click()
    qtbot.waitUntil(
        lambda: all(row.screening for row in opened.desk.services.suppliers.values())  # type: ignore[attr-defined]  # the fake's own
    )


def test_the_longest_block_of_the_window_is_measured(
    opened: MainWindow, services: Any, qtbot: QtBot, longest_block: Callable[[], Any]
):
    services.delay = 0.05
    with longest_block() as block:
        search(opened, qtbot, "Nettrix")
    # A slow search must not be what the window waits for; the figure itself is not asserted.
    assert services.threads
    assert QApplication.instance() is not None
    assert block.longest >= 0


def test_the_real_backend_offers_everything_that_pages_ask_for(tmp_path: Path):
    wanted = {name for name in vars(Services) if not name.startswith("_")}
    backend = Backend(Paths(tmp_path, tmp_path, tmp_path))
    assert wanted
    assert all(callable(getattr(backend, name)) for name in wanted)
