"""Rules, red flags and cards as rows of one table, each with its facts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from caveat.domain.consequences import RuleBook
from caveat.domain.list_names import list_name
from caveat.domain.rule_words import VERIFY, flip_words, list_meaning, state_words, with_verify
from caveat.domain.rules import RuleOn
from caveat.ui.facts import Fact, as_text
from caveat.ui.law_facts import card_facts, flag_facts, rule_facts
from caveat.ui.models.columns import Column
from caveat.ui.wording import capitalised, counted, one_line


class EntryKind(StrEnum):
    """What an entry is."""

    RULE = "Rules of law"
    CARD = "What lists mean"
    FLAG = "Red flags"

    @property
    def noun(self) -> str:
        """What one of them is called."""
        return {EntryKind.RULE: "rule", EntryKind.CARD: "list", EntryKind.FLAG: "red flag"}[self]


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One row, and what opening it shows.

    Attributes:
        id: Id of a rule, code of a list, ``flag-29``.
        about: What it is about, or how old.
        own: Whether the officer corrected or added it.
        state, flips: On the day of the table; of a card, what it says in few words, and how much
            of it was not read in a source.
        verify: Whether anything of it was not read in its source.
    """

    id: str
    kind: EntryKind
    title: str
    about: str
    facts: tuple[Fact, ...]
    own: bool
    state: str = ""
    flips: str = ""
    verify: bool = False

    def has(self, text: str) -> bool:
        """Whether a text stands anywhere in it, also in a source."""
        whole = f"{self.id} {self.title} {self.about} {as_text(self.facts)}"
        return all(word in whole.casefold() for word in text.casefold().split())


def entries_on(book: RuleBook, day: date, kind: EntryKind) -> Iterator[RuleEntry]:
    """The entries of a kind as they stand on a day."""
    match kind:
        case EntryKind.RULE:
            return _rules(book, day)
        case EntryKind.CARD:
            return _cards(book)
        case EntryKind.FLAG:
            return _flags(book, day)


def _rules(book: RuleBook, day: date) -> Iterator[RuleEntry]:
    for rule, on in book.rules_on(day):
        facts = rule_facts(book, rule, day)
        about = f"{capitalised(rule.kind)} · {rule.authority}"
        entry = RuleEntry(rule.id, EntryKind.RULE, rule.title, about, facts, book.is_own(rule.id))
        yield _dated(entry, on)


def _flags(book: RuleBook, day: date) -> Iterator[RuleEntry]:
    for flag in book.red_flags:
        title = f"{flag.number}  {flag.statement.text}"
        facts = flag_facts(book, flag, day)
        about = "comes and goes with a rule" if flag.with_rule else ""
        entry = RuleEntry(flag.id, EntryKind.FLAG, title, about, facts, book.is_own(flag.id))
        yield _dated(entry, flag.on(day))


def _dated(entry: RuleEntry, on: RuleOn) -> RuleEntry:
    return replace(
        entry,
        state=capitalised(state_words(on)),
        flips=capitalised(flip_words(on.flip)),
        verify=f"({VERIFY})" in as_text(entry.facts),
    )


def _cards(book: RuleBook) -> Iterator[RuleEntry]:
    for card in book.cards:
        means = list_meaning(book, card.list_code)
        unread = sum(not each.verified for each in card.statements)
        yield RuleEntry(
            id=card.list_code,
            kind=EntryKind.CARD,
            title=list_name(card.list_code),
            about=f"As of {card.as_of}" if card.as_of else "",
            state=capitalised(with_verify(means.brief, verified=means.verified)),
            flips=f"{counted(unread, 'statement')} to verify" if unread else "",
            verify=bool(unread),
            own=book.is_own(card.list_code),
            facts=card_facts(book, card),
        )


COLUMNS: tuple[Column[RuleEntry], ...] = (
    # What holds stands under the title: it must be in sight where there is room for one column.
    Column(
        "Title and what holds",
        lambda entry: one_line(entry.title) + " *" * entry.own,
        second=lambda entry: one_line(entry.state),
        tip=lambda entry: f"{entry.title} · {entry.state}",
        width=14.5,
        grows=True,
    ),
    Column(
        "Changes next",
        lambda entry: one_line(entry.flips),
        second=lambda entry: one_line(entry.about),
        tip=lambda entry: f"{entry.flips} · {entry.about}",
        width=10.5,
        grows=True,
    ),
    Column(
        "Mark",
        lambda entry: VERIFY if entry.verify else "read",
        icon=lambda entry: "possible" if entry.verify else "check",
        tone=lambda entry: "possible" if entry.verify else "note",
        tip=lambda entry: (
            "Something of it was not read in its source: verify"
            if entry.verify
            else "Read in the named sources"
        ),
        width=6.2,
    ),
)
