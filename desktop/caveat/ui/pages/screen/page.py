"""The Screen page: a search while typing, its results, one opened, and what is decided about it."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caveat.domain.connections import Connections
from caveat.domain.decisions import Decision, Disposition
from caveat.domain.memo import MemoForm
from caveat.domain.records import Changes
from caveat.domain.screening import DEFAULT_THRESHOLD, Answer, Hit
from caveat.ui.bridge import Latest, Problem
from caveat.ui.contract import WrittenMemo
from caveat.ui.models.hits import answer_text
from caveat.ui.pages.page import Desk, Page
from caveat.ui.pages.screen import jobs
from caveat.ui.pages.screen.body import ScreenBody
from caveat.ui.pages.screen.decision_bar import why_not
from caveat.ui.pages.screen.form import SearchForm
from caveat.ui.pages.screen.header import AnswerHeader
from caveat.ui.pages.screen.recording import Recording
from caveat.ui.pages.screen.searching import Searching
from caveat.ui.pages.screen.tie_count import TieCount
from caveat.ui.pages.screen.unrecorded import Unrecorded
from caveat.ui.widgets.notice import Notice
from caveat.ui.wording import isolated

_TIED = {Changes.LISTS, Changes.SUPPLIERS, Changes.RELATIONS}
_NARROW = 46
"""Width in font heights below which results and detail take turns."""


class ScreenPage(Page):
    """Where one supplier is checked."""

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
        self._decisions: Mapping[str, tuple[Disposition, ...]] = {}
        self._threshold = DEFAULT_THRESHOLD
        self._starter_only = False
        self._enlarged = False
        self._unrecorded = Unrecorded(self)
        self._unrecorded.changed.connect(self.unrecorded_changed)
        self._search = Searching(desk, self)
        self._search.answered.connect(self._on_answer)
        self._search.failed.connect(self._on_search_failed)
        self._search.slow.connect(self._on_slow)
        self._facts = Latest(desk.bridge, self)
        self._facts.answered.connect(self._on_facts)
        self._facts.failed.connect(self.failed)
        self._ties = TieCount(desk, self)
        self._ties.counted.connect(self._on_ties)
        self._recording = Recording(desk, self)
        self._recording.recorded.connect(self._on_put_on_record)
        self._recording.record_failed.connect(self._on_record_failed)
        self._recording.opened.connect(self._on_recorded)
        self._recording.decided.connect(self._on_decisions)
        self._recording.memo_made.connect(self.memo_made)
        self._recording.memo_over.connect(self._on_memo_end)
        self._recording.failed.connect(self.failed)
        self._build()
        desk.theme.changed.connect(self._dress)
        self._dress()
        self._show_idle()

    def _build(self) -> None:
        theme = self.desk.theme
        self.form = SearchForm(theme)
        self.form.changed.connect(self.search_now)
        self.form.touched.connect(self._on_touched)
        self.form.down_pressed.connect(self._on_down)
        self.header = AnswerHeader(theme)
        self.header.record_wanted.connect(self.record_now)
        self.header.memo.wanted.connect(self._on_memo_wanted)
        self.header.new_wanted.connect(self.new_search)
        self.header.lists_wanted.connect(self.import_lists_wanted)
        self.header.today_wanted.connect(self.form.day.reset)
        self.header.coverage_wanted.connect(self._on_coverage_wanted)
        self.body = ScreenBody(self.desk)
        self.results, self.detail = self.body.results, self.body.detail
        self.results.hit_chosen.connect(self._on_hit)
        self.results.opened.connect(self._on_opened)
        self.results.links_wanted.connect(self._on_links_as_typed)
        self.detail.back_wanted.connect(self._on_back)
        self.detail.copied.connect(self._on_copied)
        self._connect_links()
        self.decide = self.body.decide
        self.decide.decided.connect(self._on_decided)
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
            links.search_wanted.connect(self._on_search_wanted)
            links.noticed.connect(self.noticed)
            links.failed.connect(self.failed)
            links.copied.connect(self._on_copied)
        for owners in (self.detail.ownership, self.detail.ownership_as_typed):
            owners.import_wanted.connect(self.import_relations_wanted)
            owners.typing_wanted.connect(self.typing_holding_wanted)
            owners.withdrawing_wanted.connect(self.withdrawing_wanted)
            owners.noticed.connect(self.noticed)
            owners.copied.connect(self._on_copied)

    # --- what is asked -------------------------------------------------------------------------

    @Slot()
    def search_now(self) -> None:
        """Ask what the form says."""
        if not self.ready:
            words = "Loading the lists… Your search runs as soon as they are there."
            self.header.show_idle(words, starter_only=False)
            return
        if self.form.is_empty():
            self._search.forget()
            self._leave_answer()
            self._show_idle()
            return
        self._search.ask(self.form.query(self._threshold))

    @Slot()
    def record_now(self) -> None:
        """Put the shown answer on record."""
        if self.answer is None or self.answer.screening:
            return
        self.header.put_on_record.setEnabled(False)
        self._recording.put(self.answer)

    def make_memo(self, form: MemoForm = MemoForm.FULL) -> None:
        """Write the memo of the shown screening into the usual folder."""
        if self.answer is None or not self.answer.screening:
            return
        self.header.memo.setEnabled(False)
        self._recording.write_memo(self.answer.screening, form)

    def make_short_memo(self) -> None:
        """Write the short form of it."""
        self.make_memo(MemoForm.SHORT)

    @Slot(MemoForm)
    def _on_memo_wanted(self, form: MemoForm) -> None:
        self.make_memo(form)

    def open_recorded(self, screening: str) -> None:
        """Show a screening as recorded."""
        self._search.forget()
        self._recording.open(screening)

    @Slot()
    def new_search(self) -> None:
        """Leave what is shown and begin anew."""
        self._search.forget()
        self._leave_answer()
        self.form.clear()
        self._show_idle()
        self.form.name.setFocus()

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
        self._enlarged = on and self.answer is not None
        if self._enlarged:
            self.detail.show_links()
        self._fit()
        if self._enlarged:
            self.detail.links_shown.focus_first()

    def toggle_links(self) -> None:
        """Enlarge or reduce the links."""
        self.enlarge_links(not self._enlarged)

    def export_links(self) -> None:
        """Ask where the picture of the links goes."""
        if self.answer is not None:
            self.detail.show_links().choose_export()

    def copy_links(self) -> None:
        """The links as text on the clipboard."""
        if self.answer is not None:
            self.detail.show_links().copy_list()

    # --- what comes back -----------------------------------------------------------------------

    @Slot(object, float)
    def _on_answer(self, answer: object, milliseconds: float) -> None:
        if isinstance(answer, Answer):
            if self.answer is not None and self.answer.query == answer.query:
                self._unrecorded.forget()  # the same, answered anew by other lists or rules
            self._leave_answer()
            self._unrecorded.show()
            self._show(answer, milliseconds)

    @Slot(object)
    def _on_put_on_record(self, answer: object) -> None:
        if isinstance(answer, Answer):
            self._unrecorded.forget()
            self._show(answer, None)

    @Slot(Problem)
    def _on_record_failed(self, problem: Problem) -> None:
        self.header.put_on_record.setEnabled(True)
        self.failed.emit(problem)

    @Slot(object)
    def _on_recorded(self, found: object) -> None:
        if isinstance(found, jobs.Recorded):
            self._leave_answer()
            self._decisions = found.decisions
            self.form.show_query(found.answer.query)
            self._show(found.answer, None)
            self._focus_answer()

    def _focus_answer(self) -> None:
        """A record is opened to be read: what is typed must not become another search."""
        if not self.isVisible():
            return
        if self.results.current_hit() is not None or self._narrow():
            self.results.list.setFocus()
        else:
            self.detail.focus_facts()

    @Slot(Problem)
    def _on_search_failed(self, problem: Problem) -> None:
        self.header.show_idle("", starter_only=self._starter_only)
        if self.form.day.known_on() or self.form.day.law_on():
            # A day before the first import is no reason for a dialog: the form is in sight.
            self._leave_answer()
            self._show_idle()
            self.header.show_problem(problem.text)
        else:
            self.failed.emit(problem)

    @Slot(object)
    def _on_facts(self, facts: object) -> None:
        if not isinstance(facts, jobs.Facts):
            return
        moved = facts.alert_line != self._threshold
        self._threshold = facts.alert_line
        self._starter_only = facts.starter_only
        recorded = self.answer is not None and bool(self.answer.screening)
        if not recorded and (moved or not self.form.is_empty()):
            self.search_now()
        elif self.answer is None:
            self._show_idle()

    @Slot(object)
    def _on_decisions(self, found: object) -> None:
        if isinstance(found, jobs.Recorded) and self.answer is not None:
            self._decisions = found.decisions
            self._show_results(self.answer)

    @Slot(str, str, object)
    def _on_decided(self, decision: str, reason: str, expires: object) -> None:
        hit = self.detail.hit
        if hit is None or not hit.hit or self.answer is None:
            return
        until = expires if isinstance(expires, date) else None
        verdict = jobs.Verdict(self.answer.screening, hit.hit, Decision(decision), reason, until)
        self._recording.decide(verdict)

    @Slot(object)
    def _on_hit(self, hit: object) -> None:
        if not isinstance(hit, Hit) or self.answer is None:
            self.detail.show_searched(self.answer)
            self.decide.hide()
            return
        self.decide.setVisible(not self._enlarged)
        titles = {item.list_code: item.title for item in self.answer.coverage}
        self.detail.show_hit(hit, titles.get(hit.party.list_code, ""), self.answer)
        recorded = bool(self.answer.screening)
        self.decide.show_hit(
            self._decisions.get(hit.hit, ()),
            decidable=recorded and bool(hit.hit),
            hint=why_not(hit, recorded=recorded),
        )

    # --- what is shown -------------------------------------------------------------------------

    def _show(self, answer: Answer, milliseconds: float | None) -> None:
        self.answer = answer
        self.header.show_answer(answer, milliseconds)
        self._show_results(answer)
        self.body.show_answer()
        self._fit()

    def _show_results(self, answer: Answer | None) -> None:
        self.results.show_answer(answer, self._decisions)
        self._ties.show(answer)

    @Slot(object)
    def _on_ties(self, found: object) -> None:
        self.results.show_ties(found if isinstance(found, Connections) else None)

    @Slot()
    def _on_links_as_typed(self) -> None:
        self.results.choose_none()
        self.show_links()

    def _show_idle(self) -> None:
        self.answer = None
        self._enlarged = False
        self._fit()
        self._show_results(None)
        self.header.show_idle("", starter_only=self._starter_only)
        self.body.show_idle(starter_only=self._starter_only)

    def _leave_answer(self) -> None:
        """What is shown is about to be replaced."""
        self._unrecorded.leave()
        self._decisions = {}

    @Slot(str)
    def _on_slow(self, words: str) -> None:
        """The answer to something else must not be taken for this one."""
        if self.answer is not None:
            self._leave_answer()
            self.answer = None
            self._show_results(None)
            self.header.show_idle("", starter_only=self._starter_only)
        self.header.show_searching(words)

    @Slot()
    def _on_touched(self) -> None:
        self._recording.forget()
        self._unrecorded.pause()

    @Slot()
    def _on_down(self) -> None:
        self.results.list.setFocus()

    @Slot()
    def _on_memo_end(self) -> None:
        self.header.memo.setEnabled(True)

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

    @Slot(str)
    def _on_search_wanted(self, name: str) -> None:
        self.new_search()
        self.form.name.setText(name)

    @Slot()
    def _on_back(self) -> None:
        self._enlarged = False
        self._fit()
        self.results.list.setFocus()

    def _narrow(self) -> bool:
        return self.width() < self.desk.theme.px(_NARROW)

    def _fit(self) -> None:
        for widget in (self.form, self.header):
            widget.setVisible(not self._enlarged)
        self.body.fit(narrow=self._narrow(), enlarged=self._enlarged)

    @Slot()
    def _dress(self) -> None:
        px = self.desk.theme.px
        self._column.setContentsMargins(px(0.9), px(0.7), px(0.9), px(0.6))
        self._column.setSpacing(px(0.45))

    def refresh(self, changes: AbstractSet[Changes]) -> None:
        """Lists, settings or what ties parties changed: ask again what is shown."""
        if self.ready and changes & _TIED:
            for links in (self.detail.links, self.detail.links_as_typed):
                links.ask_again()
            self._ties.ask_again()
        if self.ready and changes & {*_TIED, Changes.SETTINGS}:  # rules are settings
            for owners in (self.detail.ownership, self.detail.ownership_as_typed):
                owners.ask_again()
        if self.ready and changes & {Changes.LISTS, Changes.SETTINGS}:
            self._facts.ask(partial(jobs.facts, self.desk.services))

    def shown(self) -> None:
        """The keyboard goes to the name."""
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
            self._fit()
