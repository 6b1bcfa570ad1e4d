import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caveat.domain.answer_json import answer_to_json
from caveat.domain.lists import ImportReport
from caveat.domain.parties import PartyKind
from caveat.domain.screening import Band, Outcome, Query
from caveat.errors import EnvironmentProblemError, InputError
from caveat.proof.canonical import canonical
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from caveat.storage.connection import Store
from templates import Clock, open_at, rows

Publish = Callable[..., ImportReport]


@pytest.fixture
def official(publish: Publish, screener: Screener) -> Screener:
    """Both lists of the starter set replaced by official ones."""
    publish("csl_2026-11-20.csv", [*rows("US-EL", 195), *rows("US-CMIC", 70)])
    return screener


@pytest.mark.parametrize("name", ["", "  ", "\t\n", "\u3000"])
def test_a_query_that_asks_nothing_is_refused(screener: Screener, name: str) -> None:
    with pytest.raises(InputError, match="Give a name, an address or a number"):
        screener.screen(Query(name))


@pytest.mark.parametrize("name", ["!?.,;:", "---", "🚀🔥", "«»", "\u200b\u200e", "💀"])
def test_a_name_without_a_letter_or_digit_is_refused_and_never_a_no_match(
    official: Screener, name: str
) -> None:
    with pytest.raises(InputError, match="letter or digit"):
        official.screen(Query(name))


def test_a_query_by_address_or_number_alone_is_answered(screener: Screener) -> None:
    answer = screener.screen(
        Query("", addresses=("No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin",))
    )
    assert answer.alerts
    assert screener.screen(Query("", identifiers=("91110000000000000X",))).screening == ""


@pytest.mark.parametrize("line", [0.0, -5.0, 100.5, float("nan"), float("inf")])
def test_an_alert_line_off_the_scale_is_refused(screener: Screener, line: float) -> None:
    with pytest.raises(InputError, match="1 to 100"):
        screener.screen(Query("Nettrix", threshold=line))


def test_against_starter_data_alone_nothing_counts_as_screened(screener: Screener) -> None:
    found = screener.screen(Query("Nettrix"))
    nothing = screener.screen(Query("Zuvanari Photonics"))
    assert found.alerts
    assert not nothing.alerts
    for answer in (found, nothing):
        assert answer.outcome is Outcome.NOT_SCREENED
        assert answer.no_match_statement is None
        assert answer.remarks[0].startswith("Not screened: only the built-in starter set")
        assert "removals of 24 August 2026" in answer.remarks[0]


def test_a_no_match_says_lists_dates_line_nearest_and_what_was_not_searched(
    official: Screener,
) -> None:
    answer = official.screen(Query("Kemotizu Unrelated Bakery"))
    assert answer.outcome is Outcome.NO_MATCH
    statement = answer.no_match_statement
    assert statement is not None
    assert "No match at or above 70 in these lists as of these dates" in statement
    assert "Entity List, 2026-11-20 (195 entries)" in statement
    assert "UFLPA" in statement
    assert "1260H" in statement
    assert "744.22" in statement
    assert "METI" in statement
    assert "Denied Persons List" in statement
    if answer.near_misses:
        assert answer.near_misses[0].party.name in statement


def test_hits_carry_reason_list_citation_and_record(official: Screener) -> None:
    listed = rows("US-EL", 1)[0]["name"]
    answer = official.screen(Query(listed))
    assert answer.outcome is Outcome.HITS
    assert answer.no_match_statement is None
    hit = answer.hits[0]
    assert hit.party.name == listed
    assert hit.band is Band.STRONG
    assert hit.because
    assert [c.title for c in hit.citations] == ["Entity List", "90 FR 14048"]
    assert hit.designations[0].citations == (1, 2)
    assert "licence_policy" in hit.designations[0].not_in_release


def test_a_mixture_of_official_and_starter_lists_says_which_are_starter(
    publish: Publish, screener: Screener
) -> None:
    publish("csl_2026-11-20.csv", rows("US-EL", 195))
    answer = screener.screen(Query("Zuvanari Photonics"))
    assert answer.outcome is Outcome.NO_MATCH
    assert "Only starter entries were searched of: Non-SDN Chinese" in answer.remarks[0]
    assert "starter set only" in (answer.no_match_statement or "")


def test_a_search_of_a_starter_list_alone_is_not_screened_though_others_are_official(
    publish: Publish, screener: Screener
) -> None:
    publish("csl_2026-11-20.csv", rows("US-EL", 195))
    answer = screener.screen(Query("Zuvanari Photonics", lists=("US-CMIC",)))
    assert answer.outcome is Outcome.NOT_SCREENED


def test_a_search_of_some_lists_names_the_others_as_not_searched(official: Screener) -> None:
    answer = official.screen(Query("Zuvanari", lists=("US-EL",)))
    assert [item.list_code for item in answer.coverage] == ["US-EL"]
    assert any("Chinese Military-Industrial" in title for title in answer.not_covered)
    assert not any(title == "Entity List" for title in answer.not_covered)


