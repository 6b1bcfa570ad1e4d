"""The keys by which a word is found though it is written in another way, and what words weigh.

A slip of the hand is another matter: see `misspelled`.
"""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from caveat.matching.names import cyrillic_east, hebrew
from caveat.matching.names.arabic import consonants
from caveat.matching.names.belarusian import belarusian_key
from caveat.matching.names.brahmic import sounds
from caveat.matching.names.clean import skeleton, variant_key
from caveat.matching.names.given import Relation, eastern_groups, given_names, groups, in_arabic
from caveat.matching.names.han_names import in_japanese, readings
from caveat.matching.names.hangul import romanisations
from caveat.matching.names.inflection import settlement
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.opened import parts_of
from caveat.matching.names.person_words import family, led, parent, without_particle
from caveat.matching.names.similar import bare_consonants
from caveat.matching.names.surnames import (
    halves,
    korean_readings,
    sound,
    southern_in_mandarin,
    surnames,
    syllables,
)
from caveat.matching.names.tokens import BRAHMIC, CYRILLIC, HAN, HANGUL, HEBREW, Token

LIKENESS = {"r": 1.0, "m": 1.0, "b": 1.0, "n": 1.0, "e": 0.97, "v": 0.97, "h": 0.9, "a": 0.97,
            "c": 0.97, "s": 0.0, "z": 0.0, "i": 0.75, "p": 0.5, "y": 0.85, "o": 0.88,
            "d": 0.96, "j": 0.96, "q": 0.95}  # fmt: skip
"""How alike two words are at most that share a key, by the first letter of the key: letters (r),
meaning, brand, number, equivalent names of persons, transliteration (v), a hint at a brand,
consonants with Arabic script (a, c; a single one of them o), consonants alone (s, z: for the
letters to say), an initial, a part of a phrase, the two syllables of an East Asian given name in
any order (y)."""
LONGEST = 60
"""Letters of a word that are compared."""

_LEFTOVER = {
    WordKind.WORD: 1.0, WordKind.ACTIVITY: 0.85, WordKind.GENERIC: 0.4, WordKind.UNIT: 0.9,
    WordKind.PLACE: 0.3, WordKind.NUMBER: 0.8, WordKind.DIRECTION: 0.8, WordKind.LETTER: 1.0,
}  # fmt: skip
_SILENT = 0.2
"""Share of its weight that a word costs without a counterpart; the comparison takes as much."""
_PATRONYMIC = 0.4
_EQUIVALENT = frozenset({Relation.SAME, Relation.VARIANT, Relation.SHORT, Relation.CROSS_LANGUAGE})
_SOUNDED = 4
_TELLING = 3
_PAIR = 2
_PARENT = "abu"
_PART = 4
_LONGEST_OF_ONE = 6
_OF_PERSONS, _OF_OTHERS = "acodj", "aceoydj"
_EXACT_KINDS = frozenset({WordKind.NUMBER, WordKind.LETTER})


def weights(word: Token, *, person: bool) -> tuple[float, float]:
    """What a word weighs in a name, and what it costs without a counterpart, in nats."""
    silent = word.kind not in _LEFTOVER
    if not person:
        return word.weight, word.weight * _LEFTOVER.get(word.kind, _SILENT)
    if silent:
        return word.weight, 0.0
    return word.personal, word.personal * (_PATRONYMIC if word.patronymic else 1.0)


def word_keys(word: Token) -> set[str]:
    """Everything by which a word is found, and finds another, without being misspelled.

    The letter before each key says how alike words are that share it (`LIKENESS`). Given names
    that stand for one another share a key under ``e``.
    """
    if word.number >= 0:
        return {f"n{word.number}"}
    keys = {f"m{meaning}" for meaning in word.meanings}
    keys |= {f"b{brand}" for brand in word.brands} | {f"h{brand}" for brand in word.hints}
    if word.roman:
        keys.add(f"r{word.roman[:LONGEST]}")
    if word.kind is WordKind.WORD:
        keys |= {f"e{name}" for name in _equivalents(word.roman)}
        if word.abjad:
            keys |= _of_arabic(word.roman)
        keys |= _of_parent(word.roman) | _of_other_readings(word)
        if (short := in_japanese(word.roman)) and short != word.roman:
            keys.add(f"v{variant_key(short)}")
    if word.kind not in _EXACT_KINDS and len(word.variant) > 1:
        keys |= {f"v{word.variant[:LONGEST]}", f"v{_settled(word)}"}
        if len(word.skeleton) == _PAIR and not word.abjad:
            keys.add(f"z{word.skeleton}")
        if len(word.skeleton) >= _TELLING and not word.abjad:
            keys.add(f"s{word.skeleton[:LONGEST]}")
            keys |= {f"s~{key[:LONGEST]}" for key in (belarusian_key(word.roman),) if key}
        if word.kind is WordKind.WORD and len(heard := sounds(word.roman)) >= _PAIR:
            keys.add(f"{'d' if word.code[0] == BRAHMIC else 'j'}{heard[:LONGEST]}")
        # Arabic script writes consonants, so that they alone may agree.
        keys |= {f"{'a' if word.abjad else 'c'}{bare}" for bare in _bare(word)}
        keys |= {f"o{bare}" for bare in _of_one(word)}
        keys |= {f"y{' '.join(sorted(cut))}" for cut in halves(word.roman)}
    return keys


