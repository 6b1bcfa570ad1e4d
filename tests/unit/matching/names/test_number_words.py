"""Numbers in words and in small Roman letters."""

import pytest

from caveat.domain.parties import PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names

VESSEL = PartyKind.VESSEL


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("M.T. Grace One", "GRACE 1", VESSEL),
        ("Ocean Seven", "OCEAN VII", VESSEL),
        ("sea prince ii", "SEA PRINCE 2", VESSEL),
        ("Sea Prince Iii", "SEA PRINCE 3", VESSEL),
        ("tug hercules iv", "TUG HERCULES IV", VESSEL),
        ("alfa plant ii", "ALFA PLANT II", None),
        ("Seven Seas Shipping Ltd", "7 Seas Shipping Limited", None),
        ("Sevne Seas Shipping Ltd", "Seven Seas Shipping Ltd", None),
        ("Three M Deutschland GmbH", "3M Deutschland GmbH", None),
        ("Plant No. Five", "Plant No. 5", None),
        ("Zwei Brüder Logistik GmbH", "2 Brüder Logistik GmbH", None),
        ("Пять звезд ООО", "5 звезд ООО", None),
        ("Tres Hermanos SA", "3 Hermanos SA", None),
    ],
)
def test_a_number_is_one_however_it_is_written(
    one: str, other: str, kind: PartyKind | None
) -> None:
    assert compare_names(one, other, kind).score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Seven Seas Shipping Ltd", "Five Seas Shipping Ltd"),
        ("Four Seasons Logistics", "Five Seasons Logistics"),
        ("Five Rivers Trading", "Three Rivers Trading"),
        ("alfa plant ii", "ALFA PLANT III"),
    ],
)
def test_another_number_is_another_name(one: str, other: str) -> None:
    found = compare_names(one, other)
    assert found.contradicted
    assert found.score < DEFAULT_THRESHOLD
