"""Lists: what is in service, and bringing a published file into service."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from caveat.domain.lists import (
    Channel,
    ImportReport,
    ListStatus,
    ParsedFile,
    Release,
    ReleasedBasis,
    ReleaseOutcome,
)
from caveat.domain.progress import CancelToken, Progress, ReportProgress, ignore_progress
from caveat.errors import CaveatError, EnvironmentProblemError, InputError, RefusedReleaseError
from caveat.ingest.lists.catalogue import published_list, published_lists
from caveat.services.given_text import name_of, refuse_broken_text
from caveat.services.intake import IntakeOptions, take_in
from caveat.services.list_reading import read_in_worker, without_cycle_search
from caveat.services.workspace import Workspace
from caveat.storage import refusals, releases
from caveat.storage.digests import events_digest
from caveat.storage.releases import MissingFrom


def list_overview(ws: Workspace) -> tuple[ListStatus, ...]:
    """Every known list, the release in service, its age, and every lasting warning."""
    today = ws.now().date()
    with ws.store.reading() as connection:
        current = {release.list_code: release for release in releases.in_service(connection)}
        missing = {item.list_code: item for item in releases.missing(connection, ws.now())}
        refused = {
            known.code: releases.last_refused(connection, known.code) for known in published_lists()
        }
        whole_file = refusals.refused_file(connection)
    statuses = []
    for known in published_lists():
        release = current.get(known.code)
        age = (today - release.released).days if release and release.released else None
        warnings = list_warnings(release, age, known.published_every_days, missing.get(known.code))
        last = refused[known.code]
        if last:
            warnings = (*warnings, f"the file {last.file_name} was refused: {last.reason}")
        if whole_file and release:
            what = whole_file.reason.split(". ", 1)[0]
            warnings = (*warnings, f"a newer file was refused on {whole_file.at.date()}: {what}")
        statuses.append(ListStatus(known, release, age, warnings, last))
    return tuple(statuses)


def list_warnings(
    release: Release | None, age: int | None, every_days: int, missing: MissingFrom | None
) -> tuple[str, ...]:
    """What the officer must know about a list before relying on it."""
    if release is None:
        return ()
    warnings = []
    if release.channel is Channel.STARTER:
        warnings.append("starter set, not the whole list: import the official file")
    elif age is None:
        warnings.append("the date of this release is unknown")
    elif age > every_days:
        warnings.append(f"{age} days old; published about every {every_days} days")
    if release.released_basis is ReleasedBasis.FILE_NAME:
        warnings.append("its date was taken from the file name")
    if missing and release.channel is not Channel.STARTER:
        of = missing.released.isoformat() if missing.released else missing.file_name
        warnings.append(f"missing from the file of {of}")
    if release.reason:
        warnings.append(release.reason)
    if release.unread:
        warnings.append(f"{release.unread} entries could not be read in full")
    return tuple(warnings)


def release_history(ws: Workspace, list_code: str) -> tuple[Release, ...]:
    """Every release of a list, newest import first."""
    with ws.store.reading() as connection:
        return releases.history(connection, list_code)


def import_files(
    ws: Workspace,
    files: Sequence[Path],
    *,
    list_code: str = "",
    released: date | None = None,
    accept_shrink: str = "",
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> ImportReport:
    """Read published files, check them, and put what is whole into service.

    Per list the guards decide (see `caveat.services.guards`); what they refuse is kept with its
    reason and the release in service stays. A file that is not whole is refused altogether.

    Args:
        ws: The workspace.
        files: Published files; their format is recognised by content.
        list_code: Take only this list from the files.
        released: Date of the edition where the file itself states none.
        accept_shrink: The reason for accepting a list that shrank by more than 5 %.
        progress: Told about stages and rows.
        cancel: Cancels between stages; a list is in service wholly or not at all.

    Raises:
        InputError: Unreadable or refused file, unknown list code.
        EnvironmentProblemError: Disk, permission, lock.
    """
    if list_code:
        published_list(list_code)
    refuse_broken_text("The reason", accept_shrink)
    if released and released > ws.now().date() + timedelta(days=1):
        raise InputError(f"{released.isoformat()} is in the future. Nothing was changed.")
    if ws.read_only:
        raise EnvironmentProblemError(
            "This workspace is open for reading only, so no list can be imported. Nothing was "
            "changed. Give yourself write permission for its folder."
        )
    started = time.monotonic()
    options = IntakeOptions(released, accept_shrink, whole_file=not list_code)
    outcomes: list[ReleaseOutcome] = []
    warnings: list[str] = []
    with without_cycle_search():
        # All are read before any is taken in: a damaged second file must not leave half an import.
        read = [_read(ws, path, progress, cancel) for path in files]
        if list_code:
            read = [_only(parsed, list_code) for parsed in read]
        for parsed in read:
            report = take_in(ws, parsed, options, progress=progress, cancel=cancel)
            outcomes += report.outcomes
            warnings += report.warnings
    return ImportReport(
        tuple(path.name for path in files),
        tuple(outcomes),
        tuple(warnings),
        time.monotonic() - started,
    )


def _read(
    ws: Workspace, path: Path, progress: ReportProgress, cancel: CancelToken | None
) -> ParsedFile:
    progress(Progress(f"Reading {path.name}", 0))
    try:
        parsed = read_in_worker(path, progress=progress, cancel=cancel)
    except InputError as error:
        _record_refusal(ws, path, error)
        raise
    return replace(parsed, file_name=name_of(path))


def _record_refusal(ws: Workspace, path: Path, error: CaveatError) -> None:
    with ws.store.writing() as connection:
        reason = str(error).replace(path.name, name_of(path))
        if isinstance(error, RefusedReleaseError):
            # A list that came damaged: the officer must not take it for imported. What is no
            # list at all says nothing about the lists.
            refusals.add_refused_file(connection, reason, ws.now(), ws.operator.id)
        sealed = {"reason": reason, "stored": {"events": events_digest(connection)}}
        ws.append(connection, "list file refused", name_of(path), sealed)


def _only(parsed: ParsedFile, list_code: str) -> ParsedFile:
    lists = tuple(item for item in parsed.lists if item.list_code == list_code)
    if not lists:
        raise InputError(
            f"{parsed.file_name} does not hold the list {list_code}. Nothing was changed."
        )
    return replace(parsed, lists=lists)
