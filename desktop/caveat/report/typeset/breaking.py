"""Where a line may end, and which atoms stand on which line."""

import re
from collections.abc import Callable, Iterable, Iterator

from caveat.report.typeset.atoms import Atom

Cut = Callable[[Atom, float, float], Iterable[Atom]]
"""Cuts an atom that is wider than a line: the atom, the room left, the width of a line."""

_TOKENS = re.compile(r" +|[^ ]+")
_LONG_TOKEN = 24
_PIECES_OF_LONG_TOKEN = re.compile(r"[^-/&?=_;,|]*[-/&?=_;,|]+|[^-/&?=_;,|]+")
_IDEOGRAPHS = re.compile(
    "[\u2e80-\u2fff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_NOT_FIRST = frozenset("、。，．：；？！）】》」』〉〕］｝ー々ゝ％\u3099\u309a,.:;?!)]}»›”’%")
_NOT_LAST = frozenset("（【《「『〈〔［｛([{«‹“‘")


def tokens(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a line of text into tokens, each with whether a line may end after it.

    Lines end after spaces, between ideographs (never before closing or after opening marks), and
    in long tokens such as addresses of web pages after their punctuation.
    """
    for match in _TOKENS.finditer(text):
        token = match.group()
        if token[0] == " ":
            yield token, True
            continue
        pieces = _pieces(token)
        for piece in pieces[:-1]:
            yield piece, True
        yield pieces[-1], False


def _pieces(token: str) -> list[str]:
    if not token.isascii() and _IDEOGRAPHS.search(token):
        return _between_ideographs(token)
    if len(token) > _LONG_TOKEN:
        return _PIECES_OF_LONG_TOKEN.findall(token)
    return [token]


def _between_ideographs(token: str) -> list[str]:
    pieces: list[str] = []
    start = 0
    wide = [_IDEOGRAPHS.match(character) is not None for character in token]
    for place in range(1, len(token)):
        before, after = token[place - 1], token[place]
        if (wide[place - 1] or wide[place]) and after not in _NOT_FIRST and before not in _NOT_LAST:
            pieces.append(token[start:place])
            start = place
    pieces.append(token[start:])
    return pieces


def fill(atoms: Iterable[Atom], width: float, cut: Cut) -> Iterator[list[Atom]]:
    """Put atoms on lines of a width, as many on each as fit. At least one line comes back."""
    line: list[Atom] = []
    used = 0.0
    for group in _groups(atoms):
        needed = sum(atom.width for atom in _without_end_blanks(group))
        if line and used + needed > width:
            yield _without_end_blanks(line)
            line, used = [], 0.0
        if needed > width:
            for piece in _cut_group(group, width, cut):
                if line and used + piece.width > width and not piece.blank:
                    yield _without_end_blanks(line)
                    line, used = [], 0.0
                line.append(piece)
                used += piece.width
        else:
            line += group
            used += sum(atom.width for atom in group)
    yield _without_end_blanks(line)


def _groups(atoms: Iterable[Atom]) -> Iterator[list[Atom]]:
    """Runs of atoms that stay on one line if they can."""
    group: list[Atom] = []
    for atom in atoms:
        group.append(atom)
        if atom.ends:
            yield group
            group = []
    if group:
        yield group


def _without_end_blanks(atoms: list[Atom]) -> list[Atom]:
    end = len(atoms)
    while end and atoms[end - 1].blank:
        end -= 1
    return atoms[:end]


def _cut_group(group: list[Atom], width: float, cut: Cut) -> Iterator[Atom]:
    used = 0.0
    for atom in group:
        if used + atom.width <= width:
            used += atom.width
            yield atom
            continue
        for piece in cut(atom, width - used, width):
            used = piece.width
            yield piece
