import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.ingest.lists.csl_identifiers import known_kinds
from caveat.ingest.lists.ofac_remarks import iso_month, leading_kind, read_ofac_remarks


def facts(remarks: str) -> list[tuple[str, str, str]]:
    return [(each.kind, each.value, each.country) for each in read_ofac_remarks(remarks).facts]


@pytest.mark.parametrize(
    ("item", "fact"),
    [
        ("DOB 10 Dec 1948", ("Birthdate", "10 Dec 1948", "")),
        ("alt. DOB circa 1951", ("Birthdate", "circa 1951", "")),
        ("POB Trieste, Italy", ("Place of Birth", "Trieste, Italy", "")),
        ("nationality Italy", ("Nationality Country", "Italy", "")),
        ("alt. citizen Cuba", ("Citizenship Country", "Cuba", "")),
        ("Gender Male", ("Gender", "Male", "")),
        (
            "Passport Z100200 (Italy) issued 03 May 2001 expires 02 May 2006",
            ("Passport", "Z100200", "Italy"),
        ),
        ("alt. Passport K75 issued 26 May 1999", ("Passport", "K75", "")),
        ("Passport A 12, expires 2006", ("Passport", "A 12", "")),
        ("Cedula No. 405885 Bogota (Colombia)", ("Cedula No.", "405885 Bogota", "Colombia")),
        ("Tax ID No. 99 123 (his card)", ("Tax ID No.", "99 123", "")),
        ("Tax ID No. 99 (since 2001)", ("Tax ID No.", "99 (since 2001)", "")),
        ("BIK (RU) 044525607", ("BIK (RU)", "044525607", "")),
        ("SWIFT/BIC CKLBCNBJ", ("SWIFT/BIC", "CKLBCNBJ", "")),
        (
            "Vessel Registration Identification IMO 9187629",
            ("Vessel Registration Identification", "IMO 9187629", ""),
        ),
        ("MMSI 572469210", ("MMSI", "572469210", "")),
        ("Website http://www.a.example", ("Website", "http://www.a.example", "")),
        ("Email Address info@a.example", ("Email Address", "info@a.example", "")),
        (
            "alt. Digital Currency Address - XBT 1Lamp",
            ("Digital Currency Address - XBT", "1Lamp", ""),
        ),
        (
            "Executive Order 13662 Directive Determination - Subject to Directive 2",
            ("Executive Order 13662 Directive Determination -", "Subject to Directive 2", ""),
        ),
        (
            "Listing Date (EO 14024 Directive 3): 24 Feb 2022",
            ("Listing Date (EO 14024 Directive 3):", "24 Feb 2022", ""),
        ),
        ("Listing Date (CMIC) 03 Jun 2021", ("Listing Date (CMIC)", "03 Jun 2021", "")),
        ("Issuer Name Crane (Holding) Ltd", ("Issuer Name", "Crane (Holding) Ltd", "")),
        ("Telephone No. (218) 21 273", ("Telephone", "(218) 21 273", "")),
        ("Alt. Fax: 98210", ("Fax", "98210", "")),
        ("PHONE 850 2 381", ("Phone", "850 2 381", "")),
    ],
)
def test_an_item_of_the_remarks_is_read_as_the_xml_files_name_it(
    item: str, fact: tuple[str, str, str]
):
    assert facts(f"{item}.") == [fact]
    (read,) = read_ofac_remarks(f"all offices worldwide; {item}; Major General.").facts
    assert read.text == item


def test_aliases_in_quotation_marks_are_weak_whatever_stands_in_them():
    remarks = "DOB 1962; a.k.a. 'ABU L'AMPE'; f.k.a. 'ALPHA; BETA LAMP'; a.k.a. ''UGO THE LAMP''."
    assert read_ofac_remarks(remarks).weak_aliases == (
        "ABU L'AMPE",
        "ALPHA; BETA LAMP",
        "UGO THE LAMP",
    )


def test_an_alias_whose_quotation_never_ends_swallows_nothing():
    assert facts("a.k.a. 'LAMP; DOB 1962; POB Rome.") == [
        ("Birthdate", "1962", ""),
        ("Place of Birth", "Rome", ""),
    ]


def test_ties_are_read_with_the_full_stop_that_belongs_to_a_name():
    read = read_ofac_remarks("Linked To: LAMPS, S.A.; brother of Paolo Lamp; Linked To: R D I S.A.")
    assert [(tie.kind, tie.other) for tie in read.relations] == [
        ("linked to", "LAMPS, S.A."),
        ("brother of", "Paolo Lamp"),
        ("linked to", "R D I S.A."),
    ]
    (bracketed,) = read_ofac_remarks("(Linked To: BANK (KIEV))").relations
    assert (bracketed.other, bracketed.text) == ("BANK (KIEV)", "(Linked To: BANK (KIEV))")


def test_two_facts_without_a_blank_between_them_are_two():
    assert facts("nationality Italy;DOB 1962.") == [
        ("Nationality Country", "Italy", ""),
        ("Birthdate", "1962", ""),
    ]


def test_what_is_no_fact_is_left_in_the_remarks():
    assert read_ofac_remarks("ICTY indictee; Major General; wife, mother.") == ((), (), ())
    assert read_ofac_remarks("") == ((), (), ())


@pytest.mark.parametrize(
    ("text", "month"),
    [("Jan 1959", "1959-01"), ("Dec 2001", "2001-12"), ("circa 1951", "circa 1951"), ("", "")],
)
def test_a_month_is_given_as_iso_text_and_all_else_as_printed(text: str, month: str):
    assert iso_month(text) == month


def test_every_kind_of_the_table_is_known_at_the_beginning_of_an_item():
    for kind in known_kinds():
        assert leading_kind(f"{kind} 12") == kind
        assert leading_kind(f"{kind}12") != kind


@given(st.text())
def test_any_remarks_are_read_without_an_error_and_no_item_is_made_up(remarks: str):
    read = read_ofac_remarks(remarks)
    for fact in read.facts:
        assert fact.text in remarks
    for tie in read.relations:
        assert tie.text in remarks


def test_a_very_long_item_is_read_in_no_time_to_speak_of():
    for item in ("Passport " + "issued " * 140_000, "Passport " + " " * 10**6 + "1", "(" * 10**6):
        assert len(read_ofac_remarks(item).facts) <= 1
