"""What the Screen page looks like: form, header and body, and which of them has the room."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caveat.ui.contract import WrittenMemo
from caveat.ui.models.hits import answer_text
from caveat.ui.pages.page import Desk, Page
from caveat.ui.pages.screen.body import ScreenBody
from caveat.ui.pages.screen.form import SearchForm
from caveat.ui.pages.screen.header import AnswerHeader
from caveat.ui.widgets.notice import Notice
from caveat.ui.wording import isolated

if TYPE_CHECKING:
    from caveat.domain.screening import Answer

_NARROW = 46
"""Width in font heights below which results and detail take turns."""


class ScreenView(Page):
    """Shows an answer and lets the officer walk through it; asks and records nothing."""

    key: ClassVar[str] = "screen"
    word: ClassVar[str] = "Screen"
    icon: ClassVar[str] = "screen"

    import_lists_wanted = Signal()
    update_lists_wanted = Signal()
    example_wanted = Signal()
    memo_made = Signal(WrittenMemo)
    unrecorded_changed = Signal(int)
    import_relations_wanted = Signal()
    typing_holding_wanted = Signal(str)
    withdrawing_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.answer: Answer | None = None
        self.enlarged = False
        self._build()
        desk.theme.changed.connect(self._dress)
        self._dress()

    def _build(self) -> None:
        theme = self.desk.theme
        self.form = SearchForm(theme)
        self.form.down_pressed.connect(self._on_down)
        self.header = AnswerHeader(theme)
        self.header.lists_wanted.connect(self.import_lists_wanted)
        self.header.today_wanted.connect(self.form.day.reset)
        self.header.coverage_wanted.connect(self._on_coverage_wanted)
        self.body = ScreenBody(self.desk)
        self.results, self.detail = self.body.results, self.body.detail
        self.results.opened.connect(self._on_opened)
        self.results.links_wanted.connect(self._on_links_as_typed)
        self.detail.back_wanted.connect(self._on_back)
        self.detail.copied.connect(self._on_copied)
        self._connect_links()
        self.decide = self.body.decide
        self.first = self.body.first
        self.first.update_wanted.connect(self.update_lists_wanted)
        self.first.import_wanted.connect(self.import_lists_wanted)
        self.first.example_wanted.connect(self.example_wanted)
        self.first.search_wanted.connect(self.shown)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.form)
        self._column.addWidget(self.header)
        self._column.addWidget(self.body, 1)

    def _connect_links(self) -> None:
        for links in (self.detail.links, self.detail.links_as_typed):
            links.enlarge_wanted.connect(self.enlarge_links)
            links.import_wanted.connect(self.import_relations_wanted)
            links.withdrawing_wanted.connect(self.withdrawing_wanted)
            links.noticed.connect(self.noticed)
            links.failed.connect(self.failed)
            links.copied.connect(self._on_copied)
        for owners in (self.detail.ownership, self.detail.ownership_as_typed):
            owners.import_wanted.connect(self.import_relations_wanted)
            owners.typing_wanted.connect(self.typing_holding_wanted)
            owners.withdrawing_wanted.connect(self.withdrawing_wanted)
            owners.noticed.connect(self.noticed)
            owners.copied.connect(self._on_copied)

    # --- walking through it ---------------------------------------------------------------------

    def copy_results(self) -> None:
        """All results as text on the clipboard."""
        if self.answer is None:
            return
        head = (self.header.summary.whole, self.header.coverage.whole)
        statement = self.results.statement.text()
        QGuiApplication.clipboard().setText(answer_text(self.answer, (*head, statement)))

    def copy_party(self) -> None:
        """Everything about the opened hit as text on the clipboard."""
        if self.answer is not None:
            QGuiApplication.clipboard().setText(self.detail.text())

    def show_links(self) -> None:
        """Show what ties the opened party, or the supplier as typed, to others."""
        if self.answer is None:
            return
        links = self.detail.show_links()
        self._on_opened()
        links.focus_first()

    def show_ownership(self) -> None:
        """Show who owns the supplier and the opened party."""
        if self.answer is not None:
            self._on_opened()
            self.detail.show_ownership()

    @Slot(bool)
    def enlarge_links(self, on: bool) -> None:  # noqa: FBT001 - Qt's signature
        """Give the links the whole page, or give it back."""
        self.enlarged = on and self.answer is not None
        if self.enlarged:
            self.detail.show_links()
        self.fit()
        if self.enlarged:
            self.detail.links_shown.focus_first()

    def toggle_links(self) -> None:
        """Enlarge or reduce the links."""
        self.enlarge_links(not self.enlarged)

    def export_links(self) -> None:
        """Ask where the picture of the links goes."""
        if self.answer is not None:
            self.detail.show_links().choose_export()

    def copy_links(self) -> None:
        """The links as text on the clipboard."""
        if self.answer is not None:
            self.detail.show_links().copy_list()

    def focus_answer(self) -> None:
        """A record is opened to be read: what is typed must not become another search."""
        if not self.isVisible():
            return
        if self.results.current_hit() is not None or self._narrow():
            self.results.list.setFocus()
        else:
            self.detail.focus_facts()

    @Slot()
    def _on_links_as_typed(self) -> None:
        self.results.choose_none()
        self.show_links()

    @Slot()
    def _on_down(self) -> None:
        self.results.list.setFocus()

    @Slot(str)
    def _on_copied(self, text: str) -> None:
        self.noticed.emit(Notice(f"Copied: {isolated(text)}", "accent", "copy"))

    @Slot()
    def _on_coverage_wanted(self) -> None:
        self.results.choose_none()
        self._on_opened()

    @Slot()
    def _on_opened(self) -> None:
        if self._narrow():
            for widget in (self.form, self.header):
                widget.hide()
            self.body.show_detail_alone()
        self.detail.focus_facts()

    @Slot()
    def _on_back(self) -> None:
        self.enlarged = False
        self.fit()
        self.results.list.setFocus()

    def _narrow(self) -> bool:
        return self.width() < self.desk.theme.px(_NARROW)

    def fit(self) -> None:
        """Share out the room between form, header, results and detail."""
        for widget in (self.form, self.header):
            widget.setVisible(not self.enlarged)
        self.body.fit(narrow=self._narrow(), enlarged=self.enlarged)

    @Slot()
    def _dress(self) -> None:
        px = self.desk.theme.px
        self._column.setContentsMargins(px(0.9), px(0.7), px(0.9), px(0.6))
        self._column.setSpacing(px(0.45))

    def shown(self) -> None:
        """The keyboard goes to the name; to a record that is being read, where one is."""
        if self.answer is not None and self.answer.screening:
            self.focus_answer()
            return
        self.form.name.setFocus()
        self.form.name.selectAll()

    def remember(self) -> None:
        """Keep the split."""
        self.body.remember()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back from what has the whole page."""
        if event.key() == Qt.Key.Key_Escape and not self.results.isVisible():
            self._on_back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Results and detail take turns where there is no room for both."""
        super().resizeEvent(event)
        limit = self.desk.theme.px(_NARROW)
        if (event.oldSize().width() < limit) != (event.size().width() < limit):
            self.fit()
