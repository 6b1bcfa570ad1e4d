"""An auditor asks: what did you know on that day, and what was law?

The Consolidated Screening List of April 2022, imported the day after, and the six lists of July
2026, imported the day after: four years in one workspace.
"""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from caveat.domain.answer_json import answer_to_json
from caveat.domain.past import DateBasis
from caveat.domain.screening import Answer, Band, Query
from caveat.errors import EnvironmentProblemError
from caveat.proof.canonical import canonical
from caveat.services.lists import import_files
from caveat.services.rerun import rerun
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from templates import Clock, copy_home, made_once, open_at, shared_folder

pytestmark = pytest.mark.real_data

NETTRIX = "Nettrix Information Industry Co., Ltd."
IMPORTED_2022, IMPORTED_2026 = date(2022, 4, 22), date(2026, 7, 10)
TODAY = date(2026, 11, 22)
SAMPLE = 12


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def home_of_years(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Path:
    folder = shared_folder(tmp_path_factory) / "lists-of-years"
    with made_once(folder) as to_make:
        if to_make:
            clock = Clock(noon(IMPORTED_2022))
            ws = open_at(folder / "home", clock)
            ws.store.back_up_daily(ws.paths.backups)
            import_files(ws, [shared_data / "lists" / "csl_2022-04-21.csv.gz"])
            Screener(ws).prepare()
            clock.moment = noon(IMPORTED_2026)
            import_files(ws, [shared_data / "lists" / "csl_layout_2026-07-09.csv.gz"])
            Screener(ws).prepare()
            ws.close()
    return folder / "home"


@pytest.fixture(scope="session")
def years(
    home_of_years: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Workspace, Screener]]:
    home = copy_home(home_of_years, tmp_path_factory.mktemp("years") / "home")
    ws = open_at(home, Clock(noon(TODAY)))
    yield ws, Screener(ws)
    ws.close()


@pytest.fixture
def screener(years: tuple[Workspace, Screener]) -> Screener:
    return years[1]


def alerts(answer: Answer) -> set[str]:
    """Names of the alerts on the Entity List."""
    return {hit.party.name for hit in answer.alerts if hit.party.list_code == "US-EL"}


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ({}, True),
        ({"as_of": date(2022, 5, 1)}, False),
        ({"as_of": date(2026, 7, 9)}, False),
        ({"as_of": IMPORTED_2026}, True),
        ({"in_force": date(2022, 5, 1)}, False),
        ({"in_force": date(2025, 3, 1)}, False),
        ({"in_force": date(2025, 3, 24)}, False),
        ({"in_force": date(2025, 3, 25)}, True),  # effective; the list prints the notice's 28th
        ({"in_force": date(2025, 4, 1)}, True),
        ({"in_force": date(2025, 4, 1), "as_of": date(2025, 4, 1)}, False),
        ({"in_force": date(2025, 4, 1), "as_of": IMPORTED_2026}, True),
        ({"in_force": date(2025, 3, 1), "as_of": IMPORTED_2026}, False),
    ],
    ids=str,
)
def test_a_party_listed_in_march_2025(
    screener: Screener, asked: dict[str, date], *, there: bool
) -> None:
    answer = screener.screen(Query(NETTRIX, **asked))  # type: ignore[arg-type]  # by name
    assert (NETTRIX in alerts(answer)) is there


def test_a_day_on_which_it_was_law_and_not_known_here_says_so_first(screener: Screener) -> None:
    answer = screener.screen(Query(NETTRIX, as_of=date(2025, 4, 1)))
    assert NETTRIX not in alerts(answer)
    known = answer.later_known[0]
    assert (known.name, known.list_code, known.since, known.basis) == (
        NETTRIX, "US-EL", "2025-03-25", DateBasis.EFFECTIVE,
    )  # fmt: skip
    assert (str(known.released), known.imported_at) == ("2026-07-09", noon(IMPORTED_2026))
    assert answer.remarks[0] == known.text
    assert answer_to_json(answer)["later_known"][0]["since"] == "2025-03-25"
    assert {str(item.released) for item in answer.coverage} == {"2022-04-21"}
    assert {item.age_days for item in answer.coverage} == {1076}
    assert {item.channel for item in answer.coverage} == {"csl"}
    assert not screener.screen(Query(NETTRIX, as_of=date(2022, 5, 1))).later_known


def test_every_entry_of_march_2025_is_law_from_then_on(
    screener: Screener, shared_facts: Path
) -> None:
    with (shared_facts / "march_2025_entity_list_additions.csv").open(encoding="utf-8") as file:
        added = [row for row in csv.DictReader(file) if row["action"] == "added"]
    assert len(added) == 82
    names = {row["name"] for row in added}
    missed, early = [], []
    for name in sorted(names):
        after = screener.screen(Query(name, lists=("US-EL",), in_force=date(2025, 4, 1)))
        before = screener.screen(Query(name, lists=("US-EL",), in_force=date(2025, 3, 1)))
        dates = {
            h.designations[0].designation.listed for h in after.alerts if h.band is Band.STRONG
        }
        if not any(day >= "2025-03-25" for day in dates):
            missed.append(name)
        if any(h.designations[0].designation.listed > "2025-03-01" for h in before.hits):
            early.append(name)
    assert missed == []
    assert early == []


