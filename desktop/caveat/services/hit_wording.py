"""The leading sentence of a hit, with what the index does not know: since when it is listed."""

from collections.abc import Sequence

from caveat.domain.parties import PartyKind
from caveat.domain.screening import Band, CitedDesignation, EvidenceKind, PartyMatch


def leading_sentence(
    match: PartyMatch, kind: PartyKind, designations: Sequence[CitedDesignation]
) -> str:
    """Why the party was found; of one found by its address, since when it is listed, too.

    A name says for itself who is meant. Of a door one asks who else was there, and when: the new
    company at it may have been founded after the other was listed. The day is as the list prints
    it: publishers do not agree whether it is the effective day or that of the notice. Of an entry
    that is nothing but an address (15 CFR 744.16, addresses of high diversion risk) it says so.
    """
    supporting = [piece for piece in match.evidence if not piece.contradicts]
    if not supporting or supporting[0].kind is not EvidenceKind.ADDRESS:
        return match.because
    said = (cited.designation for cited in designations)
    days = sorted(day for one in said if (day := one.effective or one.listed))
    if not days or match.band is Band.NEAR_MISS:
        return match.because
    since = f"listed since {days[0]}"
    who = (
        f"The address itself is {since}, whoever is there: section 744.16 of the EAR"
        if kind is PartyKind.ADDRESS
        else f"The party there is {since}"
    )
    return f"{match.because.removesuffix('.')}. {who}."
