"""The matching index on disk: plain arrays in the cache folder, memory-mapped.

The index is derived and disposable: keyed by what it was built from, rebuilt when missing or
damaged, never part of a backup. Only files that numpy reads without unpickling are accepted.
"""

import contextlib
import hashlib
import json
import os
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

_KEPT = 3
"""Index folders kept: the one in use and the newest others (as-of searches)."""
_ABANDONED_SECONDS = 86_400.0

Arrays = Mapping[str, np.ndarray[Any, Any]]


def save_index(folder: Path, key: str, arrays: Arrays) -> None:
    """Write an index. It becomes visible only when it is complete."""
    target = folder / f"index-{key}"
    partial = folder / f"index-{key}.{os.getpid()}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True, mode=0o700)
    try:
        for name, array in arrays.items():
            np.save(partial / f"{name}.npy", array, allow_pickle=False)
        contents = {name: _digest(partial / f"{name}.npy") for name in sorted(arrays)}
        (partial / "complete.json").write_text(json.dumps(contents), encoding="utf-8")
    except OSError:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    shutil.rmtree(target, ignore_errors=True)
    try:
        partial.replace(target)
    except OSError:
        # Another program wrote the same index first; theirs is as good.
        shutil.rmtree(partial, ignore_errors=True)
    _prune(folder, target)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def load_index(folder: Path, key: str) -> dict[str, np.ndarray[Any, Any]] | None:
    """The arrays of an index, memory-mapped; None when it is missing or damaged.

    Every file is held against its hash first: with one byte altered a listed party could go
    unfound.
    """
    target = folder / f"index-{key}"
    arrays = {}
    try:
        contents = json.loads((target / "complete.json").read_text(encoding="utf-8"))
        for name, digest in contents.items():
            path = target / f"{name}.npy"
            if _digest(path) != digest:
                return None
            # asarray: numpy's own memmap class is slow to index, the plain view of it is not.
            arrays[name] = np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    except (OSError, ValueError, AttributeError, EOFError):
        return None
    with contextlib.suppress(OSError):
        os.utime(target)
    return arrays


def _prune(folder: Path, keep: Path) -> None:
    """Remove old indexes, and what a killed program left half-written."""
    now = time.time()
    with contextlib.suppress(OSError):
        ages = {path: now - path.stat().st_mtime for path in folder.glob("index-*")}
        partial = [path for path in ages if path.suffix == ".partial"]
        whole = sorted((p for p in ages if p != keep and p not in partial), key=ages.__getitem__)
        abandoned = [path for path in partial if ages[path] > _ABANDONED_SECONDS]
        for path in [*whole[_KEPT - 1 :], *abandoned]:
            shutil.rmtree(path, ignore_errors=True)
