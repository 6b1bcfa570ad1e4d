"""What the hits of a whole book mean, in the words of a table: each list and entry looked up once.

Each row is told by the edition of the rules that its screening was made with, on the day of its
answer, as the Law tab tells it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial

from caveat.domain.consequences import BookMeaning, ListHits, ListMeaning, RuleBook
from caveat.domain.results import HitMeaning, ListStatement, RowMeaning
from caveat.domain.rule_words import (
    consequence_words,
    flip_words,
    list_meaning,
    meaning_words,
    rule_line,
    source_words,
    state_words,
    statement_words,
    with_verify,
)
from caveat.domain.rules import Rule, RuleOn, RuleStatement
from caveat.domain.screening import Answer, Hit
from caveat.services.recording import RecordedAnswers
from caveat.services.rules import book_of, consequence_of, current_rules, rules_sha256
from caveat.services.workspace import Workspace
from caveat.storage import rule_editions, suppliers

_Key = tuple[str, date, str, tuple[int, ...], bool]


class HitMeanings:
    """Tells what hits mean, and remembers what it told."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._books: dict[str, RuleBook] = {}
        self._told: dict[_Key, HitMeaning] = {}
        self._lists: dict[tuple[str, str], None] = {}
        self._rules: dict[tuple[str, str, date], None] = {}

    def of_hit(self, answer: Answer, hit: Hit) -> HitMeaning:
        """What one hit means."""
        sha256, day = answer.engine.rules_sha256, answer.query.in_force or answer.as_of
        footnotes = [n for cited in hit.designations for n in cited.designation.footnotes]
        key = (sha256, day, hit.party.list_code, tuple(footnotes), hit.party.kind == "address")
        if key not in self._told:
            book = self._book(sha256)
            found = consequence_of(hit, book, day)
            self._lists[sha256, found.list_code] = None
            self._rules |= {(sha256, rule.id, day): None for rule, _ in found.rules}
            meaning = list_meaning(book, found.list_code)
            lines = tuple(rule_line(rule, on) for rule, on in found.rules)
            self._told[key] = HitMeaning(meaning, lines)
        return self._told[key]

    def of_row(self, answer: Answer, hits: Sequence[Hit]) -> RowMeaning:
        """What a supplier's hits mean, each list and each rule once."""
        told = [self.of_hit(answer, hit) for hit in hits]
        lists = dict.fromkeys(meaning_words(each.meaning) for each in told)
        rules = dict.fromkeys(line for each in told for line in each.rules)
        return RowMeaning("; ".join(lists), "; ".join(rules))

    def statements(self) -> Iterator[ListStatement]:
        """In full what was told so far in short: cards, then rules, each with its source."""
        for sha256, code in self._lists:
            book = self._book(sha256)
            for warning in book.warnings:
                yield ListStatement(code, "Warning", warning, "", sha256)
            card = book.card(code)
            if card is None:
                yield ListStatement(code, "", list_meaning(book, code).in_short, "", sha256)
                continue
            for question, statements in card.answers():
                for each in statements:
                    yield _statement(code, question, each, sha256)
        for sha256, id_, day in self._rules:
            rule = next(each for each in self._book(sha256).rules if each.id == id_)
            yield from _rule(rule, rule.on(day), sha256)

    def _book(self, sha256: str) -> RuleBook:
        if sha256 not in self._books:
            self._books[sha256] = book_of(self._ws, sha256)
        return self._books[sha256]


def meanings_of_lists(
    ws: Workspace, lists: Mapping[str, Sequence[str]]
) -> dict[str, tuple[ListMeaning, ...]]:
    """What hits on some lists mean, by the screening that found them, as `HitMeanings.of_row`.

    Args:
        ws: The workspace.
        lists: Codes of lists, by the number of a screening.
    """
    with ws.store.reading() as connection:
        current = rules_sha256(connection)
        if rule_editions.kept(connection) <= {current}:
            named = dict.fromkeys(lists, current)  # whoever names none is told by today's, too
        else:
            named = RecordedAnswers(connection).editions([*lists])
    book = cache(partial(book_of, ws))
    meaning = cache(lambda sha256, code: list_meaning(book(sha256), code))
    return {
        number: tuple(meaning(named.get(number, ""), code) for code in codes)
        for number, codes in lists.items()
    }


def _rule(rule: Rule, on: RuleOn, sha256: str) -> Iterator[ListStatement]:
    source = source_words(on.period.source) if on.period else ""
    state = f"{state_words(on)}; flips next: {flip_words(on.flip)}"
    yield ListStatement(rule.title, f"On {on.day}", state, source, sha256)
    means = _statement(rule.title, "Means", rule.consequence, sha256)
    yield replace(means, text=consequence_words(rule, on))
    for each in rule.statements:
        yield _statement(rule.title, each.about.capitalize(), each, sha256)


def _statement(about: str, question: str, said: RuleStatement, sha256: str) -> ListStatement:
    source = with_verify(source_words(said.source), verified=said.verified)
    return ListStatement(about, question, statement_words(said), source, sha256)


def meaning_of_book(ws: Workspace, book: int) -> BookMeaning:
    """What the hits of a book mean today, by the rules as they count now."""
    today = ws.now().date()
    with ws.store.reading() as connection:
        lists = suppliers.lists_of_hits(connection, book, today)
    return BookMeaning(today, current_rules(ws), tuple(ListHits(*each) for each in lists))
