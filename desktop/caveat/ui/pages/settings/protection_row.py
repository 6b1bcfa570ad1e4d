"""What the settings say about the protection of the workspace, and what they offer."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caveat.domain.protection import Protection, Rekeying
from caveat.ui.theme import Theme
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.notice import Offer, OfferButton
from caveat.ui.wording import counted, one_line

_OFFER = {
    Rekeying.ENCRYPTED: "Encrypt…",
    Rekeying.PASSPHRASE: "Change passphrase…",
    Rekeying.DECRYPTED: "Decrypt…",
}


class ProtectionRow(QWidget):
    """Sentences, then buttons."""

    rekey_wanted = Signal(object)

    def __init__(self, theme: Theme, protection: Protection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(0.3))
        self.labels = [
            PlainLabel(text, tone, wraps=True) for text, tone in protection_words(protection)
        ]
        for label in self.labels:
            column.addWidget(label)
        line = QHBoxLayout()
        self.buttons: dict[Rekeying, OfferButton] = {}
        for did in _offered(protection):
            button = OfferButton(Offer(_OFFER[did], partial(self.rekey_wanted.emit, did)))
            line.addWidget(button)
            self.buttons[did] = button
        line.addStretch(1)
        column.addLayout(line)


def _offered(protection: Protection) -> tuple[Rekeying, ...]:
    if not protection.possible:
        return ()
    if not protection.encrypted:
        return (Rekeying.ENCRYPTED,)
    return (Rekeying.PASSPHRASE, Rekeying.DECRYPTED)


def protection_words(protection: Protection) -> tuple[tuple[str, str], ...]:
    """What is protected and what is not, as sentences with a tone each."""
    said: list[tuple[str, str]] = []
    backups = counted(protection.backups, "backup")
    if protection.encrypted:
        said.append((f"The workspace and its backups ({backups}) are encrypted.", "note"))
    else:
        words = f"The workspace and its {backups} are plain files: whoever can read this "
        said.append((f"{words}computer's files can read them.", ""))
        if protection.private_lists:
            named = ", ".join(one_line(title) for title in protection.private_lists)
            said.append((f"It holds private lists: {named}.", "possible"))
    if protection.encrypted and protection.plain_copies:
        named = ", ".join(one_line(name) for name in protection.plain_copies[:5])
        said.append((f"Plain copies remain beside it: {named}.", "possible"))
    if protection.other_copies:
        number = counted(len(protection.other_copies), "backup")
        said.append((f"{number} under an older passphrase.", "possible"))
    if not protection.possible:
        said.append(("This installation cannot encrypt.", "muted"))
    return tuple(said)
