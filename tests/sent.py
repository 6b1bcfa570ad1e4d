"""What the tests of bundles ask of a workspace: what is in service, and what is on record."""

from collections.abc import Callable
from pathlib import Path

from caveat.services.lists import list_overview
from caveat.services.records import audit_entries
from caveat.services.workspace import Workspace

Csl = Callable[..., Path]


def in_service(ws: Workspace) -> dict[str, tuple[object, ...]]:
    return {
        status.list.code: (
            status.release.released,
            status.release.released_basis,
            status.release.sha256,
            status.release.parties,
        )
        for status in list_overview(ws)
        if status.release and status.release.channel != "starter"
    }


def kinds(ws: Workspace) -> list[str]:
    return [entry.kind for entry in audit_entries(ws)]
