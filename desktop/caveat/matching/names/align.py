"""Which word of one name stands for which word of the other."""

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz.distance import OSA

from caveat.domain.screening import PartRelation
from caveat.matching.coefficients import coefficients
from caveat.matching.names.arabic import consonants
from caveat.matching.names.clean import variant_key
from caveat.matching.names.lexicon import WordKind, roman_number
from caveat.matching.names.similar import SAME, Likeness, likeness
from caveat.matching.names.tokens import Token

_LONGEST_JOIN = 3
_SHORTEST_JOIN, _SHORTEST_ALIKE = 3, 5
_SHORTEST_SLIPPED, _LONG_SLIPPED = 9, 14
"""Letters of a word joined of several that may hold a slip, and two."""
_SLACK = 4
"""Letters by which spellings of one word may differ in length."""
_ACROSS_SCRIPTS, _FEWEST_ACROSS = Likeness(0.88, PartRelation.TRANSLATION, "script"), 4
"""How alike words are whose consonants agree across two scripts; how many must."""
_SHORTEST_ACRONYM = 2
_LONGEST_ACRONYM = 8
_SHORTEST_PREFIX = 3
_WORDY = frozenset(
    {WordKind.WORD, WordKind.ACTIVITY, WordKind.GENERIC, WordKind.UNIT, WordKind.PLACE,
     WordKind.DIRECTION}
)  # fmt: skip

_JOINABLE = _WORDY | {WordKind.NUMBER}


