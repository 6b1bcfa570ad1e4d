"""Turns what two addresses have in common into a level and a score."""

import math
from dataclasses import dataclass

from caveat.domain.screening import AddressLevel
from caveat.matching.addresses.agreement import StreetMatch, Where
from caveat.matching.addresses.door import Agreement, tells_a_door
from caveat.matching.addresses.findings import Findings
from caveat.matching.addresses.naming import houses_strangers, is_common
from caveat.matching.addresses.parsed import ParsedAddress

CROWDED = 6
"""From this many listed parties at one street number, the number alone is a weak link."""

_UNIT, _FLOOR = 96.0, 91.0
_DISTINCTIVE, _COMMON = 85.0, 80.0
_STRANGERS = 68.0
"""Where a registration agent or a prison houses many, the same room says nothing."""
_FLOOR_OPEN = 88.0
"""Where the rooms agree, but one side alone tells the floor: "Unit 4" and "Unit 4, 8/F"."""
_OTHER_DISTRICT = 5.0
_OTHER_ROOMS = 2.0
"""Lost where each side has rooms of its own, so that the very same rooms come first."""
_SMALL = 4.0
_LINE = 70.0
_NOT_THE_SAME = 66.0
"""Highest score of two addresses that differ where both speak."""

_Judged = tuple[AddressLevel | None, float, bool]
"""Level, score, and whether the two contradict each other."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Level and score of two addresses.

    Attributes:
        level: The closest level at which they agree; None where nothing does.
        score: 0-100, rounded to 0.1.
        contradicts: Both speak at some level and cannot be the same place.
        strangers: The place houses many who have nothing to do with one another.
    """

    level: AddressLevel | None
    score: float
    contradicts: bool
    strangers: bool = False


def judge(found: Findings, a: ParsedAddress, b: ParsedAddress, *, crowd: int = 1) -> Judgement:
    """Judge what was found of two addresses; ``crowd`` listed parties share the listed site."""
    level, score, contradicts = _judge(found, a, b)
    strangers = score >= _LINE and (houses_strangers(a) or houses_strangers(b))
    if strangers:
        score = _STRANGERS
    elif crowd >= CROWDED and _LINE < score < _FLOOR - 1:
        score = max(_LINE, 78.0 - 3.0 * math.log2(crowd / CROWDED))
    return Judgement(level, round(score, 1), contradicts, strangers)


def _judge(found: Findings, a: ParsedAddress, b: ParsedAddress) -> _Judged:
    if found.where is Where.APART:
        return None, 30.0 if _site_agrees(found) else 0.0, True
    best: _Judged = _judge_place(found)
    for judged in (
        _judge_street(found, a.country or b.country),
        _judge_building(found),
        _judge_park(found),
        _judge_box(found),
    ):
        if judged is not None and judged[1] > best[1]:
            best = judged
    sited = all(side.streets or side.buildings or side.po_box for side in (a, b))
    sited = sited or (found.identical and tells_a_door(a))
    if found.identical and best[1] < _DISTINCTIVE and sited:
        return AddressLevel.STREET, _DISTINCTIVE - 1, False
    return best


def _site_agrees(found: Findings) -> bool:
    street = found.street is not None and found.street.numbers is Agreement.SAME
    return street or found.building is Agreement.SAME


def _judge_place(found: Findings) -> _Judged:
    if found.where is Where.SAME:
        return AddressLevel.CITY, 20.0, False
    return None, 0.0, False


def _judge_street(found: Findings, country: str) -> _Judged | None:
    street = found.street
    if street is None:
        return None
    common = is_common(street.a, country) or is_common(street.b, country)
    slip = street.near and (found.units is Agreement.SAME or found.tag_is_door)
    # "Building 507, Public Street": the only number there is.
    numbered = street.numbers is Agreement.SAME or (
        street.numbers is Agreement.NOT_GIVEN
        and street.all_shared
        and found.parts is Agreement.SAME
        and found.where is Where.SAME
    )
    if not (numbered or found.number_as_unit or slip):
        return _judge_street_alone(found, street, common=common)
    sure = not (common or slip or found.number_as_unit)
    base = (_DISTINCTIVE if sure else _COMMON) - 20.0 * (1.0 - street.strength)
    if found.where is Where.OPEN:
        base -= 18 if common else 3
    elif found.districts is not None and country != "HK":  # no street twice in Hong Kong
        base -= _OTHER_DISTRICT
    level = AddressLevel.STREET
    if found.building is Agreement.SAME:
        level, base = AddressLevel.BUILDING, base + 3
    elif found.building is Agreement.OTHER:
        base -= 3
    if found.parts is Agreement.SAME:
        level, base = AddressLevel.BUILDING, base + 2
    return _with_door(
        found, level, min(base, 89.0), _street_ceiling(found, street, country, common=common)
    )


