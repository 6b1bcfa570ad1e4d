"""Sets styled text of any script in lines of a width, with the fonts that cover it."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from caveat.report.typeset.atoms import Atom, Line, draw
from caveat.report.typeset.breaking import fill, tokens
from caveat.report.typeset.direction import levels, reads_right_to_left
from caveat.report.typeset.embedding import EmbeddedFont
from caveat.report.typeset.fonts import Face, FontSet
from caveat.report.typeset.styles import Span, Style
from caveat.report.typeset.visible import replace_uncovered, visible

if TYPE_CHECKING:
    from caveat.report.typeset.scripts import MissingScript

_LONGEST_ATOM = 2000
"""Longer words are cut before shaping, whose cost would otherwise have no limit."""

_REMEMBERED = 50_000
_MOST_MARKS = 8
"""On one letter; a longer pile is an attack or a joke, and each mark then stands for itself."""

_JOINERS = frozenset("\u200c\u200d")


class Typesetter:
    """Sets lines for one document and remembers which fonts and missing scripts came up.

    Attributes:
        fonts: Every font used so far, in the order of first use.
        missing: Scripts that came up without a font, by name.
    """

    def __init__(self, fonts: FontSet) -> None:
        self._faces_at_hand = fonts
        self._current: dict[Face, EmbeddedFont] = {}
        self._plain: dict[tuple[str, Style, bool], Atom] = {}
        self.fonts: list[EmbeddedFont] = []
        self.missing: dict[str, MissingScript] = {}

    def lines(self, spans: Iterable[Span], width: float) -> list[Line]:
        """Break the spans, one after the other, into lines of a width in points.

        A span is isolated from its neighbours: a right-to-left name inside a sentence does not
        move the words around it. At least one line comes back.
        """
        spans = tuple(spans)
        tallest = max(spans, key=lambda span: span.style.leading).style
        written = [span.text for span in spans if span.text.strip()]
        backward = bool(written) and all(reads_right_to_left(text) for text in written)
        return [
            draw(atoms, tallest, right_to_left=backward)
            for hard_line in self._hard_lines(spans)
            for atoms in fill(hard_line, width, self._cut)
        ]

    def _hard_lines(self, spans: Sequence[Span]) -> Iterator[list[Atom]]:
        """The atoms of every line that the text itself ends."""
        line: list[Atom] = []
        for span in spans:
            if span.new_line and line:
                yield line
                line = []
            text = visible(span.text)
            if not text.isascii():
                text = replace_uncovered(text, self._covers, self._note)
            for number, piece in enumerate(text.split("\n")):
                if number:
                    yield line
                    line = []
                line.extend(self._atoms(piece, span.style))
        yield line

    def _atoms(self, text: str, style: Style) -> Iterator[Atom]:
        text_levels = levels(text)
        backward = any(text_levels)
        place = 0
        for token, ends in tokens(text):
            end = place + len(token)
            if backward or not token.isascii() or len(token) > _LONGEST_ATOM:
                yield from self._by_font(token, style, text_levels[place:end], ends=ends)
            else:
                yield self._plain_atom(token, style, ends=ends)
            place = end

    def _plain_atom(self, token: str, style: Style, *, ends: bool) -> Atom:
        key = (token, style, ends)
        atom = self._plain.get(key)
        if atom is None:
            if len(self._plain) > _REMEMBERED:
                self._plain.clear()
            atom = self._plain[key] = self._atom(
                token, self._face(token[0], style), style, 0, ends=ends
            )
        return atom

    def _by_font(
        self, token: str, style: Style, token_levels: Sequence[int], *, ends: bool
    ) -> Iterator[Atom]:
        faces = self._faces(token, style)
        start = 0
        for place in range(1, len(token) + 1):
            last = place == len(token)
            if (
                last
                or faces[place] is not faces[start]
                or token_levels[place] != token_levels[start]
                or place - start >= _LONGEST_ATOM
            ):
                text, level = token[start:place], token_levels[start]
                yield self._atom(text, faces[start], style, level, ends=ends and last)
                start = place

    def _atom(self, text: str, face: Face, style: Style, level: int, *, ends: bool) -> Atom:
        font = self._embed(face)
        width = font.word(text, right_to_left=bool(level % 2)).width * style.size / 1000
        thicken = style.bold and face is not self._faces_at_hand.bold
        return Atom(text, font, style, thicken, level, width, ends)

    def _cut(self, atom: Atom, room: float, width: float) -> Iterator[Atom]:
        """Cut an atom that is wider than a line; the first piece fits the room left."""
        face, style = atom.font.face, atom.style
        advances: dict[int, float] = {}
        for glyph in face.shape(atom.text, right_to_left=bool(atom.level % 2)):
            advances[glyph.start] = advances.get(glyph.start, 0) + glyph.advance * style.size / 1000
        start, used = 0, 0.0
        for place in sorted(advances):
            if used + advances[place] > room and place > start:
                text = atom.text[start:place]
                yield self._atom(text, face, style, atom.level, ends=True)
                start, used, room = place, 0.0, width
            used += advances[place]
        yield self._atom(atom.text[start:], face, style, atom.level, ends=atom.ends)

    def _faces(self, token: str, style: Style) -> list[Face]:
        """The face of every character; a mark shares the face of its letter if one has both."""
        faces: list[Face] = []
        base = 0
        for place, character in enumerate(token):
            mark = character in _JOINERS or unicodedata.category(character)[0] == "M"
            if not (mark and faces):
                base = place
                faces.append(self._face(character, style))
            elif character in _JOINERS or faces[-1].covers(character) or place - base > _MOST_MARKS:
                faces.append(faces[-1])
            else:
                letter = token[base : place + 1]
                both = self._faces_at_hand.face_for(letter, bold=style.bold, mono=style.mono)
                if both is None:
                    faces.append(self._face(character, style))
                else:
                    faces[base:] = [both] * (place + 1 - base)
        return faces

    def _face(self, character: str, style: Style) -> Face:
        hand = self._faces_at_hand
        return hand.face_for(character, bold=style.bold, mono=style.mono) or hand.sans

    def _embed(self, face: Face) -> EmbeddedFont:
        font = self._current.get(face)
        if font is None or font.full:
            font = EmbeddedFont(f"F{len(self.fonts) + 1}", face)
            self._current[face] = font
            self.fonts.append(font)
        return font

    def _covers(self, character: str) -> bool:
        return character in _JOINERS or self._faces_at_hand.face_for(character) is not None

    def _note(self, character: str) -> None:
        missing = self._faces_at_hand.missing(character)
        if missing is not None:
            self.missing.setdefault(missing.script, missing)
