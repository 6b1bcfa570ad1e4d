"""Relations, shares and periods."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.domain.periods import Holds, Period, first_day, last_day
from caveat.domain.relations import Basis, PartyRef, RefKind, RelationKind, Tie
from caveat.domain.shares import Interval, Share, percent
from caveat.domain.sources import Source

A, B = PartyRef.named("A"), PartyRef.named("B")
REGISTER = Source("register", "Register")


def test_a_bare_name_is_one_party_whatever_its_case_width_and_spacing():
    assert PartyRef.named("Acme  Ltd") == PartyRef.named("ＡＣＭＥ ltd")
    assert PartyRef.named("Acme Ltd") != PartyRef.named("Acme Ltd.")
    assert str(PartyRef.named(" Acme  Ltd ")) == "Acme Ltd"


def test_a_reference_is_told_by_its_key_and_not_by_the_name_shown():
    assert PartyRef(RefKind.LISTED, "7", "old") == PartyRef(RefKind.LISTED, "7", "new")
    assert PartyRef(RefKind.LISTED, "7") != PartyRef(RefKind.SUPPLIER, "7")


@pytest.mark.parametrize("ends", [(-1, 5), (0, 101), (6, 5)])
def test_an_interval_lies_between_nothing_and_all(ends: tuple[int, int]):
    with pytest.raises(ValueError, match="no interval"):
        Interval(Decimal(ends[0]), Decimal(ends[1]))


def test_shares_are_shown_as_people_write_them():
    assert percent(Decimal("33.260000")) == "33.26 %"
    assert percent(Decimal(100)) == "100 %"
    assert str(Interval(Decimal(38), Decimal("50.00"))) == "38 to 50 %"
    assert str(Interval(Decimal(0), Decimal(0))) == "0 %"


def test_only_ties_of_ownership_have_a_share_and_nobody_is_tied_to_itself():
    with pytest.raises(ValueError, match="has no share"):
        Tie(A, RelationKind.OFFICER, B, Basis.TYPED, REGISTER, "", Share.of(5))
    with pytest.raises(ValueError, match="itself"):
        Tie(A, RelationKind.LINKED, PartyRef.named("a"), Basis.TYPED, REGISTER, "")


def test_of_a_subsidiary_the_object_is_the_holder():
    tie = Tie(A, RelationKind.SUBSIDIARY, B, Basis.TYPED, REGISTER, "")
    assert (tie.holder, tie.company) == (B, A)


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        ("", "", Holds.YES),
        ("2023", "", Holds.YES),
        ("2024", "", Holds.UNCLEAR),
        ("2024-05-14", "", Holds.YES),
        ("2024-05-15", "", Holds.NO),
        ("2024-05", "", Holds.UNCLEAR),
        ("", "2024-05-14", Holds.YES),
        ("", "2024-05-13", Holds.NO),
        ("", "2024-05", Holds.UNCLEAR),
        ("", "2024", Holds.UNCLEAR),
        ("2020", "2025", Holds.YES),
        ("2025", "", Holds.NO),
    ],
)
def test_whether_something_held_on_a_day(since: str, until: str, holds: Holds):
    assert Period(since, until).on(date(2024, 5, 14)) is holds


@pytest.mark.parametrize(
    "text", ["", "24", "2024-13", "2024-02-30", "2024-5", "May 2024", "2024-05-1"]
)
def test_what_is_no_date_is_refused(text: str):
    with pytest.raises(ValueError, match=r"."):
        first_day(text)


def test_a_period_does_not_end_before_it_begins():
    with pytest.raises(ValueError, match="before it begins"):
        Period("2024-05", "2024-04")
    assert Period("2024-05", "2024").on(date(2024, 4, 1)) is Holds.NO


@given(st.dates())
def test_a_partial_date_holds_every_day_of_it(day: date):
    for text in (f"{day:%Y}".zfill(4), day.isoformat()[:7], day.isoformat()):
        assert first_day(text) <= day <= last_day(text)
