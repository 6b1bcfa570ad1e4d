"""What comparing two names costs in a process that has seen neither: ``python -m pair_costs SET``.

Prints microseconds of processor time a pair, and the peak of memory in MiB, as one line of JSON:
the whole comparison, for the first time and again, and of the latter the score alone, without the
sentence and the aligned words.
"""

import json
import sys
import time
from collections.abc import Callable

from rapidfuzz import fuzz

from caveat.domain.parties import PartyKind
from caveat.matching.compare import compare_names
from caveat.matching.names.reading import read_pair
from caveat.matching.names.score import score
from caveat.matching.names.side import side_of
from labelled import Labelled, organisations, persons
from memory import peak_mib

SETS: dict[str, Callable[[], Labelled]] = {"organisations": organisations, "persons": persons}
FIRST = (
    "Quillfeather Optics GmbH",
    "Квиллфезер",
    "寧暢光電",
    "كويلفذر",
    "퀼페더",
    "クイルフェザー",
)
"""One name of each script: the tables are read once in the life of the program, not per pair."""


def main(what: str) -> None:
    """See the top of the file."""
    labelled = SETS[what]()
    for kind in (None, PartyKind.PERSON):
        for name in FIRST:
            compare_names(name, FIRST[0], kind)

    def ours() -> None:
        for one, other in labelled.pairs:
            compare_names(one, other, labelled.party)

    def scored() -> None:
        for one, other in labelled.pairs:
            a, b = read_pair(one, other, labelled.party)
            score(side_of(a), side_of(b))

    def plain() -> None:
        for one, other in labelled.pairs:
            fuzz.WRatio(one, other)

    def cost(work: Callable[[], None]) -> float:
        start = time.process_time()
        work()
        return (time.process_time() - start) * 1e6 / len(labelled.pairs)

    figures = {
        "cold": cost(ours),
        "warm": min(cost(ours) for _ in range(5)),
        "scored": min(cost(scored) for _ in range(5)),
        "wratio": min(cost(plain) for _ in range(5)),
        "peak": peak_mib(),
    }
    print(json.dumps(figures))  # noqa: T201 — read by the benchmark


if __name__ == "__main__":
    main(sys.argv[1])
