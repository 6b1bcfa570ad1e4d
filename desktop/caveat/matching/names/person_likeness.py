"""How alike two parts of persons' names are: spelling, transliteration, initials, equivalents."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from caveat.domain.screening import PartRelation
from caveat.matching.names import brahmic, cyrillic_east, hebrew, izafa
from caveat.matching.names.alike import SAME, Likeness
from caveat.matching.names.arabic import consonants, vowels_agree
from caveat.matching.names.belarusian import in_belarus
from caveat.matching.names.clean import skeleton, variant_key
from caveat.matching.names.given import (
    Relation,
    groups,
    in_arabic,
    learnt,
    related,
    written_otherwise,
)
from caveat.matching.names.han_names import in_japanese, readings, short_vowels
from caveat.matching.names.hangul import romanisations
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.person_words import led, parent, within
from caveat.matching.names.surnames import (
    korean_readings,
    same_surname,
    sound,
    surnames,
    syllables,
)
from caveat.matching.names.tokens import (
    BRAHMIC,
    CYRILLIC,
    HAN,
    HANGUL,
    HEBREW,
    Token,
    token,
    vowel_groups,
)

_INITIAL, _SCRIPT, _SCRIPT_BARE, _SCRIPT_NEAR = 0.7, 0.96, 0.88, 0.75
_OF_ANOTHER = 0.5
_VARIANT, _SKELETON, _SHORT_SKELETON = 0.96, 0.88, 0.8
_RELATED = {
    Relation.SAME: 0.97,
    Relation.VARIANT: 0.97,
    Relation.SHORT: 0.9,
    Relation.CROSS_LANGUAGE: 0.78,
}
_LEARNT, _LEARNT_ONCE, _ROMANISED = 0.95, 0.88, 0.86
_SPELT = frozenset({Relation.SAME, Relation.VARIANT})
_ROMAN_LAST = frozenset("aeiouhn")
_H = {"g", "h"}
"""Letters for the Cyrillic г, in Russian and in Belarusian."""
_LED = 0.75
"""Of Abdul Bari and Bari, Abu Seif and Seif."""
_PARENT = "abu"
_LOST_IN_JOINING = 0.02
_SOUNDED = 4
_VOWELS = frozenset("aeiou")
_ENDS_IN_VOWEL = frozenset("aeiouyh")
_SAME_SLIP = 0.8
"""How alike two known given names must be written to be one misspelled."""
_SERVANT = "abdul"
_EITHER = str.maketrans("eo", "iu")
NEAR, TWO = "near", "two"
"""Why two known names agree that are told by little, and that lists mix up; and why two given
names do that are a letter apart, which may be a slip: that never makes a hit."""
_SHORT, _LEAST = 3, 0.7
_WORD = 2
_LONG_GIVEN = 7
"""Letters from which one wrong within a given name is a slip, though it makes another one."""
_OLD_SPELLING = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("nj", "ny"), ("sj", "sy"))
_SHORTEST_OLD = 5
_DERIVED = (
    "ov", "ova", "ev", "eva", "yev", "yeva", "enko", "chuk", "ski", "sky", "skiy", "skii", "ska",
    "skaya", "yan", "ian", "dze", "shvili", "zade", "zadeh", "oglu", "pour", "nejad", "ovic",
    "ovich", "evic", "evich", "son", "sen", "sson", "escu",
)  # fmt: skip
"""Endings that make a surname of a name, and so another name."""
_EXACT_KINDS = frozenset({WordKind.NUMBER, WordKind.TITLE})
_SKELETON_LENGTH, _FULL_SKELETON, _NEAR_SKELETON = 2, 3, 4
_LONGEST_OF_ONE = 6


@lru_cache(maxsize=262_144)
def person_likeness(a: Token, b: Token) -> Likeness | None:
    """How the two parts agree, or None if they do not. Symmetric in value."""
    if a is b:
        return SAME
    if a.kind in _EXACT_KINDS or b.kind in _EXACT_KINDS:
        return SAME if _identical(a, b) else None
    one, other = a.roman, b.roman
    if one == other and one:
        translated = a.foreign != b.foreign
        return Likeness(1.0, PartRelation.TRANSLATION, "script") if translated else SAME
    if one.isdigit() and other.isdigit():
        return None  # Unit 61398 is not Unit 61399
    if len(one) < _WORD or len(other) < _WORD:
        begins = one and other and one[0] == other[0]
        return Likeness(_INITIAL, PartRelation.ABBREVIATION, "initial") if begins else None
    return _likeness_of_words(a, b)


def _identical(a: Token, b: Token) -> bool:
    """Generations and titles agree wholly or not at all."""
    return a.kind is b.kind and a.number == b.number and (a.number >= 0 or a.roman == b.roman)


def _likeness_of_words(a: Token, b: Token) -> Likeness | None:
    mine = izafa.halves(a.roman)
    if mine[1]:
        theirs = izafa.halves(b.roman)
        if mine[1] == theirs[1]:
            return person_likeness(token(f"w:{mine[0]}"), token(f"w:{theirs[0]}"))
    known = related(a.roman, b.roman) or _related_if_led(a.roman, b.roman)
    value = _value(a, b, known)
    if value is None:
        return None
    if a.foreign != b.foreign:
        return Likeness(value, PartRelation.TRANSLATION, "script")
    reason = "variant" if known is not None or value >= _VARIANT else "typing"
    if known in {Relation.SHORT, Relation.CROSS_LANGUAGE}:
        reason = "equivalent"
    elif known is None and _are_two_known(a.roman, b.roman):
        reason = TWO if groups(a.roman) and groups(b.roman) else NEAR
    elif known is None and _are_near(a.roman, b.roman):
        reason = NEAR
    return Likeness(value, PartRelation.SPELLING, reason)


def _related_if_led(one: str, other: str) -> Relation | None:
    """Djamel Eddine as Jamal al-Din: two names, related, with one little word."""
    little, mine = led(one)
    if not little:
        return None
    same, theirs = led(other)
    found = related(mine, theirs) if same == little else None
    return found if found in _SPELT else None


def _value(a: Token, b: Token, known: Relation | None) -> float | None:
    """How alike two words are, 0-1, by spelling, by the tables, by usage; None if not at all."""
    one, other = a.roman, b.roman
    if known is Relation.GENDERED:
        return None
    value = _abjad(a, b) if a.abjad or b.abjad else _spelled(a, b)
    if (a.code[0] == BRAHMIC) != (b.code[0] == BRAHMIC):
        value = max(value or 0.0, brahmic.alike(one, other)) or None
    if known is not None:
        value = max(value or 0.0, _RELATED[known])
    elif value is not None and _are_two_known(one, other):
        # One letter may be a slip of the hand all the same: it must not hide anybody.
        return value if OSA.distance(one, other, score_cutoff=1) <= 1 else None
    elif value is None or value < _VARIANT:
        value = _by_usage(one, other, value)
    if (a.code[0] == CYRILLIC) != (b.code[0] == CYRILLIC):
        value = _in_cyrillic(a, b, value)
    if HANGUL in {a.code[0], b.code[0]}:
        return _in_hangul(a, b, value)
    return _in_other_readings(a, b, value) if HAN in {a.code[0], b.code[0]} else value


def _are_two_known(one: str, other: str) -> bool:
    """Whether two words are two given names, or surnames made of two: Rahimi, Ebrahimi."""
    if groups(one) and groups(other):
        return _are_two_names(one, other)
    theirs = within(other)
    return bool(theirs) and any(
        how == way and groups(a) and groups(b) and related(a, b) is None and _are_two_names(a, b)
        for how, a in within(one)
        for way, b in theirs
    )


def _are_two_names(one: str, other: str) -> bool:
    """Whether two given names, each in its own right, are two: Hassan, Hussein; Maria, Mario.

    Names of the same consonants may be one spelt in two ways (Salam, Salim), unless the ending may
    tell a woman from a man. What the lists use for one another is one.
    """
    if OSA.normalized_similarity(one, other) < _SAME_SLIP:
        return not learnt(one, other)
    ends = one[-1], other[-1]
    if min(len(one), len(other)) >= _LONG_GIVEN and ends[0] == ends[1] and one[0] == other[0]:
        return False
    told = ends[0] != ends[1] and not _VOWELS.isdisjoint(ends)
    return (told or skeleton(one) != skeleton(other)) and not learnt(one, other)


@lru_cache(maxsize=65_536)
def _are_near(one: str, other: str) -> bool:
    """Whether two known names are told by a vowel (Karim, Karam), or by whom they serve.

    Abdul Aziz is not Abdul Azim. Lists mix both up, so that they do not speak against.
    """
    if related(one, other) is not None or learnt(one, other):
        return False
    if groups(one) and groups(other) and skeleton(one) == skeleton(other):
        # What transliterations spell either way tells nobody apart.
        return variant_key(one).translate(_EITHER) != variant_key(other).translate(_EITHER)
    little, mine = led(one)
    if little != _SERVANT or led(other)[0] != little:
        return False
    theirs = led(other)[1]
    return bool(groups(mine) and groups(theirs)) and not (
        related(mine, theirs) or learnt(mine, theirs)
    )


def _by_usage(one: str, other: str, value: float | None) -> float | None:
    """What lists and romanisations use for one another, where it is more than the spelling."""
    persons = learnt(one, other)
    if persons:
        return max(value or 0.0, _LEARNT if persons > 1 else _LEARNT_ONCE)
    if other == led(one)[1] or one == led(other)[1]:
        return max(value or 0.0, _LED)
    if same_surname(one, other):
        return max(value or 0.0, _ROMANISED)
    if one.startswith(_PARENT) != other.startswith(_PARENT):
        return max(value or 0.0, _as_parents(one, other)) or None
    sounded = min(len(one), len(other)) >= _SOUNDED and syllables(one) and syllables(other)
    if sounded and sound(one) == sound(other):
        return max(value or 0.0, _ROMANISED)
    return value


def _as_parents(one: str, other: str) -> float:
    """Boudjemaa for Abu Jumaa, which is one part."""
    name, joined = (one, other) if one.startswith(_PARENT) else (other, one)
    read = parent(joined)
    if not read:
        return 0.0
    alike = person_likeness(token(f"w:{read}"), token(f"w:{name}"))
    return alike.value - _LOST_IN_JOINING if alike is not None else 0.0


def _in_hangul(a: Token, b: Token, value: float | None) -> float | None:
    """A given name in Hangul has several usual romanisations: 명박 is Myung Bak."""
    given, other = (a, b) if a.code[0] == HANGUL else (b, a)
    if other.code[0] == HANGUL:
        return value
    read = (other.roman,) if other.code[0] != HAN else korean_readings(other.code[2:])
    same = not romanisations(given.code[2:]).isdisjoint(read)
    return max(value or 0.0, _SCRIPT) if same else value


def _in_cyrillic(a: Token, b: Token, value: float | None) -> float | None:
    """A Chinese or Korean name in Cyrillic letters: Цзиньпин is Jinping, Чон Ын Jong Un."""
    written, other = (a, b) if a.code[0] == CYRILLIC else (b, a)
    read = cyrillic_east.readings(written.roman)
    if other.roman in read:
        return max(value or 0.0, _SCRIPT)
    if any(same_surname(reading, other.roman) for reading in read):
        return max(value or 0.0, _ROMANISED)
    return value


def _in_other_readings(a: Token, b: Token, value: float | None) -> float | None:
    """Chinese characters may be read otherwise: 正恩 is Jong Un, 大文 Tai Man, 健一 Kenichi."""
    characters, other = (a, b) if a.code[0] == HAN else (b, a)
    if other.code[0] == HAN:
        return value
    for reading in korean_readings(characters.code[2:]):
        if reading == other.roman:
            return max(value or 0.0, _SCRIPT)
        if len(reading) >= _SOUNDED and sound(reading) == sound(other.roman):
            value = max(value or 0.0, _ROMANISED)
    if characters.code[2:] in surnames().characters.get(other.roman, ()):
        value = max(value or 0.0, _ROMANISED)  # 曾 is Tsang, though not read so elsewhere
    read = readings(characters.code[2:])
    if other.roman in read or short_vowels(other.roman) in read:
        return max(value or 0.0, _SCRIPT)
    return value


def _known_in_arabic(a: Token, b: Token) -> float | None:
    """How alike two given names are, one of them a known one in Arabic script; 0 for two names.

    None where the consonants have to say.
    """
    mine = in_arabic(a.roman) if a.abjad else (a.roman,)
    theirs = in_arabic(b.roman) if b.abjad else (b.roman,)
    best, told = None, bool(mine and theirs)
    for one in mine:
        for other in theirs:
            how = related(one, other)
            if how is not None and how is not Relation.GENDERED:
                best = max(best or 0.0, _RELATED[how])
            else:
                told = told and _are_two_in_arabic(a, b, one, other)
    return best if best is not None else 0.0 if told else None


def _are_two_in_arabic(a: Token, b: Token, one: str, other: str) -> bool:
    """Whether the spellings of two known names are two names', or the long vowels say so."""
    if not groups(one) or not groups(other):
        return False
    if a.abjad is b.abjad:
        return a.roman != b.roman and written_otherwise(one, b.roman)
    latin, written = (other, a.roman) if a.abjad else (one, b.roman)
    return _are_two_names(one, other) or written_otherwise(latin, written)


