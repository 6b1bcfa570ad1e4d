"""Reads streets: the name before or after its type, the number before or after the street."""

import re

from caveat.matching.addresses import naming
from caveat.matching.addresses.lexicon import Word, directions
from caveat.matching.addresses.numbers import HouseNumber, parse_number
from caveat.matching.addresses.reading import ROMAN, WORD_LIMIT, Reading, numbers_of
from caveat.matching.addresses.tokens import Token, TokenKind

_CLOSES_A_NAME = ("number", "unit", "block", "town", "district", "building", "street", "near")
_SHORTEST_STREET = 4
_SHORTEST_POSTCODE = 5
_POSTCODE = re.compile(r"\d{5}")


def take_street(reading: Reading, token: Token) -> bool:
    """A word that makes a street of what stands before or behind it."""
    word = token.meaning("street", "street_or_building")
    if word is None:
        return False
    if reading.has_words and (_is_part_of_a_building(reading) or _is_part_of_a_street(reading)):
        return False
    if reading.has_words and word.role == "street_or_building":
        if reading.number_before(direct=True) is None:
            made = naming.site(reading.take_words()[0], word.canonical)
            reading.buildings += [made] if made is not None else []
            reading.at += 1
            return True
    elif reading.has_words and word.position in {"both", "before"}:
        found, rest = naming.split_places(reading.words)
        name_follows = reading.token(1).kind in (TokenKind.WORD, TokenKind.ORDINAL)
        bare_places = found and not rest and reading.number_before(direct=True) is None
        if word.position == "before" or (bare_places and name_follows):
            reading.flush()
    if reading.has_words:
        _after_name(reading, word)
        return True
    if word.position != "after" or _may_stand_before(reading, token):
        return _before_name(reading, word)
    return _by_number(reading, word)


def _may_stand_before(reading: Reading, token: Token) -> bool:
    """``Avenue Montaigne``, ``St. Lenina``; but not "St Petersburg"."""
    if reading.token(1).kind is not TokenKind.WORD or reading.token(1).meanings:
        return False
    if token.text in {"avenue", "av", "boulevard", "bulvar", "street"}:
        return True
    known, _ = naming.split_places([token.text, reading.token(1).text])
    return reading.country in naming.SLAVIC and not known


def _by_number(reading: Reading, word: Word) -> bool:
    """``Street 21``."""
    following = reading.skip_marks(1)
    found = reading.label_at(following)
    if not found:
        return False
    numbers = numbers_of([reading.number_before(direct=False)])
    printed = reading.printed(reading.at, reading.at + following + 1)
    reading.add_street([], [found], word.canonical, numbers, printed=printed)
    reading.at += following + 1
    return True


def _is_part_of_a_building(reading: Reading) -> bool:
    """``Bright Way Tower``: a building's word follows and no number that would be its label."""
    if reading.token(1).meaning("building") is None:
        return False
    return not reading.label_at(2) or reading.street_behind(3)


def _is_part_of_a_street(reading: Reading) -> bool:
    """``New Street Square``: in Britain squares and lanes are named after streets."""
    following = reading.token(1).meaning("street", "street_or_building")
    return reading.country == "GB" and following is not None and following.position == "after"


def _after_name(reading: Reading, word: Word) -> None:
    direct = reading.number_before(direct=True)
    before = direct or reading.number_before(direct=False)
    start = reading.words_from
    words, ordinals = reading.take_words()
    named = len(words)
    if direct is None:
        found, words = naming.leading_places(words)
        reading.places += found
    reading.at += 1
    trailing: list[str] = []
    while (direction := directions().get(reading.token().text)) and not direction.only_at_end:
        if reading.token(1).meaning("street", "district", "town", "park"):
            break
        trailing.append(reading.token().text)
        reading.at += 1
    printed = reading.printed(start, reading.at, skipped=named - len(words))
    if reading.country == "HK" and reading.token().text == "c":  # "Des Voeux Rd C"
        trailing.append("central")
        printed += " central"
        reading.at += 1
    if reading.country == "TW" and (roman := ROMAN.get(reading.token().text)):  # "Li-Hsin Rd. VI"
        ordinals = [*ordinals, roman]
        printed += f" {reading.token().text}"
        reading.at += 1
    numbers = numbers_of([before])
    if numbers and _ends_the_name(reading):  # "1057 Eunos Avenue 3"
        ordinals = [*ordinals, reading.token().text]
        printed += f" {reading.token().text}"
        reading.at += 1
    numbers = numbers or _number_behind(reading)
    reading.add_street(words, ordinals, word.canonical, numbers, trailing, printed=printed)


def _ends_the_name(reading: Reading) -> bool:
    token, following = reading.token(), reading.token(1)
    short = token.kind is TokenKind.NUMBER and token.text.isdigit() and len(token.text) == 1
    return short and following.kind in (TokenKind.BREAK, TokenKind.FLOOR)


def _before_name(reading: Reading, word: Word) -> bool:
    names: list[str] = []
    ordinals: list[str] = []
    offset = 1
    while len(names) < WORD_LIMIT:
        token = reading.token(offset)
        if token.kind is TokenKind.WORD and not token.meaning(*_CLOSES_A_NAME):
            names.append(token.text)
        elif token.kind is TokenKind.ORDINAL or (
            token.kind is TokenKind.NUMBER and not names and not ordinals
        ):
            ordinals.append(token.text)
        else:
            break
        offset += 1
    if not names and not ordinals:
        return False
    numbers = numbers_of([reading.number_before(direct=False)])
    printed = reading.printed(reading.at, reading.at + offset)
    reading.at += offset
    numbers = numbers or _number_behind(reading)
    reading.add_street(names, ordinals, word.canonical, numbers, printed=printed)
    return True


def _number_behind(reading: Reading) -> list[HouseNumber]:
    """The house number right behind a street, unless it begins the next street."""
    offset = reading.skip_marks(0)
    token = reading.token(offset)
    if token.kind is not TokenKind.NUMBER or _begins_a_street(reading, offset + 1):
        return []
    number = parse_number(token.text)
    if number is None:
        return []
    reading.at += offset + 1
    return [number]


def _begins_a_street(reading: Reading, offset: int) -> bool:
    """Whether a number before an offset is the next street's: not so in "ul. 1 str. 2"."""
    token = reading.token(offset)
    part = token.meaning("block") is not None and reading.label_at(offset + 1) != ""
    return token.meaning("street") is not None and not part


def take_untyped_street(reading: Reading, number: Token) -> bool:
    """``Vereiskaya 29``: a name and a number at the end of a stretch."""
    following = reading.token(1)
    part_follows = following.meaning("block", "unit") is not None and reading.label_at(2) != ""
    code_follows = following.kind is TokenKind.NUMBER and _POSTCODE.fullmatch(following.text)
    ends = following.kind is TokenKind.BREAK or part_follows or code_follows
    if not ends or reading.ordinals or parse_number(number.text) is None:
        return False
    found, rest = naming.split_places(reading.words)
    postcode = number.text.isdigit() and len(number.text) >= _SHORTEST_POSTCODE
    if found or postcode or len("".join(rest)) < _SHORTEST_STREET:
        return False
    house = reading.number_before(direct=True)
    words, _ = reading.take_words()
    if house is not None:  # "No. 17 Koohestan 1": the first lane of that name
        reading.at += 1
        reading.add_street(words, (number.text,), "lane", numbers_of([house]))
        return True
    reading.add_street(words, (), "", _number_behind(reading))
    return True
