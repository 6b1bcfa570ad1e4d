"""The largest chains of holdings from listed parties down to the company."""

import heapq
from collections.abc import Collection
from decimal import Decimal
from itertools import pairwise
from math import prod

from caveat.domain.ownership import Route
from caveat.domain.shares import SMALLEST, WHOLE, Interval
from caveat.network.ownership.upstream import WHOLE_UNITS, Upstream, as_interval

MOST_ROUTES = 20
_MOST_STEPS = 4_000
"""Chains that are looked at. In a web of holdings they are beyond counting."""
_LONGEST = 200
"""Parties of a chain."""
_UNKNOWN = 1e-6
"""What a share that may be nothing is worth beside one that is known, in the order of chains."""


def largest_routes(
    upstream: Upstream, company: int, listed: Collection[int], passing: bytearray
) -> tuple[tuple[Route, ...], bool]:
    """The chains with the largest products, the largest first, and whether there are more.

    A chain visits no company twice. One with an unknown share comes after those without.

    Args:
        upstream: The holdings.
        company: Where the chains end.
        listed: Numbers of listed parties above it.
        passing: Of every party 1 if it counts for certain.
    """
    # Everything that listed parties hold something of, by however many steps, and themselves.
    leading = upstream.below(listed)
    if not leading[company]:
        return (), False
    found: list[Route] = []
    heap: list[tuple[float, int, tuple[int, ...]]] = [(-1.0, 1, (company,))]
    steps, cut = 0, False
    while heap and len(found) < MOST_ROUTES and steps < _MOST_STEPS:
        weight, _, chain = heapq.heappop(heap)
        head = chain[-1]
        if head in listed and len(chain) > 1:
            found.append(_route(upstream, chain, passing))
            continue
        steps += 1
        if len(chain) > _LONGEST:
            cut = True
            continue
        for holder, low, high in upstream.holders[head]:
            if leading[holder] and holder not in chain:
                worth = low / WHOLE_UNITS or _UNKNOWN * high / WHOLE_UNITS
                heapq.heappush(heap, (weight * worth, len(chain) + 1, (*chain, holder)))
    return tuple(found), cut or bool(heap)


def _route(upstream: Upstream, chain: tuple[int, ...], passing: bytearray) -> Route:
    shares = []
    for company, holder in pairwise(chain):
        low, high = next(
            (low, high) for each, low, high in upstream.holders[company] if each == holder
        )
        shares.append(as_interval(low, high))
    shares.reverse()
    return Route(
        parties=tuple(upstream.party(place) for place in reversed(chain)),
        shares=tuple(shares),
        product=Interval(
            _product([share.low for share in shares]), _product([share.high for share in shares])
        ),
        passes_on=all(passing[place] for place in chain[1:-1]),
    )


def _product(shares: list[Decimal]) -> Decimal:
    whole = prod((share / WHOLE for share in shares), start=Decimal(1))
    return (whole * WHOLE).quantize(SMALLEST)
