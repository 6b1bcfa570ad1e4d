"""Words in Indic scripts, Thai, Lao, Khmer and Burmese in Latin letters, as people spell them.

Their vowels are signs beside a consonant, or not written at all: a consonant without a sign is
spoken with an a, but for the last one of a Hindi word. Not a transliteration that could be turned
back: names are written by ear (ทักษิณ Thaksin, मिश्रा Mishra), and `sounds` keeps of them what all
these spellings have in common. Letters after Unicode's charts; spellings: general knowledge.
"""

import re
import unicodedata
from functools import lru_cache
from operator import eq

from anyascii import anyascii
from rapidfuzz.distance import OSA

from caveat.matching.names.burmese import BURMESE, romanised_burmese

_BLOCKS = "\u0900-\u0eff\u1000-\u109f\u1780-\u17ff"
WRITTEN = re.compile(f"[{_BLOCKS}]")
_POINTS = (*range(0x900, 0xF00), *range(0x1000, 0x10A0), *range(0x1780, 0x1800))
SIGNS = "".join(c for c in map(chr, _POINTS) if unicodedata.category(c) in {"Mn", "Mc"})
"""All signs that belong to the letter before them."""
SIGN = frozenset(SIGNS)
LETTERS = rf"[^\W_]+(?:[{SIGNS}]+[^\W_]*)*"
"""Pattern of a word: letters, digits and signs."""

_INDIC, _LAST_INDIC, _BLOCK = 0x900, 0xDFF, 0x80
_SINHALA, _THAI, _KHMER = 0xD80, 0xE00, 0x1780
_TAMIL = 0xB80
_DELETING = frozenset({0x900, 0x980, 0xA00, 0xA80})
"""Of languages that leave out an a which is not written: Hindi, Bengali, Punjabi, Gujarati."""
_CONSONANTS = {c + n for c in range(0x900, 0xD80, _BLOCK) for n in (*range(0x15, 0x3A),
               *range(0x58, 0x60))} | set(range(0xD9A, 0xDC7))  # fmt: skip
_VIRAMA = {c + 0x4D for c in range(0x900, 0xD80, _BLOCK)} | {0xDCA}
_NUKTA = {c + 0x3C for c in range(0x900, 0xD80, _BLOCK)}
_NASAL = {c + n for c in range(0x900, 0xD80, _BLOCK) for n in (1, 2)} | {0xD82, 0xA70}
_DOUBLING = 0xA71
_UNSPOKEN = _VIRAMA | _NUKTA | {_DOUBLING}
_LETTERS = {0x1A: "ch", 0x1B: "ch", 0x36: "sh", 0x37: "sh", 0x0B: "ri", 0x43: "ri"}
"""By place in the block: च छ श ष ऋ ृ."""
_DOTTED = {"k": "q", "j": "z", "ph": "f", "d": "r", "dh": "rh"}
_CHILLU = {0xD7A: "n", 0xD7B: "n", 0xD7C: "r", 0xD7D: "l", 0xD7E: "l", 0x9CE: "t"}
_LABIALS = ("p", "b", "m")
_VOICED = {"k": "g", "t": "d", "p": "b", "ch": "s"}
_LONE_A = "A"
"""An a that is not written."""
_SPOKEN = (("thth", "tth"), ("chch", "cch"), ("shsh", "ssh"), ("jn", "gy"))
_VOWELS = frozenset("aeiou")
_KEPT_BEHIND_TWO = frozenset("rlyvnm")
"""Narendra and Mishra end in an a that is not written, Anand and Prakash do not."""


def romanised(word: str) -> str:
    """A word with its Brahmic letters in Latin ones; all others stay as they are."""
    if BURMESE.search(word):
        word = romanised_burmese(word)
    point = max(map(ord, word), default=0)
    if point >= _KHMER:
        return _khmer(word)
    return _thai(word) if point >= _THAI else _indic(word)


