import pytest

from caveat.domain.sources import Mark
from caveat.errors import InputError
from caveat.ingest.lists.catalogue import (
    list_of_source,
    not_covered,
    published_list,
    published_lists,
)

CODES = {
    *("US-EL", "US-DPL", "US-UVL", "US-MEU", "US-SDN", "US-SSI", "US-FSE", "US-PLC"),
    *("US-CAP", "US-MBS", "US-CMIC", "US-ISN", "US-DTC"),
}


def test_the_thirteen_lists_of_the_screening_list_are_known_by_their_codes():
    assert {known.code for known in published_lists() if known.csl_sources} == CODES


def test_the_lists_of_the_un_the_eu_and_the_uk_are_known_besides():
    besides = {known.code for known in published_lists() if not known.csl_sources}

    assert besides == {"UN-SC", "EU-FSF", "UK-SL"}


def test_every_list_has_a_title_a_publisher_and_an_official_address():
    for known in published_lists():
        assert known.title
        assert known.publisher
        assert known.url.startswith("https://")
        assert known.published_every_days > 0


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("Entity List (EL) - Bureau of Industry and Security", "US-EL"),
        ("entity list (el) -  Bureau of Industry and Security ", "US-EL"),
        ("Capta List (CAP) - Treasury Department", "US-CAP"),
        (
            "CAPTA (Correspondent Account or Payable-Through Account) - Treasury Department",
            "US-CAP",
        ),
        ("CAPTA List (CAP) - Office of Foreign Assets Control", "US-CAP"),
        ("Palestinian Legislative Council List (PLC) - Treasury Department", "US-PLC"),
        ("Non-SDN Palestinian Legislative Council List (NS-PLC) - Treasury", "US-PLC"),
        ("Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department", "US-MBS"),
        ("Military End User (MEU) List - Bureau of Industry and Security", "US-MEU"),
    ],
)
def test_a_source_is_recognised_through_its_renamings(source: str, code: str):
    known = list_of_source(source)
    assert known is not None
    assert known.code == code


@pytest.mark.parametrize("source", ["", "Brand New List (XYZ)", "Two (EL) lists (SDN)", "source"])
def test_a_source_that_means_no_list_or_two_is_not_guessed(source: str):
    assert list_of_source(source) is None


def test_an_unknown_code_is_an_input_error_that_names_the_codes():
    with pytest.raises(InputError, match="US-SDN"):
        published_list("US-XX")


def test_the_lists_that_a_search_does_not_cover_are_named_with_their_source():
    titles = [absent.title for absent in not_covered()]
    for part in ("UFLPA", "1260H", "744.22", "METI", "Annex IV"):
        assert any(word in title for title in titles for word in part.split("|")), part
    assert all(absent.source and isinstance(absent.mark, Mark) for absent in not_covered())
    assert not {absent.code for absent in not_covered()} & CODES
