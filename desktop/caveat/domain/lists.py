"""Lists, their releases and what state they are in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from caveat.domain.parties import PartyRecord


class Channel(StrEnum):
    """By which publication a list reached this computer."""

    CSL = "csl"
    """The US Consolidated Screening List."""
    STARTER = "starter"
    """The set built into the program."""
    OFAC = "ofac"
    """OFAC's own files (SDN and non-SDN)."""
    BIS = "bis"
    """BIS's own files (Denied Persons List)."""
    ECFR = "ecfr"
    """The Electronic Code of Federal Regulations (supplements to 15 CFR part 744)."""
    UN = "un"
    """The UN Security Council's own file."""
    EU = "eu"
    """The European Commission's own files."""
    UK = "uk"
    """The UK Sanctions List of the FCDO."""
    OFSI = "ofsi"
    """OFSI's consolidated list, which ended in January 2026."""
    OPENSANCTIONS = "opensanctions"
    """An export of the OpenSanctions project."""
    OWN = "own"
    """A list that the officer keeps."""


CHANNEL_TITLES: Mapping[Channel, str] = MappingProxyType(
    {
        Channel.CSL: "Consolidated Screening List",
        Channel.STARTER: "starter set",
        Channel.OFAC: "OFAC's own files",
        Channel.BIS: "BIS's own files",
        Channel.ECFR: "eCFR",
        Channel.UN: "UN Security Council",
        Channel.EU: "European Commission",
        Channel.UK: "UK Sanctions List",
        Channel.OFSI: "OFSI's consolidated list (ended)",
        Channel.OPENSANCTIONS: "OpenSanctions",
        Channel.OWN: "own list",
    }
)
"""Channels as shown."""


class Duty(StrEnum):
    """What a hit on a list means for the officer. Own lists state theirs."""

    DENY = "deny"
    """No business."""
    LICENCE = "licence"
    """Not without a licence."""
    ENQUIRE = "enquire"
    """Ask before going on."""
    SCRUTINISE = "scrutinise"
    """Look closely."""


class Override(StrEnum):
    """What the officer may accept, on record, so that a release enters service after all."""

    SHRINK = "shrink"
    """Fewer entries than the release in service."""
    OLDER = "older"
    """An older edition than the one in service."""
    COUNTS = "counts"
    """Counts that are unusual, or of a format never tried on a real file."""


class ReleaseState(StrEnum):
    """What became of a release."""

    IN_SERVICE = "in service"
    STARTER = "starter"
    SUPERSEDED = "superseded"
    REFUSED = "refused"


class ReleasedBasis(StrEnum):
    """What the date of a release rests on. Never the day of import."""

    INSIDE = "stated in the file"
    GIVEN = "given by the operator"
    SERVER = "stated by the server"
    FILE_NAME = "taken from the file name"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PublishedList:
    """A restricted-party list that the program knows.

    Attributes:
        code: ``US-EL`` and so on (CLI.md).
        title: Title as the publisher prints it.
        publisher: The authority.
        url: Official page.
        csl_sources: Values of the CSL's ``source`` column that mean this list.
        published_every_days: How often the publisher renews it; older is warned about.
        duty: What a hit means, where the list's keeper states it (own lists do).
        private: Kept by the officer: never in a bundle, never named in an external memo.
        note: What the keeper says about the list.
    """

    code: str
    title: str
    publisher: str
    url: str = ""
    csl_sources: tuple[str, ...] = ()
    published_every_days: int = 30
    duty: Duty | None = None
    private: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row that could not be read at all, kept as raw text."""

    row: int
    reason: str
    raw: str


@dataclass(frozen=True, slots=True)
class ParsedList:
    """All entries of one list that a file holds, read but not yet judged."""

    list_code: str
    records: tuple[PartyRecord, ...]
    unread: tuple[UnreadRow, ...] = ()
    rows: int = 0
    published_fields: tuple[str, ...] = ()
    """Fields that at least one row of this list fills; the others are "not in this release"."""
    released: date | None = None
    """Date stated inside the file for this list, if any."""
    links: tuple[str, ...] = ()
    """Official addresses that the file prints for this list."""
    definition: PublishedList | None = None
    """What the list is, where ``resources/lists.csv`` does not know it: own lists, collections."""


@dataclass(frozen=True, slots=True)
class FilePart:
    """One file of a release that is published as several.

    Attributes:
        role: What it holds: ``entries``, ``addresses``, ``aliases``, ``comments``.
        file_name: Without folders.
        sha256: Hex digest of the file.
        size: Bytes.
    """

    role: str
    file_name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What one published file, or one set of files, holds, per list.

    Of a set, ``file_name`` and ``sha256`` are those of the entries and of the list of all parts.
    """

    channel: Channel
    format: str
    parser_version: int
    lists: tuple[ParsedList, ...]
    file_name: str
    sha256: str
    size: int
    unknown_sources: tuple[str, ...] = ()
    """Values of the source column that no known list claims, with a count: never dropped
    silently."""
    unknown_rows: tuple[UnreadRow, ...] = ()
    """The rows of those sources, and rows without a source, as raw text."""
    parts: tuple[FilePart, ...] = ()
    """The files of a set; empty for a single file."""
    tried: bool = True
    """Whether the format was ever tried on a real file."""
    combined: bool = False
    """Whether the file should hold every list of its channel, so that an absent one is missing."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file came from.

    Attributes:
        source_url: Address it was fetched from; empty for a file that the officer gave.
        last_modified: What the server said of it.
        carried_by: Fingerprint of the installation that signed the bundle it came in, or empty.
        tried: Whether its format was ever tried on a real file.
    """

    source_url: str = ""
    last_modified: date | None = None
    carried_by: str = ""
    tried: bool = True


BY_HAND = Origin()
"""A file from the officer's own hand, of a format tried on real files."""


@dataclass(frozen=True, slots=True)
class Release:
    """One dated edition of a list from one channel, as stored."""

    id: int
    list_code: str
    channel: Channel
    released: date | None
    released_basis: ReleasedBasis
    imported_at: datetime
    file_name: str
    sha256: str
    format: str
    parser_version: int
    rows: int
    parties: int
    names: int
    addresses: int
    unread: int
    state: ReleaseState
    reason: str = ""
    published_fields: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    origin: Origin = BY_HAND
    parts: tuple[FilePart, ...] = ()
    overtaken: bool = False
    """Whether a newer edition by the same channel is stored."""


@dataclass(frozen=True, slots=True)
class ListStatus:
    """A row of the lists page: a list, its release in service and every lasting warning."""

    list: PublishedList
    release: Release | None
    age_days: int | None
    warnings: tuple[str, ...] = ()
    last_refused: Release | None = None


@dataclass(frozen=True, slots=True)
class KnownFormat:
    """A published format that is read. ``tried``: on a real file, not only by its description."""

    name: str
    channel: Channel
    tried: bool


@dataclass(frozen=True, slots=True)
class ReleaseOutcome:
    """What an import did for one list."""

    list_code: str
    released: date | None
    state: ReleaseState
    parties: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    unread: int = 0
    reason: str = ""
    unchanged: bool = False
    """The very same edition is in service already; nothing was stored."""
    channel: Channel = Channel.CSL
    override: Override | None = None
    """What the officer may accept so that this release enters service; None where nothing helps."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, list by list, with the warnings that last."""

    file_names: tuple[str, ...]
    outcomes: tuple[ReleaseOutcome, ...]
    warnings: tuple[str, ...] = ()
    seconds: float = field(default=0.0, compare=False)
