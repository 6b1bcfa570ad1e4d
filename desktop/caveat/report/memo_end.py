"""The last parts of a memo: sources, limits, and the anchor in the audit log."""

from collections.abc import Sequence

from caveat.domain.memo import MemoContent
from caveat.domain.sources import Citation
from caveat.report.memo_sources import Sources, is_doubtful
from caveat.report.memo_words import LEGEND, LIMITS, MARKS, moment, number
from caveat.report.sheet import Sheet, cell, label
from caveat.report.typeset.blocks import Cell, columns
from caveat.report.typeset.embedding import EmbeddedFont
from caveat.report.typeset.scripts import MissingScript
from caveat.report.typeset.styles import (
    BODY,
    HASH,
    QUIET_SMALL,
    SMALL,
    SMALL_BOLD,
    WARNING_SMALL,
    Span,
)


def write_sources(sheet: Sheet, sources: Sources) -> None:
    """Every source with its number."""
    citations = sources.all()
    sheet.part("Sources")
    if not citations:
        sheet.text("No source is cited beyond the releases under “Lists searched”.")
        return
    places = columns(-26, 453)
    for citation in citations:
        sheet.row(places, (cell(f"[{citation.n}]", SMALL_BOLD), _source(citation)))
    sheet.close_table()


def _source(citation: Citation) -> list[Span]:
    details = ", ".join(
        text for text in (citation.publisher, citation.locator, citation.date) if text
    )
    spans = [Span(citation.title, SMALL_BOLD)]
    if details:
        spans.append(Span(f"  {details}", SMALL))
    style = WARNING_SMALL if is_doubtful(citation.mark) else QUIET_SMALL
    spans.append(Span(f"  ({MARKS[citation.mark]})", style))
    if citation.url:
        spans.append(Span(citation.url, QUIET_SMALL, new_line=True))
    if citation.release_sha256:
        spans.append(Span("SHA-256 of the file ", QUIET_SMALL, new_line=True))
        spans.append(Span(citation.release_sha256, HASH))
    return spans


def write_limits(sheet: Sheet, missing: Sequence[MissingScript]) -> None:
    """What the memo does not say, and how its signs are to be read."""
    sheet.part("What this memo does and does not say")
    sheet.bullets(LIMITS)
    sheet.space(4)
    sheet.text(LEGEND, SMALL)
    for script in missing:
        sheet.text(f"! {script.advice}", WARNING_SMALL)


def write_record(sheet: Sheet, content: MemoContent, fonts: Sequence[EmbeddedFont]) -> None:
    """Where this memo is anchored, and what computed and drew it."""
    answer = content.answer
    sheet.part("Record")
    sheet.text(
        "The audit log is a chain: each entry holds the hash of the one before. The head printed"
        " here fixes everything recorded up to this memo; “caveat audit verify” compares.",
        BODY,
        keep=True,
    )
    facts: list[tuple[Cell, Cell]] = [
        (label("Memo"), cell(f"{content.number}, made {moment(content.made_at)}")),
        (label("Screening"), cell(answer.screening or "not on record")),
        (label("Audit log head"), cell(content.chain_head, HASH)),
        (label("Audit log entries"), cell(str(content.chain_length))),
        (label("Program"), cell(f"Caveat {content.program_version}")),
        (label("Engine"), cell(answer.engine.version)),
        (label("Settings SHA-256"), cell(answer.engine.settings_sha256, HASH)),
        (label("Alert line"), cell(number(answer.engine.threshold))),
    ]
    faces = {font.face.sha256: font.face.name for font in fonts}
    facts += [(label(f"Font {name}"), cell(sha256, HASH)) for sha256, name in sorted(faces.items())]
    sheet.facts(facts, label_width=132, together=True)
