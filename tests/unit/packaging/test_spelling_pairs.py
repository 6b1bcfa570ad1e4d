"""What is learnt from the lists' own spellings, and what is not."""

from pathlib import Path

import pytest

import build_spelling_pairs
from build_spelling_pairs import TARGET, build
from caveat.domain.parties import PartyKind
from listed_parties import Entry, Merged


def person(key: int, year: int, *names: str) -> Merged:
    nothing = frozenset[str]()
    entry = Entry(
        "X", "US-SDN", PartyKind.PERSON, names, nothing, frozenset({year}), nothing, nothing
    )
    return Merged(key, (entry,))


def learnt_of(monkeypatch: pytest.MonkeyPatch, *persons: Merged) -> set[tuple[str, str, int]]:
    monkeypatch.setattr(build_spelling_pairs, "merged", lambda _data, _kind: list(persons))
    return {(one, other, count) for one, other, count, _ in build(Path())}


def test_the_word_in_which_two_names_of_one_person_differ_is_learnt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert learnt_of(
        monkeypatch,
        person(0, 1950, "QUELZADHI, Testo", "QELZADI, Testo"),
        person(1, 1970, "Vera QELZADI", "Vera QUELZADHI", "Vera Maria QALZ"),
    ) == {("qelzadi", "quelzadhi", 2)}


def test_names_that_differ_in_more_than_a_word_teach_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = person(0, 1950, "QUELZADHI, Testo Ali", "QELZADI, Tosto Ali")
    assert learnt_of(monkeypatch, one) == set()


@pytest.mark.parametrize(
    "names",
    [
        ("ZORK, Ahmed", "ZORK, Mohammed"),
        ("ZORK, Nasir", "ZORK, Nazir"),
        ("ZORK, Mohamed", "ZORK, Muhammad"),
        ("ZORK, Testo", "ZORK, Wolfbane"),
    ],
)
def test_two_known_names_known_variants_and_unlike_words_are_left_out(
    monkeypatch: pytest.MonkeyPatch, names: tuple[str, str]
) -> None:
    assert learnt_of(monkeypatch, person(0, 1950, *names), person(1, 1970, *names)) == set()


def test_words_that_tell_two_persons_apart_as_often_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert (
        learnt_of(
            monkeypatch,
            person(0, 1950, "QUELZADHI, Testo", "QUELZADHO, Testo"),
            person(1, 1970, "QUELZADHI, Vera"),
            person(2, 1980, "QUELZADHO, Vera"),
        )
        == set()
    )


def test_persons_of_the_labelled_pairs_teach_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("QUELZADHI, Testo", "QUELZADHO, Testo")
    assert learnt_of(monkeypatch, person(0, 1950, *names)) != set()
    monkeypatch.setattr(build_spelling_pairs, "_labelled", lambda: set(names))
    assert learnt_of(monkeypatch, person(0, 1950, *names)) == set()


@pytest.mark.real_data
def test_the_table_is_what_the_script_makes_of_the_lists(shared_data: Path) -> None:
    rows = [",".join(map(str, row)) for row in build(shared_data)]
    assert TARGET.read_text(encoding="utf-8").splitlines()[1:] == rows
