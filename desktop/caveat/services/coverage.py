"""The lists that an answer was given from, with age and warnings as they were then."""

from collections.abc import Mapping, Sequence
from datetime import date

from caveat.domain.lists import Channel, PublishedList, Release
from caveat.domain.screening import Coverage
from caveat.services.lists import list_warnings, refused_file_warning
from caveat.storage import knowledge
from caveat.storage.driver import sqlite3
from caveat.storage.knowledge import Knowledge


def coverage_of(
    connection: sqlite3.Connection,
    used: Sequence[Release],
    lists: Mapping[str, PublishedList],
    known: Knowledge,
    day: date,
) -> tuple[Coverage, ...]:
    """The lists that are searched.

    Args:
        connection: The workspace.
        used: The release of each.
        lists: What the lists are.
        known: What counts as known.
        day: The day from which the age is counted.
    """
    serving = {release.id for release in knowledge.in_service(connection, known)}
    missing = knowledge.missing(connection, known)
    refused = knowledge.refused(connection, known)
    refused_files = knowledge.refused_files(connection, known)
    found = []
    for release in used:
        title = lists[release.list_code]
        after = (release.released - day).days if release.released else 0
        age = max(0, -after) if release.released else None
        current = release.id in serving
        warnings = list_warnings(
            release,
            age,
            title.published_every_days,
            missing.get(release.list_code) if current else None,
        )
        if after > 0:
            warnings += (f"of {after} days after {day.isoformat()}",)
        if current and (last := refused.get(release.list_code)):
            warnings += (f"the file {last.file_name} was refused: {last.reason}",)
        if current:
            warnings += refused_file_warning(refused_files, release)
        found.append(
            Coverage(
                list_code=release.list_code,
                title=title.title,
                channel=release.channel,
                released=release.released,
                released_basis=release.released_basis,
                imported_at=release.imported_at,
                parties=release.parties,
                names=release.names,
                sha256=release.sha256,
                file_name=release.file_name,
                age_days=age,
                state="starter" if release.channel is Channel.STARTER else "in service",
                warnings=warnings,
            )
        )
    return tuple(found)
