"""What a hit means, for the Law tab: the card of its list, then the rules of the day."""

from collections.abc import Iterator, Sequence

from caveat.domain.consequences import Consequences
from caveat.domain.rule_words import (
    VERIFY,
    consequence_lead,
    flip_words,
    source_words,
    state_words,
    statement_words,
)
from caveat.domain.rules import Rule, RuleOn, RuleStatement
from caveat.domain.sources import Source
from caveat.ui.facts import Fact, Field, Heading, Span, Words, field, sentence
from caveat.ui.pages.screen.marks import DOUBTFUL, MARK_WORD
from caveat.ui.wording import plain

_FLAG = f"({VERIFY})"


class LawSources:
    """Numbers the sources of rules apart from those of the entry: ``[L1]``."""

    def __init__(self) -> None:
        self._found: dict[Source, int] = {}

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
    facts: list[Fact] = [
        sentence(warning, "possible", "possible") for warning in consequences.book.warnings
    ]
    for code in consequences.without_card:
        facts.append(Heading(f"What a hit on {code} means"))
        facts.append(sentence("Nothing is written down here: ask who keeps the list.", "muted"))
    for card in consequences.cards:
        as_of = f", as of {card.as_of}" if card.as_of else ""
        facts.append(Heading(f"What a hit on {card.list_code} means{as_of}"))
        for question, statements in card.answers():
            facts += _answer(question, statements, sources)
    for rule, on in consequences.rules:
        facts += _rule(rule, on, sources, consequences)
    own = consequences.book.own
    if own is not None:
        why = f": {own.reason}" if own.reason else ""
        facts.append(sentence(f"* corrected or added by {own.by} on {own.at.date()}{why}", "muted"))
    facts += sources.facts()
    return tuple(facts)


def _answer(
    question: str, statements: Sequence[RuleStatement], sources: LawSources
) -> Iterator[Fact]:
    for place, statement in enumerate(statements):
        label = "" if place else question
        yield Field(label, _words(statement_words(statement), sources.number(statement.source)))


def _rule(
    rule: Rule, on: RuleOn, sources: LawSources, consequences: Consequences
) -> Iterator[Fact]:
    own = " *" if consequences.book.is_own(rule.id) else ""
    yield Heading(f"{rule.title}{own}")
    source = sources.number(on.period.source) if on.period else ""
    yield Field(f"On {on.day}", _words(state_words(on), source))
    flip = on.flip
    source = sources.number(flip.source) if flip and flip.source else ""
    yield Field("Flips next", _words(flip_words(flip), source))
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
    return Words(f"{shown} {source}".rstrip(), spans=spans)
