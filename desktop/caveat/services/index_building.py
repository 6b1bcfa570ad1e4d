"""Builds the matching index from the stored lists and keeps it in the cache folder.

A large index is built in two worker processes, each a half: threads do not use two cores, and a
window that shares its interpreter with seconds of work stutters.

What was read of names and addresses is kept beside the index, so that after a release that changes
a few parties only their texts are read anew; `caveat.matching.readings` says why it is done so
and not by joining the results of a large index and a small one. Over the 14,160 entries of a whole
Consolidated Screening List that took 2.5 s of processor time instead of 11.5, on a busy machine.
"""

import hashlib
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from caveat import __version__
from caveat.domain.lists import Release
from caveat.domain.progress import CancelToken, Progress, ReportProgress, ignore_progress
from caveat.errors import CaveatError
from caveat.matching.building import Part, build_part
from caveat.matching.engine import ENGINE_VERSION, MatchingIndex
from caveat.matching.entries import ListedParty
from caveat.matching.readings import Readings
from caveat.paths import Paths
from caveat.services.listed_parties import PartyReader, listed_parties
from caveat.services.workers import JobFailedError, run_limited
from caveat.services.workspace import Workspace, open_for_reading
from caveat.storage import audit, releases
from caveat.storage.encryption import StoreKey
from caveat.storage.index_files import Arrays, load_index, save_index

ASSEMBLY = 2
"""Raised when other texts of the same lists go into the index: part of its key."""
_HERE_BELOW = 2000
"""Entries up to which starting a worker would take longer than the work (the starter set)."""
_SECONDS = 1800.0
_MEMORY_MIB = 8192
_FILES_MIB = 2048


def load_built(ws: Workspace, key: str) -> MatchingIndex | None:
    """The index that was kept under a key; None when it is missing, damaged or of old."""
    arrays = {}
    for part in Part:
        kept = load_index(ws.paths.cache, _part_key(key, part), ws.store.key)
        if kept is None:
            return None
        arrays.update(kept)
    try:
        return MatchingIndex.from_arrays(arrays)
    except (KeyError, ValueError):
        return None


def _part_key(key: str, part: Part) -> str:
    return f"{key}-{part}"


def _readings_key(ws: Workspace, part: Part) -> str:
    """Under what is kept what this program, and no other, reads in these texts."""
    made_by = (audit.workspace_id(ws.store.reader()), __version__, ENGINE_VERSION)
    return _part_key(f"{hashlib.sha256(' '.join(made_by).encode()).hexdigest()[:32]}", part) + (
        "-readings"
    )


def _kept_readings(ws: Workspace, part: Part) -> Readings:
    kept = load_index(ws.paths.cache, _readings_key(ws, part), ws.store.key)
    try:
        return Readings(kept)
    except (KeyError, ValueError):
        return Readings()


def _build_part(
    ws: Workspace,
    key: str,
    parties: Iterable[ListedParty],
    part: Part,
    *,
    progress: ReportProgress,
    cancel: CancelToken | None = None,
) -> tuple[Arrays, bool]:
    """The arrays of one half, and whether they could be kept."""
    readings = _kept_readings(ws, part)
    built = build_part(parties, part, readings=readings, progress=progress, cancel=cancel)
    kept = _keep(ws, _part_key(key, part), built, progress)
    if kept and readings.new:
        _keep(ws, _readings_key(ws, part), readings.arrays(), progress)
    return built, kept


def build(
    ws: Workspace,
    key: str,
    covered: Sequence[Release],
    overlay_id: int,
    *,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> MatchingIndex:
    """Build the index over these releases, keep it under its key, and answer it.

    Raises:
        CancelledError: If it was cancelled. Nothing was kept.
    """
    if sum(release.parties for release in covered) >= _HERE_BELOW:
        try:
            _build_in_workers(ws, key, covered, overlay_id, progress=progress, cancel=cancel)
        except (CaveatError, JobFailedError):
            # A worker that cannot be had (limits of the system, no cache folder): built here,
            # slower for the window but with the same result.
            progress(Progress("Building the index", 0))
        kept = load_built(ws, key)
        if kept is not None:
            return kept
    with ws.store.reading():
        parties = tuple(listed_parties(ws, covered, overlay_id, progress, cancel))
    built = [_build_part(ws, key, parties, part, progress=progress, cancel=cancel) for part in Part]
    if all(kept for _, kept in built):
        # Memory-mapped instead of held twice.
        index = load_built(ws, key)
        if index is not None:
            return index
    return MatchingIndex.from_arrays({k: v for arrays, _ in built for k, v in arrays.items()})


def _build_in_workers(
    ws: Workspace,
    key: str,
    covered: Sequence[Release],
    overlay_id: int,
    *,
    progress: ReportProgress,
    cancel: CancelToken | None,
) -> None:
    """Each half in a process of its own, since threads do not use two processors."""
    ids = [release.id for release in covered]

    def build_one(part: Part) -> None:
        run_limited(
            build_in_worker,
            ws.paths,
            key,
            part=part,
            release_ids=ids,
            overlay_id=overlay_id,
            secret=ws.store.key,
            seconds=_SECONDS,
            memory_mib=_MEMORY_MIB,
            files_mib=_FILES_MIB,
            # The half that tells more alone tells how far it is: two would take turns.
            progress=progress if part is Part.REST else ignore_progress,
            cancel=cancel,
        )

    with ThreadPoolExecutor(len(Part), thread_name_prefix="index") as pool:
        for done in [pool.submit(build_one, part) for part in Part]:
            done.result()


def build_in_worker(
    paths: Paths,
    key: str,
    *,
    part: Part,
    release_ids: Sequence[int],
    overlay_id: int,
    secret: StoreKey | None,
    progress: ReportProgress,
) -> None:
    """Runs in a worker process: build one half of an index and keep it.

    ``secret``, what opens the workspace, came with the job through the pipe: arguments and
    environment of a process can be read by others.
    """
    ws = open_for_reading(paths, "", secret)
    try:
        covered = [releases.release(ws.store.reader(), id_) for id_ in release_ids]
        with ws.store.reading():
            parties = listed_parties(ws, covered, overlay_id, progress, None)
            _build_part(ws, key, parties, part, progress=progress)
    finally:
        ws.close()


def index_of_records(
    ws: Workspace,
    ids: Sequence[int],
    overlay_id: int,
    *,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> MatchingIndex:
    """An index over some stored records, made here and kept nowhere.

    Raises:
        CancelledError: If it was cancelled.
    """
    with ws.store.reading():
        reader = PartyReader(ws, overlay_id, len(ids), progress, cancel)
        return MatchingIndex.build(reader.parties(ids), progress=progress, cancel=cancel)


def _keep(ws: Workspace, key: str, arrays: Arrays, progress: ReportProgress) -> bool:
    try:
        save_index(ws.paths.cache, key, arrays, ws.store.key)
    except OSError as error:
        # Without a cache every start builds anew; searching works.
        progress(Progress(f"The index cannot be kept ({error.strerror})", 0))
        return False
    return True
