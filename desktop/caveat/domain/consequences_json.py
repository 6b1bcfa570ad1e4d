"""Rules, cards and what hits mean as JSON, for the command line."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from caveat.domain.consequences import BookMeaning, Card, Consequences, OwnRules, RuleBook
from caveat.domain.rules import RedFlag, Rule, RuleOn, RuleStatement
from caveat.domain.sources import Source

Json = dict[str, Any]


class _Sources:
    """Numbers the sources of one document, each once."""

    def __init__(self) -> None:
        self._numbers: dict[Source, int] = {}

    def number(self, source: Source) -> int:
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def all(self) -> list[Json]:
        return [
            {
                "n": number,
                "title": source.title,
                "publisher": source.publisher,
                "locator": source.locator,
                "date": source.date,
                "url": source.url,
                "mark": source.mark,
            }
            for source, number in self._numbers.items()
        ]


def consequences_to_json(consequences: Consequences) -> Json:
    """What the hits of an answer mean: cards and rules once, and which of them each hit brings."""
    sources = _Sources()
    book = consequences.book
    return {
        "on": consequences.day.isoformat(),
        **_edition(book),
        "cards": [_card(card, sources) for card in consequences.cards],
        "without_card": list(consequences.without_card),
        "rules": [_rule(rule, on, sources) for rule, on in consequences.rules],
        "hits": [
            {
                "hit": hit.hit,
                "party": hit.party,
                "list": hit.list_code,
                "rules": [rule.id for rule, _ in hit.rules],
            }
            for hit in consequences.hits
        ],
        "sources": sources.all(),
    }


def book_meaning_to_json(meaning: BookMeaning) -> Json:
    """What the hits of a supplier book mean: per list how many, and its card once."""
    sources = _Sources()
    book = meaning.book
    codes = [each.list_code for each in meaning.lists]
    cards = [card for card in map(book.card, codes) if card is not None]
    return {
        "on": meaning.day.isoformat(),
        **_edition(book),
        "lists": [
            {"list": each.list_code, "suppliers": each.suppliers, "hits": each.hits}
            for each in meaning.lists
        ],
        "cards": [_card(card, sources) for card in cards],
        "without_card": [code for code in codes if book.card(code) is None],
        "sources": sources.all(),
    }


def rules_to_json(
    book: RuleBook,
    day: date,
    rules: Sequence[tuple[Rule, RuleOn]],
    flags: Sequence[RedFlag],
    cards: Sequence[Card],
) -> Json:
    """Rules, red flags and cards on a day."""
    sources = _Sources()
    return {
        "on": day.isoformat(),
        **_edition(book),
        "rules": [_rule(rule, on, sources) for rule, on in rules],
        "red_flags": [_flag(flag, day, sources) for flag in flags],
        "cards": [_card(card, sources) for card in cards],
        "sources": sources.all(),
    }


def _edition(book: RuleBook) -> Json:
    return {
        "rules_sha256": book.sha256,
        "own_rules": _own(book.own) if book.own else None,
        "warnings": list(book.warnings),
    }


def _own(own: OwnRules) -> Json:
    return {
        "by": own.by,
        "at": own.at.isoformat().replace("+00:00", "Z"),
        "reason": own.reason,
        "changes": sorted(own.ids),
    }


def _rule(rule: Rule, on: RuleOn, sources: _Sources) -> Json:
    return {
        "id": rule.id,
        "title": rule.title,
        "authority": rule.authority,
        "kind": rule.kind,
        "lists": list(rule.lists),
        "footnotes": list(rule.footnotes),
        "years": rule.years or None,
        **_state(on, sources),
        "consequence": _statement(rule.consequence, sources),
        "statements": [_statement(each, sources) for each in rule.statements],
    }


def _state(on: RuleOn, sources: _Sources) -> Json:
    period, flip = on.period, on.flip
    return {
        "state": on.state,
        "since": period.since.isoformat() if period else None,
        "began_earlier": period.began_earlier if period else None,
        "until": period.until.isoformat() if period and period.until else None,
        "note": period.note if period else "",
        "verify": not on.verified,
        "source": sources.number(period.source) if period else None,
        "flips_next": {
            "on": flip.on.isoformat(),
            "from": flip.before,
            "to": flip.after,
            "verify": not flip.verified,
            "source": sources.number(flip.source) if flip.source else None,
        }
        if flip
        else None,
    }


def _flag(flag: RedFlag, day: date, sources: _Sources) -> Json:
    return {
        "id": flag.id,
        "number": flag.number,
        **_state(flag.on(day), sources),
        "with_rule": flag.with_rule or None,
        "text": _statement(flag.statement, sources),
        "remark": _statement(flag.note, sources) if flag.note else None,
    }


def _card(card: Card, sources: _Sources) -> Json:
    return {
        "list": card.list_code,
        "as_of": card.as_of.isoformat() if card.as_of else None,
        "brief": _statement(card.brief, sources) if card.brief else None,
        "statements": [_statement(each, sources) for each in card.statements],
    }


def _statement(statement: RuleStatement, sources: _Sources) -> Json:
    return {
        "about": statement.about,
        "text": statement.text,
        "mark": statement.source.mark,
        "verify": not statement.verified,
        "source": sources.number(statement.source),
    }
