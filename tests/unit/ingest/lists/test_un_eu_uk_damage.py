"""Bytes changed, cut, doubled at random: a file may be refused, but nothing else may happen."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caveat.errors import InputError
from caveat.ingest.lists.read import read_list_file, read_whole_rows

DATA = Path(__file__).resolve().parents[3] / "data" / "lists"
NAMES = (
    "un_small.xml",
    "eu_small.xml",
    "eu_small.csv",
    "uk_sanctions_list_small.csv",
    "uk_conlist_small.csv",
)
MONSTER = b"x" * 1_000_000

changes = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "double", "insert", "swap", "recode"]),
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
    if how == "recode":
        part = content[start:end].decode("utf-8", errors="replace")
        return content[:start] + part.encode("cp1252", errors="replace") + content[end:]
    return content[end:] + content[start:end] + content[:start]


@pytest.mark.parametrize("name", NAMES)
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(changes=changes)
def test_a_damaged_file_is_read_or_refused_and_never_more(
    tmp_path: Path, name: str, changes: list[tuple[str, float, float, int]]
):
    content = (DATA / name).read_bytes()
    for how, first, second, byte in changes:
        content = _changed(content, how, first, second, byte)
    path = tmp_path / name
    path.write_bytes(content)
    for read in (read_list_file, read_whole_rows):
        try:
            lists = read(path).lists
        except InputError as error:
            if "Nothing was changed" not in str(error):
                raise
            continue
        for only in lists:
            assert all(record.names and record.name for record in only.records)
            assert only.rows >= len(only.records) + len(only.unread) > 0 or read is read_whole_rows


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "word", [b"Harbour", b"Jana", b"Volga Works LLC", b"PETROVA", b"AL-QASRI", b"HARBOUR"]
)
def test_a_monstrous_field_is_read_or_refused(name: str, word: bytes, tmp_path: Path):
    content = (DATA / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(content.replace(word, MONSTER, 1))
    try:
        records = read_list_file(path).lists[0].records
    except InputError:
        return
    plain = read_list_file(DATA / name).lists[0].records
    assert len(records) == len(plain)


@pytest.mark.parametrize("filler", [b" ", b"(", b"1) ", b"IMO ", b"a.", b"(A):"])
@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("uk_conlist_small.csv", b"Emir"),
        ("uk_conlist_small.csv", b"UN Ref XXi.001."),
        ("uk_conlist_small.csv", b"K1234567 "),
        ("uk_sanctions_list_small.csv", b"Moves often."),
        ("uk_sanctions_list_small.csv", b"Volga Holding;"),
        ("eu_small.xml", b"PHONE"),
        ("eu_small.xml", b"First remark."),
        ("un_small.xml", b"previously listed as"),
        ("un_small.xml", b"Owned or controlled by, or acts on behalf of,"),
    ],
)
def test_a_field_full_of_marks_or_blanks_does_not_hang(
    name: str, word: bytes, filler: bytes, tmp_path: Path
):
    content = (DATA / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(content.replace(word, word + b" IMO" + filler * (120_000 // len(filler)), 1))
    assert word in content
    assert read_list_file(path).lists[0].records


@pytest.mark.parametrize("name", NAMES)
def test_one_publisher_cannot_be_taken_for_another(name: str):
    own = read_list_file(DATA / name)
    for other in NAMES:
        if other != name:
            assert read_list_file(DATA / other).format != own.format
