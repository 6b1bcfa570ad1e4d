"""Zip files in exactly one form: members stored one behind the other, nothing between or behind.

Read strictly and written by the same rules, a file of this form has no second member of one name,
no hidden one, no comment, no extra field, no data descriptor: the directory at its end is compared
with the one that follows from what stands before it, byte for byte. Nothing is inflated. Any zip
program reads it all the same (APPNOTE.TXT 6.3.10, method 0).
"""

import os
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

MOST_BYTES = (1 << 32) - (1 << 20)
"""What a zip file can hold without its 64-bit extension."""
BEGINNING = 30
"""Bytes in front of the first member's name."""
_MOST_MEMBERS = 1_000
_CHUNK = 1 << 20
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_MAGIC = b"PK\x03\x04"
_VERSION, _DATE = 20, 0x21
"""Version 2.0 needed to extract; 1 January 1980, the first date that there is."""


class NotThisFormError(ValueError):
    """The file is not of the one form; says where."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member: where its bytes lie in the file."""

    name: str
    start: int
    size: int
    crc: int


def write_members(file: IO[bytes], members: Iterable[tuple[str, Iterable[bytes]]]) -> None:
    """Write a whole file.

    Args:
        file: New, open for writing, seekable.
        members: ASCII name and content in pieces, in their order.

    Raises:
        OSError: Disk.
        ValueError: It grows beyond what a zip file can hold.
    """
    written = [_write_member(file, name, content) for name, content in members]
    file.write(_directory(written, file.tell()))


def read_members(file: IO[bytes], size: int, known: Callable[[str], bool]) -> list[Member]:
    """Every member of a file, after all that is not content was compared byte for byte.

    Args:
        file: Open for reading, seekable.
        size: Its bytes.
        known: Whether a member may have this name.

    Raises:
        NotThisFormError: At the first byte that is not of the one form.
    """
    members: list[Member] = []
    place = 0
    while True:
        file.seek(place)
        head = file.read(_LOCAL.size)
        if len(head) < _LOCAL.size or not head.startswith(_MAGIC):
            break
        *_, crc, packed, _, length, _ = _LOCAL.unpack(head)
        name = file.read(length).decode("ascii", "replace")
        member = Member(name, place + _LOCAL.size + length, packed, crc)
        place = member.start + packed
        if not known(name) or head != _local(member):
            raise NotThisFormError("a member of it is not of a bundle's form")
        if place > size or len(members) >= _MOST_MEMBERS:
            raise NotThisFormError("it is cut off, or has too many members")
        members.append(member)
    file.seek(place)
    expected = _directory(members, place)
    if file.read(len(expected) + 1) != expected:
        raise NotThisFormError("it is cut off, or something was added to it")
    return members


def pieces(file: IO[bytes], member: Member) -> Iterator[bytes]:
    """The bytes of a member, fewer if the file became shorter. Its CRC is the reader's to check."""
    left = member.size
    place = member.start
    while left:
        file.seek(place)
        piece = file.read(min(_CHUNK, left))
        if not piece:
            return
        left -= len(piece)
        place += len(piece)
        yield piece


def begins_with(head: bytes, name: str) -> bool:
    """Whether a file's first bytes are those of a zip file whose first member has this name."""
    return head.startswith(_MAGIC) and head[_LOCAL.size :].startswith(name.encode())


def _write_member(file: IO[bytes], name: str, content: Iterable[bytes]) -> Member:
    place = file.tell()
    file.write(_local(Member(name, 0, 0, 0)) + name.encode())
    start, crc = file.tell(), 0
    for piece in content:
        crc = zlib.crc32(piece, crc)
        file.write(piece)
    member = Member(name, start, file.tell() - start, crc)
    if file.tell() > MOST_BYTES:
        raise ValueError("it would hold more than 4 GB")
    file.seek(place)
    file.write(_local(member))
    file.seek(0, os.SEEK_END)
    return member


def _local(member: Member) -> bytes:
    return _LOCAL.pack(
        b"PK\x03\x04",
        _VERSION,
        0,
        0,
        0,
        _DATE,
        member.crc,
        member.size,
        member.size,
        len(member.name),
        0,
    )


def _directory(members: Sequence[Member], place: int) -> bytes:
    """The directory and the end of a zip file, as APPNOTE.TXT 4.3.12 and 4.3.16 describe them."""
    entries = b"".join(
        _CENTRAL.pack(
            b"PK\x01\x02",
            _VERSION,
            _VERSION,
            0,
            0,
            0,
            _DATE,
            member.crc,
            member.size,
            member.size,
            len(member.name),
            0,
            0,
            0,
            0,
            0,
            member.start - _LOCAL.size - len(member.name),
        )
        + member.name.encode()
        for member in members
    )
    count = len(members)
    return entries + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(entries), place, 0)
