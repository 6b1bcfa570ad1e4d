"""How long the address index takes to build and to answer, over real addresses."""

import csv
import gc
import itertools
import random
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz import fuzz, process

from caveat.domain.parties import Address
from caveat.ingest.lists.read import read_list_file
from caveat.matching.addresses.index import AddressIndex

pytestmark = [pytest.mark.benchmark, pytest.mark.real_data]

_ASKED = 60_000
_OTHER_LISTS = (
    "un_2026-02-27.xml.gz",
    "eu_fsf_sample.xml",
    "uk_conlist_2020-04-27.csv.gz",
    "opensanctions_ua_war_sanctions_targets.simple.csv.gz",
)
_FACTORIES, _TOKYO = "factories_summer_2019.csv", "edinet_shift_jis_2025-12.csv"
_NUMBER = re.compile(r"[0-9]+")

Entries = list[tuple[int, int, Address]]
Record = Callable[[str, float, str, str], None]


@pytest.fixture(scope="module")
def entries(shared_data: Path) -> Entries:
    found: Entries = []
    party = 0
    for name in ("csl_2022-04-21.csv.gz", "csl_layout_2026-07-09.csv.gz"):
        for parsed in read_list_file(shared_data / "lists" / name).lists:
            for record in parsed.records:
                found += [(party, place, one) for place, one in enumerate(record.addresses)]
                party += 1
    return found


@pytest.fixture(scope="module")
def built(entries: Entries) -> tuple[AddressIndex, float]:
    started = time.perf_counter()
    index = AddressIndex.build(entries)
    return index, time.perf_counter() - started


def test_building_the_address_index(
    entries: Entries, built: tuple[AddressIndex, float], record_benchmark: Record
) -> None:
    index, seconds = built
    assert len(index) >= len(entries) > 20_000
    size = sum(array.nbytes for array in index.to_arrays().values()) / 1e6
    record_benchmark(f"address index built over {len(entries):,}", seconds, "s", "≤ 10")
    record_benchmark("address index size", size, "MB", "")
    started = time.perf_counter()
    AddressIndex.from_arrays(index.to_arrays())
    record_benchmark("address index taken up", (time.perf_counter() - started) * 1e3, "ms", "")


@pytest.fixture(scope="module")
def sixty_thousand(shared_data: Path, entries: Entries) -> Entries:
    """Every address of the lists' files and of suppliers, then such with other house numbers."""
    found = list(entries)
    for name in _OTHER_LISTS:
        for parsed in read_list_file(shared_data / "lists" / name).lists:
            found += [(0, 0, one) for record in parsed.records for one in record.addresses]
    with (shared_data / "suppliers" / _FACTORIES).open(encoding="utf-8", newline="") as file:
        found += [(0, 0, Address(row["address"])) for row in csv.DictReader(file)]
    with (shared_data / "suppliers" / _TOKYO).open(encoding="cp932", newline="") as file:
        rows = itertools.islice(csv.reader(file), 2, None)
        found += [(0, 0, Address(row[9], country="JP")) for row in rows if row[9]]
    real = [one for _, _, one in found]
    chance = random.Random(7)  # noqa: S311 - a mixture, not a secret
    while len(real) < _ASKED:
        one = chance.choice(found)[2]
        if changed := _NUMBER.sub(lambda _: str(chance.randrange(1, 400)), one.text, count=1):
            real.append(replace(one, text=changed))
    return [(number, 0, one) for number, one in enumerate(real[:_ASKED])]


def test_sixty_thousand_addresses(sixty_thousand: Entries, record_benchmark: Record) -> None:
    """As the program builds an index: without the collector of cycles (see `build_part`)."""
    AddressIndex.build(sixty_thousand[::500])  # loads the tables and the readings
    taken = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(2):
            started = time.process_time()
            index = AddressIndex.build(sixty_thousand)
            taken.append(time.process_time() - started)
    finally:
        gc.enable()
        gc.collect()
        gc.freeze()  # as the window leaves the collector: no look-up pays for what was built before
    different = len({(one.text, one.country) for _, _, one in sixty_thousand})
    record_benchmark(f"index over {_ASKED:,} addresses", min(taken), "s", "≤ 5")
    record_benchmark("  different ones among them", different, "", "")
    chance = random.Random(7)  # noqa: S311 - a sample, not a secret
    looked_up = []
    for _, _, one in chance.sample(sixty_thousand, 1_000):
        started = time.process_time()
        index.search(one.text, one.country)
        looked_up.append((time.process_time() - started) * 1e3)
    for name, value in (
        ("median", np.percentile(looked_up, 50)),
        ("95th percentile", np.percentile(looked_up, 95)),
        ("longest of 1,000", max(looked_up)),
    ):
        record_benchmark(f"  lookup, {name}", float(value), "ms", "≤ 10")
    gc.unfreeze()
    assert len(index) >= _ASKED


def test_looking_up_an_address(
    entries: Entries, built: tuple[AddressIndex, float], record_benchmark: Record
) -> None:
    index, _ = built
    chance = random.Random(7)  # noqa: S311 - a sample, not a secret
    texts = [entry[2].text for entry in chance.sample(entries, 1_000)]
    taken: list[float] = []
    for text in texts:
        started = time.perf_counter()
        index.search(text)
        taken.append((time.perf_counter() - started) * 1e3)
    record_benchmark("address lookup, median", float(np.percentile(taken, 50)), "ms", "")
    record_benchmark(
        "address lookup, 95th percentile", float(np.percentile(taken, 95)), "ms", "≤ 10"
    )
    record_benchmark("address lookup, longest of 1,000", max(taken), "ms", "")
    listed = [entry[2].text for entry in entries]
    started = time.perf_counter()
    for text in texts[:10]:
        process.extract(text, listed, scorer=fuzz.WRatio, limit=20)
    plain = (time.perf_counter() - started) * 1e3 / 10
    ratio = plain / float(np.mean(taken))
    record_benchmark("address lookup against WRatio over all", ratio, "times", "faster")
    assert len(taken) == 1_000


def test_looking_up_a_han_address(
    built: tuple[AddressIndex, float], record_benchmark: Record
) -> None:
    index, _ = built
    text = "天津市华苑产业区(环外)海泰华科大街15号1-3层"
    started = time.perf_counter()
    found = index.search(text)
    first = (time.perf_counter() - started) * 1e3
    started = time.perf_counter()
    for _ in range(50):
        index.search(text)
    record_benchmark("first Han address (loads the readings)", first, "ms", "")
    record_benchmark("Han address", (time.perf_counter() - started) * 1e3 / 50, "ms", "≤ 10")
    assert found
