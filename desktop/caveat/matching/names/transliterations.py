"""Whether two words are transliterations, or usual spellings, of one."""

from caveat.matching.names.given import eastern_groups
from caveat.matching.names.inflection import base_of_adjective, settlement
from caveat.matching.names.lexicon import WordKind, lexicon
from caveat.matching.names.tokens import Token

_MIDDLE_WORD = 5
_SHORTEST_EZAFE = 4
_USUAL = (("oo", "u"), ("ou", "u"), ("ee", "i"), ("dj", "j"), ("q", "k"), ("ksh", "x"))


def as_variant(a: Token, b: Token) -> str:
    """The coefficient of two transliterations of one word; empty if they are not.

    So are a Russian settlement and the adjective of it: Shchelkovo Plant, Щёлковский завод. A word
    without an ending of either, such as Obukhov, may be somebody's name, who has no plant.
    """
    eastern = _is_one_eastern_name(a, b)
    if (a.variant == b.variant and len(a.variant) > 1) or eastern or _linked(a.roman, b.roman):
        short = min(len(a.variant), len(b.variant)) < _MIDDLE_WORD
        short = short and not eastern and not _usual(a, b)
        return "short_variant" if short else "variant"
    if ("sk" in a.roman or "sk" in b.roman) and a.kind is b.kind is WordKind.WORD:
        mine, theirs = settlement(a.roman), settlement(b.roman)
        if mine[0] and mine[0] == theirs[0]:
            return "variant" if mine[1] and theirs[1] else "short_variant"
        if _is_adjective_of(a.roman, b.roman) or _is_adjective_of(b.roman, a.roman):
            return "short_variant"
    return ""


def _is_adjective_of(word: str, place: str) -> bool:
    """Whether a word is the adjective of a place that no table holds: Vladimirskiy, Vladimir."""
    base = base_of_adjective(word)
    return bool(base) and base == place.rstrip("aoyi") and len(place) > _MIDDLE_WORD


def _usual(a: Token, b: Token) -> bool:
    """Whether two words differ in what Latin spellings of Arabic and Indian words always do.

    Noor, Nour, Nur; Fajr, Fadjr; not words of the dictionary: Moon is not Mun.
    """
    one, other = a.roman, b.roman
    for written, plain in _USUAL:
        one, other = one.replace(written, plain), other.replace(written, plain)
    return one == other and lexicon().common.isdisjoint((a.roman, b.roman))


def _is_one_eastern_name(a: Token, b: Token) -> bool:
    """Whether two words are spellings of one Arabic, Persian or Indian given name: Hilal, Helal."""
    if a.kind is not WordKind.WORD or b.kind is not WordKind.WORD or a.foreign or b.foreign:
        return False
    mine = eastern_groups(a.roman)
    if mine.isdisjoint(eastern_groups(b.roman)):
        return False
    return lexicon().common.isdisjoint((a.roman, b.roman))


def _linked(one: str, other: str) -> bool:
    """Persian joins words with a vowel that Latin spellings write or leave out: kala, kalaye."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST_EZAFE and long == f"{short}ye"
