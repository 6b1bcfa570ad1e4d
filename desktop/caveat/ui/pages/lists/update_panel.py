"""The panel in which an update is followed: a line per publication, and what failed stays."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.updates import UpdateOutcome, UpdateReport
from caveat.ui.icons import dress_label
from caveat.ui.pages.lists.update_board import Line, done_line, headline
from caveat.ui.theme import Theme
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.notice import Offer, OfferButton

_ROWS_IN_SIGHT = 4
_THOUSAND = 1000


class _Row:
    """The widgets of one publication."""

    def __init__(self, theme: Theme, grid: QGridLayout, number: int) -> None:
        self._theme = theme
        self.icon = QLabel()
        self.icon.setFixedWidth(theme.px(1.2))
        self.title = PlainLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(theme.px(9))
        self.words = PlainLabel(wraps=True, selectable=True)
        for column, widget in enumerate((self.icon, self.title, self.bar, self.words)):
            grid.addWidget(widget, number, column, Qt.AlignmentFlag.AlignVCenter)

    def show_line(self, line: Line) -> None:
        """Show how far it is, or what became of it."""
        self.title.setText(line.title)
        self.words.setText(line.words)
        self.words.set_tone(line.tone)
        self.words.setAccessibleName(f"{line.title}: {line.words}")
        self.bar.setVisible(line.running)
        self.bar.setAccessibleName(f"Progress of {line.title}")
        if line.total:
            self.bar.setRange(0, _THOUSAND)
            self.bar.setValue(min(_THOUSAND, line.done * _THOUSAND // line.total))
        elif line.done:
            self.bar.setRange(0, 0)
        else:
            self.bar.setRange(0, _THOUSAND)
            self.bar.setValue(0)
        if line.icon:
            dress_label(self.icon, line.icon, self._theme, line.tone, ems=0.95)
        else:
            self.icon.clear()


class UpdatePanel(QFrame):
    """Hidden until the first update; closed by the officer, never by itself."""

    cancel_wanted = Signal()
    retry_wanted = Signal(tuple)
    """Keys of the addresses that failed."""
    report_wanted = Signal(object)
    """Show what the import of this `AddressUpdate` did."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.setAccessibleName("Update of the lists")
        self._theme = theme
        self._rows: list[_Row] = []
        self._failed: tuple[str, ...] = ()
        self.headline = PlainLabel(tone="heading", wraps=True, selectable=True)
        self.cancel = QPushButton("Cancel")
        self.cancel.setAccessibleName("Cancel the update")
        self.cancel.clicked.connect(self._on_cancel)
        self.retry = QPushButton("Try the failed ones again")
        self.retry.clicked.connect(self._on_retry)
        self.close_button = QPushButton("Close")
        self.close_button.setAccessibleName("Close the report of the update")
        self.close_button.clicked.connect(self.hide)
        self._area = QScrollArea()
        self._area.setObjectName("bare")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        top = QHBoxLayout()
        top.addWidget(self.headline, 1)
        for button in (self.retry, self.cancel, self.close_button):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        px = theme.px
        column.setContentsMargins(px(0.7), px(0.5), px(0.5), px(0.5))
        column.setSpacing(px(0.35))
        column.addLayout(top)
        column.addWidget(self._area)
        self.hide()

    def words(self) -> tuple[str, ...]:
        """What the lines say."""
        return tuple(f"{row.title.text()}: {row.words.text()}" for row in self._rows)

    def begin(self, lines: Sequence[Line]) -> None:
        """Show a line for each publication, and Cancel."""
        self._build(lines)
        number = len(lines)
        what = "1 publication" if number == 1 else f"{number} publications"
        self.headline.setText(f"Fetching {what} from the official addresses…")
        self.headline.set_tone("heading")
        self.cancel.setText("Cancel")
        self.cancel.setEnabled(True)
        self.cancel.show()
        self.retry.hide()
        self.close_button.hide()
        self.show()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show how far each publication is."""
        for row, line in zip(self._rows, lines, strict=True):
            row.show_line(line)

    def end(self, report: UpdateReport) -> None:
        """Show what became of each publication; failures stay in sight."""
        lines = [done_line(update) for update in report.addresses]
        grid = self._build(lines)
        for number, update in enumerate(report.addresses):
            if update.report is not None:
                button = OfferButton(Offer("Details…", partial(self.report_wanted.emit, update)))
                button.setAccessibleName(f"Details of {update.address.what}")
                grid.addWidget(button, number, 4)
        self.headline.setText(headline(report))
        self._failed = tuple(
            update.address.key
            for update in report.addresses
            if update.outcome is UpdateOutcome.FAILED
        )
        self._ended()

    def fail(self, text: str) -> None:
        """The update could not even begin, or met an error of our own."""
        self._build(())
        self.headline.setText(text)
        self._failed = ()
        self._ended()

    def _ended(self) -> None:
        self.cancel.hide()
        self.retry.setVisible(bool(self._failed))
        self.close_button.show()
        self.show()

    def _build(self, lines: Sequence[Line]) -> QGridLayout:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, self._theme.px(0.3), 0)
        grid.setHorizontalSpacing(self._theme.px(0.6))
        grid.setVerticalSpacing(self._theme.px(0.2))
        grid.setColumnStretch(3, 1)
        self._rows = [_Row(self._theme, grid, number) for number in range(len(lines))]
        self.show_lines(lines)
        self._area.setWidget(inner)  # which deletes the one before
        self._area.setVisible(bool(lines))
        rows = min(max(len(lines), 1), _ROWS_IN_SIGHT)
        self._area.setFixedHeight(self._theme.px(2.45 * rows))
        return grid

    @Slot()
    def _on_cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.cancel.setText("Stopping…")
        self.cancel_wanted.emit()

    @Slot()
    def _on_retry(self) -> None:
        self.retry_wanted.emit(self._failed)
