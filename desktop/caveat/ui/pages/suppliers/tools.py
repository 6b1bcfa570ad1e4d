"""What stands above a supplier book: which book, which rows, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.suppliers import SupplierBook, SupplierStatus
from caveat.ui.icons import dress_button, themed_icon
from caveat.ui.pages.suppliers.columns import STATUS_ICON, STATUS_TONE
from caveat.ui.theme import Theme
from caveat.ui.widgets.labels import ElidedLabel, PlainLabel
from caveat.ui.wording import STATUS_WORD, counted, day, one_line

_PAUSE_MS = 150
_TIED = "tied"
"""The filter that is no status: no hit, but tied to listed parties."""


class BookTools(QWidget):
    """Two lines: the book with its buttons, and the filters with the count."""

    import_wanted = Signal()
    screen_wanted = Signal()
    export_wanted = Signal()
    not_taken_wanted = Signal()
    book_chosen = Signal(object)
    filter_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._books: tuple[SupplierBook, ...] = ()
        self._filling = False
        self._screening = False
        self._tied = 0
        self.books = QComboBox()
        self.books.setAccessibleName("Supplier book")
        self.books.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.books.setMinimumContentsLength(24)
        self.books.currentIndexChanged.connect(self._on_book)
        self.origin = ElidedLabel(tone="muted")
        self.import_button = _button("Import…", "Import a supplier spreadsheet")
        self.import_button.clicked.connect(self.import_wanted)
        self.screen_button = _button("Screen all", "Screen all suppliers of this book", main=True)
        self.screen_button.clicked.connect(self.screen_wanted)
        self.export_button = _button("Export…", "Export the results of this book")
        self.export_button.clicked.connect(self.export_wanted)
        self.statuses = QComboBox()
        self.statuses.setAccessibleName("Show suppliers with this status")
        self.statuses.addItem("Any status", "")
        for status in SupplierStatus:
            self.statuses.addItem(STATUS_WORD[status], status.value)
        self.statuses.addItem("No hit, but tied", _TIED)
        self.statuses.currentIndexChanged.connect(self.filter_changed)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by name, address or reference")
        self.filter.setAccessibleName("Filter suppliers by text")
        self.filter.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.filter_changed)
        self.filter.textChanged.connect(self._pause.start)
        self.count = PlainLabel(tone="muted")
        self.not_taken = QToolButton()
        self.not_taken.setText("Rows not taken…")
        self.not_taken.setAccessibleName("Show rows of the spreadsheet that were not taken")
        self.not_taken.clicked.connect(self.not_taken_wanted)
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()
        self.show_books((), None)

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.addWidget(self.books)
        upper.addWidget(self.origin, 1)
        for button in (self.import_button, self.export_button, self.screen_button):
            upper.addWidget(button)
        self._lower = QWidget()
        lower = QHBoxLayout(self._lower)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.addWidget(self.statuses)
        lower.addWidget(self.filter, 1)
        lower.addWidget(self.count)
        lower.addWidget(self.not_taken)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(upper)
        column.addWidget(self._lower)

    def show_books(self, books: Sequence[SupplierBook], chosen: SupplierBook | None) -> None:
        """Offer books, with one of them chosen."""
        self._filling = True
        self._books = tuple(books)
        self.books.clear()
        for book in books:
            self.books.addItem(one_line(book.name), book.id)
        if chosen is not None:
            self.books.setCurrentIndex(self.books.findData(chosen.id))
        self._filling = False
        self.books.setVisible(bool(books))
        self._lower.setVisible(bool(books))
        self.export_button.setVisible(bool(books))
        self.screen_button.setVisible(bool(books))
        self._show_origin(chosen)

    def show_count(self, shown: int, whole: int) -> None:
        """How many suppliers are shown, of how many."""
        words = counted(whole, "supplier")
        self.count.setText(words if shown == whole else f"{shown:,} of {words}")

    def status(self) -> SupplierStatus | None:
        """The status filter."""
        status = self.statuses.currentData()
        return SupplierStatus(status) if status and status != _TIED else None

    def tied_only(self) -> bool:
        """Whether only suppliers are wanted that have no hit and are tied to listed parties."""
        return bool(self.statuses.currentData() == _TIED)

    def show_tied(self, tied: int) -> None:
        """How many suppliers without a hit are tied to listed parties; 0 while it is not known."""
        self._tied = tied
        place = self.books.currentIndex()
        self._show_origin(self._books[place] if 0 <= place < len(self._books) else None)

    def text(self) -> str:
        """The text filter."""
        return self.filter.text().strip()

    def show_all(self) -> None:
        """Take every filter away."""
        self.filter.clear()
        self.statuses.setCurrentIndex(0)

    def set_screening(self, *, screening: bool) -> None:
        """While a screening runs another cannot begin."""
        self._screening = screening
        self.screen_button.setEnabled(not screening)
        self.import_button.setEnabled(not screening)

    def _show_origin(self, book: SupplierBook | None) -> None:
        if book is None:
            self.origin.set_text("Suppliers")
            return
        words = [one_line(book.file_name), day(book.imported_at.date())]
        if book.screened:
            words.append(f"{book.screened:,} of {book.suppliers:,} screened")
            words.append(f"{book.with_hits:,} with hits")
        if self._tied:
            words.append(f"{self._tied:,} without a hit, but tied to listed parties")
        self.origin.set_text(" · ".join(words))
        left = book.screened and book.screened < book.suppliers
        self.screen_button.setText("Go on screening" if left else "Screen all")

    @Slot(int)
    def _on_book(self, place: int) -> None:
        if not self._filling and 0 <= place < len(self._books):
            self._show_origin(self._books[place])
            self.book_chosen.emit(self._books[place])

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        for button, icon, tone in (
            (self.import_button, "import", "text"),
            (self.export_button, "export", "text"),
            (self.screen_button, "play", "on_accent"),
        ):
            dress_button(button, icon, self._theme, tone)
        for place, status in enumerate(SupplierStatus, start=1):
            drawn = themed_icon(STATUS_ICON[status], self._theme, STATUS_TONE[status])
            self.statuses.setItemIcon(place, drawn)
        tied = themed_icon("related", self._theme, "possible")
        self.statuses.setItemIcon(self.statuses.count() - 1, tied)
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(px(0.4))


def _button(text: str, name: str, *, main: bool = False) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleName(name)
    button.setProperty("role", "main" if main else "")
    return button
