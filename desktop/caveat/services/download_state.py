"""What is remembered of updates: what the servers said, what failed, and the warnings of that.

One JSON file in the data folder, since a warning must outlive the cache. A damaged or missing file
costs a download, and the warnings of earlier failures, but never a list.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from caveat.domain.answer_json import time_to_json
from caveat.domain.lists import Channel, ImportReport, ReleaseState
from caveat.domain.updates import ListAddress
from caveat.ingest.download.known import Known, Stored
from caveat.services.workspace import Workspace
from caveat.storage import releases

_FILE = "list_updates.json"
_MOST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is remembered of one address.

    Attributes:
        urls: The addresses that the rest is about; a changed table makes it worthless.
        lists: The lists that they hold.
        channel: By which publication.
        known: What the server said of each file that is stored.
        edition: The date that was asked for, where one has to be.
        readers: Fingerprint of the readers that read them: newer ones read the files again.
        releases: SHA-256 of the release that was in the database after the import, by list.
        failed_at: When the last update failed; empty where it did not.
        reason: Why.
    """

    urls: tuple[str, ...]
    lists: tuple[str, ...]
    channel: str
    known: tuple[Known, ...] = ()
    edition: str = ""
    readers: str = ""
    releases: Mapping[str, str] = field(default_factory=dict)
    failed_at: str = ""
    reason: str = ""


def state_path(ws: Workspace) -> Path:
    """Where it is kept."""
    return ws.paths.data / _FILE


def load_state(path: Path) -> dict[str, Remembered]:
    """What is remembered, by the key of the address; nothing where the file cannot be read."""
    try:
        with path.open("rb") as file:
            stored = json.loads(file.read(_MOST_BYTES))
        rows = dict(stored["addresses"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    found = {}
    for key, row in rows.items():
        with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
            found[str(key)] = _remembered(row)
    return found


def _remembered(row: Any) -> Remembered:
    return Remembered(
        urls=tuple(str(url) for url in row["urls"]),
        lists=tuple(str(code) for code in row["lists"]),
        channel=str(row["channel"]),
        known=tuple(Known(str(k["etag"]), str(k["last_modified"])) for k in row["known"]),
        edition=str(row["edition"]),
        readers=str(row["readers"]),
        releases={str(code): str(digest) for code, digest in row["releases"].items()},
        failed_at=str(row["failed_at"]),
        reason=str(row["reason"]),
    )


def _save(path: Path, key: str, remembered: Remembered) -> None:
    """Put one address down, whole or not at all; another window's addresses stay."""
    state = load_state(path) | {key: remembered}
    text = json.dumps({"addresses": {k: asdict(v) for k, v in state.items()}}, indent=1)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.partial")
    with contextlib.suppress(OSError):  # costs a download or a warning; the report says it all
        with os.fdopen(
            os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)


def remember_failure(ws: Workspace, address: ListAddress, reason: str) -> None:
    """An update failed: to be told with the lists until one succeeds."""
    path = state_path(ws)
    before = load_state(path).get(address.key)
    same = before if before and before.urls == address.urls else None
    _save(
        path,
        address.key,
        Remembered(
            address.urls,
            address.lists,
            address.channel,
            same.known if same else (),
            same.edition if same else "",
            same.readers if same else "",
            same.releases if same else {},
            time_to_json(ws.now()),
            reason,
        ),
    )


def remember_success(
    ws: Workspace, address: ListAddress, stored: Stored, report: ImportReport | None
) -> None:
    """An update succeeded. What the server said is kept only if all its lists are stored here.

    Args:
        ws: The workspace.
        address: Which.
        stored: What the server said.
        report: What the import did; None where nothing was newer.
    """
    path = state_path(ws)
    if report is None:
        before = load_state(path).get(address.key)
        held = dict(before.releases) if before else {}
    else:
        held = _held(ws, address, report)
    whole = set(held) >= set(address.lists)
    _save(
        path,
        address.key,
        Remembered(
            address.urls,
            address.lists,
            address.channel,
            stored.known if whole else (),
            stored.edition if whole else "",
            _readers(),
            held if whole else {},
        ),
    )


def _held(ws: Workspace, address: ListAddress, report: ImportReport) -> dict[str, str]:
    """The newest releases of the lists that were taken in."""
    taken = {o.list_code for o in report.outcomes if o.state is not ReleaseState.REFUSED}
    with ws.store.reading() as connection:
        newest = {code: releases.newest(connection, code, address.channel) for code in taken}
    return {code: release.sha256 for code, release in newest.items() if release}


def stored_files(ws: Workspace, address: ListAddress) -> Stored | None:
    """What the server may be told of the files that are stored here; None to fetch them anew.

    Only while the database holds what was made of them: it may have been restored from an older
    copy, or a newer program may read the same files differently.
    """
    remembered = load_state(state_path(ws)).get(address.key)
    if (
        remembered is None
        or not remembered.known
        or remembered.urls != address.urls
        or remembered.readers != _readers()
        or not remembered.releases
    ):
        return None
    with ws.store.reading() as connection:
        for code, digest in remembered.releases.items():
            if releases.same_file(connection, code, address.channel, digest) is None:
                return None
    return Stored(remembered.known, remembered.edition)


def _readers() -> str:
    """Changes whenever a format would be read differently."""
    # Imported late: 0.2 s that not every start of the program needs.
    from caveat.ingest.lists.registry import ALL  # noqa: PLC0415

    versions = sorted(f"{form.name} {form.parser_version}" for form in ALL)
    return hashlib.sha256("\n".join(versions).encode()).hexdigest()


def update_warnings(ws: Workspace) -> dict[str, str]:
    """For each list whose last update failed: when and why, until an update or import succeeds.

    A list that another channel serves is not warned about.
    """
    failed = [one for one in load_state(state_path(ws)).values() if one.failed_at]
    if not failed:
        return {}
    with ws.store.reading() as connection:
        current = {release.list_code: release for release in releases.in_service(connection)}
    warnings: dict[str, str] = {}
    for one in failed:
        at = _moment(one.failed_at)
        why = one.reason.split(". ", 1)[0].rstrip(".")
        for code in one.lists:
            release = current.get(code)
            served = release is not None and release.channel is not Channel.STARTER
            if served and release and release.channel != one.channel:
                continue
            if served and release and at and release.imported_at > at:
                continue
            warnings[code] = f"its update of {one.failed_at[:10]} failed: {why}"
    return warnings


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
