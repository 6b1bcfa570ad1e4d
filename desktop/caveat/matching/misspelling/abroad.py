"""Latin names in the script of their country, as they are written there.

Cyrillic (Russian, Ukrainian, Serbian), Greek, Arabic, Persian, Hebrew, kana and Hangul. Letters are
carried over after ``letters.csv``, with the usual ambiguities drawn by lot; common given names and
words of trade stand in ``words_abroad.csv``. Legal forms are left away. An organisation's name with
an English word that the table cannot translate is left out: nobody writes it letter by letter.

Held against names that lists print in both scripts, five letters in six come out as printed (a test
measures it); what a reader of the Latin form cannot know, such as a long vowel, is drawn.
"""

import random
import re
from functools import cache

from caveat.domain.parties import PartyKind
from caveat.matching.misspelling.arabic import ARTICLE, in_arabic_script, with_articles
from caveat.matching.misspelling.hangul import in_hangul
from caveat.matching.misspelling.legal_forms import without_forms
from caveat.matching.misspelling.rewriting import Letters
from caveat.matching.misspelling.written import (
    Made,
    Maker,
    Written,
    core,
    is_latin,
    recipe_table,
)
from caveat.resources import resource

SCRIPTS = {
    "ru": "Cyrillic", "uk": "Cyrillic", "sr": "Cyrillic", "el": "Greek", "ar": "Arabic",
    "fa": "Arabic", "he": "Hebrew", "ja": "kana", "ko": "Hangul",
}  # fmt: skip
"""Language of a table → script it is written in."""
_SPOKEN = {
    "ru": "RU BY KZ KG TJ TM UZ MD AM AZ GE LV LT EE", "uk": "UA", "sr": "RS ME MK BA BG",
    "el": "GR CY", "fa": "IR AF", "he": "IL", "ja": "JP", "ko": "KR KP",
    "ar": "AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE SO DJ",
}  # fmt: skip
_BETWEEN = re.compile(r"[\s\-–/()\"“”.]+")
_APOSTROPHES = str.maketrans(dict.fromkeys("’`‘ʼ", "'"))
_ENGLISH = re.compile(
    r"(?:tion|ing|ment|ity|ies|ics|ical|ory|ence|ance|ers|ors|ion|ous|ean|ese|ish|rise|ery|ure)$"
)
_SPOKEN_WORD = re.compile(r"^\w{4,}$")
_SURNAME_FIRST = frozenset({"ja", "ko"})
_CASED = frozenset({"ru", "uk", "sr", "el"})
_ARABIC_SCRIPT = frozenset({"ar", "fa"})
_CONSONANTS = frozenset([*"bcdfghjklmnpqrstvwz", "sh", "kh", "gh", "th", "dh", "ch"])


@cache
def languages(countries: tuple[str, ...]) -> tuple[str, ...]:
    """Languages of the tables that are written in any of the countries."""
    return tuple(
        language
        for language, spoken in _SPOKEN.items()
        if any(country in spoken.split() for country in countries)
    )


def in_script(name: Written, language: str, stream: random.Random) -> str | None:
    """The name in a language's script; None where it would not be written so."""
    if not is_latin(name.text) or name.kind is PartyKind.AIRCRAFT:
        return None
    organisation = not name.is_person and not name.is_craft
    words = _words_of(name, language, organisation=organisation)
    articled = with_articles(words) if language in _ARABIC_SCRIPT else [(w, False) for w in words]
    made: list[str] = []
    for word, article in articled:
        there = _word(word, language, stream, organisation=organisation)
        if there is None:
            return None
        if there:
            made.append(ARTICLE + there if article else there)
    if language in _CASED:
        made = [word if word.isupper() else word[:1].upper() + word[1:] for word in made]
    joined = "" if language == "ko" and name.is_person else " "
    return joined.join(made) or None


def _words_of(name: Written, language: str, *, organisation: bool) -> list[str]:
    """Its words in small letters, in the order in which they are written there."""
    text = name.text.translate(_APOSTROPHES)
    if organisation:
        text = without_forms(text)
    elif name.is_person and language not in _SURNAME_FIRST:
        surname, comma, given = text.partition(",")
        text = f"{given} {surname}" if comma else text
    pieces = _BETWEEN.split(text.replace(",", " "))
    return [piece.strip("&_;:").lower() for piece in pieces if core(piece)[1]]


def _word(word: str, language: str, stream: random.Random, *, organisation: bool) -> str | None:
    """One word there, empty where nothing is written for it; None where it cannot be said."""
    known = _words(language)
    there = known.get(("word" if organisation else "name", word.replace("'", "")))
    if there is None and organisation and _is_translated(word):
        return None
    if there is not None or word.isdigit():
        return stream.choice(there) if there else word
    if language in _ARABIC_SCRIPT:
        return in_arabic_script(word, language, known, _letters(language), stream)
    if language == "ko":
        return in_hangul(word, dict(_names(language)), stream)
    return _letters(language).rewrite(word, stream)


def _is_translated(word: str) -> bool:
    """Whether an English word or an abbreviation, which nobody carries over letter by letter."""
    return word in _english() or _ENGLISH.search(word) is not None or not _SPOKEN_WORD.search(word)


def written_in(script: str) -> Maker:
    """The maker that writes a name in a script where its country uses it."""

    def make(name: Written, stream: random.Random) -> Made | None:
        fitting = [one for one in languages(name.countries) if SCRIPTS[one] == script]
        if not fitting:
            return None
        text = in_script(name, stream.choice(fitting), stream)
        return Made(text, name.text) if text else None

    return make


@cache
def _words(language: str) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in recipe_table("words_abroad"):
        if row["language"] == language:
            key = (row["class"], row["latin"])
            found[key] = (*found.get(key, ()), row["written"])
    return found


@cache
def _names(language: str) -> tuple[tuple[str, str], ...]:
    return tuple((w, t[0]) for (kind, w), t in _words(language).items() if kind == "name")


@cache
def _letters(language: str) -> Letters:
    table = Letters("aeiouy", _CONSONANTS)
    for row in recipe_table("letters"):
        if row["language"] == language:
            table.add(row["place"], row["latin"], row["written"].split("|"))
    return table


@cache
def _english() -> frozenset[str]:
    """English words, which are translated and not transliterated."""
    text = resource("lexicons/common_words.csv").read_text(encoding="utf-8")
    return frozenset(line.split(",", 1)[0] for line in text.splitlines()[1:])
