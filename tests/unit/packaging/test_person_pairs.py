"""The labelled pairs of persons and vessels: what they hold, and how parties are told apart."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

import build_person_pairs
import listed_parties
from caveat.domain.parties import PartyKind
from listed_parties import Entry, Merged

TABLE = Path(__file__).resolve().parents[2] / "data" / "names" / "person_pairs.csv"


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def entry(
    *names: str, code: str = "US-SDN", days: tuple[str, ...] = (), numbers: tuple[str, ...] = ()
) -> Entry:
    years = frozenset(int(day[:4]) for day in days)
    return Entry(
        code, code, PartyKind.PERSON, names, frozenset(days), years, frozenset(), frozenset(numbers)
    )


def joined(*entries: Entry) -> set[tuple[int, int]]:
    return set(listed_parties._ties(list(entries)))


def test_same_and_different_are_half_and_half_and_every_source_is_named(
    rows: list[dict[str, str]],
) -> None:
    counts = Counter(row["same"] for row in rows)
    assert 1_400 < len(rows) < 1_700
    assert abs(counts["1"] - counts["0"]) < len(rows) / 20
    assert all(row["source"] and row["why"] and row["a"] != row["b"] for row in rows)


def test_the_table_tells_no_dates_and_no_numbers_of_persons(rows: list[dict[str, str]]) -> None:
    persons = [row for row in rows if not row["kind"].startswith("vessel")]
    assert not [row for row in persons if re.search(r"\d", row["a"] + row["b"])]


def test_names_in_other_scripts_are_among_both_halves(rows: list[dict[str, str]]) -> None:
    for half in "01":
        scripts = {
            listed_parties.script(name)
            for row in rows
            if row["same"] == half
            for name in (row["a"], row["b"])
        }
        assert scripts == {"LATIN", "CYRILLIC", "ARABIC"}


def test_entries_with_one_passport_are_one_person_only_if_their_names_are_akin() -> None:
    one = entry("PETROV, Ivan", numbers=("AB12345",))
    assert joined(one, entry("Ivan PETROV", code="UK-SL", numbers=("AB12345",))) == {(0, 1)}
    assert joined(one, entry("GOMEZ, Luis", code="UK-SL", numbers=("AB12345",))) == set()


def test_one_birth_date_joins_entries_of_two_lists_but_never_of_one() -> None:
    one = entry("PETROV, Ivan", days=("1961-05-04",))
    assert joined(one, entry("Ivan PETROV", code="UK-SL", days=("1961-05-04",))) == {(0, 1)}
    assert joined(one, entry("PETROV, Ivan", days=("1961-05-04",))) == set()


def test_one_person_whose_birth_years_differ_between_lists_is_not_taken_for_two() -> None:
    first = Merged(0, (entry("QUDSIYAH, Abdul Fatah", days=("1950-03-02",)),))
    again = Merged(1, (entry("Abd Al-Fatah QUDSIYAH", code="UK-SL", days=("1953-03-09",)),))
    other = Merged(2, (entry("QUDSIYAH, Jamal", days=("1971-01-09",)),))
    assert build_person_pairs._are_two(first, again) == ""
    assert build_person_pairs._are_two(first, other) != ""


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("AHMAD, Ali Hasan", "Ali Hassan AHMED", "spelling"),
        ("AHMAD, Ali", "AHMAD, Ali Hasan", "part"),
        ("AHMAD, Ali", "Ali AHMAD", "order"),
        ("Abu MARIAM", "Abu Mohamed AL-MASRI", ""),
        ("ИВАНОВ Сергей", "Sergey IVANOV", "cross-script"),
    ],
)
def test_pairs_are_sorted_by_how_their_words_lie(a: str, b: str, kind: str) -> None:
    assert build_person_pairs._same_kind(a, b) == kind
