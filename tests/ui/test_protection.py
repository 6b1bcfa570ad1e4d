"""Encrypted workspaces: the passphrase at the start, the settings, the Lists page."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from caveat.domain.progress import CancelToken, ignore_progress
from caveat.domain.protection import Protection, Rekeying
from caveat.domain.records import Changes
from caveat.errors import PassphraseNeededError, WrongPassphraseError
from caveat.paths import Paths
from caveat.ui.backend import Backend
from caveat.ui.bridge import ProblemKind, problem_of
from caveat.ui.contract import Passwords, Rekey
from caveat.ui.dialogs.protection import ProtectionDialog
from caveat.ui.pages.page import Desk
from caveat.ui.pages.settings.protection_row import protection_words
from caveat.ui.window import MainWindow

PASSPHRASE = "four quiet green bicycles"  # noqa: S105 - of no real workspace


@pytest.fixture
def locked(desk: Desk, services: Any, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """A window over an encrypted workspace, at the question for its passphrase."""
    services.passphrase = PASSPHRASE
    window = MainWindow(desk, Paths(tmp_path, tmp_path, tmp_path))
    qtbot.addWidget(window)
    window.show()
    window.start()
    qtbot.waitUntil(lambda: window.opening.asking is not None)
    return window


def test_an_encrypted_workspace_asks_for_its_passphrase_and_opens(locked: MainWindow, qtbot: QtBot):
    asking = locked.opening.asking
    assert asking is not None
    assert asking.field.echoMode() is QLineEdit.EchoMode.Password
    asking.field.setText(PASSPHRASE)
    with qtbot.waitSignal(locked.workspace_opened):
        asking.agree.click()
    assert asking.field.text() == ""


def test_a_wrong_passphrase_is_said_and_asked_again(locked: MainWindow, qtbot: QtBot):
    first = locked.opening.asking
    assert first is not None
    first.field.setText("something else")
    first.agree.click()
    qtbot.waitUntil(lambda: locked.opening.asking is not first)
    assert locked.opening.asking is not None
    assert locked.opening.asking.text.text().startswith("That is not the passphrase.")
    locked.opening.asking.field.setText(PASSPHRASE)
    with qtbot.waitSignal(locked.workspace_opened):
        locked.opening.asking.agree.click()


def test_without_a_passphrase_the_window_stays_and_says_what_to_do(
    locked: MainWindow, qtbot: QtBot
):
    first = locked.opening.asking
    assert first is not None
    first.reject()
    assert locked.notice.notice is not None
    assert "is not open. Nothing in it was changed" in locked.notice.notice.text
    locked.notice.notice.offers[0].act()
    qtbot.waitUntil(lambda: locked.opening.asking is not first)
    assert locked.opening.asking is not None
    locked.opening.asking.reject()


def test_problems_tell_whose_passphrase_is_missing():
    assert problem_of(PassphraseNeededError("x")).kind is ProblemKind.PASSPHRASE
    assert problem_of(WrongPassphraseError("x", of_key=True)).kind is ProblemKind.KEY_PASSPHRASE


def test_passphrases_are_in_no_trace():
    told = (
        f"{Passwords(PASSPHRASE, PASSPHRASE)} {Rekey(Rekeying.ENCRYPTED, PASSPHRASE, PASSPHRASE)}"
    )
    assert PASSPHRASE not in told


def test_a_passphrase_is_typed_twice_long_enough_and_kept_before_anything_is_encrypted(
    desk: Desk, qtbot: QtBot
):
    dialog = ProtectionDialog(desk.theme, Rekeying.ENCRYPTED)
    qtbot.addWidget(dialog)
    dialog.new.setText("short")
    assert dialog.hint.text().startswith("At least 8 characters")
    dialog.new.setText(PASSPHRASE)
    dialog.again.setText("four quiet green")
    assert dialog.hint.text() == "The two are not the same."
    dialog.again.setText(PASSPHRASE)
    assert not dialog.agree.isEnabled()
    dialog.kept.setChecked(True)
    assert dialog.agree.isEnabled()


def test_the_lists_page_warns_of_private_lists_in_a_plain_workspace_and_leads_to_encrypting(
    opened: MainWindow, services: Any, qtbot: QtBot
):
    services.private = ("Is-informed letters",)
    page = opened.lists_page
    page.refresh({Changes.LISTS})
    qtbot.waitUntil(lambda: page.unprotected.notice is not None)
    assert page.unprotected.notice is not None
    assert "holds private lists" in page.unprotected.notice.text
    page.unprotected.notice.offers[0].act()
    dialog = opened.protecting.dialog
    assert dialog is not None
    for field in (dialog.new, dialog.again):
        field.setText(PASSPHRASE)
    dialog.kept.setChecked(True)
    dialog.agree.click()
    qtbot.waitUntil(lambda: opened.notice.notice is not None)
    assert services.rekeyed == [Rekey(Rekeying.ENCRYPTED, "", PASSPHRASE)]
    assert opened.notice.notice is not None
    assert opened.notice.notice.text == (
        "The workspace is encrypted; 1 backup with it. Keep the passphrase safe."
    )
    qtbot.waitUntil(lambda: not page.unprotected.isVisibleTo(page))


def test_a_wrong_old_passphrase_changes_nothing_and_is_said_in_the_dialog(
    opened: MainWindow, services: Any, qtbot: QtBot
):
    services.passphrase = PASSPHRASE
    opened.protecting.ask(Rekeying.DECRYPTED)
    dialog = opened.protecting.dialog
    assert dialog is not None
    dialog.old.setText("something else")
    dialog.agree.click()
    qtbot.waitUntil(lambda: dialog.notice.notice is not None)
    assert dialog.notice.notice is not None
    assert dialog.notice.notice.text == "That is not the passphrase. Nothing was changed."
    assert services.rekeyed == []
    dialog.reject()


def test_nothing_is_rekeyed_while_something_is_under_way(
    opened: MainWindow, services: Any, qtbot: QtBot
):
    services.delay = 0.3
    opened.screen_page.form.name.setText("Nettrix")
    qtbot.waitUntil(lambda: bool(services.screened))
    opened.protecting._on_wanted(Rekey(Rekeying.ENCRYPTED, "", PASSPHRASE))
    assert services.rekeyed == []
    qtbot.waitUntil(lambda: bool(services.rekeyed))
    assert opened.screen_page.answer is not None


def test_the_settings_say_what_is_protected_and_offer_what_fits(opened: MainWindow, qtbot: QtBot):
    opened.open_settings()
    qtbot.waitUntil(lambda: opened.settings_page.general.protection is not None)
    row = opened.settings_page.general.protection
    assert row is not None
    assert set(row.buttons) == {Rekeying.ENCRYPTED}
    assert "are plain files" in row.labels[0].text()
    row.buttons[Rekeying.ENCRYPTED].click()
    assert opened.protecting.dialog is not None
    opened.protecting.dialog.reject()


def test_plain_copies_beside_an_encrypted_workspace_are_named():
    words = protection_words(Protection(True, True, 3, ("old.sqlite",), ("older.sqlite",)))
    assert [text for text, _tone in words] == [
        "The workspace and its backups (3 backups) are encrypted.",
        "Plain copies remain beside it: old.sqlite.",
        "1 backup under an older passphrase.",
    ]


def test_a_real_workspace_is_encrypted_reopened_and_decrypted(tmp_path: Path):
    paths = Paths(data=tmp_path, cache=tmp_path / "cache", logs=tmp_path / "logs")
    backend = Backend(paths)
    token = CancelToken()
    backend.open("Officer", Passwords(), ignore_progress, token)
    assert not backend.protection().encrypted
    done = backend.rekey(Rekey(Rekeying.ENCRYPTED, "", PASSPHRASE), ignore_progress, token)
    assert done.did is Rekeying.ENCRYPTED
    assert backend.protection().encrypted
    assert backend.operator() == "Officer"
    backend.close()
    again = Backend(paths)
    with pytest.raises(PassphraseNeededError):
        again.open("Officer", Passwords(), ignore_progress, token)
    again.open("Officer", Passwords(PASSPHRASE), ignore_progress, token)
    with pytest.raises(WrongPassphraseError):
        again.rekey(Rekey(Rekeying.DECRYPTED, "something else"), ignore_progress, token)
    assert again.protection().encrypted
    again.rekey(Rekey(Rekeying.DECRYPTED, PASSPHRASE), ignore_progress, token)
    assert not again.protection().encrypted
    again.close()
