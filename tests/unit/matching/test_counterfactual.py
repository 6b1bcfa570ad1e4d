"""What would move a party over or under the alert line, and that it is so when asked for real."""

import re
from datetime import date

import pytest

from caveat.domain.parties import Address, Name, NameKind, PartyKind
from caveat.domain.screening import DEFAULT_THRESHOLD, Band, PartyMatch, Query
from caveat.matching.compare import compare_names
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty

DOOR = "No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin"
NETTRIX, INSPUR_GROUP, SUGON, ACADEMY, BORIS, VESSEL, EXPIRED, HYGON, WUXI = range(1, 10)
MARMOT, OTTER, STREAM = 20, 21, 22
LOWEST = 30.0
"""What scores less is no near miss, and not shown."""


@pytest.fixture(scope="module")
def index(small_list) -> MatchingIndex:
    alias = NameKind.ALIAS
    return MatchingIndex.build(
        (
            *small_list,
            ListedParty(
                MARMOT, "US-EL", PartyKind.COMPANY,
                (Name("Zanzibar Optics"), Name("Quagga Marmot Works", alias)),
            ),
            ListedParty(
                OTTER, "US-EL", PartyKind.COMPANY, (Name("Dena Petrochemical Company"),),
                (Address("Khiaban 7, Shiraz", country="IR"),), ("IR",),
            ),
            ListedParty(STREAM, "US-SDN", PartyKind.VESSEL, (Name("STREAM"),)),
        )
    )  # fmt: skip


def _match(index: MatchingIndex, party: int, query: Query) -> PartyMatch:
    found = index.search(query)
    return next(m for m in (*found.hits, *found.near_misses) if m.party == party)


@pytest.mark.parametrize(
    ("party", "query", "told"),
    [
        (NETTRIX, Query("Nettrix Information"), r"Without ‘Nettrix’: [\d.]+\."),
        (
            NETTRIX, Query("Unrelated Marigold", addresses=(DOOR,)),
            r"Without the address it would not be found\.",
        ),
        (
            INSPUR_GROUP, Query("Unrelated Marigold", identifiers=("91370000163062681Y",)),
            r"Without the number it would not be found\.",
        ),
        (
            MARMOT, Query("Quagga Marmot Works"),
            r"Without the alias “Quagga Marmot Works” it would not be found\.",
        ),
        (INSPUR_GROUP, Query("IGL"), r"Would be [\d.]+ with the country CN\."),
        (INSPUR_GROUP, Query("IGL", country="CN"), r"Without the country CN: [\d.]+\."),
        (
            VESSEL, Query("OCEAN MARMALADE", kind=PartyKind.VESSEL),
            r"Without ‘MARMALADE’: [\d.]+\.",
        ),
        (STREAM, Query("Stream Co., Ltd."), r"Would be [\d.]+ without ‘Co Ltd’\."),
        (
            VESSEL, Query("Ocean Marmalade Co., Ltd."),
            r"Would be [\d.]+ with the kind vessel\.",
        ),
        (SUGON, Query("Sugon"), r"Rests on “Sugon” alone\."),
        (BORIS, Query("Korolyov"), r"Would be [\d.]+ with ‘Boris Vladimirovich’\."),
        (
            EXPIRED, Query("Quillfaether Optics Gazelle Impala Okapi Zebu Kudu"),
            r"Would be [\d.]+ without ‘Gazelle Impala Okapi Zebu Kudu’\.",
        ),
        (
            INSPUR_GROUP, Query("Inspur Software Co., Ltd."),
            (
                r"Would be [\d.]+ if its own words were the listed party’s: ‘Software’ stands "
                r"where the list has ‘Group’\."
            ),
        ),
        (
            WUXI, Query("Wuhan Suanneng Technology"),
            (
                r"Would be [\d.]+ if (?:its own words were the listed party’s: )?‘Wuhan’ (?:stands "
                r"where the list has|were) ‘Wuxi’\."
            ),
        ),
    ],
)  # fmt: skip
def test_a_party_says_what_would_move_it(index, party, query, told):
    assert re.fullmatch(told, _match(index, party, query).counterfactual)


