import re
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.domain.parties import Address, Name, NameKind, PartyKind
from caveat.domain.progress import CancelledError, CancelToken, Progress
from caveat.domain.screening import Band, EvidenceKind, PartRelation, Query
from caveat.domain.sources import Source
from caveat.matching.catalogue import Catalogue, CatalogueBuilder
from caveat.matching.engine import ENGINE_VERSION, MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.matching.names.lexicon import lexicon
from caveat.matching.names.person_prepare import bare_name, bare_side
from labelled import persons

NETTRIX, INSPUR_GROUP, SUGON, ACADEMY, BORIS, VESSEL, EXPIRED, HYGON, WUXI = range(1, 10)


def parties(result):
    return [match.party for match in result.hits]


def test_a_listed_name_is_a_strong_hit_and_says_which_name_it_is(small_index):
    hit = small_index.search(Query("Nettrix Information Industry Co., Ltd.")).hits[0]
    assert (hit.party, hit.band) == (NETTRIX, Band.STRONG)
    assert hit.score >= 95
    assert hit.evidence[0].listed == "Nettrix Information Industry Co., Ltd."
    assert hit.evidence[0].field == "name"
    assert "the same words" in hit.because


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("宁畅", NETTRIX),
        ("浪潮", INSPUR_GROUP),
        ("浪潮集團", INSPUR_GROUP),
        ("Langchao Group", INSPUR_GROUP),
        ("曙光信息产业股份有限公司", SUGON),
        ("海光信息技术股份有限公司", HYGON),
        ("中国电子科技集团公司第十三研究所", ACADEMY),
        ("Королёв Борис Владимирович", BORIS),
    ],
)
def test_another_script_or_brand_form_finds_the_party(small_index, text, party):
    assert parties(small_index.search(Query(text)))[0] == party


@pytest.mark.parametrize("beginning", ["Nettr", "Nettri", "Nettrix Infor"])
def test_an_unfinished_name_already_shows_the_party(small_index, beginning):
    result = small_index.search(Query(beginning))
    assert (result.hits + result.near_misses)[0].party == NETTRIX


def test_a_beginning_alone_is_no_alert(small_index):
    result = small_index.search(Query("Nettr"))
    assert parties(result) == []
    assert "may be unfinished" in result.near_misses[0].because


def test_another_company_under_a_listed_brand_is_related_and_no_alert(small_index):
    hit = small_index.search(Query("Inspur Software Co., Ltd.")).hits[0]
    assert (hit.party, hit.band) == (INSPUR_GROUP, Band.RELATED)
    assert "; not the listed party; carries its name." in hit.because


def test_another_city_contradicts_and_leaves_the_party_related(small_index):
    hit = small_index.search(Query("Wuhan Suanneng Technology Co., Ltd.")).hits[0]
    assert (hit.party, hit.band, hit.contradicted) == (WUXI, Band.RELATED, True)
    relations = {part.relation for part in hit.evidence[0].parts}
    assert PartRelation.CONTRADICTION in relations


def test_another_institute_number_is_no_alert(small_index):
    result = small_index.search(
        Query("China Electronics Technology Group Corporation 55th Research Institute")
    )
    assert all(not hit.band.value.startswith(("strong", "possible")) for hit in result.hits)


def test_generic_words_alone_find_nobody(small_index):
    assert small_index.search(Query("General Trading LLC")).hits == ()
    assert small_index.search(Query("Information Industry Technology Co., Ltd.")).hits == ()


def test_an_acronym_alone_stays_below_the_line_until_the_country_agrees(small_index):
    alone = small_index.search(Query("IGL"))
    assert parties(alone) == []
    assert alone.near_misses[0].party == INSPUR_GROUP
    assert "abbreviation alone" in alone.near_misses[0].because
    assert parties(small_index.search(Query("IGL", country="CN"))) == [INSPUR_GROUP]


