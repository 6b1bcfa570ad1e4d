"""What the entries of the starter set hold."""

from collections import Counter
from datetime import date

import pytest

from caveat.domain.parties import PartyKind
from caveat.domain.sources import Mark


def test_the_set_says_what_it_is_and_up_to_when(starter):
    assert starter.label == "Starter set"
    assert starter.as_of == date(2026, 7, 9)
    assert starter.sentence == (
        "as of 9 July 2026; removals of 24 August 2026 (FR 2026-17230, 2026-17231) not applied"
    )
    assert len(starter.sha256) == 64
    assert starter.size > 0


def test_it_carries_two_lists_with_their_official_addresses(starter):
    assert [parsed.list_code for parsed in starter.lists] == ["US-EL", "US-CMIC"]
    assert all(parsed.links and parsed.rows == len(parsed.records) for parsed in starter.lists)


def test_march_2025_added_82_entries_in_these_countries(added, published):
    countries = Counter(published(record)["country"] for record in added)
    assert countries == {
        "China": 53,
        "Pakistan": 19,
        "United Arab Emirates": 4,
        "South Africa": 3,
        "Iran": 2,
        "Taiwan": 1,
    }
    assert len(added) == 82


def test_the_82_entries_are_80_parties_when_double_listings_are_merged(starter, added, overlay_of):
    keys = {party.key for record in added for party in overlay_of(record)}
    merged = [
        relation
        for relation in starter.relations
        if relation.kind == "same party as" and {relation.subject_key, relation.object_key} <= keys
    ]
    assert len(added) - len(merged) == 80


def test_twelve_of_the_added_entries_carry_footnote_4_and_the_other_rule(added):
    footnoted = [r for r in added if r.designations[0].footnotes]
    assert len(footnoted) == 12
    for record in footnoted:
        assert record.designations[0].footnotes == (4,)
        assert record.designations[0].federal_register == "90 FR 14048, 3/28/25"


def test_the_added_entries_were_published_three_days_after_they_took_effect(added):
    assert {r.designations[0].published for r in added} == {"2025-03-28"}


def test_four_entries_were_modified_and_keep_the_date_of_their_listing(entity_list, published):
    modified = [r for r in entity_list if "modified" in published(r)]
    assert [r.name for r in modified] == ["Dart Aviation"] * 4
    assert {published(r)["country"] for r in modified} == {
        "France",
        "Iran",
        "Senegal",
        "United Kingdom",
    }
    # A modification of 2025 must not make an entry of 2019 look unlisted before 2025.
    assert {r.designations[0].effective for r in modified} == {""}
    assert {r.designations[0].published for r in modified} == {"2019-11-13"}


def test_nineteen_entries_are_only_an_address_eighteen_in_china_one_in_turkey(
    entity_list, published
):
    addresses = [r for r in entity_list if r.kind is PartyKind.ADDRESS]
    assert Counter(published(r)["country"] for r in addresses) == {"China": 18, "Turkey": 1}
    first = [r for r in addresses if r.name == "Address 01"]
    assert [r.countries for r in first] == [("HK",), ("TR",)]
    assert all("2026-17230" in published(r)["note"] for r in addresses)


def test_what_the_list_misspells_stays_misspelt(entity_list):
    names = {name.text for record in entity_list for name in record.names}
    assert {
        "Suma Techology Co., Ltd.",
        "Beijing Precision Electromecha",
        "Chongqing Southwest Integrate",
    } <= names
    requirements = {r.designations[0].licence_requirement for r in entity_list}
    assert "For all items subject to the EAR. (Se §§ 734.9(e)(2) and 744.11 of the EAR) 4" in (
        requirements
    )


def test_a_review_policy_read_only_in_a_summary_is_never_shown_without_that_word(added, published):
    for record in added:
        fields = published(record)
        assert fields["license_policy"] in {"Presumption of denial", "Policy of denial"}
        assert fields["license_policy_mark"].startswith("secondary")
        assert "verify" in record.designations[0].licence_policy


def test_every_reason_carries_its_mark_and_what_the_assignment_rests_on(added, published):
    marks = Counter(published(record)["reason_mark"] for record in added)
    assert marks == {"verified": 38, "unverified": 44}
    for record in added:
        inferred = published(record)["reason_basis"].startswith("Inferred")
        assert inferred == (published(record)["reason_mark"] == "unverified")


