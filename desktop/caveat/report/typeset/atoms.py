"""The unbreakable pieces of a line, and the PDF operators that draw them in the order seen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from caveat.report.typeset.direction import visual_order
from caveat.report.typeset.embedding import EmbeddedFont
from caveat.report.typeset.styles import Style

_JOINT = re.compile(r"> *<")
_THICKENING = 0.028
"""Stroke, as a share of the size, that makes a bold letter where a script has no bold face."""


@dataclass(frozen=True, slots=True)
class Atom:
    """Text in one font and direction that is never broken unless it is wider than a line."""

    text: str
    font: EmbeddedFont
    style: Style
    thicken: bool
    level: int
    width: float
    ends: bool
    """Whether a line may end after it."""

    @property
    def blank(self) -> bool:
        """Whether it is nothing but spaces, which vanish at the end of a line."""
        return self.text.isspace()


@dataclass(frozen=True, slots=True)
class Line:
    """One line: PDF text operators that start at the pen's place, and its size in points."""

    operators: str
    width: float
    leading: float
    size: float
    right_to_left: bool = False


def draw(atoms: Sequence[Atom], tallest: Style, *, right_to_left: bool) -> Line:
    """The line that shows these atoms; ``tallest`` is the style with the greatest leading."""
    pen = _Pen()
    for atom in visual_order(atoms, [atom.level for atom in atoms]):
        pen.show(atom)
    width = sum(atom.width for atom in atoms)
    return Line(pen.finish(), width, tallest.leading, tallest.size, right_to_left)


class _Pen:
    """Collects operators and writes only what changes from one atom to the next."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._shown: list[str] = []
        self._look: tuple[object, ...] = ()
        self._rise = 0.0
        self._thick = False

    def show(self, atom: Atom) -> None:
        style = atom.style
        look = (atom.font.name, style.size, style.colour, atom.thicken)
        if look != self._look:
            self._flush()
            self._look = look
            colour = " ".join(f"{part:g}" for part in style.colour)
            self._done.append(f"/{atom.font.name} {style.size:g} Tf {colour} rg")
            if atom.thicken:
                self._done.append(f"2 Tr {colour} RG {style.size * _THICKENING:.2f} w")
            elif self._thick:
                self._done.append("0 Tr")
            self._thick = atom.thicken
        for stretch in atom.font.word(atom.text, right_to_left=bool(atom.level % 2)).stretches:
            rise = stretch.rise * style.size / 1000
            if rise != self._rise:
                self._flush()
                self._done.append(f"{rise:.3f} Ts")
                self._rise = rise
            self._shown.append(stretch.show)

    def _flush(self) -> None:
        if self._shown:
            self._done.append(f"[{_JOINT.sub('', ''.join(self._shown))}] TJ")
            self._shown = []

    def finish(self) -> str:
        """All operators; rise and thickness, which outlive a text object, are put back."""
        self._flush()
        if self._rise:
            self._done.append("0 Ts")
        if self._thick:
            self._done.append("0 Tr")
        return " ".join(self._done)
