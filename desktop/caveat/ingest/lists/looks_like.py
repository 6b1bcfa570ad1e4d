"""Says what a file that no list format recognises looks like, and what to do about it."""

import codecs
import re
from collections.abc import Iterator

_LISTS = (
    "Lists are read in the form in which their publisher offers them: the US Consolidated "
    "Screening List as the CSV, TSV or JSON file of data.trade.gov, others as the README says."
)
_OWN = "A list of your own is read from its template, saved as .xlsx or .csv."
_AGAIN = f"Download the list again from its official address. {_LISTS}"

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF document", f"Choose the list's data file instead. {_LISTS}"),
    (b"SQLite format 3\0", "a database", f"Choose the list file itself. {_LISTS}"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Excel or Word file, or one protected with a password",
        f"Supplier spreadsheets are imported as suppliers. {_OWN} {_LISTS}",
    ),
    (b"\x89PNG", "an image", _AGAIN),
    (b"\xff\xd8\xff", "an image", _AGAIN),
    (b"GIF8", "an image", _AGAIN),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it and import the list file from inside."),
    (b"Rar!", "a RAR archive", "Unpack it and import the list file from inside."),
    (b"BZh", "a bzip2 archive", "Unpack it and import the list file from inside."),
    (b"\xfd7zXZ\0", "an xz archive", "Unpack it and import the list file from inside."),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "Unpack it and import the list file from inside."),
    (
        b"\xff\xfe",
        "text in UTF-16, as a spreadsheet program saves it",
        f"The official files are in UTF-8; use the file as it was downloaded. {_LISTS}",
    ),
    (
        b"\xfe\xff",
        "text in UTF-16, as a spreadsheet program saves it",
        f"The official files are in UTF-8; use the file as it was downloaded. {_LISTS}",
    ),
    (b"MZ", "a program", "Do not start it. Ask the sender what it is."),
    (b"\x7fELF", "a program", "Do not start it. Ask the sender what it is."),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|script)\b", re.IGNORECASE)
_XML = re.compile(rb"<\?xml|<[A-Za-z][\w:.-]*[\s>]")
_SHOWN_LETTERS = 60


def looks_like(head: bytes) -> tuple[str, str]:
    """What the first bytes of a file look like, and advice, as parts of a message.

    Returns:
        A noun phrase ("a web page") and one or more sentences.
    """
    for magic, what, advice in _MAGIC:
        if head.startswith(magic):
            return what, advice
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((what, advice) for applies, what, advice in _signs(head, start) if applies)


def _signs(head: bytes, start: bytes) -> Iterator[tuple[bool, str, str]]:
    """Signs beyond the first letters, the surest first; the last always applies."""
    page = _HTML.search(start[:2048]) is not None
    yield page, "a web page", f"The download was probably redirected to a page. {_AGAIN}"
    yield b"\0" in head, "binary data", _AGAIN
    yield not start, "a file of blanks", _AGAIN
    yield (
        _XML.match(start) is not None,
        f"an XML file that begins with {_shown(start)}",
        f"Its first element is not that of a list that is known. {_LISTS}",
    )
    json = start.startswith((b"{", b"["))
    yield json, "JSON, but not of a published list that is known", _AGAIN
    yield (
        not _is_utf8(head),
        "text in another encoding than UTF-8",
        f"The official files are in UTF-8; use the file as it was downloaded. {_LISTS}",
    )
    yield (
        True,
        f"text that begins with {_shown(start)}",
        f"Its first line is not the header of a list that is known. {_LISTS}",
    )


def _is_utf8(head: bytes) -> bool:
    """Whether the bytes are UTF-8, but for a letter cut at their end."""
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _shown(start: bytes) -> str:
    line = start.split(b"\n", 1)[0][:200].decode("utf-8", errors="replace").strip()
    text = "".join(letter if letter.isprintable() else " " for letter in line)
    return f"“{text[:_SHOWN_LETTERS]}…”" if len(text) > _SHOWN_LETTERS else f"“{text}”"