def _heard(roman: str) -> set[str]:
    """What a word in Hangul sounds like, if it is long enough to say anything."""
    heard = sound(roman)
    return {heard, heard.replace("l", "r")} if len(roman) >= _SOUNDED else set()


def _in_hangul(word: Token, *, person: bool) -> set[str]:
    """Keys of listed words in Latin letters that one in Hangul sounds like, and the reverse."""
    if word.hangul:
        return {f"e~{heard}" for heard in _heard(word.roman)}
    if person or word.kind is not WordKind.WORD or not syllables(word.roman):
        return set()
    return {f"v^{heard}" for heard in _heard(word.roman)}


def _settled(word: Token) -> str:
    """The root of a Russian settlement or its adjective; of any other word its variant."""
    root, ending = settlement(word.roman)
    return f"~{root}" if ending else word.variant[:LONGEST]


@lru_cache(maxsize=4_096)
def _keys_of(word: Token) -> frozenset[str]:
    """`word_keys` of a word asked for, which is sought as a company's and as a person's."""
    return frozenset(word_keys(word))


def listed_keys(word: Token) -> set[str]:
    """`word_keys`, and those by which only a listed word is found."""
    keys = word_keys(word)
    if word.kind is WordKind.LETTER:
        keys.add(f"i{word.roman}")
    # A phrase that the query breaks up, by a slip, another word or another order.
    keys.update(f"p{part}" for part in phrase_parts(word))
    # 기계 finds Precision Machinery, which are one word there (see `opened`).
    keys.update(
        f"m{meaning}"
        for part in parts_of(word)
        if part.kind is WordKind.ACTIVITY
        for meaning in part.meanings
    )
    if word.hangul:
        keys.update(f"v^{heard}" for heard in _heard(word.roman))
    if word.kind is WordKind.WORD:
        for rest in without_particle(word.roman):
            keys |= _of_name(rest)
        # Its two syllables may be written apart, or one left out.
        keys.update(f"y{half}" for cut in halves(word.roman) for half in cut)
    return keys


def _of_other_readings(word: Token) -> set[str]:
    """What characters share with every romanisation of them, and Kwok Keung with Guoqiang."""
    way, text = word.code[0], word.code[2:]
    read: Iterable[str] = ()
    if way == "w":
        return {f"r{one}" for one in southern_in_mandarin(word.roman)}
    if way == HAN:
        read = (*korean_readings(text), *readings(text))
    elif way == HANGUL:
        read = romanisations(text)
    elif way == CYRILLIC:
        return {f"r{reading}" for reading in cyrillic_east.readings(word.roman)}
    keys = {key for reading in read for key in (f"r{reading}", f"e~{sound(reading)}")}
    return keys | {f"e{text}"} if way == HAN else keys


def _of_arabic(written: str) -> set[str]:
    """The names that a known one in Arabic script is, and each of two that it is joined of."""
    found: set[str] = set()
    for one in in_arabic(written):
        found |= _named(one) | _of_both(one)
    return found


def _named(roman: str) -> set[str]:
    return {f"e{group}" for group, _ in groups(roman)}


@lru_cache(maxsize=65_536)
def _of_both(roman: str) -> frozenset[str]:
    """The two given names of which a known one is joined: Mohammadreza."""
    if len(roman) <= _LONGEST_OF_ONE or not groups(roman):
        return frozenset()
    cuts = ((roman[:at], roman[at:]) for at in range(_TELLING, len(roman) - _PAIR))
    both = [cut for cut in cuts if all(map(groups, cut))]
    return frozenset().union(*(_named(half) for cut in both for half in cut))


def _of_name(roman: str) -> set[str]:
    """What a name shares with those to which a particle is joined: spelling, given name."""
    return {f"q{variant_key(roman)}"} | {f"q{group}" for group in eastern_groups(roman)}


def _with_particles(roman: str) -> set[str]:
    """What finds a name to which a particle is joined, and the reverse."""
    keys = _of_name(roman)
    for rest in without_particle(roman):
        keys.add(f"v{variant_key(rest)}")
        keys |= {f"e{group}" for group in eastern_groups(rest)}
    return keys


def _of_parent(roman: str) -> set[str]:
    """What Boudjemaa and Abu Jumaa, one part, have in common."""
    read = roman if roman.startswith(_PARENT) else parent(roman)
    return {f"q{skeleton(read)}"} if len(read) > len(_PARENT) + 1 else set()


