"""Figures of self-tests in the cache folder: replaced, pruned, and never a reason to fail."""

import os
from pathlib import Path

import pytest

from caveat.storage.recall_files import load_recall, save_recall


def test_what_was_kept_is_given_back(tmp_path: Path) -> None:
    save_recall(tmp_path / "cache", "key", {"hit": 3})
    save_recall(tmp_path / "cache", "key", {"hit": 4})
    assert load_recall(tmp_path / "cache", "key") == {"hit": 4}
    assert load_recall(tmp_path / "cache", "other") is None
    (kept,) = (tmp_path / "cache").iterdir()
    assert kept.name == "self-test-key.json"
    if os.name == "posix":
        assert kept.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b'"text"'])
def test_damaged_figures_are_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "self-test-key.json").write_bytes(content)
    assert load_recall(tmp_path, "key") is None


def test_old_figures_make_room(tmp_path: Path) -> None:
    for number in range(9):
        save_recall(tmp_path, str(number), {})
        os.utime(tmp_path / f"self-test-{number}.json", (number, number))
    save_recall(tmp_path, "new", {})
    kept = sorted(path.stem.removeprefix("self-test-") for path in tmp_path.iterdir())
    assert kept == ["4", "5", "6", "7", "8", "new"]


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(OSError, match="cache"):
        save_recall(tmp_path / "cache", "key", {})
