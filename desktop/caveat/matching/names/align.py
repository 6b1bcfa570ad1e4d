"""Which word of one name stands for which word of the other."""

from collections.abc import Sequence
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from caveat.domain.screening import PartRelation
from caveat.matching.coefficients import coefficients
from caveat.matching.names.alike import SAME, Likeness
from caveat.matching.names.joined import joined, joined_alike, may_be_joined, neighbours
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.similar import likeness
from caveat.matching.names.tokens import Token

_SHORTEST_JOIN, _SHORTEST_RUN = 2, 6
_SHORTEST_ACRONYM = 2
_LONGEST_ACRONYM = 8
_SHORTEST_PREFIX = 3
_LITTLE = frozenset({"of", "the", "for", "and", "de", "des", "du", "la", "i", "et"})
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
    # Ascending lists: names are so short that these are quicker than sets, and need no sorting.
    free_left, free_right = list(range(len(left))), list(range(len(right)))
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
    return Alignment(tuple(links), tuple(free_left), tuple(free_right))


def may_be_unfinished(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """Whether the last word of ``left`` begins, but is not, a word of ``right``."""
    beginning = left[-1].roman
    if len(beginning) >= _SHORTEST_PREFIX:
        for word in right:
            if word.roman.startswith(beginning) and len(word.roman) > len(beginning):
                return True
    return False


def _take_equal(
    left: Sequence[Token],
    right: Sequence[Token],
    links: list[Link],
    free_left: list[int],
    free_right: list[int],
) -> None:
    for i, word in enumerate(left):
        if word not in right:
            continue
        for j in free_right:
            if right[j] is word:
                links.append(Link((i,), (j,), SAME))
                free_left.remove(i)
                free_right.remove(j)
                break


def _take_alike(
    left: Sequence[Token],
    right: Sequence[Token],
    links: list[Link],
    free_left: list[int],
    free_right: list[int],
) -> None:
    found: list[tuple[float, int, int, Likeness]] = []
    for i in free_left:
        a = left[i]
        for j in free_right:
            alike = likeness(a, right[j])
            if alike is not None:
                found.append((-alike.value * (a.weight + right[j].weight), i, j, alike))
    if len(found) > 1:
        found.sort(key=itemgetter(0, 1, 2))
    for _, i, j, alike in found:
        if i in free_left and j in free_right:
            links.append(Link((i,), (j,), alike))
            free_left.remove(i)
            free_right.remove(j)


def _take_joined(
    many: Sequence[Token],
    one: Sequence[Token],
    links: list[Link],
    free_many: list[int],
    free_one: list[int],
    *,
    swapped: bool,
) -> None:
    """Rosoboron Export = Rosoboronexport, A.P. = AP. Words linked may not be taken again."""
    if len(free_many) == 1:
        return
    pairs = neighbours(many, free_many)
    if not pairs:
        return
    # Across scripts letters begin otherwise.
    beginnings = {"" if pair.abjad else pair.initial for pair in pairs}
    for j in tuple(free_one):
        whole = one[j]
        short = len(whole.roman) < _SHORTEST_JOIN and not whole.roman[:1].isdigit()
        if short or whole.kind not in _JOINABLE or not may_be_joined(whole, beginnings):
            continue
        found = joined(whole, many, pairs, free_many)
        if found is not None:
            positions, alike = found
            links.append(Link((j,), positions, alike) if swapped else Link(positions, (j,), alike))
            take(positions, free_many)
            free_one.remove(j)
            pairs = neighbours(many, free_many)


def take(positions: Sequence[int], free: list[int]) -> None:
    """Takes the words out of those that stand for none yet."""
    for place in positions:
        free.remove(place)


def _take_run_together(
    left: Sequence[Token],
    right: Sequence[Token],
    links: list[Link],
    free_left: list[int],
    free_right: list[int],
) -> None:
    """All that is left where it is the same letters with other spaces: Atlanticship Management."""
    if len(free_left) == len(free_right) == 1 or not free_left or not free_right:
        return
    one, other = tuple(free_left), tuple(free_right)
    letters = "".join([left[i].roman for i in one])
    if len(letters) >= _SHORTEST_RUN and letters == "".join([right[j].roman for j in other]):
        links.append(Link(one, other, joined_alike(0, len(letters))))
        free_left.clear()
        free_right.clear()


def _take_initials(
    short: Sequence[Token],
    long: Sequence[Token],
    links: list[Link],
    free_short: list[int],
    free_long: list[int],
    *,
    swapped: bool,
) -> None:
    """IEII for Inspur Electronic Information Industry."""
    for i in tuple(free_short):
        word = short[i]
        if word.kind is not WordKind.WORD:
            continue
        if not _SHORTEST_ACRONYM <= len(word.roman) <= _LONGEST_ACRONYM:
            continue
        if not (word.unspeakable or sum([one.kind in _WORDY for one in short]) == 1):
            continue
        run = _run_of_initials(word.roman, long, free_long)
        if run:
            _link(links, (i,), run, swapped=swapped)
            free_short.remove(i)
            take(run, free_long)


def _link(
    links: list[Link],
    short: tuple[int, ...],
    long: tuple[int, ...],
    *,
    swapped: bool,
) -> None:
    alike = Likeness(coefficients().agree["initials"], PartRelation.ABBREVIATION, "initials")
    pair = (long, short) if swapped else (short, long)
    links.append(Link(*pair, alike))


def _run_of_initials(letters: str, long: Sequence[Token], free: Sequence[int]) -> tuple[int, ...]:
    spoken = [j for j, word in enumerate(long) if word.kind in _WORDY and word.roman]
    for start, first in enumerate(spoken):
        if long[first].roman[0] == letters[0]:
            run = _run_from(letters, long, spoken[start:], free)
            if len(run) > 1 or len(run) == len(spoken):
                return run
    return ()


def _run_from(
    letters: str, long: Sequence[Token], spoken: Sequence[int], free: Sequence[int]
) -> tuple[int, ...]:
    """The first words of these, if their initials are the letters; with a legal form or without.

    BHEL for Bharat Heavy Electricals Limited.
    """
    found = ""
    for size, j in enumerate(spoken, 1):
        if j not in free:
            break
        found += initials(long[j])
        behind = long[j + 1 : j + 2]
        form = behind[0].roman[:1] if behind and behind[0].kind is WordKind.FORM else ""
        if letters in {found, found + form}:
            return tuple(spoken[:size])
        if len(found) >= len(letters):
            break
    return ()


@cache
def initials(word: Token) -> str:
    """The first letters of a word, of a phrase those of its words: of Technology, t."""
    way, _, phrase = word.code.partition(":")
    if way != "l" or " " not in phrase:
        return word.roman[:1]
    return "".join(part[0] for part in phrase.split(" ") if part not in _LITTLE)


def _take_prefix(
    left: Sequence[Token],
    right: Sequence[Token],
    links: list[Link],
    free_left: list[int],
    free_right: list[int],
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
            free_left.remove(last)
            free_right.remove(j)
            return
