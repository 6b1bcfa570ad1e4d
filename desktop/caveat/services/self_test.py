"""Measures on the lists in service what a search still finds of misspelled listed names.

A sample of the listed names is changed by the recipes of `matching.variants`, one variant for each
kind of change that applies, and every variant is searched in all the lists in service, as a
supplier of that name would be. The figures are kept beside the index, to be cited.
"""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from caveat.domain.progress import CancelToken, Progress, ReportProgress, ignore_progress
from caveat.domain.recall import Counts, Left, MeasuredRecall, Miss, SelfTest, Trial
from caveat.domain.screening import Query
from caveat.errors import EnvironmentProblemError
from caveat.matching.engine import ENGINE_VERSION
from caveat.matching.entries import ListedName
from caveat.matching.recall import Bearers, Trials, sampled
from caveat.matching.variants import RECIPE, RECIPES, SEED
from caveat.paths import Paths
from caveat.services.alert_line import alert_line
from caveat.services.kept_recall import keep_recall
from caveat.services.screening import Screener
from caveat.services.standpoint import lists_then, standpoint
from caveat.services.workers import WorkerPool
from caveat.services.workspace import Workspace, open_for_reading
from caveat.storage.encryption import StoreKey

SAMPLE = 1_000
"""Names tried by default."""
MOST_MISSES = 200
"""Misses that are told, the same number of each kind of change while there are any."""
_ONE_PROCESS_BELOW = 40
"""Fewer names than this are tried here: starting workers would take longer."""
_CHUNK = 4
"""Names a worker tries at a time: some 0.5 s of work, so that cancelling is prompt."""
_WORKERS = 2


@dataclass(slots=True)
class _Tally:
    """Adds trials up, and keeps the worst misses of each kind of change."""

    counts: dict[str, Counts]
    misses: dict[str, list[Trial]]

    def add(self, trial: Trial) -> None:
        count = self.counts[trial.change]
        if trial.left is Left.NOT_DISTINCTIVE:
            count = replace(count, not_distinctive=count.not_distinctive + 1)
        elif trial.left is Left.ANOTHER_NAME:
            count = replace(count, another_name=count.another_name + 1)
        else:
            count = replace(
                count,
                tried=count.tried + 1,
                compared=count.compared + trial.compared,
                first=count.first + trial.first,
                hit=count.hit + trial.hit,
                related=count.related + trial.related,
            )
            if not trial.hit:
                kept = self.misses.setdefault(trial.change, [])
                kept.append(trial)
                kept.sort(key=_badness)
                del kept[MOST_MISSES:]
        self.counts[trial.change] = count

    def worst(self) -> Iterator[Trial]:
        """The worst miss of every kind, then the second worst of every kind, and so on."""
        for place in range(MOST_MISSES):
            for change in self.counts:
                kept = self.misses.get(change, [])
                if place < len(kept):
                    yield kept[place]


def _badness(trial: Trial) -> tuple[bool, bool, float, str]:
    return trial.compared, trial.first, trial.score, trial.variant