def _figure(text: str) -> float:
    return float(re.findall(r"(?:: |be )([\d.]+)(?:\.$| )", text)[0])


@pytest.mark.parametrize(
    ("party", "query", "changed"),
    [
        (NETTRIX, "Nettrix Information", "Information"),
        (EXPIRED, "Quillfaether Optics Gazelle Impala Okapi Zebu Kudu", "Quillfaether Optics"),
        (OTTER, "Delta Dena Petrochemical", "Delta Petrochemical"),
        (BORIS, "Korolyov", "Korolyov Boris Vladimirovich"),
    ],
)
def test_the_score_told_is_the_one_that_asking_again_gives(index, party, query, changed):
    match = _match(index, party, Query(query))
    again = index.search(Query(changed), near=50)
    found = [m.score for m in (*again.hits, *again.near_misses) if m.party == party]
    told = _figure(match.counterfactual)
    assert found == ([told] if told >= LOWEST else [])
    assert (told >= DEFAULT_THRESHOLD) != (match.score >= DEFAULT_THRESHOLD)


def test_persons_of_two_names_are_not_told_to_be_one_without_the_name(index):
    told = _match(index, BORIS, Query("Vladimirovich Korolyov Anton", kind=PartyKind.PERSON))
    assert "Anton" not in told.counterfactual


def test_an_ordinary_word_too_may_be_what_keeps_a_name_below(index):
    told = _match(index, STREAM, Query("Stream Shipping", kind=PartyKind.VESSEL)).counterfactual
    assert re.fullmatch(r"Would be [\d.]+ without ‘Shipping’\.", told)


def test_a_hit_by_name_and_by_address_says_that_each_would_do(index):
    query = Query("Nettrix Information Industry", addresses=(DOOR,))
    told = _match(index, NETTRIX, query).counterfactual
    assert re.fullmatch(r"Each would do alone: the name [\d.]+, the rest [\d.]+\.", told)


def test_a_name_of_the_query_beside_the_best_one_counts(index):
    alone = _match(index, SUGON, Query("Dawning Information"))
    assert alone.counterfactual.startswith("Without")
    both = _match(index, SUGON, Query("Dawning Information", aliases=("Sugon",)))
    assert "it would not be found" not in both.counterfactual
    assert "Without the alias" not in both.counterfactual


def test_what_a_raised_line_hides_has_nothing_to_add(index):
    usual = _match(index, SUGON, Query("Sugon"))
    raised = index.search(Query("Sugon", threshold=usual.score + 0.1), near=0)
    assert raised.near_misses[0].counterfactual == ""


def test_an_expired_entry_says_nothing_of_the_alert_line(index):
    hit = index.search(Query("Quillfeather Optics"), on=date(2026, 1, 1)).hits[0]
    assert (hit.band, hit.counterfactual) == (Band.EXPIRED, "")


@pytest.mark.parametrize(
    ("one", "other", "kind", "told"),
    [
        ("Nettrix Information", "Nettrix Information Co., Ltd.", None, "Without ‘Nettrix’: "),
        ("Quagga Marmot", "Quagga Marmot Ltd", None, "Without ‘"),
        ("Nettrix", "Nettrix Co., Ltd.", None, "Rests on “Nettrix” alone."),
        ("Huawie Marigold", "Huawei", None, ""),
        ("Ivan Marmotov Jr", "Ivan Marmotov Sr", PartyKind.PERSON, "Would"),
    ],
)
def test_two_names_compared_say_so_too(one, other, kind, told):
    found = compare_names(one, other, kind, what_if=True).counterfactual
    assert found.startswith(told) if told else not found


def test_two_names_compared_without_the_question_take_no_time_for_it():
    assert compare_names("Nettrix Information", "Nettrix Information").counterfactual == ""
