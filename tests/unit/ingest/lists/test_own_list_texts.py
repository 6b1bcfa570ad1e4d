"""Cells of own lists as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.domain.lists import Duty
from caveat.domain.own_lists import OWN_CODE
from caveat.domain.parties import Identifier, PartyKind
from caveat.ingest.lists.own_list_settings import code_for
from caveat.ingest.lists.own_list_texts import (
    date_of,
    duty_of,
    identifier_of,
    kind_of,
    several,
    several_names,
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-05", "2026-12-05"),
        ("2026-12-05 00:00:00", "2026-12-05"),
        ("2026-12", "2026-12"),
        ("2026", "2026"),
        ("5.12.2026", "2026-12-05"),
        ("05. 12. 2026", "2026-12-05"),
        ("5 December 2026", "2026-12-05"),
        ("December 5, 2026", "2026-12-05"),
        ("Dec 2026", "2026-12"),
        ("12/05/2026", None),
        ("31/12/2026", None),
        ("2026-02-30", None),
        ("30.2.2026", None),
        ("2026-00-01", None),
        ("soon", None),
        ("Smarch 2026", None),
        ("", None),
        ("2026-12-05" * 1_000, None),
    ],
)
def test_a_date_is_read_only_where_it_can_be_but_one(text: str, day: str | None):
    assert date_of(text) == day


@given(st.text(max_size=80))
def test_no_text_breaks_a_reader_of_cells(text: str):
    day = date_of(text)
    assert day is None or date_of(day) == day
    kind_of(text)
    duty_of(text)
    assert identifier_of(text).text == text
    assert all(part.strip() for part in several(text))
    assert set(several(text)) <= set(several_names(text))


@given(st.text(max_size=60))
def test_any_title_gives_a_code(text: str):
    assert OWN_CODE.fullmatch(code_for(text))
    assert code_for(text) == code_for(text)


def test_words_of_kinds_and_duties():
    assert kind_of("Organisation") is PartyKind.COMPANY
    assert kind_of(" public body ") is PartyKind.COMPANY
    assert kind_of("SHIP") is PartyKind.VESSEL
    assert kind_of("mermaid") is None
    assert duty_of("License") is Duty.LICENCE
    assert duty_of(" DENY ") is Duty.DENY
    assert duty_of("perhaps") is None


def test_several_names_are_parted_and_a_legal_form_is_no_name():
    assert several("a; b\nc;;a") == ("a", "b", "c")
    assert several("-") == ()
    assert several_names("Knownsec,Beijing Knownsec") == (
        "Knownsec,Beijing Knownsec",
        "Knownsec",
        "Beijing Knownsec",
    )
    assert several_names("Acme Co.,Ltd.; Beta, Inc.") == ("Acme Co.,Ltd.", "Beta, Inc.")


def test_an_identifier_may_say_its_kind():
    assert identifier_of("LEI: 5299X") == Identifier("LEI", "5299X", "", "LEI: 5299X")
    assert identifier_of("5299:X") == Identifier("identifier", "5299:X", "", "5299:X")
    link = "https://example.org"
    assert identifier_of(link) == Identifier("identifier", link, "", link)
