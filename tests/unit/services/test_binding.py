import pytest

from caveat.domain.parties import (
    Address,
    Designation,
    Name,
    OverlayParty,
    PartyKind,
    PartyRecord,
)
from caveat.services.binding import binding_keys, bound_to


def listed(
    name: str, country: str = "CN", notice: str = "", printed: dict[str, str] | None = None
) -> PartyRecord:
    return PartyRecord(
        "US-EL",
        "",
        "",
        PartyKind.UNKNOWN,
        (Name(name),),
        addresses=(Address("1 Road", country=country),) if country else (),
        designations=(Designation(federal_register=notice),),
        published=tuple((printed or {}).items()),
    )


def stated(country: str = "", notice: str = "") -> OverlayParty:
    return OverlayParty("k", "Label", "US-EL", country, "Address 01", notice, (Name("alias"),), ())


CHINA = listed("Address 01", "CN", "89 FR 51652")
TURKEY = listed("Address 01", "TR", "89 FR 96830")


def test_address_01_of_china_and_of_turkey_are_told_apart_by_country() -> None:
    china, turkey = stated("CN"), stated("TR")
    assert bound_to(CHINA, [china, turkey]) == (china,)
    assert bound_to(TURKEY, [china, turkey]) == (turkey,)


def test_address_01_of_china_and_of_turkey_are_told_apart_by_notice() -> None:
    china, turkey = stated(notice="89 FR 51644"), stated(notice="89 FR 96830")
    assert bound_to(CHINA, [china, turkey]) == (china,)
    assert bound_to(TURKEY, [china, turkey]) == (turkey,)


def test_a_notice_binds_by_volume_and_page_range_not_by_equality() -> None:
    # The list cites the page of the row, a relation the first page of the rule.
    assert bound_to(listed("X", notice="90 FR 14048"), [stated(notice="90 FR 14046")])
    assert bound_to(listed("X", notice="84 FR 22963; 85 FR 51603"), [stated(notice="85 FR 51596")])
    assert not bound_to(listed("X", notice="90 FR 14048"), [stated(notice="89 FR 14048")])
    assert not bound_to(listed("X", notice="90 FR 14048"), [stated(notice="90 FR 14248")])


@pytest.mark.parametrize("printed", ["90 FR 14048", "90 F.R. 14048", "90 F. R. 14048", "90FR14048"])
def test_a_notice_is_read_however_it_is_printed(printed: str) -> None:
    assert not bound_to(listed("X", notice=printed), [stated(notice="80 FR 1")])
    assert bound_to(listed("X", notice=printed), [stated(notice="90 FR 14048")])


def test_what_is_not_stated_does_not_contradict() -> None:
    assert bound_to(CHINA, [stated()])
    assert bound_to(listed("X", country=""), [stated("CN")])
    assert bound_to(listed("X", notice=""), [stated(notice="90 FR 14048")])


@pytest.mark.parametrize("area", ["HK", "MO", "CN"])
def test_hong_kong_and_macau_are_filed_under_china(area: str) -> None:
    assert bound_to(listed("X", country=area), [stated("CN")])
    assert bound_to(listed("X", country="CN"), [stated(area)])
    assert not bound_to(listed("X", country="TW"), [stated(area)])


def test_a_name_binds_as_read_and_as_printed() -> None:
    record = listed(
        "HiSilicon Technologies Co., Ltd",
        printed={"name": "HiSilicon Technologies Co., Ltd (HiSilicon)"},
    )
    assert binding_keys(record) == (
        "hisilicon technologies co ltd",
        "hisilicon technologies co ltd hisilicon",
    )


def test_a_name_printed_as_it_was_read_is_one_key() -> None:
    assert binding_keys(listed("Sugon", printed={"name": "SUGON."})) == ("sugon",)
