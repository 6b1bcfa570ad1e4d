"""Writes the due-diligence memo of a screening as PDF."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from caveat.domain.memo import MemoContent, MemoForm
from caveat.report.memo_consequences import write_consequences
from caveat.report.memo_end import write_limits, write_record, write_sources
from caveat.report.memo_front import write_case, write_front
from caveat.report.memo_hits import write_hits, write_near_misses
from caveat.report.memo_lists import write_lists
from caveat.report.memo_ownership import write_ownership
from caveat.report.memo_short import left_out, write_short_hits
from caveat.report.memo_sources import Sources
from caveat.report.memo_words import SHORT_TITLE, TITLE, moment
from caveat.report.sheet import Sheet
from caveat.report.typeset.fonts import FontSet, find_fonts
from caveat.report.typeset.lines import Typesetter
from caveat.report.typeset.pages import Furniture, Page, paginate, render
from caveat.report.typeset.scripts import MissingScript
from caveat.report.writing import write_whole

__all__ = ["FontSet", "MemoFile", "MissingScript", "write_memo"]


@dataclass(frozen=True, slots=True)
class MemoFile:
    """A memo that was written.

    Attributes:
        path: Where it is.
        sha256: Of its bytes.
        pages: How many.
        fonts: Name and SHA-256 of every font file that is embedded in part.
        scripts_without_font: Scripts printed in Latin letters with code points, and what to
            install so that the next memo can print them.
    """

    path: Path
    sha256: str
    pages: int
    fonts: tuple[tuple[str, str], ...]
    scripts_without_font: tuple[MissingScript, ...]


def write_memo(content: MemoContent, out: Path, *, fonts: FontSet | None = None) -> MemoFile:
    """Lay out a memo and write it, whole or not at all.

    The same content with the same fonts gives the same bytes.

    Args:
        content: The facts; nothing is computed here but counts.
        out: Where the PDF goes. Its folder must exist. An older file of that name is replaced.
        fonts: Fonts to use; by default those of this computer.

    Raises:
        EnvironmentProblemError: No usable font, or disk, permission or path; nothing half-written
            is left and an older file is unharmed.
    """
    fonts = find_fonts() if fonts is None else fonts
    whole = 0
    if content.is_short:
        whole = len(_laid_out(replace(content, form=MemoForm.FULL), Typesetter(fonts.fresh()), 0))
    typesetter = Typesetter(fonts.fresh())
    pages = _laid_out(content, typesetter, whole)
    data = render(typesetter, pages, _furniture(content))
    write_whole(out, data)
    return MemoFile(
        out,
        hashlib.sha256(data).hexdigest(),
        len(pages),
        tuple(dict.fromkeys((font.face.name, font.face.sha256) for font in typesetter.fonts)),
        tuple(typesetter.missing.values()),
    )


def _laid_out(content: MemoContent, typesetter: Typesetter, whole: int) -> list[Page]:
    """The pages of a memo; ``whole`` is how many the whole one has, of which this may be short."""
    sheet, sources, short = Sheet(typesetter), Sources(), content.is_short
    write_front(sheet, content, left_out(content, whole) if short else "")
    write_lists(sheet, content.answer, short=short)
    if content.case is not None:
        write_case(sheet, content.case)
    (write_short_hits if short else write_hits)(sheet, content, sources)
    if content.consequences is not None:
        write_consequences(sheet, content, content.consequences, sources)
    if content.ownership is not None and content.ownership.views:
        write_ownership(sheet, content, content.ownership, sources)
    write_near_misses(sheet, content, sources)
    write_sources(sheet, sources)
    write_limits(sheet, tuple(typesetter.missing.values()))
    write_record(sheet, content, typesetter.fonts)
    return paginate(sheet.strips)


def _furniture(content: MemoContent) -> Furniture:
    answer = content.answer
    screening = f"screening {answer.screening or 'not on record'}"
    return Furniture(
        title=SHORT_TITLE if content.is_short else TITLE,
        reference=f"{content.number} · {screening}",
        footer=f"Caveat {content.program_version} · made {moment(content.made_at)} · the score is"
        " strength of evidence, not a probability",
        watermark=content.watermark,
        author=content.operator,
        subject=f"{screening}: {answer.query.name}".strip(": "),
        creator=f"Caveat {content.program_version}",
        made_at=content.made_at,
    )
