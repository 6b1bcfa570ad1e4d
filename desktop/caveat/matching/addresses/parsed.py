"""An address taken apart: the levels from country down to the door."""

from dataclasses import dataclass, field, replace

from caveat.matching.addresses.numbers import HouseNumber

SELF_TYPED = "self-typed"
"""Kind of a street whose name says that it is one: Queensway, Lindenstrasse."""


@dataclass(frozen=True, slots=True)
class Street:
    """A street with its house numbers.

    Attributes:
        name: Folded words as printed, with type and direction, for the reader.
        key: The letters that are compared: squashed, equivalent words replaced.
        kind: ``road``, ``street``, ``avenue``, ``lane`` …; empty where the text does not say.
        directions: ``north``, ``south`` …, wherever they stood.
        ordinals: Numbers that are part of the name ("4th Road").
        numbers: House numbers.
        stem: The name without case endings, where it may be a Slavic one; else empty.
    """

    name: str = field(compare=False)
    key: str
    kind: str = ""
    directions: frozenset[str] = frozenset()
    ordinals: tuple[str, ...] = ()
    numbers: tuple[HouseNumber, ...] = ()
    stem: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """A named building or park. ``key`` is empty when the name is made of generic words."""

    name: str
    key: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ParsedAddress:
    """An address by level. Every level may be missing.

    Attributes:
        text: The text that was parsed, verbatim.
        country: ISO 3166 alpha-2 code, given or read.
        country_sure: Whether the country was given or named, not just guessed from a town.
        province, city, district: Known places under their usual English name.
        places: All known places named, and what they lie in.
        localities: Squashed place names that no table knows, such as towns and villages.
        parks: Industrial parks, estates and the like.
        streets: Streets, the one with a house number first.
        buildings: Named buildings.
        parts: Numbered parts of a site: ``("building", "36")``, ``("block", "c")``.
        floors: Floors, ranges written out: ``("1", "2", "3")``.
        units: Rooms, flats, offices, without leading zeros.
        numbers: House or plot numbers that belong to no street that was read.
        po_box: Number of the box, or empty.
        postcode: Postal code, or empty.
    """

    text: str
    country: str = ""
    country_sure: bool = False
    province: str = ""
    city: str = ""
    district: str = ""
    places: frozenset[str] = frozenset()
    localities: tuple[str, ...] = ()
    parks: tuple[Site, ...] = ()
    streets: tuple[Street, ...] = ()
    buildings: tuple[Site, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    floors: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    numbers: tuple[HouseNumber, ...] = ()
    po_box: str = ""
    postcode: str = ""

    def with_text(self, text: str) -> "ParsedAddress":
        """The same address as part of a longer text."""
        return replace(self, text=text)
