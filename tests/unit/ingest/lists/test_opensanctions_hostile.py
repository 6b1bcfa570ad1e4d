"""Exports of OpenSanctions changed at random: read or refused, and nothing else may happen."""

import csv
import gzip
import io
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caveat.domain.identity import content_sha256
from caveat.domain.lists import ParsedFile
from caveat.errors import InputError
from caveat.ingest.lists.read import read_list_file, read_whole_rows

DATA = Path(__file__).resolve().parents[3] / "data" / "lists"
CSV = (DATA / "opensanctions_simple.csv").read_bytes()
FTM = (DATA / "opensanctions_entities.ftm.json").read_bytes()
WHOLE = {"csv": CSV, "json": FTM, "csv.gz": gzip.compress(CSV, mtime=0)}

Reader = Callable[[Path], ParsedFile]
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "double", "insert", "swap", "wide"]),
        st.floats(0, 1),
        st.floats(0, 1),
        st.integers(0, 255),
    ),
    min_size=1,
    max_size=4,
)


def changed(content: bytes, how: str, first: float, second: float, byte: int) -> bytes:
    start, end = sorted((int(first * len(content)), int(second * len(content))))
    if how == "flip" and content:
        at = min(start, len(content) - 1)
        return content[:at] + bytes([content[at] ^ (byte or 1)]) + content[at + 1 :]
    if how == "cut":
        return content[:start] + content[end:]
    if how == "double":
        return content[:end] + content[start:end] + content[end:]
    if how == "insert":
        return content[:start] + bytes([byte]) * 3 + content[start:]
    if how == "wide":
        return (
            content[:start] + content[start:end].decode("latin-1").encode("utf-16") + content[end:]
        )
    return content[end:] + content[start:end] + content[:start]


def read_or_refused(path: Path, read: Reader = read_list_file) -> ParsedFile | None:
    try:
        return read(path)
    except InputError as error:
        if "Nothing was" in str(error):
            return None
        raise


def assert_sound(parsed: ParsedFile) -> None:
    for item in parsed.lists:
        assert item.rows >= len(item.records)
        assert item.definition is not None
        assert item.definition.code == item.list_code
        for record in item.records:
            assert record.name.strip()
            assert record.designations
            assert record.published
            content_sha256(record)
            pickle.dumps(record)


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("read", [read_list_file, read_whole_rows])
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(changes=CHANGES)
def test_a_changed_export_is_read_or_refused(
    tmp_path: Path, kind: str, read: Reader, changes: list[tuple[str, float, float, int]]
):
    content = WHOLE[kind]
    for each in changes:
        content = changed(content, *each)
    path = tmp_path / "list"
    path.write_bytes(content)
    parsed = read_or_refused(path, read)
    if parsed is not None:
        assert_sound(parsed)


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["NK-1", "NK-2", "ru", "sanction", "2020-01-01", "IMO1234567"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)
PROPERTY_NAMES = [
    "name",
    "alias",
    "weakAlias",
    "previousName",
    "topics",
    "country",
    "nationality",
    "address",
    "addressEntity",
    "entity",
    "owner",
    "asset",
    "holder",
    "number",
    "startDate",
    "endDate",
    "authority",
    "program",
    "programId",
    "parent",
    "percentage",
    "birthDate",
    "innCode",
    "person",
    "relative",
]
PROPERTIES = st.dictionaries(
    st.sampled_from(PROPERTY_NAMES),
    VALUES,
    max_size=8,
)
ENTITY = st.fixed_dictionaries(
    {"id": st.sampled_from(["NK-1", "NK-2", "NK-3"]) | VALUES, "properties": PROPERTIES | VALUES},
    optional={
        "schema": st.sampled_from(
            ["Company", "Person", "Address", "Sanction", "Ownership", "Family", "Passport", "Odd"]
        )
        | VALUES,
        "caption": VALUES,
        "target": VALUES,
        "datasets": VALUES,
        "last_seen": VALUES,
    },
)


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(entities=st.lists(ENTITY, min_size=1, max_size=6))
def test_entities_of_any_shape_are_read_or_refused(tmp_path: Path, entities: list[Any]):
    first = {"id": "x", "schema": "Company", "caption": "X", "target": True, "properties": {}}
    path = tmp_path / "list.json"
    path.write_text("".join(f"{json.dumps(each)}\n" for each in (first, *entities)))
    parsed = read_or_refused(path)
    if parsed is not None:
        assert_sound(parsed)


@pytest.mark.parametrize(
    "properties",
    [
        {"name": ["A" * 1_000_000]},
        {"name": [f"Name {n}" for n in range(20_000)]},
        {"name": ["A, " * 300_000], "address": [",".join("A" * 500_000)]},
        {"topics": ["sanction"], "parent": ["X-1"] * 1_000, "owner": ["X-1"]},
    ],
)
def test_a_field_of_a_million_letters_or_values_is_only_large(
    tmp_path: Path, properties: dict[str, list[str]]
):
    entity = {"id": "X-1", "schema": "Company", "caption": "Acme", "target": True}
    path = tmp_path / "list.json"
    path.write_text(json.dumps({**entity, "properties": properties}) + "\n")
    assert read_list_file(path).lists[0].records[0].name == "Acme"


def test_a_million_separators_in_a_cell_are_only_many(tmp_path: Path):
    header, row = list(csv.reader(io.StringIO(CSV.decode(), newline="")))[:2]
    for cell in (";" * 100_000, '"" ' * 40_000, "a;" * 60_000, '";' * 50_001):
        path = tmp_path / "list.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows([header, [*row[:5], cell, *row[6:]]])
        assert len(read_list_file(path).lists[0].records) == 1


def test_a_thing_tied_to_thousands_is_read_once_each(tmp_path: Path):
    listed = [
        {"id": f"L{n}", "schema": "Company", "caption": f"L{n}", "target": True, "properties": {}}
        for n in range(2_000)
    ]
    hub = {"id": "H", "schema": "Company", "caption": "H", "properties": {"name": ["H" * 9]}}
    edges = [
        {"id": f"E{n}", "schema": "Ownership", "properties": {"owner": ["H"], "asset": [f"L{n}"]}}
        for n in range(2_000)
    ]
    path = tmp_path / "list.json"
    path.write_text("".join(f"{json.dumps(each)}\n" for each in (*listed, hub, *edges)))
    item = read_list_file(path).lists[0]
    assert len(item.records) == 2_000
    assert all(len(record.relations) == 1 for record in item.records)
