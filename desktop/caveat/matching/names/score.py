"""Strength of evidence that two names name one party, 0-100. Not a probability.

What agrees is weighed by how rare it is; what only one side has lowers the score by what it can
distinguish; what both sides state differently counts against.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from caveat.domain.parties import PartyKind
from caveat.matching.coefficients import Coefficients, coefficients
from caveat.matching.names.align import Alignment, Link, align, may_be_unfinished
from caveat.matching.names.lexicon import WordKind, lexicon
from caveat.matching.names.tokens import Token

_MUTE = frozenset({WordKind.NOISE, WordKind.FORM, WordKind.TITLE})
_DISTINGUISHING = frozenset(
    {WordKind.WORD, WordKind.ACTIVITY, WordKind.UNIT, WordKind.LETTER, WordKind.NUMBER,
     WordKind.DIRECTION}
)  # fmt: skip
_CARRIED = 0.95
_ADDED = frozenset({WordKind.PLACE, WordKind.GENERIC})
_TELLING = frozenset({WordKind.WORD, WordKind.ACTIVITY, WordKind.PLACE, WordKind.GENERIC})
_SLIPS = frozenset({"typing", "variant"})
_CAPS = {
    "acronym": "acronym",
    "person": "one_person_name",
    "whole person": "whole_person_name",
}
_PERSON_WORDS = 2
_SHORT_NAME = 4
_COMPATIBLE_FORMS = {
    frozenset({"JSC", "PJSC"}),
    frozenset({"LLC", "FZ"}),
    frozenset({"JSC", "INC"}),
    frozenset({"LLC", "INC"}),
    frozenset({"PJSC", "INC"}),
}
_SILENT_FORMS = frozenset({"CO", "INC"})


@dataclass(frozen=True, slots=True)
class Side:
    """What the scorer needs of one name."""

    tokens: tuple[Token, ...]
    forms: frozenset[str]
    person: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The score with what led to it.

    Attributes:
        score: 0-100, not rounded.
        alignment: Which words stand for which.
        contradictions: Kinds of contradiction: ``place``, ``number``, ``direction``, ``form``.
        capped: Why the score is held down: ``acronym``, ``person``, ``prefix``, or empty.
        carries: Whether the rare first word of the one is the rare first word of the other.
        evidence: Nats of agreement.
    """

    score: float
    alignment: Alignment
    contradictions: tuple[str, ...] = ()
    capped: str = ""
    carries: bool = False
    evidence: float = 0.0


def side_kind(kind: PartyKind | None, *, organisation: bool, comma: bool) -> bool:
    """Whether a name is to be compared as a person's."""
    if kind is PartyKind.PERSON:
        return True
    return comma and not organisation and kind in {None, PartyKind.UNKNOWN}


def score(left: Side, right: Side, *, typing: bool = False) -> Verdict:
    """Compares two names. Symmetric unless ``typing`` says that the left one is unfinished."""
    if not left.tokens or not right.tokens:
        return Verdict(0.0, Alignment((), (), ()))
    people = left.person or right.person
    if not typing and _order(right) < _order(left):
        verdict = _score(right, left, align(right.tokens, left.tokens, people=people))
        return _swapped(verdict)
    verdict = _score(left, right, align(left.tokens, right.tokens, people=people))
    if typing and may_be_unfinished(left.tokens, right.tokens):
        unfinished = align(left.tokens, right.tokens, typing=True, people=people)
        if any(link.likeness.reason == "prefix" for link in unfinished.links):
            other = _score(left, right, unfinished)
            cap = coefficients().cap["prefix"]
            if min(other.score, cap) > verdict.score:
                return Verdict(
                    min(other.score, cap), other.alignment, other.contradictions,
                    "prefix", verdict.carries, other.evidence,
                )  # fmt: skip
    return verdict


def _order(side: Side) -> tuple[str, ...]:
    return tuple(word.code for word in side.tokens)


def _swapped(verdict: Verdict) -> Verdict:
    old = verdict.alignment
    links = tuple(Link(link.right, link.left, link.likeness) for link in old.links)
    alignment = Alignment(links, old.right, old.left)
    return Verdict(
        verdict.score, alignment, verdict.contradictions, verdict.capped, verdict.carries,
        verdict.evidence,
    )  # fmt: skip


def link_weight(link: Link, left: Sequence[Token], right: Sequence[Token]) -> float:
    """What linked words weigh, in nats: the mean of both sides, of a misspelling the lesser."""
    return _shared_weight(
        link,
        sum(left[i].weight for i in link.left),
        sum(right[j].weight for j in link.right),
    )


def _shared_weight(link: Link, one: float, other: float) -> float:
    # A misspelled "technology" looks like a rare word; it weighs what the word it stands for does.
    return min(one, other) if link.likeness.reason in _SLIPS else (one + other) / 2


