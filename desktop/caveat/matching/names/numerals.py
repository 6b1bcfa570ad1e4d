"""A single Roman letter beside a word that is counted is a number: Fund V is not Fund VI.

Anywhere else I, V and X are initials, or letters that tell two firms apart.
"""

_LETTERS = {"I": 1, "V": 5, "X": 10}
_COUNTED = frozenset(
    ["fund", "funds", "fond", "fonds", "fondo", "series", "serie", "factory", "fabrika", "zavod",
     "plant", "works", "no", "nr", "number", "num", "nomer", "phase", "stage", "unit", "class",
     "part", "vol", "volume", "tranche", "tier", "block", "section", "mark", "type", "portfolio",
     "partners", "ventures", "holdings", "capital", "opportunities", "trust"]
)  # fmt: skip
"""Folded words that a number follows, as a rule, where a single letter does."""


def counted(before: str, written: str) -> int:
    """The number that a single capital means behind a folded word; 0 where it means none."""
    return _LETTERS.get(written, 0) if before in _COUNTED else 0
