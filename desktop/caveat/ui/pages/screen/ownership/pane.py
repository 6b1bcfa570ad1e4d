"""The Ownership tab: on which day, and who owns the supplier and the listed party then."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.ownership_known import as_of_words
from caveat.domain.ownership_view import KnownOwnership
from caveat.domain.ownership_words import itself_words
from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.relations import Basis, Tie
from caveat.ui.bridge import Latest, Problem
from caveat.ui.contract import Services
from caveat.ui.contract_links import LinksAsked
from caveat.ui.facts import Fact
from caveat.ui.icons import dress_button
from caveat.ui.pages.page import Desk
from caveat.ui.pages.screen.ownership.facts import ownership_facts
from caveat.ui.widgets.day_field import DayField
from caveat.ui.widgets.empty_state import EmptyState
from caveat.ui.widgets.fact_sheet import FactSheet
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.notice import Notice, Offer
from caveat.ui.wording import day, isolated, one_line

_YEARS_AHEAD = 2
"""A transaction may be planned; the rules say what changes next."""
_Wanted = tuple[tuple[LinksAsked, ...], date, str]
"""Who is asked about, on which day, by which edition of the rules."""
_WAITING = "Looking up who owns whom…"


@dataclass(frozen=True, slots=True)
class _Found:
    """An answer, written out in the thread that asked for it."""

    known: KnownOwnership
    facts: tuple[Fact, ...]


class OwnershipPane(QWidget):
    """Asks only while it is in sight. The supplier and the listed party stand in one sheet."""

    import_wanted = Signal()
    typing_wanted = Signal(str)
    """A holding is to be typed in; of which company, where it is known."""
    withdrawing_wanted = Signal(str)
    """A holding that was brought in here is to be withdrawn; of which company."""
    noticed = Signal(Notice)
    copied = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._subjects: tuple[LinksAsked, ...] = ()
        self._default: date | None = None
        self._asked: _Wanted | None = None
        self._rules = ""
        self._silent = self._stale = self._focus_later = False
        self.found: KnownOwnership | None = None
        self.asking = Latest(desk.bridge, self)
        self.asking.answered.connect(self._on_answer)
        self.asking.failed.connect(self._on_failed)
        self._build()
        desk.theme.changed.connect(self._dress)
        self._dress()

    def _build(self) -> None:
        theme = self._desk.theme
        self.on = DayField("Day of the transaction", years_ahead=_YEARS_AHEAD)
        self.on.setToolTip("Holdings, listings and rules are those of this day.")
        self.on.dateChanged.connect(self._on_day)
        label = PlainLabel("Transaction on")
        label.setBuddy(self.on)
        self.copy = QToolButton()
        self.copy.setText("Copy")
        self.copy.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.copy.setAccessibleName("Copy who owns whom as text")
        self.copy.setToolTip("Copy everything as text")
        self.copy.clicked.connect(self.copy_all)
        self.type_in = QPushButton("Type in a holding…")
        self.type_in.clicked.connect(self._on_type_in)
        self.withdraw = QPushButton("Withdraw…")
        self.withdraw.setAccessibleName("Withdraw a holding that you brought in")
        self.withdraw.setToolTip("Let a holding that you typed in or imported count no more")
        self.withdraw.clicked.connect(self._on_withdraw)
        self.sheet = FactSheet(theme, "Who owns whom")
        self.sheet.copied.connect(self.copied)
        self.empty = EmptyState(theme, "related")
        self._body = QStackedWidget()
        self._body.addWidget(self.empty)
        self._body.addWidget(self.sheet)
        self._row = QHBoxLayout()
        self._row.addWidget(label)
        self._row.addWidget(self.on)
        self._row.addStretch(1)
        self._row.addWidget(self.copy)
        self._row.addWidget(self.withdraw)
        self._row.addWidget(self.type_in)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row)
        column.addWidget(self._body, 1)
        self._say_empty("Nobody to ask about", "Search a supplier by name first.")

    # --- what is asked -------------------------------------------------------------------------

    def show_subjects(
        self,
        party: LinksAsked | None,
        typed: LinksAsked | None,
        on: date,
        *,
        as_of: date | None = None,
        rules: str = "",
    ) -> None:
        """Offer who owns the supplier as typed and the listed party.

        Args:
            party: The listed party that is opened.
            typed: The supplier that was searched.
            on: The day that the answer shown is about. A day chosen here stays until it changes.
            as_of: The day whose knowledge the answer rests on; None for today's.
            rules: The edition of the rules that the answer was made with, as on the tab *Law*.
        """
        asked = (each for each in (typed, party) if each is not None)
        self._subjects = tuple(replace(each, as_of=as_of) for each in asked)
        self._rules = rules
        if on != self._default:
            self._default = on
            self._silent = True
            self.on.set_end()
            self.on.show_day(on)
            self._silent = False
        if self.isVisible():
            self._ask()

    def ask_again(self) -> None:
        """What is known has changed."""
        self._stale = True
        if self.isVisible():
            self._ask()

    @Slot()
    def _on_day(self) -> None:
        if not self._silent and self.isVisible():
            self._ask()

    @Slot()
    def _ask(self) -> None:
        wanted = self._wanted()
        if not self._subjects:
            self.asking.forget()
            self._asked = self.found = None
            self._say_empty("Nobody to ask about", "Give the name of the supplier.")
        elif wanted != self._asked or self._stale:
            self._asked, self._stale, self.found = wanted, False, None
            self._say_empty(_WAITING, "")
            self.asking.ask(partial(_look_up, self._desk.services, wanted))

    def _wanted(self) -> _Wanted:
        return (self._subjects, self.on.day(), self._rules)

    # --- what comes back -----------------------------------------------------------------------

    @Slot(object)
    def _on_answer(self, found: object) -> None:
        if not isinstance(found, _Found):
            return
        self.found = found.known
        if found.known.says_something:
            self.sheet.show_facts(found.facts)
            self._show_body(self.sheet)
            if self._focus_later and self.on.hasFocus():
                self.sheet.setFocus()
        else:
            self._say_none_known(found.known)
        self._focus_later = False

    def _say_none_known(self, known: KnownOwnership) -> None:
        named = " or ".join(
            f"{isolated(str(view.answer.company))} ({', '.join(view.about)})"
            for view in known.views
        )
        words = [as_of_words(known.as_of)] if known.as_of else []
        words += [one_line(said) for view in known.views if (said := itself_words(view))]
        words += [one_line(note) for view in known.views for note in view.notes]
        words += map(one_line, known.notes)
        words.append(
            f"Nothing here says who holds {named or 'it'} on {day(known.day)}, or what it holds. "
            "That is no proof that nobody listed does: ask. Then import a table of holdings, here "
            "or in Links, or type one in."
        )
        offers = (
            Offer("Import relations…", self.import_wanted.emit, main=True),
            Offer("Type in a holding…", self._on_type_in),
        )
        self._say_empty("No holdings known", "\n".join(words), offers)

    @Slot()
    def _on_type_in(self) -> None:
        views = self.found.views if self.found is not None else ()
        self.typing_wanted.emit(str(views[0].answer.company) if views else "")

    @Slot()
    def _on_withdraw(self) -> None:
        own = next(_own_holdings(self.found), None) if self.found is not None else None
        self.withdrawing_wanted.emit(str(own.company) if own else "")

    @Slot(Problem)
    def _on_failed(self, problem: Problem) -> None:
        self._stale = True
        self._say_empty(problem.title, problem.text, (Offer("Try again", self._ask),))

    def _say_empty(self, title: str, text: str, offers: tuple[Offer, ...] = ()) -> None:
        self.empty.say(title, text, offers)
        self._show_body(self.empty)

    def _show_body(self, body: QWidget) -> None:
        self._body.setCurrentWidget(body)
        for button in (self.copy, self.type_in):  # an empty tab has offers of its own
            button.setVisible(body is self.sheet)
        own = self.found is not None and any(_own_holdings(self.found))
        self.withdraw.setVisible(body is self.sheet and own)

    # --- text, keyboard, look ------------------------------------------------------------------

    def text(self) -> str:
        """Everything shown as text; where nothing is, why."""
        return self.known_text() or self.empty.accessibleName()

    def known_text(self) -> str:
        """Who owns whom as text, where it is that of what is opened now."""
        looked_up = self._body.currentWidget() is self.sheet
        return self.sheet.text() if looked_up and self._wanted() == self._asked else ""

    @Slot()
    def copy_all(self) -> None:
        """All of it as text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())
        self.noticed.emit(Notice("Copied: who owns whom as text", "accent", "copy"))

    def focus_first(self) -> None:
        """The keyboard goes to the facts, or to the day where there are none."""
        shown = self._body.currentWidget() is self.sheet
        (self.sheet if shown else self.on).setFocus()
        self._focus_later = self.asking.waiting

    @Slot()
    def _dress(self) -> None:
        px = self._desk.theme.px
        self._row.setContentsMargins(px(0.8), px(0.35), px(0.5), px(0.35))
        self._row.setSpacing(px(0.45))
        dress_button(self.copy, "copy", self._desk.theme, "muted")

    def showEvent(self, event: QShowEvent) -> None:
        """What came meanwhile is asked now."""
        super().showEvent(event)
        self._ask()


def _own_holdings(known: KnownOwnership) -> Iterator[Tie]:
    """Those shown that the officer typed in or imported."""
    for view in known.views:
        for cited in (*view.holdings, *view.held):
            for said in cited.statements:
                if said.tie.basis in {Basis.TYPED, Basis.IMPORTED}:
                    yield said.tie


def _look_up(
    services: Services, wanted: _Wanted, progress: ReportProgress, cancel: CancelToken
) -> _Found:
    subjects, on, rules = wanted
    known = services.ownership(subjects, on, rules, progress, cancel)
    return _Found(known, ownership_facts(known) if known.says_something else ())
