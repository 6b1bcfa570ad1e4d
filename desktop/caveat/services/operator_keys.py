"""Which secret opens an operator's signing key, and keeping that in step with the workspace.

One passphrase serves both: where the workspace is encrypted, its passphrase also protects the keys,
so that the officer has one thing to remember and none of her files gives her signature away. A key
may still have a passphrase of its own (``CAVEAT_KEY_PASSPHRASE``, or `CAVEAT_PASSPHRASE` before the
workspace was encrypted); it is then left as it is.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from caveat.errors import CaveatError, InputError
from caveat.paths import Paths
from caveat.proof.keys import SigningKey, is_protected, keep_key, key_salt, load_key, make_key
from caveat.storage.encryption import SALT_BYTES, StoreKey, derive_key, tidy_passphrase

_PURPOSE = "operator's signing key"
_PREPARED = ".next"


@dataclass(frozen=True, slots=True)
class Passphrases:
    """What the officer gave. Not shown where it is printed by chance.

    Attributes:
        workspace: Of the workspace, and of the keys unless they have another.
        key: Of the operator's key, where it is another.
        opened: The key that was derived for the workspace file; None if it is not encrypted.
    """

    workspace: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    opened: StoreKey | None = None

    def secret(self, salt: bytes) -> str:
        """What a key file with this salt is kept under; empty without a passphrase."""
        passphrase = self.key or self.workspace
        if not passphrase or not salt:
            return passphrase
        if not self.key and self.opened is not None and self.opened.salt == salt:
            return self.opened.for_purpose(_PURPOSE).hex()  # spares deriving once more
        return derive_key(passphrase, salt).for_purpose(_PURPOSE).hex()


def given_passphrases(workspace: str, key: str) -> Passphrases:
    """Passphrases as given, else from the environment.

    Raises:
        InputError: If one holds what no keyboard types.
    """
    return Passphrases(
        tidy_passphrase(workspace or os.environ.get("CAVEAT_PASSPHRASE", "")),
        tidy_passphrase(key or os.environ.get("CAVEAT_KEY_PASSPHRASE", "")),
    )


def operator_key_path(paths: Paths, name: str) -> Path:
    """Where an operator's private key lies."""
    return paths.keys / f"operator-{hashlib.sha256(name.encode()).hexdigest()[:16]}.pem"


def operator_key(path: Path, given: Passphrases) -> SigningKey:
    """Load an operator's key, or make it.

    Raises:
        PassphraseNeededError: If its passphrase is missing or wrong.
        InputError, EnvironmentProblemError: If it cannot be read or stored.
    """
    if path.exists():
        return load_key(path, given.secret(key_salt(path)) if is_protected(path) else "")
    salt = given.opened.salt if given.opened else os.urandom(SALT_BYTES)
    return make_key(path, given.secret(salt), salt)


def settle_keys(folder: Path, given: Passphrases) -> None:
    """Bring the keys in step with the workspace, where a program was killed in between.

    A key that was prepared for a new passphrase takes its place if that passphrase came to hold,
    and goes otherwise; beside an encrypted workspace a key without protection gets it.
    """
    for prepared in folder.glob(f"operator-*.pem{_PREPARED}"):
        with contextlib.suppress(OSError):
            if given.opened is not None and _opens(prepared, given):
                prepared.replace(prepared.with_suffix(""))
            else:
                prepared.unlink()
    if given.opened is not None and not given.key:
        for path in _keys(folder):
            if not is_protected(path):
                with contextlib.suppress(CaveatError):
                    _keep(load_key(path), path, given)


def prepare_keys(folder: Path, old: Passphrases, new: Passphrases) -> tuple[str, ...]:
    """Write every key that opens under ``new`` beside itself; `settle_keys` puts it in place.

    Returns:
        File names of the keys that have another passphrase and stay as they are.
    """
    left = []
    for path in _keys(folder):
        try:
            key = load_key(path, old.secret(key_salt(path)) if is_protected(path) else "")
        except InputError:
            left.append(path.name)
            continue
        _keep(key, path.with_name(path.name + _PREPARED), new)
    return tuple(left)


def open_keys(folder: Path, given: Passphrases) -> tuple[str, ...]:
    """Take the protection off every key that opens; names of those that stay protected."""
    left = []
    for path in _keys(folder):
        if is_protected(path):
            try:
                keep_key(load_key(path, given.secret(key_salt(path))), path, "", b"")
            except InputError:
                left.append(path.name)
    return tuple(left)


def _keep(key: SigningKey, path: Path, given: Passphrases) -> None:
    salt = given.opened.salt if given.opened else b""
    keep_key(key, path, given.secret(salt), salt)


def _keys(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.glob("operator-*.pem"))


def _opens(path: Path, given: Passphrases) -> bool:
    try:
        load_key(path, given.secret(key_salt(path)))
    except CaveatError:
        return False
    return is_protected(path)
