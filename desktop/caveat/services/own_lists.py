"""Own lists: the template, a look into a table, and bringing one into service as the officer said.

A list in the form of the template needs none of this: `caveat.services.lists.import_files` knows it
by its content, like any published list.
"""

import time
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from caveat.domain.lists import ImportReport, Override, ParsedFile
from caveat.domain.own_lists import OwnListPreview, OwnListSettings
from caveat.domain.progress import CancelToken, Progress, ReportProgress, ignore_progress
from caveat.ingest.lists import own_list
from caveat.report.own_list_template import write_own_list_template
from caveat.services.given_text import name_of, refuse_broken_text
from caveat.services.intake import IntakeOptions, check_decisions, take_in
from caveat.services.list_reading import Piece, put_together, without_cycle_search
from caveat.services.workers import run_limited
from caveat.services.workspace import Workspace

_SECONDS = 120.0
_MEMORY_MIB = 2048
_RECORDS = 200
"""Entries per piece, as in `caveat.services.list_reading`."""


def save_own_list_template(out: Path) -> Path:
    """Write the template of an own list, as ``.xlsx`` or ``.csv``.

    Raises:
        InputError: The suffix is another.
        EnvironmentProblemError: Disk, permission or path.
    """
    return write_own_list_template(out)


def preview_own_list(
    path: Path, *, sheet: str = "", header_row: int | None = None
) -> OwnListPreview:
    """Look into a table and guess how it may be read as an own list. Nothing is stored.

    Raises:
        InputError: It is no table that can be read.
        EnvironmentProblemError: The file cannot be opened.
    """
    return run_limited(
        own_list.preview_own_list,
        path,
        sheet=sheet,
        header_row=header_row,
        seconds=_SECONDS,
        memory_mib=_MEMORY_MIB,
    )


def import_own_list(
    ws: Workspace,
    path: Path,
    settings: OwnListSettings,
    *,
    released: date | None = None,
    accept: Collection[Override] = (),
    reason: str = "",
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ImportReport:
    """Read a table as an own list, check it, and put it into service.

    Args:
        ws: The workspace.
        path: The table.
        settings: What the list is, and which column means what.
        released: Date of the edition, where the settings state none.
        accept: What may differ from the edition in service.
        reason: Why it may; goes on record.
        progress: Told about stages and rows.
        cancel: Cancels between stages; the list is in service wholly or not at all.

    Raises:
        InputError: The file cannot be read, or the settings are not whole.
        EnvironmentProblemError: Disk, permission, lock.
        CancelledError: It was cancelled.
    """
    for what, text in (
        ("The title", settings.title),
        ("The keeper", settings.publisher),
        ("The note", settings.note),
    ):
        refuse_broken_text(what, text)
    check_decisions(ws, released, accept, reason)
    started = time.monotonic()
    options = IntakeOptions(
        released, accept=frozenset(accept), reason=reason.strip(), whole_file=False
    )
    with without_cycle_search():
        parsed = _read(path, settings, progress, cancel)
        report = take_in(ws, parsed, options, progress=progress, cancel=cancel)
    return replace(report, seconds=time.monotonic() - started)


def _read(
    path: Path, settings: OwnListSettings, progress: ReportProgress, cancel: CancelToken | None
) -> ParsedFile:
    progress(Progress(f"Reading {path.name}", 0))
    pieces = run_limited(
        read_in_pieces,
        path,
        settings,
        seconds=_SECONDS,
        memory_mib=_MEMORY_MIB,
        progress=progress,
        cancel=cancel,
    )
    parsed = put_together(pieces)
    name = name_of(path)
    return replace(
        parsed,
        file_name=name,
        parts=tuple(
            replace(part, file_name=name) if part.file_name == path.name else part
            for part in parsed.parts
        ),
    )


def read_in_pieces(
    path: Path, settings: OwnListSettings, progress: ReportProgress
) -> Iterator[Piece]:
    """Runs in the worker: the file without its list, then the list and its entries."""
    parsed = own_list.read_own_list(path, settings, progress=progress)
    yield replace(parsed, lists=())
    for item in parsed.lists:
        yield replace(item, records=())
        for start in range(0, len(item.records), _RECORDS):
            yield item.records[start : start + _RECORDS]
