"""Signals: dates as coarse as they are, people as uncertain as they are."""

import pytest

from caveat.domain.connections import RatedTie
from caveat.domain.events import EventKind, PartyEvent
from caveat.domain.relations import RelationKind
from caveat.domain.sources import Mark, Source
from caveat.network.signals import FoundTiming, management, timing
from ties import listed, named, tied

SUPPLIER, TWIN, LISTED = named("Newco"), named("Newco Ltd"), listed("Oldco")
PLACE, NAME = RelationKind.CO_LOCATION, RelationKind.SAME_NAME
OFFICER, FORMER = RelationKind.OFFICER, RelationKind.FORMER_NAME


def founded(day: str, mark: Mark = Mark.VERIFIED) -> list[PartyEvent]:
    source = Source("press", "Press", mark=mark)
    return [PartyEvent(SUPPLIER, EventKind.FOUNDED, day, "by people of Oldco", source)]


def signals(
    happened: str, listed_on: str = "2019-06-24", *more: RatedTie
) -> tuple[FoundTiming, ...]:
    ties = (tied(SUPPLIER, PLACE, LISTED, strength=85), *more)
    return timing(SUPPLIER, ties, founded(happened), {LISTED: listed_on})


@pytest.mark.parametrize(
    ("happened", "listed_on", "certain"),
    [
        ("2019-12", "2019-06-24", True),
        ("2019-06-24", "2019-06-24", True),
        ("2021-06-24", "2019-06-24", True),
        ("2021-06-25", "2019-06-24", None),
        ("2019-06-23", "2019-06-24", None),
        ("2019-06", "2019-06-24", False),
        ("2019", "2019-06-24", False),
        ("2021", "2019-06-24", False),
        ("2018", "2019-06-24", None),
        ("2020", "2019", True),
        ("2021", "2019", False),
        ("2022-02-28", "2020-02-29", True),
        ("2019-12", "sometime", None),
        ("2019-12", "", None),
    ],
)
def test_within_24_months_after_the_listing(
    happened: str, listed_on: str, *, certain: bool | None
) -> None:
    found = signals(happened, listed_on)
    assert [each.certain for each in found] == ([] if certain is None else [certain])


def test_a_weak_tie_gives_no_signal_and_an_unverified_one_an_unverified_signal() -> None:
    weak = [tied(SUPPLIER, PLACE, LISTED, strength=30)]
    since = {LISTED: "2019-06-24"}
    assert timing(SUPPLIER, weak, founded("2019-12"), since) == ()
    ties = [tied(SUPPLIER, PLACE, LISTED, strength=85)]
    (found,) = timing(SUPPLIER, ties, founded("2019-12", Mark.UNVERIFIED), since)
    assert not found.checked
    (found,) = timing(SUPPLIER, ties, founded("2019-12"), since)
    assert found.checked


def test_what_a_namesake_did_counts_and_rests_on_the_name_too() -> None:
    place, name = tied(TWIN, PLACE, LISTED, strength=85), tied(SUPPLIER, NAME, TWIN)
    renamed = tied(named("Oldco East"), FORMER, TWIN, since="2020-05-01")
    (found,) = timing(SUPPLIER, [name, place, renamed], (), {LISTED: "2019-06-24"})
    assert found.event.kind is EventKind.RENAMED
    assert found.ties == (name, place)
    doubtful = tied(SUPPLIER, NAME, TWIN, strength=45)
    assert timing(SUPPLIER, [doubtful, place, renamed], (), {LISTED: "2019-06-24"}) == ()


def test_one_person_in_both_is_found_and_one_name_is_only_a_name() -> None:
    here, there = tied(named("Li"), OFFICER, SUPPLIER), tied(named("Li"), OFFICER, LISTED)
    (found,) = management(SUPPLIER, [here, there], [LISTED])
    assert (found.person, found.listed, found.ties) == ("Li", LISTED, (here, there))
    assert not found.by_name_only
    shared = tied(SUPPLIER, RelationKind.SHARED_PERSON, named("Li"), note="Li")
    (found,) = management(SUPPLIER, [shared, there], [LISTED])
    assert found.by_name_only
    assert management(SUPPLIER, [here], [LISTED]) == ()
    assert management(SUPPLIER, [shared, tied(named("Wu"), OFFICER, LISTED)], [LISTED]) == ()


def test_a_listed_person_who_has_the_name_of_an_officer_is_named() -> None:
    person = listed("LI, Jun")
    shared = tied(SUPPLIER, RelationKind.SHARED_PERSON, person, note="Li Jun")
    (found,) = management(SUPPLIER, [shared], [person])
    assert found.person == "Li Jun"
    assert found.by_name_only