def _abjad(a: Token, b: Token) -> float | None:
    """Arabic and Hebrew script write consonants; only they can be compared."""
    known = _known_in_arabic(a, b)
    if known is not None:
        return known or None
    if (a.code[0] == HEBREW) != (b.code[0] == HEBREW):
        word, other = (a, b) if a.code[0] == HEBREW else (b, a)
        return None if other.abjad else hebrew.alike(word.code[2:], other.roman) or None
    mine, theirs = (consonants(word.roman, abjad=word.abjad) for word in (a, b))
    shared = set(mine).intersection(theirs)
    if shared:
        size = max(map(len, shared))
        if size >= _FULL_SKELETON:
            return _OF_ANOTHER if _is_of_another(a, b) else _SCRIPT
        if size == _SKELETON_LENGTH or _vowels_alike(a, b):
            return _SCRIPT_BARE
        return None
    first, second = mine[0] if mine else "", theirs[0] if theirs else ""
    long = min(len(first), len(second)) >= _NEAR_SKELETON
    near = long and OSA.normalized_similarity(first, second) >= _SCRIPT_NEAR
    return _SCRIPT_NEAR if near else None


def _is_of_another(a: Token, b: Token) -> bool:
    """Whether only one of two scripts writes the ending of descent: Mansour, منصوري."""
    if a.abjad and b.abjad:
        return a.roman.endswith("y") != b.roman.endswith("y")
    written, latin = (a.roman, b.roman) if a.abjad else (b.roman, a.roman)
    return written.endswith("y") and latin[-1] not in _ENDS_IN_VOWEL


