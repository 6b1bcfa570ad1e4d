"""What it costs to ask who owns a company, on 100,000 holdings."""

import time
from collections.abc import Callable, Iterable, Sequence

import pytest

from caveat.domain.ownership import Listing, Outcome
from caveat.domain.relations import PartyRef
from caveat.law.ownership_rules import ownership_rules
from caveat.network.ownership.answer import ownership_of
from caveat.network.ownership.holdings import Holdings
from owned import DAY, rule
from webs import BOTTOM, EDGES, WEBS, listed_names

pytestmark = pytest.mark.benchmark

RecordTable = Callable[[str, Sequence[str], Iterable[Sequence[object]]], None]
BOUND = 200.0
"""Milliseconds that one question may cost on a graph of `EDGES`."""


def test_asking_who_owns_a_company_costs_little(record_table: RecordTable) -> None:
    rows = []
    for name, make in WEBS.items():
        ties = make()
        assert len(ties) == EDGES
        start = time.process_time()
        holdings = Holdings(ties)
        built = time.process_time() - start
        start = time.process_time()
        register = holdings.on(DAY)
        of_day = time.process_time() - start
        company = PartyRef.named(BOTTOM)
        listed = {party: (Listing("US-SDN"), Listing("UK-SL")) for party in listed_names(ties)}

        def one_pass() -> int:
            return sum(low for row in register.holders for _, low, _ in row)  # noqa: B023  # at once

        def one_rule() -> Outcome:
            asked = [rule("us-ofac-50")]
            return ownership_of(company, holdings, listed, asked, DAY).answers[0].outcome  # noqa: B023  # at once

        def all_rules() -> int:
            return ownership_of(company, holdings, listed, ownership_rules(), DAY).companies  # noqa: B023  # at once

        plain, one, four = map(_milliseconds, (one_pass, one_rule, all_rules))
        rows.append((
            name, f"{built * 1000:.0f}", f"{of_day * 1000:.0f}", f"{plain:.0f}", f"{one:.0f}",
            f"≤ {BOUND:.0f}", f"{four:.0f}", f"{one / plain:.0f}",
        ))  # fmt: skip
    record_table(
        "Who owns a company, on 100,000 holdings, milliseconds of processor time (the least of "
        "three): “ordinary” is a register of groups; in the others all holdings lie above the "
        "company. Beside it one plain pass over all holdings in the same process.",
        ("Web", "Built", "Of a day", "Plain pass", "One rule", "Bound", "Four rules", "In passes"),
        rows,
    )
    assert len(rows) == len(WEBS)


def _milliseconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(3):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken) * 1000
