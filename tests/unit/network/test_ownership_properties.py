"""What holds of ownership for any holdings, checked against a plain calculation."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from caveat.domain.ownership import Outcome, RuleAnswer
from caveat.domain.relations import Tie
from caveat.domain.sources import Source
from owned import asked, holds, listed, under

COMPANIES = ("A", "B", "C", "D", "E")
PERSONS = ("P", "Q")
LISTED = ("X", "Y")
HOLDERS = (*COMPANIES, *PERSONS, *LISTED)
Shares = dict[tuple[str, str], tuple[int, int]]
"""(holder, company): least and most, in percent."""


@st.composite
def shares(draw: st.DrawFn) -> Shares:
    """Up to five companies whose least shares come to no more than 100 %."""
    found: Shares = {}
    for company in COMPANIES:
        left = 100
        holders = draw(st.lists(st.sampled_from(HOLDERS), unique=True, max_size=4))
        for holder in holders:
            if holder == company or left == 0:
                continue
            low = draw(st.sampled_from([0, 10, 25, 30, 40, 49, 50, 51, 60, 99, 100]))
            low = min(low, left)
            high = draw(st.sampled_from([low, low, min(100, low + 10), 100]))
            if high:
                found[holder, company] = (low, high)
                left -= low
    return found


def ties_of(found: Shares) -> list[Tie]:
    return [holds(holder, company, *share) for (holder, company), share in found.items()]


def plainly_passing(exact: Mapping[tuple[str, str], Fraction], seeds: Sequence[str]) -> set[str]:
    members = set(seeds)
    while True:
        more = {
            company
            for _, company in exact
            if company not in members
            and sum((s for (h, c), s in exact.items() if c == company and h in members), Fraction())
            >= 50
        }
        if not more:
            return members
        members |= more


def closed_circles(exact: Mapping[tuple[str, str], Fraction]) -> set[str]:
    """The companies that belong to each other alone."""
    closed = {company for _, company in exact}
    while True:
        open_ = {c for (h, c), share in exact.items() if share and h not in closed} & closed
        if not open_:
            return closed
        closed -= open_


def plainly_multiplied(
    exact: Mapping[tuple[str, str], Fraction], seeds: Sequence[str], company: str
) -> float:
    interest = {name: 0.0 for _, name in exact} | dict.fromkeys(seeds, 1.0)
    for _ in range(5_000):
        before = dict(interest)
        for name in {c for _, c in exact} - set(seeds):
            interest[name] = sum(
                float(s) / 100 * interest.get(h, 0.0) for (h, c), s in exact.items() if c == name
            )
        if all(abs(before[name] - interest[name]) < 1e-9 for name in interest):
            break
    return 100 * sum(
        float(s) / 100 * interest.get(h, 0.0) for (h, c), s in exact.items() if c == company
    )


def suspect(found: Shares) -> set[str]:
    """The companies of which listed parties are known to have anything, and A, asked about."""
    reached = set(LISTED)
    while more := {c for h, c in found if h in reached} - reached:
        reached |= more
    return {"A", *reached}


@st.composite
def completed(draw: st.DrawFn) -> tuple[Shares, dict[tuple[str, str], Fraction]]:
    """Holdings as stated, and one way in which the unknown may turn out.

    Where no listed party is known, none is taken to be hidden.
    """
    found = draw(shares())
    in_question = suspect(found)
    exact: dict[tuple[str, str], Fraction] = {}
    for company in {company for _, company in found}:
        of_it = {holder: share for (holder, c), share in found.items() if c == company}
        left = Fraction(100 - sum(low for low, _ in of_it.values()))
        for holder, (low, high) in of_it.items():
            more = min(left, Fraction(high - low)) * draw(st.sampled_from([0, 1, Fraction(1, 2)]))
            exact[holder, company] = low + more
            left -= more
        parts = [0, 1, Fraction(1, 3)] if company in in_question else [0]
        hidden = left * draw(st.sampled_from(parts))
        exact["hidden listed", company] = hidden
        exact["hidden other", company] = left - hidden
    return found, exact


COMES_BACK = (
    {("C", "A"): (10, 10), ("A", "C"): (0, 10)},
    {
        ("A", "C"): Fraction(10),
        ("hidden listed", "C"): Fraction(0),
        ("hidden other", "C"): Fraction(90),
        ("C", "A"): Fraction(10),
        ("hidden listed", "A"): Fraction(90),
        ("hidden other", "A"): Fraction(0),
    },
)


@settings(max_examples=300, deadline=None)
@example(COMES_BACK)
@given(completed())
def test_every_way_the_unknown_can_turn_out_lies_in_the_interval(
    both: tuple[Shares, dict[tuple[str, str], Fraction]],
):
    found, exact = both
    answer = under("us-ofac-50", "A", ties_of(found), listed(*LISTED))
    if not any(company == "A" for _, company in found):
        assert answer.outcome is Outcome.NO_HOLDERS
        return
    seeds = (*LISTED, "hidden listed")
    passing = plainly_passing(exact, seeds)
    counted = sum((s for (h, c), s in exact.items() if c == "A" and h in passing), Fraction())
    assert Fraction(answer.counted.low) <= counted <= Fraction(answer.counted.high)
    if answer.outcome is Outcome.MET:
        assert "A" in passing
    if answer.outcome is Outcome.NOT_MET:
        assert "A" not in passing
    interest = plainly_multiplied(exact, seeds, "A")
    assert float(answer.multiplied.low) - 1e-4 <= interest <= float(answer.multiplied.high) + 1e-4


@settings(max_examples=200, deadline=None)
@given(shares())
def test_where_nothing_is_unknown_the_interval_is_the_figure(found: Shares):
    whole = {pair: (low, low) for pair, (low, _) in found.items()}
    for company in {company for _, company in found}:
        left = 100 - sum(low for (_, c), (low, _) in whole.items() if c == company)
        whole["rest of " + company, company] = (left, left)
    answer = under("us-ofac-50", "A", ties_of(whole), listed(*LISTED))
    if answer.outcome is Outcome.NO_HOLDERS:
        return
    exact = {pair: Fraction(low) for pair, (low, _) in whole.items()}
    # Whoever owns a circle that nobody outside has a share of is not known.
    circles = closed_circles(exact)
    low, high = (
        sum((s for (h, c), s in exact.items() if c == "A" and h in passing), Fraction())
        for passing in (
            plainly_passing(exact, LISTED),
            plainly_passing(exact, (*LISTED, *circles)),
        )
    )
    assert answer.counted.known == (low == high)
    assert (answer.counted.low, answer.counted.high) == (Decimal(int(low)), Decimal(int(high)))
    open_ = Outcome.UNCLEAR if high >= 50 else Outcome.NOT_MET
    assert answer.outcome is (Outcome.MET if low >= 50 else open_)


@settings(max_examples=150, deadline=None)
@given(shares(), st.sampled_from(HOLDERS), st.sampled_from(COMPANIES), st.integers(1, 100))
def test_adding_a_holding_never_lowers_what_is_certain(
    found: Shares, holder: str, company: str, share: int
):
    left = 100 - sum(low for (_, c), (low, _) in found.items() if c == company)
    if holder == company or (holder, company) in found or left < share:
        return
    before = asked("A", ties_of(found), parties())
    more = {**found, (holder, company): (share, share)}
    after = asked("A", ties_of(more), parties())
    for one, other in zip(before.answers, after.answers, strict=True):
        if one.outcome is Outcome.NO_HOLDERS:
            continue
        assert other.counted.low >= one.counted.low
        assert other.multiplied.low >= one.multiplied.low - Decimal("0.000002")


WORSE = (Outcome.NOT_MET, Outcome.UNCLEAR, Outcome.MET)


@settings(max_examples=200, deadline=None)
@given(shares(), st.sampled_from([*COMPANIES, *PERSONS]), st.integers(1, 100))
def test_to_know_somebody_harmless_behind_a_holder_never_worsens_an_outcome(
    found: Shares, company: str, share: int
):
    left = 100 - sum(low for (_, c), (low, _) in found.items() if c == company)
    if left < share:
        return
    before = asked("A", ties_of(found), parties())
    after = asked("A", ties_of({**found, ("Harmless", company): (share, share)}), parties())
    for one, other in zip(before.answers, after.answers, strict=True):
        if one.outcome is not Outcome.NO_HOLDERS:
            assert WORSE.index(other.outcome) <= WORSE.index(one.outcome)
            assert other.counted.high <= one.counted.high


@settings(max_examples=100, deadline=None)
@given(shares(), st.sampled_from([*COMPANIES, *PERSONS]))
def test_one_more_listed_party_never_lowers_either_end(found: Shares, name: str):
    before = under("us-ofac-50", "A", ties_of(found), listed(*LISTED))
    after = under("us-ofac-50", "A", ties_of(found), listed(*LISTED, name))
    assert after.counted.low >= before.counted.low
    assert after.counted.high >= before.counted.high
    if name != "A":
        assert after.multiplied.low >= before.multiplied.low - Decimal("0.000002")


@settings(max_examples=100, deadline=None)
@given(shares(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(found: Shares, chance: Any):
    ties = ties_of(found)
    ties += [holds("X", "A", 20, since="2020"), holds("X", "A", 30, since="2021")]
    shuffled = [*ties]
    chance.shuffle(shuffled)
    assert asked("A", ties, parties()) == asked("A", shuffled, parties())


DATES = st.sampled_from(["", "", "2024", "2026", "2026-11", "2026-11-30", "2026-12-01", "2025-06"])


@settings(max_examples=150, deadline=None)
@given(shares(), st.data())
def test_what_a_second_source_repeats_changes_no_figure(found: Shares, data: st.DataObject):
    ties = []
    for (holder, company), share in found.items():
        since, until = data.draw(DATES), data.draw(DATES)
        if since and until and until[:7] < since[:7]:
            since, until = until, since
        ties.append(holds(holder, company, *share, since=since, until=until))
    again = [replace(tie, source=Source("other", "Another source")) for tie in ties]
    for once, twice in zip(
        asked("A", ties, parties()).answers,
        asked("A", ties + again, parties()).answers,
        strict=True,
    ):
        assert (once.outcome, once.counted, once.multiplied) == (
            twice.outcome, twice.counted, twice.multiplied,
        )  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(shares())
def test_counted_alone_is_never_more_than_added_up(found: Shares):
    both = {
        party: (*of_one, *of_other)
        for (party, of_one), of_other in zip(
            listed(*LISTED, on="UK-SL").items(), listed(*LISTED, on="EU-FSF").values(), strict=True
        )
    }
    answers = {each.rule.id: each for each in asked("A", ties_of(found), both).answers}
    alone, together = answers["uk-ownership"], answers["eu-ownership"]
    assert alone.counted.low <= together.counted.low
    assert alone.counted.high <= together.counted.high


@settings(max_examples=100, deadline=None)
@given(shares())
def test_a_trace_adds_up_and_a_question_is_asked_whenever_the_unknown_decides(found: Shares):
    for answer in asked("A", ties_of(found), parties()).answers:
        if answer.outcome in {Outcome.UNCLEAR, Outcome.NO_HOLDERS}:
            assert answer.questions
        for trace in answer.traces:
            assert sum(each.counts.low for each in trace.holdings) == trace.counted.low
            assert trace.counted.low <= trace.counted.high
        if answer.traces:
            assert answer.traces[0].counted == answer.counted
        assert_routes(answer)


def assert_routes(answer: RuleAnswer) -> None:
    for route in answer.routes:
        assert str(route.parties[0]) in LISTED
        assert str(route.parties[-1]) == "A"
        assert len(set(route.parties)) == len(route.parties) == len(route.shares) + 1
    products = [route.product.low for route in answer.routes]
    assert products == sorted(products, reverse=True)


def parties() -> Any:
    return {
        party: (*on_sdn, *on_uk)
        for (party, on_sdn), on_uk in zip(
            listed(*LISTED).items(), listed(*LISTED, on="UK-SL").values(), strict=True
        )
    }
