"""The line between the form and the results: how much was found, where, and what to do with it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.screening import Answer
from caveat.ui.icons import dress_button
from caveat.ui.models.hits import coverage_line, summary
from caveat.ui.pages.screen.day import not_today_words
from caveat.ui.theme import Theme
from caveat.ui.widgets.labels import ElidedLabel
from caveat.ui.widgets.memo_button import MemoButton
from caveat.ui.widgets.notice import Notice, NoticeStrip, Offer
from caveat.ui.wording import isolated, moment, one_line

_REMARKS, _LATER = 2, 3
"""Sentences shown above the results; all of them stand under What was searched."""


class AnswerHeader(QWidget):
    """Warnings first, then the counts, the lists searched, and the buttons."""

    record_wanted = Signal()
    new_wanted = Signal()
    lists_wanted = Signal()
    coverage_wanted = Signal()
    today_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.banner = NoticeStrip(theme)
        self.as_recorded = NoticeStrip(theme)
        self.later = NoticeStrip(theme)
        self.not_today = NoticeStrip(theme)
        self.summary = ElidedLabel(tone="heading")
        self.coverage = ElidedLabel(tone="muted")
        self.searched = QToolButton()
        self.searched.setText("What was searched")
        self.searched.setAccessibleName("Show which lists were searched, and which were not")
        self.searched.clicked.connect(self.coverage_wanted)
        self.put_on_record = QPushButton("Put on record")
        self.put_on_record.setAccessibleName("Put this search on record")
        self.put_on_record.setProperty("role", "main")
        self.put_on_record.clicked.connect(self.record_wanted)
        self.memo = MemoButton("this screening")
        line = QHBoxLayout()
        self.coverage.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line.addWidget(self.summary)
        line.addWidget(self.coverage, 1)
        for button in (self.searched, self.memo, self.put_on_record):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for strip in (self.later, self.not_today, self.banner, self.as_recorded):
            self._column.addWidget(strip)
        self._column.addLayout(line)
        theme.changed.connect(self._dress)
        self._dress()

    def show_answer(self, answer: Answer, milliseconds: float | None) -> None:
        """Show an answer's counts and what can be done with it."""
        self.summary.set_text(summary(answer, milliseconds))
        self.coverage.set_text(coverage_line(answer))
        self.searched.show()
        recorded = bool(answer.screening)
        worth = bool(answer.alerts) or not answer.starter_only
        self.put_on_record.setVisible(not recorded)
        self.put_on_record.setEnabled(worth)
        self.put_on_record.setToolTip(
            "" if worth else "Starter data only: a search without hits is not put on record."
        )
        self.memo.setVisible(recorded)
        self.memo.setEnabled(recorded)
        if recorded:
            words = (
                f"As recorded: {answer.screening}, {moment(answer.screened_at)}, "
                f"{isolated(answer.operator)}"
            )
            offers = (Offer("New search", self.new_wanted.emit),)
            self.as_recorded.say(Notice(words, "accent", "records", offers, can_be_closed=False))
        else:
            self.as_recorded.hide()
        self._show_banner(answer)

    def show_idle(self, words: str, *, starter_only: bool) -> None:
        """Nothing is asked, or the answer is on its way."""
        self.summary.set_text(words)
        self.coverage.set_text("")
        for widget in (self.searched, self.put_on_record, self.memo):
            widget.hide()
        for strip in (self.as_recorded, self.later, self.not_today):
            strip.hide()
        if starter_only:
            self._say_starter(offers=())
        else:
            self.banner.hide()

    def show_searching(self, words: str) -> None:
        """An answer takes long; nothing is shown in its place."""
        self.summary.set_text("Searching…")
        self.coverage.set_text(words)
        for widget in (self.searched, self.put_on_record, self.memo):
            widget.hide()

    def show_problem(self, text: str) -> None:
        """Why nothing could be searched, where the officer can mend it in the form."""
        self.banner.say(Notice(text, "strong", "refused", can_be_closed=False))

    def _show_banner(self, answer: Answer) -> None:
        self._show_day(answer)
        known = {later.text for later in answer.later_known}
        remarks = [one_line(remark) for remark in answer.remarks if remark not in known]
        if answer.starter_only:
            self._say_starter((Offer("Import lists…", self.lists_wanted.emit, main=True),))
        elif remarks:
            offers: tuple[Offer, ...] = ()
            if len(remarks) > _REMARKS:
                left = len(remarks) - _REMARKS
                offers = (Offer(f"{left} more…", self.coverage_wanted.emit),)
            words = "\n".join(remarks[:_REMARKS])
            self.banner.say(Notice(words, "possible", "possible", offers, can_be_closed=False))
        else:
            self.banner.hide()

    def _show_day(self, answer: Answer) -> None:
        """First what later releases show, then that the answer is not about today."""
        if answer.later_known:
            shown = [later.text for later in answer.later_known[:_LATER]]
            offers: tuple[Offer, ...] = ()
            if len(answer.later_known) > _LATER:
                left = len(answer.later_known) - _LATER
                offers = (Offer(f"{left} more…", self.coverage_wanted.emit),)
            words = "\n".join(one_line(text) for text in shown)
            self.later.say(Notice(words, "strong", "strong", offers, can_be_closed=False))
        else:
            self.later.hide()
        words = not_today_words(answer.query)
        if words:
            back = Offer("Back to today", self.today_wanted.emit)
            offers = () if answer.screening else (back,)
            notice = Notice(words, "possible", "calendar", offers, can_be_closed=False)
            self.not_today.say(notice)
        else:
            self.not_today.hide()

    def _say_starter(self, offers: tuple[Offer, ...]) -> None:
        words = (
            "Starter data only: not a screening. It holds a small part of the lists; "
            "import the official lists to screen."
        )
        self.banner.say(Notice(words, "possible", "possible", offers, can_be_closed=False))

    @Slot()
    def _dress(self) -> None:
        self._column.setSpacing(self._theme.px(0.4))
        dress_button(self.put_on_record, "record", self._theme, "on_accent")
        dress_button(self.memo, "memo", self._theme)
