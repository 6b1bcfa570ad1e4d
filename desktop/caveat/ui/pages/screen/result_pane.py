"""The left half of the Screen page: cards, or what is said where there are none."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from caveat.domain.connection_words import no_hit_words
from caveat.domain.connections import Band, Connections
from caveat.domain.decisions import Disposition
from caveat.domain.screening import Answer, Hit
from caveat.ui.delegates.hit_card import HitCardDelegate
from caveat.ui.models.hits import Card, HitListModel, HitRole, card_text
from caveat.ui.pages.screen.coverage_facts import no_match_words
from caveat.ui.theme import Theme
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.notice import Notice, NoticeStrip, Offer
from caveat.ui.wording import one_line


class HitList(QListView):
    """Cards. Enter opens the current one, Ctrl+C copies it as text."""

    opened = Signal()

    def __init__(self, theme: Theme, model: HitListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Results")
        self.setModel(model)
        self.setItemDelegate(HitCardDelegate(theme, self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._lay_out_again)

    def copy_current(self) -> None:
        """Put the current card on the clipboard."""
        card = self.currentIndex().data(HitRole.CARD)
        if isinstance(card, Card):
            QGuiApplication.clipboard().setText(card_text(card))

    @Slot()
    def _lay_out_again(self) -> None:
        self.scheduleDelayedItemsLayout()

    @Slot(object)
    def _on_clicked(self, _index: object) -> None:
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy and open by keyboard."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_current()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards wrap their sentence to the width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()


_SEE = "See Links and Ownership (Ctrl+G, Ctrl+Shift+O)."
_BEYOND_LISTS = f"Whom no list names may still be tied to listed parties, or owned by them. {_SEE}"


class ResultPane(QFrame):
    """Keeps the chosen party chosen while the results change under it."""

    hit_chosen = Signal(object)
    opened = Signal()
    links_wanted = Signal()
    """Of the supplier as typed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._theme = theme
        self.model = HitListModel()
        self.list = HitList(theme, self.model)
        self.list.opened.connect(self.opened)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.statement = PlainLabel(wraps=True, selectable=True)
        self.beyond = PlainLabel(_BEYOND_LISTS, "muted", wraps=True, selectable=True)
        self.ties = NoticeStrip(theme)
        for label in (self.statement, self.beyond):
            label.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addWidget(self.statement)
        self._column.addWidget(self.beyond)
        self._column.addWidget(self.ties)
        self._column.addWidget(self.list, 1)
        theme.changed.connect(self._dress)
        self._dress()

    def show_answer(
        self,
        answer: Answer | None,
        decisions: Mapping[str, Sequence[Disposition]] | None = None,
    ) -> None:
        """Show an answer's cards; where nothing was found, the statement that says so."""
        kept = self.current_hit()
        self.model.show_answer(answer, decisions)
        statement = no_match_words(answer) if answer is not None and not answer.alerts else ""
        self.statement.setText(statement)
        for label in (self.statement, self.beyond):
            label.setVisible(bool(statement))
        self.show_ties(None)
        row = self.model.row_of(kept.party.id) if kept is not None else -1
        if row < 0 and answer is not None and answer.hits:
            row = self.model.first_card()
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row, 0))
        else:
            self.choose_none()

    def show_ties(self, found: Connections | None) -> None:
        """Say what ties a supplier without a hit to listed parties; None while it is not known."""
        without_hits = bool(self.statement.text())
        told = without_hits and found is not None and bool(found.paths)
        self.beyond.setVisible(without_hits and not told)
        self.ties.setVisible(told)
        if found is None:
            self.beyond.setText(_BEYOND_LISTS)
        elif not told:
            self.beyond.setText(f"{no_hit_words(found)} {_SEE}")
        else:
            tone = "note" if found.paths[0].band is Band.WEAK else "possible"
            offers = (Offer("Show links", self.links_wanted.emit),)
            words = one_line(no_hit_words(found))
            self.ties.say(Notice(words, tone, "related", offers, can_be_closed=False))

    def choose_none(self) -> None:
        """No card is chosen: the pane beside shows what was searched."""
        self.list.clearSelection()
        self.list.setCurrentIndex(QModelIndex())
        self.hit_chosen.emit(None)

    def current_hit(self) -> Hit | None:
        """The hit whose card is the current one."""
        return self.model.hit_at(self.list.currentIndex().row())

    @Slot()
    def _on_current(self) -> None:
        self.hit_chosen.emit(self.current_hit())

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self.statement.setContentsMargins(px(0.8), px(0.7), px(0.8), px(0.5))
        self.beyond.setContentsMargins(px(0.8), 0, px(0.8), px(0.5))
