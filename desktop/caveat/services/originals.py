"""Keeps the published files of what is in service, so that a bundle can carry them."""

import contextlib
import zipfile
from collections.abc import Sequence
from pathlib import Path

from caveat.paths import Paths
from caveat.services.workspace import Workspace
from caveat.storage.originals import keep_original, prune_originals, published_hashes

FOLDER = "originals"


def keep(ws: Workspace, files: Sequence[Path]) -> None:
    """Keep copies of files that were just imported, and let go of those that are overtaken.

    Called after the import is stored. A file that cannot be kept (full disk) is no failure of the
    import: it only cannot be carried in a bundle, and `services.bundles` says so then.
    """
    with ws.store.reading() as connection:
        wanted = published_hashes(connection)
    folder = originals_folder(ws.paths)
    for path in files:
        with contextlib.suppress(OSError):
            if not _holds_more_than_a_list(path):
                keep_original(folder, path, wanted, ws.store.key)
    prune_originals(folder, wanted)


def originals_folder(paths: Paths) -> Path:
    """Where the published files are kept."""
    return paths.data / FOLDER


def _holds_more_than_a_list(path: Path) -> bool:
    """Whether a file is an archive with other files beside the one that was read.

    They could be anything, a confidential letter too, and a bundle would carry them along.
    """
    if not zipfile.is_zipfile(path):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return len(archive.infolist()) != 1 or bool(archive.comment)
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return True
