"""How the buildings, parks and parts of two parsed addresses stand to one another."""

from collections.abc import Callable

from caveat.matching.addresses.agreement import CHINESE, same_key
from caveat.matching.addresses.door import Agreement
from caveat.matching.addresses.han import has_han
from caveat.matching.addresses.naming import SLAVIC, names_a_place, use_of
from caveat.matching.addresses.parsed import ParsedAddress, Site

_ONE_WORD_IN_CHINESE = frozenset({"building", "tower", "mansion"})
_HOUSES = frozenset({"korpus", "stroenie"})
_SLAVIC_PARTS = _HOUSES | {"litera", "sooruzhenie"}
_ANY_PART = "building"


def compare_buildings(a: ParsedAddress, b: ParsedAddress) -> tuple[Agreement, Site | None]:
    """Whether a named building agrees, and the listed one that does."""
    if (a.country or b.country) in CHINESE:
        agreement, site = _compare_sites(a.buildings, b.buildings, _same_building_in_chinese)
        if agreement is Agreement.OTHER and _in_han(a) != _in_han(b):
            # 洛克中心 is Lockhart Centre: what is translated tells nothing by its sound.
            return Agreement.ONE_SIDED, None
        return agreement, site
    return _compare_sites(a.buildings, b.buildings, _same_building)


def _in_han(address: ParsedAddress) -> bool:
    """Whether the buildings of an address are named in Han."""
    text = address.text.lower()
    return has_han(text) and not any(site.name.split()[0] in text for site in address.buildings)


def compare_parks(a: ParsedAddress, b: ParsedAddress) -> tuple[Agreement, Site | None]:
    """Whether a named park agrees, and the listed one that does."""
    return _compare_sites(a.parks, b.parks, _same_site)


def _compare_sites(
    a: tuple[Site, ...], b: tuple[Site, ...], same: Callable[[Site, Site], bool]
) -> tuple[Agreement, Site | None]:
    named_a, named_b = [site for site in a if site.key], [site for site in b if site.key]
    if not named_a or not named_b:
        return (Agreement.ONE_SIDED if named_a or named_b else Agreement.NOT_GIVEN), None
    pairs = [(one, other) for one in named_a for other in named_b if same(one, other)]
    if not pairs:
        return Agreement.OTHER, None
    alike = {site.key for pair in pairs for site in pair}
    apart = all(any(site.key not in alike for site in side) for side in (named_a, named_b))
    if apart:
        return Agreement.OTHER, None  # two buildings of one complex
    return Agreement.SAME, pairs[0][1]


def _same_site(one: Site, other: Site) -> bool:
    if one.key == other.key:
        return True
    slip = min(len(one.key), len(other.key)) > 6  # noqa: PLR2004 - a slip in a short name
    return slip and same_key(one.key, other.key) == 0.8  # noqa: PLR2004 - see there


def _same_building(one: Site, other: Site) -> bool:
    """The Sugon Building may well be printed "Sugon Tower"; Dubai has a tower and a building."""
    return _same_site(one, other) and (
        not names_a_place(one) or (one.kind == other.kind and _uses_agree(one, other))
    )


def _same_building_in_chinese(one: Site, other: Site) -> bool:
    """Chinese has one word for the kinds, which translators take as they please."""
    kinds_agree = {one.kind, other.kind} <= _ONE_WORD_IN_CHINESE and _uses_agree(one, other)
    return _same_building(one, other) or (_same_site(one, other) and kinds_agree)


def _uses_agree(one: Site, other: Site) -> bool:
    """Not so for Dubai Shopping Centre and Dubai International Financial Centre."""
    ours, theirs = use_of(one), use_of(other)
    return ours <= theirs or theirs <= ours


def compare_parts(a: ParsedAddress, b: ParsedAddress) -> Agreement:
    """Whether numbered parts of a site agree: building 36, block C, phase 1."""
    ours, theirs = _parts(a), _parts(b)
    if not ours or not theirs:
        return Agreement.ONE_SIDED if ours or theirs else Agreement.NOT_GIVEN
    if (a.country or b.country) in SLAVIC:
        return _compare_slavic_parts(ours, theirs)
    kinds = ours.keys() & theirs.keys()
    if not kinds:
        alone = len(a.parts) == 1 and len(b.parts) == 1
        same = alone and a.parts[0][1] == b.parts[0][1]
        return Agreement.SAME if same else Agreement.ONE_SIDED
    apart = any(ours[kind].isdisjoint(theirs[kind]) for kind in kinds)
    return Agreement.OTHER if apart else Agreement.SAME


def _compare_slavic_parts(ours: dict[str, set[str]], theirs: dict[str, set[str]]) -> Agreement:
    """Korpus 2 is not stroenie 2; but either is translated as building 2."""
    alike = differs = False
    for kind in (ours.keys() & theirs.keys()) - {_ANY_PART}:
        alike |= not ours[kind].isdisjoint(theirs[kind])
        differs |= ours[kind].isdisjoint(theirs[kind])
    for one, other in ((ours, theirs), (theirs, ours)):
        if _ANY_PART in one:
            every = set().union(*other.values())
            alike |= not one[_ANY_PART].isdisjoint(every)
            differs |= one[_ANY_PART].isdisjoint(every)
    if not differs and not alike:
        told = {kind for kind in ours.keys() ^ theirs.keys() if kind in _HOUSES}
        differs = len(told) > 1  # korpus here, stroenie there
    return Agreement.OTHER if differs else Agreement.SAME if alike else Agreement.ONE_SIDED


def _parts(address: ParsedAddress) -> dict[str, set[str]]:
    """Labels by kind; in Slavic countries all that may be translated otherwise is one kind."""
    found: dict[str, set[str]] = {}
    slavic = address.country in SLAVIC
    for kind, label in address.parts:
        told = kind if not slavic or kind in _SLAVIC_PARTS else _ANY_PART
        found.setdefault(told, set()).add(label)
    if address.parks and "building" not in found and any(s.numbers for s in address.streets):
        # The street has its number: "No. 27, Phase I" of a park is one of its buildings.
        found.setdefault("building", set()).update(map(str, address.numbers))
    return {kind: labels for kind, labels in found.items() if labels}