def test_a_list_that_is_unknown_or_not_in_service_is_not_silently_left_out(
    screener: Screener,
) -> None:
    with pytest.raises(InputError, match="US-XX"):
        screener.screen(Query("Nettrix", lists=("US-EL", "US-XX")))
    with pytest.raises(EnvironmentProblemError, match="US-SDN is not in service"):
        screener.screen(Query("Nettrix", lists=("US-EL", "US-SDN")))


def test_a_name_of_ten_thousand_characters_is_refused_with_advice(screener: Screener) -> None:
    with pytest.raises(InputError, match="10,000 characters is more than one name"):
        screener.screen(Query("Nettrix " * 1_250))


def test_a_long_name_of_which_only_the_beginning_is_compared_says_so(screener: Screener) -> None:
    long = "Nettrix " + "Information Industry " * 30
    assert (
        screener.screen(Query(long))
        .remarks[-1]
        .startswith("Only the beginning was compared of: “Nettrix Information")
    )
    assert "beginning" in screener.screen(Query("x", aliases=(long * 9,))).remarks[-1]


@pytest.mark.parametrize("text", ["Nettrix\0", "\0Nettrix", "Net\0trix", "Nettrix\x1b[31m"])
def test_control_characters_can_be_asked_and_recorded(screener: Screener, text: str) -> None:
    answer = screener.record(screener.screen(Query(text, addresses=(text,), country=text)))
    assert answer.screening


@pytest.mark.parametrize("text", ["Nettrix\udcff"])
@pytest.mark.parametrize(
    "field", ["name", "aliases", "addresses", "identifiers", "country", "role"]
)
def test_bytes_that_are_no_text_are_refused_before_anything_is_searched(
    screener: Screener, field: str, text: str
) -> None:
    value = (text,) if field in {"aliases", "addresses", "identifiers"} else text
    query = replace(Query("Nettrix"), **{field: value})  # type: ignore[arg-type]  # by name
    with pytest.raises(InputError, match="UTF-8"):
        screener.screen(query)


LETTERS = st.characters(exclude_categories=["Cs"])


@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.builds(
        Query,
        name=st.text(LETTERS, max_size=40).map(lambda text: f"x{text}"),
        aliases=st.lists(st.text(LETTERS, max_size=20), max_size=2).map(tuple),
        addresses=st.lists(st.text(LETTERS, max_size=40), max_size=2).map(tuple),
        country=st.text(LETTERS, max_size=3),
        identifiers=st.lists(st.text(LETTERS, max_size=20), max_size=2).map(tuple),
        kind=st.none() | st.sampled_from(PartyKind),
        role=st.text(LETTERS, max_size=10),
    )
)
def test_any_query_is_answered_and_recorded(screener: Screener, query: Query) -> None:
    recorded = screener.record(screener.screen(query))
    assert recorded.screening


def as_bytes(screener: Screener, query: Query) -> str:
    return canonical(answer_to_json(screener.screen(query)))


QUERIES = (
    Query("Nettrix"),
    Query("浪潮"),
    Query("Inspur Beijing", country="CN"),
    Query("Huawei", limit=200),
    Query("", addresses=("No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin",)),
    Query("Zuvanari"),
)


def test_the_same_question_gives_the_same_answer_byte_for_byte(
    ws: Workspace, screener: Screener
) -> None:
    again = Screener(ws)
    for query in QUERIES:
        assert as_bytes(screener, query) == as_bytes(again, query)


def test_threads_get_the_same_answers(screener: Screener) -> None:
    expected = [as_bytes(screener, query) for query in QUERIES]
    wrong: list[Query] = []

    def ask() -> None:
        wrong.extend(
            q for q, e in zip(QUERIES, expected, strict=True) if as_bytes(screener, q) != e
        )

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_country_address_or_number_never_hides_what_the_name_alone_finds(
    screener: Screener,
) -> None:
    alone = {hit.party.id for hit in screener.screen(Query("Nettrix")).alerts}
    for further in (
        {"country": "FR"},
        {"country": "no such country"},
        {"addresses": ("1 Rue de la Paix, Paris",)},
        {"identifiers": ("12345678",)},
        {"kind": PartyKind.COMPANY},
    ):
        query = replace(Query("Nettrix"), **further)  # type: ignore[arg-type]  # by name
        assert alone <= {hit.party.id for hit in screener.screen(query).alerts}


def test_without_any_list_nothing_is_searched(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A workspace in which even the starter set was not loaded yet, as after a kill.
    monkeypatch.setattr(
        "caveat.services.starter.bring_starter_up_to_date", lambda _ws, _progress: None
    )
    ws = open_at(tmp_path / "home", Clock())
    with pytest.raises(EnvironmentProblemError, match="No list was in service"):
        Screener(ws).screen(Query("Nettrix"))
    ws.close()


def test_reading_only_a_search_works_and_recording_says_why_not(
    ws: Workspace, screener: Screener
) -> None:
    answer = screener.screen(Query("Nettrix"))
    reading = Workspace(
        ws.paths,
        Store(ws.paths.workspace, read_only=True),
        ws.operator,
        key=None,
        now=ws.now,
    )
    ws.store.reader().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    second = Screener(reading)
    assert second.screen(Query("Nettrix")).hits == answer.hits
    with pytest.raises(EnvironmentProblemError, match="open for reading only"):
        second.record(answer)
    reading.close()
