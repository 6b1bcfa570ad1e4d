"""Worked examples of the 50 percent rules. Our reading of the rules, to be verified.

The first three are the examples of OFAC's frequently asked question 401 in our words; the others
follow from what is said there and in the BIS Affiliates Rule. X is listed, A and B are companies.
"""

from datetime import date

import pytest

from caveat.domain.ownership import Likeness, Listing, Outcome, Standing
from caveat.domain.ownership_rules import RuleState
from caveat.domain.relations import Basis, PartyRef, RelationKind, Tie
from caveat.network.ownership import pass_on
from caveat.network.ownership.answer import ownership_of
from caveat.network.ownership.holdings import Holdings
from owned import DAY, asked, between, holds, listed, rule, under

OFAC, BIS, EU, UK = "us-ofac-50", "us-bis-affiliates", "eu-ownership", "uk-ownership"


def test_our_reading_verify_half_of_half_is_blocked_though_it_multiplies_to_a_quarter():
    answer = under(OFAC, "B", [holds("X", "A", 50), holds("A", "B", 50), holds("C", "B", 50),
                               holds("D", "A", 50)], listed("X"))  # fmt: skip
    assert answer.outcome is Outcome.MET
    assert answer.counted == between(50)
    assert answer.multiplied == between(25)
    assert [trace.standing for trace in answer.traces] == [Standing.CERTAIN, Standing.CERTAIN]
    assert answer.owners == ((PartyRef.named("X"), Listing("US-SDN")),)


def test_our_reading_verify_two_quarters_through_two_blocked_companies_are_half():
    ties = [holds("X", "A", 50), holds("X", "B", 50), holds("A", "C", 25), holds("B", "C", 25)]
    answer = under(OFAC, "C", ties, listed("X"))
    assert answer.outcome is Outcome.MET
    assert answer.counted.low == 50
    assert answer.multiplied.low == 25
    assert len(answer.routes) == 2
    assert all(route.product == between("12.5") for route in answer.routes)


def test_our_reading_verify_direct_and_indirect_shares_are_added():
    ties = [holds("X", "A", 50), holds("X", "B", 10), holds("A", "B", 40)]
    answer = under(OFAC, "B", ties, listed("X"))
    assert answer.outcome is Outcome.MET
    assert answer.counted.low == 50
    assert answer.multiplied.low == 30


def test_our_reading_verify_below_half_nothing_is_passed_on():
    ties = [holds("X", "A", 49), holds("Y", "A", 51), holds("A", "B", 100)]
    answer = under(OFAC, "B", ties, listed("X"))
    assert answer.outcome is Outcome.NOT_MET
    assert answer.counted == between(0)
    assert answer.multiplied == between(49)


def test_our_reading_verify_one_company_at_half_and_one_below():
    ties = [
        holds("X", "A", 50), holds("X", "B", 25), holds("P", "A", 50), holds("P", "B", 75),
        holds("A", "C", 25), holds("B", "C", 25), holds("P", "C", 50),
    ]  # fmt: skip
    answer = under(OFAC, "C", ties, listed("X"))
    assert answer.outcome is Outcome.NOT_MET
    assert answer.counted == between(25)


def test_our_reading_verify_two_blocked_persons_of_a_quarter_each_are_added():
    ties = [holds("X", "A", 25), holds("Y", "A", 25), holds("P", "A", 50)]
    assert under(OFAC, "A", ties, listed("X", "Y")).outcome is Outcome.MET
    assert under(OFAC, "A", ties, listed("X")).outcome is Outcome.NOT_MET


