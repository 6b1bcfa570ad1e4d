"""The part of a memo that says what the lists mean: a card each, and the rules of the day."""

from caveat.domain.consequences import Card, Consequences
from caveat.domain.list_names import list_name
from caveat.domain.memo import MemoContent
from caveat.domain.rule_words import (
    VERIFY,
    consequence_lead,
    flip_words,
    state_words,
)
from caveat.domain.rules import Rule, RuleOn, RuleStatement
from caveat.domain.screening import Hit
from caveat.report.memo_sources import Sources
from caveat.report.sheet import Sheet, cell, label
from caveat.report.typeset.blocks import Cell, columns
from caveat.report.typeset.styles import (
    BODY,
    QUIET_SMALL,
    SMALL,
    SMALL_BOLD,
    WARNING,
    WARNING_BODY,
    WARNING_SMALL,
    Span,
    Style,
)

PART = "What the lists mean"


def write_what_applies(sheet: Sheet, hit: Hit, consequences: Consequences) -> None:
    """At a hit: which card and which rules apply on the day, and what changes next."""
    found = next((each for each in consequences.hits if each.party == hit.party.id), None)
    if found is None:
        return
    sheet.section(f"What applies on {consequences.day}")
    where = f"See {list_name(found.list_code)} under “{PART}”."
    if found.card is None:
        where = "Nothing is written down about this list: ask who keeps it."
    sheet.text(where, QUIET_SMALL, keep=bool(found.rules))
    if not found.rules:
        return
    places = columns(150, 170, 151)
    head = sheet.head(places, ("Rule", "State", "Changes next"))
    for rule, on in found.rules:
        sheet.row(
            places,
            (
                cell(rule.title, SMALL),
                cell(state_words(on), _tone(on)),
                cell(flip_words(on.flip), SMALL),
            ),
            head=head,
        )
    sheet.close_table()


def write_consequences(
    sheet: Sheet, content: MemoContent, consequences: Consequences, sources: Sources
) -> None:
    """Every card once, then every rule that concerns a hit, with numbered sources."""
    if not consequences.hits:
        return
    titles = {item.list_code: item.title for item in content.answer.coverage}
    sheet.part(PART)
    _write_introduction(sheet, consequences)
    for card in consequences.cards:
        _write_card(sheet, card, titles.get(card.list_code, card.list_code), sources)
    for code in consequences.without_card:
        sheet.section(f"{titles.get(code, code)} ({code})")
        sheet.text("Nothing is written down about this list: ask who keeps it.", BODY)
    if consequences.rules:
        sheet.section(f"Rules that concern these hits, on {consequences.day}")
    for rule, on in consequences.rules:
        _write_rule(sheet, rule, on, sources)


def _write_introduction(sheet: Sheet, consequences: Consequences) -> None:
    book = consequences.book
    sheet.text(
        "What was not read in a source is marked "
        f"“{VERIFY}” and is not stated as law. Edition of the rules: {book.sha256[:16]}.",
        QUIET_SMALL,
    )
    if book.own is not None:
        own = book.own
        why = f" ({own.reason})" if own.reason else ""
        sheet.text(
            f"With corrections or additions by {own.by} of {own.at.date()}{why}: "
            f"{', '.join(sorted(own.ids))}.",
            QUIET_SMALL,
        )
    if book.warnings:

        def fill_in(box: Sheet) -> None:
            for warning in book.warnings:
                box.text(warning, WARNING_BODY)

        sheet.box(fill_in, bar=WARNING)


def _write_card(sheet: Sheet, card: Card, title: str, sources: Sources) -> None:
    as_of = f", as of {card.as_of}" if card.as_of else ""
    sheet.section(f"{title} ({card.list_code}){as_of}")
    facts: list[tuple[Cell, Cell]] = []
    for question, statements in card.answers():
        spans: list[Span] = []
        for statement in statements:
            spans += _spans(statement, sources, new_line=bool(spans))
        facts.append((label(question), spans))
    sheet.facts(facts)


def _write_rule(sheet: Sheet, rule: Rule, on: RuleOn, sources: Sources) -> None:
    sheet.space(5, keep=True)
    sheet.text(rule.title, SMALL_BOLD, keep=True)
    state = [Span(state_words(on), _tone(on))]
    if on.period:
        state.append(Span(f"  [{sources.number_of(on.period.source)}]", SMALL))
        if on.period.note:
            state.append(Span(on.period.note, QUIET_SMALL, new_line=True))
    flips = [Span(flip_words(on.flip), SMALL)]
    if on.flip and on.flip.source:
        flips.append(Span(f"  [{sources.number_of(on.flip.source)}]", SMALL))
    means = _spans(rule.consequence, sources, lead=consequence_lead(on))
    for statement in rule.statements:
        means += _spans(statement, sources, new_line=True)
    rows = ((label("State"), state), (label("Changes next"), flips), (label("Means"), means))
    sheet.facts(rows, together=True)


def _spans(
    statement: RuleStatement, sources: Sources, *, lead: str = "", new_line: bool = False
) -> list[Span]:
    spans = [Span(f"{lead}{statement.text}", SMALL, new_line=new_line)]
    if not statement.verified:
        spans.append(Span(f" ({VERIFY})", WARNING_SMALL))
    spans.append(Span(f"  [{sources.number_of(statement.source)}]", SMALL))
    return spans


def _tone(on: RuleOn) -> Style:
    return SMALL if on.verified else WARNING_SMALL
