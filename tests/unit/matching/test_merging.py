"""What is left out takes no place from what is not, and two indexes answer like one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.domain.parties import Name, PartyKind
from caveat.domain.screening import Query
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.matching.merging import merged

WORDS = ("Quillfeather", "Zanzibar", "Marmot", "Electronics", "Trading", "Hanoi", "Kyiv", "Minsk")


def party(key: int, name: str) -> ListedParty:
    return ListedParty(key, "US-EL", PartyKind.COMPANY, (Name(name),))


def index(parties: list[ListedParty]) -> MatchingIndex:
    return MatchingIndex.build(parties)


NAMES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), min_size=2, max_size=14
)


@settings(deadline=None, max_examples=60)
@given(NAMES, st.data())
def test_a_search_without_some_parties_is_a_search_where_they_never_were(
    names: list[str], data: st.DataObject
) -> None:
    parties = [party(number, name) for number, name in enumerate(names)]
    out = data.draw(st.sets(st.integers(0, len(names) - 1), max_size=len(names) - 1))
    query = Query(data.draw(st.sampled_from(names)))
    kept = frozenset(range(len(names))) - out
    whole = index(parties)
    apart = index([p for p in parties if p.key in kept])
    expected = apart.search(query, limit=3)
    for found in (
        whole.search(query, limit=3, without=frozenset(out)),
        whole.search(query, limit=3, only=kept),
    ):
        assert found.hits == expected.hits
        assert (found.alerts_total, found.related_total) == (
            expected.alerts_total,
            expected.related_total,
        )


@settings(deadline=None, max_examples=60)
@given(NAMES, st.data())
def test_two_indexes_answer_like_one_over_both(names: list[str], data: st.DataObject) -> None:
    parties = [party(number, name) for number, name in enumerate(names)]
    first = data.draw(st.sets(st.integers(0, len(names) - 1)))
    query = Query(data.draw(st.sampled_from(names)), threshold=data.draw(st.sampled_from([70, 95])))
    halves = [
        index([p for p in parties if (p.key in first) is side]).search(query, limit=4)
        for side in (True, False)
    ]
    both = merged(halves, query, limit=4, near=5)
    one = index(parties).search(query, limit=4)
    assert both.hits == one.hits
    assert both.near_misses == one.near_misses
    assert (both.alerts_total, both.related_total, both.expired_total, both.hidden_total) == (
        one.alerts_total,
        one.related_total,
        one.expired_total,
        one.hidden_total,
    )


def test_a_thousand_namesakes_that_are_left_out_do_not_hide_the_one_that_is_listed() -> None:
    parties = [party(n, "Quillfeather Electronics Co., Ltd.") for n in range(1_000)]
    whole = index([*parties, party(5_000, "Quilfeather Electronic Company")])
    query = Query("Quillfeather Electronics", limit=1)
    found = whole.search(query, limit=1, without=frozenset(range(1_000)))
    assert [match.party for match in found.hits] == [5_000]
    assert found.alerts_total == 1


@pytest.mark.parametrize("only", [frozenset(), frozenset({99})])
def test_a_search_of_no_party_finds_none(only: frozenset[int]) -> None:
    found = index([party(1, "Quillfeather")]).search(Query("Quillfeather"), only=only)
    assert found.hits == ()
    assert found.near_misses == ()
