from pathlib import Path

import pytest

import system_packages
from environment import SetUpError

LIBRARIES = ["libglib-2.0.so.0", "libgthread-2.0.so.0", "libGL.so.1"]
VENV = ["python3.11-venv"]


class Computer:
    """A computer with the programs named, and what was installed on it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.programs = {"apt-get", "sudo"}
        self.debian = True
        self.user = 1000
        self.installed: list[str] = []
        self.failure = ""
        monkeypatch.setattr(system_packages.shutil, "which", self._which)
        monkeypatch.setattr(system_packages.os, "geteuid", lambda: self.user)
        monkeypatch.setattr(system_packages, "is_debian", lambda: self.debian)
        monkeypatch.setattr(system_packages, "_install", self._install)

    def _which(self, program: str) -> str | None:
        return program if program in self.programs else None

    def _install(self, packages: list[str]) -> None:
        if self.failure:
            raise SetUpError(self.failure)
        self.installed += packages


@pytest.fixture
def computer(monkeypatch: pytest.MonkeyPatch) -> Computer:
    return Computer(monkeypatch)


def test_an_ordinary_user_gets_one_command_that_brings_everything(computer: Computer) -> None:
    with pytest.raises(SetUpError) as caught:
        system_packages.provide(VENV, LIBRARIES, ["fonts-hosny-amiri"])
    commands = [line for line in str(caught.value).splitlines() if "apt-get" in line]
    packages = "python3.11-venv libglib2.0-0 libgl1 fonts-hosny-amiri"
    install = f"apt-get install -y --no-install-recommends {packages}"
    assert commands == [f"  sudo sh -c 'apt-get update && {install}'"]
    assert computer.installed == []


def test_where_sudo_is_missing_the_command_uses_su(computer: Computer) -> None:
    computer.programs.remove("sudo")
    assert system_packages.install_command(["x"], ()).startswith("su -c 'apt-get update && ")


def test_root_on_debian_gets_it_all_installed(computer: Computer) -> None:
    computer.user = 0
    system_packages.provide(VENV, LIBRARIES, ["fonts-hosny-amiri"])
    assert computer.installed == [*VENV, "libglib2.0-0", "libgl1", "fonts-hosny-amiri"]


def test_what_root_needs_and_cannot_install_stops_the_start(computer: Computer) -> None:
    computer.user, computer.failure = 0, "no network"
    with pytest.raises(SetUpError, match="no network"):
        system_packages.provide([], LIBRARIES, [])


@pytest.mark.parametrize("user", [0, 1000])
def test_missing_fonts_are_told_and_never_stop_the_start(
    computer: Computer, capsys: pytest.CaptureFixture[str], user: int
) -> None:
    computer.user, computer.failure = user, "no network"
    system_packages.provide([], [], ["fonts-hosny-amiri"])
    assert "fonts" in capsys.readouterr().err


@pytest.mark.usefixtures("computer")
def test_with_nothing_missing_nothing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    system_packages.provide([], [], [])
    assert capsys.readouterr().err == ""


def test_without_apt_the_packages_are_named_and_no_command_is_made_up(computer: Computer) -> None:
    computer.debian, computer.programs = False, set()
    with pytest.raises(SetUpError) as caught:
        system_packages.provide([], LIBRARIES, [])
    assert "libGL.so.1" in str(caught.value)
    assert "libgl1" in str(caught.value)
    assert "apt-get" not in str(caught.value)


def test_a_package_manager_that_knows_libraries_is_asked_by_their_names(
    computer: Computer,
) -> None:
    computer.debian, computer.programs = False, {"dnf"}
    command = system_packages.install_command(["libgl1"], ["libGL.so.1"])
    assert command == "sudo dnf install 'libGL.so.1()(64bit)'"


def test_every_library_of_the_tables_has_a_package() -> None:
    every = system_packages.X11 | system_packages.WAYLAND
    assert all(system_packages._packages_of([name]) == [every[name]] for name in every)


def test_fonts_are_found_wherever_they_lie_and_the_others_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_packages.sys, "platform", "linux")
    monkeypatch.setattr(system_packages, "FONT_FOLDERS", (str(tmp_path), str(tmp_path / "none")))
    assert system_packages.fonts_missing() == list(system_packages.FONTS.values())
    (tmp_path / "truetype").mkdir()
    (tmp_path / "truetype" / "wqy-microhei.ttc").touch()
    assert system_packages.fonts_missing() == ["fonts-hosny-amiri", "fonts-dejavu-core"]


def test_a_python_without_ensurepip_asks_for_its_own_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        system_packages.importlib.util, "find_spec", lambda name: None if "pip" in name else name
    )
    [package] = system_packages.python_parts_missing()
    assert package == "python{}.{}-venv".format(*system_packages.sys.version_info)


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An apt-get that writes down what it is asked and fails at the words in ``fails``."""
    script = tmp_path / "apt-get"
    script.write_text(
        f'#!/bin/sh\ncd {tmp_path}\necho "$@" >> asked\n'
        'for word in $(cat fails); do case "$*" in\n'
        '*" $word"*) echo "fuss"; echo "E: cannot $word"; exit 100;;\nesac; done\n'
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def test_what_apt_cannot_install_is_told_in_its_own_words(apt: Path) -> None:
    (apt / "fails").write_text("install")
    with pytest.raises(SetUpError, match="E: cannot install") as caught:
        system_packages._install(["a", "b"])
    assert "fuss" not in str(caught.value)
    asked = (apt / "asked").read_text().splitlines()
    assert asked[0].endswith(" update")
    assert asked[1].endswith(" install -y --no-install-recommends a b")


def test_a_source_of_packages_that_does_not_answer_stops_nothing_by_itself(apt: Path) -> None:
    (apt / "fails").write_text("update")
    system_packages._install(["a"])
    assert (apt / "asked").read_text().count("\n") == 2