@pytest.mark.parametrize(
    "asked",
    ["QRV", "QRV Ltd", "QRV Trading", "Shanghai QRV Technology Co., Ltd.", "QRV (Dubai) FZE"],
)
def test_the_bare_abbreviation_that_a_party_is_called_stays_a_hit_whatever_is_added(asked):
    listed = [
        ListedParty(1, "US-EL", PartyKind.COMPANY, (Name("QRV"),)),
        ListedParty(2, "US-EL", PartyKind.COMPANY, (Name("QRV LLC"),)),
        ListedParty(
            3,
            "US-EL",
            PartyKind.COMPANY,
            (Name("Qualified Rotor Works (QRV)"), Name("QRV", NameKind.ALIAS)),
        ),
    ]
    result = MatchingIndex.build(listed).search(Query(asked))
    alerts = {hit.party for hit in result.hits if hit.band in {Band.STRONG, Band.POSSIBLE}}
    assert alerts == {1}


@pytest.mark.parametrize("asked", ["QRV JSC", "QRV Pumps", "QRV Neft", "Bank QRV 7"])
def test_an_abbreviation_is_held_where_more_than_that_is_added(asked):
    listed = [ListedParty(1, "US-EL", PartyKind.COMPANY, (Name("QRV LLC"),))]
    result = MatchingIndex.build(listed).search(Query(asked))
    assert not [hit for hit in result.hits if hit.band in {Band.STRONG, Band.POSSIBLE}]


def test_a_contradicting_country_never_hides_a_hit_but_marks_it(small_index):
    hit = small_index.search(Query("Nettrix Information Industry", country="DE")).hits[0]
    assert hit.party == NETTRIX
    assert hit.contradicted
    country = next(e for e in hit.evidence if e.kind is EvidenceKind.COUNTRY)
    assert country.contradicts
    assert "rules nothing out" in country.text


@pytest.mark.parametrize("country", ["CN", "HK", "MO", "TW"])
def test_chinese_territories_do_not_contradict_china(small_index, country):
    hit = small_index.search(Query("Nettrix Information Industry", country=country)).hits[0]
    assert not hit.contradicted


def test_a_party_without_a_country_is_never_contradicted_by_one(small_index):
    assert not small_index.search(Query("Sugon", country="US")).hits[0].contradicted


def test_a_weak_alias_stays_below_strong_and_says_so(small_index):
    hit = small_index.search(Query("Borya", kind=PartyKind.PERSON)).hits[0]
    assert (hit.party, hit.band) == (BORIS, Band.POSSIBLE)
    assert hit.evidence[0].field == "weak alias"
    assert "weak" in hit.because


def test_the_filter_by_kind_never_drops_a_party_of_unknown_kind(small_index):
    assert NETTRIX in parties(
        small_index.search(Query("Nettrix Information", kind=PartyKind.AIRCRAFT))
    )
    vessel = Query("Ocean Marmalade", kind=PartyKind.COMPANY)
    assert VESSEL not in parties(small_index.search(vessel))


@pytest.mark.parametrize("kind", [None, *PartyKind])
def test_the_filter_by_kind_never_drops_an_entry_that_is_an_address(kind):
    text = "Room 1318-19, 13/F, Hollywood Plaza, 610 Nathan Road, Mongkok"
    entry = ListedParty(
        7, "US-EL", PartyKind.ADDRESS, (Name("Address 07"),), (Address(text, country="HK"),)
    )
    index = MatchingIndex.build([entry])
    assert parties(index.search(Query("", addresses=(text,), kind=kind))) == [7]
    assert parties(index.search(Query("Address 07", kind=kind))) == [7]


def test_the_filter_by_list_leaves_other_lists_out(small_index):
    assert parties(small_index.search(Query("Sugon"), lists=frozenset({"US-SDN"}))) == []
    assert SUGON in parties(small_index.search(Query("Sugon", lists=("US-EL",))))
    both = small_index.search(Query("Sugon", lists=("US-EL",)), lists=frozenset({"US-SDN"}))
    assert both.hits == both.near_misses == ()


