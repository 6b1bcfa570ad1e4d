"""Lists, their releases and what state they are in."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from caveat.domain.parties import PartyRecord


class Channel(StrEnum):
    """By which publication a list reached this computer."""

    CSL = "csl"
    """The US Consolidated Screening List."""
    STARTER = "starter"
    """The set built into the program."""


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
    """

    code: str
    title: str
    publisher: str
    url: str = ""
    csl_sources: tuple[str, ...] = ()
    published_every_days: int = 30


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


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What one published file holds, per list."""

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


@dataclass(frozen=True, slots=True)
class ListStatus:
    """A row of the lists page: a list, its release in service and every lasting warning."""

    list: PublishedList
    release: Release | None
    age_days: int | None
    warnings: tuple[str, ...] = ()
    last_refused: Release | None = None


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


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, list by list, with the warnings that last."""

    file_names: tuple[str, ...]
    outcomes: tuple[ReleaseOutcome, ...]
    warnings: tuple[str, ...] = ()
    seconds: float = field(default=0.0, compare=False)
