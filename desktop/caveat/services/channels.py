"""Which stored release of a list serves: by which channel, and an older one put back."""

from dataclasses import replace

from caveat.domain.changes import Reconciliation
from caveat.domain.lists import CHANNEL_TITLES, Channel, PublishedList, Release, ReleaseState
from caveat.errors import InputError
from caveat.services.changes import compare
from caveat.services.given_text import refuse_broken_text
from caveat.services.known_lists import known_list
from caveat.services.reconciling import differences_across
from caveat.services.workspace import Workspace
from caveat.storage import releases
from caveat.storage.digests import events_digest
from caveat.storage.driver import sqlite3


def channels_of(ws: Workspace, code: str) -> tuple[Release, ...]:
    """The newest accepted release of a list by each channel, the one in service first."""
    with ws.store.reading() as connection:
        return _channels(connection, code)


def reconcile(ws: Workspace, code: str, channel: Channel) -> Reconciliation:
    """What switching a list to another channel would change. Changes nothing.

    Raises:
        InputError: Unknown list, or no release of it by that channel.
    """
    known = known_list(ws, code)
    with ws.store.reading() as connection:
        old, new = _pair(connection, code, channel)
        return _reconciled(connection, known, old, new)


def switch_channel(ws: Workspace, code: str, channel: Channel, reason: str) -> Reconciliation:
    """Put the newest release of another channel into service; goes on record with its reason.

    Raises:
        InputError: Unknown list, no release of it by that channel, or no reason.
    """
    known = known_list(ws, code)
    refuse_broken_text("The reason", reason)
    if not reason.strip():
        raise InputError("Give a reason for the switch: it goes on record. Nothing was changed.")
    with ws.store.writing() as connection:
        old, new = _pair(connection, code, channel)
        if old is not None and old.id == new.id:
            raise InputError(
                f"{known.title} ({code}) is in service by {CHANNEL_TITLES[channel]} already. "
                "Nothing was changed."
            )
        found = _reconciled(connection, known, old, new)
        _serve(ws, connection, new, f"switched to {CHANNEL_TITLES[channel]}: {reason.strip()}")
        ws.append(
            connection,
            "list channel switched",
            code,
            {
                "from": old.channel if old else None,
                "to": channel,
                "reason": reason.strip(),
                "only_before": len(found.changes.removed),
                "only_after": len(found.changes.added),
                "different": len(found.changes.changed),
                "stored": {"events": events_digest(connection)},
            },
        )
    return replace(found, switched=True)


def put_back(ws: Workspace, code: str, release_id: int, reason: str) -> Release:
    """Put any stored release of a list into service; goes on record with its reason.

    Unlike switching it takes the very release named, an older one too. It stays until a newer
    edition by its channel arrives, and the list warns as long.

    Raises:
        InputError: No such accepted release of the list, it serves already, or no reason.
    """
    known = known_list(ws, code)
    refuse_broken_text("The reason", reason)
    if not reason.strip():
        raise InputError("Give a reason: it goes on record. Nothing was changed.")
    with ws.store.writing() as connection:
        wanted = next((r for r in releases.history(connection, code) if r.id == release_id), None)
        if wanted is None or wanted.state is ReleaseState.REFUSED:
            raise InputError(
                f"No accepted release of {known.title} ({code}) is stored under the number "
                f"{release_id}. Nothing was changed."
            )
        if wanted.state in {ReleaseState.IN_SERVICE, ReleaseState.STARTER}:
            raise InputError(
                f"This release of {known.title} ({code}) is in service already. Nothing was "
                "changed."
            )
        if wanted.channel is Channel.STARTER:
            raise InputError(
                "The starter set left service when the official list came, and does not come "
                "back: it is not the whole list. Nothing was changed."
            )
        _serve(ws, connection, wanted, f"put into service again: {reason.strip()}")
        ws.append(
            connection,
            "list release put back",
            code,
            {
                "release": wanted.id,
                "released": wanted.released.isoformat() if wanted.released else None,
                "channel": wanted.channel,
                "sha256": wanted.sha256,
                "reason": reason.strip(),
                "stored": {"events": events_digest(connection)},
            },
        )
        return releases.release(connection, wanted.id)


def _serve(ws: Workspace, connection: sqlite3.Connection, release: Release, reason: str) -> None:
    releases.add_service_event(
        connection,
        "in service",
        release.list_code,
        at=ws.now(),
        operator=ws.operator.id,
        release_id=release.id,
        reason=reason,
    )


def _reconciled(
    connection: sqlite3.Connection, known: PublishedList, old: Release | None, new: Release
) -> Reconciliation:
    """Side by side. One channel prints an entry per address where another prints one for all."""
    changes = compare(connection, known, old, new, differences_across)
    if old is None:
        return Reconciliation(changes, same_name=0, switched=False)
    before, after = (releases.printed_names(connection, release.id) for release in (old, new))
    added = tuple(party for party in changes.added if party.name not in before)
    removed = tuple(party for party in changes.removed if party.name not in after)
    same_name = len(changes.added) + len(changes.removed) - len(added) - len(removed)
    return Reconciliation(
        replace(changes, added=added, removed=removed), same_name=same_name, switched=False
    )


def _pair(
    connection: sqlite3.Connection, code: str, channel: Channel
) -> tuple[Release | None, Release]:
    found = _channels(connection, code)
    new = next((release for release in found if release.channel is channel), None)
    if new is None:
        there = ", ".join(release.channel for release in found) or "none"
        raise InputError(
            f"No release of {code} by the channel {channel} is stored (there are: {there}). "
            "Nothing was changed. Import its file first."
        )
    current = next((r for r in releases.in_service(connection) if r.list_code == code), None)
    return current, new


def _channels(connection: sqlite3.Connection, code: str) -> tuple[Release, ...]:
    current = next((r for r in releases.in_service(connection) if r.list_code == code), None)
    newest = [
        release
        for channel in Channel
        if (release := releases.newest(connection, code, channel)) is not None
    ]
    if current is not None:
        newest = [r for r in newest if r.channel is not current.channel]
        return (current, *newest)
    return tuple(newest)