def test_an_ended_designation_is_shown_as_expired(small_index):
    query = Query("Quillfeather Optics")
    assert small_index.search(query, on=date(2026, 1, 1)).hits[0].band is Band.EXPIRED
    assert small_index.search(query, on=date(2020, 1, 31)).hits[0].band is Band.STRONG
    assert small_index.search(query).hits[0].band is Band.STRONG


@pytest.mark.parametrize(
    ("number", "party"),
    [
        ("91370000163062681Y", INSPUR_GROUP),
        ("9137 0000 1630 6268 1y", INSPUR_GROUP),
        ("IMO 9187629", VESSEL),
        ("9187629", VESSEL),
    ],
)
def test_an_identifier_finds_its_party_whatever_the_name(small_index, number, party):
    hit = small_index.search(Query("Somebody Else Entirely", identifiers=(number,))).hits[0]
    assert (hit.party, hit.band) == (party, Band.STRONG)
    assert hit.evidence[0].kind is EvidenceKind.IDENTIFIER


def test_an_address_alone_finds_the_party_and_says_so(small_index):
    query = Query(
        "Harmless New Name Ltd.",
        addresses=("15 Haitai Huake Street, Huayuan Industrial Zone, Tianjin",),
    )
    hit = next(hit for hit in small_index.search(query).hits if hit.party == NETTRIX)
    assert hit.evidence[0].kind is EvidenceKind.ADDRESS
    assert hit.evidence[0].level is not None


def test_an_address_never_lowers_a_score(small_index):
    name = "Nettrix Information Industry"
    alone = small_index.search(Query(name)).hits[0].score
    elsewhere = small_index.search(Query(name, addresses=("1 Elsewhere Road, Lima",))).hits[0].score
    there = Query(name, addresses=("No. 15, Haitai Huake Street, Tianjin",))
    assert elsewhere == alone
    assert small_index.search(there).hits[0].score >= alone


def test_a_name_that_the_list_does_not_publish_is_not_called_listed():
    source = Source("x", "Annual report")
    name = Name("浪潮", NameKind.NATIVE, source)
    party = ListedParty(7, "US-EL", PartyKind.UNKNOWN, (Name("Inspur Group"), name))
    hit = MatchingIndex.build([party]).search(Query("浪潮")).hits[0]
    assert "the native name from another source “浪潮”" in hit.because


def test_aliases_of_the_query_are_searched_too(small_index):
    assert SUGON in parties(small_index.search(Query("Unrelated", aliases=("Sugon",))))


def test_a_near_miss_says_what_it_would_be_without_the_rare_word(small_index):
    result = small_index.search(Query("Quillfaether Optics Brindlecott Marmot Gazelle"))
    found = next(m for m in result.hits + result.near_misses if m.party == EXPIRED)
    assert "without ‘Brindlecott Marmot Gazelle’" in found.counterfactual


def test_two_parties_of_one_name_are_both_shown_with_one_score_and_band():
    names = (Name("Zanzibar Marmot Works"),)
    index = MatchingIndex.build(
        [ListedParty(key, code, PartyKind.UNKNOWN, names) for key, code in ((1, "A"), (2, "B"))]
    )
    hits = index.search(Query("Zanzibar Marmot Works")).hits
    assert [hit.party for hit in hits] == [1, 2]
    assert len({(hit.score, hit.band, hit.because, hit.counterfactual) for hit in hits}) == 1


def test_the_threshold_of_the_query_is_the_line(small_index):
    query = Query("Inspur", threshold=70.0)
    score = small_index.search(query).hits[0].score
    strict = small_index.search(Query("Inspur", threshold=score + 0.1))
    assert strict.alerts_total == 0


def test_a_party_hidden_by_a_raised_line_is_a_near_miss_that_says_so(small_index):
    usual = small_index.search(Query("Inspur")).hits[0]
    raised = small_index.search(Query("Inspur", threshold=usual.score + 0.1), near=0)
    assert usual.party not in parties(raised)
    hidden = raised.near_misses[0]
    assert (hidden.party, hidden.score, hidden.band) == (usual.party, usual.score, Band.NEAR_MISS)
    assert "not the listed party" not in hidden.because
    assert "hidden by the alert line raised to" in hidden.because
    assert raised.hidden_total == 1


