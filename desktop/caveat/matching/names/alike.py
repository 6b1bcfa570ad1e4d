"""What it means that two words agree: how much, and in what way."""

from dataclasses import dataclass

from caveat.domain.screening import PartRelation


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two words agree: 0-1, and in what way. ``reason`` is for the sentence."""

    value: float
    relation: PartRelation
    reason: str = ""


SAME = Likeness(1.0, PartRelation.SAME)
"""The agreement of a word with itself."""
