import os
from pathlib import Path

import pytest

from caveat.paths import default_paths


def everything(home: Path) -> list[Path]:
    paths = default_paths(home)
    return [
        paths.data,
        paths.cache,
        paths.logs,
        paths.workspace,
        paths.backups,
        paths.keys,
        paths.settings,
        paths.memos,
    ]


def test_a_data_folder_holds_everything_that_is_written(tmp_path: Path) -> None:
    assert all(path.is_relative_to(tmp_path / "x") for path in everything(tmp_path / "x"))
    assert len(set(everything(tmp_path))) == 8


def test_asking_creates_nothing(tmp_path: Path) -> None:
    everything(tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_caveat_home_moves_everything_and_a_given_folder_goes_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAVEAT_HOME", str(tmp_path / "env"))
    assert default_paths().data == tmp_path / "env"
    assert default_paths(tmp_path / "given").data == tmp_path / "given"


def test_an_empty_caveat_home_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAVEAT_HOME", "")
    assert default_paths().data != Path.cwd()


def test_a_relative_folder_does_not_move_with_the_current_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    paths = default_paths(Path("here"))
    monkeypatch.chdir("/")
    assert paths.workspace == tmp_path / "here" / "caveat.sqlite"


def test_the_home_folder_can_be_written_as_a_tilde() -> None:
    assert default_paths(Path("~") / "caveat").data == Path.home() / "caveat"


@pytest.mark.skipif(os.name == "nt", reason="the folders of other systems are platformdirs'")
def test_without_anything_said_the_users_own_folders_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CAVEAT_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    paths = default_paths()
    assert all(p.is_relative_to(tmp_path) for p in (paths.data, paths.cache, paths.logs))
    assert paths.data != paths.cache