def test_raising_the_line_leaves_related_parties_and_all_scores_as_they_are(small_index):
    for text, country in (("Inspur Software Co., Ltd.", "FR"), ("IGL", "CN"), ("Sugon", "DE")):
        usual = small_index.search(Query(text, country=country))
        for line in (75.0, 85.0, 99.9):
            raised = small_index.search(Query(text, country=country, threshold=line))
            assert raised.related_total == usual.related_total
            assert raised.alerts_total + raised.hidden_total == usual.alerts_total
            scores = {m.party: m.score for m in raised.hits + raised.near_misses}
            assert all(scores[hit.party] == hit.score for hit in usual.hits)


def test_equal_questions_get_equal_answers_also_from_stored_arrays(small_list, small_index):
    arrays = small_index.to_arrays()
    assert all(isinstance(a, np.ndarray) and a.dtype.kind in "iufb" for a in arrays.values())
    stored = MatchingIndex.from_arrays(arrays)
    again = MatchingIndex.build(small_list)
    assert (stored.names, stored.parties) == (small_index.names, small_index.parties)
    for text in ("Nettrix", "浪潮", "Inspur Software", "Boris Korolyov", "BCAT"):
        expected = small_index.search(Query(text, country="CN"))
        assert stored.search(Query(text, country="CN")) == expected
        assert again.search(Query(text, country="CN")) == expected


def test_expecting_questions_changes_no_answer(small_list):
    expecting, other = MatchingIndex.build(small_list), MatchingIndex.build(small_list)
    texts = (
        "Nettrix",
        "浪潮",
        "Inspur Software",
        "Boris Korolyov",
        "BCAT",
        "",
        "\u200b",
        "Nettrix",
    )
    queries = [Query(text, aliases=("Nettirx Co., Ltd.",)) for text in texts]
    queries += [Query(text, kind=PartyKind.PERSON, lists=("US-EL",)) for text in texts]
    queries += [
        Query("Unknown Optics", addresses=("No. 15 Haitai Huake Street, Tianjin",), threshold=60.0)
    ]
    for without in (frozenset(), frozenset({1, 2})):
        expecting.expect(queries, without=without)
        for query in queries:
            assert expecting.search(query, without=without) == other.search(query, without=without)
    expecting.expect(queries)
    expecting.expect([])
    assert expecting.search(queries[0]) == other.search(queries[0])
    MatchingIndex.build([]).expect(queries)


def test_stored_arrays_of_another_version_are_refused(small_index):
    arrays = small_index.to_arrays()
    arrays["format"] = arrays["format"] + 1
    with pytest.raises(ValueError, match="another version"):
        MatchingIndex.from_arrays(arrays)


def test_an_empty_index_answers_with_nothing():
    empty = MatchingIndex.build([])
    result = empty.search(Query("Nettrix", addresses=("x",), identifiers=("12345678",)))
    assert result.hits == result.near_misses == ()
    assert MatchingIndex.from_arrays(empty.to_arrays()).parties == 0


def test_building_reports_progress_and_can_be_cancelled(small_list):
    seen: list[Progress] = []
    MatchingIndex.build(small_list, progress=seen.append)
    assert seen
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        MatchingIndex.build(small_list, cancel=token)


def test_the_engine_version_depends_on_the_tables():
    assert re.match(r"\d+\.\d+\+", ENGINE_VERSION)
    assert len(ENGINE_VERSION.partition("+")[2]) == 12
    assert len(lexicon().sha256) == 64


@settings(max_examples=80, deadline=None)
@given(
    name=st.text(max_size=200),
    address=st.text(max_size=60),
    number=st.text(max_size=30),
    country=st.text(max_size=3),
)
def test_no_text_whatever_breaks_a_search(small_index, name, address, number, country):
    query = Query(name, addresses=(address,), identifiers=(number,), country=country)
    result = small_index.search(query)
    assert all(0.0 <= hit.score <= 100.0 for hit in result.hits + result.near_misses)


