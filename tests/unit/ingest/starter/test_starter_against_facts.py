"""The starter set against the researched facts it was written from: nothing lost or inflated."""

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest

from caveat.domain.sources import Mark

pytestmark = pytest.mark.real_data

ENTITY_LIST = "Entity List, eCFR July 2026 (nsfreg)"
MARKS = {"yes": Mark.VERIFIED, "no": Mark.UNVERIFIED}


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _parts(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _han_names(cell: str) -> list[str]:
    """A name, and apart from it the number of the institute that stands behind it in brackets."""
    cell = cell.removesuffix(" ?")
    found = re.fullmatch(r"(.+)\(([^()]*所)\)", cell)
    return list(found.groups()) if found else [cell]


@pytest.fixture(scope="module")
def march(shared_facts):
    return _rows(shared_facts, "march_2025_entity_list_additions.csv")


@pytest.fixture(scope="module")
def organisations(shared_facts):
    rows = _rows(shared_facts, "organisation_names.csv")
    return [row for row in rows if not row["source"].startswith("EU ")]


@pytest.fixture(scope="module")
def ties(shared_facts):
    return _rows(shared_facts, "network_relations.csv")


@pytest.fixture(scope="module")
def relations_by_fact(starter, starter_folder):
    """Relations by the number of the fact that they state; a fact may need several."""
    found = defaultdict(list)
    rows = _rows(starter_folder, "relations.csv")
    for row, relation in zip(rows, starter.relations, strict=True):
        number = re.fullmatch(r"n(\d{3})[a-d]?", row["key"])
        if number:
            found[int(number[1])].append(relation)
    return found


@pytest.fixture(scope="module")
def by_name_and_country(entity_list, published):
    return {(r.name, published(r)["country"]): r for r in entity_list}


def test_every_name_address_and_citation_of_the_86_rows_is_there_verbatim(
    march, by_name_and_country
):
    assert len(march) == 86
    for row in march:
        record = by_name_and_country[row["name"], row["country"]]
        (designation,) = record.designations
        assert [n.text for n in record.names] == [row["name"], *_parts(row["aliases"])]
        assert [a.text for a in record.addresses] == _parts(row["addresses"])
        assert designation.federal_register == row["fr_citation"]
        assert designation.licence_requirement == row["license_requirement_text"]
        assert " ".join(map(str, designation.footnotes)) == row["footnote"]


def test_dates_policies_and_reasons_of_the_82_added_rows_carry_the_marks_of_the_facts(
    march, by_name_and_country, published
):
    policies = {
        "PRESUMPTION_OF_DENIAL": "Presumption of denial",
        "POLICY_OF_DENIAL": "Policy of denial",
    }
    groups = defaultdict(set)
    for row in (row for row in march if row["action"] == "added"):
        record = by_name_and_country[row["name"], row["country"]]
        fields = published(record)
        assert record.designations[0].effective == row["effective_date"]
        assert fields["effective_date"] == row["effective_date"]
        assert fields["license_policy"] == policies[row["license_policy_code"]]
        assert fields["license_policy_mark"].startswith(row["license_policy_verified"])
        assert fields["reason_mark"] == MARKS[row["reason_verified"]].value
        assert row["rule"].partition(" ")[0] in fields["rule"]
        groups[row["reason_group"]].add(fields["reason"])
    assert all(len(reasons) == 1 for reasons in groups.values())
    assert len(set.union(*groups.values())) == len(groups)


def test_a_modified_row_keeps_the_date_of_the_modification_apart(
    march, by_name_and_country, published
):
    for row in (row for row in march if row["action"] == "modified"):
        fields = published(by_name_and_country[row["name"], row["country"]])
        assert fields["modified"] == row["effective_date"]
        assert "license_policy" not in fields
        assert "reason" not in fields


def test_every_note_of_the_facts_is_told(march, by_name_and_country, published):
    for row in march:
        fields = published(by_name_and_country[row["name"], row["country"]])
        assert bool(row["note"]) == bool(fields.get("note"))


def test_every_chinese_name_of_the_march_rows_is_there_with_its_mark(
    march, by_name_and_country, overlay_of
):
    named = [row for row in march if row["name_zh"]]
    assert len(named) == 42
    for row in named:
        record = by_name_and_country[row["name"], row["country"]]
        names = {n.text: n.source.mark for p in overlay_of(record) for n in p.names}
        for text in _han_names(row["name_zh"]):
            assert names[text] is MARKS[row["name_zh_verified"]]


def test_the_address_only_entries_are_there_verbatim(shared_facts, by_name_and_country):
    rows = _rows(shared_facts, "address_only_entries.csv")
    assert len(rows) == 19
    for row in rows:
        record = by_name_and_country[row["entry"], row["country"]]
        assert [a.text for a in record.addresses] == [row["address"]]
        assert record.designations[0].federal_register == row["federal_register"]
        assert record.designations[0].licence_requirement == row["license_requirement"]


def test_every_listed_organisation_and_name_of_the_facts_is_carried(organisations, starter):
    listed = {n.text for parsed in starter.lists for r in parsed.records for n in r.names}
    listed |= {i.number for parsed in starter.lists for r in parsed.records for i in r.identifiers}
    overlaid = {n.text for party in starter.overlay for n in party.names}
    overlaid |= {i.number for party in starter.overlay for i in party.identifiers}
    printed_kinds = ("official_list_name", "alias", "uscc")
    for row in organisations:
        by_list = row["source"] in {ENTITY_LIST, "OFAC NS-CMIC (July 2026)"}
        if (
            by_list
            and row["kind"].startswith(printed_kinds)
            and row["kind"] != "alias_spelling_variant"
        ):
            assert row["name"] in listed, row
        else:
            assert set(_han_names(row["name"])) <= listed | overlaid, row


def test_only_names_that_the_facts_verify_are_marked_verified(organisations, march, ties, starter):
    verified = {
        n for row in organisations if row["verified"] == "yes" for n in _han_names(row["name"])
    }
    verified |= {
        n for row in march if row["name_zh_verified"] == "yes" for n in _han_names(row["name_zh"])
    }
    told = " ".join(f"{row['subject']} {row['object']}" for row in ties if row["verified"] == "yes")
    for party in starter.overlay:
        for name in party.names:
            if name.source.mark is Mark.VERIFIED:
                assert name.text in verified or name.text in told, name
        for identifier in party.identifiers:
            assert identifier.number in verified


def test_native_names_that_mean_one_listed_party_are_hints_and_unverified_unless_confirmed(
    shared_facts, starter
):
    rows = [
        row
        for row in _rows(shared_facts, "native_names_han.csv")
        if row["list"] in {"U.S. BIS: Entity List", "U.S. OFAC: NS-CMIC List"}
        and row["same_native_for"] == "1"
    ]
    assert len(rows) == 16
    published = {n.text for parsed in starter.lists for r in parsed.records for n in r.names}
    hints = {n.text: n.source for party in starter.overlay for n in party.names}
    for row in rows:
        for text in row["native"].split("/"):
            assert (
                text in published
                or hints[text].mark is Mark.UNVERIFIED
                or (hints[text].key != "native-table")
            )


OTHER_BUILDINGS = 76
"""The tie that its table calls a shared address, and whose own words say that it is none."""


def test_every_one_of_the_169_ties_is_told_under_one_kind(ties, relations_by_fact):
    assert len(ties) == 169
    assert sorted(relations_by_fact) == list(range(1, 170))
    kinds = defaultdict(set)
    for number, row in enumerate(ties, start=1):
        if number != OTHER_BUILDINGS:
            kinds[row["relation"]] |= {relation.kind for relation in relations_by_fact[number]}
    assert all(len(found) == 1 for found in kinds.values()), kinds
    (told,) = relations_by_fact[OTHER_BUILDINGS]
    assert "different buildings" in ties[OTHER_BUILDINGS - 1]["detail"]
    assert {told.kind} == kinds["shared_building_only"]


def test_every_tie_keeps_its_parties(ties, relations_by_fact, overlay):
    def words(text: str) -> set[str]:
        return {w for w in re.findall(r"\w+", text.casefold()) if len(w) > 1}

    def called(text: str, key: str) -> set[str]:
        names = [name.text for name in overlay[key].names] if key else []
        return words(" ".join([text, *names]))

    for number, row in enumerate(ties, start=1):
        for told in relations_by_fact[number]:
            assert words(row["subject"]) & called(told.subject, told.subject_key), row
            assert words(row["object"]) & called(told.object, told.object_key), row


def test_every_figure_and_quotation_of_a_tie_is_told(ties, relations_by_fact):
    for number, row in enumerate(ties, start=1):
        told = " ".join(f"{r.detail} {r.object}" for r in relations_by_fact[number])
        missing = set(re.findall(r"\d+(?:\.\d+)?", row["detail"])) - set(
            re.findall(r"\d+(?:\.\d+)?", told)
        )
        assert not missing, row
        for quotation in re.findall(r'"([^"]+)"', row["detail"]):
            assert quotation in told
        for han in re.findall(r"[\u4e00-\u9fff]{2,}", row["detail"]):
            assert han in told


def test_every_tie_keeps_its_source_and_its_mark(ties, relations_by_fact):
    for number, row in enumerate(ties, start=1):
        for relation in relations_by_fact[number]:
            assert relation.source.mark is MARKS[row["verified"]]
            assert relation.source.date == row["source_date"]
            address = row["source_url"].partition(" ")[0]
            if re.match(r"https?://\w+\.\w", address):
                assert relation.source.url == address


def test_no_name_of_a_list_that_is_not_carried_slips_in(shared_facts, starter):
    european = {
        row["name"]
        for row in _rows(shared_facts, "organisation_names.csv")
        if row["source"].startswith("EU ")
    }
    carried = {n.text for party in starter.overlay for n in party.names}
    carried |= {n.text for parsed in starter.lists for r in parsed.records for n in r.names}
    assert not european & carried
