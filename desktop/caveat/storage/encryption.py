"""The passphrase of a workspace file: telling an encrypted file, deriving its key, unlocking it.

SQLCipher 4 encrypts every page, and what waits in the log, with AES-256 and an HMAC
(https://www.zetetic.net/sqlcipher/design/). Three designs were weighed for the key:

- *SQLCipher derives it from the passphrase on every connection.* Simple, but a connection is made
  in every thread and every worker, and each would wait 0.15 s.
- *A random key in a file of its own, wrapped by the passphrase.* A new passphrase would cost
  nothing, but whoever knew the old one and kept a copy of that file could open every later copy of
  the workspace, no other program could open it, and losing one small file would lose everything.
- *Derived once in each process, just as SQLCipher would, and handed to connections as a raw key.*
  This one: salt and parameters are SQLCipher's own, so that any SQLCipher tool opens the file with
  the passphrase, and a new passphrase is a new key. It costs re-writing the file when it changes.

What is kept beside the workspace (index, published files) is encrypted with keys derived from this
one, so that no other secret has to be kept.
"""

import hashlib
import hmac
import os
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from caveat.errors import (
    BrokenRecordError,
    CaveatError,
    EnvironmentProblemError,
    InputError,
    PassphraseNeededError,
    WrongPassphraseError,
)
from caveat.storage.driver import CAN_ENCRYPT, sqlite3

SALT_BYTES = 16
SHORTEST_PASSPHRASE = 8
"""Characters of a new passphrase, at least (NIST SP 800-63B, section 5.1.1.2)."""
_ROUNDS = 256_000
"""PBKDF2-HMAC-SHA512 iterations: the default of SQLCipher 4 (``kdf_iter``)."""
_KEY_BYTES = 32
_PAGE = 4096
_HMAC_BYTES = 64
_HMAC_SALT_MASK = 0x3A
_HMAC_ROUNDS = 2
_PAGES_TRIED = 64
_PLAIN = b"SQLite format 3\0"
_MOST_OF_ONE_BYTE = _PAGE * 3 // 100
"""How often one byte may stand in an encrypted page: expected are 16 of 4096, never 122."""


@dataclass(frozen=True, slots=True, repr=False)
class StoreKey:
    """What opens an encrypted workspace, in memory. Not shown where it is printed by chance."""

    raw: bytes
    salt: bytes

    def unlock(self, connection: sqlite3.Connection) -> None:
        """Give a new connection the key. Must be the first that is done with it."""
        quiet(connection)
        connection.execute(f'PRAGMA key = "{self.literal}"')

    @property
    def literal(self) -> str:
        """As SQLCipher takes a raw key with its salt."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"

    def for_purpose(self, purpose: str, salt: bytes = b"") -> bytes:
        """32 bytes that only this key gives, and that do not give it away (HKDF, RFC 5869)."""
        mixed = hmac.digest(salt or b"\0" * _KEY_BYTES, self.raw, "sha256")
        return hmac.digest(mixed, purpose.encode() + b"\x01", "sha256")


def quiet(connection: sqlite3.Connection) -> None:
    """Keep SQLCipher from writing to standard error that a passphrase was wrong."""
    connection.execute("PRAGMA cipher_log_level = NONE")


def tidy_passphrase(passphrase: str) -> str:
    """A passphrase as it is used: composed, so that two keyboards type the same.

    Raises:
        InputError: If it holds what no keyboard types: a broken character or NUL.
    """
    composed = unicodedata.normalize("NFC", passphrase)
    try:
        composed.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            "The passphrase holds a broken character. Nothing was changed. Give it in UTF-8."
        ) from error
    if "\0" in composed:
        raise InputError("The passphrase holds a NUL character. Nothing was changed.")
    return composed


def derive_key(passphrase: str, salt: bytes | None = None) -> StoreKey:
    """The key that SQLCipher 4 derives from a passphrase; some 0.15 s.

    Args:
        passphrase: As `tidy_passphrase` gives it.
        salt: The first 16 bytes of the file; new ones by default.
    """
    salt = os.urandom(SALT_BYTES) if salt is None else salt
    raw = hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, _ROUNDS, _KEY_BYTES)
    return StoreKey(raw, salt)


def is_encrypted(path: Path) -> bool:
    """Whether a file looks like an encrypted database: whole pages of what looks like chance.

    There is no mark to go by: the file begins with its random salt. A file that is neither this
    nor plain is damaged or something else, and asking for its passphrase would lead astray.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            page = file.read(_PAGE)
    except OSError:
        return False
    if size < _PAGE or size % _PAGE or page.startswith(_PLAIN):
        return False
    return max(Counter(page).values()) <= _MOST_OF_ONE_BYTE


def salt_of(path: Path) -> bytes:
    """The salt at the beginning of an encrypted file."""
    with path.open("rb") as file:
        return file.read(SALT_BYTES)


def key_for(path: Path, passphrase: str) -> StoreKey | None:
    """What opens a file: None for one that is not encrypted. Not yet tried.

    Raises:
        PassphraseNeededError: If it is encrypted and no passphrase was given.
        EnvironmentProblemError: If this installation cannot read encrypted files.
    """
    if not is_encrypted(path):
        return None
    refuse_without_cipher()
    if not passphrase:
        raise PassphraseNeededError(
            "This workspace is encrypted. Nothing was opened. Give its passphrase, in the variable "
            "CAVEAT_PASSPHRASE where nobody can be asked."
        )
    return derive_key(passphrase, salt_of(path))


def refuse_without_cipher() -> None:
    """Raise where SQLCipher is not installed."""
    if not CAN_ENCRYPT:
        raise EnvironmentProblemError(
            "This installation has no SQLCipher, which encrypted workspaces need. Nothing was "
            "changed. Install the package sqlcipher3, then try again."
        )


def why_not_opened(path: Path, key: StoreKey) -> CaveatError:
    """Tell a wrong passphrase from a damaged file: some page's HMAC holds under the right key."""
    if _some_page_holds(path, key):
        return BrokenRecordError(
            f"{path.name} is damaged; the passphrase is right. It was left as it is. Copies are "
            f"in the folder {path.parent / 'backups'}: put the newest whole one in its place."
        )
    return WrongPassphraseError(
        f"The passphrase does not open {path.name}. Nothing was changed. Check capitals and the "
        "keyboard's language. If it is certainly right, the beginning of the file is damaged: "
        f"copies are in the folder {path.parent / 'backups'}."
    )


def _some_page_holds(path: Path, key: StoreKey) -> bool:
    """Whether one of the first pages was written with a key.

    As SQLCipher does it: HMAC-SHA512 over ciphertext, vector and page number, under a key derived
    in two rounds with the masked salt; the first page without the salt.
    """
    masked = bytes(byte ^ _HMAC_SALT_MASK for byte in key.salt)
    secret = hashlib.pbkdf2_hmac("sha512", key.raw, masked, _HMAC_ROUNDS, _KEY_BYTES)
    with path.open("rb") as file:
        for number in range(1, _PAGES_TRIED + 1):
            page = file.read(_PAGE)
            if len(page) < _PAGE:
                return False
            covered = page[SALT_BYTES if number == 1 else 0 : -_HMAC_BYTES]
            said = hmac.digest(secret, covered + number.to_bytes(4, "little"), "sha512")
            if hmac.compare_digest(said, page[-_HMAC_BYTES:]):
                return True
    return False