def test_our_reading_verify_the_affiliates_rule_adds_owners_of_several_lists():
    ties = [holds("X", "A", 20), holds("Y", "A", 20), holds("Z", "A", 10), holds("P", "A", 50)]
    parties = {
        PartyRef.named("X"): (Listing("US-MEU"),),
        PartyRef.named("Y"): (Listing("US-EL", "For all items on the CCL"),),
        PartyRef.named("Z"): (
            Listing("US-EL", "For all items subject to the EAR. (See § 744.11)"),
        ),
    }
    answer = under(BIS, "A", ties, parties)
    assert answer.outcome is Outcome.MET
    assert answer.counted == between(50)
    assert answer.strictest is not None
    assert answer.strictest[0] == PartyRef.named("Z"), "the strictest counts, however small"
    assert under(OFAC, "A", ties, parties).outcome is Outcome.NOT_MET, "nobody of them is blocked"


def test_our_reading_verify_a_single_blocked_owner_makes_the_requirement_the_strictest():
    ties = [holds("X", "A", 45), holds("Y", "A", 5), holds("P", "A", 50)]
    parties = {**listed("X", on="US-EL"), **listed("Y", on="US-SDN")}
    answer = under(BIS, "A", ties, parties)
    assert answer.strictest is not None
    assert answer.strictest[0] == PartyRef.named("Y")


@pytest.mark.parametrize(
    ("day", "state", "begins"),
    [
        (date(2025, 3, 25), RuleState.NOT_YET, "Were the rule in force: "),
        (date(2025, 10, 1), RuleState.IN_FORCE, "Where the rule is in force"),
        (date(2026, 6, 1), RuleState.SUSPENDED, "Were the rule in force: "),
        (date(2026, 11, 30), RuleState.IN_FORCE, "Where the rule is in force"),
    ],
)
def test_the_affiliates_rule_is_calculated_on_every_day_and_says_its_state(
    day: date, state: RuleState, begins: str
):
    answer = under(BIS, "A", [holds("X", "A", 60)], listed("X", on="US-EL"), day=day)
    assert answer.outcome is Outcome.MET
    assert answer.state is state
    assert answer.consequence.startswith(begins)
    assert not answer.verified
    assert any(note.startswith("Our reading, verify: chain") for note in answer.notes)


def test_after_the_suspension_the_state_is_not_told_as_known():
    answer = under(BIS, "A", [holds("X", "A", 60)], listed("X", on="US-EL"))
    assert "That it is in force on 2026-11-30 was not verified. Verify." in answer.notes


def test_our_reading_verify_the_union_asked_for_more_than_half_until_july_2024():
    ties = [holds("X", "A", 50), holds("P", "A", 50)]
    parties = listed("X", on="EU-FSF")
    assert under(EU, "A", ties, parties, day=date(2024, 7, 2)).outcome is Outcome.NOT_MET
    assert under(EU, "A", ties, parties, day=date(2024, 7, 3)).outcome is Outcome.MET


def test_our_reading_verify_the_kingdom_asks_for_more_than_half_and_adds_nobody_up():
    half = [holds("X", "A", 50), holds("P", "A", 50)]
    parties = listed("X", "Y", on="UK-SL")
    assert under(UK, "A", half, parties).outcome is Outcome.NOT_MET
    joint = [holds("X", "A", 40), holds("Y", "A", 40), holds("P", "A", 20)]
    answer = under(UK, "A", joint, parties)
    assert answer.outcome is Outcome.NOT_MET
    assert answer.counted == between(40)
    assert any("counted alone" in note for note in answer.notes)
    through = [holds("X", "A", 51), holds("A", "B", 30), holds("X", "B", 21), holds("P", "B", 49)]
    assert under(UK, "B", through, parties).outcome is Outcome.MET


def test_our_reading_verify_in_the_kingdom_the_unknown_may_belong_to_one_of_them():
    ties = [holds("X", "A", 30), holds("Y", "A", 35), holds("P", "A", 20)]
    answer = under(UK, "A", ties, listed("X", "Y", on="UK-SL"))
    assert answer.counted == between(35, 50)
    assert answer.outcome is Outcome.NOT_MET


# ------------------------------------------------------------------ figures of real groups