def _score(left: Side, right: Side, alignment: Alignment) -> Verdict:
    c = coefficients()
    agreed = total = evidence = core = unsure = 0.0
    for link in alignment.links:
        one = sum(left.tokens[i].weight for i in link.left)
        other = sum(right.tokens[j].weight for j in link.right)
        weight = _shared_weight(link, one, other)
        value = link.likeness.value
        agreed += value * weight
        total += weight
        evidence += min(one, other) * value**3
        if _is_core(link, left, right):
            core += min(one, other) * value**3
        if link.likeness.reason in _SLIPS:
            unsure += weight * (1.0 - value)
    person = left.person or right.person
    links = sum(
        max(len(link.left), len(link.right))
        for link in alignment.links
        if left.tokens[link.left[0]].kind is WordKind.WORD
    )
    several = person and links >= _PERSON_WORDS
    bare = math.exp(-((core / c.evidence["bare"]) ** 2))
    lost_left = _leftover(left, alignment.left, c, bare=bare, person=several)
    lost_right = _leftover(right, alignment.right, c, bare=bare, person=several)
    if total <= 0.0:
        return Verdict(0.0, alignment)
    cover_left = agreed / (total + lost_left)
    cover_right = agreed / (total + lost_right)
    agreement = 2 * cover_left * cover_right / (cover_left + cover_right)
    contradictions = _contradictions(left, right, alignment)
    own = _substituted(left, right, alignment) * (1.0 + bare)
    factor = math.exp(-c.contradiction["substitution"] * own)
    for kind in contradictions:
        factor *= c.contradiction[kind]
    doubt = c.contradiction["unsure_person" if person else "unsure"]
    factor *= 1.0 - doubt * unsure / total
    ordinary = c.evidence["ordinary"] * (evidence - core)
    believed = 1.0 - math.exp(-(((core + ordinary) / c.evidence["scale"]) ** 2))
    depth = 1.0 - math.exp(-evidence / c.evidence["scale"])
    plain = _leftover(left, alignment.left, c, bare=0.0, person=several)
    plain += _leftover(right, alignment.right, c, bare=0.0, person=several)
    result = 100.0 * agreement * factor * believed ** min(1.0, plain)
    result *= 0.93 + 0.07 * depth
    told = evidence >= c.evidence["told"] and not set(contradictions) - {"form"}
    if told and _only_adds(left, right, alignment):
        result = max(result, c.evidence["added"])
    capped = _cap(left, right, alignment, person=person, links=links)
    if capped:
        limit = c.cap[_CAPS[capped]]
        result = min(result, limit * (0.9 + 0.1 * result / 100.0))
    carries = not person and _carries(left, right, alignment, c)
    return Verdict(result, alignment, contradictions, capped, carries, evidence)


def _is_core(link: Link, left: Side, right: Side) -> bool:
    return (
        left.tokens[link.left[0]].kind is WordKind.WORD
        and right.tokens[link.right[0]].kind is WordKind.WORD
    )


def _leftover(
    side: Side, free: tuple[int, ...], c: Coefficients, *, bare: float, person: bool
) -> float:
    """What one side has alone. Of a name without distinctive words, all others distinguish."""
    lost = 0.0
    for i in free:
        word = side.tokens[i]
        share = word.leftover
        if word.kind not in _MUTE:
            share += (word.weight - share) * bare
        if person and word.kind in {WordKind.WORD, WordKind.LETTER}:
            share = word.weight * c.leftover["patronymic" if word.patronymic else "activity"] * 0.5
        lost += share
    return lost


def _only_adds(left: Side, right: Side, alignment: Alignment) -> bool:
    """Whether one name is the other with no more than one place or generic word added.

    Such a word never takes a hit below the alert line, even where nothing else distinguishes.
    Where only a number or a unit is shared, little words tell "AT Group" from "M S Group Invest".
    """
    free = [t for t in (left.tokens[i] for i in alignment.left) if t.kind not in _MUTE]
    others = [t for t in (right.tokens[j] for j in alignment.right) if t.kind not in _MUTE]
    if (free and others) or len(free) + len(others) > 1:
        return False
    if not all(t.kind in _ADDED for t in (*free, *others)):
        return False
    if not all(link.likeness.value == 1.0 for link in alignment.links):
        return False
    if any(left.tokens[link.left[0]].kind in _TELLING for link in alignment.links):
        return True
    little = any(left.tokens[i].kind is WordKind.NOISE for i in alignment.left)
    return not (little and any(right.tokens[j].kind is WordKind.NOISE for j in alignment.right))


def _substituted(left: Side, right: Side, alignment: Alignment) -> float:
    """Nats that both sides fill differently: each has its own word where the other has another."""

    def own(side: Side, free: tuple[int, ...]) -> float:
        found = 0.0
        for i in free:
            word = side.tokens[i]
            if word.kind in _DISTINGUISHING:
                found += word.weight
            elif word.kind is WordKind.GENERIC:
                found += word.weight / 2
        return found

    return min(own(left, alignment.left), own(right, alignment.right))


