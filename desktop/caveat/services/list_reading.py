"""Reads a published file in a worker process and brings what it holds here piece by piece."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from caveat.domain.lists import ParsedFile, ParsedList
from caveat.domain.parties import PartyRecord
from caveat.domain.progress import CancelToken, ReportProgress
from caveat.ingest.lists.read import group_files, read_list_set
from caveat.services.workers import run_limited

_SECONDS = 600.0
_MEMORY_MIB = 3072
_RECORDS = 200
"""Entries per piece: unpickling them holds the interpreter for some 5 ms."""

Piece = ParsedFile | ParsedList | tuple[PartyRecord, ...]


def group_in_worker(paths: Sequence[Path]) -> list[tuple[Path, ...]]:
    """Which of several files are parts of one list (see `group_files`).

    Raises:
        InputError: If one cannot be opened, or two hold the same part.
    """
    return run_limited(group_files, tuple(paths), seconds=_SECONDS, memory_mib=_MEMORY_MIB)


def read_in_worker(
    group: Sequence[Path], *, progress: ReportProgress, cancel: CancelToken | None
) -> ParsedFile:
    """Read a published file, or the files of a set, with limits on time and memory.

    Raises:
        InputError: If it cannot be read, or is not whole; the message says why.
        CancelledError: If it was cancelled.
    """
    pieces = run_limited(
        partial(read_in_pieces, group[0]),
        tuple(group[1:]),
        seconds=_SECONDS,
        memory_mib=_MEMORY_MIB,
        progress=progress,
        cancel=cancel,
    )
    return put_together(pieces)


def read_in_pieces(
    first: Path, others: Sequence[Path], progress: ReportProgress
) -> Iterator[Piece]:
    """Runs in the worker: the file without its lists, then every list and its entries."""
    parsed = read_list_set((first, *others), progress=progress)
    yield replace(parsed, lists=())
    for item in parsed.lists:
        yield replace(item, records=())
        for start in range(0, len(item.records), _RECORDS):
            yield item.records[start : start + _RECORDS]


def put_together(pieces: Iterable[Piece]) -> ParsedFile:
    """The file that `read_in_pieces` took apart."""
    file: ParsedFile | None = None
    lists: list[ParsedList] = []
    records: list[list[PartyRecord]] = []
    for piece in pieces:
        if isinstance(piece, ParsedFile):
            file = piece
        elif isinstance(piece, ParsedList):
            lists.append(piece)
            records.append([])
        else:
            records[-1] += piece
    if file is None:
        raise ValueError("the reader sent no file")
    whole = (replace(i, records=tuple(r)) for i, r in zip(lists, records, strict=True))
    return replace(file, lists=tuple(whole))


@contextmanager
def without_cycle_search() -> Iterator[None]:
    """Spare a window the search for cycles among a million new objects that hold none.

    A full collection stops every thread; what an import makes is freed by counting.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