def phrase_parts(word: Token) -> list[str]:
    """The words of a phrase that is read as one word; none of any other word."""
    if " " not in word.code:
        return []
    return [part for part in dict.fromkeys(word.code[2:].split()) if len(part) >= _PART]


def _equivalents(roman: str) -> set[str]:
    """What persons' names that stand for one another have in common."""
    found = {str(group) for group, how in groups(roman) if how in _EQUIVALENT}
    found.update(_learnt().get(roman, ()))
    found.update(surnames().characters.get(roman, ()))
    if len(roman) >= _SOUNDED and syllables(roman):
        found.add(f"~{sound(roman)}")
    stem = family(roman)[0]
    if stem != roman:
        found.add(f"%{variant_key(stem)}")
    # The name that a little word leads, and the same without it.
    found.update((f"+{roman}", f"+{led(roman)[1] or roman}"))
    return found


@cache
def _learnt() -> Mapping[str, frozenset[str]]:
    """Of every word the pairs in which the lists themselves spell it otherwise."""
    pairs: dict[str, set[str]] = {}
    for one, other in given_names().learnt:
        for word in (one, other):
            pairs.setdefault(word, set()).add(f"{one} {other}")
    return {word: frozenset(found) for word, found in pairs.items()}


def _bare(word: Token) -> list[str]:
    """Its consonants, two at least, as Arabic script writes them."""
    found = {bare[:LONGEST] for bare in _consonants(word) if len(bare) >= _PAIR}
    plain = bare_consonants(word)
    if len(plain) >= _TELLING:
        found.add(plain[:LONGEST])
    return sorted(found)


def _of_one(word: Token) -> list[str]:
    """Its consonant, if it is a short word of one alone, such as Ali."""
    if len(word.roman) > _LONGEST_OF_ONE:
        return []
    return [bare for bare in _consonants(word) if len(bare) == 1]


def _consonants(word: Token) -> Iterable[str]:
    if word.code[0] == HEBREW:
        # The kh of Hebrew is most often written ch, which is read as that of church elsewhere.
        found = hebrew.readings(word.code[2:])
        return found | {one.replace("h", "x") for one in found}
    return consonants(word.roman, abjad=word.abjad)


class Sought(NamedTuple):
    """A word, or the letters of several words together, whose like is sought.

    Attributes:
        word: The word; None for letters.
        joined: The letters.
        loosely: Whether a person's initial will do for a word, or letters may hold slips.
        abjad: Whether the letters stand for Arabic ones.
        personal: Whether it is a person's name, of two words or more where it is one of them.
    """

    word: Token | None
    joined: str = ""
    loosely: bool = False
    abjad: bool = False
    personal: bool = False

    def found_by(self) -> list[str]:
        """Keys to look up, in order."""
        word = self.word
        if word is None:
            bare = skeleton(self.joined)
            keys = {f"r{self.joined}", f"v{variant_key(self.joined)}"}
            if self.personal:
                keys.add(f"e+{self.joined}")
                keys |= _named(self.joined)
            if self.abjad:
                readings = consonants(self.joined, abjad=True)
                keys |= {f"c{one[:LONGEST]}" for one in readings if len(one) >= _TELLING}
            return sorted(keys | {f"s{bare}"} if len(bare) > _TELLING else keys)
        keys = set(_keys_of(word))
        # A brand for its hint, and the reverse.
        keys |= {f"h{brand}" for brand in word.brands} | {f"b{brand}" for brand in word.hints}
        scripts = "ac" if word.abjad else "a"
        keys = {key for key in keys if key[0] not in (_OF_PERSONS if self.loosely else _OF_OTHERS)}
        if word.kind not in _EXACT_KINDS:
            keys |= {f"{script}{bare}" for script in scripts for bare in _bare(word)}
            heard = sounds(word.roman)[:LONGEST]
            keys |= {f"{key}{heard}" for key in ("dj" if word.code[0] == BRAHMIC else "d")}
        keys |= _in_hangul(word, person=self.loosely)
        if word.kind is WordKind.WORD and word.roman:
            keys |= _with_particles(word.roman)
        if word.abjad and self.loosely:
            keys |= {f"o{bare}" for bare in _of_one(word)}
        if word.kind not in _EXACT_KINDS and word.roman:
            keys.add(f"p{word.roman[:LONGEST]}")
        if self.loosely and word.kind is WordKind.WORD and word.roman:
            keys.add(f"i{word.roman[0]}")
            keys |= _of_both(word.roman)
            if self.personal and syllables(word.roman) == 1:
                keys.add(f"y{word.roman}")
        return sorted(keys)

    def letters(self) -> str:
        """Letters that may be misspelled; none if they may not."""
        if self.word is None:
            return self.joined if self.loosely else ""
        return "" if self.word.kind in _EXACT_KINDS else self.word.roman[:LONGEST]
