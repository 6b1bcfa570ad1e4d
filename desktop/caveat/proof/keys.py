"""Operators' Ed25519 keys: made, kept in a private file, loaded.

The private key is a PKCS #8 PEM file, under a secret where the operator gave a passphrase. Without
one, whoever can read the operator's files can sign in the operator's name; `audit verify` says
so.

The secret is not the passphrase itself: what OpenSSL makes of a passphrase takes 2,048 rounds, so
that guessing it from this file would be a hundred times easier than from the encrypted workspace
beside it. The caller stretches it with the salt that stands in a line before the key; files of the
first version have no such line, and there the secret is the passphrase.
"""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from caveat.errors import (
    EnvironmentProblemError,
    InputError,
    PassphraseNeededError,
    WrongPassphraseError,
)

_SALT_LINE = b"Caveat-Salt: "
_PROTECTED = b"ENCRYPTED PRIVATE KEY"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key in memory."""

    private: Ed25519PrivateKey
    public: bytes = field(init=False)
    """The 32 bytes of the public key."""
    fingerprint: str = field(init=False)
    """First 16 hexadecimal digits of the SHA-256 of the public key."""

    def __post_init__(self) -> None:
        # Once: every entry of the audit log names them.
        public = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        object.__setattr__(self, "public", public)
        object.__setattr__(self, "fingerprint", fingerprint(public))

    def sign(self, message: bytes) -> str:
        """Signature in hexadecimal."""
        return self.private.sign(message).hex()


def fingerprint(public_key: bytes) -> str:
    """First 16 hexadecimal digits of the SHA-256 of a public key."""
    return hashlib.sha256(public_key).hexdigest()[:16]


def make_key(path: Path, secret: str = "", salt: bytes = b"") -> SigningKey:
    """Make a key and store it for its owner's eyes only. An existing file is never replaced.

    Args:
        path: Where it is to lie.
        secret: What it is kept under; empty for nothing.
        salt: With which the secret was made from the passphrase; kept beside the key.

    Raises:
        EnvironmentProblemError: If the file cannot be written.
    """
    key = SigningKey(Ed25519PrivateKey.generate())
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Written whole beside its place and linked into it: a crash leaves no half key, and of
        # two programs that start at once only one makes it.
        partial = _written(key, path, secret, salt)
        try:
            _put_in_place(partial, path)
        except FileExistsError:
            return load_key(path, secret)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise _not_stored(path, error) from error
    return key


def keep_key(key: SigningKey, path: Path, secret: str, salt: bytes) -> None:
    """Store a key under another secret, in place of the file that is there; whole or not at all.

    Raises:
        EnvironmentProblemError: If the file cannot be written. What was there stays.
    """
    try:
        partial = _written(key, path, secret, salt)
        partial.replace(path)
    except OSError as error:
        raise _not_stored(path, error) from error


def _written(key: SigningKey, path: Path, secret: str, salt: bytes) -> Path:
    """The key in a file beside its place."""
    protection: KeySerializationEncryption = (
        BestAvailableEncryption(secret.encode()) if secret else NoEncryption()
    )
    pem = key.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, protection)
    line = _SALT_LINE + salt.hex().encode() + b"\n" if secret and salt else b""
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    descriptor = os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(line + pem)
        file.flush()
        os.fsync(file.fileno())
    return partial


def _not_stored(path: Path, error: OSError) -> EnvironmentProblemError:
    return EnvironmentProblemError(
        f"The operator's key cannot be stored in {path.parent} ({error.strerror}). Nothing "
        "was recorded. Make room or give yourself write permission there, then try again."
    )


def _put_in_place(partial: Path, path: Path) -> None:
    """Give a whole file its name unless there is one of that name."""
    try:
        os.link(partial, path)
    except FileExistsError:
        raise
    except OSError:
        # A disk without hard links (FAT on a stick). The name is taken exclusively, so that of
        # two programs that start at once only one makes the key; a crash here leaves an empty
        # file, which the next start calls damaged.
        descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(partial.read_bytes())
            file.flush()
            os.fsync(file.fileno())


def load_key(path: Path, secret: str = "") -> SigningKey:
    """Load a stored key. A secret is only looked at where the key is kept under one.

    Raises:
        PassphraseNeededError: If the secret is missing or wrong.
        InputError: If the file is damaged.
        EnvironmentProblemError: If the file cannot be read or is no Ed25519 key.
    """
    protected = False
    try:
        data = path.read_bytes()
        # A passphrase given for a key that has none is one too many, and no reason to lock out.
        protected = _PROTECTED in data
        private = load_pem_private_key(data, secret.encode() if secret and protected else None)
    except TypeError as error:
        raise PassphraseNeededError(
            "The operator's key is kept under a passphrase. Nothing was recorded. Give it in the "
            "variable CAVEAT_PASSPHRASE; if the workspace has another one, in "
            "CAVEAT_KEY_PASSPHRASE.",
            of_key=True,
        ) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        said = (
            "The operator's key cannot be opened: the passphrase is wrong or the file "
            f"{path.name} is damaged. Nothing was recorded."
        )
        raise (
            WrongPassphraseError(said, of_key=True) if protected else InputError(said)
        ) from error
    except OSError as error:
        raise EnvironmentProblemError(
            f"The operator's key {path} cannot be read ({error.strerror}). Nothing was recorded."
        ) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise EnvironmentProblemError(f"{path.name} is not an Ed25519 key. Nothing was recorded.")
    return SigningKey(private)


def is_protected(path: Path) -> bool:
    """Whether a stored key is kept under a passphrase; False where there is no such file."""
    try:
        return _PROTECTED in path.read_bytes()
    except OSError:
        return False


def key_salt(path: Path) -> bytes:
    """The salt with which a key's secret was made; empty where it is the passphrase itself."""
    try:
        first = path.read_bytes().split(b"\n", 1)[0]
        return bytes.fromhex(first.removeprefix(_SALT_LINE).decode("ascii", "replace"))
    except (OSError, ValueError):
        return b""


def signature_holds(public_key: bytes, signature: str, message: bytes) -> bool:
    """Whether a hexadecimal signature is that key's over that message."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True
