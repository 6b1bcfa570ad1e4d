"""Which parties two releases of a list print, and which of them they print differently."""

from dataclasses import dataclass

from caveat.storage.driver import sqlite3


@dataclass(frozen=True, slots=True)
class Compared:
    """Record ids of one release against another; pairs are of one party.

    Attributes:
        added: Records of parties that only the second release prints.
        removed: Records of parties that only the first release prints.
        changed: Pairs that differ in substance.
        reworded: How many pairs differ in case, punctuation or order only.
        same: How many are the very same.
    """

    added: tuple[int, ...]
    removed: tuple[int, ...]
    changed: tuple[tuple[int, int], ...]
    reworded: int
    same: int


_PRINTED = """
SELECT r.party_id, r.id, r.substance_sha256
FROM printed AS p JOIN record AS r ON r.id = p.record_id
WHERE p.release_id = ? ORDER BY r.party_id, r.id
"""


def compare_releases(connection: sqlite3.Connection, first: int, second: int) -> Compared:
    """Compare two releases of one list, of whatever channels. Ids are in ascending order.

    A party belongs to a list and not to a channel, and was recognised when its release was stored
    (see `caveat.storage.same_party`).
    """
    before = _printed(connection, first)
    after = _printed(connection, second)
    changed: list[tuple[int, int]] = []
    reworded = same = 0
    for party, (record, substance) in after.items():
        if party not in before:
            continue
        old, old_substance = before[party]
        if old == record:
            same += 1
        elif old_substance == substance:
            reworded += 1
        else:
            changed.append((old, record))
    return Compared(
        tuple(sorted(record for party, (record, _) in after.items() if party not in before)),
        tuple(sorted(record for party, (record, _) in before.items() if party not in after)),
        tuple(sorted(changed)),
        reworded,
        same,
    )


def _printed(connection: sqlite3.Connection, release_id: int) -> dict[int, tuple[int, bytes]]:
    return {
        party: (record, substance)
        for party, record, substance in connection.execute(_PRINTED, (release_id,))
    }
