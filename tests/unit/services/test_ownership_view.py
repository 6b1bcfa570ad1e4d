"""Who owns some companies as it is shown: by which name, with which sources, as of when."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from caveat.domain.ownership_view import KnownOwnership, ListGap, OwnershipView
from caveat.domain.relations import RelationKind
from caveat.domain.sources import Mark
from caveat.errors import InputError
from caveat.services.connections import Asked, Connector
from caveat.services.ownership_view import Subject, known_ownership
from caveat.services.relations import TypedRelation, type_in
from caveat.services.screening import Screener
from caveat.services.ties import Ties
from caveat.services.workspace import Workspace
from templates import Clock, rows

Ask = Callable[..., KnownOwnership]
Holds = Callable[..., None]


@pytest.fixture
def ask(ws: Workspace, screener: Screener) -> Ask:
    """Ask about suppliers as typed."""
    connector = Connector(ws, screener)

    def run(
        *names: str, on: date | None = None, as_of: date | None = None, listed: str = ""
    ) -> KnownOwnership:
        subjects = [Subject(f"supplier {name}", Asked(name, as_named=True)) for name in names]
        subjects += [Subject("hit 1", Asked(listed))] if listed else []
        return known_ownership(ws, connector, subjects, on=on, as_of=as_of)

    return run


@pytest.fixture
def holds(ws: Workspace) -> Holds:
    def state(holder: str, company: str, share: str = "", **more: str) -> None:
        source = more.pop("source", "Register")
        kind = RelationKind.SHAREHOLDER
        type_in(ws, TypedRelation(holder, kind, company, source, share=share, **more))

    return state


def only(known: KnownOwnership) -> OwnershipView:
    (view,) = known.views
    return view


def test_a_supplier_typed_without_its_legal_form_is_found_and_that_is_said(ask: Ask, holds: Holds):
    holds("Sugon", "Alpha Works GmbH", "60")
    view = only(ask("Alpha Works"))
    assert view.known
    assert str(view.answer.company) == "Alpha Works GmbH"
    assert "Make sure that it is the same company" in view.notes[0]


def test_of_several_that_differ_in_the_legal_form_none_is_chosen(ask: Ask, holds: Holds):
    holds("Sugon", "Alpha Works GmbH", "60")
    holds("Sugon", "Alpha Works Ltd", "10")
    view = only(ask("Alpha Works"))
    assert not view.known
    assert "Alpha Works GmbH, Alpha Works Ltd" in view.notes[0]
    assert only(ask("Alpha Works Ltd")).notes == ()


def test_of_nobody_known_nothing_is_known(ask: Ask):
    known = ask("Nobody Knows Ltd")
    assert not known.says_something
    assert only(known).notes == ()


def test_what_was_typed_in_later_does_not_count_on_a_day_before(
    ask: Ask, holds: Holds, clock: Clock
):
    holds("Sugon", "Low Works", "60")
    first = clock.moment.date()
    clock.move(days=3)
    holds("Sugon", "Quiet Works", "70")
    assert only(ask("Quiet Works")).known
    assert ask("Quiet Works").as_of is None
    then = ask("Quiet Works", as_of=first)
    assert not only(then).known
    assert only(ask("Low Works", as_of=first)).known
    assert (then.as_of, then.day, then.read_at.date()) == (first, first, first)
    later = ask("Low Works", as_of=first, on=clock.moment.date())
    assert any(f"those known on {first}" in note for note in later.notes)
    with pytest.raises(InputError, match="in the future"):
        ask("Low Works", as_of=clock.moment.date().replace(year=2099))


def test_each_holding_and_listing_cites_where_it_stands(ask: Ask, holds: Holds):
    holds("Sugon", "Mid Works", "60", source="Register, sheet 7")
    holds("Mid Works", "Low Works", "about 30")
    view = only(ask("Low Works"))
    cited = {str(each.holding.holder): each.statements[0].citation for each in view.holdings}
    assert cited["Sugon"].title == "Register, sheet 7"
    assert not view.holdings[0].statements[0].verified
    institute = "Chinese Academy of Sciences Institute of Computing Technology"
    assert {str(each.party) for each in view.listings} == {"Sugon", institute}
    entity = next(each for each in view.listings if each.list_code == "US-EL")
    assert entity.since == "2019-06-24"
    assert entity.citation.release_sha256


def test_a_holder_on_a_list_that_no_rule_counts_by_is_told_of_too(ask: Ask, holds: Holds):
    holds("Inspur Group", "Low Works", "60")
    view = only(ask("Low Works"))
    (holder,) = {each.holding.holder for each in view.holdings}
    assert {each.party for each in view.listings} == {holder}


def test_chains_bring_their_holdings_even_where_a_company_does_not_pass_on(ask: Ask, holds: Holds):
    holds("Sugon", "Mid Works", "40")
    holds("Other Works", "Mid Works", "60")
    holds("Mid Works", "Low Works", "100")
    pairs = {
        (str(each.holding.holder), str(each.holding.company))
        for each in only(ask("Low Works")).holdings
    }
    assert ("Sugon", "Mid Works") in pairs


def test_what_a_listed_party_holds_is_told_and_starter_data_cite_their_publication(
    ask: Ask, holds: Holds
):
    holds("Sugon", "Low Works", "7")
    view = only(ask("Sugon"))
    assert "Low Works" in {str(each.holding.company) for each in view.held}
    starter = [each for cited in view.holdings for each in cited.statements]
    assert {each.citation.mark for each in starter} == {Mark.VERIFIED}


def test_one_company_asked_about_for_two_reasons_is_shown_once(ask: Ask, holds: Holds):
    holds("Sugon", "Alpha Works", "60")
    view = only(ask("Alpha Works", "ALPHA  WORKS"))
    assert view.about == ("supplier Alpha Works", "supplier ALPHA  WORKS")


def test_a_hit_that_is_on_no_list_today_is_told_and_the_others_are_answered(ask: Ask, holds: Holds):
    holds("Sugon", "Alpha Works", "60")
    known = ask("Alpha Works", listed="US-EL-00000000")
    assert only(known).known
    assert any(note.startswith("Hit 1: No list in service") for note in known.notes)


def test_lists_that_are_not_there_and_the_editions_of_those_that_are_are_told(
    ask: Ask, publish: Callable[..., object]
):
    first = ask("Nobody")
    assert ListGap("US-EL", starter=True) in first.gaps
    assert ListGap("EU-FSF", starter=False) in first.gaps
    publish("csl_2026-11-19.csv", rows("US-EL", 175))
    second = ask("Nobody")
    assert "US-EL" not in {gap.list_code for gap in second.gaps}
    assert [each.released for each in second.lists if each.list_code == "US-EL"] == [
        date(2026, 11, 19)
    ]


def test_the_day_asked_about_is_not_the_moment_of_reading(ws: Workspace, ask: Ask, holds: Holds):
    holds("Sugon", "Alpha Works", "60", since="2022")
    known = ask("Alpha Works", on=date(2021, 5, 1))
    assert known.day == date(2021, 5, 1)
    assert known.read_at.date() == ws.now().date()
    assert not only(known).known
    ahead = ask("Alpha Works", on=date(2099, 1, 1))
    assert only(ahead).known
    assert any("is still to come" in note for note in ahead.notes)


def test_ties_are_gathered_once_for_two_threads_and_again_when_relations_change(
    ws: Workspace, screener: Screener, holds: Holds
):
    connector = Connector(ws, screener)

    def gathered() -> Ties:
        with connector.ties() as ties:
            return ties

    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as other:
        first = [pool.submit(gathered).result() for pool in (one, other)]
        again = [pool.submit(gathered).result() for pool in (one, other)]
        assert all(each is first[0] for each in (*first, *again))
        holds("Sugon", "Alpha Works", "60")
        assert one.submit(gathered).result() is not first[0]
        assert other.submit(gathered).result() is one.submit(gathered).result()
