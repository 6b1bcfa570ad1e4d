from datetime import date

import pytest

from caveat.ingest.lists.read import released_from_file_name


@pytest.mark.parametrize(
    "name",
    [
        "csl_2022-04-21.csv.gz",
        "csl_20220421.csv",
        "2022_04_21 consolidated.json",
        "consolidated.2022.04.21.tsv",
        "2022-04-21/csl-20220421.csv",
    ],
)
def test_the_one_date_in_a_file_name_is_read(name: str):
    assert released_from_file_name(name) == date(2022, 4, 21)


def test_the_month_stands_first_in_the_names_that_the_bureau_gives_its_exports():
    assert released_from_file_name("dpl_04142026.csv") == date(2026, 4, 14)


@pytest.mark.parametrize(
    "name",
    [
        "dpl_14042026.csv",
        "20202010",
        "consolidated.csv",
        "csl_2022-13-41.csv",
        "csl_2022-04.csv",
        "csl_120220421.csv",
        "csl_2022-04-21_to_2022-05-01.csv",
        "csl_2022-0421.csv",
        "",
    ],
)
def test_no_date_an_impossible_one_or_two_give_none(name: str):
    assert released_from_file_name(name) is None
