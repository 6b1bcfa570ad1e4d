"""The figures of self-tests, in the cache folder, by the key of the index they were measured on.

Figures alone, no names: beside an encrypted workspace they tell nothing of it. Like an index they
can be thrown away; another index or another engine has another key.
"""

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_KEPT = 6


def save_recall(folder: Path, key: str, figures: Mapping[str, Any]) -> None:
    """Keep figures in place of older ones of the same key.

    Raises:
        OSError: Disk, permission. Older figures stay.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = _path(folder, key)
    partial = target.with_name(f"{target.name}.{os.getpid()}.partial")
    try:
        partial.touch(mode=0o600)
        partial.write_text(json.dumps(figures, indent=1), encoding="utf-8")
        partial.replace(target)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    _prune(folder, target)


def load_recall(folder: Path, key: str) -> dict[str, Any] | None:
    """The figures that were kept under a key; None when there are none, or they are damaged."""
    try:
        figures = json.loads(_path(folder, key).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return figures if isinstance(figures, dict) else None


def _path(folder: Path, key: str) -> Path:
    return folder / f"self-test-{key}.json"


def _prune(folder: Path, keep: Path) -> None:
    with contextlib.suppress(OSError):
        others = [path for path in folder.glob("self-test-*") if path != keep]
        others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in others[_KEPT - 1 :]:
            path.unlink()
