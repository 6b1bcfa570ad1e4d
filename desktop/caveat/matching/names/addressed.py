"""Tells what of an address stands in the field of a name: a post box, a shop, a suburb.

Such words say where somebody is, not who: what begins with a number of a room, a house or a box is
left out, and a suburb before its city becomes titles, which weigh nothing.
"""

import re
from collections.abc import Sequence

from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.tokens import Token, token

_WORD, _PLACE = WordKind.WORD, WordKind.PLACE
_SPACES = re.compile(r"[\s-]+")
_NUMBER = r"\b[\s.:#№]*(?:no\b[.\s]*)?[a-z]?-?\d{1,4}[a-z]?\b"
_ROOM = (
    r"(?:(?:room|rm|suite|ste|flat|shop|office|apt|apartment|floor|fl|level|villa|warehouse|plot|"
    rf"unit(?=[^,;]{{1,9}}[,;])|офис|оф|кв|пом|помещение|дом){_NUMBER}"
    r"|\d{1,3}(?:st|nd|rd|th)?\s*(?:floor|fl)\b|\d{1,3}/f\b)"
)
_STREET = (
    r"(?:street|st\.|str\.|road|rd\b|avenue|ave\b|boulevard|blvd|lane\b|highway|square\b|"
    r"stra(?:ss|ß)e|ul\.|ulitsa|ulica|prospe[ck]t|pereulok|rue\b|calle\b|avenida|via\b|sokak|"
    r"cadde|khiaban|ул\.|улица|пр-т|просп|пер\.|шоссе)"
)
_HOUSE = (
    rf"(?:(?:no\.?\s*)?\d{{1,5}}[a-zа-я]?\b(?=.{{0,40}}{_STREET})"
    rf"|[^,;\d]{{0,40}}{_STREET}[^;\d]{{0,25}}\d)"
)
_BOX = (
    r"(?:p\.?\s?o\.?\s?box|post\s?box|pobox|postfach|postbus|bo[iî]te postale|"
    r"apartado(?: postal| de correos)|caixa postal|casella postale|а/я)\b[\s:.#№]*"
    r"(?:n[o°º]\.?\s*)?\d"
)
_BEHIND = re.compile(
    rf"(?<=[\w.)»”\"])(?:[\s,;.\-]+{_BOX}|\s*[,;–]\s*(?:{_ROOM}|{_HOUSE})).*$",
    re.IGNORECASE | re.DOTALL,
)
"""An address that is written on behind the name, from a post box, a room or a house on."""
_LONGEST_SUBURB = 2
_SUBURB_AND_CITY = 2
"""Commas before them."""


def name_alone(name: str) -> str:
    """The name without an address behind it: Manar Trading, Shop 14, Deira."""
    return _BEHIND.sub("", name) if any(map(str.isdigit, name)) else name


def may_hold_an_address(cleaned: str) -> bool:
    """Whether a name need be looked through at all."""
    return cleaned.count(",") >= _SUBURB_AND_CITY


def names_somebody(tokens: Sequence[Token]) -> bool:
    """Whether there is a trade name, or a place and what is done there: Bharat Electronics."""
    kinds = {word.kind for word in tokens}
    return _WORD in kinds or {_PLACE, WordKind.ACTIVITY} <= kinds


def without_address(tokens: list[Token], cleaned: str) -> list[Token]:
    """The words with a suburb behind the name made a title; as many as before.

    Bhabha Atomic Research Centre, Trombay, Mumbai: no table need hold Trombay.
    """
    *_, suburb, city = cleaned.split(",")
    size = len(_SPACES.split(suburb.strip()))
    if size > _LONGEST_SUBURB or size + 1 >= len(tokens):
        return tokens
    before, words, last = tokens[: -1 - size], tokens[-1 - size : -1], tokens[-1]
    if last.kind is not _PLACE or len(city.split()) != last.code.count(" ") + 1:
        return tokens
    if any(word.kind is not _WORD for word in words) or not names_somebody(before):
        return tokens
    return [*before, *map(_silent, words), last]


def _silent(word: Token) -> Token:
    return token(f"t:{word.roman or word.lemma}")