def test_a_third_stays_under_the_threshold_and_says_what_is_not_known():
    ties = [holds("Inspur Group", "IEIT", "33.26")]
    answer = under(BIS, "IEIT", ties, listed("Inspur Group", on="US-EL"))
    assert answer.outcome is Outcome.UNCLEAR
    assert answer.counted == between("33.26", 100)
    assert answer.questions[0].text == "Ask who holds the other 66.74 % of IEIT."
    rest = [*ties, holds("free float, no single holder", "IEIT", "66.74")]
    assert under(BIS, "IEIT", rest, listed("Inspur Group", on="US-EL")).outcome is Outcome.NOT_MET


def test_two_wholly_owned_holdings_of_one_group_are_added():
    ties = [
        holds("Inspur Group", "Inspur Overseas", 100),
        holds("Inspur Group", "Inspur Yuntou", 100),
        holds("Inspur Overseas", "0596.HK", "37.6"),
        holds("Inspur Yuntou", "0596.HK", "16.98"),
    ]
    answer = under(BIS, "0596.HK", ties, listed("Inspur Group", on="US-EL"))
    assert answer.outcome is Outcome.MET
    assert answer.counted.low == answer.multiplied.low == between("54.58").low
    assert answer.sentence == (
        "Listed parties hold at least 54.58 % of 0596.HK as this rule counts; it asks for 50 % or "
        "more."
    )


# ------------------------------------------------------------------ the unknown


def test_the_unknown_twelve_percent_could_tip_it():
    ties = [holds("X", "A", 38), holds("P", "A", 50)]
    answer = under(OFAC, "A", ties, listed("X"))
    assert answer.outcome is Outcome.UNCLEAR
    assert answer.counted == between(38, 50)
    assert answer.sentence == (
        "Listed parties hold between 38 and 50 % of A as this rule counts: the unknown 12 % could "
        "tip it. Ask who holds the other 12 % of A."
    )
    assert answer.questions[0].alone


def test_the_unknown_that_cannot_tip_it_is_not_called_deciding():
    answer = under(OFAC, "A", [holds("X", "A", 38), holds("P", "A", 51)], listed("X"))
    assert answer.outcome is Outcome.NOT_MET
    assert answer.counted == between(38, 49)
    assert "at most 49 %" in answer.sentence


def test_a_share_known_about_is_asked_for_in_the_words_that_state_it():
    ties = [holds("X", "A", 25, 35, stated="approximately 30 %"), holds("P", "A", 40)]
    answer = under(OFAC, "A", ties, listed("X"))
    assert answer.counted == between(25, 60)
    assert "how much X holds (stated as “approximately 30 %”)" in answer.questions[0].text


def test_a_parent_without_a_share_is_an_open_question_and_not_a_finding():
    for kind in (RelationKind.PARENT, RelationKind.SUBSIDIARY, RelationKind.JOINT_VENTURE):
        answer = under(BIS, "A", [holds("X", "A", None, kind=kind)], listed("X", on="US-EL"))
        assert answer.outcome is Outcome.UNCLEAR
        assert answer.counted == between(0, 100)
        assert "how much X holds (stated without a figure)" in answer.questions[0].text
        assert answer.routes[0].product == between(0, 100)


def test_a_company_of_which_no_holder_is_known_is_no_finding():
    answer = asked("A", [holds("X", "B", 60)], listed("X"))
    for each in answer.answers:
        assert each.outcome is Outcome.NO_HOLDERS
        assert each.counted == each.multiplied == between(0, 100)
        assert "Ask who holds A" in each.sentence


