"""Bytes of OFAC's files changed, cut, doubled at random: read or refused, and nothing else."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caveat.domain.lists import ParsedList
from caveat.errors import InputError
from caveat.ingest.lists.read import read_list_file, read_list_set

DATA = Path(__file__).resolve().parents[3] / "data" / "lists"
SET = sorted((DATA / "ofac_sdn_small").iterdir())
XML = ["ofac_classic_small.xml", "ofac_enhanced_small.xml", "ofac_advanced_small.xml"]
HUGE = 10**6
FAST = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

Change = tuple[str, float, float, int]
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


def changed(content: bytes, changes: Sequence[Change]) -> bytes:
    for how, first, second, byte in changes:
        start, end = sorted((int(first * len(content)), int(second * len(content))))
        if how == "flip":
            content = content[:start] + bytes([byte]) + content[start + 1 :]
        elif how == "cut":
            content = content[:start] + content[end:]
        elif how == "double":
            content = content[:end] + content[start:end] + content[end:]
        elif how == "insert":
            content = content[:start] + bytes([byte]) * 3 + content[start:]
        else:
            content = content[end:] + content[start:end] + content[:start]
    return content


def read(paths: Sequence[Path]) -> tuple[ParsedList, ...]:
    try:
        return read_list_set(paths).lists
    except InputError as error:
        if "Nothing was changed" in str(error):
            return ()
        raise


def sound(lists: Sequence[ParsedList]) -> None:
    for item in lists:
        assert item.rows == len(item.records) + len(item.unread)
        for record in item.records:
            assert record.names
            assert all(name.text for name in record.names)
            assert all(tie.other for tie in record.relations)


@pytest.mark.parametrize("at", range(len(SET)), ids=[path.stem for path in SET])
@FAST
@given(changes=changes)
def test_a_damaged_file_of_a_set_is_read_or_refused(tmp_path: Path, at: int, changes: list[Change]):
    damaged = tmp_path / SET[at].name
    damaged.write_bytes(changed(SET[at].read_bytes(), changes))
    sound(read([damaged if place == at else path for place, path in enumerate(SET)]))


@pytest.mark.parametrize("name", XML)
@FAST
@given(changes=changes)
def test_a_damaged_xml_file_is_read_or_refused(tmp_path: Path, name: str, changes: list[Change]):
    path = tmp_path / name
    path.write_bytes(changed((DATA / name).read_bytes(), changes))
    sound(read([path]))


@pytest.mark.parametrize("name", XML)
def test_no_cut_anywhere_in_an_xml_file_passes_for_a_whole_one(tmp_path: Path, name: str):
    content = (DATA / name).read_bytes().rstrip()
    path = tmp_path / name
    for end in {*range(0, len(content), 1 + len(content) // 150), len(content) - 1}:
        path.write_bytes(content[:end])
        with pytest.raises(InputError):
            read_list_file(path)


@pytest.mark.parametrize("name", XML)
def test_elements_left_out_one_by_one_never_break_the_reader(tmp_path: Path, name: str):
    lines = (DATA / name).read_bytes().splitlines(keepends=True)
    path = tmp_path / name
    accepted = 0
    for at in range(len(lines)):
        path.write_bytes(b"".join(lines[:at] + lines[at + 1 :]))
        found = read([path])
        accepted += bool(found)
        sound(found)
    assert accepted > 0


@pytest.mark.parametrize(
    "text",
    [b"x" * HUGE, b"DOB " * (HUGE // 4), b"a.k.a. '" * (HUGE // 8), b"; " * (HUGE // 2)],
    ids=["letters", "dates", "aliases", "nothing"],
)
def test_a_field_of_a_million_letters_is_read_or_refused(tmp_path: Path, text: bytes):
    classic = (DATA / XML[0]).read_bytes()
    path = tmp_path / XML[0]
    path.write_bytes(classic.replace(b"(Linked To: GREY HERON SHIPPING CO.)", text))
    sound(read([path]))
    path.write_bytes(classic.replace(b"HARBOUR LAMP TRADING", text))
    sound(read([path]))
    entries = tmp_path / "sdn.csv"
    original = (DATA / "ofac_sdn_small" / "sdn.csv").read_bytes()
    entries.write_bytes(original.replace(b"Aircraft Model IL76-TD", text))
    sound(read([entries if path.name == "sdn.csv" else path for path in SET]))


def test_columns_in_another_order_are_no_file_of_a_set(tmp_path: Path):
    lines = (DATA / "ofac_sdn_small" / "add.csv").read_bytes().split(b"\r\n")
    swapped = [b",".join(reversed(line.split(b","))) for line in lines[:-1]]
    path = tmp_path / "add.csv"
    path.write_bytes(b"\r\n".join([*swapped, b"\x1a"]))
    with pytest.raises(InputError, match="not a list that this program knows"):
        read_list_file(path)
