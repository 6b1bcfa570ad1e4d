"""The keys under which addresses are found and sites are counted."""

from functools import cache

from caveat.matching.addresses.door import door, tells_a_door
from caveat.matching.addresses.folding import letters
from caveat.matching.addresses.lexicon import directions
from caveat.matching.addresses.naming import counted
from caveat.matching.addresses.parsed import ParsedAddress, Street

WEIGHTS = {"e": 9, "u": 9, "n": 8, "b": 6, "x": 6, "p": 5, "t": 3, "s": 2, "k": 1}
"""How much a shared key speaks for a candidate, by its first letter."""

_MOST_DOORS = 12
_SHORT = 4


@cache
def _pinyin() -> tuple[str, ...]:
    return tuple({entry.direction: entry.pinyin for entry in directions().values()}.values())


def _forms(street: Street) -> tuple[str, ...]:
    """The key with and without its direction in pinyin, ordinals included."""
    ordinals = "".join(street.ordinals)
    stem = (f"~{street.stem}{ordinals}",) if street.stem else ()
    if street.ordinals and street.key:
        stem = (*stem, counted(street))
    if not street.key:  # "67. Sokak", "5th Avenue", "W 33rd St"
        return (ordinals,)
    if not street.directions:
        bare = [street.key.removesuffix(entry) for entry in _pinyin()]
        bare += [street.key.removeprefix(entry) for entry in _pinyin()]
        bare = [form for form in dict.fromkeys(bare) if form != street.key]
        return (*(form + ordinals for form in (street.key, *bare) if form), *stem)
    return (street.key + ordinals, *stem)


def search_keys(address: ParsedAddress) -> tuple[str, ...]:
    """Keys that two addresses share when they can agree at park level or closer.

    ``n`` street and number, ``t`` beginning or end of the street's name and number (for slips of
    spelling), ``s`` street, ``b`` building, ``k`` park, ``p`` park or locality with a number,
    ``x`` PO box, ``u`` street and door, ``e`` the very same text.
    """
    keys: list[str] = []
    behind = _doors(address)
    blocks = address.country == "JP"
    for street in address.streets:
        doors = [one for number in street.numbers for one in number.doors(_MOST_DOORS)]
        doors += [int(unit) for unit in _leading_numbers(address)] if not street.numbers else []
        for form in _forms(street):
            keys.append(f"s|{form}")
            keys += [f"u|{form}|{floor}" for floor in behind]
            if blocks:  # a Japanese number is block and house: 1/9-1 is another than 1/3-2
                keys += [f"n|{form}|{number}" for number in street.numbers]
            else:
                keys += [f"n|{form}|{one}" for one in doors]
        if len(street.key) > _SHORT and not blocks:
            for one in doors:
                keys.append(f"t|{street.key[:_SHORT]}|{one}")
                keys.append(f"t|{street.key[-_SHORT:]}|{one}")
    keys += [f"b|{building.key}" for building in address.buildings if building.key]
    keys += [f"b|~{building.key[:6]}" for building in address.buildings if len(building.key) > 6]  # noqa: PLR2004 - a slip later on
    for park in address.parks:
        if park.key:
            keys.append(f"k|{park.key}")
            keys += [f"p|{park.key}|{label}" for _, label in address.parts]
            keys += [f"p|{park.key}|{number.first}" for number in address.numbers]
    if address.po_box:
        keys.append(f"x|{address.po_box}")
    if not keys and tells_a_door(address):
        keys.append(f"e|{letters(address.text)}")
    return tuple(dict.fromkeys(keys))


def _doors(address: ParsedAddress) -> tuple[str, ...]:
    """Floors and doors, so that the right room of a crowded tower is among the candidates."""
    found = door(address)
    rooms = sorted(f"{floor}|{unit}" for floor, unit in found.on_floor)
    return (*sorted(found.floors)[:_MOST_DOORS], *rooms[:_MOST_DOORS])


def _leading_numbers(address: ParsedAddress) -> list[str]:
    """Room labels that may be house numbers ("Flat 14C, Main Street")."""
    digits = ["".join(c for c in unit if c.isdecimal() and c.isascii()) for unit in address.units]
    return [number for number in digits if 0 < len(number) <= 4]  # noqa: PLR2004 - house numbers


def site_keys(address: ParsedAddress) -> tuple[str, ...]:
    """Keys of the sites that an address stands at, for counting who shares them."""
    city = address.city or address.province or address.country
    keys = [
        f"{city}|{street.key}|{''.join(street.ordinals)}|{''.join(sorted(street.directions))}|{one}"
        for street in address.streets
        for number in street.numbers
        for one in number.doors(_MOST_DOORS)
    ]
    keys += [
        f"{city}|building|{building.key}"
        for building in address.buildings
        if len(building.key) > _SHORT
    ]
    if address.po_box:
        keys.append(f"{city}|box|{address.po_box}")
    return tuple(dict.fromkeys(keys))
