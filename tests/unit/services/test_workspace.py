import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from caveat.domain.lists import Channel
from caveat.domain.screening import Query
from caveat.errors import EnvironmentProblemError, InputError
from caveat.paths import default_paths
from caveat.services.audit import verify_audit
from caveat.services.lists import list_overview, release_history
from caveat.services.records import audit_entries
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace, open_workspace
from caveat.settings import Settings, save_settings
from caveat.storage import overlay
from templates import START, Clock, copy_home, open_at


def test_a_new_workspace_holds_the_starter_set_and_nothing_else(tmp_path: Path) -> None:
    ws = open_at(tmp_path / "new")
    loaded = {s.list.code: s.release.parties for s in list_overview(ws) if s.release}
    assert loaded == {"US-EL": 133, "US-CMIC": 68}
    assert [entry.kind for entry in audit_entries(ws)] == ["starter data loaded"]
    assert verify_audit(ws).intact
    ws.close()


def test_what_the_program_writes_stays_in_its_folder_and_is_for_its_owner_alone(
    tmp_path: Path,
) -> None:
    before = set(tmp_path.iterdir())
    ws = open_at(tmp_path / "new")
    screener = Screener(ws)
    screener.record(screener.screen(Query("Nettrix")))
    ws.close()
    assert set(tmp_path.iterdir()) - before == {tmp_path / "new"}
    for path in (tmp_path / "new").rglob("*"):
        if path.suffix in {".sqlite", ".pem"}:
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_the_starter_set_is_loaded_once(ws: Workspace) -> None:
    ws.close()
    again = open_at(ws.paths.data)
    assert [entry.kind for entry in audit_entries(again)] == ["starter data loaded"]
    assert len(release_history(again, "US-EL")) == 1
    again.close()


def test_a_newer_starter_set_replaces_the_old_one_as_overlay_and_in_service(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace  # noqa: PLC0415

    from caveat.ingest.lists.starter import read_starter  # noqa: PLC0415

    newer = replace(read_starter(), sha256="f" * 64)
    monkeypatch.setattr("caveat.services.starter._starter_set", lambda: newer)
    ws.close()
    again = open_at(ws.paths.data)
    current = overlay.current_overlay(again.store.reader())
    assert current is not None
    assert current.sha256 == "f" * 64
    assert len(release_history(again, "US-EL")) == 2
    assert verify_audit(again).intact
    again.close()


def test_who_works_is_said_or_set_or_logged_in(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "login")
    paths = default_paths(home)
    for said, expected in (("  Bob  ", "Bob"), ("", "login")):
        ws = open_workspace(paths, operator=said, now=Clock())
        assert ws.operator.name == expected
        ws.close()
    save_settings(paths.settings, Settings(), operator="Carol")
    ws = open_workspace(paths, now=Clock())
    assert ws.operator.name == "Carol"
    ws.close()


def test_a_name_that_is_no_text_cannot_sign(home: Path) -> None:
    with pytest.raises(InputError, match="operator's name"):
        open_at(home, operator="caf\udce9")


@pytest.mark.parametrize(
    "name", ["李明", "Ada\nExample", "../../etc", "'; DROP TABLE operator", "a" * 5000]
)
def test_any_name_can_sign_and_leaves_no_other_file(home: Path, name: str) -> None:
    ws = open_at(home, operator=name)
    screener = Screener(ws)
    assert screener.record(screener.screen(Query("Nettrix"))).operator == name
    assert verify_audit(ws).intact
    assert all(path.parent == ws.paths.keys for path in home.rglob("*.pem"))
    ws.close()


def test_a_key_under_a_passphrase_is_not_used_without_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAVEAT_PASSPHRASE", "correct horse")
    ws = open_at(home, operator="Bob")
    ws.close()
    assert b"ENCRYPTED" in b"".join(p.read_bytes() for p in (home / "keys").glob("*.pem"))
    monkeypatch.delenv("CAVEAT_PASSPHRASE")
    with pytest.raises(InputError, match="under a passphrase"):
        open_at(home, operator="Bob")
    monkeypatch.setenv("CAVEAT_PASSPHRASE", "wrong")
    with pytest.raises(InputError, match="passphrase is wrong"):
        open_at(home, operator="Bob")
    monkeypatch.setenv("CAVEAT_PASSPHRASE", "correct horse")
    ws = open_at(home, operator="Bob")
    assert verify_audit(ws).intact
    ws.close()


def test_a_lost_key_is_replaced_and_the_old_entries_still_verify(home: Path) -> None:
    for path in (home / "keys").glob("*.pem"):
        path.unlink()
    ws = open_at(home)
    screener = Screener(ws)
    screener.record(screener.screen(Query("Nettrix")))
    assert len({entry.key for entry in audit_entries(ws)}) == 2
    assert verify_audit(ws).intact
    ws.close()


def test_a_damaged_key_is_named_and_nothing_is_recorded(home: Path) -> None:
    (path,) = (home / "keys").glob("*.pem")
    path.write_bytes(b"")
    with pytest.raises(InputError, match="damaged"):
        open_at(home)
    assert path.read_bytes() == b""


def test_a_key_is_kept_where_the_disk_knows_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    ws = open_at(tmp_path / "stick")
    ws.close()
    again = open_at(tmp_path / "stick")
    assert len({entry.key for entry in audit_entries(again)}) == 1
    again.close()
    kept = sorted(path.suffix for path in (tmp_path / "stick" / "keys").iterdir())
    assert kept == [".json", ".pem"]


def test_a_file_where_the_data_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for home in (tmp_path / "file", tmp_path / "file" / "deeper"):
        with pytest.raises(EnvironmentProblemError, match="cannot be made"):
            open_at(home)


def test_two_programs_that_make_the_same_workspace_at_once_make_one(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from caveat.paths import default_paths\n"
        "from caveat.services.workspace import open_workspace\n"
        "sys.stdin.readline()\n"
        "ws = open_workspace(default_paths(Path(sys.argv[1])), operator='Ada'); ws.close()\n"
    )
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / "new")],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            text=True,
        )
        for _ in range(3)
    ]
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    said = [program.communicate(timeout=60)[1] for program in programs]
    assert [program.returncode for program in programs] == [0, 0, 0], said
    ws = open_at(tmp_path / "new", operator="Ada")
    assert len(release_history(ws, "US-EL")) == 1
    assert [entry.kind for entry in audit_entries(ws)] == ["starter data loaded"]
    assert verify_audit(ws).intact
    ws.close()


