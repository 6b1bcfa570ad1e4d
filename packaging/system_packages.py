"""Brings what no package index can: Python's venv and pip, Qt's libraries, fonts for the memo.

Root on Debian and Ubuntu gets them installed; everybody else gets one command that does it.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from environment import SetUpError, say
from qt_libraries import WAYLAND, X11
from set_up import LAST_LINES, LINE_WIDTH

# Chinese, Arabic, and everything between: what the memo embeds. File in the package, package.
FONTS = {
    "wqy-microhei.ttc": "fonts-wqy-microhei",
    "Amiri-Regular.ttf": "fonts-hosny-amiri",
    "DejaVuSans.ttf": "fonts-dejavu-core",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")

# Of other systems only those whose package manager finds a package by a library's name; none
# of these has been tried.
BY_LIBRARY_NAME = {"dnf": "{}()(64bit)", "zypper": "{}()(64bit)"}


def python_parts_missing() -> list[str]:
    """Debian's packages for the parts of this Python that making an environment needs."""
    if all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return []
    return ["python{}.{}-venv".format(*sys.version_info)]  # it brings pip with it


def fonts_missing() -> list[str]:
    """Debian's packages of the memo's fonts that are nowhere on this Linux system."""
    if not sys.platform.startswith("linux"):
        return []
    found = {
        name
        for folder in FONT_FOLDERS
        for _, _, files in os.walk(Path(folder).expanduser())
        for name in files
    }
    return [package for name, package in FONTS.items() if name not in found]


def provide(parts: Sequence[str], libraries: Sequence[str], fonts: Sequence[str]) -> None:
    """Installs what is missing, or tells how to; missing fonts alone never stop the start.

    Raises:
        SetUpError: Where a part or a library is missing and cannot be installed from here.
    """
    packages = [*parts, *_packages_of(libraries), *fonts]
    if not packages:
        return
    if is_debian() and os.geteuid() == 0:
        try:
            _install(packages)
        except SetUpError as error:
            if parts or libraries:
                raise
            say(f"{error}\nCaveat goes on without these fonts.")
    elif parts or libraries:
        raise SetUpError(f"{_lacking(parts, libraries)} {_remedy(packages, libraries)}")
    else:
        say("Memos print Chinese and Arabic names best with fonts that this computer lacks.")
        say(_remedy(fonts, ()))


def _lacking(parts: Sequence[str], libraries: Sequence[str]) -> str:
    lacks = [f"Python's parts venv and pip ({sys.executable})"] if parts else []
    lacks += [f"system libraries that Qt loads ({', '.join(libraries)})"] if libraries else []
    return f"This computer lacks {' and '.join(lacks)}."


def _remedy(packages: Sequence[str], libraries: Sequence[str]) -> str:
    command = install_command(packages, libraries)
    if command:
        return f"This one command installs what is missing; then start again:\n\n  {command}\n"
    names = ", ".join(packages)
    return f"Install your system's packages for what Debian calls {names}; then start again."


def _packages_of(libraries: Iterable[str]) -> list[str]:
    every = X11 | WAYLAND
    return list(dict.fromkeys(every[name] for name in libraries if name in every))


def is_debian() -> bool:
    """Whether packages come by apt-get here: Debian, Ubuntu and what is made of them."""
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def install_command(packages: Sequence[str], libraries: Sequence[str]) -> str:
    """The one command that installs packages here, for somebody who may; nothing if unknown.

    Elsewhere than on Debian the libraries are named as the package manager finds them.
    """
    if is_debian():
        apt = "apt-get update && apt-get install -y --no-install-recommends " + " ".join(packages)
        return f"sudo sh -c '{apt}'" if shutil.which("sudo") else f"su -c '{apt}'"
    for tool, pattern in BY_LIBRARY_NAME.items():
        if libraries and shutil.which(tool):
            names = " ".join(f"'{pattern.format(name)}'" for name in libraries)
            return f"sudo {tool} install {names}"
    return ""


def _install(packages: Sequence[str]) -> None:
    say(f"Installing system packages with apt-get: {' '.join(packages)} …")
    # A source that does not answer is no reason to stop: what counts is the installation.
    updated = _apt_get("update")
    installed = _apt_get("install", "-y", "--no-install-recommends", *packages)
    if installed.returncode:
        said = [*updated.stdout.splitlines(), *installed.stdout.splitlines()]
        errors = [line for line in said if line.startswith(("E:", "Err:"))] or said
        last = "\n".join(f"  {line[:LINE_WIDTH]}" for line in errors[-LAST_LINES:])
        raise SetUpError(
            f"apt-get could not install them. Its last errors were:\n{last}\n"
            "Mend that (often the network, or another installation running), then start again."
        )


def _apt_get(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["apt-get", "-o", "DPkg::Lock::Timeout=120", *words],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