def gone(ws: Workspace, code: str) -> list[tuple[str, str]]:
    """Some parties that the release of 2022 prints and that of 2026 does not: number and name."""
    rows = (
        ws.store.reader()
        .execute(
            """
        SELECT p.number, r.name FROM record AS r JOIN party AS p ON p.id = r.party_id
        JOIN printed AS i ON i.record_id = r.id JOIN release AS e ON e.id = i.release_id
        WHERE r.list_code = ? AND e.released = '2022-04-21' AND length(r.name) > 12
          AND (r.ends = '' OR r.ends > '2027') AND r.party_id NOT IN (
            SELECT b.party_id FROM record AS b JOIN printed AS j ON j.record_id = b.id
            JOIN release AS l ON l.id = j.release_id WHERE l.released = '2026-07-09')
        ORDER BY p.number
        """,
            (code,),
        )
        .fetchall()
    )
    return [(number, name) for number, name in rows[:SAMPLE]]


@pytest.mark.parametrize("code", ["US-EL", "US-DPL", "US-ISN"])
def test_a_party_that_was_taken_off_is_there_then_and_history_now(
    years: tuple[Workspace, Screener], code: str
) -> None:
    ws, screener = years
    parties = gone(ws, code)
    assert len(parties) > SAMPLE // 2

    def listed(name: str, **asked: object) -> tuple[set[str], set[str]]:
        query = Query(name, lists=(code,), limit=200, **asked)  # type: ignore[arg-type]
        answer = screener.screen(query)
        return ({h.party.id for h in answer.alerts}, {h.party.id for h in answer.delisted})

    for number, name in parties:
        assert number in listed(name, as_of=date(2022, 5, 1))[0], name
        assert number in listed(name, in_force=date(2023, 1, 1))[0], name
        now, history = listed(name, include_delisted=True)
        assert number not in now, name
        assert number in history, name
        assert number not in listed(name, in_force=TODAY)[0], name
        assert number not in listed(name, in_force=date(2023, 1, 1), include_delisted=True)[1]


def test_an_order_is_an_alert_until_its_last_day_and_expired_after(
    years: tuple[Workspace, Screener],
) -> None:
    ws, screener = years
    name, ends, number = (
        ws.store.reader()
        .execute(
            "SELECT r.name, r.ends, p.number FROM record AS r JOIN party AS p ON p.id = r.party_id "
            "WHERE r.list_code = 'US-DPL' AND r.ends BETWEEN '2023-01-01' AND '2025-12-31' "
            "AND r.listed < '2020' AND length(r.name) > 9 ORDER BY r.id LIMIT 1"
        )
        .fetchone()
    )
    last = date.fromisoformat(ends)

    def band(day: date) -> Band:
        answer = screener.screen(Query(name, lists=("US-DPL",), in_force=day, limit=200))
        return next(hit.band for hit in answer.hits if hit.party.id == number)

    assert band(last) is Band.STRONG
    assert band(date.fromordinal(last.toordinal() + 1)) is Band.EXPIRED


def test_before_anything_was_imported_nothing_was_known_but_the_law_can_be_told(
    screener: Screener,
) -> None:
    with pytest.raises(EnvironmentProblemError, match="nothing was known here before 2022-04-22"):
        screener.screen(Query("Sugon", as_of=date(2022, 4, 21)))
    answer = screener.screen(Query("Sugon", in_force=date(2019, 12, 1)))
    assert "Sugon" in alerts(answer)  # June 2019
    assert "Sugon" not in alerts(screener.screen(Query("Sugon", in_force=date(2019, 1, 1))))
    told = " ".join(answer.remarks)
    assert "No release of 2019-12-01 or before is stored of" in told
    assert "US-SDN 10,026" in told  # prints no dates


def test_the_law_of_today_is_what_is_in_service(screener: Screener) -> None:
    for name in ("Huawei", NETTRIX, "Rosoboronexport", "Musterwerk Schrauben GmbH"):
        today = screener.screen(Query(name))
        law = screener.screen(Query(name, in_force=TODAY))
        assert (law.hits, law.near_misses, law.outcome) == (
            today.hits, today.near_misses, today.outcome,
        )  # fmt: skip


def test_recorded_answers_are_shown_as_recorded_and_given_again_byte_for_byte(
    tmp_path: Path, shared_data: Path
) -> None:
    """Recorded before the release of 2026 came, given again after."""
    clock = Clock(noon(IMPORTED_2022))
    ws = open_at(tmp_path / "home", clock)
    import_files(ws, [shared_data / "lists" / "csl_2022-04-21.csv.gz"], list_code="US-EL")
    screener = Screener(ws)
    clock.moment = noon(date(2022, 6, 1))
    queries = (
        Query("Huawei", limit=10),
        Query("Sugon", in_force=date(2020, 1, 1)),
        Query("Phytium", as_of=date(2022, 5, 1), include_delisted=True),
        Query(NETTRIX),
    )
    recorded = [screener.record(screener.screen(query)) for query in queries]
    clock.moment = noon(IMPORTED_2026)
    later = shared_data / "lists" / "csl_layout_2026-07-09.csv.gz"
    import_files(ws, [later], list_code="US-EL")
    clock.moment = noon(TODAY)
    for answer in recorded:
        done = rerun(ws, Screener(ws), answer.screening)
        assert done.differences == ()
        assert canonical(answer_to_json(done.again)) == canonical(answer_to_json(answer))
    today = rerun(ws, screener, recorded[-1].screening, today=True)
    assert today.to_review
    assert any(f"New hit: “{NETTRIX}” (US-EL)" in text for text in today.differences)
    ws.close()
