"""Which statements of the overlay belong to which listed entry.

A name is not enough: "Address 01" exists under China and under Turkey. An overlay party is bound
by list and folded name, and must not contradict the entry in country or in Federal Register
volume and page. Citations are compared by volume and page range, never by equality: the list
cites the page of the row, others the first page of the rule.
"""

from collections.abc import Sequence

from caveat.domain.identity import name_key, notice_pages, same_rule
from caveat.domain.parties import OverlayParty, PartyRecord


def binding_keys(record: PartyRecord) -> tuple[str, ...]:
    """Folded names under which an entry may be bound: its primary name as read and as printed.

    Reading takes a bracketed alias out of the name ("HiSilicon Technologies Co., Ltd
    (HiSilicon)"), so that the two may differ.
    """
    printed = dict(record.published)
    whole = printed.get("name") or printed.get("entity") or record.name
    return tuple(dict.fromkeys((name_key(record.name), name_key(whole))))


def bound_to(record: PartyRecord, candidates: Sequence[OverlayParty]) -> tuple[OverlayParty, ...]:
    """Those of the candidates (same list and folded name) that mean this entry."""
    return tuple(party for party in candidates if _agrees(record, party))


def _agrees(record: PartyRecord, party: OverlayParty) -> bool:
    if party.country and record.countries and party.country not in _area(record.countries):
        return False
    stated = notice_pages(party.federal_register)
    printed = {
        page
        for designation in record.designations
        for page in notice_pages(designation.federal_register)
    }
    return not stated or not printed or same_rule(stated, printed)


def _area(countries: Sequence[str]) -> set[str]:
    """The Entity List files Hong Kong and Macau under China."""
    found = set(countries)
    if found & {"HK", "MO", "CN"}:
        found |= {"HK", "MO", "CN"}
    return found
