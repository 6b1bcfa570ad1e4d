"""The container of a bundle: what it holds and how it is unpacked, without trusting it.

Nothing is inflated before the table of contents was read and its signature looked at. A published
file is a gzip member that may inflate to the very size that the contents state, not one byte more,
and must then have the very hash. The form of the zip file itself is checked by `stored_zip`.
"""

import hashlib
import re
import shutil
import stat
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from caveat.domain.lists import FilePart
from caveat.domain.progress import CancelToken, Progress, ReportProgress
from caveat.errors import CaveatError, EnvironmentProblemError, UnreadableFileError
from caveat.ingest.stored_zip import (
    BEGINNING,
    MOST_BYTES,
    Member,
    NotThisFormError,
    begins_with,
    pieces,
    read_members,
    write_members,
)

MANIFEST = "caveat-bundle.json"
SIGNATURE = "caveat-bundle.signature"
MOST_MANIFEST_BYTES = 1 << 20
MOST_FILE_BYTES = 1 << 30
"""A published file, inflated: as for a list that is imported by itself."""
_SIGNATURE_BYTES = 128
_CHUNK = 1 << 20
_FILE = re.compile(r"files/([0-9a-f]{64})\.gz")
_GZIP = 16 + zlib.MAX_WBITS
_ODD = frozenset('/\\:*?"<>|')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_MOST_NAME = 150


@dataclass(frozen=True, slots=True)
class BundleFile:
    """An opened bundle. Nothing of what it says has been believed yet."""

    path: Path
    sha256: str
    manifest: bytes
    signature: str
    members: dict[str, Member]


def is_bundle(path: Path) -> bool:
    """Whether a file begins as a bundle does, whatever its name."""
    try:
        if not path.is_file():  # a pipe would be waited for
            return False
        with path.open("rb") as file:
            head = file.read(BEGINNING + len(MANIFEST))
    except (OSError, ValueError):
        return False
    return begins_with(head, MANIFEST)


def member_name(sha256: str) -> str:
    """Under which name a published file stands in a bundle."""
    return f"files/{sha256}.gz"


def write_bundle(
    file: IO[bytes], manifest: bytes, signature: str, files: Iterable[tuple[str, Iterable[bytes]]]
) -> None:
    """Write a bundle.

    Args:
        file: New, open for writing, seekable.
        manifest: Canonical text.
        signature: Hexadecimal.
        files: SHA-256 of each published file, in their order, and its gzip-compressed content.

    Raises:
        OSError: Disk.
        ValueError: It grows beyond what a zip file can hold.
    """

    def members() -> Iterator[tuple[str, Iterable[bytes]]]:
        yield MANIFEST, [manifest]
        yield SIGNATURE, [signature.encode()]
        for sha256, content in files:
            yield member_name(sha256), content

    write_members(file, members())


def open_bundle(path: Path) -> BundleFile:
    """Read a bundle's structure, its table of contents and the signature.

    Raises:
        UnreadableFileError: It is missing, cut, or not of the one form.
        EnvironmentProblemError: The disk or a permission is in the way.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for
            raise _bad(path, "it is no file, but a folder or a device")
        size = status.st_size
        if size > MOST_BYTES:
            raise _bad(path, "it is larger than any bundle")
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            members = read_members(file, size, _is_known)
            names = [member.name for member in members]
            if names[:2] != [MANIFEST, SIGNATURE] or names[2:] != sorted(set(names[2:])):
                raise _bad(path, "its members are not those of a bundle, in their order")
            manifest, signature = members[0], members[1]
            if manifest.size > MOST_MANIFEST_BYTES or signature.size != _SIGNATURE_BYTES:
                raise _bad(path, "its table of contents or its signature has an impossible size")
            return BundleFile(
                path,
                sha256,
                _content(file, manifest, path),
                _content(file, signature, path).decode("ascii", "replace"),
                {member.name: member for member in members[2:]},
            )
    except NotThisFormError as error:
        raise _bad(path, str(error)) from error
    except ValueError as error:  # a NUL character in the name
        raise UnreadableFileError("This is not the name of a file. Nothing was changed.") from error
    except FileNotFoundError as error:
        raise UnreadableFileError(
            f"There is no file {path}. Nothing was changed. Check the name and the folder."
        ) from error
    except OSError as error:
        raise _in_the_way(path, error) from error


def _is_known(name: str) -> bool:
    return name in {MANIFEST, SIGNATURE} or bool(_FILE.fullmatch(name))


def refuse_other_members(bundle: BundleFile, parts: Iterable[FilePart]) -> None:
    """Raise unless a bundle holds the files that its table of contents names, and no other.

    Raises:
        UnreadableFileError: A file is missing or one too many, a size is impossible, or a name is
            none that every system can give a file.
    """
    wanted: dict[str, int] = {}
    for part in parts:
        if wanted.setdefault(member_name(part.sha256), part.size) != part.size:
            raise _bad(bundle.path, "it states two sizes for one file")
        if part.size > MOST_FILE_BYTES:
            raise _bad(bundle.path, "it states a file larger than any published list")
        if part.file_name != carried_name(part.file_name):
            raise _bad(bundle.path, "it names a file as no file should be named")
    if wanted.keys() != bundle.members.keys():
        raise _bad(bundle.path, "its files are not those that its table of contents names")


def carried_name(name: str) -> str:
    """A file's name as every system can take it: the same wherever it was harmless already."""
    kept = "".join(c if c.isprintable() and c not in _ODD else "_" for c in name)[:_MOST_NAME]
    kept = kept.rstrip(". ").lstrip(".") or "file"
    return f"_{kept}" if _RESERVED.fullmatch(kept) else kept


