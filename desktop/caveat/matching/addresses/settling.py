"""Gives numbers that stood apart to their streets, and sums the reading up."""

import re
from typing import TypeVar

from caveat.matching.addresses.customs import (
    HOUSE_AND_ROOM,
    ONE_STATE,
    apply_customs,
    with_numbers,
)
from caveat.matching.addresses.folding import sound
from caveat.matching.addresses.lexicon import Place, places, squash
from caveat.matching.addresses.numbers import HouseNumber, parse_number
from caveat.matching.addresses.parsed import ParsedAddress
from caveat.matching.addresses.postcodes import looks_like_postcode
from caveat.matching.addresses.reading import Orphan, Reading, label, numbers_of
from caveat.matching.addresses.site_words import units_of

_ROOM = re.compile(r"[a-z]?\d{1,4}[a-z]?|[a-z]\d-\d{2,4}|[a-z]{1,2}-\d{2,4}[a-z]?")
_BARE_ROOM = re.compile(
    r"[a-z]?\d{3,4}[a-z]?|\d{3,4}-\d{2,4}|[a-z]\d{2}|(?:[a-z]{0,2}\d{1,2}|[a-z])-\d{1,4}"
)
_SINGAPORE_DOOR = re.compile(r"(\d{2})-(\d{2,3}[a-z]?)")
_CITY_STATES = {"HK": "hong kong", "SG": "singapore", "MO": "macau"}
_Item = TypeVar("_Item")
_NEAR = 3
_CODE_LETTERS = 2


def settle(reading: Reading, text: str) -> ParsedAddress:
    """What was read, as an address."""
    for orphan in reading.orphans:
        if not orphan.used and looks_like_postcode(reading, orphan):
            orphan.used = True
            reading.postcode = reading.postcode or orphan.text
    for find in (_beside, _alone):
        for entry in reading.streets:
            if not entry.street.numbers and (numbers := numbers_of([find(reading, entry.segment)])):
                entry.street = with_numbers(entry.street, numbers)
    _place_the_rest(reading)
    _demote_untyped(reading)
    apply_customs(reading)
    reading.streets.sort(key=lambda entry: not entry.street.numbers)
    return _result(reading, text)


def _free(reading: Reading) -> list[Orphan]:
    return [
        orphan
        for orphan in reading.orphans
        if not (orphan.used or orphan.before_building or _is_room_behind(reading, orphan))
    ]


def _is_room_behind(reading: Reading, orphan: Orphan) -> bool:
    """``D座1801``, ``Block D, 1801``: a room printed bare behind the part that it lies in."""
    behind = orphan.behind_part and not orphan.marked and not reading.units
    if any(
        orphan.segment <= entry.segment <= orphan.segment + 1 and not entry.street.numbers
        for entry in reading.streets
    ):
        return False  # "21st Floor, 165, Zhichun Road"
    return behind and reading.country in ONE_STATE and _BARE_ROOM.fullmatch(orphan.text) is not None


def _beside(reading: Reading, segment: int) -> Orphan | None:
    """The number that stands before a street without one, else right behind it.

    Parts may stand between, as in "7, Section 4, Renmin Road"; beside a building an unmarked
    number further off is rather a room.
    """
    free = _free(reading)
    before = [orphan for orphan in free if orphan.segment == segment - 1]
    after = [orphan for orphan in free if orphan.segment == segment + 1]
    further = [
        orphan
        for orphan in free
        if segment - _NEAR <= orphan.segment < segment
        and (orphan.marked or not reading.buildings)
        and not any(orphan.segment < entry.segment < segment for entry in reading.streets)
    ]
    return before[-1] if before else after[0] if after else further[-1] if further else None


