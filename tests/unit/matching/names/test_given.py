import csv

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from caveat.domain.parties import PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names
from caveat.matching.names.clean import fold
from caveat.matching.names.given import (
    GivenNames,
    Relation,
    father,
    given_names,
    groups,
    learnt,
    related,
)
from caveat.resources import resource


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("muhammad", "muhammad", Relation.SAME),
        ("mohammed", "muhammad", Relation.VARIANT),
        ("serhiy", "sergei", Relation.VARIANT),
        ("uladzimir", "volodymyr", Relation.VARIANT),
        ("abdelrahman", "abdurrahmon", None),
        ("abdelrahman", "abdurrahman", Relation.VARIANT),
        ("bill", "william", Relation.SHORT),
        ("bill", "liam", Relation.SHORT),
        ("sasha", "oleksandr", Relation.SHORT),
        ("pepe", "jose", Relation.SHORT),
        ("juan", "john", Relation.CROSS_LANGUAGE),
        ("yusuf", "joseph", Relation.CROSS_LANGUAGE),
        ("mehmet", "muhammad", Relation.CROSS_LANGUAGE),
        ("jack", "jean", None),
        ("aleksandr", "aleksandra", Relation.GENDERED),
        ("karim", "karima", Relation.GENDERED),
        ("karima", "kareema", Relation.VARIANT),
    ],
)
def test_given_names_are_related_by_what_the_table_says(
    one: str, other: str, relation: Relation | None
) -> None:
    assert related(one, other) is relation
    assert related(other, one) is relation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hasan", "hussein"),
        ("muhammad", "mahmud"),
        ("muhammad", "ahmad"),
        ("ahmad", "hamid"),
        ("jamal", "jamil"),
        ("jamal", "kamal"),
        ("kamal", "kamil"),
        ("khalid", "khalil"),
        ("saad", "said"),
        ("salih", "salah"),
        ("salim", "salam"),
        ("abdullah", "ubaydullah"),
        ("abdulrahman", "abdulrahim"),
        ("mikhail", "nikolay"),
        ("valery", "vasily"),
        ("sergey", "andrey"),
        ("maria", "marina"),
    ],
)
def test_names_that_only_look_alike_stay_two_names(one: str, other: str) -> None:
    assert related(one, other) is None


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("vladimirovich", "volodymyrovych", Relation.VARIANT),
        ("uladzimiravich", "vladimirovich", Relation.VARIANT),
        ("nikolaevich", "mykolayovych", Relation.VARIANT),
        ("yurevna", "yuriivna", Relation.VARIANT),
        ("sergeevich", "sergeevna", Relation.GENDERED),
        ("valeryevich", "vasilyevich", None),
        ("pavlovich", "petrovich", None),
    ],
)
def test_patronymics_are_related_as_the_fathers_names_are(
    one: str, other: str, relation: Relation | None
) -> None:
    assert related(one, other) is relation
    assert related(other, one) is relation


def test_a_patronymic_tells_the_sex_of_its_bearer() -> None:
    assert father("aleksandrovich")[0] == "m"
    assert father("aleksandrovna")[0] == "f"
    assert father("rich") == ("", frozenset())
    assert father("markov") == ("", frozenset())


def test_a_short_form_belongs_to_every_name_it_is_short_for() -> None:
    assert {relation for _, relation in groups("sasha")} >= {Relation.SHORT}
    assert related("slava", "vyacheslav") is Relation.SHORT
    assert related("slava", "yaroslav") is Relation.SHORT
    assert related("vyacheslav", "yaroslav") is None


def test_the_lists_own_spellings_are_learnt_both_ways() -> None:
    assert learnt("qadhafi", "gaddafi") == learnt("gaddafi", "qadhafi") > 1
    assert learnt("ahmed", "mohammed") == 0


def test_the_hash_covers_all_tables() -> None:
    header = "form,group,relation,language,source,verified\n"
    pairs = "one,other,persons,source\n"
    arabic = "written,form,source,verified\n"
    row = "bob,robert,short,en,x,no\n"
    plain = GivenNames(header, pairs, arabic)
    assert plain.sha256 != GivenNames(header + row, pairs, arabic).sha256
    assert plain.sha256 != GivenNames(header, pairs + "a,b,1,x\n", arabic).sha256
    assert plain.sha256 != GivenNames(header, pairs, arabic + "عمر,omar,x,no\n").sha256


def test_every_form_is_folded_and_stands_once_in_its_group() -> None:
    with resource("lexicons/given_names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({(row["form"], row["group"]) for row in rows}) == len(rows)
    assert [row["form"] for row in rows if fold(row["form"]) != row["form"]] == []
    assert len({row["group"] for row in rows}) > 700
    assert len({row["form"] for row in rows}) > 4_000
    with resource("lexicons/spelling_pairs.csv").open(encoding="utf-8", newline="") as file:
        pairs = [(row["one"], row["other"]) for row in csv.DictReader(file)]
    assert pairs == sorted(set(pairs))
    assert all(one < other for one, other in pairs)


@for_all(
    st.sampled_from(sorted(given_names().groups)), st.sampled_from(sorted(given_names().groups))
)
def test_relations_are_symmetric(one: str, other: str) -> None:
    assert related(one, other) is related(other, one)
    assert related(one, one) is Relation.SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("George Bush", "Джордж Буш"),
        ("Michael Pompeo", "Майк Помпео"),
        ("William Burns", "Вільям Бернс"),
        ("Giuseppe Conte", "Джузеппе Конте"),
        ("Jorge Rodríguez", "Хорхе Родригес"),
        ("François Hollande", "Франсуа Олланд"),
        ("Heinz Fischer", "Хайнц Фишер"),
    ],
)
def test_western_names_in_cyrillic_letters(a: str, b: str) -> None:
    assert compare_names(a, b, PartyKind.PERSON).score >= DEFAULT_THRESHOLD
