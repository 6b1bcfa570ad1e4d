"""What keeps the officer's data from other eyes, and what lies in plain text all the same."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Protection:
    """How the data folder is protected.

    Attributes:
        encrypted: Whether the workspace is kept under a passphrase.
        possible: Whether this installation can encrypt.
        backups: Copies in the folder of backups.
        plain_copies: File names of backups and caches that anybody with the files can read.
        other_copies: Backups under another passphrase than the workspace's.
        key_protected: Whether the operator's signing key is kept under a passphrase; None where it
            was not looked at.
        private_lists: Titles of the officer's own private lists; None where the workspace was not
            opened.
    """

    encrypted: bool
    possible: bool
    backups: int
    plain_copies: tuple[str, ...] = ()
    other_copies: tuple[str, ...] = ()
    key_protected: bool | None = None
    private_lists: tuple[str, ...] | None = None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the officer should do something about."""
        said = []
        if not self.encrypted and self.private_lists:
            named = ", ".join(self.private_lists)
            said.append(
                f"the workspace is not encrypted and holds private lists ({named}): whoever can "
                "read its files can read them; encrypt it with `caveat workspace encrypt`"
            )
        if self.encrypted and self.plain_copies:
            said.append(
                f"plain copies remain beside the encrypted workspace ({_some(self.plain_copies)}): "
                "`caveat workspace encrypt` encrypts or removes them"
            )
        if self.other_copies:
            said.append(
                f"backups under another passphrase: {_some(self.other_copies)}; to put one back "
                "you need the passphrase of its day"
            )
        return tuple(said)


class Rekeying(StrEnum):
    """What was done with the workspace's protection, as the audit log says it."""

    ENCRYPTED = "workspace encrypted"
    PASSPHRASE = "workspace passphrase changed"  # noqa: S105  # what was done, no passphrase
    DECRYPTED = "workspace decrypted"
    COPIES = "copies of the workspace converted"


@dataclass(frozen=True, slots=True)
class CopyLeft:
    """A backup that stayed as it was, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class RekeyingReport:
    """What encrypting, decrypting or a new passphrase did.

    Attributes:
        did: What was done; `Rekeying.COPIES` where only copies were left to do.
        copies: File names of the backups that were converted.
        left: Backups that stayed as they were.
        keys_left: File names of operators' keys that have a passphrase of their own.
        notes: What the officer must know besides.
    """

    did: Rekeying
    copies: tuple[str, ...] = ()
    left: tuple[CopyLeft, ...] = ()
    keys_left: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


_NAMED = 6


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
