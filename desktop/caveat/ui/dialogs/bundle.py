"""A bundle before it is taken in: who signed it, whether the signature holds, what it carries."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.bundles import BundleSeen, Trust
from caveat.ui.bundle_facts import bundle_facts
from caveat.ui.theme import Theme
from caveat.ui.widgets.fact_sheet import FactSheet
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.panes import fit_screen, framed
from caveat.ui.wording import isolated

_LONGEST_REASON = 2000


class BundleDialog(QDialog):
    """Known signers are taken with one press; everything else needs a tick and a reason."""

    import_wanted = Signal(bool, bool, str)
    """Accept the signer, accept the broken signature, and why."""

    def __init__(
        self, theme: Theme, name: str, seen: BundleSeen, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._seen = seen
        sender = seen.manifest.sender
        self.unknown = seen.whole and sender.trust is Trust.UNKNOWN
        self.broken = not seen.whole
        self.refused = seen.whole and sender.trust is Trust.REVOKED
        self.setWindowTitle("Import bundle")
        self.sheet = FactSheet(theme, "What the bundle says")
        self.sheet.show_facts(bundle_facts(seen))
        self.sure = QCheckBox(_CHECKED_BROKEN if self.broken else _CHECKED_SIGNER)
        self.sure.toggled.connect(self._check)
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST_REASON)
        self.reason.setPlaceholderText("Why; it goes on record with your name")
        self.reason.setAccessibleName("Reason for accepting")
        self.reason.textChanged.connect(self._check)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = QPushButton("Accept the signer and import" if self.unknown else "Import")
        self.take.setProperty("role", "main")
        self.take.setDefault(True)
        buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._on_import)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(1.2), theme.px(1), theme.px(1.2), theme.px(0.8))
        column.setSpacing(theme.px(0.6))
        column.addWidget(PlainLabel(f"Bundle {isolated(name)}", "title", wraps=True))
        column.addWidget(framed(self.sheet), 1)
        if self.unknown or self.broken:
            column.addWidget(self.sure)
            column.addWidget(self.reason)
        column.addWidget(buttons)
        fit_screen(self, theme.px(46), theme.px(32))
        self._check()

    @Slot()
    def _check(self) -> None:
        asked = self.unknown or self.broken
        agreed = self.sure.isChecked() and bool(self.reason.text().strip())
        self.take.setEnabled(not self.refused and (agreed or not asked))

    @Slot()
    def _on_import(self) -> None:
        reason = self.reason.text().strip() if self.unknown or self.broken else ""
        self.accept()
        self.import_wanted.emit(self.unknown, self.broken, reason)


_CHECKED_SIGNER = "I compared the key with the sender, by telephone or face to face"
_CHECKED_BROKEN = "I know why the signature does not hold, and take this one bundle all the same"
