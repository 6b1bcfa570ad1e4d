"""Builds strips out of text: paragraphs, rows of tables, panels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from caveat.report.typeset.atoms import Line
from caveat.report.typeset.lines import Typesetter
from caveat.report.typeset.strips import Bookmark, PlacedLine, Strip
from caveat.report.typeset.styles import PANEL, RULE, Colour, Span

TEXT_WIDTH = 487.0
"""Width of the text on an A4 page, in points."""

_PANEL_PADDING = 10.0
_SHORT_ROW = 4
_BASELINE = 0.78
"""Where the baseline lies within a line of its own size, from above."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, in points from the left edge of the text."""

    x: float
    width: float
    right: bool = False
    """Whether its text is set flush right, as figures are."""


Cell = Sequence[Span]


def columns(*widths: float, gutter: float = 8.0, indent: float = 0.0) -> tuple[Column, ...]:
    """Columns side by side; a negative width sets the column flush right."""
    result = []
    x = indent
    for width in widths:
        result.append(Column(x, abs(width), right=width < 0))
        x += abs(width) + gutter
    return tuple(result)


def paragraph(
    typesetter: Typesetter,
    spans: Iterable[Span],
    *,
    indent: float = 0.0,
    width: float = 0.0,
    bookmark: Bookmark | None = None,
    keep: bool = False,
) -> list[Strip]:
    """A paragraph. ``keep`` binds it to what follows; short ones never break over pages."""
    column = Column(indent, width or TEXT_WIDTH - indent)
    return row(typesetter, (column,), (tuple(spans),), bookmark=bookmark, keep=keep)


def row(
    typesetter: Typesetter,
    places: Sequence[Column],
    cells: Sequence[Cell],
    *,
    padding: float = 0.0,
    rule: float = 0.0,
    rule_from: float = 0.0,
    repeat: Sequence[Strip] = (),
    continued: Sequence[Strip] = (),
    bookmark: Bookmark | None = None,
    keep: bool = False,
    together: bool = False,
) -> list[Strip]:
    """One row of a table, as many strips high as its longest cell has lines.

    A row of up to four lines stays on one page; a longer one breaks where the page ends, with at
    least two lines on either side.

    Args:
        typesetter: Sets the text.
        places: The columns.
        cells: One sequence of spans for each column; an empty one leaves the column blank.
        padding: Points above and below the text.
        rule: Thickness of a line above the row.
        rule_from: Where that line starts.
        repeat: The head of the table, printed again on every page that starts with or in the row.
        continued: What is printed besides on a page that starts inside the row.
        bookmark: Outline entry that points at the row.
        keep: Whether the row stays with what follows.
        together: Whether a longer row stays on one page, too, where a page can hold it.
    """
    set_cells = [
        typesetter.lines(cell, place.width) if cell else []
        for place, cell in zip(places, cells, strict=True)
    ]
    count = max(len(lines) for lines in set_cells)
    strips: list[Strip] = []
    key = object()
    for number in range(count):
        first, last = number == 0, number == count - 1
        above = padding if first else 0.0
        beside = [
            (column, lines[number], len(lines) > 1)
            for column, lines in enumerate(set_cells)
            if number < len(lines)
        ]
        leading = max(line.leading for _, line, _ in beside)
        base = above + max((line.leading - line.size) / 2 + line.size * _BASELINE
                           for _, line, _ in beside)  # fmt: skip
        strips.append(
            Strip(
                above + leading + (padding if last else 0.0),
                tuple(
                    PlacedLine(line, _start(places[column], line, wrapped=wrapped), base, column)
                    for column, line, wrapped in beside
                ),
                rule=rule if first else 0.0,
                rule_from=rule_from,
                keep=(
                    keep
                    if last
                    else together or count <= _SHORT_ROW or first or number == count - 2
                ),
                bookmark=bookmark if first else None,
                repeat=tuple(repeat) if first else (*repeat, *continued),
                row=key,
            )
        )
    return strips


def _start(place: Column, line: Line, *, wrapped: bool) -> float:
    """Figures stand flush right, and so does right-to-left text of more than one line."""
    if place.right or (line.right_to_left and wrapped):
        return place.x + place.width - line.width
    return place.x


def panel(strips: Sequence[Strip], *, bar: Colour, keep: bool = False) -> list[Strip]:
    """The strips on a tinted ground with a stroke at the left, kept on one page if they fit.

    Their text must have been set with an indent. ``keep`` binds the panel to what follows.
    """
    edge = Strip(_PANEL_PADDING * 0.7, fill=PANEL, bar=bar, keep=True)
    inner = [replace(strip, fill=PANEL, bar=bar, keep=True, gap=False) for strip in strips]
    return [edge, *inner, replace(edge, keep=keep)]


PANEL_INDENT = _PANEL_PADDING + 3


def hairline(*, keep: bool = False) -> Strip:
    """A thin line across the text that closes a table."""
    return Strip(1.0, rule=0.5, rule_colour=RULE, keep=keep)
