"""Strength of evidence that two names name one party, 0-100. Not a probability.

A fitted model (see `model`) turns what agrees and what does not into a score. On top of it stand
the few rules that no fit may soften: an abbreviation alone or one name of a person alone is no
alert; the same words are one; a place or a generic word added takes no hit below the line.
"""

from dataclasses import replace

from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.coefficients import coefficients
from caveat.matching.names.align import Alignment, Link, align, may_be_unfinished
from caveat.matching.names.alike import SAME
from caveat.matching.names.by_parts import side_by_parts
from caveat.matching.names.floors import EITHER, LEFT, RIGHT
from caveat.matching.names.letters import slipped
from caveat.matching.names.opened import is_phrase, side_opened
from caveat.matching.names.organisation_score import organisations
from caveat.matching.names.person_score import compare_persons
from caveat.matching.names.rules import held
from caveat.matching.names.side import Side
from caveat.matching.names.verdict import Verdict, swapped

_LITTLE_WORDS = 8
"""Letters of the little words that a known name holds, and a name of single words does not."""
_NOTHING = Verdict(0.0, Alignment((), (), ()))


def score(left: Side, right: Side, *, typing: bool = False) -> Verdict:
    """Compares two names.

    Symmetric unless ``typing`` says that the left one is asked for and may be unfinished: then only
    what it adds is forgiven, not what it leaves out.
    """
    if not left.tokens or not right.tokens:
        return _NOTHING
    if left.person and right.person:
        if right.order < left.order:
            return swapped(compare_persons(right, left))
        return compare_persons(left, right)
    verdict = _by_words(left, right, typing=typing)
    if verdict.score < DEFAULT_THRESHOLD and (left.holds_name or right.holds_name):
        verdict = _by_parts(left, right, verdict, typing=typing)
    if verdict.score < DEFAULT_THRESHOLD and (left.holds_phrase or right.holds_phrase):
        verdict = _opened(left, right, verdict, typing=typing)
    if left.head_office is not None or right.head_office is not None:
        verdict = _of_branches(left, right, verdict, typing=typing)
    if typing and may_be_unfinished(left.tokens, right.tokens):
        return _unfinished(left, right, verdict)
    return verdict


def _by_words(left: Side, right: Side, *, typing: bool) -> Verdict:
    if right.order < left.order:
        forgiven = RIGHT if typing else EITHER
        alignment = align(right.tokens, left.tokens)
        return organisations(right, left, alignment, forgiven, swapped=True)
    forgiven = LEFT if typing else EITHER
    return organisations(left, right, align(left.tokens, right.tokens), forgiven)


def _by_parts(left: Side, right: Side, verdict: Verdict, *, typing: bool) -> Verdict:
    """Compares known names word by word, where all words agree: one that is over makes another."""
    in_one_language = left.script == right.script and left.folded is right.folded
    if in_one_language and abs(len(left.spoken) - len(right.spoken)) > _LITTLE_WORDS:
        return verdict
    mine, theirs = side_by_parts(left), side_by_parts(right)
    one, other = mine or left, theirs or right
    if in_one_language:
        known = mine is not None or theirs is not None
        return _but_for_a_slip(one, other, verdict, typing=typing) if known else verdict
    # Two names that are both known are two names.
    if (mine is None) is (theirs is None):
        return verdict
    if abs(one.words - other.words) > 1:
        return verdict
    parted = _by_words(one, other, typing=typing)
    if parted.score < DEFAULT_THRESHOLD or not parted.same_words:
        return verdict
    return replace(parted, by_parts=True)


def _but_for_a_slip(one: Side, other: Side, verdict: Verdict, *, typing: bool) -> Verdict:
    """A known name in which a letter is wrong is no known name any more, and still that name."""
    if not slipped(one.spoken, other.spoken):
        return verdict
    parted = _by_words(one, other, typing=typing)
    if parted.contradictions:
        return verdict
    points = max(parted.score, coefficients().floor["same_words"])
    return replace(parted, score=points, capped="", by_parts=True)


def _opened(left: Side, right: Side, verdict: Verdict, *, typing: bool) -> Verdict:
    """Compares phrases word by word, where half of the words agree and then all do."""
    free = verdict.alignment
    # The other side must have words over that a phrase of this one may say.
    if not ((left.holds_phrase and free.right) or (right.holds_phrase and free.left)):
        return verdict
    if 2 * len(free.links) < min(left.words, right.words) or left.order == right.order:
        return verdict
    if not (_has_new_phrase(left, right) or _has_new_phrase(right, left)):
        return verdict
    mine, theirs = side_opened(left), side_opened(right)
    if mine is None and theirs is None:
        return verdict
    one, other = mine or left, theirs or right
    opened = _by_words(one, other, typing=typing)
    if opened.score < DEFAULT_THRESHOLD:
        return verdict
    return replace(opened, opened=True)


def _has_new_phrase(side: Side, other: Side) -> bool:
    """Whether a phrase is said that the other side does not say as well."""
    return side.holds_phrase and any(
        is_phrase(word) and word.code not in other.order for word in side.tokens
    )


def _of_branches(left: Side, right: Side, verdict: Verdict, *, typing: bool) -> Verdict:
    """A branch is the legal person that it is of; two branches of one in two places are related."""
    limit = coefficients().cap["unit_added"]
    if verdict.score >= limit or "place" in verdict.contradictions:
        return _as_kin(left, right, verdict)
    offices = _by_words(left.head_office or left, right.head_office or right, typing=typing)
    if offices.score < DEFAULT_THRESHOLD:
        return verdict
    points = held(offices.score, limit)
    if points <= verdict.score:
        return verdict
    return replace(
        verdict,
        score=points,
        capped="branch",
        carries=offices.carries,
        evidence=offices.evidence,
    )


def _as_kin(left: Side, right: Side, verdict: Verdict) -> Verdict:
    """Two branches of one legal person in two places carry its name."""
    if left.head_office is None or right.head_office is None or verdict.score >= DEFAULT_THRESHOLD:
        return verdict
    offices = _by_words(left.head_office, right.head_office, typing=False)
    return replace(verdict, carries=True) if offices.score >= DEFAULT_THRESHOLD else verdict


def _unfinished(left: Side, right: Side, verdict: Verdict) -> Verdict:
    alignment = align(left.tokens, right.tokens, typing=True)
    if not any(link.likeness.reason == "prefix" for link in alignment.links):
        return verdict
    other = organisations(left, right, alignment, LEFT, as_if=_finished(alignment))
    points = min(other.score, coefficients().cap["prefix"])
    if points <= verdict.score:
        return verdict
    return Verdict(
        points, other.alignment, other.contradictions, "prefix", verdict.carries, other.evidence
    )


def _finished(alignment: Alignment) -> Alignment:
    """The alignment as if the unfinished word were the whole one."""
    links = tuple(
        Link(link.left, link.right, SAME) if link.likeness.reason == "prefix" else link
        for link in alignment.links
    )
    return Alignment(links, alignment.left, alignment.right)
