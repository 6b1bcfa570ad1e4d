"""Strength of evidence that two names name one party, 0-100. Not a probability.

A fitted model (see `model`) turns what agrees and what does not into a score. On top of it stand
the few rules that no fit may soften: an abbreviation alone or one name of a person alone is no
alert; the same words are one; a place or a generic word added takes no hit below the line.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.coefficients import coefficients
from caveat.matching.names import evidence, person_evidence
from caveat.matching.names.align import Alignment, Link, align, may_be_unfinished
from caveat.matching.names.by_parts import name_by_parts, side_by_parts
from caveat.matching.names.evidence import Balance
from caveat.matching.names.institutions import Apart, sorts_apart
from caveat.matching.names.kinship import carries
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.model import Model, fitted
from caveat.matching.names.opened import is_phrase, name_opened, side_opened
from caveat.matching.names.person_align import align_persons, others_by_given
from caveat.matching.names.person_evidence import PersonBalance
from caveat.matching.names.person_name import syllables_apart
from caveat.matching.names.person_prepare import bare_name, bare_side
from caveat.matching.names.prepare import PreparedName
from caveat.matching.names.rules import adds_to, held, holds_whole, is_bare, spread
from caveat.matching.names.side import SILENT, Side
from caveat.matching.names.similar import SAME
from caveat.matching.names.syllabic import OTHER_SYLLABLE
from caveat.matching.names.tokens import Token

_TELLING = frozenset({WordKind.WORD, WordKind.NUMBER, WordKind.ACTIVITY, WordKind.LETTER})
_LEFT, _RIGHT, _EITHER = (True,), (False,), (True, False)
"""Whose additions are forgiven: the left side's, the right side's, or the one's or the other's."""
_PERSON_PARTS = 2
_WORD, _PLACE = WordKind.WORD, WordKind.PLACE
_CAPS = {"acronym": "acronym", "person": "one_person_name", "whole person": "whole_person_name",
         "generic": "generic", "kin": "kin", "prefix": "prefix",
         "sort": "generic", "syllable": "other_syllable",
         "whole acronym": "whole_acronym"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """The score with what led to it.

    Attributes:
        score: 0-100, not rounded.
        alignment: Which words stand for which.
        contradictions: ``place``, ``number``, ``direction``, ``form``, ``generation``.
        capped: Why the score is held down: ``acronym``, ``whole acronym`` (the one name is
            an abbreviation, the other the same, with places, generic words and forms at most),
            ``person``, ``whole person``, ``generic``, ``kin``, ``sort`` (two universities of one
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
    return _word_by_word(side) if verdict.bare else side


def _word_by_word(side: Side) -> Side:
    return bare_side(side.reading) if side.reading else side


_NOTHING = Verdict(0.0, Alignment((), (), ()))


@cache
def _models() -> tuple[Model, Model]:
    return (
        fitted("organisation", evidence.FEATURES),
        fitted("person", person_evidence.FEATURES),
    )


def score(left: Side, right: Side, *, typing: bool = False) -> Verdict:
    """Compares two names.

    Symmetric unless ``typing`` says that the left one is asked for and may be unfinished: then only
    what it adds is forgiven, not what it leaves out.
    """
    if not left.tokens or not right.tokens:
        return _NOTHING
    if left.person and right.person:
        if right.order < left.order:
            return _swapped(_persons_by_parts_or_words(right, left))
        return _persons_by_parts_or_words(left, right)
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
        forgiven = _RIGHT if typing else _EITHER
        alignment = align(right.tokens, left.tokens)
        return _organisations(right, left, alignment, forgiven, swapped=True)
    forgiven = _LEFT if typing else _EITHER
    return _organisations(left, right, align(left.tokens, right.tokens), forgiven)


def _by_parts(left: Side, right: Side, verdict: Verdict, *, typing: bool) -> Verdict:
    """Compares known names word by word, where all words agree: one that is over makes another."""
    if left.script == right.script and left.folded is right.folded:
        return verdict
    mine, theirs = side_by_parts(left), side_by_parts(right)
    # Two names that are both known are two names.
    if (mine is None) is (theirs is None):
        return verdict
    one, other = mine or left, theirs or right
    if abs(one.words - other.words) > 1:
        return verdict
    parted = _by_words(one, other, typing=typing)
    if parted.score < DEFAULT_THRESHOLD or not parted.same_words:
        return verdict
    return replace(parted, by_parts=True)


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
    other = _organisations(left, right, alignment, _LEFT, as_if=_finished(alignment))
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


def _turned(old: Alignment) -> Alignment:
    """The alignment as the other side has it."""
    links = tuple([Link(right, left, likeness) for left, right, likeness in old.links])
    return Alignment(links, old.right, old.left)


def _swapped(verdict: Verdict) -> Verdict:
    return Verdict(
        verdict.score, _turned(verdict.alignment), verdict.contradictions,
        verdict.capped, verdict.carries, verdict.evidence, verdict.same_words, verdict.bare,
    )  # fmt: skip


def _organisations(
    left: Side,
    right: Side,
    alignment: Alignment,
    forgiven: tuple[bool, ...],
    *,
    as_if: Alignment | None = None,
    swapped: bool = False,
) -> Verdict:
    """Weighs what is aligned.

    Args:
        left: The one name.
        right: The other.
        alignment: Which words stand for which.
        forgiven: Whose additions are no reason to fall below the line.
        as_if: What is weighed instead of the alignment that is told.
        swapped: Whether to tell it as the right side has it.
    """
    if not alignment.links:
        return Verdict(0.0, _turned(alignment) if swapped else alignment)
    balance = Balance(left, right, as_if or alignment)
    model = _models()[0]
    points = model.score(model.logit(balance.features()))
    bare = is_bare(left) or is_bare(right)
    capped = "generic" if bare else _cap(left, right, alignment)
    if left.order == right.order and not capped:
        points = max(points, coefficients().floor["verbatim"])
    if not bare and (points < DEFAULT_THRESHOLD or capped == "generic"):
        floor = _floor(left, right, balance, model, forgiven)
        if floor >= DEFAULT_THRESHOLD and capped == "generic":
            capped = ""
        points = max(points, floor)
    if not bare and (capped or points < DEFAULT_THRESHOLD) and holds_whole(left, right):
        points, capped = max(points, coefficients().floor["added"]), ""
    if not capped and points >= DEFAULT_THRESHOLD and balance.kin:
        capped = "kin"
    points, capped = _held_down(points, capped, balance, left, right, alignment)
    points = spread(points, balance.distinctive + balance.ordinary, left, right)
    return Verdict(
        points, _turned(alignment) if swapped else alignment, balance.contradictions, capped,
        carries(left, right, alignment),
        balance.distinctive, balance.same_words,
    )  # fmt: skip


def _held_down(  # noqa: PLR0917 — what a comparison has come to
    points: float, capped: str, balance: Balance, left: Side, right: Side, alignment: Alignment
) -> tuple[float, str]:
    """The points that the rules leave, and which of them holds the name down; empty for none."""
    c = coefficients()
    apart = Apart.NO
    if points >= DEFAULT_THRESHOLD and not capped:
        apart = sorts_apart(left, right, alignment)
        capped = "sort" if apart is Apart.SURELY else ""
    if capped == "acronym" and _is_whole_abbreviation(left, right, balance):
        capped = "whole acronym"
        points = max(points, c.floor["same_words"])
    if capped:
        points = held(points, c.cap[_CAPS[capped]])
    hit = points >= DEFAULT_THRESHOLD
    if balance.unit_added or apart is Apart.MAYBE or (hit and balance.near):
        points = held(points, c.cap["unit_added"])
    return points, capped


def _is_whole_abbreviation(left: Side, right: Side, balance: Balance) -> bool:
    """Whether an abbreviation is all that the one says, and all but added words of the other."""
    if left.acronym and right.acronym and balance.same_words:
        return True
    return (left.acronym and adds_to(right, left)) or (right.acronym and adds_to(left, right))


def _floor(
    left: Side, right: Side, balance: Balance, model: Model, forgiven: tuple[bool, ...]
) -> float:
    """What a rule says that a score may not be below; 0 where none does.

    ``forgiven`` says whose additions are no reason to fall below it: the left side's, the right's.
    """
    c, nats = coefficients().floor, coefficients().evidence
    if balance.same_words:
        return c["same_words"] if _says_enough(balance) else 0.0
    if "form" in balance.contradictions:
        alike = model.score(model.logit(balance.features(forgive_forms=True)))
        if alike >= DEFAULT_THRESHOLD:
            return c["added"]
    # A rare name is itself, whichever side says more; a usual one may leave nothing out.
    whose = _EITHER if balance.own and balance.distinctive >= nats["core"] else forgiven
    if balance.softened and any(_hit_without(balance, model, left=one) for one in whose):
        return c["added"]
    agreed = balance.distinctive + balance.ordinary
    at_core = balance.softened and len(whose) > 1 and _hit_at_core(balance, model)
    if (
        at_core
        or (agreed >= nats["core"] and balance.abbreviation_added)
        or (agreed >= nats["told_in_all"] and balance.at_home)
        or (balance.distinctive >= nats["core"] and balance.described)
    ):
        return c["added"]
    if balance.brand_alone and balance.own:
        brands = left.tokens[left.head], right.tokens[right.head]
        if all(one.brands and not one.acronym and one.weight >= nats["core"] for one in brands):
            return c["brand_alone"]
    return 0.0


def _says_enough(balance: Balance) -> bool:
    """Whether the same words on both sides name anybody: "Technology" alone does not."""
    nats, agreed = coefficients().evidence, balance.distinctive + balance.ordinary
    if not balance.distinctive and balance.links == 1:
        # "Media Do" is not "Number Media", though the little words say next to nothing.
        return balance.silent and (balance.as_spoken or agreed >= nats["told"])
    if balance.lexical:
        return agreed >= nats["told"]
    # A direction is a name where all the rest is said too: Trading House Sever.
    told = nats["told" if balance.directed else "told_in_meaning"]
    return agreed >= told and balance.links > 1


def _hit_without(balance: Balance, model: Model, *, left: bool) -> bool:
    """Whether the names match without the places and generic words that one side adds."""
    nats, agreed = coefficients().evidence, balance.distinctive + balance.ordinary
    told = balance.solid and balance.distinctive >= nats["told_with_more"]
    in_all = agreed >= nats["told_in_all"] and balance.solid
    if not (told or in_all):
        return False
    if balance.same_but(forgive_left=left, forgive_right=not left):
        return True
    if not (told and balance.one_sided):
        return False
    values = balance.features(forgive_left=left, forgive_right=not left, forgive_forms=True)
    return model.score(model.logit(values)) >= DEFAULT_THRESHOLD


def _hit_at_core(balance: Balance, model: Model) -> bool:
    """Whether a rare name makes the match, whatever places and generic words each side adds."""
    nats = coefficients().evidence
    told = balance.own and balance.solid and balance.distinctive >= nats["core"]
    if not told and balance.distinctive + balance.ordinary < nats["core_in_all"]:
        return False
    values = balance.features(forgive_left=True, forgive_right=True, forgive_forms=True)
    return model.score(model.logit(values)) >= DEFAULT_THRESHOLD


def _persons_by_parts_or_words(left: Side, right: Side) -> Verdict:
    """Compares two persons by the parts that were read, and where those disagree by bare words.

    Which words are one part is a reading: CHANG HYOK KIM in capitals may be Chang, Hyok Kim, while
    Chang Hyok KIM is Kim, Chang Hyok. A reading must not hide a listed person.
    """
    verdict = _persons(left, right)
    if not (left.joined or right.joined):
        return verdict
    if verdict.score >= DEFAULT_THRESHOLD and verdict.capped != "whole person":
        return verdict
    if verdict.capped == OTHER_SYLLABLE:
        return verdict
    if left.lineage and right.lineage and verdict.contradictions:
        return verdict  # bare words do not say who is whose son
    if others_by_given(left, right, verdict.alignment):
        return verdict
    bare = _persons(_word_by_word(left), _word_by_word(right))
    return replace(bare, bare=True) if bare.score > verdict.score else verdict


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
    model = _models()[1]
    points = model.score(model.logit(balance.features()))
    capped = ""
    if (balance.same_words or balance.same_spelt) and balance.parts >= _PERSON_PARTS:
        points = max(points, coefficients().floor["same_words"])
    elif balance.parts < _PERSON_PARTS:
        if balance.same_words or (balance.told and balance.covers):
            capped = "whole person"
        elif not balance.parts or not balance.initials:
            capped = "person"
    if not capped and any(one.likeness.reason == OTHER_SYLLABLE for one in alignment.links):
        capped = OTHER_SYLLABLE
    if capped:
        points = held(points, coefficients().cap[_CAPS[capped]])
    elif balance.shortened or balance.forename_added:
        points = held(points, coefficients().cap["initials"])
    points = spread(points, balance.distinctive, left, right)
    return Verdict(
        points, alignment, balance.contradictions, capped,
        evidence=balance.distinctive, same_words=balance.same_words,
    )  # fmt: skip


def _cap(left: Side, right: Side, alignment: Alignment) -> str:
    alike = left.order == right.order
    verbatim = alike and (left.forms or left.words > 1)
    if _is_one_brand(left, right):
        return ""
    if not verbatim and (
        left.acronym or right.acronym or _rests_on_acronym(left, right, alignment)
    ):
        return "acronym"
    if alike:
        return ""
    tokens = left.tokens
    for link in alignment.links:
        for i in link.left:
            if tokens[i].kind in _TELLING:
                return ""
    return "generic"


def _is_one_brand(left: Side, right: Side) -> bool:
    """Whether the names are one group's by the table, the one in letters (BYD), the other not."""
    if left.head < 0 or right.head < 0:
        return False
    one, other = left.tokens[left.head], right.tokens[right.head]
    return one.foreign != other.foreign and not one.brands.isdisjoint(other.brands)


def _rests_on_acronym(left: Side, right: Side, alignment: Alignment) -> bool:
    """Whether only abbreviations agree while each side goes on in its own way."""
    mine, theirs = left.tokens, right.tokens
    agreed = False
    for link in alignment.links:
        word = mine[link.left[0]]
        if word.kind is _PLACE:
            return False
        if word.kind is _WORD and theirs[link.right[0]].kind is _WORD:
            if not word.acronym:
                return False
            agreed = True
    return agreed and _says_more(mine, alignment.left) and _says_more(theirs, alignment.right)


def _says_more(tokens: Sequence[Token], free: Sequence[int]) -> bool:
    """Whether a word that says something stands alone."""
    return any([tokens[i].kind not in SILENT for i in free])  # noqa: C419 — asked for often
