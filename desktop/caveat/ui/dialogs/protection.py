"""Encrypts the workspace, changes its passphrase or decrypts it, after saying what that means."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.protection import Rekeying
from caveat.ui.bridge import Job
from caveat.ui.contract import Rekey
from caveat.ui.dialogs.passphrase import PassphraseField
from caveat.ui.theme import Theme
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.notice import Notice, NoticeStrip
from caveat.ui.widgets.panes import fit_height
from caveat.ui.widgets.progress_strip import ProgressStrip

SHORTEST = 8
"""Characters that the services ask for at least."""

_TITLE = {
    Rekeying.ENCRYPTED: "Encrypt the workspace",
    Rekeying.PASSPHRASE: "Change the passphrase",
    Rekeying.DECRYPTED: "Decrypt the workspace",
}
_PROMISE = (
    "The workspace, its backups, the kept files of lists and the signing keys are kept under a "
    "passphrase from now on. Caveat asks for it at every start."
)
_NO_WAY_BACK = (
    "Without the passphrase nobody can open them again: not you, not we. There is no other way in. "
    "Write it down and keep it away from this computer."
)
_NOT_COVERED = (
    "Memos and exports are your own files and stay as they are. What was on the disk before is not "
    "overwritten: a tool for deleted files may still find it."
)
_ANEW = (
    "The workspace and its backups are encrypted anew. The old passphrase opens nothing after "
    "that, except copies of the folder that lie elsewhere."
)
_PLAIN = (
    "The workspace and its backups become plain files: whoever can read this computer's files can "
    "read your suppliers, decisions and private lists."
)
_WORDS: dict[Rekeying, tuple[str, ...]] = {
    Rekeying.ENCRYPTED: (_PROMISE, _NO_WAY_BACK, _NOT_COVERED),
    Rekeying.PASSPHRASE: (_ANEW, _NO_WAY_BACK),
    Rekeying.DECRYPTED: (_PLAIN,),
}


class ProtectionDialog(QDialog):
    """Stays open until it is done, with progress; what failed is told in it."""

    rekey_wanted = Signal(object)
    """A `Rekey`."""

    def __init__(self, theme: Theme, did: Rekeying, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.did = did
        self.setWindowTitle(_TITLE[did])
        self.old = PassphraseField("Passphrase now")
        self.new = PassphraseField("New passphrase: several words, at least 8 characters")
        self.again = PassphraseField("The new passphrase once more")
        self.kept = QCheckBox("I have kept the passphrase where I find it again")
        self.shown = QCheckBox("Show what I type")
        self.hint = PlainLabel(tone="possible", wraps=True)
        self.notice = NoticeStrip(theme)
        self.progress = ProgressStrip(theme, _TITLE[did].lower())
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.agree = QPushButton(_TITLE[did])
        self.agree.setProperty("role", "main")
        self.agree.setDefault(True)
        self.buttons.addButton(self.agree, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self._on_agreed)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(1.2), theme.px(1), theme.px(1.2), theme.px(0.8))
        column.setSpacing(theme.px(0.55))
        column.addWidget(PlainLabel(_TITLE[did], "title", wraps=True))
        for number, words in enumerate(_WORDS[did]):
            grave = number == 1 or did is Rekeying.DECRYPTED
            column.addWidget(PlainLabel(words, "possible" if grave else "", wraps=True))
        for field in self._fields():
            field.textChanged.connect(self._check)
            self.shown.toggled.connect(field.show_text)
            column.addWidget(field)
        column.addWidget(self.shown)
        if did is not Rekeying.DECRYPTED:
            self.kept.toggled.connect(self._check)
            column.addWidget(self.kept)
        for widget in (self.hint, self.notice, self.progress):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.setMinimumWidth(theme.px(38))
        self._check()
        fit_height(self)
        self._fields()[0].setFocus()

    def follow(self, job: Job) -> None:
        """Show the work; nothing else can be pressed meanwhile."""
        self.notice.hide()
        self._enable(enabled=False)
        self.progress.follow(job, "Waiting for what is under way…")
        fit_height(self)

    def fail(self, text: str) -> None:
        """It was not done: say why; everything is as before."""
        self._enable(enabled=True)
        self._check()
        self.notice.say(Notice(text, "strong", "refused"))
        fit_height(self)

    def _fields(self) -> Sequence[PassphraseField]:
        if self.did is Rekeying.ENCRYPTED:
            return (self.new, self.again)
        if self.did is Rekeying.PASSPHRASE:
            return (self.old, self.new, self.again)
        return (self.old,)

    def _enable(self, *, enabled: bool) -> None:
        for widget in (*self._fields(), self.kept, self.shown):
            widget.setEnabled(enabled)
        self.buttons.setVisible(enabled)  # the progress has a Cancel of its own

    @Slot()
    def _check(self) -> None:
        words = ""
        typed = all(field.text() for field in self._fields())
        if self.did is not Rekeying.DECRYPTED:
            if self.new.text() and len(self.new.text().strip()) < SHORTEST:
                words = f"At least {SHORTEST} characters; several words are easier to remember."
            elif self.again.text() and self.again.text() != self.new.text():
                words = "The two are not the same."
            typed = typed and self.kept.isChecked() and self.again.text() == self.new.text()
        self.hint.setText(words)
        self.hint.setVisible(bool(words))
        self.agree.setEnabled(typed and not words)

    @Slot()
    def _on_agreed(self) -> None:
        rekey = Rekey(self.did, self.old.text(), self.new.text())
        for field in self._fields():
            field.clear()
        self.rekey_wanted.emit(rekey)

    def reject(self) -> None:
        """Not while it works: it would go on behind the window."""
        if not self.progress.following:
            super().reject()
