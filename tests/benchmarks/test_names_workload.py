"""What ordinary suppliers cost the officer: alerts and related parties per 1,000 of them.

With ``CAVEAT_ALERTS=FILE`` every alert and related party is written to a CSV file, to be read.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from caveat.domain.screening import Band
from caveat.matching.names.prepare import prepare
from caveat.matching.names.side import side_of
from workload import ALERTS, CHINESE, Workload, workload

pytestmark = [pytest.mark.benchmark, pytest.mark.real_data]

RecordTable = Callable[[str, Sequence[str], Iterable[Sequence[object]]], None]
RELATED = (Band.RELATED,)


@pytest.fixture(scope="module")
def asked(shared_data: Path) -> Workload:
    found = workload(shared_data)
    target = os.environ.get("CAVEAT_ALERTS")
    if target:
        found.write(Path(target))
    return found


def test_ordinary_companies_raise_few_alerts(asked: Workload, record_table: RecordTable) -> None:
    rows = []
    for register in asked.suppliers:
        for true in (True, False) if register in CHINESE else (True,):
            for unseen in (True, False):
                names = asked.asked(register, unseen=unseen, true=true)
                rates = (
                    asked.per_thousand(register, bands, names, organisations=organisations)
                    for bands in (ALERTS, RELATED)
                    for organisations in (False, True)
                )
                rows.append((
                    register if true else f"{register}, without true hits",
                    "unseen" if unseen else "all",
                    f"{len(names):,}",
                    *(f"{rate:.1f}" for rate in rates),
                ))  # fmt: skip
    record_table(
        "Suppliers with an alert (bound: 5) or a related party (bound: 15), per 1,000, over all "
        "lists of both editions and over their organisations. Unseen: the half of the names that "
        "no fit has learnt from.",
        ("Register", "Half", "Names", "Alerts", "of organisations", "Related", "of organisations"),
        rows,
    )
    assert sum(map(len, asked.suppliers.values())) > 10_000


def test_a_band_says_how_often_it_is_right(asked: Workload, record_table: RecordTable) -> None:
    rows = []
    for band in (Band.STRONG, Band.POSSIBLE, Band.RELATED, Band.NEAR_MISS):
        for register in asked.suppliers:
            hits = [h for h in asked.raised if h.register == register and h.band is band]
            right = sum(hit.true for hit in hits)
            rows.append((
                band.value, register, f"{len({h.supplier for h in hits}):,}", f"{len(hits):,}",
                f"{right:,}", f"{right / len(hits):.2f}" if hits else "",
            ))  # fmt: skip
    record_table(
        "Precision by band. True: a hit on a party that publishes the supplier's very name; "
        "elsewhere than on the Chinese exchanges none counts as true. Near misses: the five shown.",
        ("Band", "Register", "Suppliers", "Hits", "True", "Share"),
        rows,
    )
    assert rows


def test_the_true_hits_are_named(asked: Workload, record_table: RecordTable) -> None:
    listed = [
        (register, supplier, name)
        for register in CHINESE
        for supplier, name in sorted(asked.true_hits(register).items())
    ]
    record_table(
        "Listed companies among the suppliers: the name says the same words in the same order as "
        "a name that NS-CMIC, the Entity List or the Military End User List publishes, the legal "
        "form aside; two whose name the list shortens or has in full",
        ("Register", "Supplier", "Listed"),
        listed,
    )
    assert Counter(register for register, _, _ in listed)["Shanghai"] >= 20


def test_every_true_hit_is_an_alert_but_for_bare_abbreviations(asked: Workload) -> None:
    for register in CHINESE:
        for supplier in asked.true_hits(register):
            bands = {hit.band for hit in asked.raised if hit.supplier == supplier and hit.true}
            if not side_of(prepare(supplier)).acronym:
                assert bands <= set(ALERTS), supplier
