"""What the names in relations were taken apart into, kept beside the index for the next time.

Taking a name apart costs some 0.2 ms of processor time; a table of 100,000 relations holds more
than 100,000 names, and a command that asks about one of them would wait for all.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from caveat import __version__
from caveat.matching.engine import ENGINE_VERSION
from caveat.matching.readings import Readings
from caveat.services.workspace import Workspace
from caveat.storage import audit
from caveat.storage.index_files import load_index, save_index

_WORTH_KEEPING = 1_000
"""New names from which writing the file saves more than it costs."""


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
