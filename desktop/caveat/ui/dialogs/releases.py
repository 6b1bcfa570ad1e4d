"""Every stored release of a list, and putting one of them back into service."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from caveat.domain.lists import Channel, Release, ReleaseState
from caveat.ui.list_words import BASIS_WORD, channel_title
from caveat.ui.models.columns import Column
from caveat.ui.models.rows import RowsModel
from caveat.ui.pages.lists.columns import source_of
from caveat.ui.theme import Theme
from caveat.ui.widgets.fact_table import FactTable
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.panes import fit_screen, framed
from caveat.ui.wording import STATE_WORD, capitalised, counted, day, moment, one_line, short_hash


def _state_tone(release: Release) -> str:
    if release.state is ReleaseState.REFUSED:
        return "strong"
    return "note" if release.state is ReleaseState.IN_SERVICE else "muted"


def _reason(release: Release) -> str:
    return capitalised(one_line(release.reason))


_COLUMNS: tuple[Column[Release], ...] = (
    Column(
        "Released",
        lambda release: day(release.released),
        second=lambda release: BASIS_WORD[release.released_basis],
        width=7.5,
    ),
    Column(
        "State",
        lambda release: STATE_WORD[release.state],
        second=_reason,
        tone=_state_tone,
        tip=_reason,
        width=9,
    ),
    Column(
        "Imported",
        lambda release: moment(release.imported_at),
        second=lambda release: channel_title(release.channel),
        width=11,
    ),
    Column(
        "Parties",
        lambda release: f"{release.parties:,}",
        second=lambda release: counted(release.names, "name"),
        right=True,
        width=6.5,
    ),
    Column(
        "Source",
        source_of,
        second=lambda release: f"SHA-256 {short_hash(release.sha256)}",
        tip=lambda release: release.origin.source_url or release.file_name,
        width=11,
    ),
    Column(
        "Read as",
        lambda release: one_line(release.format),
        second=lambda release: f"version {release.parser_version}",
        width=8,
    ),
)


class ReleasesDialog(QDialog):
    """A table of releases; one that served before can be put back, on record."""

    put_back_wanted = Signal(object)
    """A `Release`."""

    def __init__(
        self, theme: Theme, title: str, releases: Sequence[Release], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Releases")
        self.model = RowsModel(_COLUMNS)
        self.model.set_rows(sorted(releases, key=lambda release: release.imported_at, reverse=True))
        self.table = FactTable(theme, "Releases of the list", two_lines=True)
        self.table.show_columns(self.model, _COLUMNS)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.hint = PlainLabel(tone="muted", wraps=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.put_back = QPushButton("Put back into service…")
        self.put_back.clicked.connect(self._on_put_back)
        copy = QPushButton("Copy all as text")
        copy.clicked.connect(self._copy)
        for button in (self.put_back, copy):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(PlainLabel(one_line(title), "title", wraps=True))
        column.addWidget(framed(self.table), 1)
        column.addWidget(self.hint)
        column.addWidget(buttons)
        fit_screen(self, theme.px(62), theme.px(28))
        if releases:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._on_row()

    def chosen(self) -> Release | None:
        """The release in the current row."""
        return self.model.row_at(self.table.currentIndex().row())

    @Slot()
    def _on_row(self) -> None:
        release = self.chosen()
        can, words = can_be_put_back(release, self.model.rows)
        self.put_back.setEnabled(can)
        self.hint.setText(words)

    @Slot()
    def _on_put_back(self) -> None:
        release = self.chosen()
        if release is not None:
            self.accept()
            self.put_back_wanted.emit(release)

    @Slot()
    def _copy(self) -> None:
        self.table.selectAll()
        QGuiApplication.clipboard().setText(self.table.text())


def can_be_put_back(release: Release | None, releases: Sequence[Release]) -> tuple[bool, str]:
    """Whether a release can be put back into service, and what is to be known about it."""
    if release is None:
        return False, ""
    if release.state in {ReleaseState.IN_SERVICE, ReleaseState.STARTER}:
        return False, "This release is in service."
    if release.state is ReleaseState.REFUSED:
        return False, f"This file was refused: {_reason(release)}"
    current = next((r for r in releases if r.state is ReleaseState.IN_SERVICE), None)
    if release.channel is Channel.STARTER:
        return False, "The starter set is not the whole list and does not come back."
    if current is not None and current.channel is not release.channel:
        return False, "This release came by another channel: use Switch channel."
    return True, "Putting it back needs a reason, which goes on record."