def _indic(word: str) -> str:
    points = [ord(c) for c in word]
    block = next((p - p % _BLOCK for p in points if _INDIC <= p <= _LAST_INDIC), 0)
    out = [unit for n in range(len(points)) for unit in _units(points, n, block)]
    if block in _DELETING:
        out = _spoken(out)
    text = "".join(out).replace(_LONE_A, "a")
    for written, spoken in _SPOKEN:
        text = text.replace(written, spoken)
    return text


def _units(points: list[int], n: int, block: int) -> list[str]:
    """The Latin letters of the n-th sign; the a behind a consonant that has no vowel sign apart."""
    point = points[n]
    if point in _CONSONANTS:
        return _consonant(points, n, block)
    if point in _NASAL:
        after = _letter(points[n + 1]) if n + 1 < len(points) else ""
        if after == "h":
            return ["n", "g"]  # सिंह is Singh
        return ["m" if not after or after.startswith(_LABIALS) else "n"]
    if point in _UNSPOKEN:
        return []
    return [_CHILLU.get(point) or _letter(point)]


def _consonant(points: list[int], n: int, block: int) -> list[str]:
    letter, after = _letter(points[n]), points[n + 1 : n + 3]
    if after and after[0] in _NUKTA:
        letter = _DOTTED.get(letter, letter)
        del after[0]
    elif block == _TAMIL:
        letter = _tamil(letter, points, n)
    units = [letter] * 2 if n and points[n - 1] == _DOUBLING else [letter]
    if after and (after[0] in _VIRAMA or _is_vowel_sign(after[0])):
        return units
    return [*units, _LONE_A]


def _spoken(units: list[str]) -> list[str]:
    """Letters without every a that is neither written nor spoken: नजरुल is Nazrul."""
    kinds = [unit == _LONE_A or unit[:1] in _VOWELS for unit in units]
    size = len(units)
    if not any(kinds[:-1]):
        return units
    kept = list(units)
    for n in range(size - 1, 1, -1):
        if units[n] != _LONE_A or kinds[n - 1]:
            continue
        if n == size - 1:
            drop = kinds[n - 2] or units[n - 1] not in _KEPT_BEHIND_TWO
        else:
            drop = kinds[n - 2] and n + 2 < size and not kinds[n + 1] and kinds[n + 2]
        if drop:
            kept[n], kinds[n] = "", False
    return kept


def _letter(point: int) -> str:
    place = point % _BLOCK
    if _INDIC <= point < _SINHALA and place in _LETTERS:
        return _LETTERS[place]
    if point in {0xDC1, 0xDC2}:
        return "sh"
    return anyascii(chr(point)).lower().replace("'", "") if point else ""


def _is_vowel_sign(point: int) -> bool:
    return chr(point) in SIGN and point not in _NASAL and point not in _NUKTA


def _tamil(letter: str, points: list[int], n: int) -> str:
    """Tamil writes k and g, t and d, p and b by one letter: the place tells them apart."""
    before = points[n - 1] if n else 0
    if letter == "t" and points[n] == 0xBA4:  # noqa: PLR2004 — the dental one
        letter = "th"
    if letter == "ch" and n == 0:
        return "s"
    hard = (
        n == 0
        or (before in _VIRAMA and n > 1 and _letter(points[n - 2]) not in {"n", "m"})
        or (n + 1 < len(points) and points[n + 1] in _VIRAMA)
    )
    return letter if hard else _VOICED.get(letter, letter)


_LEADING = "เแโใไ"
_SILENT = "\u0e4c"
_TONES = re.compile("[\u0e47-\u0e4b\u0e4d\u0e4e\u0ec8-\u0ecb]")
_SILENCED = re.compile(rf"[\u0e01-\u0e2e](?:[\u0e34-\u0e39])?{_SILENT}|{_SILENT}")
_LAST_S = re.compile("(?<=.)(?:ks|s)$")
"""No word ends in an s that is spoken: วัส is wat, ลักษณ์ luck."""
_LED = re.compile(
    rf"([{_LEADING}\u0ec0-\u0ec4])"
    "([\u0e01-\u0e2e\u0e81-\u0eae](?:[\u0e23\u0e25\u0e27](?=[\u0e01-\u0e2e]))?)"
)


