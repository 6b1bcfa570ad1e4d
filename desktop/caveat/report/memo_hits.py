"""The part of a memo that shows a hit: why it is one, the listed text, the law, the decision."""

from caveat.domain.memo import MemoContent, MemoHit
from caveat.domain.parties import PartyKind
from caveat.domain.screening import Band, Coverage, Hit
from caveat.report.memo_consequences import write_what_applies
from caveat.report.memo_entry import write_designations, write_listed_text, write_overlay
from caveat.report.memo_evidence import write_evidence
from caveat.report.memo_sources import Sources
from caveat.report.memo_words import (
    CONTRADICTED,
    DECISIONS,
    NO_DECISION,
    band_words,
    moment,
    number,
    score,
)
from caveat.report.sheet import Sheet, cell, sentence
from caveat.report.typeset import styles
from caveat.report.typeset.blocks import columns
from caveat.report.typeset.strips import Bookmark
from caveat.report.typeset.styles import BOLD, QUIET_SMALL, SMALL, WARNING_BODY, Span

PARTS = (
    ("Hits that need a decision", (Band.STRONG, Band.POSSIBLE, Band.NEAR_MISS)),
    ("Related, not the listed party", (Band.RELATED,)),
    ("Expired entries", (Band.EXPIRED,)),
)
INTRODUCTIONS = {
    Band.RELATED: "These listed parties share a rare brand with the party screened but are other"
    " legal persons. They are shown because ownership and control may matter; they are not"
    " counted as hits.",
    Band.EXPIRED: "These entries are past their end date. They are shown as history and raise no"
    " alert.",
}


def write_hits(sheet: Sheet, content: MemoContent, sources: Sources) -> None:
    """All hits in the order of the answer, related and expired ones in parts of their own."""
    numbered = list(enumerate(content.hits, 1))
    for title, bands in PARTS:
        chosen = [(count, item) for count, item in numbered if item.hit.band in bands]
        if not chosen:
            continue
        sheet.part(title)
        introduction = INTRODUCTIONS.get(bands[0])
        if introduction:
            sheet.text(introduction, keep=True)
        for place, (count, item) in enumerate(chosen):
            sheet.space(14 if place else 6, keep=not place)
            _write_hit(sheet, count, item, content, sources)


def _write_hit(
    sheet: Sheet, count: int, item: MemoHit, content: MemoContent, sources: Sources
) -> None:
    hit = item.hit
    coverage = _coverage(content, hit)
    _write_heading(sheet, count, hit, content, coverage)
    sheet.space(4, keep=True)
    sheet.spans(sentence(hit.because, styles.LEAD), keep=True)
    if hit.counterfactual:
        sheet.spans(sentence(hit.counterfactual, styles.QUIET_BODY), keep=True)
    write_evidence(sheet, item, sources)
    _write_decisions(sheet, item)
    write_designations(sheet, item, sources)
    if content.consequences is not None:
        write_what_applies(sheet, hit, content.consequences)
    write_listed_text(sheet, item, coverage, sources)
    write_overlay(sheet, item, sources)


def _coverage(content: MemoContent, hit: Hit) -> Coverage | None:
    return next(
        (item for item in content.answer.coverage if item.list_code == hit.party.list_code), None
    )


def _write_heading(
    sheet: Sheet, count: int, hit: Hit, content: MemoContent, coverage: Coverage | None
) -> None:
    words = band_words(hit.band, content.answer.engine.threshold)
    title = f"Hit {count}: {hit.party.name}"
    listed_on = f"{coverage.title} ({hit.party.list_code})" if coverage else hit.party.list_code

    def fill_in(box: Sheet) -> None:
        flag = [Span(f"   {CONTRADICTED}", WARNING_BODY)] if hit.contradicted else []
        box.spans(
            [
                Span(f"Hit {count}   {words.label}   score {score(hit.score)}", BOLD),
                *flag,
                Span(f"   {hit.hit}" if hit.hit else "   not on record", QUIET_SMALL),
            ],
            bookmark=Bookmark(title, 1),
        )
        box.text(hit.party.name, styles.NAME)
        box.text(about(hit, listed_on), styles.QUIET_BODY)

    sheet.box(fill_in, bar=styles.WARNING if hit.is_alert else styles.ACCENT, keep=True)


def _write_decisions(sheet: Sheet, item: MemoHit) -> None:
    sheet.section("Decision")
    if not item.dispositions:
        sheet.text(NO_DECISION, BOLD)
        return
    places = columns(106, 84, 74, 142, 49)
    head = sheet.head(places, ("When", "By", "Decision", "Reason", "Expires"))
    for disposition in item.dispositions:
        sheet.row(
            places,
            (
                cell(moment(disposition.decided_at), SMALL),
                cell(disposition.operator, SMALL),
                cell(DECISIONS[disposition.decision], styles.SMALL_BOLD),
                cell(disposition.reason, SMALL),
                cell(disposition.expires.isoformat() if disposition.expires else "never", SMALL),
            ),
            head=head,
        )
    sheet.close_table()


def write_near_misses(sheet: Sheet, content: MemoContent, sources: Sources) -> None:
    """The nearest parties below the alert line, each with why it stays below."""
    line = number(content.answer.engine.threshold)
    sheet.part("Nearest misses")
    if not content.near_misses:
        sheet.text(f"No listed party came near the alert line of {line}.")
        return
    sheet.text(
        f"The nearest listed parties below the alert line of {line}, and why they are below.",
        keep=True,
    )
    places = columns(-30, 168, 273)
    head = sheet.head(places, ("Score", "Listed party", "Why"))
    for item in content.near_misses:
        hit = item.hit
        cite = sources.in_short if content.is_short else sources.reference
        reference = "  ".join(map(cite, hit.citations))
        sheet.row(
            places,
            (
                cell(score(hit.score), styles.SMALL_BOLD),
                [
                    Span(hit.party.name, styles.SMALL_BOLD),
                    Span(
                        f"{about(hit, hit.party.list_code)} {reference}".rstrip(),
                        QUIET_SMALL,
                        new_line=True,
                    ),
                ],
                [
                    *sentence(hit.because, SMALL),
                    *([] if content.is_short else _evidence_sentences(hit)),
                ],
            ),
            head=head,
        )
    sheet.close_table()


def about(hit: Hit, listed_on: str) -> str:
    """List, kind and country of a party in one line."""
    kind = hit.party.kind
    stated = "kind of party not stated" if kind is PartyKind.UNKNOWN else kind.value
    return " · ".join(text for text in (listed_on, stated, hit.party.country) if text)


def _evidence_sentences(hit: Hit) -> list[Span]:
    spans = []
    if hit.counterfactual:
        spans += sentence(hit.counterfactual, SMALL, new_line=True)
    for evidence in hit.evidence:
        if evidence.text and not hit.leads_with(evidence.text):
            sign = "≠" if evidence.contradicts else "–"
            spans += sentence(f"{sign} {evidence.text}", QUIET_SMALL, new_line=True)
    return spans
