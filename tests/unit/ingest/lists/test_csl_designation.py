import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.ingest.lists.csl_designation import footnotes, iso_date, read_designation
from caveat.ingest.lists.csl_remarks import RemarksRead

_3 = "734.9(g),3 746.8(a)(3), and 744.21(b)"

FOOTNOTED = [
    ("For all items subject to the EAR, see §§ 734.9(e) 1 and 744.11 of the EAR 2", (1, 2)),
    ("For all items subject to the EAR, see §§ 734.9(e)(1)1 and 744.11 of the EAR 2", (1, 2)),
    ("For all items subject to the EAR (See §§ 734.9(e)(2) and 744.11 of the EAR) 4", (4,)),
    ("For all items subject to the EAR. (See §§ 734.9(e)(2) and 744.11 of the EAR)4", (4,)),
    ("For all items subject to the EAR. (Se §§ 734.9(e)(2) and 744.11 of the EAR) 4", (4,)),
    ("For all items subject to the EAR. (See § 734.9(e) and § 744.11 of the EAR)4", (4,)),
    ("For all items subject to the EAR. (See §§ 734.9(e) and 744.11 of the EAR) 4", (4,)),
    ("For all items (See §§ 734.4(a)(9), 734.9(e)(3), and 744.11 of the EAR) 5", (5,)),
    ("For all items (See §§ 734.4(a)(9), 734.9(e)(3), and 744.11 of the EAR). 4 5", (4, 5)),
    (f"For all items subject to the EAR. (See §§ {_3} of the EAR)", (3,)),
    (f"For all items subject to the EAR. (See §§ {_3} of the EAR.)", (3,)),
    (f"For all items subject to the EAR. (See §§ {_3} of the EAR", (3,)),
    (f"All items subject to the EAR. See §§ {_3} of the EAR)", (3,)),
    (f"(See §§ {_3} of the EAR). License Exception GOV under § 740.11(b)(2) and (e)", (3,)),
    (f"(See §§ {_3} of the EAR). The license requirements also extend to any export...", (3,)),
    (f"All items except for ECCN 5A992.c and 5D992.c. (See §§{_3} of the EAR)", (3,)),
    ("(See §§ 734.9(g)3, 746.8(a)(3), and 744.2l(b) of the EAR)", (3,)),
    ("(See §§ 734.9(g),3 744.21(b), and 746.8(a)(3) of the EAR)", (3,)),
    ("(See §§ 734.9(g),3 744.21(b) and 746.8(a)(3). Of the EAR)", (3,)),
    ("(See §§ 734.9(g),3 746.8(a)(3), and 744.11 of the EAR)", (3,)),
    ("(See §§ 744.8(b), 744.11, 734.9(g),3 746.8(a)(3), and 744.21(b) of the EAR)", (3,)),
]

NOT_FOOTNOTED = [
    "",
    "For all items subject to the EAR",
    "For all items subject to the EAR. (See § 744.11 of the EAR)",
    "For all items subject to the EAR. (See §744.2 (d) of the EAR)",
    "For all items subject to the EAR. (See § 744.11)",
    "For all items subject to the EAR. See § 744.3",
    "For items on the CCL and EAR99 items listed in supplement no. 7 to part 746 of the EAR",
    "For items on the CCL and EAR 99 items listed in supplement no. 7 to part 746 of the EAR",
    "For any item subject to the EAR listed in supplement no. 2 to part 744.",
    "For all items subject to the EAR when used in projects specified in § 746.8(a)(4) of the EAR",
    "See §§ 736.2(b)(3)(vi), and 744.11 of the EAR, EXCEPT for technology (see §772.1).",
    "License Exception GOV under § 740.11(b)(2) and (e). (e).",
    "authorized pursuant to General License No. 1B of March 2, 2021.",
    "See §§ 734.9(e)(2) and 744.11 of the EAR",
]


@pytest.mark.parametrize(("text", "expected"), FOOTNOTED)
def test_the_footnotes_of_a_licence_requirement_are_read(text: str, expected: tuple[int, ...]):
    assert footnotes(text) == expected


@pytest.mark.parametrize("text", NOT_FOOTNOTED)
def test_paragraph_numbers_and_dates_are_no_footnotes(text: str):
    assert footnotes(text) == ()


@pytest.mark.parametrize(
    "text", ["EAR 1 " * 20_000 + "x", "EAR" + " 1" * 50_000 + " x", "734.9(e) " * 20_000]
)
def test_a_text_made_to_be_slow_is_read_at_once(text: str):
    assert set(footnotes(text)) <= {1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2003-06-19", "2003-06-19"),
        ("03 Jun 2021", "2021-06-03"),
        ("06/19/2003", "2003-06-19"),
        ("2021", "2021"),
        ("2021-06", "2021-06"),
        ("0017-05-26", None),
        ("2021-02-30", None),
        ("2021-13", None),
        ("9999-01-01", None),
        ("31 Foo 2021", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_possible_date_is_iso_and_an_impossible_one_is_none(text: str, expected: str | None):
    assert iso_date(text) == expected


@given(st.text(alphabet="0123456789-/ JanFeb", max_size=14))
def test_a_date_is_read_or_not_but_never_invented(text: str):
    read = iso_date(text)
    assert read is None or 1900 <= int(read[:4]) <= 2200


def test_an_impossible_date_is_left_empty_and_reported():
    read = read_designation({"start_date": "0017-05-26"}, RemarksRead(), "", "")
    assert read.designation.listed == ""
    assert "0017-05-26" in read.unread[0]


def test_a_text_that_the_release_cuts_short_is_reported():
    read = read_designation({"license_requirement": "All items, except..."}, RemarksRead(), "", "")
    assert read.designation.licence_requirement == "All items, except..."
    assert "cuts it short" in read.unread[0]


def test_the_remarks_speak_only_where_the_fields_are_empty():
    remarks = RemarksRead(programmes=("From remarks",), ends="2030-01-01")
    bare = read_designation({}, remarks, "", "").designation
    assert (bare.programmes, bare.ends) == (("From remarks",), "2030-01-01")
    fields = {"programs": "SDGT; IRAQ2", "end_date": "2020-01-01"}
    full = read_designation(fields, remarks, "", "").designation
    assert (full.programmes, full.ends) == (("SDGT", "IRAQ2"), "2020-01-01")
