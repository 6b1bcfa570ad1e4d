"""A name of one character is compared like any other, and breaks nothing."""

import pytest

from caveat.domain.parties import PartyKind
from caveat.matching.compare import compare_names

_LISTED = ("LO, Stephen", "La Meche", "Al Señor de la Sierra", "The Skull", "LU, Wei")


@pytest.mark.parametrize("character", list("鲁罗喇ظでถझAל"))
def test_a_name_of_one_character(character: str) -> None:
    for listed in _LISTED:
        for a, b in ((character, listed), (listed, character)):
            assert compare_names(a, b, PartyKind.PERSON).score < 100
