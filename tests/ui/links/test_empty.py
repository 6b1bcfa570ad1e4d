"""The Links tab: empty states, other days, one step more."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

import linked
from caveat.domain.relations import RefKind
from caveat.domain.screening import Query
from caveat.ui.contract_links import LinksAsked
from caveat.ui.pages.screen.links.pane import LinksPane
from caveat.ui.pages.screen.links.subjects import day_of, of_query
from caveat.ui.pages.screen.page import ScreenPage
from ui.driving import search, wait
from ui.subjects import PARTY


def test_no_known_tie_says_what_was_asked_and_what_to_do(pane: LinksPane, qtbot: QtBot):
    pane.show_subjects(None, LinksAsked("Nobody Ltd.", as_typed=True))
    wait(pane, qtbot)
    words = pane.empty.accessibleName()
    assert words.startswith("No tie is known. ")
    for part in ("Nobody Ltd.", "3 steps", "Give an address", "Import relations"):
        assert part in words
    with qtbot.waitSignal(pane.import_wanted):
        pane.empty._buttons[0].click()
    assert not pane.tools.fit.isEnabled()


def test_an_entry_that_is_no_more_listed_is_not_taken_for_a_name(
    pane: LinksPane, services: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    real = services.connections

    def named(asked: LinksAsked, *more: Any) -> Any:
        return real(LinksAsked(asked.who, depth=asked.depth, as_typed=True), *more)

    monkeypatch.setattr(services, "connections", named)
    pane.show_subjects(PARTY, None)
    wait(pane, qtbot)
    assert pane.empty.accessibleName().startswith("Not listed today")


def test_links_of_another_day_are_asked_of_that_day_also_step_by_step(
    pane: LinksPane, services: Any, qtbot: QtBot
):
    day = date(2022, 5, 1)
    pane.show_subjects(PARTY, None, as_of=day)
    wait(pane, qtbot)
    assert services.links_asked[-1] == replace(PARTY, depth=3, as_of=day)
    assert pane.status.whole.endswith("As known on 2022-05-01.")
    pane.expand(3)
    wait(pane, qtbot)
    assert services.links_asked[-1].as_of == day
    pane.show_subjects(PARTY, None)
    wait(pane, qtbot)
    assert services.links_asked[-1].as_of is None
    assert "As known" not in pane.status.whole


def test_of_the_law_of_another_day_it_is_said_that_links_are_of_today(
    pane: LinksPane, services: Any, qtbot: QtBot
):
    pane.show_subjects(PARTY, None, law=True)
    wait(pane, qtbot)
    assert services.links_asked[-1].as_of is None
    assert "Links are those known today" in pane.status.whole


def test_the_day_of_links_is_that_of_a_record_or_of_the_question(page: ScreenPage, qtbot: QtBot):
    search(page, qtbot, "Nettrix")
    fresh = page.answer
    assert fresh is not None
    assert day_of(fresh) is None
    assert day_of(replace(fresh, screening="S-2026-000001")) == fresh.as_of
    asked = replace(fresh.query, as_of=fresh.as_of)
    assert day_of(replace(fresh, query=asked)) == fresh.as_of


def test_who_is_listed_and_reached_by_one_more_step_has_a_path(
    shown: LinksPane, services: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    assert shown.sides.found is not None
    before = {path.nodes[-1] for path in shown.sides.found.paths}

    def step(asked: LinksAsked, *_more: Any) -> Any:
        found = linked.one_more(asked.who)
        new = linked.node("Newly listed Ltd.", 1, RefKind.LISTED, "US-EL-9")
        return replace(found, nodes=(found.nodes[0], new, found.nodes[2]))

    monkeypatch.setattr(services, "connections", step)
    shown.expand(3)
    wait(shown, qtbot)
    found = shown.sides.found
    assert found.nodes[5].name == "Newly listed Ltd."
    (path,) = [path for path in found.paths if path.nodes[-1] == 5]
    assert path.nodes == (0, 1, 3, 5)
    assert before <= {path.nodes[-1] for path in found.paths}
    assert "Newly listed Ltd. [Entity List]: 3 hops" in shown.text()
    assert "tied to 3 listed parties" in found.statement


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query("A Ltd.", country="CN"), LinksAsked("A Ltd.", "", "CN", as_typed=True)),
        (
            Query("", addresses=("15 Street",)),
            LinksAsked("Supplier without a name", "15 Street", as_typed=True),
        ),
        (Query("", aliases=("B Ltd.",)), LinksAsked("B Ltd.", as_typed=True)),
        (Query("", identifiers=("91110108",)), None),
    ],
)
def test_whose_links_are_asked_of_a_query(query: Query, expected: LinksAsked | None):
    assert of_query(query) == expected
