"""How much a shared place or name says."""

import pytest

from caveat.domain.connections import Band
from caveat.domain.parties import Address
from caveat.domain.relations import OF_OWNERSHIP, RelationKind
from caveat.domain.sources import Mark
from caveat.matching.addresses.index import AddressIndex
from caveat.matching.known_builder import Grade
from caveat.network.shared import co_location, same_name
from caveat.network.strengths import strengths
from ties import listed, named, tied

HERE = named("Newco")
TOWER = "Billion Centre, 1 Wang Kwong Road, Kowloon Bay, Hong Kong"


def told(address: str, listed_at: list[str]) -> list[tuple[Band, str]]:
    index = AddressIndex.build(
        (number, 0, Address(text, country="HK")) for number, text in enumerate(listed_at)
    )
    found = []
    for match in index.search(address, "HK", limit=None):
        other = listed(str(match.party))
        tie = co_location(HERE, address, other, match, crowd=match.crowd + 1, citations=())
        if tie is not None:
            found.append((tie.band, tie.why))
    return found


def test_a_tower_that_holds_many_is_weak_and_the_same_room_in_it_strong() -> None:
    many = [TOWER.replace("Billion", f"Flat {n}, {n}/F, Billion") for n in range(2, 12)]
    of_tower = told(TOWER, many)
    assert {band for band, _ in of_tower} == {Band.WEAK}
    assert len(of_tower) == len(many)
    of_room = told(f"Flat 5, 5/F, {TOWER}", many)
    assert (Band.STRONG, "same unit, which 11 parties share") in of_room
    assert sum(band is Band.STRONG for band, _ in of_room) == 1


def test_two_at_one_number_are_strong_and_two_in_one_city_nothing() -> None:
    alone = told("15 Haitai Huake Street, Tianjin", ["No. 15 Haitai Huake Street, Tianjin"])
    assert [band for band, _ in alone] == [Band.STRONG]
    assert told("17 Haitai Huake Street, Tianjin", ["No. 15 Haitai Huake Street, Tianjin"]) == []
    assert told("Tianjin", ["No. 15 Haitai Huake Street, Tianjin"]) == []


@pytest.mark.parametrize(
    ("name", "grade", "is_person", "band"),
    [
        ("Newco Industries", Grade.PUBLISHED, False, Band.STRONG),
        ("Newco Industries", Grade.WEAK, False, Band.WEAK),
        ("Newco Industries", Grade.UNVERIFIED, False, Band.WEAK),
        ("ABC", Grade.PUBLISHED, False, Band.WEAK),
        ("Wang Wei", Grade.PUBLISHED, True, Band.FAIR),
    ],
)
def test_how_much_a_name_says(name: str, grade: Grade, band: Band, *, is_person: bool) -> None:
    found = same_name(HERE, name, listed("Newco"), grade, (), is_person=is_person)
    assert found.band is band


def test_the_name_of_another_kind_of_party_says_little() -> None:
    found = same_name(
        HERE, "Newco Star", listed("X"), Grade.PUBLISHED, (), is_person=False, other_kind=True
    )
    assert found.band is Band.WEAK
    assert "vessel" in found.why


def test_every_kind_of_tie_has_a_strength_and_a_reason_and_no_mark_makes_one_stronger() -> None:
    table = strengths()
    assert {kind.value for kind in RelationKind} <= table.keys()
    assert all(row.why for row in table.values())
    for kind in RelationKind:
        plain = tied(HERE, kind, listed("X"))
        for mark in Mark:
            assert tied(HERE, kind, listed("X"), mark=mark).strength <= plain.strength
    assert all(tied(HERE, kind, listed("X")).band is Band.STRONG for kind in OF_OWNERSHIP)
