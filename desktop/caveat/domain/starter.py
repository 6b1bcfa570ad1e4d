"""The set that the program starts with: entries, sourced overlay and where all of it comes from."""

from dataclasses import dataclass
from datetime import date

from caveat.domain.lists import ParsedList
from caveat.domain.parties import OverlayParty, Relation
from caveat.domain.sources import Source


@dataclass(frozen=True, slots=True)
class StarterSet:
    """The built-in starter data. It is shown as what it is, never as a full list.

    Attributes:
        lists: Entries per list, each to be stored as a release of the channel ``STARTER``.
        overlay: Parties that names and relations speak of. ``country`` of a binding is the ISO
            code of the entry's first address, as the CSL prints it, and not the heading of the
            Entity List (Hong Kong addresses stand under China). Parts of a binding that are not
            known are empty and bind with anything.
        relations: Ties between parties, none of them published as such by a list.
        sources: Every publication a statement rests on. A publication whose statements carry
            different marks stands once per mark, with a key of its own.
        label: What the set is called wherever it is shown.
        as_of: The day up to which the set was compiled; the release date of its lists.
        sentence: What must be printed beside the set.
        version: Raised whenever the content of the set changes.
        sha256: Over all files of the set, computed when it was read.
        size: Bytes of all its files.
    """

    lists: tuple[ParsedList, ...]
    overlay: tuple[OverlayParty, ...]
    relations: tuple[Relation, ...]
    sources: tuple[Source, ...]
    label: str
    as_of: date
    sentence: str
    version: int
    sha256: str
    size: int
