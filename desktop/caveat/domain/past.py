"""What an answer about another day rests on, and what later releases say of that day."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class ListsState:
    """How much of the lists' history was stored when an answer was given.

    Numbers of the newest stored rows, which only grow: with them an answer can be given again
    whatever was imported since, and whatever a clock that was put back says.

    Attributes:
        imports: The newest import of a file.
        events: The newest event by which a list entered service, was refused or was missing.
        overlays: The newest edition of the sourced overlay.
    """

    imports: int
    events: int
    overlays: int


class DateBasis(StrEnum):
    """What is known of the day from which an entry is law."""

    EFFECTIVE = "effective date"
    """A source states the day from which it applies."""
    START = "start date"
    """The list prints a start date; publishers do not agree whether it is the effective date or
    the date of the notice, which may be some days later."""
    PRINTED = "date of the release"
    """No date of its own, or a later one, but a release of that day or before prints it."""
    SOON_AFTER = "start date soon after"
    """The list prints a start date shortly after the day in question. If that is the date of the
    notice, the entry may have applied already."""
    NONE = "no date"
    """The list prints none: the entry came between two stored releases."""


@dataclass(frozen=True, slots=True)
class LaterKnown:
    """A party that matches and that a later release shows as listed by the day asked about.

    The releases that the answer was given from lack it.

    Attributes:
        party: Its stable number.
        list_code: Its list.
        title: Title of the list.
        name: Its name, verbatim.
        record: The stored version that matched.
        score: Strength of evidence, 0-100.
        since: The day from which it is law as far as known: ISO, possibly partial, possibly empty.
        basis: What that day rests on.
        released: Date of the first release here that shows it; None where unknown.
        imported_at: When that release was imported.
        channel: By which publication it came.
        file_name: Its file.
        sha256: Hash of the file.
        text: The sentence for the officer.
    """

    party: str
    list_code: str
    title: str
    name: str
    record: int
    score: float
    since: str
    basis: DateBasis
    released: date | None
    imported_at: datetime
    channel: str
    file_name: str
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class LawBasis:
    """What the entries of one list in force on a day were taken from.

    Attributes:
        list_code: The list.
        title: Its title.
        channel: The publication whose releases were used.
        released: Date of the release used; None where unknown.
        sha256: Hash of its file.
        after: Whether that release is of after the day: the first one stored.
        left_out: Entries of it that it dates after the day.
        without_date: Entries of a release of after the day that carry no date. They are searched.
        taken: Entries of later releases, absent from the one used, dated on the day or before.
        taken_from: Dates of those releases, where known.
        undated: Entries of the next release, absent from the one used, that carry no date. They
            may have been listed on the day and are searched.
        start_dates: Whether something rests on start dates that may be those of the notice.
    """

    list_code: str
    title: str
    channel: str
    released: date | None
    sha256: str
    after: bool = False
    left_out: int = 0
    without_date: int = 0
    taken: int = 0
    taken_from: tuple[date, ...] = ()
    undated: int = 0
    start_dates: bool = False
