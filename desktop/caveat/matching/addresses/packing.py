"""Packs a parsed address into a line of text for the index, and unpacks it."""

import json

from caveat.matching.addresses.numbers import HouseNumber
from caveat.matching.addresses.parsed import ParsedAddress, Site, Street

_encoded = json.JSONEncoder(separators=(",", ":")).encode
"""As `json.dumps`, which makes an encoder for each text."""


def pack(address: ParsedAddress) -> str:
    """Everything but the text itself, as JSON."""
    return _encoded(
        [
            address.country,
            address.country_sure,
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
        ]
    )


def unpack(packed: str, text: str) -> ParsedAddress:
    """The parsed address again, with its text."""
    row = json.loads(packed)
    return ParsedAddress(
        text=text,
        country=row[0],
        country_sure=row[1],
        province=row[2],
        city=row[3],
        district=row[4],
        places=frozenset(row[5]),
        localities=tuple(row[6]),
        parks=tuple(Site(*site) for site in row[7]),
        streets=tuple(
            Street(
                street[0],
                street[1],
                street[2],
                frozenset(street[3]),
                tuple(street[4]),
                tuple(HouseNumber(*number) for number in street[5]),
                street[6],
            )
            for street in row[8]
        ),
        buildings=tuple(Site(*site) for site in row[9]),
        parts=tuple((part[0], part[1]) for part in row[10]),
        floors=tuple(row[11]),
        units=tuple(row[12]),
        numbers=tuple(HouseNumber(*number) for number in row[13]),
        po_box=row[14],
        postcode=row[15],
    )


def _street(street: Street) -> list[object]:
    return [
        street.name,
        street.key,
        street.kind,
        sorted(street.directions),
        street.ordinals,
        [_number(number) for number in street.numbers],
        street.stem,
    ]


def _number(number: HouseNumber) -> list[object]:
    return [number.first, number.last, number.tag]
