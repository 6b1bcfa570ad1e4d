"""A limit changes what is shown, never what is found or counted."""

from datetime import date

import pytest

from caveat.domain.parties import Address, Identifier, Name, NameKind, PartyKind
from caveat.domain.screening import Band, Query
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.matching.opening import query_names

COMPANY = PartyKind.COMPANY
PLACES = (
    "Berlin",
    "Madrid",
    "Hanoi",
    "Kyiv",
    "Minsk",
    "Moscow",
    "Beijing",
    "Dubai",
    "Tehran",
    "Tokyo",
)
WORDS = ("Trading", "Technology", "Industry", "Shipping", "Optics", "Energy", "Services", "Holding",
         "Engineering", "Electronics")  # fmt: skip
TOWER = "Room {}, Quartz Tower, 15 Harbour Street, Wan Chai, Hong Kong"


@pytest.fixture(scope="module")
def family():
    """One rare name carried by 200 parties: half with one word more, half with two."""
    return MatchingIndex.build(
        [
            ListedParty(
                number, "US-EL", COMPANY, (Name(f"Quillfeather {rest}"),), countries=("CN",)
            )
            for number, rest in enumerate(
                [f"{place}{letter}" for letter in ("", " Co., Ltd.") for place in PLACES]
                + [f"{word} {place}" for word in WORDS for place in PLACES]
                + [f"Vostochny {word} {place}" for word in WORDS[:8] for place in PLACES]
            )
        ]
    )


@pytest.mark.parametrize("limit", [0, 1, 20, 50, 1000])
def test_totals_and_order_do_not_depend_on_the_limit(family, limit):
    whole = family.search(Query("Quillfeather"), limit=10_000)
    cut = family.search(Query("Quillfeather"), limit=limit)
    assert whole.alerts_total + whole.related_total == 200
    assert (cut.alerts_total, cut.related_total) == (whole.alerts_total, whole.related_total)
    alerts = [hit for hit in cut.hits if hit.band in {Band.STRONG, Band.POSSIBLE}]
    assert tuple(alerts) == whole.hits[: min(limit, whole.alerts_total)]
    assert len(cut.hits) - len(alerts) == min(limit, whole.related_total)


def test_related_and_expired_entries_take_no_place_from_an_alert():
    names = [
        "Zzyzx Quarkson",
        "Zzyzx Quarkson Trading",
        "Zzyzx Vostok Marmot Electronics Co., Ltd.",
    ]
    index = MatchingIndex.build(
        ListedParty(n, "US-EL", COMPANY, (Name(name),), ends="2020-01-01" if n == 0 else "")
        for n, name in enumerate(names)
    )
    result = index.search(Query("Zzyzx Quarkson Ltd."), limit=1, on=date(2026, 1, 1))
    assert [(hit.party, hit.band) for hit in result.hits] == [
        (1, Band.POSSIBLE if result.hits[0].score < 90 else Band.STRONG),
        (2, Band.RELATED),
        (0, Band.EXPIRED),
    ]
    assert (result.alerts_total, result.related_total, result.expired_total) == (1, 1, 1)


def test_all_names_of_a_query_are_searched():
    index = MatchingIndex.build([ListedParty(1, "US-EL", COMPANY, (Name("Zzyzx Quarkson"),))])
    aliases = (*(f"Alias{n} GmbH" for n in range(98)), "Zzyzx Quarkson")
    query = Query("Acme Fasteners", aliases=aliases)
    assert len(query_names(query)) == 100
    assert [hit.party for hit in index.search(query).hits] == [1]


def test_all_parties_that_a_raised_line_hides_are_kept_and_counted(family):
    usual = family.search(Query("Quillfeather"), limit=1000)
    raised = family.search(Query("Quillfeather", threshold=99.9), limit=1000, near=1)
    assert usual.alerts_total > 20
    assert (raised.alerts_total, raised.hidden_total) == (0, usual.alerts_total)
    hidden = {hit.party for hit in raised.near_misses if hit.score >= 70}
    assert hidden == {hit.party for hit in usual.hits if hit.score >= 70}


def test_a_filter_works_before_the_addresses_are_counted_out():
    rooms = [
        ListedParty(
            n,
            "US-EL" if n == 0 else "US-SDN",
            PartyKind.PERSON if n else PartyKind.UNKNOWN,
            (Name(f"Xylo{n} Blorp"),),
            (Address(TOWER.format(1901 if n else 2305), country="HK"),),
        )
        for n in range(400)
    ]
    index = MatchingIndex.build(rooms)
    address = (TOWER.format(1901),)
    assert index.search(Query("", addresses=address), limit=1000).alerts_total == 399
    for query in (
        Query("", addresses=address, lists=("US-EL",), threshold=50.0),
        Query("", addresses=address, kind=PartyKind.VESSEL, threshold=50.0),
    ):
        assert [hit.party for hit in index.search(query, limit=1).hits] == [0]


def test_an_address_alone_and_a_number_alone_are_enough():
    index = MatchingIndex.build(
        [
            ListedParty(1, "US-EL", COMPANY, (Name("Xylo"),), (Address(TOWER.format(4)),)),
            ListedParty(
                2, "US-EL", COMPANY, (Name("Blorp"),), identifiers=(Identifier("IMO", "9187629"),)
            ),
        ]
    )
    assert [h.party for h in index.search(Query("", addresses=(TOWER.format(4),))).hits] == [1]
    assert [h.party for h in index.search(Query("", identifiers=("9187629",))).hits] == [2]


def test_a_party_is_counted_once_however_many_names_it_has():
    names = tuple(Name(f"Quillfeather {place}", NameKind.ALIAS) for place in PLACES)
    index = MatchingIndex.build([ListedParty(1, "US-EL", COMPANY, names)])
    assert index.search(Query("Quillfeather")).alerts_total == 1


@pytest.mark.parametrize("own", [18, 19, 20, 21])
def test_the_very_same_rooms_come_before_rooms_that_overlap(own):
    index = MatchingIndex.build(
        ListedParty(
            n,
            "US-EL",
            PartyKind.ADDRESS,
            (Name(f"Address {n}"),),
            (Address(f"Room 1316-{n}, 13F, Quartz Plaza, 610 Harbour Road, Hong Kong"),),
        )
        for n in range(17, 23)
    )
    asked = f"Room 1316-{own}, 13/F, Quartz Plaza, 610 Harbour Road, Hong Kong"
    hits = index.search(Query("", addresses=(asked,))).hits
    assert hits[0].party == own
    assert hits[0].score > hits[1].score
    assert "same room" in hits[0].because
    assert "among the rooms of both" in hits[1].because
    assert len(hits) == 6
    assert all(hit.band is Band.STRONG for hit in hits)
