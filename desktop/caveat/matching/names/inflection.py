"""Endings of Slavic words in Latin letters: one stem for every case, gender and romanisation.

``aviatsionnyy``, ``aviacionnoe`` and ``aviatsionnogo`` are one word of trade; lists print them all.
"""

import re
from functools import lru_cache

from caveat.matching.names.clean import variant_key

SHORTEST_STEM = 5
_SHORTEST_WORD = 6
_ENDINGS = {3: frozenset((
    "ogo", "ego", "omu", "aya", "aia", "aja", "oye", "oie", "oje", "iye", "iie", "ije", "iya",
    "iia", "ija", "iyu", "iiu", "yye", "yie", "yje", "ymi", "imi",
)), 2: frozenset((
    "oe", "ee", "ie", "ye", "je", "yy", "iy", "yi", "ii", "yj", "ij", "oy", "oi", "oj", "ey", "ei",
    "ej", "om", "ym", "im", "ya", "ia", "ja", "yu", "iu", "ju", "ov", "ev",
)), 1: frozenset("aoeiyuj")}  # fmt: skip
"""By their number of letters; of two the longer one is the word's."""
_SAME_SOUND = (("shch", "sh"), ("sch", "sh"), ("shh", "sh"), ("ts", "c"), ("tz", "c"), ("yu", "iu"),
               ("oye", "oe"), ("aye", "ae"), ("iye", "ie"), ("obye", "obe"), ("obie", "obe"),
               ("podye", "pode"), ("razye", "raze"))  # fmt: skip
_PLACE = "sk"
_SLAVIC = re.compile(
    r"(?:yy|iy|yi|ii|yj|ij|oy|oi|oj|aya|aia|aja|oe|oye|oie|oje|ogo|ego|nye|nie|niye|niya|niia|nija"
    r"|iyu|ny|sk[iyae]|iine|ichne|yche|ykh|ikh|yh|ih|ov|iya|iia|tva|stvo)$"
)
"""Endings that hardly any word but a Slavic one has."""


@lru_cache(maxsize=32_768)
def is_inflected(word: str) -> bool:
    """Whether a folded word ends as Slavic adjectives and nouns of trade do."""
    return len(word) >= _SHORTEST_WORD and _SLAVIC.search(word) is not None


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """What is left of a folded word without its ending; empty for a short word.

    Spellings of one sound are made one, so that the stem serves only to be compared.
    """
    if len(word) < _SHORTEST_WORD or not word.isalpha():
        return ""
    for size, endings in _ENDINGS.items():
        if word[-size:] in endings and len(word) - size >= SHORTEST_STEM:
            word = word[:-size]
            break
    for written, sound in _SAME_SOUND:
        word = word.replace(written, sound)
    return variant_key(word)


def adjective_stem(place: str) -> str:
    """The stem of the adjective of a place: ``kazan`` → that of ``kazanskiy``."""
    bare = place.rstrip("aoyi'") if len(place) > SHORTEST_STEM else place
    return stem(f"{bare if bare.endswith(_PLACE) else bare + _PLACE}iy")


_OF_PLACE = re.compile(
    r"(.{2,}(?:[oe]v|[iy]n))(o|sk(?:[iy][yij]|[yi]|a[yij]a|o[yij]?e|ogo|o[yij]|om|im|[iy][yi]?e))?"
)
_YO = re.compile(r"(?<=[^aeiouy])yo|(?<=sh)io")


@lru_cache(maxsize=32_768)
def settlement(word: str) -> tuple[str, str]:
    """The root that a Russian settlement and the adjective of it share, and the ending.

    ``shchyolkovo`` and ``shchelkovskiy`` have the root of ``shchelkov``, which may be somebody's
    name: its ending is empty. Two empty texts for any other word.
    """
    found = _OF_PLACE.fullmatch(word) if len(word) >= _SHORTEST_WORD else None
    return (variant_key(_YO.sub("e", found[1])), found[2] or "") if found else ("", "")


_ADJECTIVE = re.compile(
    r"(.{4,}?)(?:in)?sk(?:[iy][yij]|[yi]|a[yij]a|o[yij]?e|ogo|o[yij]|om|im|[iy][yi]?e)"
)


@lru_cache(maxsize=32_768)
def base_of_adjective(word: str) -> str:
    """What a Slavic adjective of a place is made of, or empty: vladimir of Vladimirskiy.

    Of Motovilikha it is Motovilikhinskie: neither form tells whether its place ended in a vowel.
    """
    found = _ADJECTIVE.fullmatch(word)
    return found[1] if found else ""
