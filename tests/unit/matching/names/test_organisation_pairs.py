"""The labelled pairs of organisations' names are what they say they are."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from caveat.matching.names.prepare import prepare

TABLE = Path(__file__).resolve().parents[3] / "data" / "names" / "organisation_pairs.csv"


@pytest.fixture(scope="module")
def pairs() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_pair_is_labelled_once_and_says_where_it_comes_from(pairs):
    assert len(pairs) >= 1_500
    assert {row["same"] for row in pairs} == {"0", "1"}
    assert all(row["a"] != row["b"] and row["why"] and row["source"] for row in pairs)
    both = Counter(frozenset((row["a"], row["b"])) for row in pairs)
    assert max(both.values()) == 1


def test_half_of_the_pairs_are_of_one_party(pairs):
    same = sum(row["same"] == "1" for row in pairs)
    assert 0.45 <= same / len(pairs) <= 0.55


def test_names_without_any_likeness_are_few(pairs):
    same = [row["kind"] for row in pairs if row["same"] == "1"]
    apart = sum(kind in {"unlike", "acronym"} for kind in same)
    assert 0 < apart <= 0.15 * len(same)


def test_no_party_gives_more_than_two_pairs_from_the_lists(pairs):
    listed = Counter(
        row["source"] for row in pairs if row["same"] == "1" and row["source"][:3] in {"US-", "UN-"}
    )
    assert max(listed.values()) <= 2


def test_every_name_can_be_taken_apart(pairs):
    assert all(prepare(row[side]).tokens for row in pairs for side in ("a", "b"))
