"""A pane of facts that can be read, selected and copied; nothing in it is taken as markup."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from caveat.ui.facts import Fact, Field, Grid, Heading, Paragraph, Words, as_text
from caveat.ui.icons import draw_icon
from caveat.ui.theme import Theme

_NARROW, _NARROW_SHARE = 26, 32
"""Below this width in font heights a label takes this share of it, in per cent."""
_LABEL = 9.5
"""Width of a label's column, in font heights."""


_SLICE = 40
"""Rows drawn in one go. Measured: a row of four columns takes about half a millisecond."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A fact, or a slice of a table, and whether it begins the pane or ends its table."""

    fact: Fact
    first: bool = False
    last: bool = True


def _slices(facts: Sequence[Fact]) -> Iterator[_Piece]:
    """Facts in order; fields that follow each other as one table, long tables in slices."""
    index = 0
    while index < len(facts):
        fact = facts[index]
        end = index + 1
        if isinstance(fact, Field):
            rows = []
            while index < len(facts) and isinstance(fact := facts[index], Field):
                rows.append((Words(fact.label, "muted"), fact.words))
                index += 1
            end = index
            fact = Grid((), tuple(rows), labels=True)
        if isinstance(fact, Grid):
            starts = range(0, max(len(fact.rows), 1), _SLICE)
            for start in starts:
                headers = fact.headers if start == 0 else ()
                rows_here = fact.rows[start : start + _SLICE]
                part = Grid(headers, rows_here, fact.widths, fact.labels)
                yield _Piece(part, last=start == starts[-1])
        else:
            yield _Piece(fact, first=index == 0)
        index = end


