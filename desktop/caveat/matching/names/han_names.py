"""Names of persons in Chinese characters as Hong Kong, Singapore and Japan read them.

陈大文 is Chan Tai Man, 李光耀 Lee Kuan Yew, 田中健一 Tanaka Kenichi. Mandarin is in `han`, the
Korean way and all surnames of China in `surnames`. The table is general knowledge: it helps to
compare names and is never printed as a fact.
"""

import csv
import hashlib
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product

from caveat.matching.names import han
from caveat.resources import resource

_TABLE = "lexicons/han_name_readings.csv"
_CANTONESE, _HOKKIEN, _MANDARIN = "jyutping", "Hokkien, Teochew and Hakka", "pinyin"
_SURNAME, _GIVEN = "Japanese surname", "Japanese given name"
_LONGEST_SURNAME, _LONGEST_GIVEN, _LONGEST_OF_SYLLABLES = 3, 3, 2

_NONE = frozenset[str]()

_ONSETS = {
    "gw": "kw gw", "kw": "kw", "ng": "ng", "b": "p b", "p": "p", "m": "m", "f": "f", "d": "t d",
    "t": "t", "n": "n", "l": "l", "g": "k g", "k": "k", "h": "h", "w": "w", "z": "ch ts j c z",
    "c": "ch ts c", "s": "s sh", "j": "y", "": "",
}  # fmt: skip
_RIMES = {
    "aa": "a ah", "aai": "ai", "aau": "au", "aam": "am", "aan": "an", "aang": "ang", "aap": "ap",
    "aat": "at", "aak": "ak", "ai": "ai", "au": "au ow", "am": "am um", "an": "an un", "ang": "ang",
    "ap": "ap up", "at": "at ut", "ak": "ak", "e": "e eh", "ei": "ei ee i ay", "ek": "ek ik",
    "eng": "eng ing", "i": "i ee", "iu": "iu", "im": "im", "in": "in", "ip": "ip", "it": "it",
    "ing": "ing", "ik": "ik", "o": "o or", "oi": "oi oy", "ou": "o ou", "on": "on", "ong": "ong",
    "ok": "ok", "ot": "ot", "u": "u oo", "ui": "ui", "un": "un oon", "ung": "ung", "ut": "ut",
    "uk": "uk", "oe": "oe", "oeng": "eung", "oek": "euk eok", "eoi": "ui", "eon": "un eon",
    "eot": "ut", "yu": "u ue yu", "yun": "uen un", "yut": "uet ut",
}  # fmt: skip


class _Readings:
    """The table.

    Attributes:
        cantonese: Character → its usual spellings in Hong Kong.
        hokkien: Character → its usual spellings in Singapore and Malaysia.
        mandarin: Spelling of Hong Kong, Singapore or Malaysia → the pinyin of its characters.
        surnames: Japanese surname → its readings.
        given: Likewise of given names.
    """

    def __init__(self, text: str) -> None:
        tables: dict[str, dict[str, list[str]]] = {}
        for row in csv.DictReader(text.splitlines()):
            tables.setdefault(row["system"], {}).setdefault(row["form"], []).append(row["reading"])
        self.cantonese = {
            form: tuple(spelling for one in of for spelling in hong_kong(one))
            for form, of in tables.get(_CANTONESE, {}).items()
        }
        self.hokkien = tables.get(_HOKKIEN, {})
        mandarin: dict[str, set[str]] = {}
        for form, (pinyin,) in tables.get(_MANDARIN, {}).items():
            for spelling in (*self.cantonese.get(form, ()), *self.hokkien.get(form, ())):
                mandarin.setdefault(spelling, set()).add(pinyin)
        self.mandarin = {spelling: frozenset(of) for spelling, of in mandarin.items()}
        self.surnames, self.given = tables.get(_SURNAME, {}), tables.get(_GIVEN, {})


@cache
def _text() -> str:
    return resource(_TABLE).read_text(encoding="utf-8")


