"""The sentence that the officer reads about two addresses."""

from caveat.domain.screening import AddressLevel
from caveat.matching.addresses.agreement import StreetMatch, Where
from caveat.matching.addresses.door import Agreement
from caveat.matching.addresses.findings import Findings
from caveat.matching.addresses.judgement import CROWDED, Judgement
from caveat.matching.addresses.lexicon import squash
from caveat.matching.addresses.parsed import SELF_TYPED, ParsedAddress, Street

_LONGEST = 160
_ANOTHER_SPELLING = 0.9
"""Strength up to which letters or the kind of a street differ; see `agreement`."""


def quoted(text: str) -> str:
    """An address in quotation marks, cut where it is longer than a line or two."""
    flat = " ".join(text.split())
    return f"“{flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + '…'}”"


def street_line(street: Street) -> str:
    """Number and street as one would write it: ``8 Dongbeiwang West Road``."""
    numbers = ", ".join(str(number) for number in street.numbers)
    return f"{numbers} {titled(street.name)}".strip()


def titled(name: str) -> str:
    """A folded name with capitals, but "5th" as it is."""
    return " ".join(word if word[0].isdigit() else word.title() for word in name.split())


def compose(
    a: ParsedAddress, b: ParsedAddress, found: Findings, judged: Judgement, *, crowd: int = 1
) -> str:
    """One sentence: both texts, then what agrees, what differs and what is not given."""
    agrees, differs = _street_words(
        found.street, a.country or b.country, number_as_unit=found.number_as_unit
    )
    if found.identical and found.street is None and found.building is not Agreement.SAME:
        agrees.append("the very same text")
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
    if found.districts is not None:
        differs.append(f"another district ({'; '.join(titled(one) for one in found.districts)})")
    agrees, differs = _place_words(a, b, found.where, agrees, differs)
    clauses = [", ".join(agrees) or "nothing agrees"]
    if differs:
        clauses.append("but " + ", ".join(differs))
    if judged.level in {AddressLevel.STREET, AddressLevel.BUILDING, AddressLevel.FLOOR}:
        clauses += _not_given(a, b, found.floors, found.units)
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
        labels = dict.fromkeys(", ".join(side.units).upper() for side in (a, b))
        room = f"same room ({'; '.join(labels)})"
        if floors is Agreement.ONE_SIDED:
            here = ", ".join(a.floors or b.floors).upper()
            return [room], [f"the floor is given by one only ({here})"] if here else []
        return [room], []
    agrees = ["same floor"] if floors is Agreement.SAME else []
    differs = ["another floor"] if floors is Agreement.OTHER else []
    if units is Agreement.OTHER:
        rooms = f"{', '.join(a.units)}; {', '.join(b.units)}".upper()
        differs.insert(0, f"another room ({rooms})")
    return agrees, differs


def _street_words(
    street: StreetMatch | None, country: str, *, number_as_unit: bool
) -> tuple[list[str], list[str]]:
    if street is None:
        return [], []
    spelled = _spelled(street, country)
    if number_as_unit:
        numbered = street.a if street.a.numbers else street.b
        return [f"same street and number or room: {street_line(numbered)}{spelled}"], []
    if street.numbers is Agreement.SAME:
        return [f"same street and number: {street_line(street.b)}{spelled}"], []
    agrees = [f"same street: {titled(street.b.name)}{spelled}"]
    if street.numbers is Agreement.OTHER:
        ours = ", ".join(str(number) for number in street.a.numbers)
        theirs = ", ".join(str(number) for number in street.b.numbers)
        return agrees, [f"another house number ({ours}; {theirs})"]
    missing = "either" if street.numbers is Agreement.NOT_GIVEN else "both"
    phrase = "not given by either" if missing == "either" else "given by one only"
    return agrees, [f"the house number is {phrase}"]


def _spelled(street: StreetMatch, country: str) -> str:
    """What differs between two names that are taken for one."""
    if street.strength > _ANOTHER_SPELLING:
        return ""
    kinds = {street.a.kind, street.b.kind} - {"", SELF_TYPED}
    if len(kinds) > 1 and street.a.key == street.b.key and country in {"CN", "TW", "MO"}:
        return ""  # 路 is a road or a street, as the translator takes it
    if len(kinds) > 1 or street.a.directions != street.b.directions:
        return f", but {titled(street.a.name)} there"
    return f", spelled {titled(street.a.name)} there" if street.a.name != street.b.name else ""


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


def _not_given(
    a: ParsedAddress, b: ParsedAddress, floors: Agreement, units: Agreement
) -> list[str]:
    if floors is Agreement.NOT_GIVEN and units is Agreement.NOT_GIVEN:
        return ["floor not given by either"]
    if (a.floors and b.units and not (a.units or b.floors)) or (
        b.floors and a.units and not (b.units or a.floors)
    ):
        return ["one gives a floor, the other a room"]
    if floors in {Agreement.ONE_SIDED, Agreement.NOT_GIVEN} and units in {
        Agreement.ONE_SIDED,
        Agreement.NOT_GIVEN,
    }:
        return ["floor or room given by one only"]
    return []


def _labels(address: ParsedAddress) -> str:
    return ", ".join(f"{kind} {label.upper()}" for kind, label in address.parts)