class Link(NamedTuple):
    """Words of the one side (positions) that stand for words of the other."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    likeness: Likeness


class Alignment(NamedTuple):
    """All links, and the positions that none of them takes."""

    links: tuple[Link, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


def align(left: Sequence[Token], right: Sequence[Token], *, typing: bool = False) -> Alignment:
    """Aligns two names. With ``typing`` the last word of ``left`` may be unfinished."""
    links: list[Link] = []
    free_left, free_right = set(range(len(left))), set(range(len(right)))
    _take_equal(left, right, links, free_left, free_right)
    if typing and len(left) - 1 in free_left and free_right:
        _take_prefix(left, right, links, free_left, free_right)
    if free_left and free_right:
        _take_joined(left, right, links, free_left, free_right, swapped=False)
        _take_joined(right, left, links, free_right, free_left, swapped=True)
        _take_run_together(left, right, links, free_left, free_right)
    if free_left and free_right:
        _take_alike(left, right, links, free_left, free_right)
    if free_left and free_right:
        _take_initials(left, right, links, free_left, free_right, swapped=False)
        _take_initials(right, left, links, free_right, free_left, swapped=True)
    return Alignment(tuple(links), tuple(sorted(free_left)), tuple(sorted(free_right)))


def may_be_unfinished(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """Whether the last word of ``left`` begins, but is not, a word of ``right``."""
    beginning = left[-1].roman
    return len(beginning) >= _SHORTEST_PREFIX and any(
        len(word.roman) > len(beginning) and word.roman.startswith(beginning) for word in right
    )


def _take_equal(
    left: Sequence[Token],
    right: Sequence[Token],
    links: list[Link],
    free_left: set[int],
    free_right: set[int],
) -> None:
    for i, word in enumerate(left):
        if word not in right:
            continue
        for j in range(len(right)):
            if right[j] is word and j in free_right:
                links.append(Link((i,), (j,), SAME))
                free_left.discard(i)
                free_right.discard(j)
                break


def _take_alike(
    left: Sequence[Token],
    right: Sequence[Token],
    links: list[Link],
    free_left: set[int],
    free_right: set[int],
) -> None:
    found: list[tuple[float, int, int, Likeness]] = []
    others = sorted(free_right)
    for i in sorted(free_left):
        a = left[i]
        for j in others:
            alike = likeness(a, right[j])
            if alike is not None:
                found.append((-alike.value * (a.weight + right[j].weight), i, j, alike))
    if len(found) > 1:
        found.sort(key=itemgetter(0, 1, 2))
    for _, i, j, alike in found:
        if i in free_left and j in free_right:
            links.append(Link((i,), (j,), alike))
            free_left.discard(i)
            free_right.discard(j)


def _take_joined(
    many: Sequence[Token],
    one: Sequence[Token],
    links: list[Link],
    free_many: set[int],
    free_one: set[int],
    *,
    swapped: bool,
) -> None:
    """Rosoboron Export = Rosoboronexport. Words already linked may not be taken again."""
    beginnings = sorted(i for i in free_many if i + 1 in free_many)
    if not beginnings:
        return
    for j in sorted(free_one):
        whole = one[j].roman
        if len(whole) < _SHORTEST_JOIN or one[j].kind not in _JOINABLE:
            continue
        for i in beginnings:
            if i not in free_many or i + 1 not in free_many:
                continue
            across = one[j].abjad is not many[i].abjad
            if not (across or _may_be_joined(one[j], many, i, free_many)):
                continue
            positions, slips = (
                (_run_across(one[j], many, i, free_many), 0)
                if across
                else _run_joined(whole, many, i, free_many)
            )
            if positions:
                alike = _ACROSS_SCRIPTS if across else _joined_alike(slips, len(whole))
                pair = ((j,), positions) if swapped else (positions, (j,))
                links.append(Link(pair[0], pair[1], alike))
                free_many.difference_update(positions)
                free_one.discard(j)
                break


def _may_be_joined(whole: Token, many: Sequence[Token], start: int, free: set[int]) -> bool:
    """Whether so many letters can make the word; most that cannot are told by that."""
    size, first, second = len(whole.roman), many[start], many[start + 1]
    letters = len(first.roman) + len(second.roman)
    if letters < size and (start + 2 in free or second.number > 0):
        return True
    alike = first.variant[:1] == whole.variant[:1]
    return abs(letters - size) <= (_SLACK if alike else _slips_in_joined(size)) and (
        alike or size >= _SHORTEST_SLIPPED
    )


def _take_run_together(
    left: Sequence[Token],
    right: Sequence[Token],
    links: list[Link],
    free_left: set[int],
    free_right: set[int],
) -> None:
    """All that is left where it is the same letters with other spaces: Atlanticship Management."""
    one, other = tuple(sorted(free_left)), tuple(sorted(free_right))
    if len(one) == len(other) == 1 or not one or not other:
        return
    letters = "".join([left[i].roman for i in one])
    if len(letters) > _SHORTEST_ALIKE and letters == "".join([right[j].roman for j in other]):
        links.append(Link(one, other, _joined_alike(0, len(letters))))
        free_left.clear()
        free_right.clear()


def _run_joined(
    whole: str, many: Sequence[Token], start: int, free: set[int]
) -> tuple[tuple[int, ...], int]:
    """Neighbours that make the word together, and the slips in it; empty if they do not.

    The last may be a number, in digits or in Roman letters.
    """
    joined, positions = many[start].roman, [start]
    best: tuple[tuple[int, ...], int] = (), _slips_in_joined(len(whole)) + 1
    while len(positions) < _LONGEST_JOIN and positions[-1] + 1 in free:
        positions.append(positions[-1] + 1)
        last = many[positions[-1]]
        if last.number > 0 and joined + roman_number(last.number) == whole:
            return tuple(positions), 0
        joined += last.roman
        if joined == whole or (joined[:1] == whole[:1] and _same_variant(joined, whole)):
            return tuple(positions), 0
        slips = OSA.distance(joined, whole, score_cutoff=best[1] - 1)
        if slips < best[1]:
            best = tuple(positions), slips
        if len(joined) >= len(whole):
            break
    # A word that is nearer alone is not joined to the next one.
    return best if best[0] and best[1] < OSA.distance(many[start].roman, whole) else ((), 0)


def _run_across(whole: Token, many: Sequence[Token], start: int, free: set[int]) -> tuple[int, ...]:
    """Two neighbours that make the word together, one of both in Arabic script: جند الله."""
    second = start + 1
    if second not in free or many[start].abjad is not many[second].abjad:
        return ()
    joined = many[start].roman + many[second].roman
    shared = set(consonants(joined, abjad=many[start].abjad)).intersection(
        consonants(whole.roman, abjad=whole.abjad)
    )
    return (start, second) if max(map(len, shared), default=0) >= _FEWEST_ACROSS else ()


def _slips_in_joined(size: int) -> int:
    """How many slips a word of so many letters may hold that two were joined to."""
    return 0 if size < _SHORTEST_SLIPPED else 1 if size < _LONG_SLIPPED else 2


def _joined_alike(slips: int, size: int) -> Likeness:
    c = coefficients()
    if not slips:
        return Likeness(c.agree["joined"], PartRelation.SPELLING, "joined")
    value = c.agree["joined"] - c.spelling["slope"] * slips / size
    return Likeness(value, PartRelation.SPELLING, "typing")


def _same_variant(one: str, other: str) -> bool:
    return len(one) > _SHORTEST_ALIKE and variant_key(one) == variant_key(other)


def _take_initials(
    short: Sequence[Token],
    long: Sequence[Token],
    links: list[Link],
    free_short: set[int],
    free_long: set[int],
    *,
    swapped: bool,
) -> None:
    """IEII for Inspur Electronic Information Industry."""
    c = coefficients().agree
    alone = sum(word.kind in _WORDY for word in short) == 1
    for i in sorted(free_short):
        word = short[i]
        if word.kind is not WordKind.WORD or not (word.unspeakable or alone):
            continue
        if not _SHORTEST_ACRONYM <= len(word.roman) <= _LONGEST_ACRONYM:
            continue
        run = _run_of_initials(word.roman, long, free_long)
        if run:
            _link(links, (i,), run, c["initials"], swapped=swapped, reason="initials")
            free_short.discard(i)
            free_long.difference_update(run)


def _link(
    links: list[Link],
    short: tuple[int, ...],
    long: tuple[int, ...],
    value: float,
    *,
    swapped: bool,
    reason: str,
) -> None:
    alike = Likeness(value, PartRelation.ABBREVIATION, reason)
    pair = (long, short) if swapped else (short, long)
    links.append(Link(*pair, alike))


def _run_of_initials(letters: str, long: Sequence[Token], free: set[int]) -> tuple[int, ...]:
    spoken = [j for j, word in enumerate(long) if word.kind in _WORDY and word.roman]
    for start in range(len(spoken) - len(letters) + 1):
        run = spoken[start : start + len(letters)]
        if all(j in free for j in run) and all(
            long[j].roman[0] == letter for j, letter in zip(run, letters, strict=True)
        ):
            return tuple(run)
    return ()


def _take_prefix(
    left: Sequence[Token],
    right: Sequence[Token],
    links: list[Link],
    free_left: set[int],
    free_right: set[int],
) -> None:
    last = len(left) - 1
    beginning = left[last].roman
    if len(beginning) < _SHORTEST_PREFIX:
        return
    for j in sorted(free_right, key=lambda j: (-right[j].weight, j)):
        if right[j].kind in _WORDY and right[j].roman.startswith(beginning):
            value = coefficients().agree["prefix"]
            alike = Likeness(value, PartRelation.ABBREVIATION, "prefix")
            links.append(Link((last,), (j,), alike))
            free_left.discard(last)
            free_right.discard(j)
            return