def sha256() -> str:
    """Hash of the table."""
    return hashlib.sha256(_text().encode()).hexdigest()


@cache
def _readings() -> _Readings:
    return _Readings(_text())


@cache
def hong_kong(jyutping: str) -> tuple[str, ...]:
    """A Cantonese syllable in the usual spellings of Hong Kong: ``koeng`` → ``keung``."""
    for size in (2, 1, 0):
        onset, rime = jyutping[:size], jyutping[size:]
        if onset not in _ONSETS or rime not in _RIMES:
            continue
        found = dict.fromkeys(
            first + rest
            for first in _ONSETS[onset].split() or [""]
            for rest in _RIMES[rime].split()
        )
        if onset == "j":
            found.update(dict.fromkeys(one[1:] for one in tuple(found) if one[1:2] in {"i", "u"}))
        if onset in {"z", "c", "s"} and rime == "i":
            found.update(dict.fromkeys(("tsz", "tze", "tsze") if onset != "s" else ("sze", "sz")))
        if onset == "j" and rime == "yun":
            found.update(dict.fromkeys(("yuen", "yun")))
        return tuple(found)
    return (jyutping,)


@lru_cache(maxsize=16_384)
def readings(characters: str) -> tuple[str, ...]:
    """A surname or a given name in simplified characters as read outside Mandarin, joined.

    志强 → ``chikeung`` and more; empty if the table does not hold it.
    """
    table = _readings()
    found = dict.fromkeys((*table.surnames.get(characters, ()), *table.given.get(characters, ())))
    if len(characters) <= _LONGEST_OF_SYLLABLES:
        for syllables in (table.cantonese, table.hokkien):
            if all(c in syllables for c in characters):
                found.update(dict.fromkeys(_joined(syllables[c] for c in characters)))
    return tuple(found)


def in_mandarin(syllable: str) -> frozenset[str]:
    """The pinyin of a syllable as Hong Kong and Singapore spell it: ``fung`` → feng, fang.

    Empty for what is no such syllable of a given name.
    """
    return _readings().mandarin.get(syllable, _NONE)


def japanese_surname(characters: str) -> str:
    """The reading of a Japanese surname in simplified characters; empty where there are several."""
    found = _readings().surnames.get(characters, ())
    return found[0] if len(found) == 1 else ""


_LONG = re.compile("ou|oo|oh(?=[^aeiouy]|$)|uu")


@lru_cache(maxsize=16_384)
def short_vowels(roman: str) -> str:
    """A romanised Japanese name as the table has it, long vowels short: ``ohtani`` → ``otani``."""
    return _LONG.sub(lambda long: long.group()[0], roman)


_ROMAJI = re.compile(
    r"(?:(?:[kgnhbpmr]y|sh|ch|ts|[kgsztdnhbpmyrwfj])?[aeiou]n?(?:[kstpm](?=[kstpcbm]))?){2,}"
)


@lru_cache(maxsize=65_536)
def in_japanese(roman: str) -> str:
    """A word with its long vowels short if it may be a Japanese name, else empty.

    ``ohta`` and ``ota`` are one, ``shinichirou`` and ``shinichiro``.
    """
    short = short_vowels(roman)
    return short if _ROMAJI.fullmatch(short) else ""


def _joined(ways: Iterable[Iterable[str]]) -> list[str]:
    return ["".join(one) for one in product(*ways)]


@lru_cache(maxsize=16_384)
def japanese_parted(text: str) -> tuple[str, ...]:
    """A person's name as Japanese surname and given name: 田中健一 → 田中, 健一; or empty.

    Simplified characters. Only if the table holds both: what it does not hold may be Chinese.
    """
    table = _readings()
    characters = han.simplified(text)
    for size in range(min(_LONGEST_SURNAME, len(characters) - 1), 0, -1):
        family, given = characters[:size], characters[size:]
        if family in table.surnames and (
            given in table.given or (size > 1 and 1 < len(given) <= _LONGEST_GIVEN)
        ):
            return family, given
    return ()
