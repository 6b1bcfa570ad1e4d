"""Opens a file that somebody sent, plain or compressed, without trusting what it claims.

What it is for: one place that knows the limits on bytes actually inflated, the signs of a
damaged or protected archive, and the sentences the officer reads about them. It does not know
what the content means; the caller says which content it recognises.
"""

import errno
import gzip
import hashlib
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from caveat.domain.progress import CancelToken, Progress, ReportProgress, ignore_progress
from caveat.errors import CaveatError, EnvironmentProblemError, UnreadableFileError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD_BYTES = 64 * 1024
"""How much of the content a format may look at before it decides."""

_CHUNK = 1024 * 1024
_MOST_MEMBERS = 1000
_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ENCRYPTED = 0x1
_DAMAGE = (
    gzip.BadGzipFile,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,  # zipfile: a compression method that it does not know
    RuntimeError,  # zipfile: a password is needed after all
    ValueError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold before it is refused.

    Attributes:
        file_bytes: Largest file on disk, in bytes.
        inflated_bytes: Most bytes that may come out of it, counted while they come.
        ratio: How many times its own size a compressed file may inflate to, once it has given
            more than ``ratio_from`` bytes. Deflate reaches 1032; text lists stay below 20.
        ratio_from: Bytes below which the ratio does not matter.
    """

    file_bytes: int = 1024**3
    inflated_bytes: int = 1024**3
    ratio: int = 200
    ratio_from: int = 32 * 1024**2


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """An open file whose content is read from ``content``, never more than the limits allow.

    Attributes:
        name: File name as given, without folders.
        size: Bytes of the file as given.
        sha256: Hex digest of the file as given, not of what it inflates to. Computed before the
            content is read and again after it.
        member: Name inside the zip archive that was chosen; empty otherwise.
        head: The first bytes of the content, at most `HEAD_BYTES`. They are still unread.
        content: The inflated bytes, from the first.
        position: How many bytes of the file as given were consumed so far, for progress.
    """

    name: str
    size: int
    sha256: str
    member: str
    head: bytes
    content: IO[bytes]
    position: Callable[[], int]


class _Inflated(io.RawIOBase):
    """Passes bytes on, counts them, and turns every sign of damage into our error."""

    def __init__(self, source: IO[bytes], path: Path, size: int, limits: Limits) -> None:
        super().__init__()
        self._source = source
        self._path = path
        self._name = path.name
        self._most = limits.inflated_bytes
        self._suspicious = max(limits.ratio_from, limits.ratio * size)
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer).cast("B")
        try:
            data = self._source.read(len(view))
        except EOFError as error:
            raise _cut_off(self._name) from error
        except _DAMAGE as error:
            raise _damaged(self._name) from error
        except OSError as error:
            raise _in_the_way(self._path, error) from error
        self._given += len(data)
        if self._given > self._most or self._given > self._suspicious:
            raise UnreadableFileError(
                f"{self._name} was not read: it unpacks to more than "
                f"{self._given // 1024**2} MB, which no published list does. Such files are made "
                "to fill a disk. Nothing was changed. Download the list again from its official "
                "address."
            )
        view[: len(data)] = data
        return len(data)


@contextmanager
def open_safely(
    path: Path,
    *,
    recognise: Callable[[bytes], bool],
    limits: Limits | None = None,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> Iterator[OpenedFile]:
    """Open a plain, gzip- or zip-compressed file for reading within limits.

    The kind of compression is told from the bytes, not from the name. Of a zip archive the one
    member that ``recognise`` knows is opened; where it knows none and there is only one, that
    one. Archives inside archives are refused. Workbooks and other office documents are zip archives
    too: they are given packed, as they are, if ``recognise`` knows their own first bytes.

    Args:
        path: The file as given.
        recognise: Whether the first bytes of some content are something the caller reads.
        limits: How much may be read; `Limits()` by default.
        progress: Told while the file's digest is computed; done and total in bytes.
        cancel: Asked between chunks.

    When the caller is done, the bytes are hashed again: what was read is what was hashed, or the
    file is refused. Archives are read here and there, so no hash can be taken while reading.

    Raises:
        UnreadableFileError: The file is missing, empty, too large, protected, damaged, cut off,
            an archive in an archive, or an archive with several or no lists; or it changed while
            it was read.
        EnvironmentProblemError: The disk or a permission is in the way.
        CancelledError: The token was cancelled.
    """
    limits = limits or Limits()
    with ExitStack() as stack:
        try:
            size = _size(path, limits)
            file = stack.enter_context(path.open("rb"))
            digest = _digest(file, size, progress, cancel)
            file.seek(0)
            magic = file.read(4)
            file.seek(0)
            member = ""
            source: IO[bytes] = file
            if magic.startswith(_GZIP):
                unzipped = stack.enter_context(gzip.GzipFile(fileobj=file, mode="rb"))
                source = cast("IO[bytes]", unzipped)
            elif magic.startswith(_ZIP):
                archive = stack.enter_context(_archive(file, path.name))
                if _is_document(archive):
                    _refuse_unless_recognised(file, path.name, recognise)
                else:
                    info = _one_member(archive, path.name, recognise)
                    member = info.filename
                    source = stack.enter_context(_member(archive, info, path.name))
            content = io.BufferedReader(_Inflated(source, path, size, limits), HEAD_BYTES)
            head = content.peek(HEAD_BYTES)
        except OSError as error:
            raise _in_the_way(path, error) from error
        if not head:
            raise UnreadableFileError(
                f"{path.name} is empty. Nothing was changed. Download the file again."
            )
        if source is not file and head.startswith((_GZIP, *_ZIP)):
            raise UnreadableFileError(
                f"{path.name} is an archive inside an archive. Nothing was changed. Unpack it "
                "and import the list file itself."
            )
        yield OpenedFile(
            path.name, size, digest, member, head, cast("IO[bytes]", content), file.tell
        )
        try:
            file.seek(0)
            unchanged = _digest(file, size, ignore_progress, cancel) == digest
        except OSError as error:
            raise _in_the_way(path, error) from error
        if not unchanged:
            raise UnreadableFileError(
                f"{path.name} changed while it was read, so nobody could say what was read. "
                "Nothing was changed here. Wait until the download or the program that writes it "
                "is done, then import the file again."
            )


def _size(path: Path, limits: Limits) -> int:
    """Bytes of a regular file. Anything else could block for ever when opened."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UnreadableFileError(
            f"There is no file {path}. Nothing was changed. Check the name and the folder."
        ) from error
    except ValueError as error:  # a NUL character in the name
        raise UnreadableFileError("This is not the name of a file. Nothing was changed.") from error
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFileError(
            f"{path} is not a file that can be read, but a folder or a device. Nothing was "
            "changed. Choose the list file itself."
        )
    if status.st_size > limits.file_bytes:
        raise UnreadableFileError(
            f"{path.name} has {status.st_size // 1024**2} MB; no published list is larger than "
            f"{limits.file_bytes // 1024**2} MB. Nothing was changed. Check that it is the right "
            "file."
        )
    return status.st_size


