"""What a command is told to write never takes the place of what the officer already has."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Caveat = Callable[..., Any]


@pytest.mark.parametrize("spelled", ["suppliers.csv", "./x/../suppliers.csv"])
def test_a_batch_that_would_replace_its_own_spreadsheet_is_refused_before_any_work(
    caveat: Caveat, book: Path, spelled: str
) -> None:
    (book.parent / "x").mkdir()
    before = book.read_bytes()
    ran = caveat("batch", book, "--out", f"{book.parent}/{spelled}")
    assert ran.code == 2
    assert "Nothing was read or written" in ran.err
    assert book.read_bytes() == before
    assert caveat("suppliers", "screen").code == 2  # there is no book


def test_a_book_is_not_screened_for_a_table_that_cannot_be_written(
    caveat: Caveat, book: Path
) -> None:
    assert caveat("suppliers", "import", book).code == 0
    for name in ("results.txt", "nowhere/results.csv"):
        ran = caveat("suppliers", "screen", "--out", book.parent / name)
        assert ran.code == 2
        assert "Nothing was written" in ran.err
    assert caveat("suppliers", "screen", "--json").json["screened"] > 0


def test_a_memo_takes_the_place_of_a_file_only_by_force(caveat: Caveat, tmp_path: Path) -> None:
    number = caveat("screen", "Nettrix", "--json").json["screening"]
    out = tmp_path / "memo.pdf"
    out.write_text("an older memo", encoding="utf-8")
    ran = caveat("memo", number, "--out", out)
    assert ran.code == 2
    assert "--force" in ran.err
    assert out.read_text(encoding="utf-8") == "an older memo"
    assert caveat("memo", number, "--out", out, "--force").code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert caveat("memo", number, "--out", tmp_path / "nowhere" / "memo.pdf").code == 2
    assert not (tmp_path / "nowhere").exists()
