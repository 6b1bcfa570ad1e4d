"""The door within a building: floor and room, and whether two addresses name one door."""

import re
from dataclasses import dataclass
from enum import Enum

from caveat.matching.addresses.parsed import ParsedAddress

_ROOM = re.compile(r"(\d{1,2}?)(\d\d)([a-z]?)|(\d{1,2})([a-z])")


class Agreement(Enum):
    """How two addresses stand to one another at a level."""

    SAME = "same"
    OTHER = "other"
    NOT_GIVEN = "not given by either"
    ONE_SIDED = "given by one only"


@dataclass(frozen=True, slots=True)
class Door:
    """Floors and rooms of an address, read together.

    "Room 1605", "Flat 5, 16/F" and "Unit 1605, 16/F" are one door: floor 16, room 5.
    """

    floors: frozenset[str]
    units: frozenset[str]
    on_floor: frozenset[tuple[str, str]]


def door(address: ParsedAddress) -> Door:
    """The door of an address. A three- or four-digit room tells its floor."""
    floors = set(address.floors)
    on_floor: set[tuple[str, str]] = set()
    for unit in address.units:
        found = _ROOM.fullmatch(unit)
        if found is not None:
            floor = found[1] or found[4]
            local = (found[2] or "").lstrip("0") + (found[3] or found[5] or "")
            if floor and (not address.floors or floor in address.floors):
                floors.add(floor)
                on_floor.add((floor, local))
                continue
        on_floor |= {(floor, unit) for floor in address.floors}
    return Door(frozenset(floors), frozenset(address.units), frozenset(on_floor))


def tells_a_door(address: ParsedAddress) -> bool:
    """Whether an address without a street that was read is more than a town and its postal code."""
    numbered = address.numbers or address.parts or address.floors or address.units
    named = address.localities or address.parks or address.district
    return bool(numbered and named)


def compare_floors(a: Door, b: Door) -> Agreement:
    """Whether a floor agrees; ranges agree where they overlap."""
    if a.floors and b.floors:
        return Agreement.SAME if a.floors & b.floors else Agreement.OTHER
    return Agreement.ONE_SIDED if a.floors or b.floors else Agreement.NOT_GIVEN


def compare_units(a: Door, b: Door) -> Agreement:
    """Whether a room agrees. "Unit 4" and "Room 704" leave it open without a floor."""
    if not a.units or not b.units:
        return Agreement.ONE_SIDED if a.units or b.units else Agreement.NOT_GIVEN
    if a.on_floor & b.on_floor:
        return Agreement.SAME
    if a.units & b.units and not (a.floors and b.floors and not a.floors & b.floors):
        return Agreement.SAME
    if bool(a.on_floor) != bool(b.on_floor):
        bare = (a if not a.on_floor else b).units
        local = {unit for _, unit in (a.on_floor or b.on_floor)}
        if bare & local:
            return Agreement.ONE_SIDED
    return Agreement.OTHER


def units_shared(a: Door, b: Door) -> float:
    """Share of all rooms named that both name: of 1318-19 and 1318-20 two thirds."""
    shared = a.units & b.units
    return len(shared) / len(a.units | b.units) if shared else 1.0