def run_self_test(
    ws: Workspace,
    screener: Screener,
    *,
    list_code: str = "",
    sample: int = SAMPLE,
    seed: int = SEED,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> SelfTest:
    """Try changed spellings of listed names.

    The figures are kept for `measured_recall` unless only one list's names were tried.

    Args:
        ws: The workspace.
        screener: Its screener.
        list_code: Try names of this list alone. They are still searched in all lists in service.
        sample: How many names; 0 for every one.
        seed: Draws the sample, and what the recipes leave to chance.
        progress: Told how many names were tried.
        cancel: Stops it; nothing is kept then.

    Raises:
        InputError: If there is no list with this code.
        EnvironmentProblemError: If no list, or not this one, is in service; if a worker died.
        CancelledError: If it was cancelled.
    """
    asked = Query("", lists=(list_code,)) if list_code else Query("")
    measured_on = screener.coverage(asked)
    loaded = screener.loaded_index(progress, cancel)
    line = alert_line(ws)
    names = tuple(loaded.index.listed_names())
    choice = [name for name in names if not list_code or name.list_code == list_code]
    places = sampled(choice, sample, seed)
    tally = _Tally(
        {change: Counts(change, recipe.strength) for change, recipe in RECIPES.items()}, {}
    )
    progress(Progress("Trying names", 0, len(places)))
    started = ws.now()
    for trials in _tried(
        ws, screener, [choice[place] for place in places], seed, progress=progress, cancel=cancel
    ):
        for trial in trials:
            tally.add(trial)
    figures = MeasuredRecall(
        measured_at=started,
        engine=ENGINE_VERSION,
        recipe=RECIPE,
        seed=seed,
        line=line,
        names=len(places),
        of_names=len(sampled(choice, 0)),
        counts=tuple(count for count in tally.counts.values() if count != _untried(count)),
    )
    if not list_code:
        # A cache that cannot be written: the figures are shown all the same.
        with contextlib.suppress(OSError):
            keep_recall(ws, loaded.key, figures)
    return SelfTest(figures, measured_on, _misses(ws, tally, names), list_code)


def _untried(count: Counts) -> Counts:
    return Counts(count.change, count.strength)


def _misses(ws: Workspace, tally: _Tally, names: Sequence[ListedName]) -> tuple[Miss, ...]:
    """The worst misses. Names of private lists are told nowhere."""
    with ws.store.reading() as connection:
        lists = lists_then(connection, standpoint(ws, Query("")).known)
    first: dict[int, ListedName] = {}
    for name in names:
        first.setdefault(name.key, name)
    told = []
    for trial in tally.worst():
        wanted = first[trial.party]
        if lists[wanted.list_code].private:
            continue
        came = first.get(trial.came_first) if trial.came_first is not None else None
        if came is None:
            told.append(Miss(trial, wanted.list_code))
        elif lists[came.list_code].private:
            told.append(Miss(trial, wanted.list_code, "(a name of a private list)"))
        else:
            told.append(Miss(trial, wanted.list_code, came.text, came.list_code))
        if len(told) == MOST_MISSES:
            break
    return tuple(told)


def _tried(
    ws: Workspace,
    screener: Screener,
    names: list[ListedName],
    seed: int,
    *,
    progress: ReportProgress,
    cancel: CancelToken | None,
) -> Iterator[tuple[Trial, ...]]:
    """The trials of every name, in order."""
    if len(names) < _ONE_PROCESS_BELOW:
        tried = _Worker.over(ws, screener, seed)
        for done, name in enumerate(names, start=1):
            if cancel:
                cancel.check()
            yield tried.of_name(name)
            progress(Progress("Trying names", done, len(names)))
        return
    given = (ws.paths, ws.operator.name, ws.store.key, screener.loaded_index().key, seed)
    with WorkerPool(_open_worker, given, _WORKERS) as pool:
        yield from pool.map_ordered(
            _try_name, names, chunk=_CHUNK, cancel=cancel, progress=progress, stage="Trying names"
        )


@dataclass(frozen=True, slots=True)
class _Worker:
    """What tries names: here, or in a worker process."""

    trials: Trials
    seed: int

    @classmethod
    def over(cls, ws: Workspace, screener: Screener, seed: int) -> "_Worker":
        index = screener.loaded_index().index
        return cls(Trials(index, Bearers(index.listed_names()), alert_line(ws)), seed)

    def of_name(self, name: ListedName) -> tuple[Trial, ...]:
        return tuple(self.trials.of_name(name, self.seed))


_worker: _Worker | None = None


def _open_worker(
    paths: Paths, operator: str, secret: StoreKey | None, index: str, seed: int
) -> None:
    """Open the workspace in a worker process, for reading; its key came through the pipe."""
    global _worker  # noqa: PLW0603  # one per worker process, by design of the pool
    ws = open_for_reading(paths, operator, secret)
    screener = Screener(ws)
    if screener.loaded_index().key != index:
        raise EnvironmentProblemError(
            "The lists in service changed when the self-test began. Nothing was measured. Start "
            "it again."
        )
    _worker = _Worker.over(ws, screener, seed)


def _try_name(name: ListedName) -> tuple[Trial, ...]:
    if _worker is None:
        raise RuntimeError("the worker was not opened")
    return _worker.of_name(name)
