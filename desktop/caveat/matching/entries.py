"""What goes into the index, and what a search gives back."""

from dataclasses import dataclass

from caveat.domain.parties import Address, Identifier, Name, PartyKind
from caveat.domain.screening import PartyMatch


@dataclass(frozen=True, slots=True)
class ListedParty:
    """A listed party as the index needs it.

    Attributes:
        key: The caller's number for the party; comes back as `PartyMatch.party`.
        list_code: Such as ``US-EL``.
        kind: What it is, as far as the list says.
        names: The first is the primary name.
        addresses: As published.
        countries: ISO alpha-2 codes of seat or nationality.
        identifiers: Registration numbers, IMO numbers, call signs.
        ends: ISO end date of its designation; empty when open-ended.
    """

    key: int
    list_code: str
    kind: PartyKind
    names: tuple[Name, ...]
    addresses: tuple[Address, ...] = ()
    countries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    ends: str = ""


@dataclass(frozen=True, slots=True)
class ListedName:
    """One name in the index and whose it is.

    Attributes:
        key: The caller's number for the party.
        list_code: Such as ``US-EL``.
        text: Verbatim.
        kind: What the party is.
        countries: ISO alpha-2 codes of seat or nationality.
    """

    key: int
    list_code: str
    text: str
    kind: PartyKind
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found, and how much of it there is.

    Attributes:
        hits: At or above the alert line, then related, then expired ones; of each the best, at
            most as many as were asked for.
        near_misses: Those that only a raised alert line hides, then the best below it.
        alerts_total: Parties at or above the alert line, shown or not.
        related_total: Parties whose rare name the query carries, shown or not.
        expired_total: Expired entries that match, shown or not.
        hidden_total: Parties that would be alerts at the default line, shown or not.
    """

    hits: tuple[PartyMatch, ...]
    near_misses: tuple[PartyMatch, ...] = ()
    alerts_total: int = 0
    related_total: int = 0
    expired_total: int = 0
    hidden_total: int = 0
