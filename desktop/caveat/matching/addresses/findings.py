"""All that two addresses have in common and apart, before it becomes a score and a sentence."""

from dataclasses import dataclass

from caveat.matching.addresses.agreement import (
    StreetMatch,
    Where,
    compare_places,
    compare_streets,
)
from caveat.matching.addresses.door import (
    Agreement,
    compare_floors,
    compare_units,
    door,
    units_shared,
)
from caveat.matching.addresses.folding import letters
from caveat.matching.addresses.parsed import ParsedAddress
from caveat.matching.addresses.sites import compare_buildings, compare_parks, compare_parts

_DIVIDED = frozenset(("CN", "HK", "MO", "TW", "TR", "KR"))
"""Where the known districts are those of the town, and lie in no other."""
_CLOSE_CODES = frozenset(("GB", "CA", "SG"))
"""Whose postal codes are those of a few houses."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What comparing level by level found.

    Attributes:
        where: How the places around the two agree.
        street: The pair of streets that agrees best, if any.
        both_have_streets: Whether a missing pair means two different streets.
        building, park: Whether a named one agrees; the names are the listed ones.
        building_telling: Whether the building's name is long enough to tell it from others.
        same_park_kind: Whether "software park" stands against "software park".
        parts: Whether building numbers, blocks and phases agree.
        floors, units, box: Whether floor, room and PO box agree.
        loose_numbers: Whether numbers that no street took agree with any of the other side;
            compared only where building or park agree.
        number_as_unit: "14C, Main Street" stands against "Flat 14C, Main Street".
        tag_is_door: "9/6" stands against "9, flat 6".
        identical: The two texts are one.
        units_shared: Share of all rooms named that both name, 0-1; 1 where rooms do not agree by
            their labels.
        floor_open: The rooms agree, but only one side tells the floor.
        districts: The districts of the two, where both name one and not the same.
    """

    where: Where
    street: StreetMatch | None
    both_have_streets: bool
    building: Agreement
    building_name: str
    building_telling: bool
    parts: Agreement
    park: Agreement
    park_name: str
    same_park_kind: bool
    floors: Agreement
    units: Agreement
    box: Agreement
    loose_numbers: Agreement
    number_as_unit: bool
    tag_is_door: bool
    identical: bool
    units_shared: float = 1.0
    floor_open: bool = False
    districts: tuple[str, str] | None = None


def find(a: ParsedAddress, b: ParsedAddress, where: Where | None = None) -> Findings:
    """Compare two addresses at every level; ``where`` is how their places do, if known."""
    street = compare_streets(a, b)
    building, named = compare_buildings(a, b)
    park, park_named = compare_parks(a, b)
    ours, theirs = door(a), door(b)
    where = where or compare_places(a, b)
    floors, units = compare_floors(ours, theirs), compare_units(ours, theirs)
    if street is not None and street.doubtful:
        same_building = building is Agreement.SAME and Agreement.SAME in (floors, units)
        slip = units is Agreement.SAME and street.a.kind == street.b.kind
        code = a.postcode == b.postcode != "" and (a.country or b.country) in _CLOSE_CODES
        if (
            where is not Where.SAME
            or not (same_building or slip or code)
            or building is Agreement.OTHER
        ):
            street = None
    kinds = {site.kind for site in a.parks if park_named and site.key == park_named.key}
    return Findings(
        where=where,
        street=street,
        both_have_streets=bool(a.streets and b.streets),
        building=building,
        building_name=named.name if named else "",
        building_telling=bool(named and len(named.key) > 4),  # noqa: PLR2004 - "MW Tower" is little
        parts=compare_parts(a, b),
        park=park,
        park_name=park_named.name if park_named else "",
        same_park_kind=bool(park_named and park_named.kind in kinds),
        floors=floors,
        units=units,
        box=_compare_boxes(a, b),
        loose_numbers=_compare_loose(a, b)
        if Agreement.SAME in (building, park)  # else nothing hangs on it
        else Agreement.NOT_GIVEN,
        number_as_unit=_number_as_unit(street, a, b),
        tag_is_door=_tag_is_door(street, a, b),
        identical=letters(a.text) == letters(b.text) != "",
        units_shared=units_shared(ours, theirs),
        floor_open=units is Agreement.SAME and floors is Agreement.ONE_SIDED,
        districts=_two_districts(a, b),
    )


def _two_districts(a: ParsedAddress, b: ParsedAddress) -> tuple[str, str] | None:
    named = a.district and b.district and (a.country or b.country) in _DIVIDED
    if not named or a.district in b.places or b.district in a.places:
        return None
    return a.district, b.district


def _compare_boxes(a: ParsedAddress, b: ParsedAddress) -> Agreement:
    if a.po_box and b.po_box:
        return Agreement.SAME if a.po_box == b.po_box else Agreement.OTHER
    return Agreement.ONE_SIDED if a.po_box or b.po_box else Agreement.NOT_GIVEN


def _compare_loose(a: ParsedAddress, b: ParsedAddress) -> Agreement:
    """Numbers that no street took, against all numbers of the other side."""
    ours = [*a.numbers, *(n for street in a.streets for n in street.numbers)]
    theirs = [*b.numbers, *(n for street in b.streets for n in street.numbers)]
    if not ours or not theirs:
        return Agreement.ONE_SIDED if ours or theirs else Agreement.NOT_GIVEN
    same = any(one.same_door(other) for one in ours for other in theirs)
    return Agreement.SAME if same else Agreement.OTHER


def _number_as_unit(street: StreetMatch | None, a: ParsedAddress, b: ParsedAddress) -> bool:
    """Whether a number may be meant as a room: "14C, Main Street", "Flat 14C, Main Street"."""
    if street is None or street.numbers is not Agreement.ONE_SIDED:
        return False
    numbered, other = (street.a, b) if street.a.numbers else (street.b, a)
    return any(str(number).lower() in other.units for number in numbered.numbers)


def _tag_is_door(street: StreetMatch | None, a: ParsedAddress, b: ParsedAddress) -> bool:
    """Whether one side prints "9/6" and the other "9, flat 6" or "9, str. 6"."""
    if street is None or not street.near:
        return False
    for numbered, other, numbers in (
        (street.a, b, street.b.numbers),
        (street.b, a, street.a.numbers),
    ):
        labels = {*other.units, *(label for _, label in other.parts)}
        if any(number.tag in labels for number in numbered.numbers if number.tag) and any(
            not number.tag for number in numbers
        ):
            return True
    return False
