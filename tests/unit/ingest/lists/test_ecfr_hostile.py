"""Files of BIS and of the eCFR changed at random: they may be refused, and nothing else."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caveat.domain.lists import ParsedList
from caveat.errors import InputError
from caveat.ingest.lists.read import read_list_file

DATA = Path(__file__).resolve().parents[3] / "data" / "lists"
WHOLE = {
    name: (DATA / name).read_bytes()
    for name in ("ecfr_part_744.xml", "bis_dpl_small.txt", "bis_dpl_small.csv")
}
SIGNS = [b"<", b"</TD>", b"<TR>", b'"', b"\t", b",", b"\n", b"&", b"\0", b"\xff", b"\xe2\x80\x94"]


def _lists(path: Path) -> tuple[ParsedList, ...]:
    try:
        return read_list_file(path).lists
    except InputError as error:
        assert "Nothing was changed" in str(error)  # noqa: PT017  any of several errors
        return ()


@pytest.mark.parametrize("name", WHOLE)
@settings(
    deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    changes=st.lists(
        st.tuples(
            st.sampled_from(["flip", "cut", "double", "insert", "swap"]),
            st.floats(0, 1),
            st.floats(0, 1),
            st.sampled_from(SIGNS),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_a_changed_file_is_read_or_refused_and_never_more(
    tmp_path: Path, name: str, changes: list[tuple[str, float, float, bytes]]
):
    content = WHOLE[name]
    for how, first, second, sign in changes:
        start, end = sorted((int(first * len(content)), int(second * len(content))))
        content = {
            "flip": content[:start] + sign + content[start + len(sign) :],
            "cut": content[:start] + content[end:],
            "double": content[:end] + content[start:end] + content[end:],
            "insert": content[:start] + sign * 2 + content[start:],
            "swap": content[end:] + content[start:end] + content[:start],
        }[how]
    path = tmp_path / name
    path.write_bytes(content)
    for item in _lists(path):
        assert item.rows == len(item.records) + len(item.unread)
        assert all(record.names and record.name for record in item.records)


@pytest.mark.parametrize("name", ["ecfr_part_744.xml", "bis_dpl_small.txt"])
def test_no_cut_but_between_rows_passes_for_a_whole_file(tmp_path: Path, name: str):
    content = WHOLE[name]
    path = tmp_path / name
    accepted = []
    for end in range(1, len(content.rstrip()), 7 if name.endswith("xml") else 1):
        path.write_bytes(content[:end])
        if _lists(path):
            accepted.append(content[end - 1 : end + 1])
    if name.endswith("xml"):
        assert accepted == []
    else:
        assert set(accepted) == {b'"\n', b'\n"'}
