"""Ownership over what is on record and over tables: by names, by days, with what is not known."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from caveat.domain.ownership import Outcome, RuleAnswer
from caveat.domain.ownership_report import OwnershipReport
from caveat.domain.relations import RelationKind
from caveat.errors import InputError
from caveat.services.connections import Connector
from caveat.services.ownership import ownership, ownership_of_table
from caveat.services.relations import TypedRelation, import_relations, list_relations, type_in
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from templates import row, rows

LATER = "Late Works is on the Entity List (US-EL) only from 2025-03-28: by that list it does not"
HEAD = "from,relation,to,share,from date,to date,source,note\n"


@pytest.fixture
def connector(ws: Workspace, screener: Screener) -> Connector:
    return Connector(ws, screener)


@pytest.fixture
def holds(ws: Workspace) -> Callable[..., None]:
    def state(holder: str, company: str, share: str = "", **dates: str) -> None:
        kind = RelationKind.SHAREHOLDER
        type_in(ws, TypedRelation(holder, kind, company, "Register", share=share, **dates))

    return state


def under(report: OwnershipReport, title: str) -> RuleAnswer:
    return next(each for each in report.answers[0].answers if title in each.rule.title)


def test_rules_stand_side_by_side_and_differ_in_whose_parties_count(
    ws: Workspace, connector: Connector, holds: Callable[..., None]
) -> None:
    holds("Sugon", "Alpha Works", "60")
    report = ownership(ws, connector, "Alpha Works")
    assert len({each.rule.id for each in report.answers[0].answers}) == 4
    bis, ofac = under(report, "Affiliates"), under(report, "OFAC")
    assert bis.outcome is Outcome.MET
    assert [party.name for party, _ in bis.owners] == ["Sugon"]
    assert ofac.outcome is not Outcome.MET
    assert bis.counted.low == 60


def test_a_holder_counts_from_the_day_on_which_it_was_listed(
    ws: Workspace,
    connector: Connector,
    holds: Callable[..., None],
    publish: Callable[..., object],
) -> None:
    entries = [*rows("US-EL", 170), row("US-EL", "Late Works", start_date="2025-03-28")]
    publish("csl_2026-11-19.csv", entries)
    holds("Late Works", "Alpha Works", "60")
    asked = {}
    for day in (date(2025, 3, 27), date(2025, 3, 28)):
        report = ownership(ws, connector, "Alpha Works", on=day)
        bis = under(report, "Affiliates")
        asked[day.day] = bis.outcome, any(LATER in n for n in report.notes)
    assert asked == {27: (Outcome.NOT_MET, True), 28: (Outcome.MET, False)}


def test_shares_are_those_of_the_day(
    ws: Workspace, connector: Connector, holds: Callable[..., None]
) -> None:
    holds("Sugon", "Alpha Works", "60", since="2020", until="2022-06-30")
    holds("Sugon", "Alpha Works", "30", since="2022-07-01")
    low = list[Decimal]()
    for day in (date(2022, 6, 30), date(2022, 7, 1)):
        report = ownership(ws, connector, "Alpha Works", on=day)
        bis = under(report, "Affiliates")
        low.append(bis.counted.low)
    assert low == [60, 30]


def test_of_a_company_of_which_nothing_is_known_every_rule_says_so(
    ws: Workspace, connector: Connector
) -> None:
    report = ownership(ws, connector, "Nobody Knows Ltd")
    assert {each.outcome for each in report.answers[0].answers} == {Outcome.NO_HOLDERS}
    with pytest.raises(InputError, match="Nobody is named"):
        ownership(ws, connector, "  ")


def test_a_name_of_several_listed_parties_counts_as_each_and_is_said(
    ws: Workspace,
    connector: Connector,
    holds: Callable[..., None],
    publish: Callable[..., object],
) -> None:
    twice = [row("US-EL", "Same Name Works", addresses=f"{n} Hill Road, Leeds, GB") for n in "12"]
    publish("csl_2026-11-19.csv", [*rows("US-EL", 170), *twice])
    holds("Same Name Works", "Alpha Works", "60")
    report = ownership(ws, connector, "Alpha Works")
    assert any("name of 2 listed parties" in note for note in report.notes)
    assert Outcome.MET in {each.outcome for each in report.answers[0].answers}


def test_a_table_is_asked_about_without_being_stored_and_its_bad_rows_are_told(
    ws: Workspace, connector: Connector, tmp_path: Path
) -> None:
    table = tmp_path / "ties.csv"
    table.write_text(
        HEAD + "Sugon,shareholder of,Mid Works,60,,,Register,\n"
        "Mid Works,shareholder of,Low Works,about 50,,,Register,\n"
        "Mid Works,shareholder of,Other Works,-3,,,Register,\n"
        "Ann Green,officer of,Low Works,,,,Register,\n",
        encoding="utf-8",
    )
    report = ownership_of_table(ws, connector, table)
    assert [str(answer.company) for answer in report.answers] == ["Low Works"]
    assert {remark.row for remark in report.not_used} == {4}
    assert list_relations(ws) == ()
    bis = under(report, "Affiliates")
    assert bis.outcome is Outcome.UNCLEAR
    assert bis.questions


def test_of_a_table_in_which_all_hold_one_another_all_are_asked(
    ws: Workspace, connector: Connector, tmp_path: Path
) -> None:
    table = tmp_path / "ties.csv"
    table.write_text(
        HEAD + "A Works,shareholder of,B Works,60,,,x,\nB Works,shareholder of,A Works,60,,,x,\n",
        encoding="utf-8",
    )
    report = ownership_of_table(ws, connector, table)
    assert {str(answer.company) for answer in report.answers} == {"A Works", "B Works"}
    with table.open("a", encoding="utf-8") as file:
        file.write(
            "C Works,shareholder of,D Works,60,,,x,\nD Works,shareholder of,C Works,5,,,x,\n"
        )
        file.write("C Works,shareholder of,E Works,60,,,x,\n")
    report = ownership_of_table(ws, connector, table)
    asked = [str(answer.company) for answer in report.answers]
    assert asked == ["B Works", "A Works", "E Works"], (
        "a circle that holds nobody else is asked, too"
    )
    table.write_text(HEAD + "Ann,officer of,B Works,,,,x,\n", encoding="utf-8")
    with pytest.raises(InputError, match="no relation of ownership"):
        ownership_of_table(ws, connector, table)


def test_a_listed_owner_that_is_spelled_otherwise_is_never_hidden(
    ws: Workspace,
    connector: Connector,
    holds: Callable[..., None],
    publish: Callable[..., object],
) -> None:
    entries = [*rows("US-EL", 170), row("US-EL", "Huawei Technologies Co., Ltd.")]
    publish("csl_2026-11-19.csv", entries)
    holds("Huawei Tecnologies Co Ltd", "Mid Works", "100")
    holds("Mid Works", "Alpha Works", "60")
    holds("Quiet Garden Tools", "Alpha Works", "40")
    bis = under(ownership(ws, connector, "Alpha Works"), "Affiliates")
    assert bis.outcome is Outcome.UNCLEAR
    assert bis.counted.high == 60
    assert [(str(holder), like.list_code) for holder, like in bis.may_be] == [
        ("Huawei Tecnologies Co Ltd", "US-EL")
    ]
    assert "may be Huawei Technologies Co., Ltd. (" in bis.notes[0]
    assert bis.questions[0].text.startswith("Make sure whether Huawei Tecnologies Co Ltd is")


def test_a_company_called_like_a_ship_or_like_an_alias_of_few_letters_is_not_listed(
    ws: Workspace,
    connector: Connector,
    holds: Callable[..., None],
    publish: Callable[..., object],
) -> None:
    more = [
        row("US-EL", "Zuvanari Petroleum Company", alt_names="ZPVQ"),
        row("US-EL", "Wide Glory", type="Vessel"),
        row("US-EL", "QVTX Corporation"),
    ]
    publish("csl_2026-11-19.csv", [*rows("US-EL", 170), *more])
    for place, holder in enumerate(("ZPVQ Incorporated", "Wide Glory Ltd.", "QVTX Corp.")):
        holds(holder, f"Works {place}", "60")
    outcomes, may_be = [], []
    for place in range(3):
        bis = under(ownership(ws, connector, f"Works {place}"), "Affiliates")
        outcomes.append(bis.outcome)
        may_be.append([str(like.listed) for _, like in bis.may_be])
    # The alias is asked about, the ship is not; who is called by the letters alone is meant.
    assert outcomes == [Outcome.UNCLEAR, Outcome.NOT_MET, Outcome.MET]
    assert may_be[:2] == [["Zuvanari Petroleum Company"], []]


def test_the_preview_of_a_table_does_not_take_a_ship_for_a_holder(
    ws: Workspace, screener: Screener, publish: Callable[..., object], tmp_path: Path
) -> None:
    publish("csl_2026-11-19.csv", [*rows("US-EL", 170), row("US-EL", "Wide Glory", type="Vessel")])
    table = tmp_path / "ties.csv"
    table.write_text(HEAD + "Wide Glory,shareholder of,Alpha,60,,,x,\n", encoding="utf-8")
    done = import_relations(ws, screener, table, preview=True)
    assert done.unknown == ("Wide Glory", "Alpha")