_THAI_SPOKEN = (
    (re.compile("รร(?=[ก-ฮ])"), "ั"), (re.compile("รร"), "ัน"), (re.compile("ัญญ"), "ันย"),
)  # fmt: skip
"""A doubled r is a vowel, a doubled ny an n and a y: Suwan, Panya."""


def _thai(word: str) -> str:
    """Thai and Lao: vowels that stand before a consonant behind it, silenced letters left out."""
    word = _TONES.sub("", _SILENCED.sub("", word))
    for written, spoken in _THAI_SPOKEN:
        word = written.sub(spoken, word)
    word = _LED.sub(r"\2\1", word)
    letters = "".join(anyascii(c) for c in word).lower().replace("'", "")
    return _LAST_S.sub(lambda end: "k" if end.group() == "ks" else "t", letters)


def _khmer(word: str) -> str:
    return "".join(anyascii(c) for c in word if c.isalnum() or c in SIGN).lower().replace("'", "")


_CLASSES = (
    ("ksh", "ks"), ("x", "ks"), ("chh", "c"), ("sh", "c"), ("ch", "c"), ("j", "c"), ("z", "c"),
    ("th", "t"), ("dh", "t"), ("d", "t"), ("ph", "p"), ("bh", "p"), ("b", "p"), ("f", "p"),
    ("kh", "k"), ("gh", "k"), ("g", "k"), ("q", "k"), ("ck", "k"), ("nk", "n"), ("w", "v"),
    ("s", "c"),
)  # fmt: skip
_CLASSES_WITHOUT_H = tuple(one for one in _CLASSES if "h" not in one[0])
_NOT_SOUNDED = str.maketrans("", "", "aeiouyh'")
_HARD_C, _LONG_O = re.compile("c(?![hceiy])|c(?=c[^h])"), re.compile("(?<=[ao])w(?![aeiou])")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65_536)
def sounds(folded: str) -> str:
    """The consonants of a folded word, one letter for those that the spellings confuse.

    ``thaksin`` → ``tkcn``; ``shinawatra`` and ``chinwatr`` → ``cnvtr``. Coarse, and only between a
    word in one of these scripts and one in Latin letters.
    """
    begins = "a" if folded[:1] in "aeiou" else ""
    if "w" in folded:
        folded = _LONG_O.sub("", folded)
    if "c" in folded:
        folded = _HARD_C.sub("k", folded)
    for written, sound in _CLASSES if "h" in folded else _CLASSES_WITHOUT_H:
        folded = folded.replace(written, sound)
    folded = folded.translate(_NOT_SOUNDED)
    return begins + (_DOUBLED.sub(r"\1", folded) if any(map(eq, folded, folded[1:])) else folded)


_SAME, _OF_TWO, _NEAR = 0.96, 0.88, 0.75
_FULL, _LONG = 3, 4
_VOWELS_ALIKE, _VOWELS_NEAR, _SOUNDS_NEAR = 0.5, 0.55, 0.75


@lru_cache(maxsize=65_536)
def alike(one: str, other: str) -> float:
    """How alike two folded words sound, 0-1, of which one was written in these scripts. Symmetric.

    Vowels differ from one spelling to the next, so consonants count, and the letters somewhat.
    """
    letters = OSA.normalized_similarity(one, other)
    if letters < _VOWELS_ALIKE:
        return 0.0
    mine, theirs = sounds(one), sounds(other)
    if mine == theirs:
        return _SAME if len(mine) >= _FULL else _OF_TWO if letters >= _VOWELS_NEAR else 0.0
    if min(len(mine), len(theirs)) < _LONG or letters < _VOWELS_NEAR:
        return 0.0
    return _NEAR if OSA.normalized_similarity(mine, theirs) >= _SOUNDS_NEAR else 0.0
