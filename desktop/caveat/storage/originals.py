"""The published files as they came, kept so that they can be carried to another computer.

Two designs were weighed for what a bundle carries. *Our own serialisation of the stored history*
needs no files, but nobody could hold it against the publisher, its SHA-256 would not be the one
that memos print, and the receiver would have to trust the sender's reading. *The files themselves*
won: the receiver reads and judges them as any import. They have to be kept for that, since the
download may be gone; kept in the database they would stand in each of the five backups too, so they
lie in a folder, content-addressed by the SHA-256 of the file as it came, gzip-compressed, encrypted
beside an encrypted workspace. Only the files of editions that are in service, or the newest of
their channel, are kept: with every daily edition of the Consolidated Screening List it would be
half a gigabyte a year. Own lists are never kept, so that they cannot be carried by mistake.

Losing one is no loss of the record: the list is in the database; it only cannot be carried on.
"""

import contextlib
import hashlib
import os
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path

from caveat.storage.driver import sqlite3
from caveat.storage.encrypted_files import DamagedSealError, is_sealed, read_sealed, write_sealed
from caveat.storage.encryption import StoreKey

_PURPOSE = "published file "
_CHUNK = 1 << 20
_GZIP = 16 + zlib.MAX_WBITS
"""zlib's way to say: with gzip's header and check sum."""


def published_hashes(connection: sqlite3.Connection) -> frozenset[str]:
    """SHA-256 of every file worth keeping: of editions in service or the newest of their channel.

    A file from which ever a private list was read is not among them, nor one of an own list or of
    the starter set, whatever else it holds or is.
    """
    rows = connection.execute(
        """
        WITH wanted AS (
            SELECT DISTINCT r.import_id FROM release AS r
            WHERE r.refused = 0 AND (
                r.id IN (SELECT release_id FROM list_in_service)
                OR r.position = (
                    SELECT max(n.position) FROM release AS n
                    WHERE n.list_code = r.list_code AND n.channel = r.channel))),
        file AS (
            SELECT id AS import_id, sha256 FROM list_import
            UNION ALL SELECT import_id, sha256 FROM list_import_file),
        confidential AS (
            SELECT id AS import_id FROM list_import WHERE channel IN ('own', 'starter')
            UNION SELECT r.import_id FROM release AS r
            WHERE r.list_code IN (SELECT list_code FROM list_definition WHERE private = 1)
            UNION SELECT import_id FROM list_definition WHERE private = 1)
        SELECT f.sha256 FROM file AS f JOIN wanted AS w ON w.import_id = f.import_id
        EXCEPT
        SELECT f.sha256 FROM file AS f JOIN confidential AS c ON c.import_id = f.import_id
        """
    )
    return frozenset(sha256 for (sha256,) in rows)


def keep_original(
    folder: Path, path: Path, wanted: Collection[str], key: StoreKey | None
) -> str | None:
    """Keep a copy of a file if it is one of those wanted.

    Args:
        folder: Where they are kept; made if need be.
        path: The file as it came.
        wanted: SHA-256 of the files that may be kept: what is read here must be one of them.
        key: The workspace's key; None for a plain one.

    Returns:
        Its SHA-256 if it is kept now.

    Raises:
        OSError: Disk, permission. Nothing half-written stays.
    """
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    if sha256 not in wanted:
        return None
    if has_original(folder, sha256):
        return sha256
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    _put(folder, sha256, _compressed(path, digest), key)
    if digest.hexdigest() != sha256:  # it changed while it was read
        _place(folder, sha256).unlink()
        return None
    return sha256


def has_original(folder: Path, sha256: str) -> bool:
    """Whether a file is kept."""
    return _place(folder, sha256).is_file()


def read_original(folder: Path, sha256: str, key: StoreKey | None) -> Iterator[bytes]:
    """The gzip-compressed content of a kept file, in pieces. Its hash is the reader's to check.

    Raises:
        OSError: It is not kept, or cannot be read.
        DamagedSealError: It was altered, or is under another key.
    """
    path = _place(folder, sha256)
    if is_sealed(path):
        if key is None:
            raise DamagedSealError(f"{path.name} is encrypted and the workspace is not")
        yield from read_sealed(path, key, _PURPOSE + sha256)
        return
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def prune_originals(folder: Path, wanted: Collection[str]) -> None:
    """Remove what is no longer wanted, and what a killed program left half-written."""
    for path in folder.glob("*"):
        if path.name.split(".", 1)[0] not in wanted or path.suffix != ".gz":
            with contextlib.suppress(OSError):
                path.unlink()


def convert_originals(folder: Path, old: StoreKey | None, new: StoreKey | None) -> tuple[int, int]:
    """Bring every kept file under another key, or none.

    What cannot be read any more is removed: the publisher still has it. What cannot be written (a
    full disk) stays as it was: of an old edition this copy may be the last one.

    Returns:
        How many were removed, and how many stayed as they were.
    """
    removed = unwritten = 0
    for half in folder.glob("*.partial"):  # left by programs that were killed
        with contextlib.suppress(OSError):
            half.unlink()
    for path in sorted(folder.glob("*.gz")):
        sha256 = path.name.split(".", 1)[0]
        try:
            content = _readable(folder, sha256, old, new)
        except (OSError, DamagedSealError):
            path.unlink(missing_ok=True)
            removed += 1
            continue
        try:
            _put(folder, sha256, content, new)
        except OSError:
            unwritten += 1
    return removed, unwritten


def plain_originals(folder: Path) -> tuple[Path, ...]:
    """The kept files that are not encrypted."""
    return tuple(path for path in sorted(folder.glob("*.gz")) if not is_sealed(path))


def _readable(
    folder: Path, sha256: str, old: StoreKey | None, new: StoreKey | None
) -> Iterator[bytes]:
    """The content under the old key, or under the new one where a killed program got that far."""
    for key in (old, new):
        with contextlib.suppress(DamagedSealError):
            return iter(list(read_original(folder, sha256, key)))
    raise DamagedSealError(f"{sha256} is under a key that is not known")


def _place(folder: Path, sha256: str) -> Path:
    return folder / f"{sha256}.gz"


def _put(folder: Path, sha256: str, content: Iterator[bytes], key: StoreKey | None) -> None:
    partial = folder / f"{sha256}.{os.getpid()}.partial"
    partial.unlink(missing_ok=True)
    try:
        if key is not None:
            write_sealed(partial, key, _PURPOSE + sha256, content)
        else:
            descriptor = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.writelines(content)
        partial.replace(_place(folder, sha256))
    finally:
        partial.unlink(missing_ok=True)


def _compressed(path: Path, digest: "hashlib._Hash") -> Iterator[bytes]:
    packer = zlib.compressobj(wbits=_GZIP)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            if packed := packer.compress(chunk):
                yield packed
    yield packer.flush()
