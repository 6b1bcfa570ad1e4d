import socket
from pathlib import Path

import pytest

import display


@pytest.fixture(autouse=True)
def _no_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display.sys, "platform", "linux")
    monkeypatch.setattr(display, "X11_SOCKETS", str(tmp_path / "X"))
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)


def test_without_a_display_the_reason_is_said() -> None:
    assert display.why_no_display() == "No display"


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_windows_and_macos_always_have_a_display(
    system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(display.sys, "platform", system)
    assert display.why_no_display() == ""


def test_a_wayland_session_is_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert display.why_no_display() == ""


@pytest.mark.parametrize("name", [":7", ":7.0", "unix:7"])
def test_a_display_is_one_only_while_its_server_listens(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", name)
    assert display.why_no_display() == f"The display {name} does not answer"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "X7"))
        server.listen()
        assert display.why_no_display() == ""
    assert display.why_no_display() != ""


def test_a_forwarded_display_is_asked_over_its_port(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        monkeypatch.setattr(display, "X11_FIRST_PORT", server.getsockname()[1] - 10)
        assert display.display_answers("127.0.0.1:10.0")
    assert not display.display_answers("127.0.0.1:10.0")


def test_a_display_of_a_form_we_do_not_know_is_left_to_qt() -> None:
    assert display.display_answers("/private/tmp/launch/org.xquartz:x")
