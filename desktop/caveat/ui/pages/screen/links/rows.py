"""The content of the picture as rows: paths first, then signals, ties, notes. Pure words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from caveat.domain.connections import Connections, Edge, Signal
from caveat.ui.facts import as_text
from caveat.ui.pages.screen.detail_facts import source_facts
from caveat.ui.widgets.graph.filtering import Shown
from caveat.ui.widgets.graph.words import BASIS_WORD, must_verify
from caveat.ui.wording import capitalised, counted, one_line


class RowKind(StrEnum):
    """What a row is; only paths, signals and ties can be chosen."""

    HEADING = "heading"
    PATH = "path"
    SIGNAL = "signal"
    TIE = "tie"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list.

    Attributes:
        text: What is said.
        small: A line beneath it: how much it says, who says it, citations.
        place: Of the path, signal or tie in the `Connections`; -1 for others.
        nodes, edges: What to show as chosen in the picture.
        tone, icon: How it looks.
    """

    kind: RowKind
    text: str
    small: str = ""
    place: int = -1
    nodes: tuple[int, ...] = ()
    edges: tuple[int, ...] = ()
    tone: str = ""
    icon: str = ""

    @property
    def can_be_chosen(self) -> bool:
        """Whether it stands for something in the picture."""
        return bool(self.nodes or self.edges)

    @property
    def whole(self) -> str:
        """Everything that it says, in one line."""
        return f"{self.text} — {self.small}" if self.small else self.text


def rows(found: Connections, shown: Shown) -> tuple[Row, ...]:
    """The rows of what is shown of a graph."""
    return (
        Row(RowKind.TEXT, one_line(found.statement), tone="bold"),
        *_paths(found, shown),
        *_signals(found, shown),
        *_ties(found, shown),
        *_notes(found.notes),
    )


def _paths(found: Connections, shown: Shown) -> Iterator[Row]:
    if not found.paths:
        return
    count = len(shown.paths)
    yield Row(RowKind.HEADING, f"Paths to listed parties ({_of(count, len(found.paths))})")
    for place in sorted(shown.paths):
        path = found.paths[place]
        yield Row(
            RowKind.PATH,
            one_line(path.sentence),
            place=place,
            nodes=path.nodes,
            edges=path.edges,
            tone="strong" if path.band == "strong" else "",
            icon="strong",
        )
    if found.further_paths:
        more = counted(found.further_paths, "more listed party", "more listed parties")
        words = f"Paths to {more} are not written out."
        yield Row(RowKind.TEXT, words, tone="muted")


def _signals(found: Connections, shown: Shown) -> Iterator[Row]:
    kept = [
        (place, signal)
        for place, signal in enumerate(found.signals)
        if shown.edges.issuperset(signal.edges)
    ]
    if not kept:
        return
    yield Row(RowKind.HEADING, f"Signals to look into ({_of(len(kept), len(found.signals))})")
    for place, signal in kept:
        yield Row(
            RowKind.SIGNAL,
            f"{one_line(signal.text)} {one_line(signal.ask)}",
            _flags(signal),
            place,
            signal.nodes,
            signal.edges,
            "possible",
            "possible",
        )


def _flags(signal: Signal) -> str:
    numbers = " and ".join(map(str, signal.red_flags))
    plural = "s" if len(signal.red_flags) > 1 else ""
    words = [capitalised(signal.kind)]
    words.append(f"red flag{plural} {numbers} of Supplement No. 3 to 15 CFR part 732 (verify)")
    if not signal.verified:
        words.append("not everything it rests on was read in its source: verify")
    return " · ".join(words) + _cited(signal.citations)


def _ties(found: Connections, shown: Shown) -> Iterator[Row]:
    if not found.edges:
        return
    yield Row(RowKind.HEADING, f"Ties ({_of(len(shown.edges), len(found.edges))})")
    for place in sorted(shown.edges):
        edge = found.edges[place]
        yield Row(
            RowKind.TIE,
            one_line(edge.sentence),
            _about(edge),
            place,
            (edge.subject, edge.object),
            (place,),
            "possible" if must_verify(edge) else "",
            "related",
        )


def _about(edge: Edge) -> str:
    words = [f"{capitalised(edge.band)} ({one_line(edge.why)})", BASIS_WORD[edge.tie.basis]]
    if edge.tie.row:
        words.append(f"row {edge.tie.row:,}")
    if edge.tie.note:
        words.append(one_line(edge.tie.note))
    if must_verify(edge):
        words.append(f"{edge.tie.source.mark}: verify")
    return " · ".join(words) + _cited(edge.citations)


def _notes(notes: Sequence[str]) -> Iterator[Row]:
    if notes:
        yield Row(RowKind.HEADING, "To be known")
    for note in notes:
        yield Row(RowKind.TEXT, one_line(note), tone="muted")


def _of(count: int, of: int) -> str:
    return f"{count:,}" if count == of else f"{count:,} of {of:,}"


def _cited(numbers: Sequence[int]) -> str:
    return f" · [{', '.join(map(str, numbers))}]" if numbers else ""


def links_text(found: Connections, shown: Shown, about: Sequence[str] = ()) -> str:
    """Everything that is shown, and the sources, as text."""
    lines = list(about)
    for row in rows(found, shown):
        if row.kind is RowKind.HEADING:
            lines += ["", row.text]
        else:
            lines.append(row.whole)
    if found.nodes:
        lines += ["", f"Parties ({_of(len(shown.nodes), len(found.nodes))})"]
        lines += [one_line(found.nodes[place].name) for place in sorted(shown.nodes)]
    if found.citations:
        lines += ["", "Sources", as_text(source_facts(found.citations, None))]
    return "\n".join(lines).strip()
