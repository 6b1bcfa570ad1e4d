"""The matching index on disk: plain arrays in the cache folder, memory-mapped.

The index is derived and disposable: keyed by what it was built from, rebuilt when missing or
damaged, never part of a backup. Only files that numpy reads without unpickling are accepted.

It holds every listed name, those of the officer's own lists too, so that beside an encrypted
workspace it is one encrypted file, decrypted into memory. Building it anew at every start instead
was weighed: that takes seconds, decrypting a fraction of one.
"""

import contextlib
import hashlib
import io
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from caveat.storage.encrypted_files import read_sealed, write_sealed
from caveat.storage.encryption import StoreKey

_PURPOSE = "matching index "
_ALIGNED = 64
"""Bytes to whose multiples arrays begin in the encrypted file, as numpy itself does."""
_HEAD = 4096
"""Bytes within which numpy's header of an array ends."""
_KEPT = 9
"""Folders kept: two to an index, the one in use and two others (as-of searches), what was read of
names and of addresses, and of the names in relations."""
_ABANDONED_SECONDS = 86_400.0

Arrays = Mapping[str, np.ndarray[Any, Any]]


def save_index(folder: Path, key: str, arrays: Arrays, secret: StoreKey | None = None) -> None:
    """Write an index. It becomes visible only when it is complete.

    Args:
        folder: The cache folder.
        key: What the index was built from.
        arrays: By name.
        secret: The key of an encrypted workspace; None for a plain one.
    """
    if secret is not None:
        _save_sealed(folder, key, arrays, secret)
        return
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


def load_index(
    folder: Path, key: str, secret: StoreKey | None = None
) -> dict[str, np.ndarray[Any, Any]] | None:
    """The arrays of an index, memory-mapped if they are plain; None when missing or damaged.

    Every file is held against its hash, or its seal, first: with one byte altered a listed party
    could go unfound.
    """
    if secret is not None:
        return _load_sealed(folder, key, secret)
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


def drop_indexes(folder: Path) -> int:
    """Remove every index, plain or encrypted; how many could not be removed."""
    left = 0
    for path in folder.glob("index-*"):
        _remove(path)
        left += path.exists()
    return left


def plain_indexes(folder: Path) -> tuple[Path, ...]:
    """Every index in plain text, whole or left half-written."""
    return tuple(path for path in folder.glob("index-*") if path.is_dir())


def _sealed_path(folder: Path, key: str) -> Path:
    return folder / f"index-{key}.sealed"


def _save_sealed(folder: Path, key: str, arrays: Arrays, secret: StoreKey) -> None:
    target = _sealed_path(folder, key)
    partial = target.with_name(f"{target.name}.{os.getpid()}.partial")
    partial.unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        write_sealed(partial, secret, _PURPOSE + key, _packed(arrays))
        partial.replace(target)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    _prune(folder, target)


def _packed(arrays: Arrays) -> Iterator[bytes]:
    """Every array as numpy writes it, behind a table of where they begin."""
    files: dict[str, bytes] = {}
    for name, array in arrays.items():
        file = io.BytesIO()
        np.save(file, array, allow_pickle=False)
        files[name] = file.getvalue()
    places, place = {}, 0
    for name, content in files.items():
        places[name] = [place, len(content)]
        place += len(content) + -len(content) % _ALIGNED
    table = json.dumps(places).encode()
    head = len(table).to_bytes(8, "big") + table
    yield head + bytes(-len(head) % _ALIGNED)
    for content in files.values():
        yield content
        yield bytes(-len(content) % _ALIGNED)


def _load_sealed(
    folder: Path, key: str, secret: StoreKey
) -> dict[str, np.ndarray[Any, Any]] | None:
    path = _sealed_path(folder, key)
    arrays = {}
    try:
        whole = bytearray(path.stat().st_size)  # the seals leave some room at the end
        end = 0
        for piece in read_sealed(path, secret, _PURPOSE + key):
            whole[end : end + len(piece)] = piece
            end += len(piece)
        length = 8 + int.from_bytes(whole[:8], "big")
        start = length + -length % _ALIGNED
        content = memoryview(whole).toreadonly()
        for name, (place, size) in json.loads(bytes(content[8:length])).items():
            arrays[name] = _array(content[start + place : start + place + size])
    except (OSError, ValueError, AttributeError, TypeError):
        return None
    with contextlib.suppress(OSError):
        os.utime(path)
    return arrays


def _array(content: memoryview) -> np.ndarray[Any, Any]:
    """An array over bytes that stay where they are.

    Raises:
        ValueError: If they are no array that numpy writes without pickling.
    """
    head = io.BytesIO(bytes(content[:_HEAD]))
    version = np.lib.format.read_magic(head)
    if version != (1, 0):
        raise ValueError(f"an array of version {version}")
    shape, by_columns, kind = np.lib.format.read_array_header_1_0(head)
    if kind.hasobject:
        raise ValueError("an array of Python objects")
    flat = np.frombuffer(content, dtype=kind, offset=head.tell(), count=int(np.prod(shape)))
    return flat.reshape(shape, order="F" if by_columns else "C")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()


def _prune(folder: Path, keep: Path) -> None:
    """Remove old indexes, and what a killed program left half-written."""
    now = time.time()
    with contextlib.suppress(OSError):
        ages = {path: now - path.stat().st_mtime for path in folder.glob("index-*")}
        partial = [path for path in ages if path.suffix == ".partial"]
        whole = sorted((p for p in ages if p != keep and p not in partial), key=ages.__getitem__)
        abandoned = [path for path in partial if ages[path] > _ABANDONED_SECONDS]
        for path in [*whole[_KEPT - 1 :], *abandoned]:
            _remove(path)
