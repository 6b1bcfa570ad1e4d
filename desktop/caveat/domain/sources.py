"""Where a statement comes from and how far it was checked."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How far a statement was checked against its source."""

    PUBLISHED = "published"
    """Printed by the list itself; the citation is the list's release."""
    VERIFIED = "verified"
    """Read in the named source by whoever compiled the statement."""
    SECONDARY = "secondary"
    """Read only in a summary of the source. Shown with "verify"."""
    UNVERIFIED = "unverified"
    """From memory or by inference. May help a search; never printed as fact or law."""


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that a statement rests on.

    Attributes:
        key: Short stable key within the set the source belongs to.
        title: Title as printed, such as ``90 FR 14046``.
        publisher: Who published it.
        locator: Page, row or section within it; empty when the whole is meant.
        date: ISO date or partial date of publication; empty when unknown.
        url: Address to look it up; empty when none is known.
        mark: How far statements resting on it were checked.
    """

    key: str
    title: str
    publisher: str = ""
    locator: str = ""
    date: str = ""
    url: str = ""
    mark: Mark = Mark.VERIFIED


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered pointer from a statement to its source, as shown and printed.

    ``release_sha256`` is the SHA-256 of the list file when the source is a list release.
    """

    n: int
    title: str
    publisher: str = ""
    locator: str = ""
    date: str = ""
    url: str = ""
    release_sha256: str = ""
    mark: Mark = Mark.PUBLISHED
