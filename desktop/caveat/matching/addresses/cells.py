"""Splits a cell that prints several addresses one after the other."""

import re
from itertools import islice

from caveat.matching.addresses.folding import MAX_CHARACTERS
from caveat.matching.addresses.parsed import ParsedAddress
from caveat.matching.addresses.parser import parse

_BETWEEN = re.compile(
    r"[,;.]?\s+(?:and,?|&|or)\s+(?=(?:Units?|Rooms?|Rm|Flat|Suite|Office|Shop|No|Nos|Building|Bldg"
    r"|Block|Floor|P\.?\s?O|Lot|Plot|Hangar|Warehouse|\d)[\s.:#\d])"
    r"|[,;.]?\s*\b(?:alt(?:ernate)? address|second address|also at)\s*:?\s+"
    r"|;\s+",
    re.IGNORECASE,
)
_MOST = 8
_MOST_TRIED = 16


def parse_cell(text: str, country: str = "") -> tuple[ParsedAddress, ...]:
    """The addresses that a text holds, each with the whole text as its own.

    A text is split only where every piece names a street, a building or a box of its own, so that
    "Rooms 5 and 7, Main Road" stays one. Lists and spreadsheets print both forms.
    """
    if not _may_hold_several(text[:MAX_CHARACTERS]):
        return (parse(text, country),)
    flat = " ".join(text[:MAX_CHARACTERS].replace("\n", ", ").split())
    starts = [0]
    pieces: list[ParsedAddress] = []
    for found in islice(_BETWEEN.finditer(flat), _MOST_TRIED):
        if len(starts) == _MOST:
            break
        piece = parse(flat[starts[-1] : found.start()], country)
        if _stands_alone(piece):
            pieces.append(piece)
            starts.append(found.end())
    if len(starts) == 1:
        return (parse(text, country),)
    last = parse(flat[starts[-1] :], country)
    if not _stands_alone(last):
        return (parse(text, country),)
    return tuple(piece.with_text(text) for piece in (*pieces, last))


def _may_hold_several(text: str) -> bool:
    """Whether any word of `_BETWEEN` stands in a text, which hardly takes time to tell."""
    lowered = text.lower()
    return (
        ";" in lowered
        or "&" in lowered
        or "and" in lowered
        or "or " in lowered
        or "or\n" in lowered
        or "address" in lowered
        or "also" in lowered
    )


def _stands_alone(address: ParsedAddress) -> bool:
    numbered = any(street.numbers for street in address.streets)
    return numbered or bool(address.buildings) or bool(address.po_box)
