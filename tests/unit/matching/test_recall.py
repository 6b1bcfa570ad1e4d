"""A changed spelling counts as found when any record that carries the name is."""

import pytest

from caveat.domain.parties import Name, PartyKind
from caveat.domain.recall import Left, Trial
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedName, ListedParty
from caveat.matching.recall import Bearers, Trials, normal_name, sampled
from caveat.matching.variants import Change

COMPANY, PERSON = PartyKind.COMPANY, PartyKind.PERSON


def index_of(*names: str, kind: PartyKind = COMPANY) -> MatchingIndex:
    return MatchingIndex.build(
        ListedParty(key, "US-EL", kind, (Name(text),)) for key, text in enumerate(names, start=1)
    )


def trials_of(index: MatchingIndex, line: float = 70.0) -> Trials:
    return Trials(index, Bearers(index.listed_names()), line)


def by_change(index: MatchingIndex, place: int, seed: int = 1) -> dict[str, Trial]:
    names = list(index.listed_names())
    return {trial.change: trial for trial in trials_of(index).of_name(names[place], seed)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KOROLYOV, Boris", "Boris Korolyov"),
        ("Société Générale", "SOCIETE  GENERALE"),
        ("ＡＢＣ Ｗorks", "abc works"),
    ],
)
def test_a_name_is_normalised_by_case_marks_order_and_punctuation(one: str, other: str) -> None:
    assert normal_name(one) == normal_name(other)


def test_every_name_in_the_index_is_given_with_its_bearer() -> None:
    party = ListedParty(
        7, "US-SDN", PERSON, (Name("KOROLYOV, Boris"), Name("BORYA")), countries=("RU", "BY")
    )
    assert list(MatchingIndex.build([party]).listed_names()) == [
        ListedName(7, "US-SDN", "KOROLYOV, Boris", PERSON, ("RU", "BY")),
        ListedName(7, "US-SDN", "BORYA", PERSON, ("RU", "BY")),
    ]


def test_another_record_of_the_same_name_counts_as_found() -> None:
    index = index_of("Marmalade Quantum Works Ltd.", "Marmalade Quantum Works, Ltd")
    found = by_change(index, 1)[Change.FULL_WIDTH]
    assert found.came_first == 1
    assert found.party == 2
    assert (found.compared, found.first, found.hit) == (True, True, True)


def test_a_variant_that_is_the_name_of_another_party_is_left_out() -> None:
    index = index_of("Marmalade Orange Quantum", "Marmalade Quantum", "Orange Quantum")
    found = {
        trial.left
        for seed in range(12)
        for trial in trials_of(index).of_name(next(iter(index.listed_names())), seed)
        if trial.change == Change.DROPPED
    }
    assert Left.ANOTHER_NAME in found


def test_a_name_without_a_distinctive_word_is_left_out() -> None:
    index = index_of("General Trading LLC")
    assert {t.left for t in by_change(index, 0).values()} == {Left.NOT_DISTINCTIVE}


def test_what_is_not_found_is_told_with_what_came_first() -> None:
    index = index_of("Zuvanari Photonics Works", "Marmalade Quantum Works")
    names = list(index.listed_names())
    wanted = ListedName(99, "US-EL", "Marmalade Kwantumm Vorks", COMPANY)
    trials = Trials(index, Bearers([*names, wanted]), 70.0)
    missed = [t for t in trials.of_name(wanted, 1) if not t.left and not t.first]
    assert missed
    assert all(not trial.hit for trial in missed)
    assert any(trial.came_first == 2 and trial.came_first_score > 0 for trial in missed)


def test_the_alert_line_decides_what_is_a_hit() -> None:
    index = index_of("Marmalade Quantum Works Ltd.")
    name = next(iter(index.listed_names()))
    low = {t.change: t for t in trials_of(index, 70.0).of_name(name, 1)}
    high = {t.change: t for t in trials_of(index, 100.0).of_name(name, 1)}
    assert low[Change.ONE_TYPO].hit
    assert not high[Change.ONE_TYPO].hit
    assert high[Change.ONE_TYPO].first


def test_a_hit_behind_many_others_is_still_a_hit() -> None:
    index = index_of(*(f"Marmalade Quantum Works {n}" for n in range(1, 80)))
    names = list(index.listed_names())
    found = {t.change: t for t in trials_of(index).of_name(names[-1], 1)}
    assert found[Change.FULL_WIDTH].hit


def test_a_sample_is_drawn_by_each_name_alone() -> None:
    names = list(index_of(*(f"Marmalade {n} Works" for n in range(50))).listed_names())
    few = {names[place].text for place in sampled(names, 10, 1)}
    assert len(few) == 10
    fewer = [name for name in names if name.text in few or name.key % 2]
    assert {fewer[place].text for place in sampled(fewer, 10, 1)} == few
    assert {names[place].text for place in sampled(names, 10, 2)} != few


@pytest.mark.parametrize("most", [0, 3, 99])
def test_a_sample_tries_each_normalised_name_once(most: int) -> None:
    names = list(index_of("Marmalade Works", "WORKS, Marmalade", "Quantum Works").listed_names())
    assert sampled(names, most) == [0, 2]


@pytest.mark.parametrize("text", ["!!!", "\u0301", "x" * 10_000, "🙂 🙂"])
def test_a_hostile_name_is_passed_over(text: str) -> None:
    index = index_of("Marmalade Quantum Works", text)
    listed = list(index.listed_names())
    assert [list(trials_of(index).of_name(name)) for name in listed[1:]] == [[]]


def test_a_long_name_is_normalised_and_has_bearers() -> None:
    long = "Marmalade " * 1_000
    assert Bearers([ListedName(1, "US-EL", long, COMPANY)]).of(long) == {1}
