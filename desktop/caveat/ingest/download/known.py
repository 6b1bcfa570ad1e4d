"""What a server said of the files that are stored here already: what the next request tells it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """What the server said of the edition that is stored here already."""

    etag: str = ""
    last_modified: str = ""

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True, slots=True)
class Stored:
    """What the server said of the files that are stored already.

    Attributes:
        known: For each file, in the order of the table.
        edition: The date that was asked for, where one has to be; else empty.
    """

    known: tuple[Known, ...]
    edition: str = ""
