"""Horizontal strips, the only thing a page is made of: one line high, so that pages always fill."""

from dataclasses import dataclass, replace

from caveat.report.typeset.atoms import Line
from caveat.report.typeset.styles import RULE, Colour


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the document outline. Level 0 is a part, 1 an entry of a part."""

    title: str
    level: int


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line at ``x`` from the left edge of the text, its baseline ``drop`` below the strip's."""

    line: Line
    x: float
    drop: float
    column: int = 0


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip of a page.

    Attributes:
        height: In points.
        lines: Text on it.
        rule: Thickness of a line along its upper edge, 0 for none.
        rule_from: Where that line starts.
        rule_colour: Its colour.
        fill: Colour behind it.
        bar: Colour of a thick stroke at its left edge.
        keep: Whether it stays on one page with the strip after it.
        gap: Empty space, dropped at the top of a page.
        new_page: Whether it starts a page.
        bookmark: Entry of the outline that points here.
        repeat: Strips to print again above it when a page starts with it (heads of tables).
        row: The row of a table that it is a slice of. The cells of a row are written one after
            the other, so that whoever copies or reads aloud gets whole cells.
    """

    height: float
    lines: tuple[PlacedLine, ...] = ()
    rule: float = 0.0
    rule_from: float = 0.0
    rule_colour: Colour = RULE
    fill: Colour | None = None
    bar: Colour | None = None
    keep: bool = False
    gap: bool = False
    new_page: bool = False
    bookmark: Bookmark | None = None
    repeat: tuple["Strip", ...] = ()
    row: object = None


def gap(height: float, *, keep: bool = False) -> Strip:
    """Empty space that is dropped at the top of a page."""
    return Strip(height, gap=True, keep=keep)


def kept(strips: list[Strip]) -> list[Strip]:
    """The strips bound to each other and to what follows."""
    return [replace(strip, keep=True) for strip in strips]
