"""One listed party, opened: everything the program knows, each statement with its citation."""

from dataclasses import dataclass

from caveat.domain.lists import PublishedList, Release
from caveat.domain.parties import Name, PartyRecord, Relation
from caveat.domain.screening import CitedDesignation
from caveat.domain.sources import Citation


@dataclass(frozen=True, slots=True)
class CitedName:
    """A name with the number of the citation that proves it."""

    name: Name
    citation: int


@dataclass(frozen=True, slots=True)
class CitedRelation:
    """A relation from the overlay with the number of its citation."""

    relation: Relation
    citation: int


@dataclass(frozen=True, slots=True)
class PartyView:
    """A listed party as a detail page shows it.

    Attributes:
        id: Stable party number.
        record_id: The stored version shown.
        record: The entry verbatim, as the release prints it.
        list: The list it stands on.
        release: The release cited.
        names: Published names first, then the overlay's ("not published by the list").
        designations: With their citations and what the release does not publish.
        relations: From the overlay.
        citations: Numbered from 1; the first is always the list release.
        not_in_release: Fields that the release fills for no entry of the list.
        starter: Whether the entry comes from the built-in starter set.
    """

    id: str
    record_id: int
    record: PartyRecord
    list: PublishedList
    release: Release
    names: tuple[CitedName, ...]
    designations: tuple[CitedDesignation, ...]
    relations: tuple[CitedRelation, ...]
    citations: tuple[Citation, ...]
    not_in_release: tuple[str, ...]
    starter: bool = False
