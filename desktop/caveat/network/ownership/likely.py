"""Holders that may be listed under a name that is written otherwise: what they could tip."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from caveat.domain.list_names import list_name
from caveat.domain.ownership import Likeness, Question
from caveat.domain.relations import PartyRef
from caveat.network.ownership.pass_on import Counting, count, spread_further
from caveat.network.ownership.upstream import WHOLE_UNITS, Upstream, as_percent


class Likely(NamedTuple):
    """What follows should such holders be listed.

    Attributes:
        high: What could count for the company then, in millionths of a percent.
        questions: One for each holder that could tip the test, what it is like named.
        notes: One for each holder.
        pairs: Each with what it is like.
    """

    high: int = 0
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    pairs: tuple[tuple[PartyRef, Likeness], ...] = ()


def likely(
    upstream: Upstream,
    company: int,
    listed: Sequence[int],
    alike: Mapping[int, Sequence[Likeness]],
    counting: Counting,
    *,
    aggregated: bool,
) -> Likely:
    """What follows should holders be the listed parties whose names theirs are like.

    Args:
        upstream: The holdings above the company.
        company: Its number.
        listed: Who counts as listed.
        alike: Of other numbers above it, which listed parties they may be.
        counting: What was counted without them.
        aggregated: Whether listed parties are added up.
    """
    if not alike:
        return Likely()
    least = counting.need[company]
    with_them = count(upstream, company, sorted({*listed, *alike}), least, aggregated=aggregated)
    tips = with_them.high >= least
    asked = tuple(_question(upstream, company, at, alike[at], counting) for at in alike)
    return Likely(
        high=with_them.high,
        questions=tuple(sorted(asked, key=lambda each: not each.alone)) if tips else (),
        notes=tuple(_notes(upstream, alike)),
        pairs=tuple((upstream.party(at), each) for at in alike for each in alike[at]),
    )


def _question(
    upstream: Upstream, company: int, place: int, alike: Sequence[Likeness], counting: Counting
) -> Question:
    further = spread_further(upstream, counting.need, [place], counting.certain)
    holder = upstream.party(place)
    return Question(
        holder,
        as_percent(WHOLE_UNITS),
        f"Make sure whether {holder} is {_who(alike)}: it is not counted as listed.",
        alone=further.got.get(company, 0) >= counting.need[company],
    )


def _notes(upstream: Upstream, alike: Mapping[int, Sequence[Likeness]]) -> Iterator[str]:
    for place, each in alike.items():
        yield f"{upstream.party(place)} may be {_who(each)}: not counted; make sure."


def _who(alike: Sequence[Likeness]) -> str:
    return " or ".join(
        f"{each.listed} ({list_name(each.list_code)}, {each.score:.1f})" for each in alike
    )