def test_an_unknown_share_above_can_tip_a_company_below():
    ties = [holds("X", "M", 45), holds("P", "M", 45), holds("M", "A", 60), holds("Q", "A", 40)]
    answer = under(OFAC, "A", ties, listed("X"))
    assert answer.outcome is Outcome.UNCLEAR
    assert answer.counted == between(0, 60)
    assert answer.questions[0].text == "Ask who holds the other 10 % of M."
    assert "what is not known could tip it. Ask who holds the other 10 % of M." in answer.sentence
    assert answer.questions[0].alone
    assert answer.multiplied == between(27, 33)


def test_a_holder_nobody_is_known_to_hold_is_named_and_asked_about():
    answer = under(OFAC, "A", [holds("X", "A", 10), holds("Shell Ltd", "A", 90)], listed("X"))
    assert answer.outcome is Outcome.NOT_MET
    assert answer.not_looked_into == (PartyRef.named("Shell Ltd"),)
    assert answer.questions[0].text == (
        "Shell Ltd has 90 % of A, and nobody is known to hold Shell Ltd: unless it is a person, "
        "ask who does."
    )


def test_caution_is_told_where_a_blocked_person_has_a_share():
    cautious = {}
    for holder in ("X", "Green Ltd."):
        ties = [holds(holder, "A", 10), holds("P", "A", 90)]
        answer = under(OFAC, "A", ties, listed("X"))
        cautious[holder] = any(note.startswith("Caution") for note in answer.notes)
        assert not any(note.endswith("..") for note in answer.notes)
    assert cautious == {"X": True, "Green Ltd.": False}


def test_a_holder_behind_a_holder_is_asked_about_too():
    ties = [holds("M", "A", 60), holds("P", "A", 40), holds("Group", "M", 100)]
    answer = under(OFAC, "A", ties, listed("X"))
    assert (answer.outcome, answer.counted) == (Outcome.NOT_MET, between(0))
    assert set(answer.not_looked_into) == {PartyRef.named("P"), PartyRef.named("Group")}
    assert [str(question.company) for question in answer.questions] == ["Group"]


def test_of_a_holder_the_unknown_counts_once_a_listed_party_has_a_part_of_it():
    ties = [holds("X", "A", 40), holds("Opaque", "A", 60)]
    nothing = under(OFAC, "A", ties, listed("X"))
    harmless = under(OFAC, "A", [*ties, holds("P", "Opaque", 1)], listed("X"))
    a_listed = under(OFAC, "A", [*ties, holds("X", "Opaque", 1)], listed("X"))
    for answer in (nothing, harmless):
        assert (answer.outcome, answer.counted) == (Outcome.NOT_MET, between(40))
        assert answer.multiplied.low == answer.multiplied.high == 40
        assert answer.sentence.startswith("As far as is known, listed parties hold 40 %")
        assert any("Opaque" in note and "not all who hold" in note for note in answer.notes)
    assert "Opaque has 60 % of A, and nobody is known" in nothing.questions[0].text
    for answer in (harmless, a_listed):
        assert answer.questions[0].text == "Ask who holds the other 99 % of Opaque."
    assert (a_listed.outcome, a_listed.counted) == (Outcome.UNCLEAR, between(40, 100))


def test_what_a_harmless_holder_lacks_is_told_though_it_does_not_count():
    ties = [holds("M", "A", 60), holds("P", "A", 40), holds("Q", "M", 30)]
    answer = under(OFAC, "A", ties, listed("X"))
    assert (answer.outcome, answer.counted) == (Outcome.NOT_MET, between(0))
    told = {str(trace.company): trace.not_named for trace in answer.traces}
    assert told == {"A": 0, "M": 70}
    assert answer.traces[1].standing is Standing.NOT_LOOKED_INTO


def test_a_listed_company_is_said_to_be_listed_itself():
    answer = under(OFAC, "X", [holds("P", "X", 100)], listed("X"))
    assert answer.counted == between(0)
    assert any("is itself listed (US-SDN)" in note for note in answer.notes)


# ------------------------------------------------------------------ circles