def test_the_reasons_add_up_to_the_groups_of_the_press_release(added, published):
    groups = Counter(published(record)["reason"] for record in added)
    assert sorted(groups.values()) == [2, 2, 4, 4, 6, 7, 7, 10, 13, 27]


def test_every_entry_names_its_source_and_whether_it_is_the_whole_row(starter, published):
    for record in (r for parsed in starter.lists for r in parsed.records):
        assert published(record)["source"]
        assert published(record)["extent"] in {"whole row", "excerpt"}
        assert all(name.source is None for name in record.names)


def test_an_excerpt_says_that_the_row_may_hold_more(starter, published):
    excerpts = [
        record
        for parsed in starter.lists
        for record in parsed.records
        if published(record)["extent"] == "excerpt"
    ]
    assert len(excerpts) == 96
    assert all("may print more" in published(record)["note"] for record in excerpts)
    assert all(not r.designations[0].licence_requirement for r in excerpts)


def test_the_published_field_of_addresses_is_what_the_addresses_are_made_of(entity_list, published):
    for record in entity_list:
        printed = published(record).get("addresses")
        if printed:
            assert printed == "; ".join(address.text for address in record.addresses)
        else:
            assert [address.text for address in record.addresses] == [published(record)["country"]]


@pytest.mark.parametrize(
    ("name", "notice", "footnotes"),
    [
        ("Sugon", "84 FR 29373, 6/24/19. 87 FR 62202, 10/13/22", (4,)),
        ("Inspur Group Co., Ltd.", "88 FR 13675, 3/6/23", (4,)),
        ("Huawei Technologies Co., Ltd.", "84 FR 22963, 5/21/19", (1, 2)),
        ("HiSilicon Technologies Co., Ltd (HiSilicon)", "84 FR 22963, 5/21/19", (1, 2)),
        (
            "Tianjin Phytium Information Technology",
            "86 FR 18438, 4/9/21. 87 FR 62202, 10/13/22",
            (4,),
        ),
        (
            "Wuxi Jiangnan Institute of Computing Technology",
            "84 FR 29373, 6/24/19; 87 FR 62202, 10/13/22",
            (4,),
        ),
    ],
)
def test_the_network_around_them_is_listed_with_its_citations(entity_list, name, notice, footnotes):
    (record,) = [r for r in entity_list if r.name == name]
    assert record.designations[0].federal_register == notice
    assert record.designations[0].footnotes == footnotes


def test_sugon_and_nettrix_share_a_printed_street_and_a_park(entity_list):
    sugon, nettrix = (
        " | ".join(a.text for a in r.addresses)
        for r in sorted(
            (r for r in entity_list if r.name.startswith(("Sugon", "Nettrix"))),
            key=lambda r: r.name != "Sugon",
        )
    )
    for shared in ("No. 15, Haitai Huake Street", "No. 8 Dongbeiwang West Road"):
        assert shared in sugon
        assert shared in nettrix


def test_an_entry_without_a_known_address_still_has_its_country(entity_list):
    (huawei,) = [r for r in entity_list if r.name == "Huawei Technologies Co., Ltd."]
    assert huawei.countries == ("CN",)


def test_every_publication_carries_a_mark_and_stands_once_under_its_key(starter):
    keys = [source.key for source in starter.sources]
    assert len(keys) == len(set(keys))
    assert all(source.mark is not Mark.PUBLISHED for source in starter.sources)


def test_the_sources_file_for_people_lists_every_publication(starter, starter_folder):
    text = (starter_folder / "SOURCES.md").read_text(encoding="utf-8")
    for source in starter.sources:
        assert f"| {source.title} |" in text
        assert source.url in text
    assert starter.sentence.split("; ")[1].removesuffix(" not applied") in text.replace("\n", " ")


def test_no_publication_is_carried_that_nothing_cites(starter, starter_folder):
    cited = {source.key.partition(":")[0] for source in starter.sources}
    lines = (starter_folder / "sources.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert {line.partition(",")[0] for line in lines} == cited
