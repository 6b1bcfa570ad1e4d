"""Cards, rules and red flags as facts: for the Law tab of a hit, and for the settings."""

from collections.abc import Iterator, Sequence
from datetime import date

from caveat.domain.consequences import Card, Consequences, RuleBook
from caveat.domain.list_names import list_name, list_names
from caveat.domain.rule_words import (
    VERIFY,
    begin_words,
    consequence_lead,
    flip_words,
    source_words,
    state_words,
    statement_words,
    with_verify,
)
from caveat.domain.rules import RedFlag, Rule, RuleOn, RulePeriod, RuleStatement
from caveat.domain.sources import Source
from caveat.ui.facts import Fact, Field, Grid, Heading, Span, Words, field, sentence
from caveat.ui.pages.screen.marks import DOUBTFUL, MARK_WORD
from caveat.ui.wording import plain

_FLAG = f"({VERIFY})"


class LawSources:
    """Numbers the sources of rules apart from those of the entry: ``[L1]``."""

    def __init__(self) -> None:
        self._found: dict[Source, int] = {}

    @property
    def numbered(self) -> bool:
        """Whether any source was referred to."""
        return bool(self._found)

    def number(self, source: Source) -> str:
        """How the source is referred to."""
        return f"[L{self._found.setdefault(source, len(self._found) + 1)}]"

    def facts(self) -> Iterator[Fact]:
        """Every source so far, with how far it was checked."""
        yield Heading("Sources of cards and rules")
        for source in self._found:
            checked, _ = MARK_WORD[source.mark]
            tone = "possible" if source.mark in DOUBTFUL else "muted"
            words = f"{source_words(source)} – {checked}"
            if source.url:
                words += f"\n{source.url}"
            yield field(self.number(source), words, tone)


def consequence_facts(consequences: Consequences) -> tuple[Fact, ...]:
    """Card and rules, each statement with its source and, where it needs one, with “verify”."""
    sources = LawSources()
    facts: list[Fact] = [*_warnings(consequences.book)]
    for code in consequences.without_card:
        facts.append(Heading(f"What a hit on {list_name(code)} means"))
        facts.append(sentence("Nothing is written down here: ask who keeps the list.", "muted"))
    for card in consequences.cards:
        facts += _card(card, sources, consequences.book)
    for rule, on in consequences.rules:
        facts += _rule(rule, on, sources, consequences.book)
    facts += _own(consequences.book)
    facts += sources.facts()
    return tuple(facts)


def rule_facts(book: RuleBook, rule: Rule, day: date) -> tuple[Fact, ...]:
    """A rule on a day, with all its periods and each source."""
    sources = LawSources()
    facts = [*_rule(rule, rule.on(day), sources, book)]
    facts += _periods(rule.periods, sources)
    facts.append(field("Concerns", _scope(rule)))
    return (*_warnings(book), *facts, *_own(book, rule.id), *sources.facts())


def flag_facts(book: RuleBook, flag: RedFlag, day: date) -> tuple[Fact, ...]:
    """A red flag with its state on a day."""
    sources = LawSources()
    said = sources.number(flag.statement.source)
    facts: list[Fact] = [
        Heading(f"Red flag {flag.number}{_star(book, flag.id)}"),
        Field("Look for", _words(statement_words(flag.statement), said)),
        Field(f"On {day}", _words(state_words(flag.on(day)), "")),
        Field("Changes next", _words(flip_words(flag.on(day).flip), "")),
    ]
    if flag.note:
        note = _words(statement_words(flag.note), sources.number(flag.note.source))
        facts.append(Field("Note", note))
    facts += _periods(flag.periods, sources)
    return (*_warnings(book), *facts, *_own(book, flag.id), *sources.facts())


def card_facts(book: RuleBook, card: Card) -> tuple[Fact, ...]:
    """What a hit on a list means, in full."""
    sources = LawSources()
    facts = [*_card(card, sources, book)]
    return (*_warnings(book), *facts, *_own(book, card.list_code), *sources.facts())


def _warnings(book: RuleBook) -> Iterator[Fact]:
    for words in book.warnings:
        yield sentence(words, "possible", "possible")


def _periods(periods: Sequence[RulePeriod], sources: LawSources) -> Iterator[Fact]:
    yield Heading("As far as it is known")
    rows = []
    for period in periods:
        said = with_verify(str(period.state), verified=period.verified)
        until = Words(str(period.until or "no end known"))
        rows.append(
            (Words(begin_words(period)), until, _words(said, sources.number(period.source)))
        )
    yield Grid(("From", "Until", "State"), tuple(rows), (28, 24, 48))


def _scope(rule: Rule) -> str:
    words = [rule.authority, list_names(rule.lists)]
    if rule.footnotes:
        words.append(f"entries with footnote {', '.join(map(str, rule.footnotes))}")
    if rule.addresses_only:
        words.append("entries that are an address")
    return " · ".join(filter(None, words))


def _star(book: RuleBook, id_: str) -> str:
    return " *" if book.is_own(id_) else ""


def _own(book: RuleBook, id_: str = "") -> Iterator[Fact]:
    if book.own is not None and (not id_ or book.is_own(id_)):
        own = book.own
        why = f": {own.reason}" if own.reason else ""
        yield sentence(f"* corrected or added by {own.by} on {own.at.date()}{why}", "muted")


def _card(card: Card, sources: LawSources, book: RuleBook) -> Iterator[Fact]:
    as_of = f", as of {card.as_of}" if card.as_of else ""
    star = _star(book, card.list_code)
    yield Heading(f"What a hit on {list_name(card.list_code)} means{as_of}{star}")
    for question, statements in card.answers():
        yield from _answer(question, statements, sources)


def _answer(
    question: str, statements: Sequence[RuleStatement], sources: LawSources
) -> Iterator[Fact]:
    for place, statement in enumerate(statements):
        label = "" if place else question
        yield Field(label, _words(statement_words(statement), sources.number(statement.source)))


def _rule(rule: Rule, on: RuleOn, sources: LawSources, book: RuleBook) -> Iterator[Fact]:
    yield Heading(f"{rule.title}{_star(book, rule.id)}")
    source = sources.number(on.period.source) if on.period else ""
    yield Field(f"On {on.day}", _words(state_words(on), source))
    flip = on.flip
    source = sources.number(flip.source) if flip and flip.source else ""
    yield Field("Changes next", _words(flip_words(flip), source))
    if on.period and on.period.note:
        yield field("Note", on.period.note, "note")
    means = consequence_lead(on) + statement_words(rule.consequence)
    yield Field("Means", _words(means, sources.number(rule.consequence.source)))
    for statement in rule.statements:
        yield Field("", _words(statement_words(statement), sources.number(statement.source)))


def _words(text: str, source: str) -> Words:
    """A text with its source, “verify” marked in the tone of what needs a look."""
    shown = plain(text)
    start = len(shown) - len(_FLAG)
    spans = (Span(start, len(_FLAG), "possible"),) if shown.endswith(_FLAG) else ()
    # A source never stands alone on a line.
    return Words(f"{shown}\u00a0{source}" if source else shown, spans=spans)