def test_two_companies_that_only_hold_each_other_are_not_blocked_by_themselves():
    ties = [holds("A", "B", 60), holds("B", "A", 60), holds("P", "A", 40), holds("P", "B", 40)]
    answer = under(OFAC, "A", ties, listed("X"))
    assert answer.outcome is Outcome.NOT_MET
    assert answer.counted == between(0)
    assert answer.multiplied == between(0)


def test_a_listed_holder_enters_a_circle_and_all_of_it_counts():
    ties = [holds("X", "A", 50), holds("C", "A", 50), holds("A", "B", 100), holds("B", "C", 100)]
    answer = under(OFAC, "C", ties, listed("X"))
    assert answer.outcome is Outcome.MET
    assert answer.counted == between(100)
    assert answer.multiplied == between(100), "50 + 25 + 12.5 + …"


def test_a_circle_multiplies_to_the_sum_over_all_rounds():
    ties = [holds("X", "A", 40), holds("B", "A", 50), holds("P", "A", 10),
            holds("A", "B", 50), holds("P", "B", 50)]  # fmt: skip
    answer = under(OFAC, "A", ties, listed("X"))
    assert answer.multiplied.low == between("53.333333").low, "0.4 / (1 - 0.25)"
    assert answer.outcome is Outcome.NOT_MET


def test_a_circle_without_anybody_outside_is_wholly_unknown_by_multiplication():
    answer = under(OFAC, "A", [holds("A", "B", 100), holds("B", "A", 100)], listed("X"))
    assert answer.multiplied == between(0, 100)


def test_who_owns_a_circle_without_anybody_outside_is_not_known_and_asked():
    ties = [holds("A", "B", 100), holds("B", "C", 100), holds("C", "A", 100)]
    answer = under(OFAC, "A", ties, listed("X"))
    assert answer.outcome is Outcome.UNCLEAR
    assert answer.counted == between(0, 100)
    assert "in a circle, and by nobody outside it" in answer.questions[0].text
    below = under(OFAC, "D", [*ties, holds("A", "D", 60), holds("P", "D", 40)], listed("X"))
    assert below.counted == between(0, 60)
    assert below.outcome is Outcome.UNCLEAR
    outside = under(OFAC, "A", [holds("A", "B", 100), holds("B", "A", 70), holds("P", "A", 30)], {})
    assert outside.outcome is Outcome.NOT_MET, "somebody outside is known"


# ------------------------------------------------------------------ names written otherwise


def test_a_holder_that_may_be_listed_is_told_and_makes_a_test_unclear_that_it_could_tip():
    like = {PartyRef.named("Huawai"): (Likeness(PartyRef.named("Huawei"), "US-SDN", 92.5),)}
    found = {}
    for share in (60, 30):
        ties = [holds("Huawai", "A", share), holds("P", "A", 100 - share)]
        ref, held = PartyRef.named("A"), Holdings(ties)
        (answer,) = ownership_of(ref, held, {}, [rule(OFAC)], DAY, alike=like).answers
        assert answer.notes[0].startswith("Huawai may be Huawei (")
        assert answer.notes[0].endswith(", 92.5): not counted; make sure.")
        assert answer.counted.low == 0
        found[share] = answer.outcome, answer.owners, answer.questions[0].text.startswith("Make")
    assert found == {60: (Outcome.UNCLEAR, (), True), 30: (Outcome.NOT_MET, (), False)}


def test_a_slow_circle_comes_to_rest():
    ties = [holds("A", "B", "99.9999"), holds("B", "A", "99.9999"), holds("X", "A", "0.0001"),
            holds("P", "B", "0.0001")]  # fmt: skip
    answer = under(OFAC, "A", ties, listed("X"))
    assert answer.exact
    assert between("50").low < answer.multiplied.low < between("50.001").low
    assert answer.multiplied.high - answer.multiplied.low <= between("0.000002").low


