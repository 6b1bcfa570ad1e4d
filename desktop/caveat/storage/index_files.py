"""The matching index on disk: one file of arrays in the cache folder, memory-mapped.

The index is derived and disposable: keyed by what it was built from, rebuilt when missing or
damaged, never part of a backup. Only arrays that numpy reads without unpickling are accepted.

One file for each array was kept before: a hundred open files to an index, and three hundred in a
window that had another day open, where systems begin to refuse at 256 or 1,024.

It holds every listed name, those of the officer's own lists too, so that beside an encrypted
workspace the same is encrypted, and decrypted into memory. Building it anew at every start instead
was weighed: that takes seconds, decrypting a fraction of one.
"""

import contextlib
import hashlib
import io
import json
import mmap
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from caveat.storage.encrypted_files import read_sealed, write_sealed
from caveat.storage.encryption import StoreKey

_PURPOSE = "matching index "
_BINARY = getattr(os, "O_BINARY", 0)
_MAGIC = b"CAVEAT-ARRAYS-1\n"
_ALIGNED = 64
"""Bytes to whose multiples arrays begin, as numpy itself does; what stands before the table of
arrays in a plain file, the magic and the hash of all that follows, is as long."""
_HEAD = 4096
"""Bytes within which numpy's header of an array ends."""
_KEPT = 9
"""Files kept: two to an index, the one in use and two others (as-of searches), what was read of
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

    Raises:
        OSError: Disk, permission. Nothing is left half-written.
    """
    target = _path(folder, key, secret)
    partial = target.with_name(f"{target.name}.{os.getpid()}.partial")
    partial.unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        if secret is not None:
            write_sealed(partial, secret, _PURPOSE + key, _packed(arrays))
        else:
            _write_plain(partial, _packed(arrays))
        partial.replace(target)
    except OSError:
        partial.unlink(missing_ok=True)
        if secret is not None or not target.exists():
            raise
        # Windows replaces no file that is mapped: another program reads the same; it is as good.
    _prune(folder, target)


def _path(folder: Path, key: str, secret: StoreKey | None) -> Path:
    return folder / f"index-{key}.{'arrays' if secret is None else 'sealed'}"


def _write_plain(path: Path, content: Iterable[bytes | memoryview]) -> None:
    digest = hashlib.sha256()
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(bytes(_ALIGNED))
        for piece in content:
            digest.update(piece)
            file.write(piece)
        file.seek(0)
        file.write(_MAGIC + digest.digest())


def load_index(
    folder: Path, key: str, secret: StoreKey | None = None
) -> dict[str, np.ndarray[Any, Any]] | None:
    """The arrays of an index, memory-mapped if they are plain; None when missing or damaged.

    The file is held against its hash, or its seals, first: with one byte altered a listed party
    could go unfound.
    """
    path = _path(folder, key, secret)
    try:
        content = _read_plain(path) if secret is None else _read_sealed(path, key, secret)
        arrays = _unpacked(content)
    except (OSError, ValueError, AttributeError, TypeError):
        return None
    with contextlib.suppress(OSError):
        os.utime(path)
    return arrays


def _read_plain(path: Path) -> memoryview:
    """What was packed, over a map of the file, which holds it open once.

    Raises:
        OSError, ValueError: It is missing, empty, cut or altered.
    """
    with path.open("rb") as file:
        whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    content = whole[_ALIGNED:]
    if bytes(whole[: len(_MAGIC) + 32]) != _MAGIC + hashlib.sha256(content).digest():
        raise ValueError("not what was written")
    return content


def _read_sealed(path: Path, key: str, secret: StoreKey) -> memoryview:
    whole = bytearray(path.stat().st_size)  # the seals leave some room at the end
    end = 0
    for piece in read_sealed(path, secret, _PURPOSE + key):
        whole[end : end + len(piece)] = piece
        end += len(piece)
    return memoryview(whole).toreadonly()


def drop_indexes(folder: Path) -> int:
    """Remove every index, plain or encrypted; how many could not be removed."""
    left = 0
    for path in folder.glob("index-*"):
        _remove(path)
        left += path.exists()
    return left


def plain_indexes(folder: Path) -> tuple[Path, ...]:
    """Every index in plain text, whole or left half-written."""
    return tuple(path for path in folder.glob("index-*") if ".sealed" not in path.suffixes)


def _packed(arrays: Arrays) -> Iterator[bytes | memoryview]:
    """Every array as numpy writes it, behind a table of where they begin."""
    heads = {name: _head(array) for name, array in arrays.items()}
    places, place = {}, 0
    for name, array in arrays.items():
        size = len(heads[name]) + array.nbytes
        places[name] = [place, size]
        place += size + -size % _ALIGNED
    table = json.dumps(places).encode()
    head = len(table).to_bytes(8, "big") + table
    yield head + bytes(-len(head) % _ALIGNED)
    for name, array in arrays.items():
        yield heads[name]
        by_columns = array.flags.f_contiguous and not array.flags.c_contiguous
        yield array.ravel("F" if by_columns else "C").view(np.uint8).data
        yield bytes(-(len(heads[name]) + array.nbytes) % _ALIGNED)


def _head(array: np.ndarray[Any, Any]) -> bytes:
    head = io.BytesIO()
    np.lib.format.write_array_header_1_0(head, np.lib.format.header_data_from_array_1_0(array))
    return head.getvalue()


def _unpacked(content: memoryview) -> dict[str, np.ndarray[Any, Any]]:
    """The arrays that were packed, over the same memory.

    Raises:
        ValueError, AttributeError, TypeError: They were not.
    """
    length = 8 + int.from_bytes(content[:8], "big")
    start = length + -length % _ALIGNED
    places = json.loads(bytes(content[8:length])).items()
    return {
        name: _array(content[start + place : start + place + size])
        for name, (place, size) in places
    }


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
