"""Names of Cyrillic, Arabic, Persian, Korean and Japanese origin, romanised by another system.

Cyrillic by ISO 9, BGN/PCGN, GOST 7.79, passports, German, French and English usage: a Cyrillic name
directly, a Latin one from a country that writes Cyrillic by way of its Cyrillic form. The others by
one to three exchanges of the usual spellings (kh/h, ou/u, ee/i, Muhammad/Mohamed, Chong/Jung).
"""

import random
import re
from functools import cache

from caveat.matching.misspelling.abroad import in_script, languages
from caveat.matching.misspelling.rewriting import Letters
from caveat.matching.misspelling.written import (
    Made,
    Maker,
    Written,
    core,
    is_latin,
    like,
    recipe_table,
)

_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_MOST_EXCHANGES = 3


@cache
def _systems() -> dict[str, Letters]:
    found: dict[str, Letters] = {}
    for row in recipe_table("romanisation"):
        table = found.setdefault(row["system"], Letters("аеёиоуыэюяіїє"))
        table.add(row["place"], row["letter"], (row["latin"],))
    return found


def other_system(name: Written, stream: random.Random) -> Made | None:
    """The Cyrillic form of a name in Latin letters by a system drawn by lot."""
    cyrillic = name.text
    if not _CYRILLIC.search(cyrillic):
        fitting = [one for one in languages(name.countries) if one in {"ru", "uk"}]
        there = in_script(name, fitting[0], stream) if fitting else None
        if there is None:
            return None
        cyrillic = there
    table = _systems()[stream.choice(sorted(_systems()))]
    missing: list[str] = []

    def latin(match: re.Match[str]) -> str:
        word = match.group()
        made = table.rewrite(word.lower(), stream)
        if made is None:
            missing.append(word)
            return word
        return like(word, made)

    text = _CYRILLIC.sub(latin, cyrillic)
    return None if missing or _same(text, name.text) else Made(text, name.text)


def _same(one: str, other: str) -> bool:
    return sorted(re.findall(r"\w+", one.lower())) == sorted(re.findall(r"\w+", other.lower()))


@cache
def _exchanges(language: str) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {"": {}, "final": {}, "word": {}}
    for row in recipe_table("respellings"):
        if row["language"] == language:
            rows = found[row["place"]]
            rows[row["letters"]] = (*rows.get(row["letters"], ()), row["other"])
    return found


def respelled(language: str) -> Maker:
    """The maker of other spellings of names from one language."""

    def make(name: Written, stream: random.Random) -> Made | None:
        if language not in languages(name.countries) or not is_latin(name.text):
            return None
        if not name.is_person and not name.is_craft:
            return None
        words = [*name.words]
        places = [n for n, word in enumerate(words) if _ways(core(word)[1].lower(), language)]
        if not places:
            return None
        most = min(len(places), _MOST_EXCHANGES)
        for place in stream.sample(places, stream.randint(1, most)):
            before, word, after = core(words[place])
            other = stream.choice(_ways(word.lower(), language))
            words[place] = before + like(word, other) + after
        return Made(" ".join(words), name.text)

    return make


@cache
def _ways(word: str, language: str) -> tuple[str, ...]:
    """Every other spelling that one exchange makes."""
    rows = _exchanges(language)
    made = [*rows["word"].get(word, ())]
    if made:
        return tuple(made)
    for letters, others in rows[""].items():
        for match in re.finditer(f"(?={re.escape(letters)})", word):
            at = match.start()
            if _cuts(word, at, letters):
                continue
            made += [word[:at] + other + word[at + len(letters) :] for other in others]
    for letters, others in rows["final"].items():
        if word.endswith(letters) and len(word) > len(letters) + 1:
            made += [word[: -len(letters)] + other for other in others]
    return tuple(dict.fromkeys(way for way in made if way != word))


_PAIR = re.compile(
    "kh|gh|sh|ch|th|dh|ph|zh|ou|oo|ee|ay|ai|ae|eo|eu|yo|yu|ya|ts|ng|ei|ey|aw|ow|iy|yy|ia|ah"
)


def _cuts(word: str, at: int, letters: str) -> bool:
    """Whether a single letter is half of a pair that is written for one sound."""
    if len(letters) > 1:
        return False
    return bool(_PAIR.match(word, at)) or (at > 0 and bool(_PAIR.match(word, at - 1)))
