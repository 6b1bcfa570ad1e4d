import sys
from pathlib import Path

import pytest

import qt_libraries

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets them lack")


@pytest.fixture
def lacking(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Libraries that do not load, by name; a path never loads while any of them lacks."""
    names: set[str] = set()

    def load(library: str) -> str:
        if "/" in library:
            return min(names) if names else ""
        return library if library in names else ""

    monkeypatch.setattr(qt_libraries, "_load", load)
    return names


def test_a_library_that_is_there_loads_and_one_that_is_not_is_named() -> None:
    assert qt_libraries._load("libc.so.6") == ""
    assert qt_libraries._load("libcaveat-has-none.so.1") == "libcaveat-has-none.so.1"


def test_the_name_of_a_library_that_another_one_needs_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "libbroken.so"
    broken.write_bytes(b"\x7fELF no library")
    assert qt_libraries._load(str(broken)) == str(broken)


def test_everything_missing_is_named_at_once(lacking: set[str]) -> None:
    lacking |= {"libGL.so.1", "libEGL.so.1"}
    assert set(qt_libraries.libraries_missing(["offscreen"], None)) == lacking


def test_a_library_that_our_table_does_not_know_is_still_named(lacking: set[str]) -> None:
    lacking.add("libnew.so.1")
    assert qt_libraries.libraries_missing(["xcb"], Path("/somewhere")) == ["libnew.so.1"]


def test_nothing_is_missing_when_qts_own_plugin_loads(
    lacking: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking.add("libxcb-cursor.so.0")
    monkeypatch.setattr(qt_libraries, "_load", lambda name: "" if "/" in name else name)
    assert qt_libraries.libraries_missing(["xcb"], Path("/somewhere")) == []


def test_one_of_two_kinds_of_display_is_enough(lacking: set[str]) -> None:
    lacking.add("libxcb-cursor.so.0")
    assert qt_libraries.libraries_missing(["wayland", "xcb"], None) == []
    assert qt_libraries.libraries_missing(["xcb"], None) == ["libxcb-cursor.so.0"]


def test_without_a_window_nothing_is_asked_of_qt(lacking: set[str]) -> None:
    lacking.add("libGL.so.1")
    assert qt_libraries.libraries_missing([], None) == []


def test_the_session_says_which_plugins_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert qt_libraries.qt_platforms() == ("xcb",)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert qt_libraries.qt_platforms() == ("wayland", "xcb")