def _digest(
    file: IO[bytes], size: int, progress: ReportProgress, cancel: CancelToken | None
) -> str:
    digest = hashlib.sha256()
    done = 0
    while chunk := file.read(_CHUNK):
        if cancel is not None:
            cancel.check()
        digest.update(chunk)
        done += len(chunk)
        progress(Progress("checking the file", done, size))
    return digest.hexdigest()


def _archive(file: IO[bytes], name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except EOFError as error:
        raise _cut_off(name) from error
    except _DAMAGE as error:
        raise UnreadableFileError(
            f"{name} begins like a zip archive but is cut off or damaged: its table of contents "
            "at the end is missing. Nothing was changed. Download the file again."
        ) from error


def _is_document(archive: zipfile.ZipFile) -> bool:
    """Whether an archive is a workbook or another document of an office program."""
    names = {info.filename for info in archive.infolist()[: _MOST_MEMBERS + 1]}
    return "[Content_Types].xml" in names or "mimetype" in names


def _refuse_unless_recognised(
    file: IO[bytes], name: str, recognise: Callable[[bytes], bool]
) -> None:
    """Leave a document packed, at its beginning, if the caller reads such ones itself.

    What is inside is then unpacked by a reader of spreadsheets, with limits of its own.
    """
    file.seek(0)
    head = file.read(HEAD_BYTES)
    file.seek(0)
    if not recognise(head):
        raise UnreadableFileError(
            f"{name} is a spreadsheet or an office document, not a published list. Nothing was "
            "changed. Import supplier spreadsheets as suppliers; download lists from their "
            "official address as CSV or JSON."
        )


def _one_member(
    archive: zipfile.ZipFile, name: str, recognise: Callable[[bytes], bool]
) -> zipfile.ZipInfo:
    """The member that is read, chosen by its content."""
    files = [
        info
        for info in archive.infolist()[: _MOST_MEMBERS + 1]
        if not info.is_dir()
        and not info.filename.startswith("__MACOSX/")
        and not info.filename.rsplit("/", 1)[-1].startswith(".")
    ]
    if not files:
        raise UnreadableFileError(f"The zip archive {name} holds no file. Nothing was changed.")
    if len(files) > _MOST_MEMBERS:
        raise UnreadableFileError(
            f"The zip archive {name} holds more than {_MOST_MEMBERS} files. Nothing was changed. "
            "Unpack it and import the list file itself."
        )
    if all(info.flag_bits & _ENCRYPTED for info in files):
        raise UnreadableFileError(
            f"{name} is protected with a password. Nothing was changed. Unpack it with the "
            "password and import the file from inside."
        )
    files = [info for info in files if not info.flag_bits & _ENCRYPTED]
    known = [info for info in files if recognise(_first_bytes(archive, info, name))]
    if len(known) == 1:
        return known[0]
    if not known and len(files) == 1:
        return files[0]
    shown = ", ".join(sorted(info.filename for info in (known or files))[:6])
    if known:
        raise UnreadableFileError(
            f"{name} holds several list files ({shown}). Nothing was changed. Unpack the archive "
            "and import its files, those of one list together."
        )
    raise UnreadableFileError(
        f"None of the files inside {name} is a list that this program knows ({shown}). Nothing "
        "was changed. Unpack the archive and look at what it holds."
    )


def _first_bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    with _member(archive, info, name) as member:
        try:
            return member.read(HEAD_BYTES)
        except (EOFError, *_DAMAGE) as error:
            raise _damaged(name) from error


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> IO[bytes]:
    try:
        return archive.open(info)
    except (EOFError, *_DAMAGE) as error:
        raise _damaged(name) from error


def _cut_off(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{name} is cut off: the compressed file ends before its content does, so the download "
        "was probably interrupted. Nothing was changed. Download the file again."
    )


def _damaged(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{name} is damaged: it cannot be unpacked. Nothing was changed. Download the file again."
    )


def _in_the_way(path: Path, error: OSError) -> CaveatError:
    if error.errno == errno.EINVAL:  # an archive that points to a place before its beginning
        return _damaged(path.name)
    reason = error.strerror or type(error).__name__
    return EnvironmentProblemError(
        f"{path} cannot be read: {reason}. Nothing was changed. Check the permission and the "
        "drive, then try again."
    )
