"""What a new workspace offers first: import a list, try the example, or search at once."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from caveat.ui.icons import dress_button
from caveat.ui.theme import Theme
from caveat.ui.widgets.labels import PlainLabel

_WIDTH = 30
"""Width in font heights."""


class FirstStart(QWidget):
    """Four ways to begin."""

    update_wanted = Signal()
    import_wanted = Signal()
    example_wanted = Signal()
    search_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("First steps")
        self._theme = theme
        title = PlainLabel("Where to begin", "title", wraps=True)
        words = PlainLabel(
            "Caveat works on this computer alone. It starts with a small set of entries from the "
            "Entity List rules of March 2025. That is enough to try a search, not to rely on one.",
            "muted",
            wraps=True,
        )
        self._buttons = (
            (
                _choice("Update the lists now", "Fetches from the official addresses; asks first"),
                "update",
            ),
            (
                _choice("Import a list file", "The official CSV or JSON, also as .gz or .zip"),
                "import",
            ),
            (
                _choice("Try the example", "A small supplier spreadsheet, screened at once"),
                "example",
            ),
            (_choice("Search", "Type a name above; results appear while you type"), "screen"),
        )
        for (button, _icon), signal in zip(
            self._buttons,
            (self.update_wanted, self.import_wanted, self.example_wanted, self.search_wanted),
            strict=True,
        ):
            button.clicked.connect(signal)
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.addWidget(title)
        column.addWidget(words)
        for button, _icon in self._buttons:
            column.addWidget(button)
        self._column = column
        middle = QWidget()
        room = QVBoxLayout(middle)
        room.addStretch(1)
        room.addWidget(self._inner, 0, Qt.AlignmentFlag.AlignHCenter)
        room.addStretch(2)
        scroll = QScrollArea()  # the three ways are reached in a small window too
        scroll.setObjectName("bare")
        scroll.setWidgetResizable(True)
        scroll.setWidget(middle)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        theme.changed.connect(self._dress)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._column.setSpacing(px(0.5))
        self._inner.setFixedWidth(px(_WIDTH))
        for button, icon in self._buttons:
            dress_button(button, icon, self._theme, "accent", ems=1.5)
        self._fit()

    def _fit(self) -> None:
        """As high as the wrapped words need at this width."""
        for button, _icon in self._buttons:
            button.ensurePolished()
        self._column.invalidate()
        self._inner.setMinimumHeight(self._column.totalHeightForWidth(self._inner.width()))

    def showEvent(self, event: QShowEvent) -> None:
        """The styled buttons know their height only now."""
        super().showEvent(event)
        self._fit()


def _choice(title: str, words: str) -> QPushButton:
    button = QPushButton(f"  {title}\n  {words}")
    button.setAccessibleName(title)
    button.setAccessibleDescription(words)
    button.setProperty("role", "choice")
    return button
