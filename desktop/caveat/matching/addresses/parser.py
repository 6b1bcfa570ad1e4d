"""Takes an address apart, left to right, by what its words mean."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from caveat.matching.addresses import naming, site_words, street_words
from caveat.matching.addresses.folding import fold
from caveat.matching.addresses.han import has_han, is_japanese
from caveat.matching.addresses.lexicon import Place, place_endings, places, squash
from caveat.matching.addresses.parsed import ParsedAddress
from caveat.matching.addresses.reading import Orphan, Reading
from caveat.matching.addresses.settling import settle
from caveat.matching.addresses.tokens import Token, TokenKind, tokenise

_LETTER_POSTCODE = re.compile(
    r"\b(?:ky\d-\d{4}|vg ?\d{4,5}|[a-z]{1,2}\d[a-z\d]? ?\d[abd-hjlnp-uw-z]{2}"
    r"|[a-z]\d[a-z] ?\d[a-z]\d|(?<!pobox )(?<!pobox  )\d{5}-\d{4,5})\b"
)
"""British, Canadian, Caribbean and long codes: their halves would pass for house numbers."""

_DISTRICT = frozenset({"district", "dist", "distr", "qu"})
_TRAILING_CODE = re.compile(r",\s*([A-Z]{2})\s*$")
_STATE_AND_CODE = re.compile(
    r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI"
    r"|S[CD]|T[NX]|UT|V[AT]|W[AIVY]),? \d{5}(?:-\d{4})?\s*(?:$|,)"
)
_CODE_WITHIN = 40
_STATES = frozenset(("AL", "AR", "AZ", "CA", "CO", "DE", "GA", "ID", "IL", "IN", "LA", "MA", "MD"))
"""Codes at the end of an address that are as likely states of the USA as countries."""


@cache
def _codes() -> frozenset[str]:
    return frozenset(place.country for place in places().values()) - _STATES


def parse(text: str, country: str = "") -> ParsedAddress:
    """Take an address apart.

    Args:
        text: Any text in any script; what lies beyond 1,000 characters is not read.
        country: ISO 3166 alpha-2 code where it is known apart; otherwise it is read from the
            text, as far as the place table knows it.

    Returns:
        The levels that were found. Never raises.
    """
    country = country.strip().upper()
    code = _TRAILING_CODE.search(text[-_CODE_WITHIN:])
    if code is not None and code[1] in _codes() and country in {"", code[1]}:
        text, whole, country = text[: -len(code[0])], text, code[1]
    else:
        whole = text
    if not country and has_han(text) and is_japanese(text, country):
        country = "JP"
    folded = fold(text, country)
    postcode = _LETTER_POSTCODE.search(folded)
    if postcode is not None:
        folded = _LETTER_POSTCODE.sub(" ", folded)
    tokens = tokenise(folded, country)
    read, named = _country_of(tokens)
    sure = bool(country)
    if not country and not named and _STATE_AND_CODE.search(text) is not None:
        read = "US"
    if read and read != country and (named or not country):
        # What the text itself names counts more than what was filled in beside it.
        country, sure = read, named
        tokens = tokenise(folded, country)
    elif read and read != country:
        sure = False
    reading = Reading(tokens, country, country_sure=sure)
    reading.postcode = squash(postcode[0]) if postcode else ""
    while reading.at < len(reading.tokens):
        _step(reading)
    reading.flush()
    return settle(reading, whole)


def _country_of(tokens: list[Token]) -> tuple[str, bool]:
    """The country that an address gives away, from its end, and whether it names it.

    A town tells its country too, but there are many a Paris.
    """
    stand = [at for at, token in enumerate(tokens) if token.kind is TokenKind.WORD]
    words = [text.replace(" ", "") if " " in (text := tokens[at].text) else text for at in stand]
    known, endings = places(), place_endings()
    guess, weak = "", ""
    for end in range(len(words), 0, -1):
        if words[end - 1] not in endings:
            continue
        for length in (4, 3, 2, 1):
            place = known.get("".join(words[max(0, end - length) : end]))
            if place is None or not place.country:
                continue
            if _names_a_site(tokens, stand[end - 1] + 1, place):
                weak = weak or place.country
            elif place.kind == "country":
                return place.country, True
            else:
                guess = guess or place.country
    return guess or weak, False


_NAMED = ("street", "street_or_building", "building", "park")


def _names_a_site(tokens: list[Token], at: int, place: Place) -> bool:
    """Whether a place before a token is part of a name: "China" in China Tower.

    Nor does a city tell where its namesake lies: Zhongshan District.
    """
    if place.kind == "city" and at < len(tokens) and tokens[at].text in _DISTRICT:
        return True
    while at < len(tokens) and tokens[at].kind is TokenKind.WORD:
        if not tokens[at].roles.isdisjoint(_NAMED):
            word = tokens[at].meaning(*_NAMED)
            return word is not None and word.position != "before"
        at += 1
    return False


def _step(reading: Reading) -> None:
    token = reading.token()
    if token.kind is TokenKind.BREAK:
        reading.flush()
        reading.segment += 1
        reading.at += 1
    elif token.kind is TokenKind.FLOOR:
        site_words.take_floor(reading, token)
        reading.part_ends = reading.at
    elif token.kind is TokenKind.ORDINAL:
        reading.add_ordinal(token.text)
        reading.at += 1
    elif token.kind is TokenKind.NUMBER:
        _take_number(reading, marked=False)
    else:
        if token.meanings:
            for take in _takers(token.roles):
                if take(reading, token):
                    return
        reading.add_word(token.text)
        reading.at += 1


def _take_number(reading: Reading, *, marked: bool) -> None:
    token, following = reading.token(), reading.token(1)
    if marked and reading.words and following.meaning("street") and not following.meaning("block"):
        reading.add_ordinal(token.text)  # "Keji No. 2 Road"
        reading.at += 1
        return
    if reading.words and not marked and site_words.take_tower(reading, reading.words, token, 1):
        return
    if reading.words and not marked and street_words.take_untyped_street(reading, token):
        return
    reading.flush()
    last = reading.at - 1
    while last >= reading.part_ends and reading.tokens[last].kind is TokenKind.BREAK:
        last -= 1
    behind = last + 1 == reading.part_ends
    orphan = Orphan(token.text, reading.segment, reading.at, marked, behind_part=behind)
    reading.orphans.append(orphan)
    reading.at += 1


def _take_number_word(reading: Reading, token: Token) -> bool:
    """``No. 15``, ``Plot 23``, ``d. 16``."""
    following = reading.skip_marks(1)
    if not token.meaning("number") or not reading.label_at(following, letters=False):
        return False
    if reading.token(following).kind is not TokenKind.NUMBER:
        return False
    if token.text == "house" and reading.has_words:
        return False  # "Chevalier House 45-51"
    reading.at += following
    _take_number(reading, marked=True)
    return True


def _take_place_word(reading: Reading, token: Token) -> bool:
    """``Haidian District``, ``Merkez Mah.``, ``Colonia Roma``."""
    word = token.meaning("district", "town", "city", "province")
    if word is None or reading.street_follows():
        return False
    if reading.has_words and word.position != "before":
        words, ordinals = reading.take_words()
        found, rest = naming.split_places(words)
        if token.text in _DISTRICT and not rest and len(found) == 1 and found[0].kind == "city":
            # Zhongshan District lies in Taipei or Dalian, the city of Zhongshan does not.
            found = [replace(found[0], kind="district", within="")]
        reading.places += found
        if rest or ordinals:
            reading.localities.append(squash("".join([*rest, *ordinals])))
    elif (found_label := reading.label_at(reading.skip_marks(1), letters=False)) and not (
        reading.token(reading.skip_marks(1) + 1).meaning("street")
    ):
        reading.flush()  # "District 6"
        reading.localities.append(f"{squash(token.text)}{found_label}")
        reading.at += reading.skip_marks(1)
    else:
        reading.flush()
    reading.at += 1
    return True


def _pass_over(reading: Reading, token: Token) -> bool:
    """What says nothing about the place itself: neighbours, telephone and inmate numbers."""
    if token.meaning("drop"):
        reading.flush()
        reading.at = reading.at + reading.skip_marks(1)
        while reading.token().kind is TokenKind.NUMBER:
            reading.at += 1
        return True
    if token.meaning("near"):
        reading.flush()
        reading.at += 1
        while reading.token().kind is TokenKind.WORD and not reading.token().meaning(
            "block", "number", "unit", "pobox"
        ):
            reading.at += 1
        return True
    if token.meaning("also") and not reading.has_words:
        reading.at += 1
        return True
    return False


def _then_behind(take: Callable[[Reading, Token], bool]) -> Callable[[Reading, Token], bool]:
    def taken(reading: Reading, token: Token) -> bool:
        if not take(reading, token):
            return False
        reading.part_ends = reading.at
        return True

    return taken


_BY_ROLE: tuple[tuple[frozenset[str], Callable[[Reading, Token], bool]], ...] = tuple(
    (frozenset(roles.split()), take)
    for roles, take in (
        ("drop near also", _pass_over),
        ("pobox", site_words.take_box),
        ("unit", site_words.take_unit),
        ("floor", site_words.take_floor_word),
        ("number", _take_number_word),
        ("block", _then_behind(site_words.take_part)),
        ("phase", site_words.take_phase),
        ("building", site_words.take_place_of_buildings),
        ("building", _then_behind(site_words.take_building)),
        ("street street_or_building", site_words.take_avenue_tower),
        ("street street_or_building", street_words.take_street),
        ("park", _then_behind(site_words.take_park)),
        ("district town city province", _take_place_word),
    )
)
"""Who takes words of which roles, in the order in which they are asked."""


@cache
def _takers(roles: frozenset[str]) -> tuple[Callable[[Reading, Token], bool], ...]:
    return tuple(take for of_them, take in _BY_ROLE if of_them & roles)
