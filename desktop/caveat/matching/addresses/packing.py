"""Packs a parsed address into a line of text for the index, and unpacks it."""

import json

from caveat.matching.addresses.numbers import HouseNumber
from caveat.matching.addresses.parsed import ParsedAddress, Site, Street


def pack(address: ParsedAddress) -> str:
    """Everything but the text itself, as JSON."""
    return json.dumps(
        [
            address.country,
            address.province,
            address.city,
            address.district,
            sorted(address.places),
            address.localities,
            [[site.name, site.key, site.kind] for site in address.parks],
            [_street(street) for street in address.streets],
            [[site.name, site.key, site.kind] for site in address.buildings],
            address.parts,
            address.floors,
            address.units,
            [_number(number) for number in address.numbers],
            address.po_box,
            address.postcode,
        ],
        separators=(",", ":"),
    )


def unpack(packed: str, text: str) -> ParsedAddress:
    """The parsed address again, with its text."""
    row = json.loads(packed)
    return ParsedAddress(
        text=text,
        country=row[0],
        province=row[1],
        city=row[2],
        district=row[3],
        places=frozenset(row[4]),
        localities=tuple(row[5]),
        parks=tuple(Site(*site) for site in row[6]),
        streets=tuple(
            Street(
                street[0],
                street[1],
                street[2],
                frozenset(street[3]),
                tuple(street[4]),
                tuple(HouseNumber(*number) for number in street[5]),
            )
            for street in row[7]
        ),
        buildings=tuple(Site(*site) for site in row[8]),
        parts=tuple((part[0], part[1]) for part in row[9]),
        floors=tuple(row[10]),
        units=tuple(row[11]),
        numbers=tuple(HouseNumber(*number) for number in row[12]),
        po_box=row[13],
        postcode=row[14],
    )


def _street(street: Street) -> list[object]:
    return [
        street.name,
        street.key,
        street.kind,
        sorted(street.directions),
        street.ordinals,
        [_number(number) for number in street.numbers],
    ]


def _number(number: HouseNumber) -> list[object]:
    return [number.first, number.last, number.tag]