@pytest.mark.parametrize(
    "text",
    ["", " ", "!!! ??? ---", "😀" * 50, "x" * 10_000, "浪" * 10_000, "a b " * 2_500, "\u202e\u200b",
     "1 2 3 4", "\ud800", "ﷺ", "LLC", "ООО", "有限公司"],
)  # fmt: skip
def test_odd_names_are_answered(small_index, text):
    result = small_index.search(Query(text))
    assert len(result.hits) <= 50


def test_sentences_hold_no_percent_sign_and_parts_share_one_whole(small_index):
    for text in ("浪潮", "Inspur Beijing", "Nettrix Information", "Wuhan Suanneng Technology"):
        for hit in small_index.search(Query(text, country="CN")).hits:
            for evidence in hit.evidence:
                assert "%" not in evidence.text
                if evidence.parts:
                    assert sum(part.weight for part in evidence.parts) == pytest.approx(1, abs=0.02)


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nettrix", "Nettrix Information Industry Co., Ltd."),
        ("宁畅", "Nettrix Information Industry Co., Ltd."),
        ("Inspur Beijing", "Inspur (Beijing) Electronic Information Industry Co., Ltd."),
        ("浪潮(北京)电子信息", "Inspur (Beijing) Electronic Information Industry Co., Ltd."),
        ("Sugon", "Sugon"),
        ("中国航天科工集团", "China Aerospace Science and Industry Corporation Limited"),
    ],
)
def test_the_right_party_of_the_real_lists_stands_on_top(real_index, real_parties, text, name):
    by_key = {party.key: party for party in real_parties}
    hits = real_index.search(Query(text)).hits
    best = [by_key[hit.party].names[0].text for hit in hits if hit.score == hits[0].score]
    assert name in best


@pytest.mark.real_data
def test_the_brand_alone_brings_every_inspur_entry(real_index, real_parties):
    by_key = {party.key: party for party in real_parties}
    hits = real_index.search(Query("浪潮")).hits
    found = {by_key[hit.party].names[0].text for hit in hits}
    assert {
        "Inspur Group Co., Ltd.",
        "Inspur (Beijing) Electronic Information Industry Co., Ltd.",
        "Inspur Software Co., Ltd.",
        "Inspur Electronic Information Industry Co., Ltd.",
    } <= found


def test_a_company_called_like_a_person_is_held_against_persons_however_they_were_read():
    pairs = persons().pairs[:300]
    index = MatchingIndex.build(
        ListedParty(key, "US-SDN", PartyKind.PERSON, (Name(other),))
        for key, (_, other) in enumerate(pairs)
    )
    found = 0
    for one, _ in pairs:
        found += bool(index.search(Query(f"{one} LLC")).near_misses)
        found += bool(index.search(Query(f"Trading {one}")).near_misses)
    assert found > 100


def test_names_of_one_wording_are_one_word_by_word_too():
    """What was found word by word is told by the words of the name that was found."""
    texts = [text for pair in persons().pairs for text in pair]
    texts += ["AL-DIN, Omar", "ALDIN, Omar", "Al Din, Omar", "KIM, Jong-Un", "KIM, Jongun"]
    builder = CatalogueBuilder()
    for key, text in enumerate(texts):
        builder.add(ListedParty(key, "US-SDN", PartyKind.PERSON, (Name(text),)))
    catalogue = Catalogue(builder.arrays())
    shared = 0
    for wording in range(len(catalogue.arrays["wording_ends"])):
        reading = catalogue.wording(wording).reading
        forms = catalogue.forms(wording)
        shared += len(forms) > 1
        for form in forms:
            told = bare_name(catalogue.prepared(form)).tokens
            assert reading is not None
            assert told == bare_side(reading).tokens
    assert shared > 10
