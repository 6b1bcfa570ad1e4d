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
    if match.band is Band.NEAR_MISS:
        return match.because
    since = _since(designations)
    if kind is PartyKind.ADDRESS:
        who = f"The address itself is listed{since}, whoever is there: section 744.16 of the EAR"
    elif since:
        who = f"The party there is listed{since}"
    else:
        return match.because
    return f"{match.because.removesuffix('.')}. {who}."


def _since(designations: Sequence[CitedDesignation]) -> str:
    """Since when, by the earliest day; where only the notice's is known, by that."""
    said = [cited.designation for cited in designations]
    days = sorted(day for one in said if (day := one.effective or one.listed))
    if days:
        return f" since {days[0]}"
    notices = sorted(one.published for one in said if one.published)
    return f" by a notice of {notices[0]}" if notices else ""
