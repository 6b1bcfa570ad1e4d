"""What was sent: unpacked as its Content-Encoding says, and told from a web page."""

import os
import re
import zlib
from collections.abc import Callable
from pathlib import Path

from caveat.ingest.download import problems
from caveat.ingest.download.private_files import sync

GZIP = "gzip"
HEAD_BYTES = 2048
"""Bytes by which a web page is told."""

_CHUNK = 64 * 1024
_WITH_GZIP_HEADER = 16 + zlib.MAX_WBITS
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|script|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_web_page(head: bytes, content_type: str) -> bool:
    """Whether the first bytes of an answer are HTML. The type alone proves nothing.

    Lists come as ``text/html`` from some servers, and sign-in pages as anything.
    """
    if _PAGE.match(head):
        return True
    called_so = content_type.split(";", 1)[0].strip().lower() in {
        "text/html",
        "application/xhtml+xml",
    }
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return called_so and start.startswith(b"<") and not start.startswith(b"<?xml")


def first_bytes(data: bytes, encoding: str) -> bytes:
    """The first content bytes, at most `HEAD_BYTES`, of an answer's first bytes."""
    if encoding != GZIP:
        return data[:HEAD_BYTES]
    try:
        return zlib.decompressobj(_WITH_GZIP_HEADER).decompress(data, HEAD_BYTES)
    except zlib.error:
        return b""  # said when it is unpacked


def unpack(
    packed: Path, unpacked: Path, *, host: str, most: int, tick: Callable[[int], None]
) -> None:
    """Unpack gzip, never more than ``most`` bytes, and see it safe on the disk.

    Args:
        packed: What came.
        unpacked: Where the content goes.
        host: The server, for messages.
        most: Bytes.
        tick: Told the bytes of each piece; may raise to stop.

    Raises:
        WorthlessError: There is more, or it is damaged or cut off.
    """
    inflater = zlib.decompressobj(_WITH_GZIP_HEADER)
    flags = os.O_CREAT | os.O_WRONLY | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    given = 0
    data, more_inside = b"", False
    with packed.open("rb") as source, os.fdopen(os.open(unpacked, flags, 0o600), "wb") as target:
        while data or more_inside or (data := source.read(_CHUNK)):
            if inflater.eof:  # several members in a row are one content (RFC 1952, 2.2)
                inflater = zlib.decompressobj(_WITH_GZIP_HEADER)
            try:
                piece = inflater.decompress(data, _CHUNK)
            except zlib.error as error:
                raise problems.garbled(host, "what it compressed cannot be unpacked") from error
            data = inflater.unconsumed_tail or inflater.unused_data
            more_inside = len(piece) == _CHUNK and not inflater.eof
            given += len(piece)
            if given > most:
                raise problems.too_large(host, most)
            target.write(piece)
            tick(len(piece))
        if not inflater.eof:
            raise problems.garbled(host, "what it compressed is cut off")
        sync(target)
