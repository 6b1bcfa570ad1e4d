"""How alike two words are, and in what way."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from caveat.domain.screening import PartRelation
from caveat.matching.coefficients import coefficients
from caveat.matching.names import brahmic, characters, cyrillic_east, hebrew
from caveat.matching.names.alike import SAME, Likeness
from caveat.matching.names.arabic import (
    begins_with_two,
    consonants,
    long_vowels_agree,
    vowels_agree,
    writes_long_vowels,
)
from caveat.matching.names.lexicon import WordKind, lexicon
from caveat.matching.names.restored import lost_pattern
from caveat.matching.names.slips import digits_for_letters, scanned, typed
from caveat.matching.names.surnames import sound
from caveat.matching.names.tokens import BRAHMIC, CYRILLIC, HEBREW, Token
from caveat.matching.names.transliterations import as_variant

_EXACT_KINDS = frozenset({WordKind.NUMBER, WordKind.FORM, WordKind.LETTER})
_TRANSLATED = frozenset(
    {
        WordKind.PLACE,
        WordKind.DIRECTION,
        WordKind.ACTIVITY,
        WordKind.GENERIC,
        WordKind.UNIT,
    }
)
_SKELETON_LENGTH = 3
_SKELETON_NEAR, _PINYIN_NEAR = 0.6, 0.8
_ABJAD_LENGTH, _ABJAD_PAIR, _LONGEST_OF_PAIR = 3, 2, 6
_MIDDLE_WORD = 5
_SHORTEST = 3
_LOST = "?"
"""In the letters of a word: one or two that could not be read (see `garbled`)."""
_SHORTEST_NUMBER, _MIDDLE = 4, 8
_BLAME = 0.4
"""Share of what letters differ by that counts against two words in two scripts."""
_KANA = "s"
"""Way in which words in kana are made (see `tokens.Token`)."""
_SPELT_OUT = characters.CHARACTERS | {_KANA}
_ROMAN_LETTERS = {"i": 1, "v": 5, "x": 10}


@lru_cache(maxsize=262_144)
def likeness(a: Token, b: Token) -> Likeness | None:
    """How the two words agree, or None if they do not. Symmetric in value."""
    if a is b:
        return SAME
    if a.kind in _EXACT_KINDS or b.kind in _EXACT_KINDS:
        return _misspelled_form(a, b) if a.kind is not b.kind else _exact(a, b)
    meant = _meant(a, b)
    if meant is not None:
        return meant
    if not a.roman or not b.roman or (a.brands and b.brands):
        return None
    return _in_letters(a, b)


def _in_letters(a: Token, b: Token) -> Likeness | None:
    """How two words that have no meaning in common are written and sound."""
    if a.hangul is not b.hangul and _sounds_korean(a, b):
        return Likeness(coefficients().agree["variant"], PartRelation.TRANSLATION, "script")
    if _LOST in a.code or _LOST in b.code:
        lost = _but_for_lost_letters(a.code[2:], b.code[2:])
        if lost is not None:
            return lost
    if (a.code[0] == HEBREW) != (b.code[0] == HEBREW):
        return _hebrew(a, b)
    if (a.code[0] == CYRILLIC) != (b.code[0] == CYRILLIC) and _is_read(a, b):
        return Likeness(coefficients().agree["variant"], PartRelation.TRANSLATION, "script")
    return _abjad(a, b) if a.abjad or b.abjad else _spelled(a, b)


def _is_read(a: Token, b: Token) -> bool:
    """Whether one is a Chinese or Korean word in Cyrillic letters, and the other its reading."""
    written, other = (a, b) if a.code[0] == CYRILLIC else (b, a)
    return len(other.roman) > _SHORTEST and other.roman in cyrillic_east.readings(written.roman)


def _sounds_korean(a: Token, b: Token) -> bool:
    """Whether a word in Hangul, of trade or not, is written in Latin letters by its sound.

    한국 is Korea where it is translated, and Hankuk, Hanguk or Hankook where it is not.
    """
    if min(len(a.roman), len(b.roman)) <= _SHORTEST or " " in a.code or " " in b.code:
        return False
    return sound(a.roman).translate(_KOREAN) == sound(b.roman).translate(_KOREAN)


def _exact(a: Token, b: Token) -> Likeness | None:
    """Numbers, legal forms and single letters agree wholly or not at all."""
    if a.kind is WordKind.NUMBER and a.number == b.number:
        return SAME if a.code == b.code else Likeness(1.0, PartRelation.SPELLING, "number")
    if a.kind is WordKind.FORM and a.form == b.form:
        return Likeness(1.0, PartRelation.TRANSLATION, "form")
    if a.kind is WordKind.LETTER and a.roman == b.roman:
        return SAME
    return None


def _misspelled_form(a: Token, b: Token) -> Likeness | None:
    """A word that is a legal form but for a slip: otherwise it would count as a trade name.

    Likewise the word of a number (Sevne Seas), and a Roman number of one letter.
    """
    if {a.kind, b.kind} == {WordKind.NUMBER, WordKind.WORD}:
        return _misspelled_number(*((a, b) if a.kind is WordKind.NUMBER else (b, a)))
    if {a.kind, b.kind} == {WordKind.NUMBER, WordKind.LETTER}:
        number, letter = (a, b) if a.kind is WordKind.NUMBER else (b, a)
        same = _ROMAN_LETTERS.get(letter.roman) == number.number
        return Likeness(1.0, PartRelation.SPELLING, "number") if same else None
    if {a.kind, b.kind} != {WordKind.FORM, WordKind.WORD}:
        return None
    size = max(len(a.roman), len(b.roman))
    if min(len(a.roman), len(b.roman)) <= _MIDDLE_WORD or " " in a.code or " " in b.code:
        return None
    if OSA.distance(a.roman, b.roman) > (1 if size < _MIDDLE else 2):
        return None
    return Likeness(coefficients().agree["homophone"], PartRelation.SPELLING, "typing")


def _misspelled_number(number: Token, word: Token) -> Likeness | None:
    if number.code[0] != "l" or len(number.roman) < _SHORTEST_NUMBER or word.count:
        return None
    if OSA.distance(number.roman, word.roman) > 1:
        return None
    return Likeness(coefficients().agree["homophone"], PartRelation.SPELLING, "typing")


def _meant(a: Token, b: Token) -> Likeness | None:
    """Agreement in meaning: one concept, one place, one brand."""
    c = coefficients().agree
    shared_meaning = not a.meanings.isdisjoint(b.meanings)
    if (shared_meaning or not a.brands.isdisjoint(b.brands)) and a.roman == b.roman:
        return SAME
    if shared_meaning:
        return Likeness(c["concept"], _relation(a, b), "concept")
    if not a.brands.isdisjoint(b.brands):
        return Likeness(c["brand"], PartRelation.TRANSLATION, "brand")
    if not a.hints.isdisjoint(b.brands) or not b.hints.isdisjoint(a.brands):
        return Likeness(c["hint"], PartRelation.TRANSLATION, "brand")
    return None


def _relation(a: Token, b: Token) -> PartRelation:
    if a.language != b.language and not {a.language, b.language} <= {"", "en"}:
        return PartRelation.TRANSLATION
    near = OSA.normalized_similarity(a.roman, b.roman) > 0.5  # noqa: PLR2004 — wording only
    return PartRelation.SPELLING if near else PartRelation.TRANSLATION


def _hebrew(a: Token, b: Token) -> Likeness | None:
    word, other = (a, b) if a.code[0] == HEBREW else (b, a)
    return None if other.abjad else _in_script(hebrew.alike(word.code[2:], other.roman))


def _in_script(value: float) -> Likeness | None:
    return Likeness(value, PartRelation.TRANSLATION, "script") if value else None


def _abjad(a: Token, b: Token) -> Likeness | None:
    """Arabic script writes consonants and long vowels; only they can be compared."""
    found = _by_consonants(a, b)
    if found is None or a.abjad is b.abjad:
        return found
    written, latin = (a.roman, b.roman) if a.abjad else (b.roman, a.roman)
    # سابك is SABIC and not SBEC: no word there begins with two consonants.
    return found if long_vowels_agree(written, latin) and not begins_with_two(latin) else None


def _by_consonants(a: Token, b: Token) -> Likeness | None:
    c = coefficients().agree
    if a.skeleton == b.skeleton and len(a.skeleton) >= _ABJAD_LENGTH:
        return Likeness(c["variant"], PartRelation.TRANSLATION, "script")
    if bare_consonants(a) == bare_consonants(b) and len(bare_consonants(a)) >= _ABJAD_LENGTH:
        return Likeness(c["homophone"], PartRelation.TRANSLATION, "script")
    if a.abjad is b.abjad:
        return None
    shared = set(consonants(a.roman, abjad=a.abjad)) & set(consonants(b.roman, abjad=b.abjad))
    size = max(map(len, shared), default=0)
    if size >= _ABJAD_LENGTH:
        return Likeness(c["homophone"], PartRelation.TRANSLATION, "script")
    short, full = (a.roman, b.roman) if a.abjad else (b.roman, a.roman)
    if size == _ABJAD_PAIR and len(full) <= _LONGEST_OF_PAIR and vowels_agree(short, full):
        sure = writes_long_vowels(short, full) and full not in lexicon().common
        return Likeness(c["homophone" if sure else "skeleton"], PartRelation.TRANSLATION, "script")
    return None


def _spelled(a: Token, b: Token) -> Likeness | None:
    c = coefficients().agree
    if a.roman == b.roman:
        return _sounding(a, b)
    if a.kind in _TRANSLATED and b.kind in _TRANSLATED:
        return None
    variant = as_variant(a, b)
    if not variant and digits_for_letters(a.roman, b.roman):
        variant = "variant"
    if variant and not _in_other_vowels(a, b):
        return Likeness(c[variant], PartRelation.SPELLING, "variant")
    if (a.code[0] == BRAHMIC) != (b.code[0] == BRAHMIC):
        return _in_script(brahmic.alike(a.roman, b.roman))
    return _misspelled(a, b)


def _in_other_vowels(a: Token, b: Token) -> bool:
    """Whether Chinese characters are read with other vowels than a Latin word is written with."""
    if characters.CHARACTERS.isdisjoint((a.code[0], b.code[0])):
        return False
    return a.roman.translate(_NO_CONSONANTS) != b.roman.translate(_NO_CONSONANTS)


def _misspelled(a: Token, b: Token) -> Likeness | None:
    c = coefficients().agree
    value = None if " " in a.code or " " in b.code else typed(a, b) or scanned(a, b)
    if a.skeleton == b.skeleton and len(a.skeleton) >= _SKELETON_LENGTH:
        near = OSA.normalized_similarity(a.roman, b.roman)
        in_pinyin = not characters.CHARACTERS.isdisjoint((a.code[0], b.code[0]))
        # Pinyin writes every vowel: 金帝 (Jindi) is not Joundi, nor 嘉环 (Jiahuan) Jahan.
        if near >= (_PINYIN_NEAR if in_pinyin else _SKELETON_NEAR):
            value = max(value or 0.0, c["skeleton"])
    if value is None:
        return None
    if a.foreign != b.foreign:
        return _transliterated(a, b, value)
    return Likeness(value, PartRelation.SPELLING, "typing")


def _but_for_lost_letters(one: str, other: str) -> Likeness | None:
    """Whether a word is another one but for letters that could not be read."""
    if _LOST not in one or _LOST in other:
        one, other = other, one
    if _LOST in other or len(one) - one.count(_LOST) < _SHORTEST:
        return None
    if lost_pattern(one.split(_LOST)).fullmatch(other) is None:
        return None
    return Likeness(coefficients().agree["variant"], PartRelation.SPELLING, "variant")


def _as_wade_giles(roman: str) -> str:
    """Pinyin or Wade-Giles without apostrophes, which often drops: Dechang, Techang."""
    for written, plain in _WADE_GILES:
        roman = roman.replace(written, plain)
    return roman


def _transliterated(a: Token, b: Token, value: float) -> Likeness | None:
    """Transliterations differ by more than slips do; the scripts, not the hand, are to blame.

    Kana and pinyin write every vowel: 中信 is Zhongxin, and not Zhongxun.
    """
    scripts = {a.code[0], b.code[0]}
    if scripts.isdisjoint(_SPELT_OUT) or _as_wade_giles(a.roman) == _as_wade_giles(b.roman):
        value = 1.0 - (1.0 - value) * _BLAME
    elif _KANA in scripts and max(len(a.roman), len(b.roman)) < _MIDDLE:
        return None
    return Likeness(value, PartRelation.TRANSLATION, "script")


def _sounding(a: Token, b: Token) -> Likeness | None:
    c = coefficients().agree
    if a.kind is b.kind is WordKind.PLACE and characters.are_characters((a, b)):
        return None  # 山西 and 陕西 are two provinces
    if "zh" in {a.language, b.language} and a.language != b.language:
        return Likeness(c["concept"], PartRelation.TRANSLATION, "pinyin")
    if a.foreign != b.foreign:
        return Likeness(c["same"], PartRelation.TRANSLATION, "script")
    if characters.are_characters((a, b)) and a.code[2:] != b.code[2:]:
        return characters.sounding(a.code[2:], b.code[2:])
    return SAME


def bare_consonants(word: Token) -> str:
    """Its consonants alone, with the semivowels that Arabic script writes left out."""
    first, rest = word.skeleton[:1], word.skeleton[1:]
    return first.translate(_NO_VOWELS) + rest.translate(_NO_SEMIVOWELS)


_WADE_GILES = (
    ("zh", "ch"), ("q", "ch"), ("j", "ch"), ("tz", "ts"), ("z", "ts"), ("hs", "x"), ("d", "t"),
    ("b", "p"), ("gu", "ku"), ("g", "k"), ("ong", "ung"), ("ien", "ian"), ("ueh", "ue"),
)  # fmt: skip
_KOREAN = str.maketrans("lu", "ro")
"""Of ㄹ and of ㅓ, which spellings of firms write u and o: Chosun, Choson."""
_NO_VOWELS = str.maketrans("", "", "aeiou")
_NO_CONSONANTS = str.maketrans("", "", "bcdfghjklmnpqrstvwxyz")
_NO_SEMIVOWELS = str.maketrans("", "", "aeiouvywh")