def test_what_hangs_below_a_circle_takes_its_share_of_it():
    circle = [holds("X", "A", 40), holds("B", "A", 50), holds("P", "A", 10),
              holds("A", "B", 50), holds("P", "B", 50)]  # fmt: skip
    below = [holds("A", "C", 75), holds("P", "C", 25), holds("C", "D", 50), holds("P", "D", 50),
             holds("D", "E", 50), holds("P", "E", 50)]  # fmt: skip
    answer = under(OFAC, "E", [*circle, *below], listed("X"))
    assert answer.multiplied == between(10)


def ring(size: int, share: str, *others: tuple[str, str]) -> list[Tie]:
    found = [holds(f"c{n}", f"c{(n + 1) % size}", share) for n in range(size)]
    return found + [holds(name, f"c{n}", part) for n in range(size) for name, part in others]


def test_a_large_circle_is_summed_round_by_round():
    answer = under(OFAC, "c0", ring(300, "90", ("X", "5"), ("P", "5")), listed("X"))
    assert answer.exact
    assert answer.multiplied == between(50)


def test_a_large_and_slow_circle_is_not_called_exact_and_still_holds_the_figure():
    ties = ring(300, "99.9998", ("X", "0.0001"), ("P", "0.0001"))
    answer = under(OFAC, "c0", ties, listed("X"))
    assert not answer.exact
    assert answer.multiplied.low < 50 < answer.multiplied.high
    assert any("wider than they had to be" in note for note in answer.notes)


# ------------------------------------------------------------------ chains and owners


def test_the_largest_chain_comes_first_and_unknown_ones_last():
    ties = [
        holds("X", "M", 50),
        holds("M", "A", 20),
        holds("Y", "N", 100),
        holds("N", "A", 15),
        holds("Z", "A", None),
    ]
    answer = under(OFAC, "A", ties, listed("X", "Y", "Z"))
    assert [str(route.parties[0]) for route in answer.routes] == ["Y", "X", "Z"]
    assert [route.passes_on for route in answer.routes] == [True, True, True]
    assert [route.product.low for route in answer.routes] == [15, 10, 0]
    assert not answer.further_routes


def test_only_companies_whose_unknown_matters_are_asked_about():
    ties = [
        holds("X", "A", 8), holds("M", "A", 30), holds("N", "A", 50),
        holds("X", "M", 60), holds("P", "N", 30), holds("Q", "N", 30),
    ]  # fmt: skip
    answer = under(OFAC, "A", ties, listed("X"))
    assert answer.counted == between(38, 50)
    assert [str(question.company) for question in answer.questions] == ["A"]


def test_a_listed_party_behind_a_company_that_does_not_pass_on_is_no_owner():
    ties = [holds("X", "M", 30), holds("P", "M", 70), holds("M", "A", 40), holds("Y", "A", 60)]
    answer = under(OFAC, "A", ties, listed("X", "Y"))
    assert [str(party) for party, _ in answer.owners] == ["Y"]
    assert [route.passes_on for route in answer.routes] == [True, False]


def test_many_listed_parties_are_each_counted_alone_where_the_rule_says_so():
    ties = [holds(f"X{n}", "A", 1) for n in range(60)] + [holds("P", "A", 40)]
    names = [f"X{n}" for n in range(60)]
    answer = under(UK, "A", ties, listed(*names, on="UK-SL"))
    assert answer.outcome is Outcome.NOT_MET
    assert answer.counted == between(1)
    assert under(EU, "A", ties, listed(*names, on="EU-FSF")).counted == between(60)


def test_where_too_many_would_have_to_be_counted_alone_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(pass_on, "_MOST_STEPS", 20)
    ties = [holds(f"X{n}", "A", 1) for n in range(60)] + [holds("P", "A", 40)]
    answer = under(UK, "A", ties, listed(*(f"X{n}" for n in range(60)), on="UK-SL"))
    assert answer.outcome is Outcome.UNCLEAR
    assert answer.counted == between(1, 60)
    assert any("Too many listed parties" in note for note in answer.notes)
    assert "ask" in answer.sentence.lower()


