"""The same list by another channel: first what a switch would change, then the reason for it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.changes import Reconciliation
from caveat.domain.lists import CHANNEL_TITLES, Channel, Release
from caveat.ui.list_words import edition_line
from caveat.ui.pages.lists.changes_view import ChangesView, Sides
from caveat.ui.pages.page import Desk
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.notice import Notice, NoticeStrip
from caveat.ui.widgets.panes import fit_screen
from caveat.ui.wording import counted, one_line

_SIDES = Sides("Gained", "Lost", "Different", "Only in service", "Only in the other")
_LONGEST_REASON = 2000


class SwitchChannelDialog(QDialog):
    """Nothing is switched before the reconciliation is shown and a reason is given."""

    channel_wanted = Signal(object)
    """Show what this `Channel` would change."""
    switch_wanted = Signal(object, str)
    """Switch to this `Channel`, for this reason."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        releases: Sequence[Release],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        px = desk.theme.px
        self._ready = False
        current, others = releases[0], releases[1:]
        self.setWindowTitle("Switch channel")
        self.now = PlainLabel(f"In service: {edition_line(current)}", wraps=True, selectable=True)
        self.channel = QComboBox()
        self.channel.setAccessibleName("Channel to switch to")
        for release in others:
            self.channel.addItem(edition_line(release), release.channel.value)
        self.channel.activated.connect(self._on_channel)
        self.summary = PlainLabel("Comparing…", wraps=True, selectable=True)
        self.notice = NoticeStrip(desk.theme)
        self.view = ChangesView(desk, _SIDES)
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST_REASON)
        self.reason.setPlaceholderText("Why; it goes on record with your name")
        self.reason.setAccessibleName("Reason for the switch")
        self.reason.textChanged.connect(self._check)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.switch = QPushButton("Switch")
        self.switch.setProperty("role", "main")
        self.buttons.addButton(self.switch, QDialogButtonBox.ButtonRole.AcceptRole)
        copy = QPushButton("Copy as text")
        copy.clicked.connect(self._copy)
        self.buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.accepted.connect(self._on_switch)
        self.buttons.rejected.connect(self.reject)
        self.title = PlainLabel(one_line(title), "title", wraps=True)
        line = QHBoxLayout()
        label = PlainLabel("Switch to", "muted")
        label.setBuddy(self.channel)
        line.addWidget(label)
        line.addWidget(self.channel, 1)
        column = QVBoxLayout(self)
        column.addWidget(self.title)
        column.addWidget(self.now)
        column.addLayout(line)
        column.addWidget(self.summary)
        column.addWidget(self.notice)
        column.addWidget(self.view, 1)
        column.addWidget(self.reason)
        column.addWidget(self.buttons)
        fit_screen(self, px(70), px(40))
        self._check()

    def chosen(self) -> Channel:
        """The channel to switch to."""
        return Channel(self.channel.currentData())

    def show_reconciliation(self, found: Reconciliation) -> None:
        """Show what the switch would change."""
        self._ready = True
        self.summary.setText(reconciliation_words(found))
        self.view.show_changes(found.changes)
        self._check()

    def show_problem(self, text: str) -> None:
        """It cannot be compared or switched."""
        self.summary.setText("")
        self.notice.say(Notice(text, "strong", "refused", can_be_closed=False))

    @Slot()
    def _check(self) -> None:
        self.switch.setEnabled(self._ready and bool(self.reason.text().strip()))

    @Slot()
    def _on_channel(self) -> None:
        self._ready = False
        self.notice.hide()
        self.summary.setText("Comparing…")
        self._check()
        self.channel_wanted.emit(self.chosen())

    @Slot()
    def _on_switch(self) -> None:
        reason = self.reason.text().strip()
        if self._ready and reason:
            self.accept()
            self.switch_wanted.emit(self.chosen(), reason)

    @Slot()
    def _copy(self) -> None:
        parts = (self.title.text(), self.now.text(), self.summary.text(), "", self.view.text())
        QGuiApplication.clipboard().setText("\n".join(parts))


def reconciliation_words(found: Reconciliation) -> str:
    """What a switch would add to and take from searches, in sentences."""
    changes = found.changes
    other = CHANNEL_TITLES[changes.new.channel]
    added = counted(len(changes.added), "party", "parties")
    differ = counted(len(changes.changed), "party", "parties")
    words = [
        f"By {other} the list has {added} that the release in service lacks,",
        f"and lacks {len(changes.removed):,} that it has.",
        f"{differ} of both differ in what a search or a decision rests on.",
    ]
    if found.same_name:
        words.append(
            f"{counted(found.same_name, 'entry', 'entries')} stand apart in one of them under a "
            "name that the other prints too."
        )
    return " ".join(words)
