"""A file taken in whole."""

import hashlib
import os
import socket
import sys
from pathlib import Path

import pytest

from caveat.errors import CaveatError, InputError, UnreadableFileError
from caveat.ingest.spreadsheets.read import preview
from caveat.ingest.spreadsheets.source import take_in


def test_the_digest_is_of_the_bytes_that_are_read(tmp_path: Path) -> None:
    path = tmp_path / "suppliers.csv"
    path.write_bytes(b"Name\nAcme\n")
    source = take_in(path)
    assert source.data == b"Name\nAcme\n"
    assert source.sha256 == hashlib.sha256(source.data).hexdigest()


@pytest.mark.parametrize("what", ["read", "write more"])
def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    path = tmp_path / "suppliers.csv"
    path.write_bytes(b"Name\nAcme\n")
    state = os.fstat
    calls: list[int] = []

    def another_program_writes(number: int) -> os.stat_result:
        calls.append(number)
        if len(calls) == 2:
            text = b"Name\nZcme\n" if what == "read" else b"Name\nAcme\nMore\n"
            path.write_bytes(text)
            os.utime(path, (1, 1))
        return state(number)

    monkeypatch.setattr(os, "fstat", another_program_writes)
    with pytest.raises(UnreadableFileError, match="changed while it was read"):
        take_in(path)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in the file system")
@pytest.mark.parametrize("kind", ["pipe", "socket", "device"])
def test_what_is_no_file_is_refused_without_being_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    path = Path("suppliers.csv")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(path))
    else:
        path = Path(os.devnull)

    def opened(*_args: object, **_keywords: object) -> None:
        raise AssertionError("it was opened")

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(UnreadableFileError, match="not an ordinary file") as refused:
        preview(path)
    assert "Nothing was read or changed" in str(refused.value)


def test_folders_and_names_of_nothing_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="this is a folder"):
        take_in(tmp_path)
    for path in (tmp_path / "none", tmp_path / "a\0b"):
        with pytest.raises(InputError):
            take_in(path)
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(CaveatError, match="no such file"):
        take_in(tmp_path / "file" / "inside")
