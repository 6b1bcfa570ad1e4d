"""What the names in relations were taken apart into, kept beside the index for the next time.

Taking a name apart costs some 0.2 ms of processor time; a table of 100,000 relations holds more
than 100,000 names, and a command that asks about one of them would wait for all.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

from caveat import __version__
from caveat.domain.progress import CancelToken
from caveat.errors import CaveatError
from caveat.matching.engine import ENGINE_VERSION
from caveat.matching.given_names import GIVEN, GivenName, given_names
from caveat.matching.readings import Readings
from caveat.services.workers import JobFailedError, run_limited
from caveat.services.workspace import Workspace
from caveat.storage import audit
from caveat.storage.index_files import load_index, save_index

_WORTH_KEEPING = 1_000
"""New names from which writing the file saves more than it costs."""
_WORTH_WORKERS = 10_000
"""New names from which starting workers costs less than it saves."""
_MOST_WORKERS = 4
_SECONDS = 600.0
_MEMORY_MIB = 2_048


@contextmanager
def kept_readings(ws: Workspace) -> Iterator[Readings]:
    """The names read before; those read newly are kept when the context ends without an error.

    Nothing is kept where the cache cannot be written: it is derived and disposable.
    """
    made_by = (audit.workspace_id(ws.store.reader()), __version__, ENGINE_VERSION, "relations")
    key = f"{hashlib.sha256(' '.join(made_by).encode()).hexdigest()[:32]}-readings"
    try:
        readings = Readings(load_index(ws.paths.cache, key, ws.store.key))
    except (KeyError, ValueError):
        readings = Readings()
    yield readings
    if readings.new >= _WORTH_KEEPING:
        with suppress(OSError):
            save_index(ws.paths.cache, key, readings.arrays(), ws.store.key)


def read_ahead(readings: Readings, names: Iterable[str], cancel: CancelToken | None = None) -> None:
    """Take names apart in processes of their own where very many were never read.

    Threads do not use two processors, and a window would stutter for the time.

    Raises:
        CancelledError: If it was cancelled.
    """
    new = [name for name in dict.fromkeys(names) if not readings.has(GIVEN, name)]
    if len(new) < _WORTH_WORKERS:
        return
    workers = min(_MOST_WORKERS, os.cpu_count() or 1)
    parts = [new[start::workers] for start in range(workers)]

    def read(part: list[str]) -> list[GivenName]:
        found = run_limited(
            given_names, part, seconds=_SECONDS, memory_mib=_MEMORY_MIB, cancel=cancel
        )
        return [each for some in found for each in some]

    with ThreadPoolExecutor(workers) as pool, suppress(CaveatError, JobFailedError):
        # Without workers (limits of the system) each is read when it is looked up.
        for part, found in zip(parts, pool.map(read, parts), strict=True):
            for name, each in zip(part, found, strict=True):
                readings.of(GIVEN, name, lambda: each)  # noqa: B023  # called at once
