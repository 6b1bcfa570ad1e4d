"""What a new workspace offers first: import a list, try the example, or search at once."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from caveat.ui.icons import dress_button
from caveat.ui.theme import Theme
from caveat.ui.widgets.labels import PlainLabel

_WIDTH = 34
"""Greatest width in font heights."""


class FirstStart(QWidget):
    """Three ways to begin."""

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
            (self.import_wanted, self.example_wanted, self.search_wanted),
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
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(self._inner, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)
        theme.changed.connect(self._dress)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._column.setSpacing(px(0.5))
        self._inner.setMaximumWidth(px(_WIDTH))
        for button, icon in self._buttons:
            dress_button(button, icon, self._theme, "accent", ems=1.5)
            button.setMinimumHeight(px(3.9))


def _choice(title: str, words: str) -> QPushButton:
    button = QPushButton(f"  {title}\n  {words}")
    button.setAccessibleName(title)
    button.setAccessibleDescription(words)
    button.setProperty("role", "choice")
    return button
