"""The real program over a real workspace with the starter data."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caveat.domain.decisions import Decision
from caveat.paths import Paths
from caveat.ui.backend import Backend
from caveat.ui.bridge import Bridge
from caveat.ui.pages.page import Desk
from caveat.ui.state import WindowState
from caveat.ui.theme import Theme
from caveat.ui.window import MainWindow

ROOT = Path(__file__).resolve().parents[2]

START_AND_CLOSE = """
import sys
import caveat.ui.app as app

class Closing(app.MainWindow):
    def __init__(self, *given):
        super().__init__(*given)
        self.workspace_opened.connect(self.close)

app.MainWindow = Closing
sys.exit(app.main(sys.argv[1:]))
"""


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    paths = Paths(data=tmp_path, cache=tmp_path / "cache", logs=tmp_path / "logs")
    bridge = Bridge()
    desk = Desk(Backend(paths), bridge, theme, WindowState(tmp_path / "window.ini"))
    made = MainWindow(desk, paths, "Officer")
    made.resize(1280, 720)
    made.show()
    with qtbot.waitSignal(made.workspace_opened, timeout=60_000):
        made.start()
    qtbot.waitUntil(lambda: not bridge.busy, timeout=10_000)
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("name", ["Nettrix", "浪潮", "Inspur Beijing", "Sugon"])
def test_a_listed_party_is_found_explained_and_cited(window: MainWindow, qtbot: QtBot, name: str):
    page = window.screen_page
    page.form.name.setText(name)
    qtbot.waitUntil(lambda: page.answer is not None, timeout=10_000)
    assert page.answer is not None
    assert page.answer.alerts
    qtbot.waitUntil(lambda: not window.desk.bridge.busy)
    text = page.detail.text()
    assert "FR" in text
    assert "Licence requirement: " in text
    assert "SHA-256: " in text
    assert "not a screening" in page.header.banner.accessibleName()


def test_a_hit_is_recorded_decided_and_put_into_a_memo(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
):
    page = window.screen_page
    page.form.name.setText("Nettrix")
    qtbot.waitUntil(lambda: page.answer is not None, timeout=10_000)
    page.record_now()
    qtbot.waitUntil(lambda: page.answer is not None and bool(page.answer.screening))
    page.decide.reason.setText("Same name, same door")
    page.decide.buttons[Decision.TRUE_MATCH].click()
    qtbot.waitUntil(lambda: "True match, " in page.decide.text())
    page.make_memo()
    qtbot.waitUntil(lambda: window.notice.notice is not None, timeout=20_000)
    memo = next((tmp_path / "memos").glob("*.pdf"))
    assert memo.read_bytes().startswith(b"%PDF")
    window.verify_audit()
    qtbot.waitUntil(window.records_page.verdict.isVisible, timeout=10_000)
    assert window.records_page.verdict.accessibleName().startswith("The chain holds")


def test_the_links_of_a_supplier_whom_no_list_names_lead_to_a_listed_party(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
):
    page = window.screen_page
    page.form.name.setText("Harmless Data Systems")
    page.form.address.setText("No. 15 Haitai Huake Street, Huayuan Industrial Zone, Tianjin")
    qtbot.waitUntil(lambda: page.answer is not None, timeout=10_000)
    page.show_links()
    links = page.detail.links_shown
    if links.tools.typed.isVisible():
        links.tools.typed.click()
    qtbot.waitUntil(lambda: not links.asking.waiting, timeout=20_000)
    assert "Harmless Data Systems → (at one address with) " in links.text()
    table = tmp_path / "relations.csv"
    table.write_text(
        "from,relation,to,share,source\n"
        "Zhao Liu,officer of,Harmless Data Systems,,Annual report\n"
        "Zhao Liu,officer of,Harmless Data Systems,20,Annual report\n",
        encoding="utf-8",
    )
    window.relations.begin(table)
    qtbot.waitUntil(lambda: window.relations.dialog is not None, timeout=30_000)
    assert window.relations.dialog is not None
    window.relations.dialog.take.click()
    qtbot.waitUntil(lambda: "Zhao Liu" in links.text(), timeout=20_000)
    svg = links.sides.picture_of(Path("links.svg")).decode()
    assert "Zhao Liu" in svg
    assert "imported by you" in svg
    page.show_ownership()
    owners = page.detail.ownership if page.detail.hit else page.detail.ownership_as_typed
    qtbot.waitUntil(lambda: "Zhao Liu" not in owners.text() and not owners.asking.waiting)
    assert "No holdings known" in owners.text()
    window.holdings.begin("Harmless Data Systems")
    dialog = window.holdings.dialog
    assert dialog is not None
    for line, text in ((dialog.holder, "Sugon"), (dialog.share, "51"), (dialog.source, "Register")):
        line.setText(text)
    dialog.store.click()
    qtbot.waitUntil(lambda: "[Entity List] 51 % → " in owners.text(), timeout=20_000)
    assert "Register (typed in by you) (verify)" in owners.text()


def test_the_example_goes_from_spreadsheet_to_results(window: MainWindow, qtbot: QtBot):
    window.try_example()
    page = window.suppliers_page
    qtbot.waitUntil(lambda: page.importing.dialog is not None, timeout=30_000)
    assert page.importing.dialog is not None
    page.importing.dialog.take.click()
    qtbot.waitUntil(lambda: len(page.model.ids) > 10, timeout=30_000)
    qtbot.waitUntil(
        lambda: (
            "with" in (window.notice.notice.text if window.notice.notice else "")
            and not page.progress.following
        ),
        timeout=60_000,
    )

    def statuses() -> set[str]:
        return {page.model.index(row, 2).data() for row in range(len(page.model.ids))}

    qtbot.waitUntil(lambda: "To review" in statuses() and "Not screened" not in statuses())


def test_the_program_starts_opens_its_workspace_and_closes_without_a_word(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-c", START_AND_CLOSE, "--data-dir", str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "desktop")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    said = [line for line in done.stderr.splitlines() if "plugin does not support" not in line]
    assert (done.returncode, said, done.stdout) == (0, [], "")
    assert (tmp_path / "caveat.sqlite").exists()
    assert "index loaded" in (tmp_path / "logs" / "caveat.log").read_text(encoding="utf-8")
