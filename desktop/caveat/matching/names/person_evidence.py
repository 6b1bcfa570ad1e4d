"""What two aligned names of persons say for and against being one: a vector of numbers.

As for organisations (see `evidence`), a logistic model over features of one direction each. Persons
have their own, since everything that carries an organisation's name is missing: no legal form, no
industry, no rare trade name; instead parts in any order, initials, patronymics, generations, and
the same few given names in every list.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from caveat.matching.names import izafa
from caveat.matching.names.align import Alignment
from caveat.matching.names.given import groups, in_arabic, related
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.person_likeness import in_old_spelling
from caveat.matching.names.person_words import CHILD, led
from caveat.matching.names.persons_differ import differing
from caveat.matching.names.side import Side
from caveat.matching.names.syllabic import SOUTHERN
from caveat.matching.names.tokens import Token

FEATURES: tuple[tuple[str, int], ...] = (
    ("agreed", 1),
    ("rarest_agreed", 1),
    ("parts_agreed", 1),
    ("same_parts", 1),
    ("same_order", 1),
    ("letters_alike", 1),
    ("least_alike", -1),
    ("misspelled", -1),
    ("part_for_part", -1),
    ("parts_differ", -1),
    ("given_for_given", -1),
    ("part_added", -1),
    ("parts_added", -1),
    ("initials", -1),
    ("single_part", -1),
    ("surname_left_out", -1),
    ("generation_added", -1),
    ("generation_for_generation", -1),
    ("patronymic_for_patronymic", -1),
    ("sex_for_sex", -1),
    ("patronymic_added", -1),
    ("uncovered_in_both", -1),
    ("common_parts", -1),
)
"""Every feature with the direction in which it may move the score."""

_HALF_AGREED, _HALF_PARTS, _HALF_DIFFERENT, _HALF_ADDED = 8.0, 2.0, 3.0, 6.0
_RAREST = 10.0
_COMMON = 9.0
_PATRONYMIC = 0.4
"""Share of its weight that a patronymic loses when one side leaves it out."""
_WHOLLY, _SURNAMES = 0.95, 2
_NAMES = frozenset({WordKind.WORD, WordKind.LETTER})
_LETTER = WordKind.LETTER
_PARENTS = tuple(CHILD)
_SHORTEST_OF_TWO = 5
"""Letters of each of two names that were joined, so that it is no given name in two syllables."""


class PersonBalance:
    """What speaks for and against two names of persons.

    Attributes:
        contradictions: ``generation`` (Jr against Sr), ``patronymic``, ``sex``.
        distinctive: Nats of parts that agree.
        told: Whether a part that agrees is more than one common word: the name of a parent (Abu
            Seif), all consonants of a word in another script, or an old Indonesian spelling.
        parts: How many parts agree, initials left out.
        initials: How many initials agree.
        shortened: Whether a letter of the one stands for a name of the other.
        forename_added: Whether one side says a given name before all that the other says, or an
            initial beside other initials: perhaps the son's, Uday Saddam Hussein.
        given_differ: Whether both have one part alone, and it is a known given name.
        son: Whether the one is called the son of whom the other names: Mahmoud ibn Ismail.
        covers: Whether no part of either side stands alone.
        same_words: Whether both sides say the same parts, in any order.
        same_spelt: Whether they do but for usual spellings of the same names.
    """

    __slots__ = (
        "_values",
        "contradictions",
        "covers",
        "distinctive",
        "forename_added",
        "given_differ",
        "initials",
        "parts",
        "same_spelt",
        "same_words",
        "shortened",
        "son",
        "told",
    )

    def __init__(self, left: Side, right: Side, alignment: Alignment) -> None:
        a_tokens, b_tokens = left.tokens, right.tokens
        agreed = rarest = total = lost = 0.0
        least = 1.0
        parts, initials, shortened = 0, 0, False
        exact, self.told = True, False
        for places, other_places, likeness in alignment.links:
            # Particles lead the name that they belong to.
            a, b = a_tokens[places[-1]], b_tokens[other_places[-1]]
            if a.kind not in _NAMES or b.kind not in _NAMES:
                continue
            value = likeness.value
            one, other = a.personal, b.personal
            for k in places[:-1]:
                one += a_tokens[k].personal
            for k in other_places[:-1]:
                other += b_tokens[k].personal
            weight = min(other, one)
            gained = weight * value * value * value
            agreed += gained
            total += weight
            exact = exact and value == 1.0
            if likeness.reason == "initial" or a.kind is _LETTER:
                initials += 1
                shortened = shortened or likeness.reason == "initial"
                continue
            lost += weight * (1.0 - value)
            if (likeness.reason == "script" and value >= _WHOLLY) or (
                a.roman.startswith(_PARENTS)
                and led(a.roman)[0] in CHILD
                and led(b.roman)[0] in CHILD
            ):
                self.told = True
            self.told = self.told or (a is not b and in_old_spelling(a.roman, b.roman))
            parts += min(len(places), len(other_places))  # particles are of one side alone
            rarest = max(rarest, gained)
            least = min(least, value)
        if parts == 1 and _is_of_two(left, right, alignment):
            parts = 2  # Shafiqul Islam
        self.distinctive, self.parts, self.initials = agreed, parts, initials
        self.shortened = shortened
        mine, mine_count, mine_father = _loose(left, alignment.left)
        theirs, theirs_count, theirs_father = _loose(right, alignment.right)
        both, more = min(mine, theirs), abs(mine - theirs)
        counts = abs(mine_count - theirs_count)
        self.contradictions = (
            differing(left.reading, right.reading) if left.reading and right.reading else ()
        )
        if left.lineage and right.lineage and _is_turned(left, right, alignment):
            self.contradictions = (*self.contradictions, "patronymic")
        self.covers = not mine_count and not theirs_count
        self.given_differ = mine_count == theirs_count == 1 and all(
            _given(side.tokens, free)
            for side, free in ((left, alignment.left), (right, alignment.right))
        )
        lineage = bool(left.lineage or right.lineage)
        self.son = lineage and _is_son(left, right, alignment)
        self.forename_added = _forename_added(left, right, alignment, initials)
        self.same_words = exact and self.covers and not self.contradictions
        self.same_spelt = self.covers and least >= _WHOLLY and not (initials or self.contradictions)
        self._values = [
            agreed / (agreed + _HALF_AGREED),
            rarest / _RAREST,
            parts / (parts + _HALF_PARTS),
            1.0 if self.same_words else 0.0,
            1.0 if parts > 1 and _in_order(alignment) else 0.0,
            _letters(left, right, alignment, shortened=shortened),
            1.0 - (least if parts else 0.0),
            lost / (total + 1e-9),
            both / (both + _HALF_DIFFERENT),
            1.0 if mine_count and theirs_count else 0.0,
            1.0
            if mine_count
            and theirs_count
            and _given(a_tokens, alignment.left)
            and _given(b_tokens, alignment.right)
            else 0.0,
            more / (more + _HALF_ADDED),
            counts / (counts + 1.0),
            initials / (initials + 1.0),
            1.0 if parts < 2 else 0.0,  # noqa: PLR2004 — one part of a name is nobody's own
            1.0 if _surname_left_out(left, right, alignment) else 0.0,
            1.0 if (left.generation == 0) != (right.generation == 0) else 0.0,
            1.0 if "generation" in self.contradictions else 0.0,
            1.0 if "patronymic" in self.contradictions else 0.0,
            1.0 if "sex" in self.contradictions else 0.0,
            1.0 if mine_father != theirs_father else 0.0,
            min(mine / (agreed + mine + 1e-9), theirs / (agreed + theirs + 1e-9)),
            math.exp(-((agreed / _COMMON) ** 2)),
        ]

    def features(self) -> list[float]:
        """The vector, in the order of `FEATURES`."""
        return self._values


def _loose(side: Side, free: Sequence[int]) -> tuple[float, int, bool]:
    """Nats and number of the parts of one side alone, and whether a patronymic is among them."""
    nats, count, father = 0.0, 0, False
    tokens, mothers = side.tokens, _mothers_surname(side) if free else -1
    for i in free:
        word = tokens[i]
        if word.kind not in _NAMES:
            continue
        count += 1
        if word.patronymic:
            nats += word.personal * _PATRONYMIC
            father = True
        elif i == mothers and i - 1 not in free:
            nats += word.personal * _PATRONYMIC
        else:
            nats += word.personal
    return nats, count, father


def _mothers_surname(side: Side) -> int:
    """Where the second of two surnames before a comma stands, which many leave out; else -1."""
    if len(side.surname) != _SURNAMES:
        return -1
    first, second = sorted(side.surname)
    return second if second == first + 1 else -1


def _is_turned(left: Side, right: Side, alignment: Alignment) -> bool:
    """Whether the son of the one is the father of the other: Ali bin Hassan, Hassan bin Ali."""
    other = {link.left[0]: link.right[0] for link in alignment.links}
    return any((other.get(father), other.get(son)) in right.lineage for son, father in left.lineage)


def _is_son(left: Side, right: Side, alignment: Alignment) -> bool:
    """Whether one side says whose son he is, and the other names that father by his first name."""
    forth = {link.left[-1]: link.right[-1] for link in alignment.links}
    back = {there: here for here, there in forth.items()}
    return _is_son_of(left, alignment.left, right, forth) or _is_son_of(
        right, alignment.right, left, back
    )


def _is_son_of(side: Side, free: Sequence[int], other: Side, linked: dict[int, int]) -> bool:
    names = [i for i, word in enumerate(other.tokens) if word.kind in _NAMES]
    if not side.lineage or len(names) < 2:  # noqa: PLR2004 — one name is nobody's own
        return False
    alone = [i for i in free if side.tokens[i].kind in _NAMES]
    return any(
        alone == [son]
        and linked.get(father) == names[0]
        and related(side.tokens[son].roman, "muhammad") is None
        for son, father in side.lineage
    )


def _is_of_two(left: Side, right: Side, alignment: Alignment) -> bool:
    """Whether a part that agrees is given name and surname: Shafiqul Islam, SMIRNOVMIKHAIL."""
    for mine, theirs, likeness in alignment.links:
        names = [left.tokens[i] for i in mine] + [right.tokens[i] for i in theirs]
        if any(izafa.halves(word.roman)[1] for word in names):
            return True
        if any(led(word.roman)[0] for word in names):
            return False  # Abdul Majid
        apart = names[: len(mine)] if len(mine) > 1 else names[len(mine) :]
        if likeness.reason == "joined" and len(apart) > 1 and len(names) == len(apart) + 1:
            return all(
                word.kind is WordKind.WORD and len(word.roman) >= _SHORTEST_OF_TWO for word in apart
            )
    return False


def _forename_added(left: Side, right: Side, alignment: Alignment, initials: int) -> bool:
    for side, free, none in (
        (left, alignment.left, alignment.right),
        (right, alignment.right, alignment.left),
    ):
        alone = [i for i in free if side.tokens[i].kind in _NAMES]
        if len(alone) != 1 or none or side.surname:
            continue
        word = side.tokens[alone[0]]
        if word.kind is _LETTER and initials:
            return True
        names = [i for i, one in enumerate(side.tokens) if one.kind in _NAMES]
        if len(names) == 1:
            continue
        if alone == names[:1] and all(map(_is_given, (word, side.tokens[names[1]]))):
            return True
    return False


def _is_given(word: Token) -> bool:
    return bool(groups(word.roman) or (word.abjad and in_arabic(word.roman)))


def _in_order(alignment: Alignment) -> bool:
    before = -1
    for _, place in sorted([(link.left[0], link.right[0]) for link in alignment.links]):
        if place <= before:
            return False
        before = place
    return True


def _surname_left_out(left: Side, right: Side, alignment: Alignment) -> bool:
    """Whether a stated surname (``SURNAME, Given``) has no part on the other side."""
    return bool(left.surname and left.surname.issubset(alignment.left)) or bool(
        right.surname and right.surname.issubset(alignment.right)
    )


def _without_fathers(side: Side, free: Sequence[int]) -> tuple[Token, ...]:
    """The parts, but for patronymics that the other side leaves out."""
    if not side.fathers or not free:
        return side.tokens
    return tuple(
        [word for i, word in enumerate(side.tokens) if not (word.patronymic and i in free)]
    )


def _given(tokens: Sequence[Token], free: Sequence[int]) -> bool:
    """Whether a known given name stands alone."""
    return any(tokens[i].kind is WordKind.WORD and groups(tokens[i].roman) for i in free)


def _letters(left: Side, right: Side, alignment: Alignment, *, shortened: bool) -> float:
    """Likeness of all letters, 0-1; across scripts what stands for one another counts too.

    So it does where letters stand for names: the letters of the rest say nothing.
    """
    alike = _letters_alike(
        _without_fathers(left, alignment.left),
        _without_fathers(right, alignment.right),
    )
    if alike == 1.0:
        return alike
    if left.script == right.script and not shortened and not _is_read_elsewhere(alignment):
        return alike
    return max(alike, _letters_across(left.tokens, right.tokens, alignment))


def _is_read_elsewhere(alignment: Alignment) -> bool:
    """Whether both are Chinese, one as Mandarin says it and one as the south does."""
    return any([link.likeness.reason == SOUTHERN for link in alignment.links])  # noqa: C419 — asked for often


def _letters_across(left: Sequence[Token], right: Sequence[Token], alignment: Alignment) -> float:
    """The same where letters cannot be held side by side: scripts differ, or there are initials.

    Share of the names that stand for one another, 0-1.
    """
    alike = total = 0.0
    for tokens in (left, right):
        total += sum(word.personal for word in tokens if word.kind in _NAMES)
    for mine, theirs, likeness in alignment.links:
        both = [left[i] for i in mine] + [right[j] for j in theirs]
        alike += likeness.value * sum(word.personal for word in both if word.kind in _NAMES)
    return alike / total if total else 0.0


def _letters_alike(left: tuple[Token, ...], right: tuple[Token, ...]) -> float:
    """Likeness of all letters in plain spelling, in the given or in the alphabet's order."""
    one, one_sorted = _all_letters(left)
    other, other_sorted = _all_letters(right)
    straight = OSA.normalized_similarity(one, other)
    if straight == 1.0:
        return straight
    return max(straight, OSA.normalized_similarity(one_sorted, other_sorted))


@lru_cache(maxsize=65_536)
def _all_letters(tokens: tuple[Token, ...]) -> tuple[str, str]:
    """The letters of all names in plain spelling, in the given order and in the alphabet's."""
    names = [word.variant for word in tokens if word.kind in _NAMES]
    return "".join(names), "".join(sorted(names))
