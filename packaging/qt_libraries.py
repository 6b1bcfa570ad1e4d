"""Checks, by loading them, the libraries of the operating system that Qt needs (under 10 ms).

Where Qt's own plugin does not load, the table says which libraries to look at and which
package of Debian brings each.
"""

import ctypes
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from environment import site_packages

OFFSCREEN = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
X11 = OFFSCREEN | {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
WAYLAND = OFFSCREEN | {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
NEEDED_BY = {"offscreen": OFFSCREEN, "xcb": X11, "wayland": WAYLAND}  # Qt's platform plugins


def qt_platforms() -> tuple[str, ...]:
    """Qt's platform plugins that fit the display of this session; one of them is enough."""
    named = {"WAYLAND_DISPLAY": "wayland", "DISPLAY": "xcb"}
    return tuple(plugin for variable, plugin in named.items() if os.environ.get(variable))


def libraries_missing(platforms: Sequence[str], environment: Path | None) -> list[str]:
    """The libraries that Qt lacks to run on the best of these platforms; empty on Windows.

    Args:
        platforms: Names of Qt's platform plugins; nothing is missing if one of them loads.
        environment: Where Qt is installed, to load the plugin itself; without it only the
            libraries are loaded.
    """
    if not sys.platform.startswith("linux") or not platforms:
        return []
    shortest: list[str] | None = None
    for platform in platforms:
        missing = [name for name in NEEDED_BY[platform] if _load(name)]
        if environment is not None:
            plugins = site_packages(environment) / "PySide6" / "Qt" / "plugins" / "platforms"
            failure = _load(str(plugins / f"libq{platform}.so"))
            # Whatever the table says, what counts is whether Qt's own plugin loads.
            missing = sorted({failure, *missing}) if failure else []
        if shortest is None or len(missing) < len(shortest):
            shortest = missing
    return shortest or []


def _load(library: str) -> str:
    """Loads a library; returns the name of the one that could not be loaded, or nothing."""
    try:
        ctypes.CDLL(library, mode=os.RTLD_LAZY)
    except OSError as error:
        return str(error).split(":", maxsplit=1)[0]
    return ""
