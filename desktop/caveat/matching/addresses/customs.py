"""What the numbers of an address mean by the custom of its country."""

import re
from dataclasses import replace

from caveat.matching.addresses.naming import SLAVIC
from caveat.matching.addresses.numbers import HouseNumber, parse_number
from caveat.matching.addresses.parsed import Street
from caveat.matching.addresses.reading import Reading
from caveat.matching.addresses.site_words import units_of

ONE_STATE = frozenset(("CN", "HK", "MO", "TW"))
"""Codes under which publishers file one another's addresses."""
HOUSE_AND_ROOM = re.compile(r"([a-z]?\d{1,2}|[a-z]\d?)-(\d{1,4}[a-z]?)")
"""``10-301``, ``15-6``: a house or a floor, and a room."""
_FLOOR_DIGITS = 2
_LONGEST_ROW = 12


def apply_customs(reading: Reading) -> None:
    """Give numbers the meaning that they have in the country."""
    if reading.country in ONE_STATE:
        _settle_lanes(reading)
        _split_houses_and_rooms(reading)
    elif reading.country == "TR":
        _split_inner_doors(reading)
        _take_office_numbers(reading)
    elif reading.country == "SG":
        _settle_estate_blocks(reading)
    elif reading.country in SLAVIC:
        _split_houses_and_flats(reading)


def with_numbers(street: Street, numbers: list[HouseNumber]) -> Street:
    """The street with other house numbers."""
    return replace(street, numbers=tuple(numbers))


def _take_office_numbers(reading: Reading) -> None:
    """``Kat 9 No 271`` of a trade centre without a street is its office 271."""
    if reading.streets or reading.units or not reading.floors:
        return
    left = [orphan for orphan in reading.orphans if orphan.marked and not orphan.used]
    if len(left) == 1 and 0 <= left[0].position - reading.part_ends <= 1:
        left[0].used = True
        reading.units += units_of(left[0].text)


def _split_inner_doors(reading: Reading) -> None:
    """Turkish ``No: 52/1`` is house 52, inner door 1."""
    for entry in reading.streets:
        numbers = entry.street.numbers
        if reading.units or len(numbers) != 1 or not numbers[0].tag.isdigit():
            continue
        reading.units.append(numbers[0].tag)
        entry.street = with_numbers(entry.street, [HouseNumber(numbers[0].first, numbers[0].last)])


def _settle_estate_blocks(reading: Reading) -> None:
    """``Blk 51 Ubi Avenue 1``: blocks of Singapore's estates are the street's numbers."""
    blocks = [part for part in reading.parts if part[0] == "block"]
    if len(blocks) != 1 or len(reading.streets) != 1 or reading.streets[0].street.numbers:
        return
    number = parse_number(blocks[0][1])
    if number is not None:
        reading.parts.remove(blocks[0])
        reading.streets[0].street = with_numbers(reading.streets[0].street, [number])


def _settle_lanes(reading: Reading) -> None:
    """``No. 28, Lane 513, Ruiguang Road``: lane 513 off the road, and house 28 in it.

    As in 瑞光路513巷28號, which `han` reads so: the lane has a number of the road's.
    """
    lanes = [e for e in reading.streets if e.street.kind == "lane" and not e.street.key]
    roads = [e for e in reading.streets if e.street.key and not e.street.numbers]
    if len(lanes) != 1 or not roads or len(lanes[0].street.ordinals) != 1:
        return
    lane, number = lanes[0].street, parse_number(lanes[0].street.ordinals[0])
    if number is None:
        return
    reading.streets.remove(lanes[0])
    roads[0].street = with_numbers(roads[0].street, [number])
    reading.parts += [("building", str(house).lower()) for house in lane.numbers]


def _split_houses_and_rooms(reading: Reading) -> None:
    """``10-301``: building 10, room 301; within a building ``15-6`` is room 6 of floor 15."""
    found = HOUSE_AND_ROOM.fullmatch(reading.units[0]) if len(reading.units) == 1 else None
    if found is None:
        return
    house, room = found[1].lstrip("0"), found[2].lstrip("0")
    if len(found[2]) > _FLOOR_DIGITS:
        within = any(kind == "building" for kind, _ in reading.parts)
        kind = "block" if found[1].isalpha() else "unit" if within else "building"
        reading.parts.append((kind, house))
    elif reading.floors or not reading.parts:
        return
    else:
        reading.floors.append(house)
    reading.units = [room]


def _split_houses_and_flats(reading: Reading) -> None:
    """Russian ``16-80`` is house 16, flat 80: no row of houses has so many."""
    for entry in reading.streets:
        numbers = entry.street.numbers
        if any(number.last - number.first > _LONGEST_ROW for number in numbers):
            split = [
                number
                if number.last - number.first <= _LONGEST_ROW
                else HouseNumber(number.first, number.first, str(number.last))
                for number in numbers
            ]
            entry.street = with_numbers(entry.street, split)
