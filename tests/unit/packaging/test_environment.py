from pathlib import Path

import pytest

import environment
import set_up
from environment import RUNTIME, STAMP, TESTS

BOTH = [RUNTIME, TESTS]


@pytest.fixture
def finished(checkout: Path) -> Path:
    folder = checkout / ".venv"
    environment.interpreter(folder).parent.mkdir(parents=True)
    environment.interpreter(folder).touch()
    set_up._write_stamp(folder, BOTH)
    return folder


def test_a_finished_environment_is_found_again(finished: Path) -> None:
    assert environment.find_environment([RUNTIME]) == finished
    assert environment.find_environment(BOTH) == finished


def test_an_environment_without_its_stamp_counts_for_nothing(finished: Path) -> None:
    (finished / STAMP).unlink()
    assert environment.find_environment([RUNTIME]) is None


@pytest.mark.parametrize("damage", ["", "{", "[]", "null", '{"requirements.lock": 1}', "\x00"])
def test_a_damaged_stamp_counts_for_nothing(finished: Path, damage: str) -> None:
    (finished / STAMP).write_text(damage)
    assert environment.find_environment([RUNTIME]) is None


def test_a_stamp_that_is_no_text_counts_for_nothing(finished: Path) -> None:
    (finished / STAMP).write_bytes(b"\xff\xfe\xff")
    assert environment.find_environment([RUNTIME]) is None


def test_a_changed_lock_file_asks_for_a_new_set_up(finished: Path, checkout: Path) -> None:
    lock = checkout / "packaging" / TESTS
    lock.write_text(lock.read_text() + "c==3\n")
    assert environment.is_current(finished, [RUNTIME])
    assert not environment.is_current(finished, BOTH)


def test_an_environment_made_for_the_program_alone_does_not_serve_the_checks(
    finished: Path,
) -> None:
    set_up._write_stamp(finished, [RUNTIME])
    assert environment.is_current(finished, [RUNTIME])
    assert not environment.is_current(finished, BOTH)


def test_another_kind_of_python_asks_for_a_new_set_up(
    finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment.sys, "platform", "another")
    assert not environment.is_current(finished, [RUNTIME])


def test_an_environment_whose_python_was_removed_counts_for_nothing(finished: Path) -> None:
    python = environment.interpreter(finished)
    python.unlink()
    python.symlink_to(finished / "gone")
    assert not environment.is_current(finished, [RUNTIME])


def test_two_checkouts_do_not_share_a_folder_in_the_cache(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = environment.candidates()
    monkeypatch.setattr(environment, "CHECKOUT", tmp_path / "other")
    second = environment.candidates()
    assert first[0] == checkout / ".venv"
    assert first[1] != second[1]
    assert first[1].parent == second[1].parent
