"""Telephones, domains and people: equal where they are one, silent where strangers share them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.domain.relations import RelationKind
from caveat.network.contacts import contacts_of, shared_domains


def keys(heading: str, text: str) -> list[str]:
    return [contact.key for contact in contacts_of(heading, text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Phone", "+86 10 5630 8000"), ("Telephone number", "010-5630 8000")),
        (("Phone", "0086 (10) 56308000"), ("电话", "86-10-56308000 ext. 12")),
        (("E-Mail", "info@mail.example.com.cn"), ("Website", "https://www.example.com.cn/en")),
        (("Buyer", "sales@Example.DE"), ("Web", "example.de")),
        (("Director", "LI  Jun"), ("Contact person", "Li Jun")),
    ],
)
def test_what_is_one_is_equal(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert keys(*one) == keys(*other) != []


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("E-Mail", "somebody@gmail.com"),
        ("E-Mail", "12345@qq.com; x@163.com"),
        ("Website", "https://example.en.alibaba.com"),
        ("Website", "-"),
        ("Website", "http://["),
        ("Phone", "1234567"),
        ("Phone", "0000000000"),
        ("Phone", "see website"),
        ("Director", "Sales"),
        ("Director", "Dept. 4 of Li Jun"),
        ("Buyer", "Li Jun"),
        ("Amount", "12345678901"),
        ("", ""),
    ],
)
def test_what_says_nothing_gives_nothing(heading: str, text: str) -> None:
    assert keys(heading, text) == []


def test_several_stand_in_one_cell() -> None:
    assert keys("Tel.", "030 12345678; 030 87654321 / 089-1111222") == [
        "012345678",
        "087654321",
        "891111222",
    ]
    assert keys("Directors", "Li Jun; Wang Wei") == ["li jun", "wang wei"]
    found = [*contacts_of("E-Mail", "a@one.example, b@two.example")]
    assert [contact.key for contact in found] == ["one.example", "two.example"]
    assert {contact.kind for contact in found} == {RelationKind.SHARED_EMAIL_DOMAIN}


def test_the_table_of_shared_domains_is_one_of_domains() -> None:
    assert len(shared_domains()) > 50
    assert all(domain == domain.strip().lower() and "." in domain for domain in shared_domains())


@given(st.text(max_size=30), st.text(max_size=80))
def test_any_text_is_read_without_an_error(heading: str, text: str) -> None:
    for contact in contacts_of(heading, text):
        assert contact.key
        assert contact.shown
