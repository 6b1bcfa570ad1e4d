"""What comparing two names has come to, and the words that it speaks of."""

from dataclasses import dataclass

from caveat.matching.names.align import Alignment, Link
from caveat.matching.names.by_parts import name_by_parts, side_by_parts
from caveat.matching.names.opened import name_opened, side_opened
from caveat.matching.names.person_prepare import bare_name, bare_side
from caveat.matching.names.prepared import PreparedName
from caveat.matching.names.side import Side


@dataclass(frozen=True, slots=True)
class Verdict:
    """The score with what led to it.

    Attributes:
        score: 0-100, not rounded.
        alignment: Which words stand for which.
        contradictions: ``place``, ``number``, ``direction``, ``form``, ``generation``.
        capped: Why the score is held down: ``acronym``, ``whole acronym`` (the one name is
            an abbreviation, the other the same, with places, generic words and forms at most),
            ``person``, ``whole person``, ``near`` (Karim, Karam),
            ``given``, ``son``, ``generic``, ``kin``, ``sort`` (two universities of one
            town), ``prefix``, ``branch``, or empty.
        carries: Whether the rare name of the one is the rare name of the other.
        evidence: Nats of distinctive words that agree.
        same_words: Whether both say the same words, but for legal forms and little words.
        by_parts: Whether known names were compared word by word; the alignment is then one of
            `as_compared` names.
        bare: Whether two persons were compared word by word, whatever was read as one part; the
            alignment is then one of `as_compared` names.
        opened: Whether phrases were compared word by word (see `opened`); likewise.
    """

    score: float
    alignment: Alignment
    contradictions: tuple[str, ...] = ()
    capped: str = ""
    carries: bool = False
    evidence: float = 0.0
    same_words: bool = False
    bare: bool = False
    by_parts: bool = False
    opened: bool = False


def as_compared(name: PreparedName, verdict: Verdict) -> PreparedName:
    """The name as the words that the alignment of a verdict on it speaks of."""
    if verdict.by_parts:
        return name_by_parts(name)
    if verdict.opened:
        return name_opened(name)
    return bare_name(name) if verdict.bare else name


def side_as_compared(side: Side, verdict: Verdict) -> Side:
    """Likewise of a side."""
    if verdict.by_parts:
        return side_by_parts(side) or side
    if verdict.opened:
        return side_opened(side) or side
    return word_by_word(side) if verdict.bare else side


def word_by_word(side: Side) -> Side:
    """A person's name with each word a part of its own; any other name itself."""
    return bare_side(side.reading) if side.reading else side


def turned(old: Alignment) -> Alignment:
    """The alignment as the other side has it."""
    links = tuple([Link(right, left, likeness) for left, right, likeness in old.links])
    return Alignment(links, old.right, old.left)


def swapped(verdict: Verdict) -> Verdict:
    """The verdict as the other side has it."""
    return Verdict(
        verdict.score, turned(verdict.alignment), verdict.contradictions,
        verdict.capped, verdict.carries, verdict.evidence, verdict.same_words, verdict.bare,
    )  # fmt: skip
