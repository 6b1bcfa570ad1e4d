"""Finds the encoding of a text file: strict UTF-8 first, then a guess that is shown as one."""

import codecs
import re
from dataclasses import dataclass

import chardet

from caveat.ingest.spreadsheets.refusals import unreadable, unusable
from caveat.ingest.spreadsheets.source import SourceFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
}
"""Encodings whose files in practice hold letters that only the larger one has."""
UNDECODABLE = re.compile("[\ud800-\udfff]+")
"""Bytes that fit no letter, as they stand in a decoded text."""
_NOT_ASCII = re.compile("[^\x00-\x7f]+")
_SAMPLE = 400_000
_LOOKED_AT = 65_536
_CONTROL_SHARE = 0.005
_DAMAGED_SHARE = 0.001
_EXAMPLES = "utf-8, gb18030, big5, shift_jis, euc-kr, windows-1252, windows-1251, iso-8859-2"
_NULLS_OF_UTF16 = 0.3
_WHOLE_TO_BROKEN = 20


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text file's text. Bytes that fit no letter stand in it as lone surrogates if ``damaged``.

    ``warning`` is a sentence for the officer, or empty.
    """

    text: str
    encoding: str
    warning: str = ""
    damaged: bool = False


def decode(source: SourceFile, encoding: str = "") -> DecodedText:
    """The text of a file in the given encoding, or in the one that it is found to be in.

    Raises:
        InputError: If there is no encoding of the given name.
        UnreadableFileError: If the file is not text, or not in the given encoding.
    """
    data = source.data
    if encoding:
        return _decode_as(source, _known_codec(source, encoding), encoding)
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if marked:
        return _decode_as(source, "utf-8-sig" if marked == "utf-8" else marked, marked)
    # Before UTF-8: plain letters in UTF-16 are valid UTF-8 as well, with a zero beside each.
    if unmarked := _utf16_without_mark(data):
        return _decode_as(source, unmarked, unmarked, _guess_warning(unmarked))
    if _is_utf8(data):
        return _decode_as(source, "utf-8", "utf-8")
    return _decode_by_guess(source)


def _known_codec(source: SourceFile, encoding: str) -> str:
    """The codec of a name given by the officer."""
    try:
        codec = codecs.lookup(encoding).name
        b"abcd".decode(codec, "replace")  # base64 and its like are codecs too, but not of text
    except (LookupError, ValueError):
        raise unusable(
            source.path,
            f"there is no encoding named “{encoding}”",
            f"Use a name such as {_EXAMPLES}.",
        ) from None
    return "utf-8-sig" if codec == "utf-8" else codec


def _decode_as(source: SourceFile, codec: str, name: str, warning: str = "") -> DecodedText:
    try:
        text = source.data.decode(codec)
    except UnicodeDecodeError as error:
        return _mostly(source, name, error)
    return DecodedText(_refuse_binary(source, text), name, warning)


def _is_utf8(data: bytes) -> bool:
    """Whether data are UTF-8: whole, or with few broken places, as after one bad paste."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="surrogateescape")
        wrong = _count(UNDECODABLE, text)
        whole = _count(_NOT_ASCII, text) - wrong
        return wrong <= max(3, _DAMAGED_SHARE * len(text)) and whole > _WHOLE_TO_BROKEN * wrong
    return True


def _decode_by_guess(source: SourceFile) -> DecodedText:
    found = chardet.detect(_telling_part(source.data))
    name = str(found.get("encoding") or "")
    if not name:
        raise unreadable(
            source.path,
            "this is neither a workbook nor a text in a known encoding",
            "Open it in your spreadsheet program and save it as .xlsx. If it is a .csv file, "
            f"choose its encoding ({_EXAMPLES}).",
        )
    name = _WIDER.get(name.lower(), name.lower())
    return _decode_as(source, name, name, _guess_warning(name))


def _count(pattern: re.Pattern[str], text: str) -> int:
    """Letters that match, found in runs: a file may hold a hundred million."""
    return sum(len(run[0]) for run in pattern.finditer(text))


def _guess_warning(name: str) -> str:
    return (
        f"The file does not say how its letters are encoded. It was read as {name}: if names "
        "look wrong, choose another encoding."
    )


def _mostly(source: SourceFile, name: str, error: UnicodeDecodeError) -> DecodedText:
    """The text with undecodable bytes kept, if they are few; they spoil only their rows."""
    row = source.data.count(b"\n", 0, error.start) + 1
    try:
        text = source.data.decode(name, errors="surrogateescape")
    except UnicodeDecodeError:
        text = ""
    text = text.removeprefix("\ufeff")
    wrong = _count(UNDECODABLE, text)
    if not text or wrong > max(3, _DAMAGED_SHARE * len(text)):
        raise unreadable(
            source.path,
            f"its letters are not encoded in {name} (first met in line {row:,}, byte "
            f"{error.start:,})",
            f"Choose another encoding ({_EXAMPLES}), or save the list as .xlsx.",
        ) from None
    _refuse_binary(source, text)
    return DecodedText(
        text,
        name,
        f"Read as {name}; {wrong} bytes fit no letter in it (the first in line {row:,}). The rows "
        "that hold them are not taken, but listed.",
        damaged=True,
    )


def _telling_part(data: bytes) -> bytes:
    """Up to `_SAMPLE` bytes, beginning before the first byte that is not ASCII."""
    if len(data) <= _SAMPLE:
        return data
    first = next((at for at in range(0, len(data), 4096) if not data[at : at + 4096].isascii()), 0)
    start = data.rfind(b"\n", 0, first) + 1
    end = data.rfind(b"\n", start, start + _SAMPLE)
    return data[start : end if end > start else start + _SAMPLE]


def _utf16_without_mark(data: bytes) -> str:
    head = data[:_LOOKED_AT]
    half = max(len(head) // 2, 1)
    high, low = head[0::2].count(0), head[1::2].count(0)
    if max(high, low) <= _NULLS_OF_UTF16 * half or min(high, low) > _NULLS_OF_UTF16 * half:
        return ""
    return "utf-16-be" if high > low else "utf-16-le"


def _refuse_binary(source: SourceFile, text: str) -> str:
    head = text[:_LOOKED_AT]
    control = sum(1 for letter in head if letter < " " and letter not in "\t\n\r\f\v\x1a\x1f")
    if control > max(2, _CONTROL_SHARE * len(head)):
        raise unreadable(
            source.path,
            "this is not a spreadsheet: it holds neither a workbook nor text",
            "Check that this is the file you meant. If a program made it, export the list as "
            ".xlsx or .csv there.",
        )
    return text
