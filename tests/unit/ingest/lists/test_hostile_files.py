"""Bytes changed, cut, doubled at random: a file may be refused, but nothing else may happen."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caveat.domain.lists import ParsedFile, ParsedList
from caveat.errors import InputError
from caveat.ingest.lists.read import read_list_file, read_whole_rows

DATA = Path(__file__).resolve().parents[3] / "data" / "lists"
CSV = (DATA / "csl_small.csv").read_bytes()
JSON = (DATA / "csl_small.json").read_bytes()


def _zipped(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("csl.csv", content)
    return packed.getvalue()


WHOLE = {
    "csv": CSV,
    "json": JSON,
    "csv.gz": gzip.compress(CSV, mtime=0),
    "json.gz": gzip.compress(JSON, mtime=0),
    "zip": _zipped(CSV),
}


def _lists(read: Callable[[Path], ParsedFile], path: Path) -> tuple[ParsedList, ...]:
    try:
        return read(path).lists
    except InputError as error:
        if "Nothing was changed" in str(error):
            return ()
        raise


changes = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "double", "insert", "swap"]),
        st.floats(0, 1),
        st.floats(0, 1),
        st.integers(0, 255),
    ),
    min_size=1,
    max_size=4,
)


def _changed(content: bytes, how: str, first: float, second: float, byte: int) -> bytes:
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
    return content[end:] + content[start:end] + content[:start]


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("read", [read_list_file, read_whole_rows])
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(changes=changes)
def test_a_damaged_file_is_read_or_refused_and_never_more(
    tmp_path: Path,
    kind: str,
    read: Callable[[Path], ParsedFile],
    changes: list[tuple[str, float, float, int]],
):
    content = WHOLE[kind]
    for how, first, second, byte in changes:
        content = _changed(content, how, first, second, byte)
    path = tmp_path / f"list.{kind}"
    path.write_bytes(content)
    for item in _lists(read, path):
        assert item.rows == len(item.records) + len(item.unread)
        assert all(record.names and record.name for record in item.records)


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_no_cut_anywhere_but_between_records_passes_for_a_whole_file(tmp_path: Path, kind: str):
    content = WHOLE[kind]
    rows = sum(item.rows for item in read_list_file(DATA / f"csl_small.{kind}").lists)
    path = tmp_path / f"list.{kind}"
    accepted = []
    for end in range(0, len(content), 3 if kind == "csv" else 1):
        path.write_bytes(content[:end])
        try:
            accepted.append((end, sum(item.rows for item in read_list_file(path).lists)))
        except InputError:
            continue
    if kind == "json":
        assert accepted == []
    else:
        assert all(content[end - 1 : end] == b"\n" for end, _ in accepted)
        assert len({count for _, count in accepted}) == len(accepted)
        assert all(count <= rows for _, count in accepted)
