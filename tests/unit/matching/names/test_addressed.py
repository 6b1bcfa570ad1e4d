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
        (
            "Al Manar Jadid Spare Parts Trading LLC",
            "Al Manar Jadid Spare Parts Tr. – Deira, Shop 14",
        ),
        ("Noavaran Sanat", "Noavaran Sanat Co., 3rd Fl., No. 12, Shiraz St., Tehran"),
        ("Zorvex Trading LLC", "Zorvex Trading LLC, Office 1204, Al Moosa Tower"),
        ("Zorvex GmbH", "Zorvex GmbH, Hauptstrasse 5, 10115 Berlin"),
        ("Zorvex GmbH", "Zorvex GmbH, 5 Hauptstrasse, Berlin"),
        ("ООО «Тесон»", "ООО «Тесон», ул. Ленина, д. 5, Казань"),
        ("Elena Grinenko", "Elena Grinenko, Gmunder Str. 25, Heubach, Germany 73540"),
    ],
)
def test_an_address_says_nothing_of_who_is_named(plain: str, addressed: str) -> None:
    assert compare_names(plain, addressed).score >= DEFAULT_THRESHOLD
    assert compare_names(addressed, plain).score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Box Trading LLC", "Mailbox Trading LLC"),
        ("Shenyang Machine Tool, No. 3 Factory", "Shenyang Machine Tool, No. 4 Factory"),
        (
            "China Electronics, 55th Research Institute",
            "China Electronics, 13th Research Institute",
        ),
        ("Silk Road Trading 7", "Silk Road Trading 8"),
        ("Tyrvan Bearings Company, Ghalyan, Tehran", "Ghalyan Bearings Company, Tehran"),
    ],
)
def test_a_name_is_no_address(a: str, b: str) -> None:
    assert compare_names(a, b).score < DEFAULT_THRESHOLD
