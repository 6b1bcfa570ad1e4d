"""Tells by a file's content, never by its name, what kind of spreadsheet it is."""

import io
import struct
import zipfile
from enum import StrEnum

from caveat.ingest.spreadsheets.refusals import unreadable
from caveat.ingest.spreadsheets.source import SourceFile


class SheetFormat(StrEnum):
    """A kind of spreadsheet that can be read."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"
    XLS = "xls"
    TEXT = "text"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "Open it in your spreadsheet program, save it as .xlsx or .csv, and choose the new file."
_BIFF_BEGIN = (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00")
"""BOF of the globals of a workbook of Excel 97 and of Excel 5."""
_FILEPASS = 0x2F
_RECORDS_BEFORE_FILEPASS = 4
_UNPACK = "Unpack it and choose the spreadsheet inside."
_REMOVE_PROTECTION = (
    "Open it with the password, remove the protection (in Excel: File, Info, Protect Workbook, "
    "Encrypt with Password, empty the field), save it, and choose it again."
)
_FOREIGN = (
    (b"%PDF", "this is a PDF document, not a spreadsheet"),
    (b"\x1f\x8b", "this is a packed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "this is a packed file (7-Zip)"),
    (b"Rar!", "this is a packed file (RAR)"),
    (b"BZh", "this is a packed file (bzip2)"),
    (b"\xfd7zXZ", "this is a packed file (xz)"),
    (b"\x28\xb5\x2f\xfd", "this is a packed file (Zstandard)"),
    (b"\x89PNG", "this is a picture"),
    (b"\xff\xd8\xff", "this is a picture"),
    (b"GIF8", "this is a picture"),
    (b"SQLite format 3\x00", "this is a database, not a spreadsheet"),
    (b"{\\rtf", "this is a text document (RTF), not a spreadsheet"),
    (b"\x7fELF", "this is a program, not a spreadsheet"),
    (b"MZ\x90", "this is a program, not a spreadsheet"),
    (b"\x09\x00\x04\x00", "this is a workbook of Excel 2, which is too old to be read"),
    (b"\x09\x02\x06\x00", "this is a workbook of Excel 3, which is too old to be read"),
    (b"\x09\x04\x06\x00", "this is a workbook of Excel 4, which is too old to be read"),
)
_MARKUP = (
    (b"<!doctype html", "this is a web page saved under the name of a spreadsheet"),
    (b"<html", "this is a web page saved under the name of a spreadsheet"),
    (b"<table", "this is a web page saved under the name of a spreadsheet"),
    (b"<?xml", "this is an XML file"),
)


def password_protected(source: SourceFile) -> Exception:
    """The error for a workbook that only its password opens."""
    return unreadable(source.path, "the workbook is protected with a password", _REMOVE_PROTECTION)


def recognise(source: SourceFile) -> SheetFormat:
    """Which format a file is in.

    Raises:
        UnreadableFileError: If it is protected with a password, or is something else
            altogether, with the way out.
    """
    head = source.data[:4096]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _recognise_zip(source)
    if head.startswith(_OLE):
        return _recognise_ole(source)
    for magic, what in _FOREIGN:
        if head.startswith(magic):
            raise unreadable(source.path, what, _UNPACK if "packed" in what else _SAVE_AS)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<?mso-application" in start:
        raise unreadable(source.path, "this is an XML spreadsheet of Excel 2003", _SAVE_AS)
    for magic, what in _MARKUP:
        if start.startswith(magic):
            raise unreadable(source.path, what, _SAVE_AS)
    return SheetFormat.TEXT


def _recognise_zip(source: SourceFile) -> SheetFormat:
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            members = {info.filename for info in archive.infolist()}
            if "META-INF/manifest.xml" in members and "content.xml" in members:
                return SheetFormat.ODS
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise unreadable(
            source.path,
            "the workbook is damaged: its end is missing or altered, as after a broken download",
            "Fetch or save it again and choose the new file.",
        ) from error
    lowered = {member.lower().lstrip("/").replace("\\", "/") for member in members}
    if "xl/workbook.bin" in lowered:
        return SheetFormat.XLSB
    if "[content_types].xml" in lowered and any(
        member.startswith("xl/") or member.endswith("workbook.xml") for member in lowered
    ):
        return SheetFormat.XLSX
    if any(member.startswith("word/") for member in lowered):
        what, do = "this is a Word document, not a spreadsheet", _SAVE_AS
    elif any(member.startswith("ppt/") for member in lowered):
        what, do = "this is a presentation, not a spreadsheet", _SAVE_AS
    else:
        what = "this is a zip archive without a workbook in it"
        do = _UNPACK
    raise unreadable(source.path, what, do)


def _recognise_ole(source: SourceFile) -> SheetFormat:
    # A protected .xlsx is an OLE container with these two streams (MS-OFFCRYPTO 2.3.4).
    if _stream(source, "EncryptedPackage") and _stream(source, "EncryptionInfo"):
        raise password_protected(source)
    if _stream(source, "Workbook") or _stream(source, "Book"):
        if _has_filepass(source.data):
            raise password_protected(source)
        return SheetFormat.XLS
    if _stream(source, "WordDocument"):
        raise unreadable(source.path, "this is a Word document, not a spreadsheet", _SAVE_AS)
    if _stream(source, "PowerPoint Document"):
        raise unreadable(source.path, "this is a presentation, not a spreadsheet", _SAVE_AS)
    return SheetFormat.XLS


def _stream(source: SourceFile, name: str) -> bool:
    """Whether an OLE directory entry of this name occurs (UTF-16, ended by a zero)."""
    return (name + "\0").encode("utf-16-le") in source.data


def _has_filepass(data: bytes) -> bool:
    """Whether a BIFF stream is encrypted: FILEPASS follows its first BOF (MS-XLS 2.4.117)."""
    at = -1
    for begin in _BIFF_BEGIN:
        while (at := data.find(begin, at + 1)) >= 0:
            position = at
            for _ in range(_RECORDS_BEFORE_FILEPASS):
                kind, length = struct.unpack_from("<HH", data.ljust(position + 4, b"\0"), position)
                if kind == _FILEPASS:
                    return True
                position += 4 + length
    return False
