"""The sentence that the officer reads about two addresses."""

from caveat.domain.screening import AddressLevel
from caveat.matching.addresses.agreement import StreetMatch, Where
from caveat.matching.addresses.door import Agreement
from caveat.matching.addresses.findings import Findings
from caveat.matching.addresses.judgement import CROWDED, Judgement
from caveat.matching.addresses.lexicon import squash
from caveat.matching.addresses.parsed import SELF_TYPED, ParsedAddress, Street

_LONGEST = 160


def quoted(text: str) -> str:
    """An address in quotation marks, cut where it is longer than a line or two."""
    flat = " ".join(text.split())
    return f"“{flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + '…'}”"


def street_line(street: Street) -> str:
    """Number and street as one would write it: ``8 Dongbeiwang West Road``."""
    directions = [name.title() for name in sorted(street.directions)]
    kind = "" if street.kind == SELF_TYPED else street.kind.title()
    words = [street.name.title(), *directions, kind]
    numbers = ", ".join(str(number) for number in street.numbers)
    return " ".join(part for part in (numbers, *words) if part)


def compose(
    a: ParsedAddress, b: ParsedAddress, found: Findings, judged: Judgement, *, crowd: int = 1
) -> str:
    """One sentence: both texts, then what agrees, what differs and what is not given."""
    agrees, differs = _street_words(found.street, number_as_unit=found.number_as_unit)
    box = [f"same PO box {b.po_box}"] if found.box is Agreement.SAME else []
    park = [f"same park or estate ({found.park_name.title()})"] if found.park_name else []
    for told, differing in (
        _site_words(found, a, b),
        (box, []),
        _door_words(a, b, found.floors, found.units),
        (park, []),
    ):
        agrees += told
        differs += differing
    agrees, differs = _place_words(a, b, found.where, agrees, differs)
    clauses = [", ".join(agrees) or "nothing agrees"]
    if differs:
        clauses.append("but " + ", ".join(differs))
    if judged.level in {AddressLevel.STREET, AddressLevel.BUILDING, AddressLevel.FLOOR}:
        clauses += _not_given(found.floors, found.units)
    if crowd >= CROWDED:
        clauses.append(f"{crowd} listed parties share this place")
    if judged.strangers:
        clauses.append("a registration agent or a prison is there, which ties nobody together")
    return f"{quoted(a.text)} and the listed {quoted(b.text)}: {'; '.join(clauses)}"


def _site_words(found: Findings, a: ParsedAddress, b: ParsedAddress) -> tuple[list[str], list[str]]:
    agrees: list[str] = []
    differs: list[str] = []
    if found.building is Agreement.SAME:
        agrees.append(f"same building ({found.building_name.title()})")
    elif found.building is Agreement.OTHER:
        differs.append("the buildings are named differently")
    if found.parts is Agreement.SAME:
        agrees.append(f"same part of it ({_labels(b)})")
    elif found.parts is Agreement.OTHER:
        differs.append(f"another building or block ({_labels(a)}; {_labels(b)})")
    return agrees, differs


def _door_words(
    a: ParsedAddress, b: ParsedAddress, floors: Agreement, units: Agreement
) -> tuple[list[str], list[str]]:
    if units is Agreement.SAME:
        shared = [unit for unit in b.units if unit in a.units]
        if shared and set(a.units) != set(b.units):
            return [f"{', '.join(shared).upper()} among the rooms of both"], []
        return [f"same room ({', '.join(b.units).upper()})"], []
    agrees = ["same floor"] if floors is Agreement.SAME else []
    differs = ["another floor"] if floors is Agreement.OTHER else []
    if units is Agreement.OTHER:
        rooms = f"{', '.join(a.units)}; {', '.join(b.units)}".upper()
        differs.insert(0, f"another room ({rooms})")
    return agrees, differs


def _street_words(
    street: StreetMatch | None, *, number_as_unit: bool
) -> tuple[list[str], list[str]]:
    if street is None:
        return [], []
    spelled = "" if street.strength > 0.85 else ", spelled differently"  # noqa: PLR2004 - see agreement
    if number_as_unit:
        numbered = street.a if street.a.numbers else street.b
        return [f"same street and number or room: {street_line(numbered)}{spelled}"], []
    if street.numbers is Agreement.SAME:
        return [f"same street and number: {street_line(street.b)}{spelled}"], []
    bare = Street(street.b.name, street.b.key, street.b.kind, street.b.directions)
    agrees = [f"same street: {street_line(bare)}{spelled}"]
    if street.numbers is Agreement.OTHER:
        ours = ", ".join(str(number) for number in street.a.numbers)
        theirs = ", ".join(str(number) for number in street.b.numbers)
        return agrees, [f"another house number ({ours}; {theirs})"]
    missing = "either" if street.numbers is Agreement.NOT_GIVEN else "both"
    phrase = "not given by either" if missing == "either" else "given by one only"
    return agrees, [f"the house number is {phrase}"]


def _place_words(
    a: ParsedAddress, b: ParsedAddress, where: Where, agrees: list[str], differs: list[str]
) -> tuple[list[str], list[str]]:
    city = _place_named(b)
    if where is Where.SAME and (a.city == b.city or not a.city) and city:
        return [*agrees, city if agrees else f"same city ({city})"], differs
    if where is Where.APART:
        ours, theirs = _place_named(a) or a.country, _place_named(b) or b.country
        return agrees, [*differs, f"another place ({ours}; {theirs})"]
    if where is Where.UNLIKE:
        return agrees, [*differs, "no town or district in common"]
    if where is Where.OPEN:
        return agrees, [*differs, "the city is not given by both"]
    return agrees, differs


def _place_named(address: ParsedAddress) -> str:
    """The city as far as the text itself names it, else the district that lies in it."""
    if address.district and squash(address.city) not in squash(address.text.lower()):
        return address.district.title()
    return (address.city or address.province).title()


def _not_given(floors: Agreement, units: Agreement) -> list[str]:
    if floors is Agreement.NOT_GIVEN and units is Agreement.NOT_GIVEN:
        return ["floor not given by either"]
    if floors in {Agreement.ONE_SIDED, Agreement.NOT_GIVEN} and units in {
        Agreement.ONE_SIDED,
        Agreement.NOT_GIVEN,
    }:
        return ["floor or room given by one only"]
    return []


def _labels(address: ParsedAddress) -> str:
    return ", ".join(f"{kind} {label.upper()}" for kind, label in address.parts)
