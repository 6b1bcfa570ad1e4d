"""Webs of holdings for measurements: 100,000 of them, all above one company."""

import random
from collections.abc import Callable, Mapping
from types import MappingProxyType

from caveat.domain.relations import PartyRef, Tie
from owned import holds

EDGES = 100_000
BOTTOM = "company 0"


def layered(edges: int = EDGES) -> list[Tie]:
    """Many levels, every company held by five of the next levels."""
    return _web(edges, lambda chance, place: place + 1 + chance.randrange(400))


def circular(edges: int = EDGES) -> list[Tie]:
    """As `layered`, but one holding in five goes back to anywhere: one large circle."""

    def holder(chance: random.Random, place: int) -> int:
        if chance.random() < 1 / 5:
            return chance.randrange(edges // 5)
        return place + 1 + chance.randrange(400)

    return _web(edges, holder)


def chain(edges: int = EDGES) -> list[Tie]:
    """One holder for each company, in a single line."""
    return [holds(_name(n + 1), _name(n), 90) for n in range(edges)]


def star(edges: int = EDGES) -> list[Tie]:
    """One company with very many holders."""
    return [holds(f"holder {n}", BOTTOM, "0.001") for n in range(edges)]


def ordinary(edges: int = EDGES) -> list[Tie]:
    """Groups as registers show them: a company has a parent and four holders of its own."""
    found = []
    for place in range(edges // 5):
        above = place + 1 + place % 3 if place % 7 else edges + place // 3
        found.append(holds(_name(above), _name(place), 51))
        found += [holds(f"holder {place} {n}", _name(place), 10) for n in range(4)]
    return found


WEBS: Mapping[str, Callable[[], list[Tie]]] = MappingProxyType(
    {"ordinary": ordinary, "layered": layered, "circular": circular, "chain": chain, "star": star}
)


def listed_names(ties: list[Tie]) -> list[PartyRef]:
    """Every fiftieth party, as if it were listed."""
    ends = sorted({end for tie in ties for end in (tie.subject, tie.object)}, key=lambda p: p.key)
    return ends[1::50]


def _web(edges: int, holder: Callable[[random.Random, int], int]) -> list[Tie]:
    chance = random.Random(20250325)  # noqa: S311  # the same web every time
    found: dict[tuple[int, int], Tie] = {}
    for place in range(edges // 5):
        for _ in range(5):
            above = holder(chance, place)
            while above == place or (above, place) in found:
                above = holder(chance, place)
            share = chance.choice([5, 10, 15, 20])
            found[above, place] = holds(_name(above), _name(place), share)
    return list(found.values())


def _name(place: int) -> str:
    return f"company {place}"
