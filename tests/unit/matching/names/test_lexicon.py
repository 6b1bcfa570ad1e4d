import csv

import pytest

from caveat.matching.names.lexicon import TABLES, WordKind, lexicon
from caveat.matching.names.tokens import token
from caveat.resources import resource


@pytest.mark.parametrize("table", TABLES)
def test_every_row_states_its_source_and_how_far_it_was_checked(table):
    text = resource(f"lexicons/{table}.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert rows
    assert all(row["source"] and row["verified"] in {"yes", "no"} for row in rows)


def test_no_form_stands_twice_in_a_table():
    for table in ("legal_forms", "words", "places"):
        text = resource(f"lexicons/{table}.csv").read_text(encoding="utf-8")
        forms = [row["form"] for row in csv.DictReader(text.splitlines())]
        assert len(forms) == len(set(forms)), table


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ("Wuhan", "Wuxi", True),
        ("Wuhan", "CN", False),
        ("Shenzhen", "Guangdong", False),
        ("Beijing", "Shanghai", True),
        ("HK", "Beijing", True),
        ("RU", "CN", True),
        ("Moscow", "RU", False),
    ],
)
def test_places_disagree_unless_one_lies_in_the_other(one, other, disagree):
    assert lexicon().places_disagree(one, other) is disagree
    assert lexicon().places_disagree(other, one) is disagree


@pytest.mark.parametrize(
    ("forms", "brand"),
    [
        (("w:inspur", "w:langchao", "k:浪潮"), "inspur"),
        (("w:sugon", "w:shuguang", "w:dawning", "k:曙光"), "sugon"),
        (("w:hygon", "w:higon", "w:haiguang", "k:海光"), "hygon"),
        (("w:nettrix", "w:ningchang", "k:宁畅"), "nettrix"),
    ],
)
def test_brand_forms_share_their_brand(forms, brand):
    assert all(brand in token(code).brands for code in forms)


def test_an_ordinary_word_is_only_a_hint_of_a_brand():
    assert "inspur" in token("w:wave").hints
    assert not token("w:wave").brands


def test_kinds_weigh_what_they_distinguish():
    weights = {
        kind: token(code).weight
        for kind, code in (
            ("brand", "w:nettrix"),
            ("activity", "l:semiconductor"),
            ("generic", "l:technology"),
            ("form", "l:co ltd"),
        )
    }
    assert weights["brand"] > weights["activity"] > weights["generic"] > weights["form"]
    assert token("l:technology").kind is WordKind.GENERIC


def test_an_ordinary_word_weighs_less_than_an_unheard_one():
    assert token("w:triangle").weight < token("w:xqvzlomar").weight