def _street_ceiling(found: Findings, street: StreetMatch, country: str, *, common: bool) -> float:
    """The most that street and number may come to where places or directions do not agree."""
    ceiling = 100.0
    if found.where is Where.UNLIKE:
        backed = found.building is Agreement.SAME or (found.units is Agreement.SAME and not common)
        ceiling = 75.0 if backed else 55.0 if common else 68.0
    if found.districts is not None and common and country != "HK":
        ceiling = min(ceiling, _NOT_THE_SAME)
    if street.strength <= 0.55:  # noqa: PLR2004 - a direction word on one side only
        ceiling = min(ceiling, _NOT_THE_SAME)
    return ceiling


def _judge_street_alone(found: Findings, street: StreetMatch, *, common: bool) -> _Judged | None:
    if street.near:
        return AddressLevel.STREET, _NOT_THE_SAME - 2, True
    other = street.numbers is Agreement.OTHER
    if found.building is Agreement.SAME and not other:
        return None  # judged by the building
    score = {Where.SAME: 60.0, Where.OPEN: 54.0, Where.UNLIKE: 44.0, Where.APART: 0.0}[found.where]
    score -= (8 if common else 0) + 20.0 * (1.0 - street.strength) + (6 if other else 0)
    if Agreement.SAME in (found.park, found.parts):
        score += 4
    return AddressLevel.STREET, score, other


def _with_door(
    found: Findings, level: AddressLevel, base: float, ceiling: float
) -> tuple[AddressLevel, float, bool]:
    """What floor, room and part of the site add to a site that agrees."""
    if Agreement.OTHER in (found.units, found.floors) and found.units is not Agreement.SAME:
        return AddressLevel.BUILDING, min(62.0, ceiling), True
    if found.parts is Agreement.OTHER:
        return AddressLevel.STREET, min(64.0, ceiling), True
    lost = max(0.0, _DISTINCTIVE - base) / 2
    if found.units is Agreement.SAME and found.floor_open:
        return AddressLevel.UNIT, min(_FLOOR_OPEN - lost, ceiling), False
    if found.units is Agreement.SAME:
        lost += _OTHER_ROOMS * (1.0 - found.units_shared)
        return AddressLevel.UNIT, min(_UNIT - lost, ceiling), False
    if found.floors is Agreement.SAME:
        # What hardly weakens the site leaves the floor where it belongs, at 90 or more.
        lost = min(lost, 1.0) if lost < _SMALL else lost
        return AddressLevel.FLOOR, min(_FLOOR - lost, ceiling), False
    return level, min(base, ceiling), False


def _judge_building(found: Findings) -> _Judged | None:
    if found.building is not Agreement.SAME:
        return None
    ceiling = 100.0
    street = found.street
    contradicts = False
    if street is not None and street.numbers is Agreement.OTHER:
        ceiling, contradicts = 62.0, True
    elif street is None and found.both_have_streets:
        ceiling, contradicts = _NOT_THE_SAME, True
    elif street is None and found.loose_numbers is Agreement.OTHER:
        ceiling, contradicts = 62.0, True
    base = 82.0 if found.building_telling else 70.0
    if street is not None:
        base += 3
    if found.where is Where.OPEN:
        base -= 6
    elif found.where is Where.UNLIKE:
        ceiling = min(ceiling, _NOT_THE_SAME)
    if found.parts is Agreement.SAME:
        base += 2
    level, score, differs = _with_door(found, AddressLevel.BUILDING, base, ceiling)
    return level, score, differs or contradicts


def _judge_park(found: Findings) -> _Judged | None:
    if found.park is not Agreement.SAME:
        return None
    score = {Where.SAME: 56.0, Where.OPEN: 50.0, Where.UNLIKE: 42.0, Where.APART: 0.0}[found.where]
    if not found.same_park_kind:
        return AddressLevel.PARK, score - 6, False
    free = found.street is None and not found.both_have_streets
    if free and found.parts is Agreement.SAME and found.where is Where.SAME:
        return _with_door(found, AddressLevel.BUILDING, 80.0, 100.0)
    if free and found.loose_numbers is Agreement.SAME and found.where is Where.SAME:
        return _with_door(found, AddressLevel.BUILDING, 78.0, 100.0)
    return AddressLevel.PARK, score, False


def _judge_box(found: Findings) -> _Judged | None:
    if found.box is not Agreement.SAME:
        return None
    scores = {Where.SAME: 82.0, Where.OPEN: 64.0, Where.UNLIKE: 55.0, Where.APART: 0.0}
    return _with_door(found, AddressLevel.BUILDING, scores[found.where], 100.0)
