"""Puts the built-in starter data into a new workspace, and a newer edition into an old one."""

from functools import cache

from caveat.domain.lists import Channel, ParsedFile, ReleasedBasis
from caveat.domain.progress import Progress, ReportProgress
from caveat.ingest.lists.starter import StarterSet, read_starter
from caveat.services.workspace import Workspace
from caveat.storage import audit, digests, overlay, releases
from caveat.storage.driver import sqlite3
from caveat.storage.history import store_release
from caveat.storage.releases import NewRelease

FORMAT = "starter set"

_starter_set = cache(read_starter)
"""Read once: its files do not change while the program runs."""


def bring_starter_up_to_date(ws: Workspace, progress: ReportProgress) -> None:
    """Load the starter set unless this very edition, or one of a higher version, is stored.

    Two versions of the program that take turns on one workspace both use the higher set.

    Its entries enter service only for lists that have no official release in service; its names
    and relations become the current overlay in any case.
    """
    starter = _starter_set()
    if _is_served(ws.store.reader(), starter):
        return
    progress(Progress("Loading the starter data", 0))
    with ws.store.writing() as connection:
        if _is_served(connection, starter):
            return
        now = ws.now()
        set_id = overlay.add_overlay(
            connection,
            label=starter.label,
            as_of=starter.as_of.isoformat(),
            sentence=starter.sentence,
            version=starter.version,
            sha256=starter.sha256,
            at=now,
            parties=starter.overlay,
            relations=starter.relations,
            sources=starter.sources,
        )
        import_id = releases.add_import(
            connection, _as_file(starter), at=now, operator=ws.operator.id, note=starter.sentence
        )
        official = {
            release.list_code
            for release in releases.in_service(connection)
            if release.channel is not Channel.STARTER
        }
        for parsed in starter.lists:
            done = store_release(
                connection,
                NewRelease(import_id, Channel.STARTER, parsed, starter.as_of, ReleasedBasis.INSIDE),
            )
            if parsed.list_code not in official:
                releases.add_service_event(
                    connection,
                    "in service",
                    parsed.list_code,
                    at=now,
                    operator=ws.operator.id,
                    release_id=done.id,
                    import_id=import_id,
                    reason=starter.label,
                )
        ws.append(
            connection,
            "starter data loaded",
            starter.label,
            {
                "sha256": starter.sha256,
                "as_of": starter.as_of.isoformat(),
                "lists": {p.list_code: len(p.records) for p in starter.lists},
                "stored": {
                    **digests.import_digest(connection, import_id),
                    "overlay": digests.overlay_digest(connection, set_id),
                    "workspace": audit.workspace_id(connection),
                },
            },
        )


def _is_served(connection: sqlite3.Connection, starter: StarterSet) -> bool:
    current = overlay.current_overlay(connection)
    newer = current is not None and current.version > starter.version
    return newer or overlay.was_loaded(connection, starter.sha256)


def _as_file(starter: StarterSet) -> ParsedFile:
    return ParsedFile(
        channel=Channel.STARTER,
        format=FORMAT,
        parser_version=1,
        lists=starter.lists,
        file_name="starter set",
        sha256=starter.sha256,
        size=starter.size,
    )