def test_a_workspace_can_be_moved_to_another_folder(ws: Workspace, tmp_path: Path) -> None:
    screener = Screener(ws)
    recorded = screener.record(screener.screen(Query("Nettrix")))
    ws.close()
    moved = tmp_path / "elsewhere with ünïcode"
    shutil.move(ws.paths.data, moved)
    again = open_at(moved)
    from caveat.services.recording import recorded_answer  # noqa: PLC0415

    assert recorded_answer(again, recorded.screening) == recorded
    assert Screener(again).screen(Query("Nettrix")).hits
    again.close()


def test_settings_are_changed_through_the_workspace(ws: Workspace) -> None:
    assert ws.change_settings(theme="dark").theme == "dark"
    assert ws.settings.theme == "dark"
    assert "dark" in ws.paths.settings.read_text(encoding="utf-8")


def test_the_clock_is_the_workspaces(screener: Screener) -> None:
    assert screener.screen(Query("Nettrix")).screened_at == START


def test_the_starter_set_never_replaces_an_official_release(
    starter_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace  # noqa: PLC0415

    from caveat.domain.progress import ignore_progress  # noqa: PLC0415
    from caveat.ingest.lists.read import read_list_file  # noqa: PLC0415
    from caveat.ingest.lists.starter import read_starter  # noqa: PLC0415
    from caveat.services.intake import IntakeOptions, take_in  # noqa: PLC0415
    from templates import rows, write_csl  # noqa: PLC0415

    home = copy_home(starter_home, tmp_path / "home")
    ws = open_at(home)
    parsed = read_list_file(write_csl(tmp_path / "csl_2020-01-01.csv", rows("US-EL", 175)))
    options = IntakeOptions(None, "", whole_file=True)
    take_in(ws, parsed, options, progress=ignore_progress, cancel=None)
    ws.close()
    newer = replace(read_starter(), sha256="f" * 64)
    monkeypatch.setattr("caveat.services.starter._starter_set", lambda: newer)
    again = open_at(home)
    channels = {s.list.code: s.release.channel for s in list_overview(again) if s.release}
    assert channels == {"US-EL": Channel.CSL, "US-CMIC": Channel.STARTER}
    again.close()
