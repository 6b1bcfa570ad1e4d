"""Reads the consequence cards: what a hit on a list means, with the same questions for each."""

from datetime import date

from caveat.domain.consequences import CARD_QUESTIONS, Card
from caveat.domain.rules import RuleStatement
from caveat.law.entries import Entry, WrongEntryError
from caveat.law.parts import LIST_CODE, Sources, read_statement, strictly, top_of

_ORDER = {about: place for place, about in enumerate(CARD_QUESTIONS)}


def cards_of(text: str, name: str) -> tuple[Card, ...]:
    """Read the text of a file of cards; every card answers every question.

    Raises:
        InputError: Any of its entries is missing, unknown or wrong; the message names the entry.
    """
    with strictly(name):
        top, sources = top_of(text)
        as_of = top.day("as_of")
        cards = read_cards(top, sources, as_of)
        top.nothing_else()
        return cards


def read_cards(
    top: Entry, sources: Sources, as_of: date | None, *, whole: bool = True
) -> tuple[Card, ...]:
    """The cards of a file, each list once; not ``whole``: only the questions that it answers."""
    cards = tuple(
        _card(entry, sources, as_of, whole=whole) for entry in top.array("cards", required=whole)
    )
    codes = [card.list_code for card in cards]
    if len(set(codes)) < len(codes):
        raise WrongEntryError("two cards are of one list")
    return cards


def _card(entry: Entry, sources: Sources, as_of: date | None, *, whole: bool) -> Card:
    code = entry.text("list", pattern=LIST_CODE)
    brief = read_statement(entry.table("brief"), sources, "brief") if entry.has("brief") else None
    needed = whole or brief is None
    statements = tuple(
        _statement(each, sources) for each in entry.array("statements", required=needed)
    )
    entry.nothing_else()
    missing = CARD_QUESTIONS.keys() - {each.about for each in statements}
    if whole and missing:
        raise entry.wrong(f"({code}) does not answer: {', '.join(sorted(missing))}")
    return Card(code, as_of, in_order(statements), brief)


def _statement(entry: Entry, sources: Sources) -> RuleStatement:
    statement = read_statement(entry, sources)
    if statement.about not in _ORDER:
        raise entry.wrong(f"answers a question that no card has: {statement.about}")
    return statement


def in_order(statements: tuple[RuleStatement, ...]) -> tuple[RuleStatement, ...]:
    """Statements of a card in the order of its questions."""
    return tuple(sorted(statements, key=lambda each: _ORDER[each.about]))
