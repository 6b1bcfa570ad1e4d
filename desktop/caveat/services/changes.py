"""What changed between two releases of a list, party by party and field by field."""

from collections.abc import Callable, Sequence
from datetime import date

from caveat.domain.changes import ChangedParty, ListChanges
from caveat.domain.differences import FieldChange, differences, published_differences
from caveat.domain.lists import PublishedList, Release, ReleaseState
from caveat.domain.parties import PartyRecord
from caveat.errors import InputError
from caveat.services.known_lists import known_list
from caveat.services.reconciling import differences_across
from caveat.services.repeated_countries import without_repeated_countries
from caveat.services.workspace import Workspace
from caveat.storage import records, releases
from caveat.storage.changes import compare_releases
from caveat.storage.driver import sqlite3
from caveat.storage.records import StoredRecord


def list_changes(
    ws: Workspace, code: str, *, from_date: date | None = None, to_date: date | None = None
) -> ListChanges:
    """What changed in a list between two days, by the channel that is in service.

    Args:
        ws: The workspace.
        code: The list.
        from_date: The newest edition of this day or before is the old one; by default the edition
            before the new one.
        to_date: Likewise for the new one; by default the one in service.

    Raises:
        InputError: Unknown list, no release, or no release of that day or before.
    """
    known = known_list(ws, code)
    with ws.store.reading() as connection:
        editions = _editions(connection, known)
        new = _edition_of(editions, to_date, known) if to_date else editions[-1]
        before = editions[: editions.index(new)]
        if from_date:
            old: Release | None = _edition_of(editions, from_date, known)
        else:
            old = before[-1] if before else None
        return compare(connection, known, old, new)


def changes_between(
    ws: Workspace, code: str, old_release: int | None, new_release: int
) -> ListChanges:
    """What changed between two stored releases of a list, named by their numbers.

    For releases of the same day or of none, which `list_changes` cannot tell apart. Of two
    channels only what would change a search or a decision is told apart.

    Raises:
        InputError: If one of them is no accepted release of the list.
    """
    known = known_list(ws, code)
    with ws.store.reading() as connection:
        stored = {
            release.id: release
            for release in releases.history(connection, code)
            if release.state is not ReleaseState.REFUSED
        }
        for number in (old_release, new_release):
            if number is not None and number not in stored:
                raise InputError(
                    f"No accepted release of {known.title} ({code}) is stored under the number "
                    f"{number}."
                )
        old = stored[old_release] if old_release is not None else None
        new = stored[new_release]
        across = old is not None and old.channel is not new.channel
        return compare(connection, known, old, new, differences_across if across else None)


def compare(
    connection: sqlite3.Connection,
    known: PublishedList,
    old: Release | None,
    new: Release,
    fields: Callable[[PartyRecord, PartyRecord], tuple[FieldChange, ...]] | None = None,
) -> ListChanges:
    """Compare two releases of a list; without an old one everything was added.

    ``fields`` tells what differs between two records of one party; those in which it finds
    nothing count as reworded.
    """
    told = fields or _fields
    if old is None:
        added = records.member_ids(connection, new.id)
        return ListChanges(known, None, new, _parties(connection, added), (), (), 0, 0)
    found = compare_releases(connection, old.id, new.id)
    pairs = list(found.changed)
    stored = {
        item.id: item
        for item in records.stored_records(connection, [id_ for pair in pairs for id_ in pair])
    }
    changed = []
    reworded = found.reworded
    for before, after in pairs:
        changes = told(stored[before].record, stored[after].record)
        if changes:
            changed.append(_party(stored[after], changes))
        else:
            reworded += 1
    return ListChanges(
        known,
        old,
        new,
        _parties(connection, found.added),
        _parties(connection, found.removed),
        tuple(changed),
        reworded,
        found.same,
    )


def _fields(old: PartyRecord, new: PartyRecord) -> tuple[FieldChange, ...]:
    found = without_repeated_countries(differences(old, new))
    return found or without_repeated_countries(published_differences(old, new))


def _editions(connection: sqlite3.Connection, known: PublishedList) -> list[Release]:
    """The accepted editions of the channel in service, oldest first, up to the one in service."""
    current = next((r for r in releases.in_service(connection) if r.list_code == known.code), None)
    if current is None:
        raise InputError(
            f"No release of {known.title} ({known.code}) is loaded, so nothing can be compared. "
            "Import or update the list first."
        )
    editions = releases.editions(connection, known.code, current.channel)
    return editions[: [r.id for r in editions].index(current.id) + 1]


def _edition_of(editions: Sequence[Release], day: date, known: PublishedList) -> Release:
    found = [edition for edition in editions if edition.released and edition.released <= day]
    if not found:
        dates = ", ".join(e.released.isoformat() if e.released else "undated" for e in editions)
        raise InputError(
            f"There is no release of {known.title} ({known.code}) of {day.isoformat()} or before. "
            f"Its releases are of: {dates}."
        )
    return found[-1]


def _parties(connection: sqlite3.Connection, ids: Sequence[int]) -> tuple[ChangedParty, ...]:
    return tuple(_party(item, ()) for item in records.stored_records(connection, list(ids)))


def _party(stored: StoredRecord, changes: tuple[FieldChange, ...]) -> ChangedParty:
    record = stored.record
    return ChangedParty(
        stored.party_number,
        stored.id,
        record.name,
        record.kind,
        record.countries[0] if record.countries else "",
        changes,
    )
