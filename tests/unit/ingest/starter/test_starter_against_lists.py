"""The starter set against the Entity List and NS-CMIC of the same day."""

import csv
import gzip
import re
from collections import defaultdict

import pytest

from caveat.domain.identity import name_key

pytestmark = pytest.mark.real_data

CITATION = re.compile(r"\d+ FR \d+")
LISTS = {"Entity": "US-EL", "Non-SDN": "US-CMIC"}


@pytest.fixture(scope="module")
def july_2026(shared_data):
    """Rows of both lists by list code and folded name."""
    found = defaultdict(list)
    path = shared_data / "lists" / "csl_layout_2026-07-09.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = LISTS.get(row["source"].partition(" ")[0])
            found[code, name_key(row["name"])].append(row)
    return found


def test_every_entry_is_printed_by_the_list_with_its_citations_and_aliases(starter, july_2026):
    for parsed in starter.lists:
        for record in parsed.records:
            rows = july_2026[parsed.list_code, name_key(record.name)]
            assert rows, record.name
            cited = set(CITATION.findall(record.designations[0].federal_register))
            same = [r for r in rows if cited <= set(CITATION.findall(r["federal_register_notice"]))]
            assert same, record.name
            aliases = {name_key(a) for row in same for a in row["alt_names"].split("; ")}
            assert {name_key(n.text) for n in record.names[1:]} <= aliases


def test_every_binding_finds_exactly_one_row(starter, july_2026):
    for party in (party for party in starter.overlay if party.list_code):
        rows = july_2026[party.list_code, name_key(party.name)]
        there = [
            row
            for row in rows
            if not party.country
            or {party.country, {"CN": "HK", "HK": "CN"}.get(party.country)}
            & set(re.findall(r"\b([A-Z]{2})(?:;|$)", row["addresses"]))
        ]
        assert len(there) == 1, party
