"""A table before it is taken in as a list of one's own: what it is, and what its columns mean."""

import re
import unicodedata
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.lists import Duty
from caveat.domain.own_lists import OWN_CODE, OwnField, OwnListPreview, OwnListSettings
from caveat.ui.list_words import DUTY_SENTENCE, DUTY_WORD, OWN_FIELD_WORD
from caveat.ui.theme import Theme
from caveat.ui.widgets.day_field import DayField
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.meanings_table import MeaningsTable
from caveat.ui.widgets.notice import Notice, NoticeStrip
from caveat.ui.widgets.panes import fit_screen, framed
from caveat.ui.wording import counted, isolated, one_line

_FURTHEST_HEADER = 1000
_LONGEST_CODE = 24


class OwnListDialog(QDialog):
    """Asks for another look when sheet or header row are corrected."""

    look_wanted = Signal(str, object)
    """Sheet, and header row (an int)."""
    import_wanted = Signal(object)
    """`OwnListSettings`, as corrected."""

    def __init__(
        self, theme: Theme, preview: OwnListPreview, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preview = preview
        self._filling = False
        self._code_given = False
        self.setWindowTitle("Own list")
        self.headline = PlainLabel(tone="title", wraps=True)
        self.notice = NoticeStrip(theme)
        self.missing = PlainLabel(tone="possible", wraps=True)
        self.title = _line("Title of the list", "Such as: Is-informed letters")
        self.code = _line("Code of the list", "OWN-LETTERS")
        self.keeper = _line("Who keeps the list", "Such as: Export control, our company")
        self.note = _line("Note about the list", "Optional: where it comes from, who may see it")
        self._make_date()
        self.sheet = QComboBox()
        self.sheet.setAccessibleName("Sheet")
        self.header = QSpinBox()
        self.header.setAccessibleName("Row of the headings; 0 for none")
        self.header.setRange(0, _FURTHEST_HEADER)
        self.header.setSpecialValueText("none")
        self.header.setKeyboardTracking(False)
        self.header.lineEdit().setTextMargins(theme.px(0.4), 0, 0, 0)
        self.duties = QButtonGroup(self)
        words = {meaning.value: word for meaning, word in OWN_FIELD_WORD.items()}
        self.table = MeaningsTable(theme, words)
        self.table.corrected.connect(self._check)
        buttons = self._build_buttons()
        private = "Private: it stays on this computer, never leaves in a bundle, and a memo for "
        private += "others says only that an internal list restricts."
        column = QVBoxLayout(self)
        column.addWidget(self.headline)
        column.addLayout(self._build_fields())
        column.addLayout(self._build_duties())
        column.addWidget(self.notice)
        column.addWidget(framed(self.table), 1)
        column.addWidget(self.missing)
        column.addWidget(PlainLabel(private, "muted", wraps=True))
        column.addWidget(buttons)
        self.sheet.currentTextChanged.connect(self._on_look)
        self.header.valueChanged.connect(self._on_look)
        self.title.textEdited.connect(self._on_title)
        self.code.textEdited.connect(self._on_code)
        self.keeper.textChanged.connect(self._check)
        fit_screen(self, theme.px(64), theme.px(40))
        self._show_settings(preview.settings)
        self.show_preview(preview)

    def _make_date(self) -> None:
        self.dated = QCheckBox("Dated")
        self.dated.setAccessibleName("The list has a date")
        self.date = DayField("Date of the list")
        self.date.setEnabled(False)
        self.dated.toggled.connect(self.date.setEnabled)

    def _build_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = QPushButton("Import")
        self.take.setProperty("role", "main")
        self.take.setDefault(True)
        buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._on_import)
        buttons.rejected.connect(self.reject)
        return buttons

    def _build_fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(0.6))
        dated = QHBoxLayout()
        dated.addWidget(self.dated)
        dated.addWidget(self.date, 1)
        upper = (("Title", self.title), ("Code", self.code), ("Kept by", self.keeper))
        for place, (text, widget) in enumerate(upper):
            self._add(grid, 0, place, text, widget)
        for place, (text, field) in enumerate(
            (("Note", self.note), ("Sheet", self.sheet), ("Row of the headings", self.header))
        ):
            self._add(grid, 2, place, text, field)
        grid.addLayout(dated, 3, 3)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 2)
        return grid

    def _add(self, grid: QGridLayout, row: int, place: int, text: str, widget: QWidget) -> None:
        label = PlainLabel(text, "muted")
        label.setBuddy(widget)
        grid.addWidget(label, row, place)
        grid.addWidget(widget, row + 1, place)

    def _build_duties(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(1))
        grid.addWidget(PlainLabel("A hit means", "muted"), 0, 0)
        for number, duty in enumerate(Duty):
            button = QRadioButton(f"{DUTY_WORD[duty]}: {DUTY_SENTENCE[duty]}")
            self.duties.addButton(button, number)
            grid.addWidget(button, number // 2, number % 2 + 1)
        grid.setColumnStretch(3, 1)
        return grid

    def _show_settings(self, settings: OwnListSettings) -> None:
        self.title.setText(one_line(settings.title))
        self.code.setText(settings.code)
        self._code_given = bool(settings.code)
        self.keeper.setText(one_line(settings.publisher))
        self.note.setText(one_line(settings.note))
        self.duties.button(list(Duty).index(settings.duty)).setChecked(True)
        if settings.released is not None:
            self.dated.setChecked(True)
            self.date.show_day(settings.released)

    def show_preview(self, preview: OwnListPreview) -> None:
        """Show another look at the same table; what the officer wrote about the list stays."""
        self._filling = True
        self._preview = preview
        seen = preview.seen
        rows = counted(seen.rows, "row")
        self.headline.setText(f"{isolated(seen.path.name)} as a list of your own · about {rows}")
        self.sheet.clear()
        self.sheet.addItems(list(seen.sheets))
        self.sheet.setCurrentText(seen.sheet)
        self.sheet.setEnabled(len(seen.sheets) > 1)
        self.header.setValue(seen.header_row)
        if seen.warnings:
            words = "\n".join(one_line(warning) for warning in seen.warnings)
            self.notice.say(Notice(words, "possible", "possible", can_be_closed=False))
        else:
            self.notice.hide()
        guessed = {column: field.value for column, field in preview.settings.columns}
        self.table.show_preview(seen, guessed)
        self._filling = False
        self._check()

    def settings(self) -> OwnListSettings:
        """What the list is and how it is to be read, as corrected."""
        return replace(
            self._preview.settings,
            code=self.code.text().strip().upper(),
            title=self.title.text().strip(),
            duty=list(Duty)[self.duties.checkedId()],
            publisher=self.keeper.text().strip(),
            note=self.note.text().strip(),
            columns=tuple((column, OwnField(text)) for column, text in self.table.chosen()),
            sheet=self._preview.seen.sheet,
            header_row=self._preview.seen.header_row,
            encoding=self._preview.seen.encoding,
            released=self.date.day() if self.dated.isChecked() else None,
        )

    def set_busy(self, *, busy: bool) -> None:
        """While another look is on its way nothing can be pressed twice."""
        for widget in (self.take, self.header):
            widget.setEnabled(not busy)
        self.sheet.setEnabled(not busy and len(self._preview.seen.sheets) > 1)
        if not busy:
            self._check()

    @Slot()
    def _check(self) -> None:
        settings = self.settings()
        words = ""
        if OwnField.PARTY not in {meaning for _column, meaning in settings.columns}:
            words = "Say which column holds the names of the parties."
        elif not settings.title:
            words = "Give the list a title."
        elif not OWN_CODE.fullmatch(settings.code):
            words = "The code is OWN- and up to 24 capital letters, digits and hyphens."
        elif not settings.publisher:
            words = "Say who keeps the list."
        self.missing.setText(words)
        self.take.setEnabled(not words)

    @Slot()
    def _on_title(self) -> None:
        if not self._code_given:
            self.code.setText(code_for(self.title.text()))
        self._check()

    @Slot()
    def _on_code(self) -> None:
        self._code_given = bool(self.code.text().strip())
        self._check()

    @Slot()
    def _on_look(self) -> None:
        if not self._filling:
            self.look_wanted.emit(self.sheet.currentText(), self.header.value())

    @Slot()
    def _on_import(self) -> None:
        settings = self.settings()
        self.accept()
        self.import_wanted.emit(settings)


def code_for(title: str) -> str:
    """A code that a title suggests; empty where it holds no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", title).upper()
    words = re.sub(r"[^A-Z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    return f"OWN-{words[:_LONGEST_CODE].strip('-')}" if words else ""


def _line(name: str, placeholder: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(placeholder)
    line.setMaxLength(2000)
    return line
