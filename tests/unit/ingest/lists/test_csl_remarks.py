import pytest

from caveat.domain.parties import Identifier
from caveat.ingest.lists.csl_remarks import read_remarks


def test_the_expiry_of_an_order_of_denial_is_read():
    assert read_remarks("Type of denial: Standard; Expires: 2026-10-27", "US-DPL").ends == (
        "2026-10-27"
    )
    assert read_remarks("EXPIRATION DATE CORRECTED", "US-DPL").ends == ""


@pytest.mark.parametrize(
    ("remarks", "ends"),
    [
        ("Authority: A; imposed 7/24/2012; status: Expired on 7/24/14; Vol. 77", "2014-07-24"),
        ("Authority: A; imposed 1/1/1991; status: Lifted 02/04/93; Vol. 63", "1993-02-04"),
        ("Authority: A; imposed 1/1/2000; status: Expired 09/23/2022; Vol. 85", "2022-09-23"),
        (
            "Authority: A; imposed 1/1/2000; status: All provisions expired as of 11/21/02; V",
            "2002-11-21",
        ),
        (
            (
                "Authority: A; imposed 1/1/2004; status: Expired on 04/01/06; V | "
                "Authority: B; imposed 1/1/2003; status: Expired on 06/26/05; V"
            ),
            "2006-04-01",
        ),
        (
            (
                "Authority: A; imposed 1/1/2003; status: Active; V | "
                "Authority: B; imposed 1/1/2004; status: Expired on 04/01/06; V"
            ),
            "",
        ),
        (
            "Authority: A; imposed 1/1/1999; status: Procurement ban ended 04/01/03, others remain",
            "",
        ),
        ("Authority: A; imposed 1/1/1993; status: Waived on 11/01/94; Vol. 59", ""),
        ("Authority: A", ""),
        ("Associated with the Sample Network", ""),
    ],
)
def test_a_sanction_is_over_only_when_every_authority_says_so(remarks: str, ends: str):
    assert read_remarks(remarks, "US-ISN").ends == ends


def test_authorities_and_programmes_are_read():
    remarks = "Authority: Act A; status: Active; V | Authority: Act B; status: Active; V"
    assert read_remarks(remarks, "US-ISN").programmes == ("Act A", "Act B")
    assert read_remarks("X: Y; Program: CMIC-EO13959", "US-CMIC").programmes == ("CMIC-EO13959",)


def test_a_birth_date_and_a_registration_number_are_read():
    assert read_remarks("Date of birth: June, 1981", "US-DTC").dates_of_birth == ("June, 1981",)
    assert read_remarks("USCC: 91440101190499390U (China); P", "US-CMIC").identifiers == (
        Identifier(
            "Unified Social Credit Code (USCC)",
            "91440101190499390U",
            "CN",
            "USCC: 91440101190499390U (China)",
        ),
    )


def test_a_custom_of_one_list_is_not_read_in_another():
    assert read_remarks("Expires: 2026-10-27", "US-SDN") == read_remarks("", "US-SDN")
