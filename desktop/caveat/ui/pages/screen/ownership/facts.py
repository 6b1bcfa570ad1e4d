"""Who owns a company, as plain facts: the rules side by side first, then what they rest on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from caveat.domain.list_names import list_name, list_names
from caveat.domain.ownership import Outcome, RuleAnswer
from caveat.domain.ownership_known import (
    NO_PROOF,
    as_of_words,
    gap_words,
    is_counted,
    lists_words,
    missing_words,
)
from caveat.domain.ownership_view import (
    CitedHolding,
    CitedListing,
    KnownOwnership,
    OwnershipView,
)
from caveat.domain.ownership_words import (
    chain_words,
    chains,
    extent_words,
    found_words,
    holding_words,
    lead_words,
    leading_words,
    means_words,
    questions,
    route_words,
    rule_state_words,
    share_words,
    statement_source_words,
    unknown_words,
    verdict_words,
)
from caveat.domain.rule_words import VERIFY, statement_words
from caveat.domain.sources import Citation
from caveat.ui.facts import Fact, Field, Grid, Heading, Paragraph, Span, Words, field, sentence
from caveat.ui.law_facts import LawSources
from caveat.ui.pages.screen.detail_facts import source_facts
from caveat.ui.wording import capitalised, day, isolated, moment, one_line, plain

MOST_HOLDINGS = 200
"""Holdings that are written out."""
_NONE_KNOWN = "No holding in it or of it is known here."
_FLAG = f"({VERIFY})"
_TONE = {Outcome.MET: "strong", Outcome.UNCLEAR: "possible"}
"""Also the names of their icons."""


def ownership_facts(known: KnownOwnership) -> tuple[Fact, ...]:
    """Everything of every company of which a holding is known; a line on each of the others.

    In the order asked: the supplier stands first, even where nothing but that is to be said.
    """
    writing = _Writing(known)
    facts: list[Fact] = []
    if known.as_of:
        facts.append(sentence(as_of_words(known.as_of), "possible", "note"))
    for view in known.views:
        if view.says_something:
            facts += writing.view(view)
        else:
            facts.append(Heading(_title(view, known)))
            facts += writing.leads(view)
            facts.append(sentence(f"{_NONE_KNOWN} {NO_PROOF}"))
    facts += writing.end()
    return tuple(facts)


def _title(view: OwnershipView, known: KnownOwnership) -> str:
    about = ", ".join(view.about)
    return f"{isolated(str(view.answer.company))} ({about}), {day(known.day)}"


class _Writing:
    """Numbers sources while it writes: those of holdings ``[1]``, those of rules ``[L1]``."""

    def __init__(self, known: KnownOwnership) -> None:
        self._known = known
        self._cited: dict[Citation, int] = {}
        self._law = LawSources()
        self._told: set[str] = set()

    def view(self, view: OwnershipView) -> Iterator[Fact]:
        """One company."""
        gaps = self._known.gaps
        yield Heading(_title(view, self._known))
        for note in view.notes:
            yield sentence(note, "possible", "possible")
        yield from self.leads(view)
        if view.known:
            yield self._rules(view)
            for words in gap_words(gaps):
                yield sentence(words, "possible", "possible")
            yield sentence(f"{extent_words(view.answer)}.", "muted")
            yield from _bullets("What to ask", _questions(view, self._known))
            yield from _bullets("What is not known", unknown_words(view, gaps, isolated))
            yield from self._chains(view)
            yield from self._holdings(view.holdings)
            for remark in view.answer.remarks:
                yield sentence(remark, "possible", "possible")
        else:
            yield sentence("Nobody is known here to hold any of it.", "muted")
        yield from self._held(view.held)
        yield from self._listings(view.listings)
        if view.known:
            for each in view.answer.answers:
                yield from self._rule(each)

    def leads(self, view: OwnershipView) -> Iterator[Fact]:
        """What the first glance must see."""
        for outcome, words in lead_words(view, self._known.gaps):
            tone = _TONE.get(outcome, "")
            yield Paragraph(Words(one_line(words), tone, bold=True), tone)

    def _rules(self, view: OwnershipView) -> Grid:
        gaps = self._known.gaps
        rows = tuple(
            (
                _flagged(f"{each.rule.title}\n{rule_state_words(each)}"),
                _flagged(verdict_words(each, gaps), bold=True),
                Words(share_words(each, gaps)),
                Words(leading_words(each, view, gaps, isolated)),
            )
            for each in view.answer.answers
        )
        heads = (f"Rule on {day(self._known.day)}", "Its test", "Share", "Through")
        return Grid(heads, rows, (31, 24, 14, 31))

    def _chains(self, view: OwnershipView) -> Iterator[Fact]:
        found = chains(view)
        if not found:
            return
        yield Heading("Chains from listed parties", "related")
        rows = tuple(
            (
                Words(route_words(chain.route, isolated)),
                Words(str(chain.route.product)),
                Words(chain_words(chain), "muted"),
            )
            for chain in found
        )
        yield Grid(("Chain", "Multiplied", "By which rule"), rows, (50, 16, 34))
        if any(each.further_routes for each in view.answer.answers):
            yield sentence("There are more chains; the largest are shown.", "muted")

    def _holdings(self, holdings: Sequence[CitedHolding]) -> Iterator[Fact]:
        if not holdings:
            return
        yield Heading("Holdings that this rests on")
        rows = tuple(
            (
                Words(isolated(str(cited.holding.holder))),
                Words(holding_words(cited.holding)),
                Words(isolated(str(cited.holding.company))),
                self._said(cited),
            )
            for cited in holdings[:MOST_HOLDINGS]
        )
        yield Grid(("Holder", "Holds", "Of", "Who says so"), rows, (27, 20, 25, 28))
        if (more := len(holdings) - MOST_HOLDINGS) > 0:
            yield sentence(f"and {more:,} more: “caveat ownership --json” has all.", "muted")

    def _held(self, holdings: Sequence[CitedHolding]) -> Iterator[Fact]:
        if not holdings:
            return
        yield Heading("What it holds itself")
        rows = tuple(
            (
                Words(isolated(str(cited.holding.company))),
                Words(holding_words(cited.holding)),
                self._said(cited),
            )
            for cited in holdings
        )
        yield Grid(("Company", "Held", "Who says so"), rows, (36, 28, 36))

    def _said(self, cited: CitedHolding) -> Words:
        said = [
            f"{one_line(statement_source_words(each))}\u00a0{self._number(each.citation)}"
            for each in cited.statements
        ]
        if cited.holding.note:
            said.append(capitalised(one_line(cited.holding.note)))
        return _flagged("\n".join(said), "muted")

    def _listings(self, listings: Sequence[CitedListing]) -> Iterator[Fact]:
        if not listings:
            return
        yield Heading("Who of them is listed")
        for party, of_party in groupby(listings, key=lambda each: each.party):
            said = [
                f"{list_name(each.list_code)}{f', since {each.since}' if each.since else ''}"
                f"\u00a0{self._number(each.citation)}"
                for each in of_party
            ]
            yield Field(isolated(str(party)), Words(plain("; ".join(said))))

    def _rule(self, each: RuleAnswer) -> Iterator[Fact]:
        gaps = self._known.gaps_of(each.rule)
        yield Heading(each.rule.title)
        period = each.period
        number = f"\u00a0{self._law.number(period.source)}" if period else ""
        yield Field(f"On {each.day}", _flagged(f"{rule_state_words(each)}{number}"))
        yield field("Asks for", f"{each.test}, of parties on {list_names(each.rule.lists)}")
        yield field("Found", found_words(each, gaps))
        counts = is_counted(each, gaps)
        if counts:
            yield from self._figures(each)
        yield Field("Means", _flagged(plain(means_words(each, gaps))))
        for place, text in enumerate(each.rule.control_questions):
            yield field("" if place else "Ask on control", text)
        for place, text in enumerate(each.notes if counts else ()):
            yield field("" if place else "To be known", text, "muted")
        told = each.rule.id in self._told
        self._told.add(each.rule.id)
        for place, statement in enumerate(() if told else each.rule.statements):
            text = f"{statement_words(statement)}\u00a0{self._law.number(statement.source)}"
            yield Field("" if place else "The rule says", _flagged(text))

    def _figures(self, each: RuleAnswer) -> Iterator[Fact]:
        """What can be said only where the lists of a rule are there."""
        if missing := missing_words(self._known.gaps_of(each.rule)):
            yield field("Counted", missing, "possible")
        yield field("Multiplied", f"{each.multiplied} (economic interest; no test of the rule)")
        if each.strictest is not None:
            party, listing, step = each.strictest
            words = f"{isolated(str(party))}, {list_name(listing.list_code)}: {step.text}"
            yield Field("Strictest owner", Words(words))

    def end(self) -> Iterator[Fact]:
        """What must be known of all, and the sources."""
        yield Heading("To be known", "note")
        yield sentence(
            f"Holdings are those of the lists, the starter data, your tables and your typing, as "
            f"known here on {moment(self._known.read_at)}, applied to {day(self._known.day)}. "
            f"{NO_PROOF}",
            "muted",
        )
        yield sentence(lists_words(self._known), "muted")
        for note in self._known.notes:
            yield sentence(note, "muted")
        if self._cited:
            numbered = [replace(each, n=number) for each, number in self._cited.items()]
            yield Heading("Sources of holdings and listings")
            yield from source_facts(numbered, None)
        if self._law.numbered:
            yield from self._law.facts()

    def _number(self, citation: Citation) -> str:
        key = replace(citation, n=0)
        return f"[{self._cited.setdefault(key, len(self._cited) + 1)}]"


def _questions(view: OwnershipView, known: KnownOwnership) -> Iterator[str]:
    for text, alone in questions(view, known.gaps):
        yield one_line(f"{text} The answer alone could tip a test." if alone else text)


def _bullets(title: str, texts: Iterable[str]) -> Iterator[Fact]:
    said = list(texts)
    if said:
        yield Heading(title)
    for text in said:
        yield Paragraph(Words(f"–  {text}"))


def _flagged(text: str, tone: str = "", *, bold: bool = False) -> Words:
    """A text in which every “(verify)” is marked."""
    spans = []
    start = text.find(_FLAG)
    while start >= 0:
        spans.append(Span(start, len(_FLAG), "possible"))
        start = text.find(_FLAG, start + 1)
    return Words(text, tone, bold=bold, spans=tuple(spans))
