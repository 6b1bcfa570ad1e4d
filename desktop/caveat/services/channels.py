"""The same list by two channels: which there are, what they differ in, and switching."""

from caveat.domain.changes import Reconciliation
from caveat.domain.lists import CHANNEL_TITLES, Channel, Release
from caveat.errors import InputError
from caveat.services.changes import compare
from caveat.services.given_text import refuse_broken_text
from caveat.services.known_lists import known_list
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
        return Reconciliation(
            compare(connection, known, old, new, across_channels=True), switched=False
        )


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
        changes = compare(connection, known, old, new, across_channels=True)
        releases.add_service_event(
            connection,
            "in service",
            code,
            at=ws.now(),
            operator=ws.operator.id,
            release_id=new.id,
            reason=f"switched to {CHANNEL_TITLES[channel]}: {reason.strip()}",
        )
        ws.append(
            connection,
            "list channel switched",
            code,
            {
                "from": old.channel if old else None,
                "to": channel,
                "reason": reason.strip(),
                "only_before": len(changes.removed),
                "only_after": len(changes.added),
                "different": len(changes.changed),
                "stored": {"events": events_digest(connection)},
            },
        )
    return Reconciliation(changes, switched=True)


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
