"""Tries misspelled names of the real lists in worker processes, for tests that measure."""

from collections.abc import Iterator
from pathlib import Path

from caveat.domain.recall import Trial
from caveat.domain.screening import DEFAULT_THRESHOLD
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedName
from caveat.matching.recall import Bearers, Trials, sampled
from caveat.services.workers import WorkerPool
from listed import both_editions

_CHUNK = 20
_trials: list[Trials] = []


def trials_of(index: MatchingIndex, data: Path, most: int) -> Iterator[Trial]:
    """The trials of a fixed sample of the index's names, which are those of both editions."""
    names = list(index.listed_names())
    chosen = [names[place] for place in sampled(names, most)]
    with WorkerPool(open_worker, (data,)) as pool:
        for trials in pool.map_ordered(try_name, chosen, chunk=_CHUNK):
            yield from trials


def open_worker(data: Path) -> None:
    """Build the index once in each worker."""
    index = MatchingIndex.build(both_editions(data))
    _trials.append(Trials(index, Bearers(index.listed_names()), DEFAULT_THRESHOLD))


def try_name(name: ListedName) -> tuple[Trial, ...]:
    """The trials of one name."""
    return tuple(_trials[0].of_name(name))
