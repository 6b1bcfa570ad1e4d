"""Korean words in Latin letters put together to Hangul syllables."""

import random
import re
from functools import cache

from caveat.matching.misspelling.rewriting import drawn
from caveat.matching.misspelling.written import recipe_table

_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_FIRST = 0xAC00


@cache
def _parts(place: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in recipe_table("letters"):
        if row["language"] == "ko" and row["place"] == place:
            found[row["latin"]] = (*found.get(row["latin"], ()), *row["written"].split("|"))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    def either(place: str) -> str:
        return "|".join(sorted(map(re.escape, _parts(place)), key=len, reverse=True))

    lead, vowel, tail = either("lead"), either("vowel"), either("tail")
    # A consonant before a vowel begins the next syllable.
    return re.compile(rf"(?P<lead>{lead})?(?P<vowel>{vowel})(?:(?P<tail>{tail})(?!(?:{vowel})))?")


def in_hangul(word: str, known: dict[str, str], stream: random.Random) -> str | None:
    """The word in Hangul, or None where it is not made of Korean syllables."""
    if word in known:
        return known[word]
    made, at = [], 0
    while at < len(word):
        match = _pattern().match(word, at)
        if match is None:
            return None
        lead = drawn(_parts("lead")[match["lead"]], stream) if match["lead"] else "ㅇ"
        vowel = drawn(_parts("vowel")[match["vowel"]], stream)
        tail = _parts("tail")[match["tail"]][0] if match["tail"] else ""
        made.append(
            chr(
                _FIRST
                + (_LEADS.index(lead) * len(_VOWELS) + _VOWELS.index(vowel)) * len(_TAILS)
                + (_TAILS.index(tail) if tail else 0)
            )
        )
        at = match.end()
    return "".join(made)
