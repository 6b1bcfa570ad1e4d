"""What it costs to find the ways from one party to the listed ones, on 100,000 ties."""

import random
import time
from collections.abc import Callable, Iterable, Sequence

import pytest

from caveat.domain.relations import PartyRef, RefKind
from caveat.network.graph import Graph, ways_to

pytestmark = pytest.mark.benchmark

RecordTable = Callable[[str, Sequence[str], Iterable[Sequence[object]]], None]
EDGES, BOUND = 100_000, 200.0
"""Ties, and milliseconds that one question may cost."""
_SEED = 7


def _web(parties: int, *, hubs: bool) -> list[tuple[PartyRef, PartyRef, int]]:
    """Ties between parties drawn at random; with hubs a few parties have most of them."""
    chance = random.Random(_SEED)  # noqa: S311  # no secret
    refs = [PartyRef(RefKind.NAMED, f"party {number}") for number in range(parties)]
    ties = list[tuple[PartyRef, PartyRef, int]]()
    while len(ties) < EDGES:
        one = chance.randrange(parties)
        other = int(parties * chance.random() ** 4) if hubs else chance.randrange(parties)
        if one != other:
            ties.append((refs[one], refs[other], chance.randrange(20, 100)))
    return ties


@pytest.mark.parametrize("few", [True, False], ids=["3 listed", "listed everywhere"])
def test_ways_to_listed_parties_cost_little(record_table: RecordTable, *, few: bool) -> None:
    rows = []
    for parties, hubs in ((100_000, False), (30_000, False), (50_000, True), (10_000, True)):
        ties = _web(parties, hubs=hubs)
        start = time.process_time()
        graph = Graph(ties)
        built = time.process_time() - start
        chance = random.Random(_SEED)  # noqa: S311  # no secret
        targets = chance.sample(range(len(graph.parties)), 3 if few else len(graph.parties) // 4)

        def plain_pass() -> int:
            return sum(strength for row in graph.adjacent for _, _, strength in row)  # noqa: B023  # at once

        def ways() -> int:
            found = ways_to(graph, 0, targets, most_hops=8, steps=(75, 50), most=25)  # noqa: B023  # at once
            return len(found)

        plain, one = _milliseconds(plain_pass), _milliseconds(ways)
        rows.append((
            f"{parties:,}", "with hubs" if hubs else "even", f"{built * 1000:.0f}",
            f"{plain:.0f}", f"{one:.0f}", f"≤ {BOUND:.0f}", f"{one / plain:.0f}", f"{ways()}",
        ))  # fmt: skip
    where = "3 listed parties" if few else "listed parties everywhere (one in four)"
    record_table(
        f"Ways of up to 8 hops to {where}, on 100,000 ties, milliseconds of processor time (the "
        "least of three). Beside it one plain pass over all ties in the same process.",
        ("Parties", "Ties", "Built", "Plain pass", "Ways", "Bound", "In passes", "Found"),
        rows,
    )
    assert len(rows) == 4  # webs


def _milliseconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(3):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken) * 1000