def _vowels_alike(a: Token, b: Token) -> bool:
    """Whether words of one consonant (علي, Ali) may have the same vowels around it."""
    if a.abjad and b.abjad:
        return a.roman == b.roman
    short, full = (a.roman, b.roman) if a.abjad else (b.roman, a.roman)
    return len(full) <= _LONGEST_OF_ONE and vowels_agree(short, full)


def _is_derived(one: str, other: str) -> bool:
    """Whether a surname is another one, or a given name, with an ending: Moroz, Morozov."""
    short, long = sorted((one, other), key=len)
    return long.endswith(_DERIVED) and any(
        long.removesuffix(ending) == short for ending in _DERIVED if long.endswith(ending)
    )


@lru_cache(maxsize=65_536)
def in_old_spelling(one: str, other: str) -> bool:
    """Whether two words differ in the Indonesian spelling of before 1972: Soeharto, Suharto."""
    if min(len(one), len(other)) < _SHORTEST_OLD:
        return False
    for old, new in _OLD_SPELLING:
        one, other = one.replace(old, new), other.replace(old, new)
    return one == other


def _spelled(a: Token, b: Token) -> float | None:
    one, other = a.roman, b.roman
    if a.variant == b.variant or in_old_spelling(one, other):
        return _VARIANT
    japanese = one[0] == other[0] and one[-1] in _ROMAN_LAST and in_japanese(one)
    if japanese and japanese == in_japanese(other):
        return _VARIANT
    if _is_derived(one, other):
        return None
    if min(len(a.roman), len(b.roman)) <= _SHORT:
        return None  # of three letters, each makes another name
    value = max(
        OSA.normalized_similarity(one, other), OSA.normalized_similarity(a.variant, b.variant)
    )
    if a.syllables and b.syllables and min(vowel_groups(one), vowel_groups(other)) == 1:
        return None  # one syllable of pinyin for another makes another name: Sing, Song
    begins = one[0] == other[0] or {one[0], other[0]} == _H
    if value < _SKELETON and begins and in_belarus(one) == in_belarus(other):
        value = max(value, _SKELETON if len(in_belarus(one)) >= _FULL_SKELETON else 0.0)
    if a.skeleton == b.skeleton and len(a.skeleton) >= _SKELETON_LENGTH:
        value = max(value, _SKELETON if len(a.skeleton) >= _FULL_SKELETON else _SHORT_SKELETON)
    return min(value, _VARIANT) if value >= _LEAST else None
