"""Latin names in the script of their country, as they are written there.

Cyrillic (Russian, Ukrainian, Serbian), Greek, Arabic, Persian, Hebrew, kana and Hangul. Letters are
carried over after ``letters.csv``, with the usual ambiguities drawn by lot; common given names,
words of trade stand in ``words_abroad.csv``. Legal forms are left away. An organisation's name with
an English word that the table cannot translate is left out: nobody writes it letter by letter.
"""

import random
import re
from functools import cache

from caveat.domain.parties import PartyKind
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
_ARTICLE = re.compile(r"^(?:al|el|ul|as|ash|ad|az|ar|at|an)$")
_ARTICLED = re.compile(r"^(?:al|el)[-']?(?=\w{3})")
_ENGLISH = re.compile(
    r"(?:tion|ing|ment|ity|ies|ics|ical|ory|ence|ance|ers|ors|ion|ous|ean|ese|ish|rise|ery|ure)$"
)
_SPOKEN_WORD = re.compile(r"^\w{4,}$")
_ARABIC_SCRIPT = {"ar": "ي", "fa": "ی"}
"""Language → the ending that makes a family name of a given name."""
_DOUBLED = re.compile(r"([^aeiou])\1")
_ARTICLE_WRITTEN = "ال"
_LONGEST_PIECE = re.compile(r"[\s\-–/()\"“”.]+")


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
    text = name.text.replace("’", "'").replace("`", "'").replace("‘", "'")
    organisation = not name.is_person and not name.is_craft
    if organisation:
        text = without_forms(text)
    elif name.is_person:
        surname, comma, given = text.partition(",")
        # Korean and Japanese names keep the surname first.
        text = f"{given} {surname}" if comma and language not in _SURNAME_FIRST else text
    made: list[str] = []
    article = ""
    pieces = [piece for piece in _LONGEST_PIECE.split(text.replace(",", " ")) if core(piece)[1]]
    for place, piece in enumerate(pieces):
        word = piece.strip("&_;:").lower()
        if language in _ARABIC_SCRIPT and _ARTICLE.match(word) and place + 1 < len(pieces):
            article = _ARTICLE_WRITTEN
            continue
        there = _word(word, language, stream, organisation=organisation)
        if there is None:
            return None
        if there:
            made.append(article + there)
        article = ""
    joined = "" if language == "ko" and name.is_person else " "
    if language in _CASED:
        made = [word if word.isupper() else word[:1].upper() + word[1:] for word in made]
    return joined.join(made) if made else None


_SURNAME_FIRST = frozenset({"ja", "ko"})
_CASED = frozenset({"ru", "uk", "sr", "el"})


def _word(word: str, language: str, stream: random.Random, *, organisation: bool) -> str | None:
    """One word there, empty where nothing is written for it; None where it cannot be said."""
    known = _words(language)
    there = known.get(("word" if organisation else "name", word.replace("'", "")))
    if there is None and organisation and _is_translated(word):
        return None
    if there is not None or word.isdigit():
        return stream.choice(there) if there else word
    if language in _ARABIC_SCRIPT:
        return _in_arabic_script(word, language, stream)
    if language == "ko":
        return in_hangul(word, dict(_names(language)), stream)
    return _letters(language).rewrite(word, stream)


def _in_arabic_script(word: str, language: str, stream: random.Random) -> str | None:
    known = _words(language)
    bare = _ARTICLED.sub("", word)
    there = known.get(("name", bare))
    if there is None and bare.endswith("i") and ("name", bare[:-1]) in known:
        there = (known["name", bare[:-1]][0] + _ARABIC_SCRIPT[language],)
    # Doubled letters are written once.
    single = _DOUBLED.sub(r"\1", bare)
    rest = stream.choice(there) if there else _letters(language).rewrite(single, stream)
    return rest if rest is None or bare == word else _ARTICLE_WRITTEN + rest


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
    table = Letters("aeiouy")
    for row in recipe_table("letters"):
        if row["language"] == language:
            table.add(row["place"], row["latin"], row["written"].split("|"))
    return table


@cache
def _english() -> frozenset[str]:
    """English words, which are translated and not transliterated."""
    text = resource("lexicons/common_words.csv").read_text(encoding="utf-8")
    return frozenset(line.split(",", 1)[0] for line in text.splitlines()[1:])
