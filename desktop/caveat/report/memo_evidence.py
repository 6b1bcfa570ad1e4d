"""The table that shows why a party is a hit: both texts side by side, word by word."""

from collections.abc import Sequence

from caveat.domain.screening import Evidence, Part, PartRelation
from caveat.report.memo_words import RELATIONS, score
from caveat.report.sheet import Sheet, cell
from caveat.report.typeset.blocks import Cell, Column, columns
from caveat.report.typeset.strips import Strip
from caveat.report.typeset.styles import (
    LABEL,
    QUIET_SMALL,
    SMALL,
    SMALL_BOLD,
    WARNING_SMALL,
    Span,
)

_PLACES = columns(82, 132, 132, 76, -33)
_SENTENCE = (Column(90, 397),)


def write_evidence(sheet: Sheet, evidence: Sequence[Evidence]) -> None:
    """Every piece of evidence, what agrees and what speaks against."""
    sheet.section("Why it is here", after_kept=True)
    if not evidence:
        sheet.text("No evidence is recorded with this hit.", WARNING_SMALL)
        return
    head = sheet.head(_PLACES, ("Fact", "Your text", "Listed text", "How they agree", "Score"))
    for item in evidence:
        _write_item(sheet, item, head)
    sheet.close_table()


def _write_item(sheet: Sheet, item: Evidence, head: list[Strip]) -> None:
    fact = [Span(item.kind.value.capitalize(), SMALL_BOLD)]
    if item.field and item.field != item.kind.value:
        fact.append(Span(item.field, QUIET_SMALL, new_line=True))
    sheet.row(
        _PLACES,
        (
            fact,
            cell(item.query, SMALL) or cell("–", QUIET_SMALL),
            cell(item.listed, SMALL) or cell("–", QUIET_SMALL),
            _agreement(item),
            cell("–" if item.contradicts else score(item.score), SMALL_BOLD),
        ),
        head=head,
        keep=bool(item.text or item.parts),
    )
    if item.text:
        style = WARNING_SMALL if item.contradicts else SMALL
        sheet.row(_SENTENCE, (cell(item.text, style),), head=head, rule=0.0, keep=bool(item.parts))
    if item.parts:
        titles = ("word by word", "", "", "", "weight")
        cells = [[Span(title, LABEL)] if title else [] for title in titles]
        sheet.row(_PLACES, cells, head=head, rule=0.0, padding=0.0, keep=True)
    for part in item.parts:
        _write_part(sheet, part, head)


def _agreement(item: Evidence) -> Cell:
    if item.contradicts:
        return cell("≠ speaks against", WARNING_SMALL)
    return cell(f"same {item.level.value}" if item.level is not None else "", SMALL)


def _write_part(sheet: Sheet, part: Part, head: list[Strip]) -> None:
    against = part.relation is PartRelation.CONTRADICTION
    sheet.row(
        _PLACES,
        (
            [],
            cell(part.query, QUIET_SMALL) or cell("–", QUIET_SMALL),
            cell(part.listed, QUIET_SMALL) or cell("–", QUIET_SMALL),
            cell(RELATIONS[part.relation], WARNING_SMALL if against else QUIET_SMALL),
            cell(f"{part.weight:.2f}", QUIET_SMALL),
        ),
        head=head,
        rule=0.0,
        padding=0.5,
    )
