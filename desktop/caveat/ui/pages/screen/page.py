"""The Screen page: a search while typing, its results, one opened, and what is decided about it."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from caveat.domain.connections import Connections
from caveat.domain.decisions import Decision, Disposition
from caveat.domain.memo import MemoForm
from caveat.domain.records import Changes
from caveat.domain.screening import DEFAULT_THRESHOLD, Answer, Hit
from caveat.ui.bridge import Latest, Problem
from caveat.ui.pages.page import Desk
from caveat.ui.pages.screen import jobs
from caveat.ui.pages.screen.decision_bar import why_not
from caveat.ui.pages.screen.recording import Recording
from caveat.ui.pages.screen.searching import Searching
from caveat.ui.pages.screen.tie_count import TieCount
from caveat.ui.pages.screen.unrecorded import Unrecorded
from caveat.ui.pages.screen.view import ScreenView

_TIED = {Changes.LISTS, Changes.SUPPLIERS, Changes.RELATIONS}
_NARROW = 46
"""Width in font heights below which results and detail take turns."""


class ScreenPage(ScreenView):
    """Where one supplier is checked."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._decisions: Mapping[str, tuple[Disposition, ...]] = {}
        self._threshold = DEFAULT_THRESHOLD
        self._starter_only = False
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
        self._connect()
        self._show_idle()

    def _connect(self) -> None:
        self.form.changed.connect(self.search_now)
        self.form.touched.connect(self._on_touched)
        self.header.record_wanted.connect(self.record_now)
        self.header.memo.wanted.connect(self._on_memo_wanted)
        self.header.new_wanted.connect(self.new_search)
        self.results.hit_chosen.connect(self._on_hit)
        self.decide.decided.connect(self._on_decided)
        for links in (self.detail.links, self.detail.links_as_typed):
            links.search_wanted.connect(self._on_search_wanted)

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
            self.focus_answer()

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
        self.decide.setVisible(not self.enlarged)
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
        self.fit()

    def _show_results(self, answer: Answer | None) -> None:
        self.results.show_answer(answer, self._decisions)
        self._ties.show(answer)

    @Slot(object)
    def _on_ties(self, found: object) -> None:
        self.results.show_ties(found if isinstance(found, Connections) else None)

    def _show_idle(self) -> None:
        self.answer = None
        self.enlarged = False
        self.fit()
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
    def _on_memo_end(self) -> None:
        self.header.memo.setEnabled(True)

    @Slot(str)
    def _on_search_wanted(self, name: str) -> None:
        self.new_search()
        self.form.name.setText(name)

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
