"""Collects the strips of a memo: headings, paragraphs, tables of facts, boxes."""

from collections.abc import Callable, Iterable, Sequence

from caveat.report.typeset import blocks
from caveat.report.typeset.blocks import PANEL_INDENT, TEXT_WIDTH, Cell, Column, columns
from caveat.report.typeset.direction import parted_by_direction
from caveat.report.typeset.lines import Typesetter
from caveat.report.typeset.strips import Bookmark, Strip, gap, kept
from caveat.report.typeset.styles import (
    ACCENT,
    BODY,
    LABEL,
    PART,
    SECTION,
    Colour,
    Span,
    Style,
)

_LABEL_WIDTH = 92.0


class Sheet:
    """A memo in the making, from above to below."""

    def __init__(self, typesetter: Typesetter, indent: float = 0.0) -> None:
        self.typesetter = typesetter
        self.strips: list[Strip] = []
        self._indent = indent

    def space(self, points: float, *, keep: bool = False) -> None:
        """Empty space, dropped at the top of a page."""
        self.strips.append(gap(points, keep=keep))

    def part(self, title: str) -> None:
        """The heading of a part of the memo, with a bookmark."""
        self.strips.append(gap(20))
        heading = blocks.paragraph(
            self.typesetter, [Span(title, PART)], bookmark=Bookmark(title, 0), keep=True
        )
        self.strips += [*heading, Strip(4, rule=1.0, rule_colour=ACCENT, keep=True)]

    def section(self, title: str, *, after_kept: bool = False) -> None:
        """A small heading that stays with what follows, and with what was kept before it."""
        self.strips.append(gap(8, keep=after_kept))
        self.text(title, SECTION, keep=True)
        self.strips.append(gap(1.5, keep=True))

    def text(self, text: str, style: Style = BODY, *, keep: bool = False) -> None:
        """A paragraph in one style."""
        self.spans([Span(text, style)], keep=keep)

    def spans(
        self, spans: Iterable[Span], *, keep: bool = False, bookmark: Bookmark | None = None
    ) -> None:
        """A paragraph of several styles."""
        self.strips += blocks.paragraph(
            self.typesetter,
            spans,
            indent=self._indent,
            width=TEXT_WIDTH - 2 * self._indent,
            keep=keep,
            bookmark=bookmark,
        )

    def bullets(self, texts: Iterable[str], style: Style = BODY) -> None:
        """Paragraphs with a dash before each."""
        places = (
            Column(self._indent, 9),
            Column(self._indent + 10, TEXT_WIDTH - 2 * self._indent - 10),
        )
        for text in texts:
            self.strips += blocks.row(
                self.typesetter, places, ([Span("–", style)], [Span(text, style)])
            )

    def facts(
        self,
        facts: Iterable[tuple[Cell, Cell]],
        *,
        label_width: float = 0.0,
        together: bool = False,
    ) -> None:
        """A table of labels and values, a hairline between any two rows.

        ``together`` keeps a short table on one page.
        """
        label = label_width or _LABEL_WIDTH
        gutter = 8.0
        places = columns(label, TEXT_WIDTH - 2 * self._indent - label - gutter, indent=self._indent)
        for number, (name, value) in enumerate(facts):
            again = [Span(f"{name[0].text} (continued)", name[0].style)]
            self.strips += blocks.row(
                self.typesetter,
                places,
                (name, value),
                padding=1.6,
                rule=0.4 if number else 0.0,
                rule_from=self._indent,
                continued=blocks.row(self.typesetter, places, (again, ()))[:1],
                keep=together,
            )

    def head(self, places: Sequence[Column], titles: Sequence[str]) -> list[Strip]:
        """The head of a table, which is also what repeats on the next page."""
        head = kept(
            blocks.row(
                self.typesetter,
                places,
                [[Span(title, LABEL)] if title else [] for title in titles],
                padding=1.5,
            )
        )
        self.strips += head
        return head

    def row(
        self,
        places: Sequence[Column],
        cells: Sequence[Cell],
        *,
        head: Sequence[Strip] = (),
        rule: float = 0.4,
        padding: float = 1.8,
        keep: bool = False,
        together: bool = False,
        bookmark: Bookmark | None = None,
    ) -> None:
        """A row of a table with a hairline above."""
        self.strips += blocks.row(
            self.typesetter,
            places,
            cells,
            padding=padding,
            rule=rule,
            repeat=head,
            keep=keep,
            together=together,
            bookmark=bookmark,
        )

    def close_table(self) -> None:
        """The line below the last row."""
        self.strips.append(blocks.hairline())

    def box(
        self, fill_in: "Callable[[Sheet], None]", *, bar: Colour = ACCENT, keep: bool = False
    ) -> None:
        """A tinted box with a stroke at its left; ``fill_in`` writes what stands in it."""
        inner = Sheet(self.typesetter, indent=PANEL_INDENT)
        fill_in(inner)
        self.strips += blocks.panel(inner.strips, bar=bar, keep=keep)


def label(text: str) -> list[Span]:
    """The cell that names a fact."""
    return [Span(text, LABEL)]


def sentence(text: str, style: Style = BODY, *, new_line: bool = False) -> list[Span]:
    """A sentence of ours, from left to right whatever names it quotes; none for an empty text."""
    pieces = parted_by_direction(text)
    return [Span(piece, style, new_line=new_line and not at) for at, piece in enumerate(pieces)]


def cell(text: str, style: Style = BODY) -> list[Span]:
    """A cell in one style; a blank one for an empty text."""
    return [Span(text, style)] if text else []
