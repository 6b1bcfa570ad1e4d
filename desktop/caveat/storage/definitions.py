"""What lists are that the program does not know from the start: own lists, collections."""

from caveat.domain.lists import Duty, PublishedList
from caveat.storage.driver import sqlite3

_ALL = 2**62
"""More imports than there will ever be."""


def add_definition(connection: sqlite3.Connection, import_id: int, known: PublishedList) -> None:
    """Store what a list is, unless the newest definition of its code says the same."""
    if known in defined_lists(connection):
        return
    connection.execute(
        "INSERT INTO list_definition (import_id, list_code, title, publisher, url, "
        "published_every_days, duty, private, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            import_id,
            known.code,
            known.title,
            known.publisher,
            known.url,
            known.published_every_days,
            known.duty or "",
            int(known.private),
            known.note,
        ),
    )


def defined_lists(
    connection: sqlite3.Connection, *, imports: int = _ALL, until: str = "9999"
) -> tuple[PublishedList, ...]:
    """The newest definition of every list, by code.

    Args:
        connection: The workspace.
        imports: Definitions of later imports than the one with this number are left out.
        until: Likewise of imports after this time, as stored.
    """
    rows = connection.execute(
        """
        SELECT list_code, title, publisher, url, published_every_days, duty, private, note
        FROM list_definition
        WHERE id IN (SELECT max(d.id) FROM list_definition AS d
                     JOIN list_import AS i ON i.id = d.import_id
                     WHERE i.id <= ? AND i.at <= ? GROUP BY d.list_code)
        ORDER BY list_code
        """,
        (imports, until),
    )
    return tuple(
        PublishedList(
            code=code,
            title=title,
            publisher=publisher,
            url=url,
            published_every_days=days,
            duty=Duty(duty) if duty else None,
            private=bool(private),
            note=note,
        )
        for code, title, publisher, url, days, duty, private, note in rows
    )
