"""Whether neighbouring words of one name make a word of the other: joined, and misspelled too."""

from collections.abc import Container, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA

from caveat.domain.screening import PartRelation
from caveat.matching.coefficients import coefficients
from caveat.matching.names import characters
from caveat.matching.names.alike import Likeness
from caveat.matching.names.arabic import consonants
from caveat.matching.names.clean import variant_key
from caveat.matching.names.given import eastern_groups
from caveat.matching.names.lexicon import lexicon, roman_number
from caveat.matching.names.surnames import sound, syllables
from caveat.matching.names.tokens import Token

_LONGEST_JOIN = 3
_SHORTEST_ALIKE = 5
_SHORTEST_SLIPPED, _LONG_SLIPPED = 9, 14
"""Letters of a word joined of several that may hold a slip, and two."""
_PLAINLY = 12
"""Letters from which a slip may be in words of the dictionary too: Silverbirdge."""
_SON, _PAIR = ("bin", "ben", "ibn", "abu", "abd"), 2
_SLACK = 4
"""Letters by which spellings of one word may differ in length."""
_ACROSS_SCRIPTS, _FEWEST_ACROSS = Likeness(0.88, PartRelation.TRANSLATION, "script"), 4
"""How alike words are whose consonants agree across two scripts; how many must."""


class Pair(NamedTuple):
    """Two neighbours that may make a word of the other name: where the first stands, its facts."""

    start: int
    abjad: bool
    initial: str
    letters: int


def neighbours(many: Sequence[Token], free: Sequence[int]) -> list[Pair]:
    """All words whose next one is free too, in order."""
    pairs: list[Pair] = []
    for start in free:
        if start + 1 in free:
            first, second = many[start], many[start + 1]
            begins = _written(first)
            initial, letters = begins[:1], len(begins) + len(second.roman)
            pairs.append(Pair(start, first.abjad, initial, letters))
    return pairs


def may_be_joined(whole: Token, beginnings: Container[str]) -> bool:
    """Whether `joined` is worth asking: for two words in three it is not.

    Args:
        whole: The word.
        beginnings: The first letters of all pairs; empty for one in Arabic script.
    """
    roman = whole.roman
    return (
        roman[0] in beginnings
        or "" in beginnings
        or whole.abjad
        or whole.hangul
        or (len(roman) >= _SHORTEST_SLIPPED and not whole.syllables)
    )


def joined(
    whole: Token, many: Sequence[Token], pairs: Sequence[Pair], free: Container[int]
) -> tuple[tuple[int, ...], Likeness] | None:
    """Two or three neighbours that make the word together, and how alike they are; else None.

    Args:
        whole: The word.
        many: The words of the other name.
        pairs: Its `neighbours`.
        free: Places of the words that stand for none yet.
    """
    size, begins = len(whole.roman), whole.roman[0]
    slips = _slips_in_joined(size)
    exact = whole.syllables or not slips
    for start, abjad, initial, letters in pairs:
        if whole.hangul or whole.abjad is not abjad:
            across = _run_across(whole, many, start, free)
            if across:
                return across, _ACROSS_SCRIPTS
            continue
        # Most that cannot make the word are told by their first letter, and by how many there are.
        if exact and initial != begins and initial:
            continue
        more = letters - size
        if more >= 0 or not (start + 2 in free or many[start + 1].number > 0):
            if not -_SLACK <= more <= _SLACK:
                continue
            starts = initial if many[start].number > 0 else many[start].variant[:1]
            if starts != whole.variant[:1] and (abs(more) > slips or size < _SHORTEST_SLIPPED):
                continue
        positions, found = _run_joined(whole, many, start, free)
        if positions:
            return positions, _in_characters(whole, [many[i] for i in positions]) or joined_alike(
                found, size
            )
    return None


def _in_characters(whole: Token, parts: Sequence[Token]) -> Likeness | None:
    """How alike both are if they are written in other characters; None if there is no telling."""
    written = "".join(part.code[2:] for part in parts)
    if not characters.are_characters((whole, *parts)) or whole.code[2:] == written:
        return None
    return characters.sounding(whole.code[2:], written)


