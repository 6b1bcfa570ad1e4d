import errno
import os
from pathlib import Path

import pytest

from caveat.errors import EnvironmentProblemError
from caveat.report.writing import write_whole


def test_a_file_is_put_in_place(tmp_path):
    write_whole(tmp_path / "memo.pdf", b"new")
    assert (tmp_path / "memo.pdf").read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 1


def test_an_older_file_is_replaced_in_one_step(tmp_path):
    (tmp_path / "memo.pdf").write_bytes(b"old")
    write_whole(tmp_path / "memo.pdf", b"new")
    assert (tmp_path / "memo.pdf").read_bytes() == b"new"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_nothing_half_written(tmp_path, monkeypatch, step):
    (tmp_path / "memo.pdf").write_bytes(b"old")

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(EnvironmentProblemError, match="The disk is full"):
        write_whole(tmp_path / "memo.pdf", b"new")
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir()] == ["memo.pdf"]
    assert (tmp_path / "memo.pdf").read_bytes() == b"old"


def test_a_write_that_the_system_cuts_off_leaves_nothing(tmp_path):
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(EnvironmentProblemError, match="Nothing half-written was left"):
            write_whole(tmp_path / "memo.pdf", b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(EnvironmentProblemError, match="The folder does not exist"):
        write_whole(tmp_path / "no" / "memo.pdf", b"x")


def test_a_folder_in_the_place_of_the_file_is_not_touched(tmp_path):
    (tmp_path / "memo.pdf").mkdir()
    with pytest.raises(EnvironmentProblemError, match="There is a folder of that name"):
        write_whole(tmp_path / "memo.pdf", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["memo.pdf"]
