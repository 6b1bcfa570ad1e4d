"""Says whether a window can open in this session."""

import os
import socket
import sys

X11_SOCKETS = "/tmp/.X11-unix/X"  # noqa: S108 - the place that X11 has fixed
X11_FIRST_PORT = 6000
SECONDS = 3


def why_no_display() -> str:
    """Why no window can open here; nothing where one can."""
    if not sys.platform.startswith("linux") or os.environ.get("WAYLAND_DISPLAY"):
        return ""
    display = os.environ.get("DISPLAY", "")
    if not display:
        return "No display"
    return "" if display_answers(display) else f"The display {display} does not answer"


def display_answers(display: str) -> bool:
    """Whether an X server listens at ``host:number``; Qt ends with a crash where none does."""
    host, _, number = display.rpartition(":")
    digits = number.split(".")[0]
    if not digits.isdigit():
        return True  # not a form that we know: let Qt decide
    if host in {"", "unix"}:
        path = X11_SOCKETS + digits
        tries: list[tuple[int, str | tuple[str, int]]]
        tries = [(socket.AF_UNIX, path), (socket.AF_UNIX, "\0" + path)]
    else:
        tries = [(socket.AF_INET, (host.strip("[]"), X11_FIRST_PORT + int(digits)))]
    for family, address in tries:
        with socket.socket(family) as probe:
            probe.settimeout(SECONDS)
            try:
                probe.connect(address)
            except OSError:
                continue
            return True
    return False
