"""A spreadsheet before it is taken in: every guess is shown and can be corrected."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.suppliers import SheetPreview, SheetReading, SupplierField
from caveat.ui.theme import Theme
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.meanings_table import MeaningsTable
from caveat.ui.widgets.notice import Notice, NoticeStrip
from caveat.ui.widgets.panes import framed
from caveat.ui.wording import MEANING_WORD, counted, isolated, one_line

ENCODINGS = (
    "utf-8",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_kr",
    "cp1250",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
)
_FURTHEST_HEADER = 1000


class ImportPreviewDialog(QDialog):
    """Asks for another look when sheet, header row or encoding are corrected."""

    look_wanted = Signal(str, object, str)
    """Sheet, header row (an int or None to guess) and encoding."""
    import_wanted = Signal(object, str)
    """A `SheetReading`, and the name of the book."""

    def __init__(self, theme: Theme, preview: SheetPreview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preview = preview
        self._filling = False
        self.setWindowTitle("Import suppliers")
        self.headline = PlainLabel(tone="title", wraps=True)
        self.notice = NoticeStrip(theme)
        self.missing = PlainLabel(tone="possible", wraps=True)
        self.book = QLineEdit()
        self.book.setAccessibleName("Name of the book")
        self.sheet = QComboBox()
        self.sheet.setAccessibleName("Sheet")
        self.header = QSpinBox()
        self.header.setAccessibleName("Row of the headings; 0 for none")
        self.header.setRange(0, _FURTHEST_HEADER)
        self.header.setSpecialValueText("none")
        self.header.setKeyboardTracking(False)
        self.header.lineEdit().setTextMargins(theme.px(0.4), 0, 0, 0)
        self.encoding = QComboBox()
        self.encoding.setAccessibleName("Encoding of the text")
        self.encoding.setEditable(True)
        self.encoding.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        words = {meaning.value: word for meaning, word in MEANING_WORD.items()}
        self.table = MeaningsTable(theme, words)
        self.table.corrected.connect(self._check)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = QPushButton("Import")
        self.take.setProperty("role", "main")
        self.take.setDefault(True)
        buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._on_import)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.headline)
        column.addLayout(self._build_fields())
        column.addWidget(self.notice)
        column.addWidget(framed(self.table), 1)
        column.addWidget(self.missing)
        column.addWidget(buttons)
        self.sheet.currentTextChanged.connect(self._on_sheet)
        self.header.valueChanged.connect(self._on_header)
        self.encoding.textActivated.connect(self._on_encoding)
        self.resize(theme.px(60), theme.px(34))
        self.show_preview(preview)

    def _build_fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(0.6))
        fields = (
            ("Book", self.book),
            ("Sheet", self.sheet),
            ("Row of the headings", self.header),
            ("Encoding", self.encoding),
        )
        for column, (text, widget) in enumerate(fields):
            label = PlainLabel(text, "muted")
            label.setBuddy(widget)
            grid.addWidget(label, 0, column)
            grid.addWidget(widget, 1, column)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(3, 1)
        return grid

    @property
    def meanings(self) -> list[QComboBox]:
        """What each column means, to be corrected."""
        return self.table.meanings

    @property
    def path(self) -> Path:
        """The spreadsheet."""
        return self._preview.path

    def show_preview(self, preview: SheetPreview) -> None:
        """Show another look at the same spreadsheet."""
        self._filling = True
        self._preview = preview
        name = isolated(preview.path.name)
        self.headline.setText(f"{name} · about {counted(preview.rows, 'row')}")
        if not self.book.text():
            self.book.setText(one_line(preview.path.stem))
        self.sheet.clear()
        self.sheet.addItems(list(preview.sheets))
        self.sheet.setCurrentText(preview.sheet)
        self.sheet.setEnabled(len(preview.sheets) > 1)
        self.header.setValue(preview.header_row)
        self.encoding.clear()
        if preview.encoding:
            known = dict.fromkeys((preview.encoding, *ENCODINGS))
            self.encoding.addItems(list(known))
            self.encoding.setCurrentText(preview.encoding)
        self.encoding.setEnabled(bool(preview.encoding))
        if preview.warnings:
            words = "\n".join(one_line(warning) for warning in preview.warnings)
            self.notice.say(Notice(words, "possible", "possible", can_be_closed=False))
        else:
            self.notice.hide()
        guessed = {c.index: c.meaning.value for c in preview.columns if c.meaning}
        self.table.show_preview(preview, guessed)
        self._filling = False
        self._check()

    def reading(self) -> SheetReading:
        """How the spreadsheet is to be read, as corrected."""
        chosen = ((column, SupplierField(meaning)) for column, meaning in self.table.chosen())
        return SheetReading(
            sheet=self._preview.sheet,
            header_row=self._preview.header_row,
            columns=tuple(chosen),
            encoding=self._preview.encoding,
        )

    def set_busy(self, *, busy: bool) -> None:
        """While another look is on its way nothing can be pressed twice."""
        for widget in (self.take, self.sheet, self.header, self.encoding):
            widget.setEnabled(not busy)
        if not busy:
            self.sheet.setEnabled(len(self._preview.sheets) > 1)
            self.encoding.setEnabled(bool(self._preview.encoding))
            self._check()

    @Slot()
    def _check(self) -> None:
        meanings = [meaning for _column, meaning in self.table.chosen()]
        named = SupplierField.NAME in meanings
        twice = meanings.count(SupplierField.NAME) > 1
        self.take.setEnabled(named and not twice)
        words = "" if named else "Say which column holds the suppliers' names."
        if twice:
            words = "Only one column can be the name; call the others “Other name”."
        self.missing.setText(words)

    @Slot()
    def _on_import(self) -> None:
        self.import_wanted.emit(self.reading(), self.book.text().strip())
        self.accept()

    @Slot(str)
    def _on_sheet(self, sheet: str) -> None:
        if not self._filling and sheet:
            self.look_wanted.emit(sheet, None, self._preview.encoding)

    @Slot(int)
    def _on_header(self, row: int) -> None:
        if not self._filling:
            self.look_wanted.emit(self._preview.sheet, row, self._preview.encoding)

    @Slot(str)
    def _on_encoding(self, encoding: str) -> None:
        if not self._filling and encoding.strip():
            self.look_wanted.emit(self._preview.sheet, None, encoding.strip())
