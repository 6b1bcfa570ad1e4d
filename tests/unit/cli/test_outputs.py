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
