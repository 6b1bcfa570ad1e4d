"""What stands between two names of one party."""

import pytest

from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.compare import compare_names
from caveat.matching.names.split import split_names

BETWEEN = [
    "t/a", "T/A", "t.a.", "d/b/a", "D/B/A", "dba", "a/k/a", "a.k.a.", "f/k/a", "n/k/a", "o/a",
    "trading as", "also trading as", "trading under the name", "doing business as", "operating as",
    "formerly", "formerly known as", "previously known as", "now known as", "vormals", "vorm.",
    "ehemals", "anciennement", "già", "anteriormente", "nombre comercial", "voorheen", "dawniej",
    "eski adıyla", "ранее", "ранее известное как", "он же", "c/o", "C/O", "ex-", "ex",
]  # fmt: skip


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize("comma", ["", ","], ids=["", "comma"])
def test_each_of_two_names_is_found(between: str, comma: str) -> None:
    space = "" if between.endswith("-") else " "
    field = f"Acme Widgets Ltd{comma} {between}{space}Marmot World"
    for name in ("Acme Widgets Limited", "Marmot World"):
        assert compare_names(field, name).score >= DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    "before",
    [
        "formerly ",
        "ex ",
        "ex-",
        "EX: ",
        "vormals ",
        "früher ",
        "antes ",
        "бывш. ",
        "原名:",
        "曾用名",
    ],
)
def test_a_former_name_in_brackets_is_found(before: str) -> None:
    assert "Marmot World" in split_names(f"Acme Widgets Ltd ({before}Marmot World)")


@pytest.mark.parametrize(
    "text",
    [
        "Ex Libris Ltd",
        "Im-Ex Marmot Trading",
        "Agro Ex Ltd",
        "Home Care of Marmot Ltd",
        "T.A. Marmot Ltd",
        "Formula One Marmot",
    ],
)
def test_one_name_stays_one(text: str) -> None:
    assert split_names(text) == (text,)


def test_a_name_that_begins_like_such_a_word_is_kept_whole() -> None:
    assert "AKA Logistics LLC" in split_names("AKA Logistics LLC")
