"""Lists: what is in service, and bringing a published file into service."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from caveat.domain.lists import (
    BY_HAND,
    Channel,
    ImportReport,
    KnownFormat,
    ListStatus,
    Origin,
    Override,
    ParsedFile,
    Release,
    ReleasedBasis,
    ReleaseOutcome,
)
from caveat.domain.progress import CancelToken, Progress, ReportProgress, ignore_progress
from caveat.errors import CaveatError, InputError, RefusedReleaseError
from caveat.services.download_state import update_warnings
from caveat.services.given_text import name_of
from caveat.services.intake import IntakeOptions, check_decisions, take_in
from caveat.services.known_lists import known_lists
from caveat.services.list_reading import group_in_worker, read_in_worker, without_cycle_search
from caveat.services.originals import keep
from caveat.services.workspace import Workspace
from caveat.storage import refusals, releases
from caveat.storage.digests import events_digest
from caveat.storage.refusals import RefusedFile
from caveat.storage.releases import MissingFrom

_KEPT_BY_OTHERS = frozenset({Channel.OWN, Channel.OPENSANCTIONS})
"""Channels of many lists that have nothing to do with one another: a damaged file of one says
nothing about the others."""
_SHOWN_BASES = {ReleasedBasis.FILE_NAME: "its date was taken from the file name"}
UNTRIED = "its format was built from the description, not tried on a real file"


def list_formats() -> tuple[KnownFormat, ...]:
    """Every format that is read, and whether it was ever tried on a real file."""
    # Imported late: 0.2 s that not every start of the program needs.
    from caveat.ingest.lists.registry import ALL  # noqa: PLC0415

    return tuple(KnownFormat(form.name, form.channel, form.tried) for form in ALL)


def list_overview(ws: Workspace) -> tuple[ListStatus, ...]:
    """Every known list, the release in service, its age, and every lasting warning."""
    today = ws.now().date()
    lists = known_lists(ws)
    with ws.store.reading() as connection:
        current = {release.list_code: release for release in releases.in_service(connection)}
        missing = {item.list_code: item for item in releases.missing(connection, ws.now())}
        refused = {known.code: releases.last_refused(connection, known.code) for known in lists}
        refused_files = refusals.refused_files(connection)
    statuses = []
    failed_updates = update_warnings(ws)
    for known in lists:
        release = current.get(known.code)
        age = (today - release.released).days if release and release.released else None
        warnings = list_warnings(release, age, known.published_every_days, missing.get(known.code))
        last = refused[known.code]
        if last:
            warnings = (*warnings, f"the file {last.file_name} was refused: {last.reason}")
        if release:
            warnings += refused_file_warning(refused_files, release)
        if known.code in failed_updates:
            warnings = (*warnings, failed_updates[known.code])
        statuses.append(ListStatus(known, release, age, warnings, last))
    return tuple(statuses)


def refused_file_warning(files: Mapping[str, RefusedFile], release: Release) -> tuple[str, ...]:
    """That a newer file of a list in service was refused as a whole; empty where none was."""
    file = refusals.refused_for(files, release)
    if file is None:
        return ()
    return (f"a newer file was refused on {file.at.date()}: {file.reason.split('. ', 1)[0]}",)


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
    if release.released_basis in _SHOWN_BASES:
        warnings.append(_SHOWN_BASES[release.released_basis])
    if missing and release.channel is not Channel.STARTER:
        of = missing.released.isoformat() if missing.released else missing.file_name
        warnings.append(f"missing from the file of {of}")
    warnings += _of_the_release(release)
    return tuple(warnings)


def _of_the_release(release: Release) -> list[str]:
    """What is to be known of a release whenever it is relied on."""
    found = {
        "this publication ended in January 2026: import the UK Sanctions List": (
            release.channel is Channel.OFSI
        ),
        "an older edition was put into service although a newer one is stored": release.overtaken,
        UNTRIED: not release.origin.tried,
        release.reason: bool(release.reason),
        f"{release.unread} entries could not be read in full": release.unread > 0,
    }
    return [text for text, holds in found.items() if holds]


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
    released_basis: ReleasedBasis = ReleasedBasis.GIVEN,
    accept: Collection[Override] = (),
    reason: str = "",
    origin: Origin = BY_HAND,
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
        released_basis: What that date rests on.
        accept: What may differ from the release in service: a list that shrank by more than 5 %,
            that is older, or whose counts are unusual.
        reason: Why it may; goes on record.
        origin: Where the files came from.
        progress: Told about stages and rows.
        cancel: Cancels between stages; a list is in service wholly or not at all.

    Raises:
        InputError: Unreadable or refused file, unknown list code.
        EnvironmentProblemError: Disk, permission, lock.
    """
    check_decisions(ws, released, accept, reason)
    started = time.monotonic()
    options = IntakeOptions(
        released,
        released_basis,
        accept=frozenset(accept),
        reason=reason.strip(),
        whole_file=not list_code,
        origin=origin,
    )
    outcomes: list[ReleaseOutcome] = []
    warnings: list[str] = []
    with without_cycle_search():
        # All are read before any is taken in: a damaged second file must not leave half an import.
        read = [_read(ws, group, progress, cancel) for group in _groups(ws, files)]
        if list_code:
            read = [_only(parsed, list_code) for parsed in read]
        for parsed in read:
            report = take_in(ws, parsed, options, progress=progress, cancel=cancel)
            outcomes += report.outcomes
            warnings += report.warnings
    keep(ws, files)
    return ImportReport(
        tuple(path.name for path in files),
        tuple(outcomes),
        tuple(warnings),
        time.monotonic() - started,
    )


def _groups(ws: Workspace, files: Sequence[Path]) -> list[tuple[Path, ...]]:
    """Which files are read together."""
    if len(files) == 1:
        return [tuple(files)]
    try:
        return group_in_worker(files)
    except InputError as error:
        _record_refusal(ws, files[0], error)
        raise


def _read(
    ws: Workspace,
    group: tuple[Path, ...],
    progress: ReportProgress,
    cancel: CancelToken | None,
) -> ParsedFile:
    progress(Progress(f"Reading {group[0].name}", 0))
    try:
        parsed = read_in_worker(group, progress=progress, cancel=cancel)
    except InputError as error:
        _record_refusal(ws, group[0], error)
        raise
    names = {path.name: name_of(path) for path in group}
    return replace(
        parsed,
        file_name=names.get(parsed.file_name, parsed.file_name),
        parts=tuple(
            replace(part, file_name=names.get(part.file_name, part.file_name))
            for part in parsed.parts
        ),
    )


def _record_refusal(ws: Workspace, path: Path, error: CaveatError) -> None:
    with ws.store.writing() as connection:
        reason = str(error).replace(path.name, name_of(path))
        if isinstance(error, RefusedReleaseError) and error.channel not in _KEPT_BY_OTHERS:
            # A list that came damaged: the officer must not take it for imported. What is no
            # list at all says nothing about the lists.
            refusals.add_refused_file(connection, reason, ws.now(), ws.operator.id, error.channel)
        sealed = {"reason": reason, "stored": {"events": events_digest(connection)}}
        ws.append(connection, "list file refused", name_of(path), sealed)


def _only(parsed: ParsedFile, list_code: str) -> ParsedFile:
    lists = tuple(item for item in parsed.lists if item.list_code == list_code)
    if not lists:
        raise InputError(
            f"{parsed.file_name} does not hold the list {list_code}, only "
            f"{', '.join(item.list_code for item in parsed.lists)}. Nothing was changed."
        )
    return replace(parsed, lists=lists)
