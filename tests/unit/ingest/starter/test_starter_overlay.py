"""What the sourced overlay of the starter set holds."""

from itertools import pairwise

from caveat.domain.parties import NameKind
from caveat.domain.sources import Mark

CHECKED = {Mark.VERIFIED, Mark.SECONDARY, Mark.UNVERIFIED}


def test_every_relation_has_a_source_a_mark_and_a_detail(starter):
    for relation in starter.relations:
        assert relation.source.title
        assert relation.source.mark in CHECKED
        assert relation.detail
        assert relation.source in starter.sources


def test_every_name_that_no_list_prints_has_a_source_and_a_mark(starter):
    names = [name for party in starter.overlay for name in party.names]
    assert len(names) > 100
    for name in names:
        assert name.source is not None
        assert name.source.mark in CHECKED
        assert name.kind is not NameKind.PRIMARY


def test_what_comes_from_memory_or_a_translated_table_is_unverified(starter):
    doubtful = {"compiler", "derived", "native-table", "test-fixture"}
    statements = [r.source for r in starter.relations]
    statements += [name.source for party in starter.overlay for name in party.names]
    found = [source for source in statements if source.key in doubtful]
    assert len(found) > 50
    assert {source.mark for source in found} == {Mark.UNVERIFIED}


def test_a_publication_cited_under_another_mark_has_a_key_of_its_own(starter):
    by_key = {source.key: source for source in starter.sources}
    assert by_key["worldecr"].mark is Mark.VERIFIED
    assert by_key["worldecr:unverified"].mark is Mark.UNVERIFIED
    assert by_key["worldecr"].url == by_key["worldecr:unverified"].url


def test_both_ends_of_a_relation_are_parties_of_the_overlay_or_plain_text(starter, overlay):
    for relation in starter.relations:
        assert relation.subject
        assert relation.object
        for key, text in (
            (relation.subject_key, relation.subject),
            (relation.object_key, relation.object),
        ):
            if key:
                assert overlay[key].label == text


def test_an_entity_list_party_is_bound_by_list_country_name_and_citation(overlay):
    nettrix = overlay["el-nettrix-information-industry"]
    assert (nettrix.list_code, nettrix.country) == ("US-EL", "CN")
    assert nettrix.name == "Nettrix Information Industry Co., Ltd."
    assert nettrix.federal_register == "90 FR 14048, 3/28/25"
    assert overlay["el-inspur-hk-electronics"].country == "HK"


def test_every_binding_to_an_entry_of_the_set_finds_exactly_that_entry(starter):
    for party in starter.overlay:
        records = [
            record
            for parsed in starter.lists
            for record in parsed.records
            if (parsed.list_code, record.name) == (party.list_code, party.name)
            and (not party.country or party.country in record.countries)
        ]
        assert len(records) <= 1


def test_no_overlay_name_repeats_what_the_entry_prints(starter, overlay_of):
    for parsed in starter.lists:
        for record in parsed.records:
            printed = {name.text for name in record.names}
            for party in overlay_of(record):
                assert not printed & {name.text for name in party.names}


def test_the_chinese_names_of_nettrix_and_inspur_are_there_and_verified(overlay):
    for key, text in (
        ("el-nettrix-information-industry", "宁畅信息产业（北京）有限公司"),
        ("el-inspur-group", "浪潮"),
        ("el-inspur-group", "浪潮集团有限公司"),
        ("el-sugon", "中科曙光"),
        ("el-huawei-technologies", "華為"),
    ):
        (name,) = [name for name in overlay[key].names if name.text == text]
        assert name.kind is NameKind.NATIVE
        assert name.source.mark is Mark.VERIFIED


def test_a_name_that_the_table_gives_to_several_parties_says_so(overlay):
    (name,) = overlay["cmic-aviation-industry-corporation-of-china-ltd"].names
    assert name.source.mark is Mark.UNVERIFIED
    assert "to 4 parties" in name.source.locator


def test_the_name_of_a_parent_is_not_spread_over_its_subsidiaries(starter):
    for text in ("华为", "浪潮", "寒武纪", "中国航空工业集团有限公司"):
        assert sum(name.text == text for p in starter.overlay for name in p.names) == 1


def test_nettrix_denying_the_link_is_kept(starter):
    (denial,) = [r for r in starter.relations if r.kind == "denies"]
    assert denial.subject_key == "el-nettrix-information-industry"
    assert "denies" in denial.detail
    assert denial.source.mark is Mark.VERIFIED


def test_inspur_group_is_the_parent_of_the_six_units_listed_in_march_2025(starter, overlay):
    units = {
        r.object_key
        for r in starter.relations
        if r.kind == "parent of" and r.subject_key == "el-inspur-group"
    }
    assert len(units) == 6
    assert {overlay[key].federal_register for key in units} == {"90 FR 14048, 3/28/25"}


def test_a_party_on_both_lists_is_tied_together(starter):
    pairs = {(r.subject_key, r.object_key) for r in starter.relations if r.kind == "same party as"}
    assert ("el-sugon", "cmic-dawning-information-industry") in pairs
    assert ("el-inspur-group", "cmic-inspur-group") in pairs


def test_a_share_below_half_is_quoted_as_printed(starter):
    (share,) = [
        r
        for r in starter.relations
        if (r.kind, r.subject_key) == ("largest shareholder of", "el-sugon")
    ]
    assert "27.96%" in share.detail


def test_sugon_can_be_found_by_its_registration_number(overlay):
    numbers = {i.number for i in overlay["el-sugon"].identifiers}
    assert "91120000783342508F" in numbers
    assert all("verified" in i.text for i in overlay["el-sugon"].identifiers)


def test_the_tables_stand_in_an_order_that_keeps_a_party_together(starter):
    keys = [party.key for party in starter.overlay]
    bound = [bool(party.list_code) for party in starter.overlay]
    assert all(first >= second for first, second in pairwise(bound))
    assert len(keys) == len(set(keys))
