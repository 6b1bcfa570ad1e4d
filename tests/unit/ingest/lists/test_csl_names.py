import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.domain.parties import NameKind, PartyKind
from caveat.ingest.lists.csl_names import read_names, split_alternatives
from caveat.ingest.lists.text_repair import mend


def texts(printed: str, alternatives: str = "", code: str = "US-EL") -> list[str]:
    return [name.text for name in read_names(printed, alternatives, code).names]


def test_the_whole_printed_name_is_kept_as_the_last_alias_where_it_was_split():
    found = read_names("Sample Institute of Physics (SIP) ", "Blue House", "US-EL").names
    assert [name.text for name in found] == [
        "Sample Institute of Physics",
        "SIP",
        "Blue House",
        "Sample Institute of Physics (SIP)",
    ]
    assert found[-1].kind is NameKind.ALIAS


@given(
    st.text(alphabet="AbC ,.;()[]a.k.a&'-", min_size=1, max_size=60),
    st.text(alphabet="AbC ,.;()and", max_size=60),
)
def test_a_printed_name_is_always_found_and_no_name_repeats(printed: str, alternatives: str):
    found = texts(printed, alternatives)
    if printed.strip():
        assert mend(printed)[0].casefold() in {text.casefold() for text in found}
    else:
        assert found == []
    assert len({text.casefold() for text in found}) == len(found)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("Samar Gul; Khalil Gul; and Haji Khalil", ["Samar Gul", "Khalil Gul", "Haji Khalil"]),
        (
            "NPO Izhmash OAO;OJSC Concern Kalashnikov",
            ["NPO Izhmash OAO", "OJSC Concern Kalashnikov"],
        ),
        ("Ship Repair Center 'Zvezdochka;'", ["Ship Repair Center 'Zvezdochka;'"]),
        ("Rhoomas, J; a.k.a. Hall, Craig; a.k.a Cow", ["Rhoomas, J", "Hall, Craig", "Cow"]),
        ("LIMMT Co.; also known as: LIMMT Dalian", ["LIMMT Co.", "LIMMT Dalian"]),
        ("-VPK NPO; —Institute of Control", ["VPK NPO", "Institute of Control"]),
        ("One; and; ; Two;", ["One", "Two"]),
        ("JSC AOMZ).", ["JSC AOMZ"]),
        ("Alpha (Beta; Gamma) Works; Delta", ["Alpha (Beta; Gamma) Works", "Delta"]),
        ("Khan Laboratories (KL)", ["Khan Laboratories", "KL"]),
    ],
)
def test_alternative_names_are_told_apart(field: str, expected: list[str]):
    assert texts("Zulu", field)[1:] == expected


def test_a_former_name_among_the_alternatives_is_marked():
    names = read_names("Zulu", "f.k.a. Old Zulu OAO; F.K.A. Office of Studies", "US-EL").names
    assert [(name.text, name.kind.value) for name in names[1:]] == [
        ("Old Zulu OAO", "former name"),
        ("Office of Studies", "former name"),
    ]


def test_quotation_marks_make_a_weak_alias_in_the_treasury_s_lists_only():
    assert read_names("ZULU", '"FUPI"', "US-SDN").names[1].kind is NameKind.WEAK_ALIAS
    assert read_names("Zulu", '"Sasadja"', "US-ISN").names[1].kind is NameKind.ALIAS
    assert read_names("ZULU", '"FUPI"', "US-SDN").names[1].text == "FUPI"


def test_names_joined_by_commas_are_found_whole_and_apart_in_the_list_that_does_so():
    field = "IRGC, The Revolutionary Guards, and Sepah"
    assert split_alternatives(field, "US-ISN") == [
        field,
        "IRGC",
        "The Revolutionary Guards",
        "Sepah",
    ]
    assert split_alternatives(field, "US-SDN") == [field]
    assert split_alternatives("Maro Works Co., Ltd.", "US-ISN") == ["Maro Works Co., Ltd."]


def test_lost_letters_are_reported_and_the_likely_spelling_is_found_too():
    read = read_names("Xi?an Institute", "", "US-EL")
    assert [name.text for name in read.names] == ["Xi?an Institute", "Xi'an Institute"]
    assert "lost" in read.unread[0]


def test_a_mended_name_is_told_but_counts_as_read():
    read = read_names("Xi\x92an Institute", "", "US-MEU")
    assert read.names[0].text == "Xi’an Institute"
    assert read.unread == ()
    assert read.notes


def test_a_name_whose_letters_may_be_broken_is_kept_as_printed_and_found_as_it_may_be_meant():
    read = read_names("Example Co”peratief U.A.", "Alpha‚ Ltd; Soci‚t‚", "US-EL")
    assert [name.text for name in read.names] == [
        "Example Co”peratief U.A.",
        "Alpha‚ Ltd",
        "Alphaé Ltd",
        "Soci‚t‚",
        "Société",
        "Example Coöperatief U.A.",
    ]
    assert "Name: Letters may be broken; it is searched as “Example Coöperatief U.A.” too." in (
        read.notes
    )


def test_the_last_alternative_is_found_without_the_and_before_it():
    field = "Dawning Company; and Tianjin Shuguang Computer Industry"
    assert texts("Sugon", field) == [
        "Sugon",
        "Dawning Company",
        "Tianjin Shuguang Computer Industry",
    ]


@pytest.mark.parametrize("name", ["And Technology", "OR Works", "AND ONE LLC", "Orion", "Andes"])
def test_a_name_that_begins_like_a_conjunction_is_whole(name: str):
    assert texts("Zulu", name)[1:] == [name]


@pytest.mark.parametrize("name", ["De Leon, Aaron", "Aaron De Leon"])
def test_the_name_of_a_debarred_person_is_kept_as_printed(name: str):
    assert texts(name, code="US-DTC") == [name]


def test_an_entity_list_row_that_is_an_address_is_no_company():
    assert read_names("Address 07", "", "US-EL").kind is PartyKind.ADDRESS
    assert read_names("Address 07", "", "US-SDN").kind is None
    assert read_names("Address Systems 07", "", "US-EL").kind is None


def test_an_issuer_of_securities_is_a_name_of_the_party():
    assert read_names("ZULU", "", "US-CMIC", ["Zulu Holdings Co., Ltd."]).names[1].text == (
        "Zulu Holdings Co., Ltd."
    )


@pytest.mark.parametrize("printed", ["", " ", "\n\t", "\u202e"])
def test_a_field_of_blanks_names_nobody(printed: str):
    assert read_names(printed, "Other", "US-EL").names == ()
