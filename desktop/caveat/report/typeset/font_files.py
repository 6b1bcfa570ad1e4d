"""Where the fonts of a computer lie, and which of them a memo prefers."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from caveat.resources import resource

SANS = (
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("segoeui.ttf", "segoeuib.ttf"),
    ("arial.ttf", "arialbd.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
    ("wqy-microhei.ttc", ""),
    ("Arial Unicode.ttf", ""),
)
"""Pairs of regular and bold for running text, best first."""

MONO = (
    "DejaVuSansMono.ttf",
    "NotoSansMono-Regular.ttf",
    "LiberationMono-Regular.ttf",
    "NotoMono-Regular.ttf",
    "consola.ttf",
    "Menlo.ttc",
    "cour.ttf",
    "Courier New.ttf",
)
"""For hashes and field names, best first."""

OTHER_SCRIPTS = (
    "DejaVuSans.ttf",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "NotoSansArabic-Regular.ttf",
    "NotoNaskhArabic-Regular.ttf",
    "Amiri-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansThai-Regular.ttf",
    "Waree.ttf",
    "Loma.ttf",
    "Garuda.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansArmenian-Regular.ttf",
    "NotoSansGeorgian-Regular.ttf",
    "DroidSansFallbackFull.ttf",
    "Symbola.ttf",
    "Symbola_hint.ttf",
    # Windows
    "segoeui.ttf",
    "arial.ttf",
    "msyh.ttc",
    "msyh.ttf",
    "simhei.ttf",
    "simsun.ttc",
    "msjh.ttc",
    "malgun.ttf",
    "meiryo.ttc",
    "YuGothM.ttc",
    "msgothic.ttc",
    "tahoma.ttf",
    "LeelawUI.ttf",
    "Nirmala.ttc",
    "Nirmala.ttf",
    "sylfaen.ttf",
    "ebrima.ttf",
    "seguisym.ttf",
    # macOS
    "Arial Unicode.ttf",
    "STHeiti Light.ttc",
    "AppleGothic.ttf",
)
"""Asked in this order for a character that the running text's font lacks."""

_FONTCONFIG_SECONDS = 5


def font_folders() -> tuple[Path, ...]:
    """Folders to look in, ours first (a frozen build carries fonts), then the system's."""
    found: list[Path] = []
    with contextlib.suppress(FileNotFoundError):  # a checkout relies on the system's fonts
        found.append(resource("fonts"))
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        local = Path(os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local")))
        found += [windows / "Fonts", local / "Microsoft" / "Windows" / "Fonts"]
    elif sys.platform == "darwin":
        found += [
            Path("/System/Library/Fonts"),
            Path("/Library/Fonts"),
            home / "Library" / "Fonts",
        ]
    else:
        found += [
            Path("/usr/share/fonts"),
            Path("/usr/local/share/fonts"),
            Path("/run/host/fonts"),
            home / ".local" / "share" / "fonts",
            home / ".fonts",
        ]
    return tuple(found)


def files_by_name(folders: Iterable[Path]) -> Mapping[str, Path]:
    """Every TrueType file under the folders by its name in lower case; earlier folders win."""
    found: dict[str, Path] = {}
    for folder in folders:
        for place, inner, names in os.walk(folder):
            inner.sort()
            for name in sorted(names):
                if name.lower().endswith((".ttf", ".ttc")):
                    found.setdefault(name.lower(), Path(place) / name)
    return found


def fontconfig_files(character: str) -> tuple[tuple[Path, int], ...]:
    """Files (with the index inside a collection) that fontconfig says hold a character.

    Empty where there is no fontconfig. Sorted, so that the same computer answers the same.
    """
    program = shutil.which("fc-list")
    if program is None:
        return ()
    try:
        answer = subprocess.run(  # noqa: S603 - fixed program, one hexadecimal number
            [program, f":charset={ord(character):x}", "--format", "%{file}\t%{index}\n"],
            capture_output=True,
            timeout=_FONTCONFIG_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    found: set[tuple[str, int]] = set()
    for line in answer.stdout.decode("utf-8", "surrogateescape").splitlines():
        name, _, index = line.rpartition("\t")
        if name.lower().endswith((".ttf", ".ttc")) and index.isdecimal():
            # The high half of the index numbers named instances of a variable font.
            found.add((name, int(index) & 0xFFFF))
    return tuple((Path(name), index) for name, index in sorted(found, key=_rank))


def _rank(entry: tuple[str, int]) -> tuple[bool, str, int]:
    """Noto first, whose outlines are made for print; then by path."""
    name, index = entry
    return (not Path(name).name.startswith("Noto"), name, index)
