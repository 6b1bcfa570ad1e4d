"""Before list files are imported: which files, and of which day where they do not say."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caveat.ui.theme import Theme
from caveat.ui.widgets.day_field import DayField
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.panes import fit_height
from caveat.ui.wording import counted, one_line

_SHOWN = 8


class ImportListsDialog(QDialog):
    """Files and a date that is unknown unless the officer gives it."""

    import_wanted = Signal(tuple, object)
    """The files, and the date of their edition (a date or None)."""

    def __init__(self, theme: Theme, files: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = tuple(files)
        self.setWindowTitle("Import list files")
        names = [one_line(file.name) for file in files[:_SHOWN]]
        if len(files) > _SHOWN:
            names.append(f"and {len(files) - _SHOWN:,} more")
        title = "Import this file" if len(files) == 1 else f"Import {counted(len(files), 'file')}"
        self.names = PlainLabel("\n".join(names), wraps=True, selectable=True)
        words = (
            "What each file holds is recognised by its content; files that belong together, such "
            "as OFAC's sdn, add and alt, are read as one list. What is not whole is refused, and "
            "the release in service stays."
        )
        self.dated = QCheckBox("If a file states no date, it was released on")
        self.dated.setAccessibleName("Give the date of the edition where a file states none")
        self.dated.toggled.connect(self._on_dated)
        self.date = DayField("Date of the edition")
        self.date.setEnabled(False)
        self.hint = PlainLabel(
            "Otherwise the date comes from the server or the file name, and is shown as such; else "
            "it is unknown. It is never the day of import.",
            "muted",
            wraps=True,
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = QPushButton("Import")
        self.take.setProperty("role", "main")
        self.take.setDefault(True)
        buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._on_import)
        buttons.rejected.connect(self.reject)
        line = QHBoxLayout()
        line.addWidget(self.dated)
        line.addWidget(self.date)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(1.2), theme.px(1), theme.px(1.2), theme.px(0.8))
        column.setSpacing(theme.px(0.6))
        column.addWidget(PlainLabel(title, "title", wraps=True))
        column.addWidget(self.names)
        column.addWidget(PlainLabel(words, "muted", wraps=True))
        column.addLayout(line)
        column.addWidget(self.hint)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(theme.px(36))
        fit_height(self)
        self.take.setFocus()

    @Slot(bool)
    def _on_dated(self, checked: bool) -> None:  # noqa: FBT001 - Qt's signature
        self.date.setEnabled(checked)
        if checked:
            self.date.setFocus()

    @Slot()
    def _on_import(self) -> None:
        released = self.date.day() if self.dated.isChecked() else None
        self.accept()
        self.import_wanted.emit(self._files, released)
