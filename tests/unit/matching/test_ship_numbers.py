"""IMO numbers decide between ships, and hide none."""

import pytest

from caveat.domain.parties import Identifier, Name, PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD, EvidenceKind, Query
from caveat.matching.compare import compare_names
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.matching.ship_numbers import asked_for, in_text

_IDENTIFIER = Identifier("Vessel Registration Identification", "IMO 9116412")


@pytest.mark.parametrize(
    "text",
    ["Ocean Star IMO 9187629", "OCEAN STAR (IMO: 9187629)", "IMO No. 9187629", "imo9187629"],
)
def test_a_number_is_read(text: str) -> None:
    assert in_text(text) == {"9187629"}


def test_other_numbers_are_none() -> None:
    assert not in_text("Timo 9187629")
    assert not in_text("IMO 91876290")
    assert asked_for(["Ocean Star"], ["9187629", "HRB 1234567"]) == {"9187629"}


def test_two_names_with_numbers() -> None:
    kind = PartyKind.VESSEL
    other = compare_names("Ocean Star IMO 9187629", "Ocean Star IMO 9187631", kind)
    assert other.score < DEFAULT_THRESHOLD
    assert other.contradicted
    same = compare_names("Ocean Star IMO 9187629", "Blue Whale (IMO 9187629)", kind)
    assert same.score >= DEFAULT_THRESHOLD
    bare = compare_names("Grace Moon", "GRACE MOON, IMO 9187629", kind)
    assert bare.score >= DEFAULT_THRESHOLD
    assert not bare.contradicted


@pytest.fixture(scope="module")
def index() -> MatchingIndex:
    names = (Name("GRACE 1"), Name("ADRIAN DARYA"))
    return MatchingIndex.build(
        [
            ListedParty(1, "US-SDN", PartyKind.VESSEL, (names[0],), identifiers=(_IDENTIFIER,)),
            ListedParty(2, "US-SDN", PartyKind.VESSEL, (names[1],)),
        ]
    )


def test_another_number_marks_the_hit_and_keeps_it(index: MatchingIndex) -> None:
    (hit,) = index.search(Query("GRACE 1", identifiers=("9187629",), kind=PartyKind.VESSEL)).hits
    assert hit.contradicted
    assert hit.score >= DEFAULT_THRESHOLD
    (against,) = [piece for piece in hit.evidence if piece.contradicts]
    assert against.kind is EvidenceKind.IDENTIFIER
    assert "9116412" in against.text


def test_the_same_number_does_not(index: MatchingIndex) -> None:
    (hit,) = index.search(Query("GRACE 1", identifiers=("IMO 9116412",))).hits
    assert not hit.contradicted


def test_a_number_in_the_name_finds_the_ship(index: MatchingIndex) -> None:
    (hit,) = index.search(Query("Blue Whale IMO 9116412")).hits
    assert hit.party == 1
