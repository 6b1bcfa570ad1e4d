"""What a module that reads one published format offers, and what it gives back.

A format is a module with one `ListFormat` or `SetFormat`. `caveat.ingest.lists.registry` names them
all: a new format is one more module and one more line there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from caveat.domain.lists import Channel, ParsedList, UnreadRow
from caveat.domain.progress import CancelToken, Progress, ReportProgress, ignore_progress
from caveat.errors import RefusedReleaseError, UnreadableFileError
from caveat.ingest.opened_file import OpenedFile

MOST_ROWS = 500_000
"""Rows above which a file is refused; the whole list had 25,767 in 2026."""

ROWS_BETWEEN_REPORTS = 250
"""How often a reader tells its progress and asks whether it is still wanted."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read.

    Attributes:
        tolerate_damage: Take the whole rows of a damaged file instead of refusing it. For the
            comparison of releases only; what it gives must never enter service.
        progress: Told how many bytes of the file as given were consumed.
        cancel: Asked every few hundred rows.
    """

    tolerate_damage: bool = False
    progress: ReportProgress = ignore_progress
    cancel: CancelToken | None = None

    def after_row(self, opened: OpenedFile, rows: int) -> None:
        """Report and check, cheaply enough to be called after each row.

        Raises:
            UnreadableFileError: If the file has more rows than any list.
            CancelledError: If the token was cancelled.
        """
        if rows > MOST_ROWS:
            raise UnreadableFileError(
                f"{opened.name} has more than {MOST_ROWS:,} rows, which no published list has. "
                "Nothing was changed. Check that it is the right file."
            )
        if rows % ROWS_BETWEEN_REPORTS == 0:
            if self.cancel is not None:
                self.cancel.check()
            self.progress(
                Progress("reading the list", opened.position(), opened.size, f"{rows:,} rows")
            )


@dataclass(frozen=True, slots=True)
class ListsRead:
    """What a format found in a file. ``form`` names the variant, as shown and stored."""

    form: str
    lists: tuple[ParsedList, ...]
    unknown_sources: tuple[str, ...] = ()
    unknown_rows: tuple[UnreadRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ListFormat:
    """One published format.

    Attributes:
        name: As shown.
        channel: By which publication it reaches us.
        parser_version: Raised whenever the same file gives other records than before.
        sniff: Whether the first bytes of some content are this format, whole or not.
        read: Reads the content; raises `RefusedReleaseError` where it is not whole and
            `UnreadableFileError` where it is not readable.
        tried: Whether it was ever tried on a real file. If not, the first import asks the officer
            to confirm the counts.
        combined: Whether a file should hold every list of its channel, so that a list that it
            lacks is missing from it.
    """

    name: str
    channel: Channel
    parser_version: int
    sniff: Callable[[bytes], bool]
    read: Callable[[OpenedFile, Reading], ListsRead]
    tried: bool = True
    combined: bool = False


@dataclass(frozen=True, slots=True)
class SetPart:
    """One file of a format that publishes a list as several.

    Attributes:
        role: What it holds: ``entries``, ``addresses``, ``aliases``, ``comments``.
        sniff: Whether the first bytes of some content are this part.
        required: Whether a set without it is not whole.
        usual_name: As the publisher calls the file ("add.csv"), for messages.
    """

    role: str
    sniff: Callable[[bytes], bool]
    required: bool
    usual_name: str


@dataclass(frozen=True, slots=True)
class SetFormat:
    """A format that publishes a list as several files; else as `ListFormat`.

    Attributes:
        parts: The first is the one that gives the set its name.
        read: Reads the parts that were given, by role. All required ones are there.
    """

    name: str
    channel: Channel
    parser_version: int
    parts: tuple[SetPart, ...]
    read: Callable[[Mapping[str, OpenedFile], Reading], ListsRead]
    tried: bool = True
    combined: bool = False


def refuse(name: str, reasons: list[str]) -> RefusedReleaseError:
    """The error for a file of the right format that is not whole.

    Args:
        name: File name.
        reasons: What is wrong, each to be read after "it" or on its own.
    """
    return RefusedReleaseError(
        f"{name} is not a whole release and was refused: {'; '.join(reasons)}. Nothing was "
        "changed, and the releases in service stay. Download the file again from its official "
        "address."
    )
