"""What changed between two releases of a list; both can be chosen."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.changes import ListChanges
from caveat.domain.lists import Release
from caveat.ui.list_words import edition, edition_line
from caveat.ui.pages.lists.changes_view import ChangesView, Sides
from caveat.ui.pages.page import Desk
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.notice import Notice, NoticeStrip
from caveat.ui.widgets.panes import fit_screen
from caveat.ui.wording import counted, one_line


class ListChangesDialog(QDialog):
    """Counts, three tables, a filter. ``span_wanted`` asks for other releases."""

    span_wanted = Signal(object, object)
    """Dates of the older and of the newer release."""

    def __init__(self, desk: Desk, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = False
        px = desk.theme.px
        self.setWindowTitle("What changed")
        self.title = PlainLabel(one_line(title), "title", wraps=True)
        self.older = QComboBox()
        self.older.setAccessibleName("Older release")
        self.newer = QComboBox()
        self.newer.setAccessibleName("Newer release")
        for box in (self.older, self.newer):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.activated.connect(self._on_chosen)
            box.setEnabled(False)
        self.counts = PlainLabel("Comparing…", "muted", wraps=True, selectable=True)
        self.notice = NoticeStrip(desk.theme)
        self.view = ChangesView(desk, Sides())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = QPushButton("Copy as text")
        self.copy.clicked.connect(self._copy)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        line = QHBoxLayout()
        for words, box in (("From", self.older), ("to", self.newer)):
            label = PlainLabel(words, "muted")
            label.setBuddy(box)
            line.addWidget(label)
            line.addWidget(box, 1)
        column = QVBoxLayout(self)
        column.addWidget(self.title)
        column.addLayout(line)
        column.addWidget(self.counts)
        column.addWidget(self.notice)
        column.addWidget(self.view, 1)
        column.addWidget(buttons)
        fit_screen(self, px(70), px(40))

    def show_changes(self, changes: ListChanges, releases: Sequence[Release]) -> None:
        """Show what changed, and which releases could be compared instead."""
        self._filling = True
        self.notice.hide()
        for box, chosen in ((self.older, changes.old), (self.newer, changes.new)):
            box.clear()
            for release in releases:
                box.addItem(edition_line(release), (release.released, release.id))
            place = next((n for n, r in enumerate(releases) if chosen and r.id == chosen.id), -1)
            if place < 0 and chosen is not None:  # without a date it cannot be asked for by date
                box.insertItem(0, edition_line(chosen), (None, chosen.id))
                place = 0
            box.setCurrentIndex(place)
            box.setEnabled(box.count() > 1)
        if changes.old is None:
            self.older.setPlaceholderText("no earlier release")
        self.counts.setText(counts_of(changes))
        self.view.show_changes(changes)
        self._filling = False

    def show_problem(self, text: str) -> None:
        """These two cannot be compared; what was shown stays."""
        self.counts.setText("")
        self.notice.say(Notice(text, "strong", "refused", can_be_closed=False))

    def text(self) -> str:
        """Everything shown, as text."""
        return f"{self.title.text()}\n{self.counts.text()}\n\n{self.view.text()}"

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

    @Slot()
    def _on_chosen(self) -> None:
        if self._filling:
            return
        older, newer = (_day_of(box) for box in (self.older, self.newer))
        if older and newer and older > newer:
            older, newer = newer, older
        self.counts.setText("Comparing…")
        self.span_wanted.emit(older, newer)


def _day_of(box: QComboBox) -> date | None:
    chosen = box.currentData()
    return chosen[0] if chosen else None


def counts_of(changes: ListChanges) -> str:
    """One line: between which editions, and how many of each."""
    words = [
        f"{counted(len(changes.added), 'party', 'parties')} added",
        f"{len(changes.removed):,} removed",
        f"{len(changes.changed):,} changed",
        f"{changes.reworded:,} only written otherwise",
        f"{changes.unchanged:,} the same",
    ]
    if changes.old is None:
        return f"The first release here, {edition(changes.new)}: " + " · ".join(words[:1])
    return " · ".join(words)
