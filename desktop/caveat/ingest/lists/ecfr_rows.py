"""Reads table rows in the XML of the eCFR: cells in lines, spans filled, footnotes apart.

The tables are HTML in capitals (TABLE, THEAD, TR, TH, TD with ``rowspan`` and ``colspan``); lines
in a cell are parted by ``br`` or by paragraphs, superscripts are ``SU``, ``sup`` or ``E T="51"``.
Source: e-CFR XML User Guide of the Government Publishing Office, 2015, and published answers of the
eCFR's versioner API.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from caveat.ingest.lists.xml_stream import local_name

_INLINE = frozenset({"E", "I", "B", "U", "A", "AC", "XREF", "EM", "STRONG", "SPAN", "FR", "SMALL"})
_RAISED = frozenset({"SU", "SUP", "FTREF"})
_RAISED_E = "51"
_FOOTNOTES = re.compile(r"[\s,]*[1-9](?:[\s,]*[1-9])*[\s,]*")
_MOST_SPAN = 5_000
"""Rows; the longest list of one country had 1,106 in 2026."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        text: All of its text on one line, footnote digits included, as it reads.
        printed: The same in its lines, joined by line breaks.
        lines: The same in lines, without footnote digits; none of them empty.
        footnotes: The digits printed as superscripts.
        columns: Over how many columns it goes.
        heading: Whether it is a ``TH``.
        above: Whether it belongs to a row above and only reaches down into this one.
    """

    text: str = ""
    printed: str = ""
    lines: tuple[str, ...] = ()
    footnotes: tuple[int, ...] = ()
    columns: int = 1
    heading: bool = False
    above: bool = False


@dataclass(slots=True)
class _Spanning:
    cell: Cell
    rows: int


@dataclass(slots=True)
class Grid:
    """Turns the rows of one table, in their order, into full rows of cells."""

    _reaching: dict[int, _Spanning] = field(default_factory=dict)

    def row(self, element: etree._Element) -> list[Cell]:
        """The cells of a row, those that reach down from above included."""
        found: list[Cell] = []
        column = 0
        for child in element:
            if local_name(child).upper() not in {"TD", "TH"}:
                continue
            column += self._fill(found, column)
            cell = _cell(child)
            found.append(cell)
            down = _span(child, "rowspan")
            if down > 1:
                self._reaching[column] = _Spanning(cell, down)
            column += cell.columns
        self._fill(found, column)
        for at in list(self._reaching):
            self._reaching[at].rows -= 1
            if self._reaching[at].rows <= 0:
                del self._reaching[at]
        return found

    def _fill(self, found: list[Cell], column: int) -> int:
        """Put in the cells that reach down into the columns from here on; how many columns."""
        filled = 0
        while (above := self._reaching.get(column + filled)) is not None:
            cell = above.cell
            found.append(replace(cell, above=True))
            filled += cell.columns
        return filled


def _cell(element: etree._Element) -> Cell:
    plain: list[str] = []
    whole: list[str] = []
    digits: list[int] = []
    for text, raised in _pieces(element):
        whole.append(text)
        if raised and _FOOTNOTES.fullmatch(text):
            digits += [int(sign) for sign in text if sign.isdigit()]
        else:
            plain.append(text)
    printed = _lines(whole)
    return Cell(
        text=" ".join(printed),
        printed="\n".join(printed),
        lines=_lines(plain) if digits else printed,
        footnotes=tuple(dict.fromkeys(digits)),
        columns=_span(element, "colspan"),
        heading=local_name(element).upper() == "TH",
    )


def _lines(pieces: list[str]) -> tuple[str, ...]:
    parts = "".join(pieces).split("\n")
    return tuple(line for part in parts if (line := " ".join(part.split())))


def _pieces(element: etree._Element) -> Iterator[tuple[str, bool]]:
    """The texts inside an element and whether they are raised; each line ends."""
    if element.text:
        yield _flat(element.text), False
    for child in element:
        name = local_name(child).upper()
        raised = name in _RAISED or (name == "E" and child.get("T") == _RAISED_E)
        if raised:
            yield _flat("".join(child.itertext())), True
        elif name:
            breaks = name not in _INLINE
            if breaks:
                yield "\n", False
            yield from _pieces(child)
            if breaks:
                yield "\n", False
        if child.tail:
            yield _flat(child.tail), False


def _flat(text: str) -> str:
    """Text whose own line breaks mean nothing."""
    return text.replace("\n", " ").replace("\r", " ")


def _span(element: etree._Element, name: str) -> int:
    value = (element.get(name) or "").strip()
    return min(int(value), _MOST_SPAN) if re.fullmatch(r"[1-9]\d{0,5}", value) else 1
