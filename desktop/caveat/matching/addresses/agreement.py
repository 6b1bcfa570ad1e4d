"""How the places and streets of two parsed addresses stand to one another."""

from dataclasses import dataclass
from enum import Enum

from rapidfuzz.distance import Levenshtein

from caveat.matching.addresses.door import Agreement
from caveat.matching.addresses.lexicon import directions, places, squash
from caveat.matching.addresses.naming import SLAVIC, counted
from caveat.matching.addresses.numbers import HouseNumber
from caveat.matching.addresses.parsed import SELF_TYPED, ParsedAddress, Street

_GENERAL_KINDS = frozenset(
    ("", SELF_TYPED, "road", "street", "avenue", "highway", "boulevard", "drive", "way", "parade")
)
"""Kinds that one word is translated by: 大道 is an avenue, a boulevard or a road."""
_KINDS_TELL = frozenset(("HK", "SG", "GB", "IE", "US", "CA", "AU", "NZ", "MY", "IN", "ZA"))
"""Where Bonham Road and Bonham Strand, Park Lane and Park Road are two: the names are English."""
CHINESE = frozenset({"CN", "HK", "MO", "TW"})
"""Whose addresses are Chinese, whatever the script."""
_SAME_STATE = (
    CHINESE,
    frozenset({"RU", "UA"}),
    frozenset({"CY", "TR"}),
)
"""Publishers file Hong Kong under China and Crimea under either side."""
_MOST_STREETS = 4
_SHORTEST_SLIP = 4
_DOUBTFUL = 0.75


class Where(Enum):
    """How the places around a site agree."""

    SAME = "same"
    OPEN = "open"
    """One of the two does not say."""
    UNLIKE = "unlike"
    """Both name places, none in common, and not known to be apart."""
    APART = "apart"
    """Two countries, provinces or cities that cannot be one."""


def compare_places(a: ParsedAddress, b: ParsedAddress) -> Where:
    """Whether country, province, city and locality agree."""
    same_city = (a.city in b.places if a.city else False) or (
        b.city in a.places if b.city else False
    )
    sure = a.country_sure and b.country_sure
    if (sure and _other_state(a.country, b.country)) or _differ(a.city, b.city, a, b):
        return Where.APART
    if not same_city and _differ(a.province, b.province, a, b):
        return Where.APART
    if same_city or _shared_below_province(a, b):
        return Where.SAME
    return Where.OPEN if _leaves_open(a, b) else Where.UNLIKE


def _other_state(one: str, other: str) -> bool:
    if not one or not other or one == other:
        return False
    return not any({one, other} <= state for state in _SAME_STATE)


def _shared_below_province(a: ParsedAddress, b: ParsedAddress) -> bool:
    if a.postcode and a.postcode == b.postcode and len(a.postcode) > 3:  # noqa: PLR2004 - real codes
        return True
    shared = (places().get(squash(name)) for name in a.places & b.places)
    below = any(place is not None and place.kind != "province" for place in shared)
    return below or _localities_shared(a, b)


def _leaves_open(a: ParsedAddress, b: ParsedAddress) -> bool:
    """Whether one of the two does not say enough to be unlike the other."""
    if not (a.places or a.localities) or not (b.places or b.localities):
        return True
    if a.places & b.places and not (a.city and b.city):
        return True
    one_names_the_city = bool(a.city) != bool(b.city) and not a.district and not b.district
    return one_names_the_city and not (a.localities and b.localities)


def _differ(one: str, other: str, a: ParsedAddress, b: ParsedAddress) -> bool:
    return bool(one and other and one != other and one not in b.places and other not in a.places)


def _localities_shared(a: ParsedAddress, b: ParsedAddress) -> bool:
    return any(
        one == other
        or (min(len(one), len(other)) > 6 and Levenshtein.distance(one, other, score_cutoff=1) <= 1)  # noqa: PLR2004 - a slip
        for one in a.localities
        for other in b.localities
        if min(len(one), len(other)) > 3  # noqa: PLR2004 - syllables
    )


@dataclass(frozen=True, slots=True)
class StreetMatch:
    """The pair of streets that agree best, and how their numbers stand.

    ``strength`` is 1 for the same name, less for a near spelling or another type.
    """

    a: Street
    b: Street
    strength: float
    numbers: Agreement
    near: bool = False
    """The number agrees but letters or sub-numbers differ (15 and 15A)."""
    all_shared: bool = False
    """Neither address names a street that the other lacks."""
    doubtful: bool = False
    """A letter of a short name or the kind differs: the same only with the same room."""


def compare_streets(a: ParsedAddress, b: ParsedAddress) -> StreetMatch | None:
    """The best pair of streets with one name; None where no pair has one."""
    matches: list[StreetMatch] = []
    for one in a.streets[:_MOST_STREETS]:
        for other in b.streets[:_MOST_STREETS]:
            strength = _same_street(one, other, a.country or b.country)
            if strength > 0:
                matches.append(StreetMatch(one, other, strength, *_compare_numbers(one, other)))
    if not matches:
        return _slip(a, b)
    best = matches[0] if len(matches) == 1 else max(matches, key=_rank)
    shared = min(len({match.a for match in matches}), len({match.b for match in matches}))
    alone = len(a.streets) == len(b.streets) == 1 and best.a.key and best.b.key
    numbers = best.numbers if alone else _settled_numbers(best, matches, a, b, shared=shared)
    all_shared = shared == len(a.streets) == len(b.streets)
    return StreetMatch(best.a, best.b, best.strength, numbers, best.near, all_shared)