def _alone(reading: Reading, _segment: int) -> Orphan | None:
    """The only number that is marked as one, wherever it stands."""
    if any(entry.street.numbers for entry in reading.streets):
        return None
    marked = [orphan for orphan in _free(reading) if orphan.marked]
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
        if reading.country == "SG" and (floor := _SINGAPORE_DOOR.fullmatch(orphan.text)):
            orphan.used = True
            reading.floors.append(floor[1].lstrip("0"))
            reading.units += units_of(floor[2])
            continue
        if reading.country == "KR" and orphan.marked and orphan.segment == 0 and reading.buildings:
            orphan.used = True  # "#1203, Ace Tower"
            reading.units += units_of(orphan.text)
            continue
        if _is_room_behind(reading, orphan):
            orphan.used = True
            whole = HOUSE_AND_ROOM.fullmatch(orphan.text) is not None  # taken apart by `customs`
            reading.units += [orphan.text.lstrip("0")] if whole else units_of(orphan.text)
            continue
        within = bool(reading.buildings or reading.floors)
        if reading.country == "AE" and reading.parks:
            within = orphan.text[0].isalpha()  # "A4-312, Al Hamra Industrial Zone"
        first = orphan.segment == 0 or orphan.before_building
        if (
            within
            and first
            and not (orphan.marked or reading.units)
            and _ROOM.fullmatch(orphan.text)
        ):
            orphan.used = True
            reading.units += units_of(orphan.text)


def _demote_untyped(reading: Reading) -> None:
    """Beside a street that says so, "7 Bright" and "Area 2" are no streets but localities."""
    if not any(entry.street.kind for entry in reading.streets):
        return
    for entry in reading.streets:
        if not entry.street.kind:
            reading.localities.append(entry.street.name.replace(" ", ""))
            reading.loose += entry.street.numbers
    reading.streets = [entry for entry in reading.streets if entry.street.kind]


def _lies_in(place: Place, country: str) -> bool:
    """Whether a known place can be meant. "Central" is a district in Hong Kong only."""
    if place.kind == "city" or not country or place.country == country:
        return place.kind != "country"
    return place.kind != "country" and {place.country, country} <= ONE_STATE


def _city_around(chain: set[str]) -> str:
    """The city of a district that was named without it: Kunshan lies in Suzhou."""
    cities = sorted(
        name for name in chain if (place := places().get(squash(name))) and place.kind == "city"
    )
    return cities[0] if len(cities) == 1 else ""


def _each(found: list[_Item]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def _result(reading: Reading, text: str) -> ParsedAddress:
    here = [place for place in reading.places if _lies_in(place, reading.country)]
    known = {place.name: place for place in here}
    chain = set(known)
    for place in known.values():
        outer: str = place.within
        while outer and outer not in chain:
            chain.add(outer)
            lies = places().get(squash(outer))
            outer = lies.within if lies is not None else ""
    if reading.country_sure and not chain and (state := _CITY_STATES.get(reading.country)):
        chain.add(state)
    first: dict[str, str] = {}
    if len(here) > 1:
        here.sort(key=lambda place: place.country != reading.country)
    for place in here:
        first.setdefault(place.kind, place.name)
    if len(here) > 1 and "district" in first:  # "Kowloon, Kwun Tong": the closer one
        around = {place.within for place in here}
        closer = (place.name for place in here if place.kind == "district")
        first["district"] = next((name for name in closer if name not in around), first["district"])
    loose: list[HouseNumber | None] = [*reading.loose]
    loose += [parse_number(orphan.text) for orphan in reading.orphans if not orphan.used]
    return ParsedAddress(
        text=text,
        country=reading.country,
        country_sure=reading.country_sure,
        province=first.get("province", ""),
        city=first.get("city", "") or _city_around(chain),
        district=first.get("district", ""),
        places=frozenset(chain),
        localities=_each([sound(word) for word in reading.localities if len(word) > _CODE_LETTERS]),
        parks=_each(reading.parks),
        streets=_each([entry.street for entry in reading.streets]),
        buildings=_each(reading.buildings),
        parts=_each(reading.parts),
        floors=_each(reading.floors),
        units=_each(reading.units),
        numbers=_each([number for number in loose if number is not None]),
        po_box=reading.po_box,
        postcode=reading.postcode,
    )
