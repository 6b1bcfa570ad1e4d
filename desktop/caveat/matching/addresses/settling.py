"""Gives numbers that stood apart to their streets, and sums the reading up."""

import re

from caveat.matching.addresses.folding import sound
from caveat.matching.addresses.lexicon import places, squash
from caveat.matching.addresses.numbers import HouseNumber, parse_number
from caveat.matching.addresses.parsed import ParsedAddress, Street
from caveat.matching.addresses.reading import Orphan, Reading, label, numbers_of
from caveat.matching.addresses.site_words import units_of
from caveat.matching.addresses.tokens import BREAK

_SIX_DIGIT_POSTCODES = frozenset(
    ("CN", "HK", "RU", "BY", "KZ", "KG", "UZ", "TJ", "TM", "SG", "IN", "MN", "VN", "RO", "AM", "")
)
_ROOM = re.compile(r"[a-z]?\d{1,4}[a-z]?")
_CODE = re.compile(r"\d{5}-\d{4}|\d{3}-\d{4}")
_LONG, _SIX, _FIVE, _FOUR = 7, 6, 5, 4


def settle(reading: Reading, text: str) -> ParsedAddress:
    """What was read, as an address."""
    for orphan in reading.orphans:
        if not orphan.used and _looks_like_postcode(reading, orphan):
            orphan.used = True
            reading.postcode = reading.postcode or orphan.text
    for entry in reading.streets:
        if not entry.street.numbers:
            numbers = numbers_of([_nearest(reading, entry.segment)])
            entry.street = _with_numbers(entry.street, numbers)
    _place_the_rest(reading)
    if reading.country == "TR":
        _split_inner_doors(reading)
    reading.streets.sort(key=lambda entry: not entry.street.numbers)
    return _result(reading, text)


def _with_numbers(street: Street, numbers: list[HouseNumber]) -> Street:
    return Street(
        street.name, street.key, street.kind, street.directions, street.ordinals, tuple(numbers)
    )


def _nearest(reading: Reading, segment: int) -> Orphan | None:
    """The number that a street without one takes: just before it, just behind, or marked."""
    free = [orphan for orphan in reading.orphans if not orphan.used and not orphan.before_building]
    before = [orphan for orphan in free if orphan.segment == segment - 1]
    if before:
        return before[-1]
    after = [orphan for orphan in free if orphan.segment == segment + 1]
    if after:
        return after[0]
    marked = [orphan for orphan in free if orphan.marked]
    return marked[0] if len(marked) == 1 else None


def _place_the_rest(reading: Reading) -> None:
    """Numbers that no street took: building numbers, and rooms printed without a word."""
    for orphan in reading.orphans:
        if orphan.used:
            continue
        if orphan.after_building:
            orphan.used = True
            reading.parts.append(("building", label(orphan.text)))
            continue
        within = reading.buildings or reading.floors
        first = orphan.segment == 0 or orphan.before_building
        if (
            within
            and first
            and not (orphan.marked or reading.units)
            and _ROOM.fullmatch(orphan.text)
        ):
            orphan.used = True
            reading.units += units_of(orphan.text)


def _split_inner_doors(reading: Reading) -> None:
    """Turkish ``No: 52/1`` is house 52, inner door 1."""
    for entry in reading.streets:
        numbers = entry.street.numbers
        if reading.units or len(numbers) != 1 or not numbers[0].tag.isdigit():
            continue
        reading.units.append(numbers[0].tag)
        entry.street = _with_numbers(entry.street, [HouseNumber(numbers[0].first, numbers[0].last)])


def _looks_like_postcode(reading: Reading, orphan: Orphan) -> bool:
    text = orphan.text
    if orphan.marked:
        return False
    if _CODE.fullmatch(text):
        return reading.country in {"US", "JP"} or len(text) > _LONG + 1
    if not text.isdigit():
        return False
    numbered = any(entry.street.numbers for entry in reading.streets)
    if len(text) == _SIX:
        return reading.country in _SIX_DIGIT_POSTCODES or numbered
    if len(text) == _FIVE:
        return numbered or orphan.segment > 0
    alone = orphan.position == 0 or reading.tokens[orphan.position - 1] is BREAK
    return len(text) >= _LONG or (len(text) == _FOUR and numbered and alone)


def _result(reading: Reading, text: str) -> ParsedAddress:
    known = {place.name: place for place in reading.places if place.kind != "country"}
    chain = set(known)
    for place in known.values():
        outer: str = place.within
        while outer and outer not in chain:
            chain.add(outer)
            lies = places().get(squash(outer))
            outer = lies.within if lies is not None else ""
    first: dict[str, str] = {}
    for place in reading.places:
        first.setdefault(place.kind, place.name)
    loose = [parse_number(orphan.text) for orphan in reading.orphans if not orphan.used]
    return ParsedAddress(
        text=text,
        country=reading.country,
        province=first.get("province", ""),
        city=first.get("city", ""),
        district=first.get("district", ""),
        places=frozenset(chain),
        localities=tuple(dict.fromkeys(sound(word) for word in reading.localities if word)),
        parks=tuple(dict.fromkeys(reading.parks)),
        streets=tuple(dict.fromkeys(entry.street for entry in reading.streets)),
        buildings=tuple(dict.fromkeys(reading.buildings)),
        parts=tuple(dict.fromkeys(reading.parts)),
        floors=tuple(dict.fromkeys(reading.floors)),
        units=tuple(dict.fromkeys(reading.units)),
        numbers=tuple(dict.fromkeys(number for number in loose if number is not None)),
        po_box=reading.po_box,
        postcode=reading.postcode,
    )
