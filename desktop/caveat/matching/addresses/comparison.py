"""Compares two addresses by level: unit, floor, building, street number, park, city."""

from dataclasses import dataclass

from caveat.domain.screening import AddressLevel
from caveat.matching.addresses.findings import find
from caveat.matching.addresses.judgement import judge
from caveat.matching.addresses.parsed import ParsedAddress
from caveat.matching.addresses.sentence import compose


@dataclass(frozen=True, slots=True)
class AddressComparison:
    """What comparing two addresses came to.

    Attributes:
        level: The closest level at which they agree; None where nothing does.
        score: 0-100. From 90 the same floor or room, 80-89 the same street number or building,
            70-79 the same in a place that holds many listed parties, below 70 not the same place
            or not enough to say so.
        text: One sentence that names both texts and says what agrees and what differs.
        contradicts: Both speak at some level and cannot be the same place.
    """

    level: AddressLevel | None
    score: float
    text: str
    contradicts: bool = False


def compare(a: ParsedAddress, b: ParsedAddress, *, crowd: int = 1) -> AddressComparison:
    """Compare an address in question with a listed one.

    Args:
        a: The address in question.
        b: The listed address.
        crowd: How many listed parties share the listed site; many make it a weak link, unless
            floor or room agree.
    """
    found = find(a, b)
    judged = judge(found, a, b, crowd=crowd)
    text = compose(a, b, found, judged, crowd=crowd)
    return AddressComparison(judged.level, judged.score, text, judged.contradicts)