# ------------------------------------------------------------------ dates


def test_shares_count_as_of_the_day_of_the_transaction():
    ties = [
        holds("X", "A", 60, since="2020-01-01", until="2024-06-30"),
        holds("X", "A", 30, since="2024-07-01"),
        holds("P", "A", 40, since="2019-01-01"),
        holds("Q", "A", 30, since="2024-07-01"),
    ]
    parties = listed("X")
    assert under(OFAC, "A", ties, parties, day=date(2024, 6, 30)).outcome is Outcome.MET
    after = under(OFAC, "A", ties, parties, day=date(2024, 7, 1))
    assert (after.outcome, after.counted) == (Outcome.NOT_MET, between(30))
    before = under(OFAC, "A", ties, parties, day=date(2019, 6, 1))
    assert before.counted == between(0, 60)


def test_a_later_statement_replaces_an_earlier_one_and_says_so():
    ties = [holds("X", "A", 36, since="2023-03"), holds("X", "A", "33.26", since="2026-05-14")]
    answer = under(OFAC, "A", ties, listed("X"))
    assert answer.counted.low == between("33.26").low
    (counted,) = answer.traces[0].holdings
    assert counted.holding.note == "replaces 36 % from 2023-03"
    assert under(OFAC, "A", ties, listed("X"), day=date(2024, 1, 1)).counted.low == 36


def test_statements_without_dates_that_differ_leave_both_possible():
    ties = [holds("X", "A", 36), holds("X", "A", 55), holds("X", "A", None)]
    answer = under(OFAC, "A", ties, listed("X"))
    (counted,) = answer.traces[0].holdings
    assert counted.holding.share == between(36, 55)
    assert "the statements differ (36 %; 55 %)" in counted.holding.note
    assert answer.outcome is Outcome.UNCLEAR


def test_a_date_too_coarse_to_tell_makes_the_share_unknown():
    answer = under(OFAC, "A", [holds("X", "A", 60, since="2026"), holds("P", "A", 40)], listed("X"))
    assert answer.counted == between(0, 60)
    assert answer.outcome is Outcome.UNCLEAR
    note = answer.traces[0].holdings[0].holding.note
    assert "do not tell whether it was held on 2026-11-30" in note


# ------------------------------------------------------------------ bad data


def test_holdings_beyond_the_whole_are_remarked_and_the_listed_share_stands():
    answer = asked("A", [holds("X", "A", 50), holds("P", "A", 70)], listed("X"))
    assert answer.remarks == (
        "The holdings in A add up to 120 %: at least one is wrong or out of date.",
    )
    ofac = answer.answers[0]
    assert ofac.outcome is Outcome.MET
    assert ofac.counted == between(50)
    assert ofac.multiplied == between(50)  # as it stands, as in the count


def test_an_address_in_common_is_no_holding():
    computed = holds("X", "A", 60, basis=Basis.COMPUTED)
    assert under(OFAC, "A", [computed], listed("X")).outcome is Outcome.NO_HOLDERS


def test_the_rules_stand_side_by_side_in_their_order():
    answer = asked("A", [holds("X", "A", 60), holds("P", "A", 40)], listed("X"))
    assert [each.rule.id for each in answer.answers] == [OFAC, BIS, EU, UK]
    assert [each.outcome for each in answer.answers] == [
        Outcome.MET, Outcome.MET, Outcome.NOT_MET, Outcome.NOT_MET,
    ]  # fmt: skip
    assert (answer.companies, answer.holdings) == (1, 2)


def test_a_name_that_ends_in_a_full_stop_brings_no_second_one():
    answer = under("us-ofac-50", "Low Co., Ltd.", [], {})
    assert answer.sentence.startswith("Nothing is known about who holds Low Co., Ltd. Ask")
