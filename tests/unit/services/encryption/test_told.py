from collections.abc import Callable

import pytest

from caveat import logs
from caveat.paths import Paths
from caveat.services.encryption import (
    encrypt_workspace,
    folder_protection,
    workspace_protection,
)
from caveat.services.originals import originals_folder
from caveat.services.workspace import Workspace
from caveat.storage import originals
from sealed import PHRASE, PRIVATE, opened
from templates import OPERATOR, Clock


def test_private_lists_in_a_plain_workspace_are_warned_about(
    ws: Workspace, add_private_list: Callable[[Workspace, str], None]
) -> None:
    assert workspace_protection(ws).warnings == ()
    add_private_list(ws, "Letters of the ministry")
    protection = workspace_protection(ws)
    assert protection.private_lists == ("Letters of the ministry",)
    assert any("not encrypted" in w and "Letters" in w for w in protection.warnings)


def test_private_lists_in_an_encrypted_workspace_are_no_reason_to_warn(
    sealed_ws: Workspace, add_private_list: Callable[[Workspace, str], None]
) -> None:
    add_private_list(sealed_ws, "Letters of the ministry")
    protection = workspace_protection(sealed_ws)
    assert (protection.encrypted, protection.key_protected) == (True, True)
    assert protection.warnings == ()


@pytest.fixture
def add_private_list() -> Callable[[Workspace, str], None]:
    def add(ws: Workspace, title: str) -> None:
        with ws.store.writing() as connection:
            import_id = connection.execute("SELECT max(id) FROM list_import").fetchone()[0]
            connection.execute(
                "INSERT INTO list_definition (import_id, list_code, title, publisher, url, "
                "published_every_days, duty, private, note) "
                "VALUES (?, 'OWN-X', ?, 'us', '', 30, 'deny', 1, '')",
                (import_id, title),
            )

    return add


def test_opening_an_encrypted_workspace_keeps_the_words_of_errors_out_of_logs(
    sealed: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "_private", False)
    opened(sealed, PHRASE).close()
    trace = logs.write_trace(sealed.logs, ValueError(PRIVATE))
    assert trace
    assert PRIVATE not in trace.read_text(encoding="utf-8")
    assert "builtins.ValueError" in trace.read_text(encoding="utf-8")


def test_a_kept_file_that_cannot_be_written_stays_and_is_named(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of an old edition the copy here may be the last one."""
    folder = originals_folder(paths)
    folder.mkdir(exist_ok=True)
    kept = folder / f"{'a' * 64}.gz"
    kept.write_bytes(b"published")
    half = folder / f"{'b' * 64}.7.partial"
    half.write_bytes(b"publ")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(originals, "write_sealed", full)
    report = encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    assert kept.read_bytes() == b"published"
    assert not half.exists()
    assert [(copy.name, copy.reason) for copy in report.left] == [
        ("originals", "1 published files cannot be written")
    ]
    assert kept.name in folder_protection(paths).plain_copies
