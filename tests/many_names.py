"""A million names, recombined from the words of real ones: what a search costs among so many.

Run twice, each time as a fresh process, so that peak memory is that of one task::

    python -m many_names build FOLDER NAMES DATA
    python -m many_names search FOLDER DATA

Each prints one line of JSON.
"""

import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from caveat.domain.parties import Name, PartyKind
from caveat.domain.screening import Query
from caveat.matching.building import Part, build_part
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.matching.variants import variants
from caveat.storage.index_files import load_index, save_index
from listed import both_editions
from memory import peak_mib

SEED = 20250325
QUERIES = 400


def recombined(data: Path, number: int) -> Iterator[ListedParty]:
    """Parties whose names begin like one real name and go on like another of the same kind."""
    by_kind: dict[PartyKind, list[list[str]]] = {}
    for party in both_editions(data):
        names = (name.text.replace(",", " ").split()[:12] for name in party.names)
        by_kind.setdefault(party.kind, []).extend(name for name in names if name)
    kinds = sorted(by_kind)
    weights = [len(by_kind[kind]) for kind in kinds]
    stream = random.Random(SEED)  # noqa: S311 — a sample, no secret
    for key in range(number):
        (kind,) = stream.choices(kinds, weights)
        one, other = stream.choice(by_kind[kind]), stream.choice(by_kind[kind])
        words = [*one[: (len(one) + 1) // 2], *other[len(other) // 2 :]]
        yield ListedParty(key, "TEST", kind, (Name(" ".join(words)),))


def _queries(data: Path) -> list[str]:
    """Misspelled listed names; every tenth of the recombined ones is among the first 40,000."""
    texts = [party.names[0].text for party in recombined(data, 40_000)]
    stream = random.Random(SEED + 1)  # noqa: S311 — likewise
    found = []
    for text in stream.sample(texts, QUERIES):
        changed = [variant.text for variant in variants(text, seed=SEED)]
        found.append(stream.choice([text, *changed]))
    return found


def build(folder: Path, number: int, data: Path) -> dict[str, float]:
    """Builds and keeps the index of the names."""
    start = time.perf_counter()
    arrays = {}
    for part in Part:
        arrays |= build_part(recombined(data, number), part)
    seconds = time.perf_counter() - start
    save_index(folder, "many", arrays)
    size = sum(array.nbytes for array in arrays.values()) / 2**20
    return {"seconds": seconds, "size_mib": size, "peak_mib": peak_mib()}


def search(folder: Path, data: Path) -> dict[str, float]:
    """Loads the index and searches it; milliseconds for one search."""
    queries = _queries(data)
    arrays = load_index(folder, "many")
    if arrays is None:
        raise SystemExit("no index is kept there")
    start = time.perf_counter()
    index = MatchingIndex.from_arrays(arrays)
    loaded = (time.perf_counter() - start) * 1000
    times = []
    index.search(Query(queries[0]))
    for text in queries[1:]:
        start = time.process_time()
        index.search(Query(text))
        times.append((time.process_time() - start) * 1000)
    times.sort()
    return {
        "names": index.names,
        "load_ms": loaded,
        "median_ms": times[len(times) // 2],
        "p95_ms": times[int(len(times) * 0.95)],
        "worst_ms": times[-1],
        "peak_mib": peak_mib(),
    }


def main(arguments: list[str]) -> None:
    """See the top of the file."""
    if arguments[0] == "build":
        found = build(Path(arguments[1]), int(arguments[2]), Path(arguments[3]))
    else:
        found = search(Path(arguments[1]), Path(arguments[2]))
    print(json.dumps(found))  # noqa: T201 — read by the benchmark


if __name__ == "__main__":
    main(sys.argv[1:])