def unpack(
    bundle: BundleFile,
    parts: Iterable[FilePart],
    folder: Path,
    *,
    progress: ReportProgress,
    cancel: CancelToken | None,
) -> tuple[Path, ...]:
    """Write published files into a folder under their own names, each proven by its SHA-256.

    Args:
        bundle: After `refuse_other_members`.
        parts: Which files.
        folder: Empty, for nobody else's eyes.
        progress: Told the files done.
        cancel: Asked between pieces.

    Raises:
        UnreadableFileError: A file is not the one that its hash names. Nothing was read as a list.
        EnvironmentProblemError: No room, or a disk in the way.
    """
    given = list(parts)
    written = []
    needed = sum(part.size for part in given)
    if shutil.disk_usage(folder).free < needed:
        raise EnvironmentProblemError(
            f"There is no room for the {needed >> 20} MB of the bundle's files in {folder.parent}. "
            "Nothing was changed. Free some space and try again."
        )
    try:
        with bundle.path.open("rb") as file:
            for done, part in enumerate(given):
                progress(Progress("Checking the bundle", done, len(given), part.file_name))
                target = folder / part.file_name
                member = bundle.members[member_name(part.sha256)]
                with target.open("xb") as out:
                    for piece in _inflated(file, member, part, bundle.path):
                        if cancel is not None:
                            cancel.check()
                        out.write(piece)
                written.append(target)
    except FileExistsError as error:
        raise _bad(bundle.path, "two files of one list have the same name") from error
    except OSError as error:
        raise _in_the_way(bundle.path, error) from error
    return tuple(written)


def _inflated(file: IO[bytes], member: Member, part: FilePart, path: Path) -> Iterator[bytes]:
    """The published file, in pieces; raises at the end unless it is the one that was promised."""
    damaged = _bad(path, f"{part.file_name} in it is not the file that was put in")
    inflate = zlib.decompressobj(_GZIP)
    digest, crc, size = hashlib.sha256(), 0, 0
    try:
        for packed in pieces(file, member):
            crc = zlib.crc32(packed, crc)
            waiting = packed
            while waiting and not inflate.eof:
                piece = inflate.decompress(waiting, _CHUNK)
                waiting = inflate.unconsumed_tail
                size += len(piece)
                if size > part.size:
                    raise damaged
                digest.update(piece)
                yield piece
            if inflate.unused_data or (waiting and inflate.eof):
                raise damaged
    except zlib.error as error:
        raise damaged from error
    whole = inflate.eof and size == part.size and crc == member.crc
    if not whole or digest.hexdigest() != part.sha256:
        raise damaged


def _content(file: IO[bytes], member: Member, path: Path) -> bytes:
    content = b"".join(pieces(file, member))
    if len(content) != member.size or zlib.crc32(content) != member.crc:
        raise _bad(path, "it was damaged on the way")
    return content


def _bad(path: Path, why: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{path.name} cannot be used as a bundle: {why}. Nothing was changed. Copy it again from "
        "where it was made, or ask the sender for a new one."
    )


def _in_the_way(path: Path, error: OSError) -> CaveatError:
    return EnvironmentProblemError(
        f"{path.name} cannot be read or unpacked ({error.strerror or type(error).__name__}). "
        "Nothing was changed. Check the drive and its free space, then try again."
    )
