"""What changed between two releases of a list, or differs between two channels of it."""

from dataclasses import dataclass

from caveat.domain.differences import FieldChange
from caveat.domain.lists import PublishedList, Release
from caveat.domain.parties import PartyKind


@dataclass(frozen=True, slots=True)
class ChangedParty:
    """A party that was added, removed or changed.

    Attributes:
        id: Number of the party across releases.
        record: The stored record to open: the new one, of a removed party the last one.
        name: Its primary name there.
        kind: What it is.
        country: First country, ISO alpha-2 or empty.
        fields: What changed, field by field; empty for added and removed parties.
    """

    id: str
    record: int
    name: str
    kind: PartyKind
    country: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ListChanges:
    """What a release changed against another one.

    ``old`` is None where there is no earlier release: everything was added. ``reworded`` counts
    parties whose text differs in case, punctuation or order only.
    """

    list: PublishedList
    old: Release | None
    new: Release
    added: tuple[ChangedParty, ...]
    removed: tuple[ChangedParty, ...]
    changed: tuple[ChangedParty, ...]
    reworded: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Two channels of one list side by side: what a switch from one to the other would change.

    ``changes.old`` is the release of the channel left, ``changes.new`` that of the channel taken.
    ``changes.changed`` holds the parties that both print with other names, addresses, programmes,
    footnotes or end dates; how the channels word the rest is not compared. ``same_name`` counts
    the entries that only one prints as an entry of its own, under a name that the other prints too.
    """

    changes: ListChanges
    same_name: int
    switched: bool
