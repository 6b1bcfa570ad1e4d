"""Asked once, before the network is used: what is fetched from where, and what is not told."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from caveat.domain.updates import ListAddress
from caveat.ui.facts import Grid, Words
from caveat.ui.theme import Theme
from caveat.ui.widgets.fact_sheet import FactSheet
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.panes import fit_screen, framed
from caveat.ui.wording import one_line


class NetworkConsentDialog(QDialog):
    """Names every publication and server. ``accepted`` means: fetch, and do not ask again."""

    def __init__(
        self, theme: Theme, addresses: Sequence[ListAddress], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Update lists")
        self.sheet = FactSheet(theme, "What is fetched from where")
        rows = tuple(
            (Words(one_line(address.what)), Words(", ".join(hosts_of(address)), "muted"))
            for address in addresses
        )
        self.sheet.show_facts((Grid(("Publication", "Fetched from"), rows, (50, 50)),))
        words = PlainLabel(
            "Caveat fetches these files from their official addresses; nothing else leaves this "
            "computer. No supplier, no search and no name is sent. The servers see that this "
            "computer asked for a public file, as they would of a browser.",
            wraps=True,
        )
        note = PlainLabel(
            "You are asked this once. After that, the network is used whenever you press Update, "
            "and at no other time.",
            "muted",
            wraps=True,
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.agree = QPushButton("Fetch now")
        self.agree.setProperty("role", "main")
        self.agree.setDefault(True)
        buttons.addButton(self.agree, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(1.2), theme.px(1), theme.px(1.2), theme.px(0.8))
        column.setSpacing(theme.px(0.6))
        column.addWidget(PlainLabel("Use the network to update the lists?", "title", wraps=True))
        column.addWidget(words)
        column.addWidget(framed(self.sheet), 1)
        column.addWidget(note)
        column.addWidget(buttons)
        fit_screen(self, theme.px(42), theme.px(28))
        self.agree.setFocus()


def hosts_of(address: ListAddress) -> tuple[str, ...]:
    """Servers that an address asks, and those to which they may pass us on, each once."""
    found = [urlsplit(url).hostname or "" for url in (address.date_from, *address.urls) if url]
    return tuple(dict.fromkeys((*found, *address.hosts)))
