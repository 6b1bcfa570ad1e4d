"""The Links tab: pictures and text that leave the tab."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from caveat.ui.pages.screen.links.pane import LinksPane
from caveat.ui.pages.screen.links.saving import file_name


def test_a_picture_is_written_where_the_dialog_says(
    shown: LinksPane, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    out = tmp_path / "picture"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(out), "PNG picture (*.png)")
    )
    with qtbot.waitSignal(shown.noticed) as said:
        shown.choose_export()
    assert "picture.png" in said.args[0].text
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")
    assert [file.name for file in tmp_path.iterdir()] == ["picture.png"]


def test_a_picture_that_cannot_be_written_says_so(shown: LinksPane, tmp_path: Path, qtbot: QtBot):
    with qtbot.waitSignal(shown.failed) as failed:
        shown.saving.save(tmp_path / "no" / "picture.svg", shown.sides.picture_of)
    assert "could not be written" in failed.args[0].text
    with qtbot.waitSignal(shown.failed) as failed:
        shown.saving.save(tmp_path / "picture.bmp", shown.sides.picture_of)
    assert ".svg or .png" in failed.args[0].text


def test_a_file_is_named_after_the_party_by_letters_that_every_system_takes():
    assert file_name('A/B: "C" <D>\n*') == "Links of A B C D.svg"
    assert file_name("宁畅信息产业（北京）有限公司") == "Links of 宁畅信息产业 北京 有限公司.svg"


def test_the_list_is_copied_as_text(shown: LinksPane, qtbot: QtBot):
    with qtbot.waitSignal(shown.noticed):
        shown.copy_list()
    text = QGuiApplication.clipboard().text()
    assert "Nettrix → Sugon [Entity List]" in text
    assert "شركة المعلومات" in text
