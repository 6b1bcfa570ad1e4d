"""Sizes and colours of everything that is printed: few, calm, and legible without colour."""

from dataclasses import dataclass

Colour = tuple[float, float, float]

INK: Colour = (0.09, 0.10, 0.12)
QUIET: Colour = (0.36, 0.38, 0.41)
ACCENT: Colour = (0.10, 0.24, 0.42)
WARNING: Colour = (0.55, 0.10, 0.08)
RULE: Colour = (0.74, 0.76, 0.79)
PANEL: Colour = (0.955, 0.96, 0.968)


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks. Lengths in points (1/72 inch)."""

    size: float
    leading: float
    bold: bool = False
    mono: bool = False
    colour: Colour = INK


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one style. The text is data: nothing in it is ever read as markup."""

    text: str
    style: Style
    new_line: bool = False
    """Whether it starts a line of its own. (A line break inside the text is printed as one.)"""


TITLE = Style(21, 26, bold=True)
OUTCOME = Style(13, 17, bold=True)
PART = Style(13.5, 18, bold=True, colour=ACCENT)
HIT = Style(11.5, 15, bold=True)
SECTION = Style(9, 12.5, bold=True, colour=ACCENT)
NAME = Style(13, 17.5, bold=True)
LEAD = Style(9.6, 13.4)
BODY = Style(8.8, 12.2)
BOLD = Style(8.8, 12.2, bold=True)
QUIET_BODY = Style(8.8, 12.2, colour=QUIET)
WARNING_BODY = Style(8.8, 12.2, bold=True, colour=WARNING)
SMALL = Style(7.8, 10.6)
SMALL_BOLD = Style(7.8, 10.6, bold=True)
QUIET_SMALL = Style(7.8, 10.6, colour=QUIET)
WARNING_SMALL = Style(7.8, 10.6, bold=True, colour=WARNING)
LABEL = Style(7.6, 10.6, colour=QUIET)
FIELD = Style(6.9, 10.6, mono=True, colour=QUIET)
HASH = Style(6.9, 10.6, mono=True)
HEADER = Style(7.6, 10, colour=QUIET)
HEADER_BOLD = Style(7.6, 10, bold=True)
