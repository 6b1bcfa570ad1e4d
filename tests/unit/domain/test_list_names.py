"""Plain names of lists: one for every list that the program knows, each short."""

from caveat.domain.list_names import NAMES, list_name, list_names, plain_name
from caveat.ingest.lists.catalogue import published_lists


def test_every_published_list_has_a_plain_name_of_its_own():
    assert set(NAMES) == {known.code for known in published_lists()}
    assert len(set(NAMES.values())) == len(NAMES)
    assert max(map(len, NAMES.values())) < 45


def test_the_code_stands_behind_and_an_own_list_keeps_its_code():
    assert list_names(("US-EL", "LETTERS")) == "Entity List (US-EL), LETTERS"
    assert list_name("UK-SL") == "UK Sanctions List (UK-SL)"
    assert (plain_name("US-SDN"), plain_name("LETTERS")) == ("SDN List", "LETTERS")