def _contradictions(left: Side, right: Side, alignment: Alignment) -> tuple[str, ...]:
    found = []
    free_left = [left.tokens[i] for i in alignment.left]
    free_right = [right.tokens[j] for j in alignment.right]
    if _places_contradict(left, right, free_left, free_right):
        found.append("place")
    for kind, name in ((WordKind.NUMBER, "number"), (WordKind.DIRECTION, "direction")):
        if any(t.kind is kind for t in free_left) and any(t.kind is kind for t in free_right):
            found.append(name)
    if forms_contradict(left.forms, right.forms):
        found.append("form")
    return tuple(found)


def _places_contradict(
    left: Side, right: Side, free_left: list[Token], free_right: list[Token]
) -> bool:
    mine = [t for t in free_left if t.kind is WordKind.PLACE]
    theirs = [t for t in free_right if t.kind is WordKind.PLACE]
    if not mine or not theirs:
        return False
    all_left = [t for t in left.tokens if t.kind is WordKind.PLACE]
    all_right = [t for t in right.tokens if t.kind is WordKind.PLACE]
    return all(_disagree(a, b) for a in mine for b in all_right) and all(
        _disagree(a, b) for a in theirs for b in all_left
    )


def _disagree(a: Token, b: Token) -> bool:
    return all(lexicon().places_disagree(one, other) for one in a.meanings for other in b.meanings)


def forms_contradict(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether both sides state legal forms and none of them can be the same (LLC, JSC)."""
    mine, theirs = left - _SILENT_FORMS, right - _SILENT_FORMS
    if not mine or not theirs or mine & theirs:
        return False
    return not any(frozenset({a, b}) in _COMPATIBLE_FORMS for a in mine for b in theirs)


def _cap(left: Side, right: Side, alignment: Alignment, *, person: bool, links: int) -> str:
    if not person and (_is_acronym(left) or _is_acronym(right)):
        return "acronym"
    if not person and _rests_on_acronym(left, right, alignment):
        return "acronym"
    if person and links < _PERSON_WORDS:
        free = [left.tokens[i] for i in alignment.left]
        free += [right.tokens[j] for j in alignment.right]
        whole = all(t.kind in _MUTE for t in free)
        exact = all(link.likeness.value == 1.0 for link in alignment.links)
        return "whole person" if whole and exact else "person"
    return ""


def _is_acronym(side: Side) -> bool:
    """Whether nothing but abbreviations is said."""
    spoken = [t for t in side.tokens if t.kind not in _MUTE]
    if len(spoken) == 1:
        return spoken[0].acronym or spoken[0].kind is WordKind.LETTER
    return bool(spoken) and all(t.unspeakable or t.kind is WordKind.LETTER for t in spoken)


def _rests_on_acronym(left: Side, right: Side, alignment: Alignment) -> bool:
    """Whether only abbreviations agree while each side goes on in its own way."""
    words = [left.tokens[k.left[0]] for k in alignment.links if _is_core(k, left, right)]
    if not words or not all(word.acronym for word in words):
        return False
    return all(
        any(side.tokens[i].kind not in _MUTE for i in free)
        for side, free in ((left, alignment.left), (right, alignment.right))
    )


def _carries(left: Side, right: Side, alignment: Alignment, c: Coefficients) -> bool:
    first_left, first_right = _first_word(left), _first_word(right)
    for link in alignment.links:
        if link.left != (first_left,) or link.right != (first_right,):
            continue
        a, b = left.tokens[link.left[0]], right.tokens[link.right[0]]
        if not (a.brands and b.brands) and not _telling(a, b, left, right, alignment):
            return False
        return (
            link.likeness.value >= _CARRIED
            and min(a.weight, b.weight) >= c.evidence["core"]
            and link.likeness.reason not in _SLIPS
            and not a.acronym
            and not b.acronym
        )
    return False


def _telling(a: Token, b: Token, left: Side, right: Side, alignment: Alignment) -> bool:
    """Whether a word outside the table of brands can be somebody's own.

    Two pinyin syllables make a name that many unrelated firms carry, each in its own city.
    """
    if not _is_body(left) or not _is_body(right):
        return False
    if not (a.syllables and b.syllables):
        return True
    return len(a.roman) > _SHORT_NAME and "place" not in _contradictions(left, right, alignment)


def _is_body(side: Side) -> bool:
    """Whether the name shows that it is not a person's: more than words we do not know."""
    spoken = [t for t in side.tokens if t.kind is not WordKind.NOISE]
    return len(spoken) == 1 or any(
        t.kind is not WordKind.WORD and t.kind is not WordKind.TITLE for t in spoken
    )


def _first_word(side: Side) -> int:
    for i, word in enumerate(side.tokens):
        if word.kind is WordKind.WORD:
            return i
    return -1
