"""Things that happened to a party on a day: it was founded, or took another name."""

from dataclasses import dataclass
from enum import StrEnum

from caveat.domain.relations import PartyRef
from caveat.domain.sources import Source


class EventKind(StrEnum):
    """What happened."""

    FOUNDED = "founded"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class PartyEvent:
    """Something that happened to a party.

    Attributes:
        date: ISO, possibly partial. Never empty.
        text: The words of the source.
    """

    party: PartyRef
    kind: EventKind
    date: str
    text: str
    source: Source
