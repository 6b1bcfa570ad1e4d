from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.differences import FieldChange
from caveat.domain.lists import ParsedFile
from caveat.domain.progress import ignore_progress
from caveat.ingest.lists.read import read_list_file, read_whole_rows
from caveat.services.changes import list_changes
from caveat.services.intake import IntakeOptions, take_in
from caveat.services.lists import import_files
from caveat.services.repeated_countries import without_repeated_countries
from caveat.services.workspace import Workspace
from templates import row


def addresses(old: str, new: str) -> FieldChange:
    return FieldChange("addresses", (old,), (new,))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Xiujia Bay, Xian, 710021, CN", "Xiujia Bay, Xian, 710021, China, CN"),
        ("1 Road, Ostrov, Czech Republic; 2 Road, CZ", "2 Road, CZ; 1 Road, Ostrov, CZ"),
        ("1 Road, Sample Town, GB", "1 ROAD, Sample Town, United Kingdom"),
    ],
)
def test_a_country_that_is_named_once_more_is_no_change(old: str, new: str) -> None:
    assert without_repeated_countries([addresses(old, new)]) == ()
    published = FieldChange("field “addresses”", (old,), (new,))
    assert without_repeated_countries([published]) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Parizska 17, Prague", "Parizska 17, Prague, CZ"),
        ("1 Road, Xian, CN", "1 Road, Xian, Taiwan, CN"),
        ("1 Road, Xian, CN", "1 Road, Xian, HK"),
        ("1 China Road, Xian, CN", "1 Road, Xian, China, CN"),
        ("Gaza Strip, PS", "Gaza Strip, undetermined"),
        ("1 Road, Chengdu, CN", "1 Road, Chengdu, Sichuan, China, CN"),
    ],
)
def test_another_place_or_a_country_given_for_the_first_time_is_a_change(
    old: str, new: str
) -> None:
    change = addresses(old, new)
    assert without_repeated_countries([change]) == (change,)


def test_only_what_differs_is_left_and_other_fields_are_as_they_were() -> None:
    names = FieldChange("names", ("China",), ("China, CN",))
    mixed = FieldChange("addresses", ("1 Road, CN", "2 Road, CN"), ("1 Road, China, CN", "3 Way"))
    left = FieldChange("addresses", ("2 Road, CN",), ("3 Way",))
    assert without_repeated_countries([names, mixed]) == (names, left)


def test_the_changes_of_a_list_do_not_count_it(ws: Workspace, csl: Callable[..., Path]) -> None:
    for day, address in (("01", "1 Road, Exampleton, GB"), ("02", "1 Road, Exampleton, UK, GB")):
        entries = [row("US-MEU", f"Party {n}", addresses=address) for n in range(3)]
        import_files(ws, [csl(f"csl_2026-11-{day}.csv", entries)])
    found = list_changes(ws, "US-MEU")
    assert (found.changed, found.reworded, found.unchanged) == ((), 3, 0)


def one_list(file: ParsedFile, code: str) -> ParsedFile:
    return replace(file, lists=tuple(item for item in file.lists if item.list_code == code))


@pytest.mark.real_data
def test_between_2022_and_2023_no_entry_of_the_military_end_user_list_changed(
    ws: Workspace, shared_data: Path
) -> None:
    lists = shared_data / "lists"
    old = read_list_file(lists / "csl_2022-04-21.csv.gz")
    new = read_whole_rows(lists / "csl_truncated_2023-11-16.csv.gz")
    for file, day in ((old, date(2022, 4, 21)), (new, date(2023, 11, 16))):
        parsed = one_list(file, "US-MEU")
        options = IntakeOptions(released=day, whole_file=False)
        take_in(ws, parsed, options, progress=ignore_progress, cancel=None)
    found = list_changes(ws, "US-MEU")
    assert (len(found.added), len(found.removed), len(found.changed)) == (0, 0, 0)
    assert found.reworded == 71
