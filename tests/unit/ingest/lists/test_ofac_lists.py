import pytest

from caveat.ingest.lists.ofac_lists import (
    EVERY_LIST,
    NON_SDN,
    SDN,
    is_consolidated,
    is_sdn_set,
    list_named,
    lists_of,
    unknown_list,
)

SSI = ("UKRAINE-EO13662",)
BOTH = ("UKRAINE-EO13662", "RUSSIA-EO14024")


def codes(programmes: tuple[str, ...], words: str = "") -> list[str]:
    return [on.code for on in lists_of(programmes, words)]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SDN List", "US-SDN"),
        ("sectoral  sanctions identifications list", "US-SSI"),
        ("FSE List", "US-FSE"),
        ("Non-SDN Palestinian Legislative Council List", "US-PLC"),
        ("CAPTA List", "US-CAP"),
        ("Non-SDN Menu-Based Sanctions List", "US-MBS"),
        ("Non-SDN CMIC List", "US-CMIC"),
        ("Consolidated List", ""),
        ("List of Moons", ""),
    ],
)
def test_the_lists_are_known_by_the_names_that_the_xml_files_print(name: str, code: str):
    assert list_named(name) == code
    assert is_consolidated(name) == (name == "Consolidated List")


@pytest.mark.parametrize(
    ("programmes", "words", "expected"),
    [
        (("NS-PLC",), "", ["US-PLC"]),
        (("SDGT", "NS-PLC"), "", ["US-PLC"]),
        (("FSE-SY", "SYRIA"), "", ["US-FSE"]),
        (("FSE-XX",), "", ["US-FSE"]),
        (("561-Related",), "", ["US-CAP"]),
        (("CMIC-EO13959",), "", ["US-CMIC"]),
        (("CMIC-EO20000",), "", ["US-CMIC"]),
        (SSI, "Executive Order 13662 Directive Determination - Subject to Directive 2", ["US-SSI"]),
        (BOTH, "Listing Date (EO 14024 Directive 2): 24 Feb 2022", ["US-SSI", "US-CAP"]),
        (BOTH, "Listing Date (EO 14024 Directive 3): 24 Feb 2022", ["US-SSI", "US-MBS"]),
        (("RUSSIA-EO14024",), "Effective Date (EO 14024 Directive 1A)", ["US-MBS"]),
        (("RUSSIA-EO14024",), "", ["US-MBS"]),
        (("BURMA-EO14014",), "", ["US-MBS"]),
        (("ILLICIT-DRUGS-EO14059",), "", ["US-MBS"]),
    ],
)
def test_the_lists_of_an_entry_follow_from_its_programmes_and_directives(
    programmes: tuple[str, ...], words: str, expected: list[str]
):
    assert codes(programmes, words) == expected


def test_an_inferred_list_is_told_as_inferred_and_a_certain_one_is_not():
    certain, inferred = lists_of(BOTH, "EO 14024 Directive 2")
    assert certain.doubt == ""
    assert "CAPTA List follows from “Directive 2”" in inferred.doubt
    assert not inferred.lost
    (alone,) = lists_of(("RUSSIA-EO14024",), "EO 14024 Directive 3")
    assert alone.doubt == ""


def test_an_entry_of_an_unknown_programme_is_not_lost_and_says_so():
    (on,) = lists_of(("MOON-EO99999",), "")
    assert on.code == "US-MBS"
    assert on.lost
    assert "“MOON-EO99999”" in on.doubt
    (none,) = lists_of((), "")
    assert none.lost


def test_an_entry_of_an_unknown_list_goes_where_the_file_belongs():
    assert unknown_list(["List of Moons"], NON_SDN).code == "US-MBS"
    assert unknown_list(["List of Moons"], EVERY_LIST).code == "US-MBS"
    on = unknown_list([], (SDN,))
    assert on.code == SDN
    assert on.lost


def test_the_set_is_told_from_the_share_of_programmes_of_the_other_lists():
    assert is_sdn_set([("SDGT",)] * 99 + [("SDGT", "NS-PLC")]) is True
    assert is_sdn_set([SSI] * 60 + [("RUSSIA-EO14024",)] * 40) is False
    assert is_sdn_set([("SDGT",)] * 70 + [SSI] * 30) is None
