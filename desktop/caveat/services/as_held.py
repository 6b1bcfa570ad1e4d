"""Under which name the holdings know a party that was asked about."""

from caveat.domain.relations import PartyRef
from caveat.network.ownership.holdings import Holdings
from caveat.services.ties import Ties

_NAMED = 5


def as_held(ties: Ties, holdings: Holdings, company: PartyRef) -> tuple[PartyRef, str]:
    """A party as the holdings know it, and what is to be said where they call it otherwise."""
    known, held = ties.known, holdings.numbers
    if company in held:
        return company, ""
    by_name = PartyRef.named(company.name)
    for other in (known.meant(company.name), by_name):
        if other is not None and other in held:
            return other, f"Answered for {other} ({other.kind}), who carries the name."
    alike = ties.held_like(company.name)
    if len(alike) == 1:
        return alike[0], (
            f"Answered for {alike[0]}: the name is the same but for its legal form and spelling. "
            "Make sure that it is the same company."
        )
    if alike:
        named = ", ".join(map(str, alike[:_NAMED]))
        return company, (
            f"The holdings know {len(alike)} parties of this name but for the legal form: {named}. "
            "Search the one that is meant by its whole name."
        )
    return company, ""
