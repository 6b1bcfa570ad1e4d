"""One hit, opened: who it is, and the tabs from Why to Sources."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.consequences import Consequences
from caveat.domain.party_view import PartyView
from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.screening import Answer, Hit
from caveat.ui.bridge import Latest, Problem
from caveat.ui.contract import Services
from caveat.ui.contract_links import LinksAsked
from caveat.ui.facts import Fact, as_text, sentence
from caveat.ui.icons import dress_button
from caveat.ui.law_facts import consequence_facts
from caveat.ui.list_words import DUTY_SENTENCE, DUTY_WORD, duties_of
from caveat.ui.pages.page import Desk
from caveat.ui.pages.screen.coverage_facts import coverage_facts
from caveat.ui.pages.screen.detail_facts import (
    law_facts,
    name_facts,
    published_facts,
    source_facts,
    why_facts,
)
from caveat.ui.pages.screen.link_facts import link_facts
from caveat.ui.pages.screen.links import subjects
from caveat.ui.pages.screen.links.pane import LinksPane
from caveat.ui.pages.screen.ownership.pane import OwnershipPane
from caveat.ui.widgets.fact_sheet import FactSheet
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.wording import BAND_WORD, country_name, day, one_line, score_text

_TABS = ("Why", "Names", "Law", "Links", "Ownership", "Published", "Sources")
_LINKS, _OWNERSHIP = "Links", "Ownership"
_PANES = {_LINKS, _OWNERSHIP}
"""Tabs that look things up of themselves."""
_OPENED = ("Names", "Law", "Published", "Sources")
"""Tabs that need the whole entry."""
_LONGEST_TITLE = 220
"""Characters of a name shown as title; the whole name is under Names."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """What the database says about a hit: the entry, and what it means."""

    view: PartyView
    means: Consequences


def _open(
    services: Services, answer: Answer, hit: Hit, _progress: ReportProgress, _cancel: CancelToken
) -> _Opened:
    return _Opened(services.party_view(hit.party.record), services.consequences(answer, hit))


class DetailPane(QFrame):
    """Shows the hit given to it; what needs the database comes a moment later."""

    back_wanted = Signal()
    copied = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._desk = desk
        self._hit: Hit | None = None
        self._view: PartyView | None = None
        self._means: Consequences | None = None
        self._asked: tuple[object, ...] = ()
        self._problem: Problem | None = None
        self._stale: set[str] = set()
        self._opening = Latest(desk.bridge, self)
        self._opening.answered.connect(self._on_view)
        self._opening.failed.connect(self._on_problem)
        self._back = QToolButton()
        self._back.setText("Results")
        self._back.setAccessibleName("Back to the results")
        self._back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._back.clicked.connect(self.back_wanted)
        self._back.hide()
        self._title = PlainLabel(tone="title", wraps=True, selectable=True)
        self._meta = PlainLabel(tone="muted", wraps=True, selectable=True)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Facts about the party")
        self.tabs.setDocumentMode(True)
        self.sheets = {word: FactSheet(desk.theme, word) for word in _TABS if word not in _PANES}
        for sheet in self.sheets.values():
            sheet.copied.connect(self.copied)
        self.links, self.links_as_typed = LinksPane(desk), LinksPane(desk)
        self.ownership, self.ownership_as_typed = OwnershipPane(desk), OwnershipPane(desk)
        panes: dict[str, QWidget] = {_LINKS: self.links, _OWNERSHIP: self.ownership}
        for word in _TABS:
            self.tabs.addTab(self.sheets.get(word) or panes[word], word)
        self.tabs.currentChanged.connect(self._on_tab)
        self._build(desk)
        desk.theme.changed.connect(self._dress)
        self._dress()

    def _build(self, desk: Desk) -> None:
        self._head = QVBoxLayout()
        top = QHBoxLayout()
        top.addWidget(self._back)
        top.addWidget(self._title, 1)
        self._head.addLayout(top)
        self._head.addWidget(self._meta)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addLayout(self._head)
        self.searched = FactSheet(desk.theme, "What was searched")
        self.without_hit = QTabWidget()
        self.without_hit.setAccessibleName("What was searched, links and owners of the supplier")
        self.without_hit.setDocumentMode(True)
        self.without_hit.addTab(self.searched, "Lists")
        self.without_hit.addTab(self.links_as_typed, _LINKS)
        self.without_hit.addTab(self.ownership_as_typed, _OWNERSHIP)
        self._body = QStackedWidget()
        self._body.addWidget(self.tabs)
        self._body.addWidget(self.without_hit)
        column.addWidget(self._body, 1)

    @property
    def hit(self) -> Hit | None:
        """What is shown."""
        return self._hit

    def show_hit(self, hit: Hit, list_title: str, answer: Answer) -> None:
        """Open a hit of an answer. The same party keeps its tab and its place."""
        self._body.setCurrentWidget(self.tabs)
        party, typed = subjects.of_hit(hit), subjects.of_query(answer.query)
        self.links.show_subjects(
            party, typed, as_of=subjects.day_of(answer), law=answer.query.in_force is not None
        )
        self._show_owners(self.ownership, party, answer)
        asked = (
            hit.party.record,
            answer.query.in_force or answer.as_of,
            answer.engine.rules_sha256,
        )
        same = self._hit is not None and self._asked == asked
        self._asked = asked
        self._hit = hit
        title = one_line(hit.party.name)
        if len(title) > _LONGEST_TITLE:
            title = title[:_LONGEST_TITLE] + "…"
        self._title.setText(title)
        words = [one_line(list_title) or hit.party.list_code]
        words += _since(hit)
        said = (text for item in hit.designations for text in item.designation.programmes)
        words += [f"{DUTY_WORD[duty]}: {DUTY_SENTENCE[duty]}" for duty in duties_of(said)]
        if hit.party.country:
            words.append(country_name(hit.party.country))
        words.append(f"{score_text(hit.score)} {BAND_WORD[hit.band].lower()}")
        self._meta.setText(" · ".join(words))
        if not same:
            self._view = self._means = None
            self._problem = None
            self._opening.ask(partial(_open, self._desk.services, answer, hit))
        self._stale = set(_TABS)
        self._fill_current()

    def show_searched(self, answer: Answer | None) -> None:
        """Show which lists were searched; nothing for None."""
        self._hit = None
        self._view = None
        self._opening.forget()
        self._title.setText("What was searched" if answer else "")
        self._meta.setText(f"As of {day(answer.as_of)}" if answer else "")
        self.searched.show_facts(coverage_facts(answer) if answer else ())
        typed = subjects.of_query(answer.query) if answer else None
        self.links_as_typed.show_subjects(
            None,
            typed,
            as_of=subjects.day_of(answer) if answer else None,
            law=answer is not None and answer.query.in_force is not None,
        )
        if answer:
            self._show_owners(self.ownership_as_typed, None, answer)
        self._body.setCurrentWidget(self.without_hit)

    @staticmethod
    def _show_owners(pane: OwnershipPane, party: LinksAsked | None, answer: Answer) -> None:
        pane.show_subjects(
            party,
            subjects.named(answer.query),
            _day_of(answer),
            as_of=subjects.day_of(answer),
            rules=answer.engine.rules_sha256,
        )

    @property
    def links_shown(self) -> LinksPane:
        """The links of what is shown: of the hit, or of the supplier as typed."""
        return self.links if self._body.currentWidget() is self.tabs else self.links_as_typed

    def show_links(self) -> LinksPane:
        """Open the tab with the links."""
        pane = self.links_shown
        tabs = self.tabs if pane is self.links else self.without_hit
        tabs.setCurrentWidget(pane)
        return pane

    def show_ownership(self) -> None:
        """Open the tab that says who owns whom."""
        hit = self._body.currentWidget() is self.tabs
        tabs, pane = (
            (self.tabs, self.ownership) if hit else (self.without_hit, self.ownership_as_typed)
        )
        tabs.setCurrentWidget(pane)
        pane.focus_first()

    def focus_facts(self) -> None:
        """The keyboard goes to what is shown."""
        tabs = self.tabs if self._hit is not None else self.without_hit
        current = tabs.currentWidget()
        if isinstance(current, (LinksPane, OwnershipPane)):
            current.focus_first()
        else:
            current.setFocus()

    def set_alone(self, *, alone: bool) -> None:
        """Whether the results are hidden behind this pane."""
        self._back.setVisible(alone)

    def text(self) -> str:
        """Everything about the hit, for the clipboard."""
        parts = [self._title.text(), self._meta.text()]
        if self._hit is None:
            return "\n".join((*parts, "", self.searched.text()))
        self._stale.update(_TABS)
        for word in _TABS:
            self._fill(word)
            parts += ["", word.upper(), self._text_of(word)]
        return "\n".join(parts)

    def _text_of(self, word: str) -> str:
        """What a tab says; of links and owners what the entry prints and what was looked up."""
        if word == _OWNERSHIP:
            return self.ownership.known_text() or "Not looked up."
        if word != _LINKS:
            return self.sheets[word].text()
        printed = as_text(link_facts(self._view)) if self._view else ""
        return "\n\n".join(filter(None, (printed, self.links.known_text())))

    @Slot(object)
    def _on_view(self, opened: object) -> None:
        if isinstance(opened, _Opened):
            self._view, self._means = opened.view, opened.means
            self._stale |= set(_OPENED)
            self._fill_current()

    @Slot(Problem)
    def _on_problem(self, problem: Problem) -> None:
        self._problem = problem
        self._stale |= set(_OPENED)
        self._fill_current()

    @Slot(int)
    def _on_tab(self, _number: int) -> None:
        self._fill_current()

    def _fill_current(self) -> None:
        self._fill(_TABS[self.tabs.currentIndex()])

    def _fill(self, word: str) -> None:
        """Write a tab when it is looked at, not before."""
        if word not in self._stale or self._hit is None or word in _PANES:
            return
        self._stale.discard(word)
        if word == "Why":
            self.sheets[word].show_facts(why_facts(self._hit))
        elif word == "Sources":
            citations = self._view.citations if self._view else self._hit.citations
            self.sheets[word].show_facts(source_facts(citations, self._view))
        elif self._view is None:
            waiting = self._problem.text if self._problem else "Opening the entry…"
            tone = "strong" if self._problem else "muted"
            self.sheets[word].show_facts((sentence(waiting, tone),))
        else:
            means = consequence_facts(self._means) if word == "Law" and self._means else ()
            self.sheets[word].show_facts((*_FACTS[word](self._view), *means))

    @Slot()
    def _dress(self) -> None:
        px = self._desk.theme.px
        self._head.setContentsMargins(px(0.8), px(0.6), px(0.8), px(0.3))
        self._head.setSpacing(px(0.15))
        dress_button(self._back, "back", self._desk.theme, "accent")


_FACTS: dict[str, Callable[[PartyView], tuple[Fact, ...]]] = {
    "Names": name_facts,
    "Law": law_facts,
    "Published": published_facts,
}


def _day_of(answer: Answer) -> date:
    """The day that an answer is about, of which the law is told, too."""
    return answer.query.in_force or answer.as_of


def _since(hit: Hit) -> list[str]:
    """The first date that a designation names, in the publisher's sense of it."""
    for cited in hit.designations:
        item = cited.designation
        for word, when in (("listed", item.listed), ("effective", item.effective)):
            if when:
                return [f"{word} {one_line(when)}"]
    return []