def _slip(a: ParsedAddress, b: ParsedAddress) -> StreetMatch | None:
    """Two streets with one number and names of one letter's difference, or of two kinds."""
    if len(a.streets) != 1 or len(b.streets) != 1:
        return None
    one, other = a.streets[0], b.streets[0]
    if one.ordinals != other.ordinals or one.directions != other.directions:
        return None
    if min(len(one.key), len(other.key)) < _SHORTEST_SLIP or "JP" in {a.country, b.country}:
        return None
    numbers, near = _compare_numbers(one, other)
    slips = Levenshtein.distance(one.key, other.key, score_cutoff=1)
    if numbers is not Agreement.SAME or slips > 1 or (slips and one.kind != other.kind):
        return None
    return StreetMatch(one, other, _DOUBTFUL, numbers, near, doubtful=True)


def _settled_numbers(
    best: StreetMatch,
    matches: list[StreetMatch],
    a: ParsedAddress,
    b: ParsedAddress,
    *,
    shared: int,
) -> Agreement:
    """How the numbers stand when all streets of both addresses are looked at together."""
    lanes = [{street for street in side.streets if not street.key} for side in (a, b)]
    if all(lanes) and not lanes[0] & lanes[1]:
        return Agreement.OTHER  # "Lane 1139, Pudong Avenue"
    ours, theirs = _all_numbers(a), _all_numbers(b)
    if best.numbers is Agreement.SAME:
        # "No. 58, St. 14, Valiasr Avenue" against "No. 58, St. 14, Africa Avenue", and
        # "6 Hafez Street, 22 Bahman Boulevard" against "6 Saadi Street, 22 Bahman Boulevard".
        alike = {match.a for match in matches} | {match.b for match in matches}
        left = [
            {
                street
                for street in side.streets
                if street.key and street not in alike and (street.numbers or not best.b.key)
            }
            for side in (a, b)
        ]
        return Agreement.OTHER if all(left) else Agreement.SAME
    if shared > 1 and any(one.same_door(other) for one in ours for other in theirs):
        return Agreement.SAME  # "No. 5, Arash Street, Africa Boulevard": either may own it
    if ours and theirs:
        return Agreement.OTHER  # the numbers belong to streets that they do not share
    return best.numbers


def _all_numbers(address: ParsedAddress) -> tuple[HouseNumber, ...]:
    return tuple(number for street in address.streets for number in street.numbers)


def _rank(match: StreetMatch) -> tuple[bool, bool, float, list[tuple[str, ...]]]:
    """Better matches are greater; the names decide ties, whichever side they stand on."""
    names = sorted((street.key, street.kind, *street.ordinals) for street in (match.a, match.b))
    same, other = match.numbers is Agreement.SAME, match.numbers is Agreement.OTHER
    return (same, not other, match.strength, names)


def _same_street(a: Street, b: Street, country: str) -> float:
    if a.ordinals != b.ordinals:
        joined = country in CHINESE and bool(a.ordinals) != bool(b.ordinals)
        same = joined and a.directions == b.directions and counted(a) == counted(b)
        return 1.0 if same and (a.kind == b.kind or {a.kind, b.kind} <= _GENERAL_KINDS) else 0.0
    if country == "JP" and a.kind == b.kind == "street" and a.key != b.key:
        return 0.0  # Districts sign by sign (see `japanese`): a sign that differs is no slip.
    if a.directions == b.directions:
        strength = same_key(a.key, b.key)
        if strength < 1.0 and a.stem and b.stem:
            strength = max(strength, same_key(a.stem, b.stem))
    elif _with_pinyin(a) & _with_pinyin(b):
        strength = 1.0
    elif not a.directions or not b.directions:
        strength = 0.5 if a.key == b.key else 0.0
    else:
        return 0.0
    if strength and a.kind != b.kind and not {a.kind, b.kind} & {"", SELF_TYPED}:
        general = a.kind in _GENERAL_KINDS and b.kind in _GENERAL_KINDS
        if country in _KINDS_TELL:
            return 0.0
        strength -= 0.1 if general and country not in SLAVIC else 0.25
    return max(strength, 0.0)


def _with_pinyin(street: Street) -> frozenset[str]:
    """The name with its direction as a syllable: "West Dazhi" is also printed "Xidazhi"."""
    pinyin = {entry.direction: entry.pinyin for entry in directions().values()}
    syllables = "".join(sorted(pinyin[name] for name in street.directions))
    return frozenset((street.key + syllables, syllables + street.key))


def same_key(a: str, b: str) -> float:
    """How far two names are one: 1, less for a slip or a shortened name, 0."""
    if a == b:
        return 1.0
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) >= 7:  # noqa: PLR2004 - a slip in a short name is another name
        if longer.endswith(shorter):
            return 0.85
        allowed = 1 if len(shorter) < 12 else 2  # noqa: PLR2004 - two slips in a long one
        if Levenshtein.distance(a, b, score_cutoff=allowed) <= allowed:
            return 0.8
    return 0.0


def _compare_numbers(a: Street, b: Street) -> tuple[Agreement, bool]:
    if not a.numbers or not b.numbers:
        return (Agreement.ONE_SIDED if a.numbers or b.numbers else Agreement.NOT_GIVEN), False
    if any(one.same_door(other) for one in a.numbers for other in b.numbers):
        return Agreement.SAME, False
    if any(one.covers(other) for one in a.numbers for other in b.numbers):
        return Agreement.OTHER, True
    return Agreement.OTHER, False
