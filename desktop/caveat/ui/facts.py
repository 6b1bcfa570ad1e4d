"""Facts for a detail pane, as plain data: what is shown, not how. No text here is markup."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caveat.ui.wording import one_line, our_words, plain


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch of a text: where, how long, in which tone."""

    start: int
    length: int
    tone: str


@dataclass(frozen=True, slots=True)
class Words:
    """A text with a tone (a colour by meaning) and marked stretches.

    ``copies`` is what a "Copy" behind the text puts on the clipboard; empty for none.
    """

    text: str
    tone: str = ""
    bold: bool = False
    spans: tuple[Span, ...] = ()
    copies: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a pane, with an optional icon before it."""

    text: str
    icon: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    words: Words
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A label and what it says."""

    label: str
    words: Words


@dataclass(frozen=True, slots=True)
class Grid:
    """A small table.

    ``widths`` are shares of the pane in per cent; empty leaves them to the content. ``labels``
    makes the first column as wide as labels need.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[int, ...] = ()
    labels: bool = False


Fact = Heading | Paragraph | Field | Grid


def sentence(text: str, tone: str = "", icon: str = "") -> Paragraph:
    """A paragraph of ours, of one tone."""
    return Paragraph(Words(our_words(plain(text)), tone), icon)


def field(label: str, text: str, tone: str = "") -> Field:
    """A label and a text."""
    return Field(label, Words(plain(text), tone))


def as_text(facts: Iterable[Fact]) -> str:
    """The facts for the clipboard."""
    lines: list[str] = []
    for fact in facts:
        match fact:
            case Heading(text):
                lines += ["", text]
            case Paragraph(words):
                lines.append(words.text)
            case Field(label, words):
                lines.append(f"{label}: {words.text}")
            case Grid(headers, rows):
                if any(headers):
                    lines.append("\t".join(headers))
                lines += ["\t".join(one_line(cell.text) for cell in row) for row in rows]
    return "\n".join(lines).strip()


def marked(text: str, words: Sequence[tuple[str, str]]) -> Words:
    """A text in which words are marked in their tones, in the order in which they stand.

    A word that does not stand in the text as it is written is left unmarked.
    """
    shown = plain(text)
    folded = shown.casefold()
    if len(folded) != len(shown):  # folding changed the length, so places would not agree
        folded = shown
    taken: list[Span] = []
    for word, tone in words:
        start = _free_place(folded, plain(word).casefold(), taken)
        if start >= 0:
            taken.append(Span(start, len(plain(word)), tone))
    return Words(shown, spans=tuple(sorted(taken, key=lambda span: span.start)))


def _free_place(text: str, word: str, taken: Sequence[Span]) -> int:
    start = text.find(word) if word else -1
    while start >= 0:
        end = start + len(word)
        whole = not (_joined(text, start - 1, start) or _joined(text, end - 1, end))
        free = all(end <= span.start or start >= span.start + span.length for span in taken)
        if whole and free:
            return start
        start = text.find(word, start + 1)
    return -1


def _joined(text: str, left: int, right: int) -> bool:
    """Whether two neighbouring letters belong to one word (Han words touch)."""
    if left < 0 or right >= len(text):
        return False
    pair = text[left] + text[right]
    return pair.isalnum() and pair.isascii()
