"""Where a memo may go: never over a file somebody relies on, never into a folder by mistake."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from caveat.domain.screening import Answer
from caveat.errors import InputError
from caveat.services.memos import default_memo_path, make_memo
from caveat.services.records import memo_rows
from caveat.services.workspace import Workspace

PutOnRecord = Callable[..., Answer]


def test_a_memo_replaces_another_file_only_when_that_is_asked_for(
    ws: Workspace, put_on_record: PutOnRecord, tmp_path: Path
) -> None:
    number = put_on_record("Nettrix").screening
    out = tmp_path / "memo.pdf"
    first = make_memo(ws, number, out)
    before = out.read_bytes()
    with pytest.raises(InputError, match="exists already"):
        make_memo(ws, number, out)
    assert out.read_bytes() == before
    assert [row.memo for row in memo_rows(ws)] == [first.memo]
    second = make_memo(ws, number, out, replace=True)
    assert second.memo == "M-2026-000002"
    assert second.sha256 == hashlib.sha256(out.read_bytes()).hexdigest() != first.sha256


def test_a_folder_that_was_only_mistyped_is_not_made(
    ws: Workspace, put_on_record: PutOnRecord, tmp_path: Path
) -> None:
    number = put_on_record("Nettrix").screening
    with pytest.raises(InputError, match="There is no folder"):
        make_memo(ws, number, tmp_path / "mistyped" / "memo.pdf")
    assert not (tmp_path / "mistyped").exists()
    assert memo_rows(ws) == ()


def test_the_memo_folder_is_made_even_when_its_path_is_given(
    ws: Workspace, put_on_record: PutOnRecord, tmp_path: Path
) -> None:
    number = put_on_record("Nettrix").screening
    ws.change_settings(memo_folder=str(tmp_path / "my" / "memos"))
    proposed = default_memo_path(ws, number)
    assert make_memo(ws, number, proposed).file_name == str(proposed)
    assert proposed.is_file()
