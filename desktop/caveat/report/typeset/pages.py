"""Distributes strips over A4 pages and draws them into a PDF."""

import hashlib
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from types import SimpleNamespace

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from caveat.report.typeset.atoms import Line
from caveat.report.typeset.blocks import TEXT_WIDTH
from caveat.report.typeset.lines import Typesetter
from caveat.report.typeset.strips import Bookmark, Strip
from caveat.report.typeset.styles import HEADER, HEADER_BOLD, QUIET, RULE, Colour, Span, Style
from caveat.report.typeset.visible import one_line

# Compressed pages as bytes, whatever the settings of the user's reportlab say.
rl_config.useA85 = 0

_WIDTH, _HEIGHT = A4
_LEFT = (_WIDTH - TEXT_WIDTH) / 2
_TOP = 66.0
_BOTTOM = 54.0
ROOM = _HEIGHT - _TOP - _BOTTOM
"""Height of the text on a page, in points."""

_BAR_WIDTH = 3.0
_WATERMARK_ALPHA = 0.13
_WATERMARK_ANGLE = math.degrees(math.atan2(_HEIGHT, _WIDTH))
_LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands around the text of every page, and what the file says about itself.

    ``made_at`` is the only time in the file; the same content gives the same bytes.
    """

    title: str
    reference: str
    footer: str
    watermark: str
    author: str
    subject: str
    creator: str
    made_at: datetime


Page = list[tuple[float, Strip]]
"""Strips with their distance from the top of the text."""


def paginate(strips: Sequence[Strip], room: float = ROOM) -> list[Page]:
    """Fill pages with strips; what is bound together moves to the next page together."""
    pages: list[Page] = [[]]
    used = 0.0
    place = 0
    while place < len(strips):
        end = place
        while end < len(strips) - 1 and strips[end].keep:
            end += 1
        group = strips[place : end + 1]
        needed = sum(strip.height for strip in group)
        if pages[-1] and (group[0].new_page or (used + needed > room >= needed)):
            pages.append([])
            used = 0.0
        for strip in group:
            if pages[-1] and used + strip.height > room:
                pages.append([])
                used = 0.0
            if not pages[-1]:
                if strip.gap:
                    continue
                for head in _repeated(strip, room):
                    pages[-1].append((used, head))
                    used += head.height
            pages[-1].append((used, strip))
            used += strip.height
        place = end + 1
    return pages


def _repeated(strip: Strip, room: float) -> tuple[Strip, ...]:
    """The heads to print again, unless they would leave no room for what they head."""
    height = sum(head.height for head in strip.repeat)
    return strip.repeat if height + strip.height <= room / 2 else ()


def render(typesetter: Typesetter, pages: Sequence[Page], furniture: Furniture) -> bytes:
    """The pages as a PDF with outline, metadata and every font embedded."""
    pdfmetrics.registerFont(_NO_STANDARD_FONT)
    target = io.BytesIO()
    canvas = Canvas(
        target,
        pagesize=A4,
        pageCompression=1,
        invariant=1,
        lang="en",
        initialFontName=_NO_STANDARD_FONT.fontName,
    )
    _describe(canvas, furniture)
    running = ""
    for number, page in enumerate(pages, 1):
        first = page[0][1].bookmark if page else None
        _draw_furniture(
            canvas,
            typesetter,
            furniture,
            f"page {number} of {len(pages)}",
            first.title if first else running,
        )
        for _, slices in groupby(page, key=lambda placed: id(placed[1].row)):
            _draw_row(canvas, list(slices))
        for offset, strip in page:
            if strip.bookmark is not None:
                running = strip.bookmark.title
                _add_bookmark(canvas, strip.bookmark, number, _HEIGHT - _TOP - offset)
        if furniture.watermark:
            _draw_watermark(canvas, typesetter, furniture.watermark)
        canvas.showPage()
    document = canvas._doc  # noqa: SLF001 - reportlab gives fonts of one's own no other way in
    for font in typesetter.fonts:
        font.add_objects(document)
    canvas.save()
    return target.getvalue()


def _describe(canvas: Canvas, furniture: Furniture) -> None:
    canvas.setTitle(one_line(f"{furniture.title} {furniture.reference}"))
    canvas.setAuthor(one_line(furniture.author[:_LONGEST_TITLE]))
    canvas.setSubject(one_line(furniture.subject[:_LONGEST_TITLE]))
    canvas.setCreator(furniture.creator)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    made_at = furniture.made_at.astimezone(UTC)
    document = canvas._doc  # noqa: SLF001 - the time of the file is content here, not the clock
    document.setDateFormatter(lambda *_: made_at.strftime("D:%Y%m%d%H%M%S+00'00'"))
    document.signature = hashlib.md5(
        f"{furniture.reference} {made_at.isoformat()}".encode(), usedforsecurity=False
    )


def _draw_furniture(
    canvas: Canvas, typesetter: Typesetter, furniture: Furniture, count: str, running: str
) -> None:
    top = _HEIGHT - 38
    right = _line(typesetter, count, HEADER)
    left = _line(typesetter, furniture.title, HEADER_BOLD)
    _show(canvas, left, _LEFT, top)
    _show(canvas, right, _LEFT + TEXT_WIDTH - right.width, top)
    middle = _line(typesetter, furniture.reference, HEADER)
    _show(canvas, middle, _LEFT + left.width + 10, top)
    if running:
        _show(canvas, _line(typesetter, running, HEADER), _LEFT, top - 11)
    _rule(canvas, 0.0, _HEIGHT - _TOP + 10, 0.5, RULE)
    _rule(canvas, 0.0, _BOTTOM - 12, 0.5, RULE)
    if furniture.watermark:
        _show(canvas, _line(typesetter, furniture.watermark, HEADER_BOLD), _LEFT, _BOTTOM - 24)
        _show(canvas, _line(typesetter, furniture.footer, HEADER, 1), _LEFT, _BOTTOM - 34)
    else:
        _show(canvas, _line(typesetter, furniture.footer, HEADER, 1), _LEFT, _BOTTOM - 24)


def _line(typesetter: Typesetter, text: str, style: Style, share: float = 0.8) -> Line:
    """A text on one line, cut short with an ellipsis when it needs more than its share."""
    flat = one_line(text[:_LONGEST_TITLE])
    width = TEXT_WIDTH * share
    length = len(flat)
    lines = typesetter.lines([Span(flat, style)], width)
    while len(lines) > 1 and length > 1:
        length = length * 4 // 5
        lines = typesetter.lines([Span(f"{flat[:length]}…", style)], width)
    return lines[0]


def _draw_row(canvas: Canvas, slices: Page) -> None:
    """Grounds and rules first, then the text column by column."""
    lines = []
    for offset, strip in slices:
        top = _HEIGHT - _TOP - offset
        _draw_ground(canvas, strip, top)
        lines += [(placed.column, top, placed) for placed in strip.lines]
    for _, top, placed in sorted(lines, key=lambda entry: entry[0]):
        _show(canvas, placed.line, _LEFT + placed.x, top - placed.drop)


def _draw_ground(canvas: Canvas, strip: Strip, top: float) -> None:
    if strip.fill is not None:
        canvas.setFillColorRGB(*strip.fill)
        canvas.rect(_LEFT, top - strip.height, TEXT_WIDTH, strip.height + 0.2, stroke=0, fill=1)
    if strip.bar is not None:
        canvas.setFillColorRGB(*strip.bar)
        canvas.rect(_LEFT, top - strip.height, _BAR_WIDTH, strip.height + 0.2, stroke=0, fill=1)
    if strip.rule:
        _rule(canvas, strip.rule_from, top, strip.rule, strip.rule_colour)


def _rule(canvas: Canvas, start: float, y: float, thickness: float, colour: Colour) -> None:
    canvas.setStrokeColorRGB(*colour)
    canvas.setLineWidth(thickness)
    canvas.line(_LEFT + start, y, _LEFT + TEXT_WIDTH, y)


def _show(canvas: Canvas, line: Line, x: float, y: float) -> None:
    if line.operators:
        canvas.addLiteral(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {line.operators} ET")


def _draw_watermark(canvas: Canvas, typesetter: Typesetter, text: str) -> None:
    flat = one_line(text)
    probe = typesetter.lines([Span(flat, Style(10, 12, bold=True))], math.inf)[0]
    size = min(64.0, 10 * 0.78 * math.hypot(_WIDTH, _HEIGHT) / max(probe.width, 1.0))
    style = Style(round(size, 1), size, bold=True, colour=QUIET)
    line = typesetter.lines([Span(flat, style)], math.inf)[0]
    canvas.saveState()
    canvas.setFillAlpha(_WATERMARK_ALPHA)
    canvas.setStrokeAlpha(_WATERMARK_ALPHA)
    canvas.translate(_WIDTH / 2, _HEIGHT / 2)
    canvas.rotate(_WATERMARK_ANGLE)
    canvas.addLiteral(f"BT 1 0 0 1 {-line.width / 2:.2f} {-size / 3:.2f} Tm {line.operators} ET")
    canvas.restoreState()


def _add_bookmark(canvas: Canvas, bookmark: Bookmark, page: int, y: float) -> None:
    key = f"p{page}y{y:.0f}l{bookmark.level}"
    canvas.bookmarkHorizontal(key, 0, y + 10)
    title = one_line(bookmark.title[:_LONGEST_TITLE])
    canvas.addOutlineEntry(title, key, level=bookmark.level, closed=False)


_NO_STANDARD_FONT = SimpleNamespace(
    fontName="caveat-none", _dynamicFont=1, _multiByte=1, face=SimpleNamespace(name="caveat-none")
)
"""reportlab names Helvetica, unembedded, on every page that starts with a font of its own."""