class FactSheet(QTextBrowser):
    """Shows facts. Ctrl+C copies the selection, or everything where nothing is selected."""

    copied = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._facts: tuple[Fact, ...] = ()
        self._copies: list[str] = []
        self._drawn_narrow = False
        self._waiting: deque[_Piece] = deque()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._draw_slices)
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.anchorClicked.connect(self._on_anchor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._draw_again)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What is shown."""
        return self._facts

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Replace everything, scrolled to the top."""
        self._facts = tuple(facts)
        self._draw()
        self.verticalScrollBar().setValue(0)

    def text(self) -> str:
        """Everything as plain text."""
        return as_text(self._facts)

    @Slot(QUrl)
    def _on_anchor(self, url: QUrl) -> None:
        number = url.path()
        if url.scheme() == "copy" and number.isdigit() and int(number) < len(self._copies):
            QGuiApplication.clipboard().setText(self._copies[int(number)])
            self.copied.emit(self._copies[int(number)])

    @Slot()
    def _draw_again(self) -> None:
        place = self.verticalScrollBar().value()
        self._draw()
        self.verticalScrollBar().setValue(place)

    def _draw(self) -> None:
        """Draw what comes into sight first at once, the rest in slices that nobody feels."""
        self._later.stop()
        self._drawn_narrow = self._narrow()
        self.setUpdatesEnabled(False)
        self.clear()
        self._copies = []
        self.document().setDocumentMargin(self._theme.px(0.75))
        self.document().setDefaultFont(self.font())
        self._waiting = deque(_slices(self._facts))
        self._draw_slices()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.setUpdatesEnabled(True)

    @Slot()
    def _draw_slices(self) -> None:
        """Draw one slice's worth of rows; the next one follows when the window has drawn breath."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        rows = 0
        while self._waiting and rows < _SLICE:
            piece = self._waiting.popleft()
            if isinstance(piece.fact, Grid):
                self._grid(cursor, piece.fact, last=piece.last)
                rows += len(piece.fact.rows)
            else:
                self._one(cursor, piece.fact, fresh=piece.first)
                rows += 1
        cursor.endEditBlock()
        if self._waiting:
            self._later.start()

    def _one(self, cursor: QTextCursor, fact: Fact, *, fresh: bool) -> None:
        if isinstance(fact, Heading):
            self._block(cursor, above=0.1 if fresh else 0.9, below=0.3)
            self._icon(cursor, fact.icon, fact.tone or "muted")
            cursor.insertText(fact.text, self._format(Words(fact.text, fact.tone, bold=True)))
        elif isinstance(fact, Paragraph):
            self._block(cursor, above=0.1, below=0.35)
            self._icon(cursor, fact.icon, fact.words.tone or "muted")
            self._words(cursor, fact.words)

    def _grid(self, cursor: QTextCursor, grid: Grid, *, last: bool) -> None:
        columns = max((len(row) for row in grid.rows), default=len(grid.headers))
        lines = len(grid.rows) + bool(grid.headers)
        if not lines or not columns:
            return
        form = QTextTableFormat()
        form.setBorder(0)
        form.setCellSpacing(0)
        form.setCellPadding(self._theme.px(0.14))
        form.setTopMargin(self._theme.px(0.1))
        form.setBottomMargin(self._theme.px(0.8) if last else 0)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        if grid.widths:
            form.setColumnWidthConstraints(
                [QTextLength(QTextLength.Type.PercentageLength, width) for width in grid.widths]
            )
        if grid.labels:
            fixed = QTextLength(QTextLength.Type.FixedLength, self._theme.px(_LABEL))
            if self._narrow():
                fixed = QTextLength(QTextLength.Type.PercentageLength, _NARROW_SHARE)
            rest = QTextLength(QTextLength.Type.VariableLength, 0)
            form.setColumnWidthConstraints([fixed, rest])
        form.setHeaderRowCount(1 if grid.headers else 0)
        self._block(cursor, above=0, below=0)
        table = cursor.insertTable(lines, columns, form)
        first = 0
        if grid.headers:
            self._row(table, 0, tuple(Words(text, "muted") for text in grid.headers))
            first = 1
        for number, row in enumerate(grid.rows, start=first):
            self._row(table, number, row)
        cursor.movePosition(QTextCursor.MoveOperation.End)

    def _row(self, table: QTextTable, number: int, row: tuple[Words, ...]) -> None:
        for column, words in enumerate(row):
            self._words(table.cellAt(number, column).firstCursorPosition(), words)

    def _block(self, cursor: QTextCursor, *, above: float, below: float) -> None:
        form = QTextBlockFormat()
        form.setTopMargin(self._theme.px(above) if above else 0)
        form.setBottomMargin(self._theme.px(below) if below else 0)
        if cursor.position() == 0 or (cursor.atBlockStart() and not cursor.block().text()):
            cursor.setBlockFormat(form)
        else:
            cursor.insertBlock(form)

    def _words(self, cursor: QTextCursor, words: Words) -> None:
        place = 0
        for span in words.spans:
            cursor.insertText(words.text[place : span.start], self._format(words))
            end = span.start + span.length
            cursor.insertText(words.text[span.start : end], self._mark(words, span.tone))
            place = end
        cursor.insertText(words.text[place:], self._format(words))
        if words.copies:
            form = QTextCharFormat()
            form.setAnchor(True)
            form.setAnchorHref(f"copy:{len(self._copies)}")  # a number, never a stranger's text
            form.setForeground(self._theme.color("accent"))
            cursor.insertText("   ", self._format(words))
            cursor.insertText("Copy", form)
            self._copies.append(words.copies)

    def _format(self, words: Words) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(self._theme.color(words.tone or "text"))
        if words.bold:
            form.setFontWeight(QFont.Weight.DemiBold)
        return form

    def _mark(self, words: Words, tone: str) -> QTextCharFormat:
        form = self._format(words)
        if tone == "muted":
            form.setForeground(self._theme.color("muted"))
            return form
        soft = {"strong": "strong_soft", "possible": "possible_soft", "note": "note_soft"}
        form.setBackground(self._theme.color(soft.get(tone, "accent_soft")))
        form.setFontWeight(QFont.Weight.DemiBold)
        if tone == "strong":  # a contradiction is struck as well as coloured
            form.setFontUnderline(True)
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            form.setUnderlineColor(QColor(self._theme.tokens.strong))
        return form

    def _icon(self, cursor: QTextCursor, name: str, tone: str) -> None:
        if not name:
            return
        side = self._theme.px(0.95)
        ratio = self.devicePixelRatioF()
        image = QImage(round(side * ratio), round(side * ratio), QImage.Format.Format_ARGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        draw_icon(painter, name, getattr(self._theme.tokens, tone), QRectF(0, 0, side, side))
        painter.end()
        place = QTextCharFormat()
        place.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        cursor.setCharFormat(place)
        cursor.insertImage(image)
        cursor.insertText("  ")

    def _narrow(self) -> bool:
        # Not the viewport's width: that changes when the scroll bar comes or goes, also while the
        # document is being cleared, and drawing again inside of that ends the program.
        return self.width() < self._theme.px(_NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Labels take less where there is little room."""
        super().resizeEvent(event)
        if self._facts and self._narrow() != self._drawn_narrow:
            self._draw_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy everything where nothing is selected."""
        if event.matches(QKeySequence.StandardKey.Copy) and not self.textCursor().hasSelection():
            QGuiApplication.clipboard().setText(self.text())
            event.accept()
            return
        super().keyPressEvent(event)
