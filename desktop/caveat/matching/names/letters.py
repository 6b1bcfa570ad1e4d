"""How alike two names are letter by letter, spaces and little words aside."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.side import SILENT, Side

_SOFT = frozenset({WordKind.PLACE, WordKind.GENERIC})
_LONG, _VERY_LONG = 12, 20
_LONGEST_SPELLED = 120


def spoken_but(side: Side, left_out: Sequence[int]) -> str:
    """All that a side says, but for places and generic words at these positions."""
    if not left_out:
        return side.spoken
    return "".join(
        word.roman or word.lemma
        for i, word in enumerate(side.tokens)
        if word.kind not in SILENT and not (i in left_out and word.kind in _SOFT)
    )


def letters_alike(one: str, other: str) -> float:
    """Likeness of the letters of both names without spaces, 0-1."""
    size = max(len(one), len(other))
    if not size:
        return 0.0
    if size > _LONGEST_SPELLED:
        one, other, size = one[:_LONGEST_SPELLED], other[:_LONGEST_SPELLED], _LONGEST_SPELLED
    return 1.0 - OSA.distance(one, other) / size


def slipped(one: str, other: str) -> bool:
    """Whether long names are written alike but for a letter, or for two in a very long one."""
    size = max(len(one), len(other))
    most = 0 if size < _LONG else 1 if size < _VERY_LONG else 2
    return most > 0 and OSA.distance(one, other, score_cutoff=most) <= most
