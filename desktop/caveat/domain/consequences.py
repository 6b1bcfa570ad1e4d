"""What being on a list means: a card per list, the rules of a day, what a hit brings with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from caveat.domain.ownership_rules import OwnershipRule
from caveat.domain.rules import RedFlag, Rule, RuleOn, RuleStatement

CARD_QUESTIONS = {
    "in short": "In short",
    "bound": "Who is bound",
    "transactions": "Which transactions",
    "licence": "Licence route",
    "reporting": "Reporting duty",
    "not forbidden": "What it does not forbid",
    "buying": "When you buy from it",
    "general prohibition 10": "General Prohibition 10",
}
"""What every card answers, in the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a hit on a list means.

    Attributes:
        list_code: Of the list.
        as_of: The day up to which the card was compiled; None for one of the officer's own.
        statements: Each about one of `CARD_QUESTIONS`, in that order; a question may have several
            where they were not checked alike.
        brief: The first of them in a few words, for a cell of a table; None where there are none.
    """

    list_code: str
    as_of: date | None
    statements: tuple[RuleStatement, ...]
    brief: RuleStatement | None = None

    def about(self, question: str) -> tuple[RuleStatement, ...]:
        """What it answers to a question of `CARD_QUESTIONS`."""
        return tuple(each for each in self.statements if each.about == question)

    def answers(self) -> Iterator[tuple[str, tuple[RuleStatement, ...]]]:
        """Each question that has an answer, in its words, with its statements."""
        for question, words in CARD_QUESTIONS.items():
            if found := self.about(question):
                yield words, found


@dataclass(frozen=True, slots=True)
class OwnRules:
    """Who corrected or added rules here, and when.

    Attributes:
        ids: What was corrected or added: ids of rules, codes of lists, ``flag-29``.
    """

    by: str
    at: datetime
    reason: str
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """One edition of all rules.

    Attributes:
        sha256: Names the edition: of the program's files and the officer's own.
        rules: Ownership rules first.
        ownership: The same ownership rules with all that their calculation needs.
        own: The officer's corrections among them; None where there are none.
        warnings: What must be shown wherever the rules are.
    """

    sha256: str
    rules: tuple[Rule, ...]
    ownership: tuple[OwnershipRule, ...]
    red_flags: tuple[RedFlag, ...]
    cards: tuple[Card, ...]
    own: OwnRules | None = None
    warnings: tuple[str, ...] = ()

    def rules_on(self, day: date) -> tuple[tuple[Rule, RuleOn], ...]:
        """Each rule with its state on a day, since when, until when and what changes next."""
        return tuple((rule, rule.on(day)) for rule in self.rules)

    def card(self, list_code: str) -> Card | None:
        """What a hit on a list means; None where nothing is written down."""
        return next((card for card in self.cards if card.list_code == list_code), None)

    def is_own(self, id_: str) -> bool:
        """Whether the officer corrected or added it."""
        return self.own is not None and id_ in self.own.ids


@dataclass(frozen=True, slots=True)
class HitConsequences:
    """What one hit brings with it.

    Attributes:
        hit: Number of the hit; empty where it is not on record.
        party: Id of the listed party.
        card: Of its list; None where nothing is written down.
        rules: The rules that concern its entry, each with its state on the day.
    """

    hit: str
    party: str
    list_code: str
    card: Card | None
    rules: tuple[tuple[Rule, RuleOn], ...]


@dataclass(frozen=True, slots=True)
class ListMeaning:
    """What a hit on a list means, as far as a cell of a table has room.

    Attributes:
        brief: A few words.
        verified: Whether they were read in a source; “verify” must stand beside them otherwise.
        in_short: The same in one or two sentences, with their marks.
    """

    list_code: str
    brief: str
    verified: bool
    in_short: str


@dataclass(frozen=True, slots=True)
class ListHits:
    """How many hits of a supplier book are on a list, and of how many suppliers."""

    list_code: str
    suppliers: int
    hits: int


@dataclass(frozen=True, slots=True)
class BookMeaning:
    """What the hits of a supplier book mean on a day, by one edition of the rules.

    ``lists`` has those with hits that may still be true matches, most suppliers first.
    """

    day: date
    book: RuleBook
    lists: tuple[ListHits, ...]


@dataclass(frozen=True, slots=True)
class Consequences:
    """What the hits of an answer mean on its day, by one edition of the rules."""

    day: date
    book: RuleBook
    hits: tuple[HitConsequences, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards of the hits' lists, each once, in the order of the hits."""
        found = {hit.list_code: hit.card for hit in self.hits if hit.card is not None}
        return tuple(found.values())

    @property
    def without_card(self) -> tuple[str, ...]:
        """Codes of lists of which nothing is written down, in the order of the hits."""
        return tuple(dict.fromkeys(hit.list_code for hit in self.hits if hit.card is None))

    @property
    def rules(self) -> tuple[tuple[Rule, RuleOn], ...]:
        """The rules that concern any of the hits, each once, in the order of the book."""
        wanted = {rule.id for hit in self.hits for rule, _ in hit.rules}
        return tuple(item for item in self.book.rules_on(self.day) if item[0].id in wanted)
