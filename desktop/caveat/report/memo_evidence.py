"""The table that shows why a party is a hit: both texts side by side, word by word."""

from caveat.domain.memo import MemoHit
from caveat.domain.screening import Evidence, EvidenceKind, Part, PartRelation
from caveat.report.memo_entry import overlay_names
from caveat.report.memo_sources import Sources
from caveat.report.memo_words import RELATIONS, score
from caveat.report.sheet import Sheet, cell, sentence
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


def write_evidence(sheet: Sheet, hit: MemoHit, sources: Sources) -> None:
    """Every piece of evidence, what agrees and what speaks against.

    A name that the list does not publish is marked as such where it stands as listed text.
    """
    evidence = hit.hit.evidence
    sheet.section("Why it is here", after_kept=True)
    if not evidence:
        sheet.text("No evidence is recorded with this hit.", WARNING_SMALL)
        return
    head = sheet.head(_PLACES, ("Fact", "Your text", "Listed text", "How they agree", "Score"))
    elsewhere = {
        name.text: sources.of_source(name.source)
        for name in overlay_names(hit)
        if name.source is not None
    }
    published = {name.text for name in hit.record.names if name.source is None}
    for item in evidence:
        by_name = item.kind is EvidenceKind.NAME and item.listed not in published
        source = elsewhere.get(item.listed, "") if by_name else ""
        said = "" if hit.hit.leads_with(item.text) and not item.contradicts else item.text
        _write_item(sheet, item, head, said=said, source=source)
    sheet.close_table()


def _write_item(sheet: Sheet, item: Evidence, head: list[Strip], *, said: str, source: str) -> None:
    fact = [Span(item.kind.value.capitalize(), SMALL_BOLD)]
    if item.field and item.field != item.kind.value:
        fact.append(Span(item.field, QUIET_SMALL, new_line=True))
    listed = cell(item.listed, SMALL) or cell("–", QUIET_SMALL)
    if source:
        listed.append(Span(f"not published by the list {source}", WARNING_SMALL, new_line=True))
    sheet.row(
        _PLACES,
        (
            fact,
            cell(item.query, SMALL) or cell("–", QUIET_SMALL),
            listed,
            _agreement(item),
            cell("–" if item.contradicts else score(item.score), SMALL_BOLD),
        ),
        head=head,
        keep=bool(said or item.parts),
    )
    if said:
        style = WARNING_SMALL if item.contradicts else SMALL
        sheet.row(_SENTENCE, (sentence(said, style),), head=head, rule=0.0, keep=bool(item.parts))
    if item.parts:
        titles = ("word by word", "", "", "", "of 100")
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
            cell(f"{round(part.weight * 100)}", QUIET_SMALL),
        ),
        head=head,
        rule=0.0,
        padding=0.5,
    )
