import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.domain.parties import Identifier
from caveat.ingest.lists.csl_identifiers import identifiers_given_apart, read_identifiers


def one(field: str) -> Identifier:
    (identifier,) = read_identifiers(field).identifiers
    return identifier


@pytest.mark.parametrize(
    ("part", "kind", "number", "country"),
    [
        ("CH, CH-217.0.135.719-4, C.R. No.", "C.R. No.", "CH-217.0.135.719-4", "CH"),
        ("C.R. No., CH-217.0.135.719-4, CH", "C.R. No.", "CH-217.0.135.719-4", "CH"),
        (
            "Unified Social Credit Code (USCC), 9111000071093019X7, CN",
            "Unified Social Credit Code (USCC)",
            "9111000071093019X7",
            "CN",
        ),
        ("JO, 2014-08-30, 2009-08-31, K475336, Passport", "Passport", "K475336", "JO"),
        ("Passport, E590976, TN, 19 Jun 1987, 18 Jun 1992", "Passport", "E590976", "TN"),
        ("Passport, NO34409/129, Jul 1997", "Passport", "NO34409/129", ""),
        ("2000-05-21, C 1415363 - 16/2/1421H, Passport", "Passport", "C 1415363 - 16/2/1421H", ""),
        ("Passport, 1999", "Passport", "1999", ""),
        ("5030056754, Tax ID No.", "Tax ID No.", "5030056754", ""),
        ("www.example.org, Website", "Website", "www.example.org", ""),
        (
            "PA, 467323, Doc. 694710, Public Registration Number",
            "Public Registration Number",
            "467323, Doc. 694710",
            "PA",
        ),
        (
            "1Fz29BQp82p, Digital Currency Address - XBT",
            "Digital Currency Address - XBT",
            "1Fz29BQp82p",
            "",
        ),
        ("IMO 9187629, Vessel Registration Identification", "IMO", "9187629", ""),
        ("Vessel Registration Identification, IMO 9187629", "IMO", "9187629", ""),
        ("IMO 5938411, Company Number", "Company Number", "5938411", ""),
        ("Star Card No., 44-17, RU", "Star Card No.", "44-17", "RU"),
        ("RU, 44-17, Star Card No.", "Star Card No.", "44-17", "RU"),
    ],
)
def test_numbers_are_read_in_both_published_orders(part: str, kind: str, number: str, country: str):
    assert one(part) == Identifier(kind, number, country, part)


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("Male, Gender", "Gender"),
        ("Gender, Male", "Gender"),
        (
            "Subject to Secondary Sanctions, Additional Sanctions Information -",
            "Additional Sanctions Information -",
        ),
        (
            "section 1(b) of Executive Order 13224, as amended, Secondary sanctions risk:",
            "Secondary sanctions risk:",
        ),
        ("Listing Date (CMIC), 2021-06-03", "Listing Date (CMIC)"),
        ("Panama, Former Vessel Flag", "Former Vessel Flag"),
        (
            "Executive Order 14014 Directive Information:, Subject to Directive 1",
            "Executive Order 14014 Directive Information:",
        ),
        ("Issuer Name, Sample Co., Ltd.", "Issuer Name"),
    ],
)
def test_what_is_no_number_keeps_its_text_and_gives_nothing_to_search(part: str, kind: str):
    assert one(part) == Identifier(kind, "", "", part)


def test_an_issuer_s_name_and_the_dates_of_listing_are_handed_on():
    read = read_identifiers(
        "Issuer Name, Sample Co., Ltd; Other Corp, Issuer Name; "
        "03 Jun 2021, Listing Date (CMIC); Effective Date (CMIC), 2021-08-02"
    )
    assert read.issuers == ("Sample Co., Ltd", "Other Corp")
    assert (read.listed, read.effective) == ("03 Jun 2021", "2021-08-02")


def test_a_semicolon_inside_a_text_does_not_cut_it_where_the_types_tell():
    assert one("do this; do that, Secondary sanctions risk:").text == (
        "do this; do that, Secondary sanctions risk:"
    )
    assert one("Secondary sanctions risk:, do this; do that").text == (
        "Secondary sanctions risk:, do this; do that"
    )


def test_parts_that_the_publisher_gives_apart_are_read_by_the_same_rules():
    read = identifiers_given_apart([("Passport", "K1", "Russia", "Passport, K1, Russia")])
    assert read.identifiers == (Identifier("Passport", "K1", "RU", "Passport, K1, Russia"),)


@given(st.text(max_size=200))
def test_nothing_of_any_field_is_lost(field: str):
    found = "".join(each.text for each in read_identifiers(field).identifiers)
    kept = set(found)
    assert {letter for letter in field if letter.isascii() and letter.isalnum()} <= kept
