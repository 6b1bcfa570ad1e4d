"""A bundle: published files on their way to a computer without a network."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from caveat.domain.lists import Channel, FilePart, ImportReport, ReleasedBasis

BUNDLE_FORMAT = 1


class Trust(StrEnum):
    """What this workspace thinks of whoever signed."""

    OWN = "this workspace's own"
    KNOWN = "known"
    UNKNOWN = "unknown"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Signer:
    """The installation that made a bundle.

    Attributes:
        name: Operator who made it, as the bundle says.
        public_key: 32 bytes.
        fingerprint: Of the key, as shown.
        trust: What this workspace thinks of the key.
    """

    name: str
    public_key: bytes
    fingerprint: str
    trust: Trust = Trust.UNKNOWN


@dataclass(frozen=True, slots=True)
class BundledList:
    """A list that a bundled file holds, as the sender had it."""

    list_code: str
    released: date | None
    released_basis: ReleasedBasis
    parties: int
    names: int
    addresses: int
    unread: int


@dataclass(frozen=True, slots=True)
class BundledImport:
    """One published file, or one set of files, as the sender imported it."""

    channel: Channel
    format: str
    parser_version: int
    source_url: str
    imported_at: datetime
    parts: tuple[FilePart, ...]
    lists: tuple[BundledList, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says it is. Signed as a whole.

    Attributes:
        made_at: By the sender's clock.
        workspace: Number of the sender's workspace.
        sender: Who signed.
        chain_length: Entries of the sender's audit log; with the head an anchor outside of it.
        chain_head: SHA-256 of the last one.
        imports: What it carries.
    """

    made_at: datetime
    workspace: str
    sender: Signer
    chain_length: int
    chain_head: str
    imports: tuple[BundledImport, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A list in service that a bundle does not carry, and why.

    ``by_rule``: it never is carried; otherwise something is amiss that the officer can mend.
    """

    list_code: str
    reason: str
    by_rule: bool = False


@dataclass(frozen=True, slots=True)
class BundleMade:
    """A bundle that was written."""

    file_name: str
    sha256: str
    size: int
    manifest: Manifest
    left_out: tuple[LeftOut, ...] = ()

    @property
    def could_not_carry(self) -> tuple[LeftOut, ...]:
        """What is left out though it might be carried."""
        return tuple(left for left in self.left_out if not left.by_rule)


@dataclass(frozen=True, slots=True)
class BundleSeen:
    """What a bundle is, before anything of it is taken in.

    Attributes:
        sha256: Of the bundle.
        manifest: What it says.
        whole: Whether the signature holds.
    """

    sha256: str
    manifest: Manifest
    whole: bool


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What importing a bundle did."""

    seen: BundleSeen
    accepted_signer: bool
    accepted_broken: bool
    imported: ImportReport
