"""Compares two names, with or without knowledge of published names."""

from dataclasses import replace

from caveat.domain.parties import PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD, STRONG, Band, NameComparison
from caveat.matching import ship_numbers
from caveat.matching.coefficients import coefficients
from caveat.matching.counterfactual import about_names, told
from caveat.matching.known import AllNames, Knowledge, KnownNames
from caveat.matching.names.explain import because, quoted
from caveat.matching.names.parts import parts
from caveat.matching.names.prepare import PreparedName
from caveat.matching.names.reading import read_pair
from caveat.matching.names.rules import held
from caveat.matching.names.score import score
from caveat.matching.names.side import side_of
from caveat.matching.names.split import split_names
from caveat.matching.names.verdict import Verdict, as_compared

_KNOWN_SAME = 96.0
_HINTED_SAME = 80.0
_KNOWN_DIFFERENT = 0.6
_TWO_SHIPS = 45.0
"""At most, of two names with different IMO numbers, however alike they are."""


def band_of(points: float, verdict: Verdict, threshold: float = DEFAULT_THRESHOLD) -> Band:
    """The band of a rounded score."""
    if points >= max(STRONG, threshold):
        return Band.STRONG
    if points >= threshold:
        return Band.POSSIBLE
    return Band.RELATED if verdict.carries else Band.NEAR_MISS


def _names(text: str, kind: PartyKind | None) -> tuple[str, ...]:
    return (text,) if kind is PartyKind.PERSON else split_names(text)


def _scored(one: PreparedName, other: PreparedName, *, alone: bool) -> Verdict:
    """How alike two names are; ``alone`` if they are all that either text says.

    The abbreviation in a bracket is not all that a party is called: the 711th and the 724th
    institute of CSSC are two.
    """
    verdict = score(side_of(one), side_of(other))
    if verdict.capped == "whole acronym" and not alone:
        points = held(verdict.score, coefficients().cap["acronym"])
        return replace(verdict, score=points, capped="acronym")
    return verdict


def compare_names(
    a: str,
    b: str,
    kind: PartyKind | None = None,
    known: KnownNames | AllNames | None = None,
    *,
    what_if: bool = False,
) -> NameComparison:
    """Strength of evidence that two names name one party.

    Args:
        a: One name, any text.
        b: The other.
        kind: What they name, if known.
        known: Published names; two names of one party are the same party (an unverified source
            only hints at it and says so), and two names of separate entries of one list speak
            against each other.
        what_if: Whether to say what would move the score over or under the usual line, which
            takes several more comparisons.

    Returns:
        The comparison. The score is symmetric; ``parts`` and ``because`` follow the order given.
    """
    pairs = [read_pair(x, y, kind) for x in _names(a, kind) for y in _names(b, kind)]
    judged = [(_scored(x, y, alone=len(pairs) == 1), x, y) for x, y in pairs]
    verdict, one, other = max(judged, key=lambda item: round(item[0].score, 6))
    one, other = as_compared(one, verdict), as_compared(other, verdict)
    points = verdict.score
    knowledge = known.about(a, b) if known is not None else Knowledge()
    sentence = because(one, other, verdict)
    proven = bool(knowledge.same) and not knowledge.doubt
    if proven or (knowledge.same and points < _HINTED_SAME):
        points = max(_KNOWN_SAME if proven else _HINTED_SAME, points)
        doubt = f", {knowledge.doubt}" if knowledge.doubt else ""
        sentence = (
            f"{quoted(a)} and {quoted(b)}: both are names of {quoted(knowledge.same)}{doubt}."
        )
    elif knowledge.different:
        points *= _KNOWN_DIFFERENT
        sentence = sentence.removesuffix(".") + "; each is published for a separate party."
    ships, theirs = ship_numbers.in_text(a), ship_numbers.in_text(b)
    two_ships = bool(ships and theirs) and ships.isdisjoint(theirs)
    if two_ships:
        points = held(points, _TWO_SHIPS)
        sentence = f"{sentence.removesuffix('.')}; but the IMO numbers are of two ships."
    elif ships & theirs:
        points = max(points, _KNOWN_SAME)
        sentence = f"{sentence.removesuffix('.')}; the IMO number is the same."
    counterfactual = ""
    if what_if:
        counterfactual = _what_if(one, other, verdict, points)
    points = round(points, 1)
    contradicted = two_ships or knowledge.different
    contradicted = contradicted or (bool(verdict.contradictions) and not proven)
    return NameComparison(
        points, band_of(points, verdict), sentence, parts(one, other, verdict), contradicted,
        counterfactual,
    )  # fmt: skip


def _what_if(one: PreparedName, other: PreparedName, verdict: Verdict, points: float) -> str:
    """What would move the score: what is published, if that alone decides, else a word."""
    if (points >= DEFAULT_THRESHOLD) != (round(verdict.score, 1) >= DEFAULT_THRESHOLD):
        return f"Without what is published about the two names: {told(verdict.score)}."
    return about_names(one, other, verdict)
