"""Weighs what two names of persons have in common and what not."""

from dataclasses import replace
from functools import cache

from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.coefficients import coefficients
from caveat.matching.names.align import Alignment
from caveat.matching.names.model import Model, fitted
from caveat.matching.names.person_align import align_persons, others_by_given
from caveat.matching.names.person_evidence import FEATURES, PersonBalance
from caveat.matching.names.person_likeness import NEAR, TWO
from caveat.matching.names.person_name import syllables_apart
from caveat.matching.names.rules import held, spread
from caveat.matching.names.side import Side
from caveat.matching.names.syllabic import OTHER_SYLLABLE
from caveat.matching.names.verdict import Verdict, word_by_word

_PERSON_PARTS = 2
_OTHER_GIVEN, _SON = "given", "son"
_CAPS = {
    "person": "one_person_name",
    "whole person": "whole_person_name",
    OTHER_SYLLABLE: "other_syllable",
    NEAR: "other_syllable",
    _OTHER_GIVEN: "other_syllable",
    _SON: "other_syllable",
}
"""The coefficient of each reason for which a score is held down."""


@cache
def _model() -> Model:
    return fitted("person", FEATURES)


def compare_persons(left: Side, right: Side) -> Verdict:
    """Compares two persons by the parts that were read, and where those disagree by bare words.

    Which words are one part is a reading: CHANG HYOK KIM in capitals may be Chang, Hyok Kim, while
    Chang Hyok KIM is Kim, Chang Hyok. A reading must not hide a listed person.
    """
    verdict = _persons(left, right)
    if not (left.joined or right.joined):
        return verdict
    if verdict.score >= DEFAULT_THRESHOLD and verdict.capped != "whole person":
        return verdict
    if verdict.capped in {OTHER_SYLLABLE, NEAR, _SON}:
        return verdict
    if "patronymic" in verdict.contradictions or (
        left.lineage and right.lineage and verdict.contradictions
    ):
        return verdict  # bare words do not say who is whose son
    if others_by_given(left, right, verdict.alignment):
        return verdict
    bare = _persons(word_by_word(left), word_by_word(right))
    return replace(bare, bare=True) if bare.score > verdict.score else verdict


def _another_given(balance: PersonBalance, alignment: Alignment) -> str:
    """Why the given names are of two persons; empty if they are not."""
    reasons = [link.likeness.reason for link in alignment.links]
    if OTHER_SYLLABLE in reasons:
        return OTHER_SYLLABLE
    few = balance.parts <= _PERSON_PARTS
    if (NEAR in reasons and few) or (TWO in reasons and balance.parts <= _PERSON_PARTS + 1):
        return NEAR
    if balance.son:
        return _SON
    return _OTHER_GIVEN if balance.given_differ else ""


def _persons(left: Side, right: Side) -> Verdict:
    alignment = align_persons(
        left.tokens,
        right.tokens,
        syllables_apart=(left.joined or right.joined)
        and syllables_apart(left.reading, right.reading),
        given=(left.given, right.given),
    )
    if not alignment.links:
        return Verdict(0.0, alignment)
    balance = PersonBalance(left, right, alignment)
    model = _model()
    points = model.score(model.logit(balance.features()))
    capped = ""
    if (balance.same_words or balance.same_spelt) and balance.parts >= _PERSON_PARTS:
        points = max(points, coefficients().floor["same_words"])
    elif balance.parts < _PERSON_PARTS:
        if balance.same_words or (balance.told and balance.covers):
            capped = "whole person"
        elif not balance.parts or not balance.initials:
            capped = "person"
    capped = capped or _another_given(balance, alignment)
    if capped:
        points = held(points, coefficients().cap[_CAPS[capped]])
    elif balance.shortened or balance.forename_added:
        points = held(points, coefficients().cap["initials"])
    points = spread(points, balance.distinctive, left, right)
    return Verdict(
        points, alignment, balance.contradictions, capped,
        evidence=balance.distinctive, same_words=balance.same_words,
    )  # fmt: skip
