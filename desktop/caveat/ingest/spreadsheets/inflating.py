"""Really inflates a zip-based workbook, counting, before any parser is given it.

Sizes in the headers of an archive are claims; a bomb lies about them. So each part is inflated
from its packed bytes, thrown away piece by piece, and measured. What passes by is also looked
at for the two things that make a small part large later: document type declarations (entities)
and cells so far apart that the rectangle between them is enormous.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from caveat.domain.progress import CancelToken
from caveat.ingest.spreadsheets.formats import SheetFormat, password_protected
from caveat.ingest.spreadsheets.limits import (
    MAX_INFLATED_BYTES,
    MAX_PARTS,
    MAX_RATIO,
    MAX_SPAN,
    RATIO_FREE_BYTES,
)
from caveat.ingest.spreadsheets.refusals import unreadable
from caveat.ingest.spreadsheets.source import SourceFile

_PIECE = 1 << 18
_HELPING = 1 << 14
_OVERLAP = 256
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_ENCRYPTED = 0x1
_AGAIN = "Fetch or save it again and choose the new file."
_TRUST = "Do not open it elsewhere; ask whoever sent it for a plain .xlsx or .csv."
_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_FAR_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]{0,200}?\br\s*=\s*["']([A-Z]{2,})[0-9]""")
_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]{0,200}?\br\s*=\s*["']([0-9]+)""")
_ONE_LETTER = 26


def check_archive(
    source: SourceFile, kind: SheetFormat, *, cancel: CancelToken | None = None
) -> None:
    """Inflate every part of a workbook and throw it away, within the limits of `limits`.

    Raises:
        UnreadableFileError: If the archive is damaged, protected, a bomb, declares entities, or
            spans more cells than could be held.
        CancelledError: If the token was cancelled.
    """
    with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
        parts = archive.infolist()
    if len(parts) > MAX_PARTS or len({part.filename for part in parts}) < len(parts):
        raise unreadable(
            source.path,
            "the workbook is not built like a workbook: it has parts of the same name or far "
            f"too many parts ({len(parts):,})",
            _TRUST,
        )
    total = 0
    for part in parts:
        total += _measure(source, kind, part, total, cancel)
        if part.filename == "META-INF/manifest.xml":
            manifest = b"".join(_inflate(source, part))
            if b"encryption-data" in manifest:
                raise password_protected(source)


def _measure(
    source: SourceFile,
    kind: SheetFormat,
    part: zipfile.ZipInfo,
    before: int,
    cancel: CancelToken | None,
) -> int:
    """The bytes that a part inflates to; raises for everything that is wrong with it."""
    span = _Span()
    size = 0
    tail = b""
    is_markup = part.filename.lower().endswith((".xml", ".rels"))
    for piece in _inflate(source, part):
        if cancel is not None:
            cancel.check()
        size += len(piece)
        _refuse_bomb(source, part, size, before + size)
        if is_markup:
            window = tail + piece
            if any(declaration in window for declaration in _DECLARATIONS):
                raise unreadable(
                    source.path,
                    f"its part {_called(part)} declares a document type or entities, which no "
                    "spreadsheet program writes",
                    _TRUST,
                )
            if kind is SheetFormat.XLSX:
                span.see(window)
            tail = window[-_OVERLAP:]
    if size != part.file_size:
        raise unreadable(
            source.path,
            f"the workbook is damaged: its part {_called(part)} holds {size:,} bytes where "
            f"{part.file_size:,} are announced",
            _AGAIN,
        )
    if span.cells > MAX_SPAN:
        raise unreadable(
            source.path,
            f"the cells of {_called(part)} lie so far apart (column {span.column:,}, row "
            f"{span.row:,}) that {span.cells:,} cells would have to be read",
            "Delete the empty rows and columns behind the list, save it, and choose it again.",
        )
    return size


class _Span:
    """The largest row and column number that a worksheet's markup names."""

    __slots__ = ("column", "row")

    def __init__(self) -> None:
        self.column = _ONE_LETTER
        self.row = 0

    @property
    def cells(self) -> int:
        return self.column * self.row

    def see(self, window: bytes) -> None:
        for found in _ROW.finditer(window):
            self.row = max(self.row, int(found[1][:9]))
        for found in _FAR_CELL.finditer(window):
            number = 0
            for letter in found[1][:4]:
                number = number * 26 + letter - 64
            self.column = max(self.column, number)


def _refuse_bomb(source: SourceFile, part: zipfile.ZipInfo, size: int, total: int) -> None:
    if total > MAX_INFLATED_BYTES:
        raise unreadable(
            source.path,
            f"the workbook unpacks to more than {MAX_INFLATED_BYTES // 1_000_000:,} megabytes",
            "If it is honest, split it into smaller files. If you do not know the sender, delete "
            "it.",
        )
    if size > RATIO_FREE_BYTES and size > MAX_RATIO * max(part.compress_size, 1):
        raise unreadable(
            source.path,
            f"its part {_called(part)} unpacks to more than {MAX_RATIO} times its size, as in a "
            "file made to fill the disk",
            _TRUST,
        )


def _inflate(source: SourceFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The inflated bytes of a part, piece by piece, whatever its headers claim."""
    packed = _packed(source, part)
    if part.compress_type == zipfile.ZIP_STORED:
        for at in range(0, len(packed), _PIECE):
            yield bytes(packed[at : at + _PIECE])
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        # Small helpings: what the inflater has not consumed yet is copied on every call.
        for at in range(0, len(packed), _HELPING):
            pending: bytes | memoryview = packed[at : at + _HELPING]
            while pending and not inflater.eof:
                yield inflater.decompress(pending, _PIECE)
                pending = inflater.unconsumed_tail
        while not inflater.eof and (piece := inflater.decompress(b"", _PIECE)):
            yield piece
    except zlib.error as error:
        raise _damaged(source, part) from error
    if not inflater.eof:
        raise _damaged(source, part)


def _packed(source: SourceFile, part: zipfile.ZipInfo) -> memoryview:
    """The packed bytes of a part, found through its local header."""
    if part.flag_bits & _ENCRYPTED:
        raise password_protected(source)
    if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise unreadable(
            source.path, "the workbook is packed in a way that no spreadsheet program uses", _TRUST
        )
    start = part.header_offset
    header = source.data[start : start + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise _damaged(source, part)
    fields = _LOCAL_HEADER.unpack(header)
    start += _LOCAL_HEADER.size + int(fields[9]) + int(fields[10])
    packed = memoryview(source.data)[start : start + part.compress_size]
    if len(packed) < part.compress_size:
        raise _damaged(source, part)
    return packed


def _damaged(source: SourceFile, part: zipfile.ZipInfo) -> Exception:
    return unreadable(source.path, f"the workbook is damaged in its part {_called(part)}", _AGAIN)


def _called(part: zipfile.ZipInfo) -> str:
    """A part's name as it may be shown: it comes from the file, and may hold anything."""
    return "".join(letter if letter.isprintable() else "?" for letter in part.filename)[:80]