def joined_alike(slips: int, size: int) -> Likeness:
    """How alike a word of so many letters and its parts are, with so many slips between them."""
    c = coefficients()
    if not slips:
        return Likeness(c.agree["joined"], PartRelation.SPELLING, "joined")
    value = c.agree["joined"] - c.spelling["slope"] * slips / size
    return Likeness(value, PartRelation.SPELLING, "typing")


def _run_joined(
    one: Token, many: Sequence[Token], start: int, free: Container[int]
) -> tuple[tuple[int, ...], int]:
    """Neighbours that make the word together, and the slips in it; empty if they do not.

    The last may be a number, in digits or in Roman letters. One pinyin syllable for another is no
    slip but another word; nor is a short word of the dictionary.
    """
    whole = one.roman
    letters, positions = _written(many[start]), [start]
    most = 0 if one.syllables else _slips_in_joined(len(whole))
    best: tuple[tuple[int, ...], int] = (), most + 1
    while len(positions) < _LONGEST_JOIN and positions[-1] + 1 in free:
        positions.append(positions[-1] + 1)
        last = many[positions[-1]]
        if last.number > 0 and letters + roman_number(last.number) == whole:
            return tuple(positions), 0
        if not last.roman:
            break  # of サーラ住宅 the second word has no letters, but is one
        letters += last.roman
        if letters == whole or (letters[:1] == whole[:1] and _same_variant(letters, one)):
            return tuple(positions), 0
        if len(positions) == _PAIR and _is_sons_name(many[start].roman, last.roman, whole):
            return tuple(positions), 0
        if most and best[1] and (len(whole) >= _PLAINLY or _is_nobodys(many, positions)):
            slips = OSA.distance(variant_key(letters), one.variant, score_cutoff=best[1] - 1)
            best = (tuple(positions), slips) if slips < best[1] else best
        if len(letters) >= len(whole):
            break
    # A word that is nearer alone is not joined to the next one.
    return best if best[0] and best[1] < OSA.distance(many[start].variant, one.variant) else ((), 0)


def _written(first: Token) -> str:
    """The letters of a word that others are joined to; a number in digits: 3M for Three M."""
    return str(first.number) if first.number > 0 else first.roman


def _run_across(
    whole: Token, many: Sequence[Token], start: int, free: Container[int]
) -> tuple[int, ...]:
    """Neighbours that make the word together across scripts: جند الله, 청천강."""
    if whole.hangul:
        return _run_spoken(whole, many, start, free)
    second = start + 1
    if second not in free or many[start].abjad is not many[second].abjad:
        return ()
    letters = many[start].roman + many[second].roman
    shared = set(consonants(letters, abjad=many[start].abjad)).intersection(
        consonants(whole.roman, abjad=whole.abjad)
    )
    return (start, second) if max(map(len, shared), default=0) >= _FEWEST_ACROSS else ()


def _run_spoken(
    whole: Token, many: Sequence[Token], start: int, free: Container[int]
) -> tuple[int, ...]:
    """Syllables in Latin letters that sound like a word in Hangul: CHONG CHON GANG, 청천강."""
    heard, said = sound(whole.roman).replace("l", "r"), ""
    for place in range(start, start + _LONGEST_JOIN):
        if place not in free or not syllables(many[place].roman):
            return ()
        said += many[place].roman
        if place > start and sound(said).replace("l", "r") == heard:
            return tuple(range(start, place + 1))
    return ()


def _is_sons_name(little: str, name: str, whole: str) -> bool:
    """Bin Laden as Binladin: the little word, and another spelling of the name behind it."""
    if little not in _SON or not whole.startswith(_SON):
        return False
    mine, theirs = eastern_groups(name), eastern_groups(whole[len(little) :])
    return not mine.isdisjoint(theirs)


def _slips_in_joined(size: int) -> int:
    """How many slips a word of so many letters may hold that two were joined to."""
    return 0 if size < _SHORTEST_SLIPPED else 1 if size < _LONG_SLIPPED else 2


def _is_nobodys(many: Sequence[Token], positions: Sequence[int]) -> bool:
    """Whether no word is one of the dictionary, which a slip makes of another one."""
    return lexicon().common.isdisjoint([many[place].roman for place in positions])


def _same_variant(letters: str, whole: Token) -> bool:
    """Whether the letters are the word but for how it is transliterated."""
    return len(letters) > _SHORTEST_ALIKE and variant_key(letters) == whole.variant
