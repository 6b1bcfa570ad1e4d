"""Ordinary companies' addresses must not be tied to listed parties."""

import csv
import random
from pathlib import Path

import pytest

pytestmark = pytest.mark.real_data


@pytest.fixture(scope="module")
def filer_addresses(shared_data: Path) -> list[str]:
    path = shared_data / "suppliers" / "edinet_shift_jis_2025-12.csv"
    with path.open(encoding="cp932", newline="") as file:
        next(file)  # a title row above the header
        rows = list(csv.DictReader(file))
    return sorted({row["所在地"] for row in rows if row["所在地"].strip()})


@pytest.mark.parametrize("country", ["", "JP"])
def test_at_most_three_of_a_thousand_filers_are_tied_to_a_listed_address(
    listed_2026, listed_2022, filer_addresses, country
):
    chance = random.Random(1_000)  # noqa: S311 - a sample, not a secret
    sample = chance.sample(filer_addresses, 1_000)
    for edition, listed in (("2026", listed_2026), ("2022", listed_2022)):
        linked = [text for text in sample if listed.parties_at(text, country)]
        print(f"filers tied to an address of {edition}: {len(linked)} of 1,000")  # noqa: T201 - the figure measured
        assert len(linked) <= 3
