"""What of an address stands in the field of a name."""

import pytest

from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names


@pytest.mark.parametrize(
    ("plain", "addressed"),
    [
        ("Kenya Marine Stores Ltd", "Kenya Marine Stores Limited P.O. Box 4412 Mombasa"),
        ("Al Zarooni Trading LLC", "Al Zarooni Trading LLC, PO Box 11873, Dubai"),
        ("Bhabha Atomic Research Centre", "Bhabha Atomic Research Center, Trombay, Mumbai"),
        ("Tyrvan Bearings Company", "Tyrvan Bearings Company, Ghalyan, Tehran"),
    ],
)
def test_an_address_says_nothing_of_who_is_named(plain: str, addressed: str) -> None:
    assert compare_names(plain, addressed).score >= DEFAULT_THRESHOLD
    assert compare_names(addressed, plain).score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Box Trading LLC", "Mailbox Trading LLC"),
        ("Tyrvan Bearings Company, Ghalyan, Tehran", "Ghalyan Bearings Company, Tehran"),
    ],
)
def test_a_name_is_no_address(a: str, b: str) -> None:
    assert compare_names(a, b).score < DEFAULT_THRESHOLD
