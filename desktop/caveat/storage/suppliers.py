"""Supplier books and their rows."""

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from caveat.domain.suppliers import (
    ParsedSheet,
    RowNotTaken,
    Supplier,
    SupplierBook,
    SupplierRow,
    SupplierStatus,
)
from caveat.storage.driver import sqlite3
from caveat.storage.encoding import (
    END_OF_TIME,
    date_text,
    like_text,
    time_text,
    time_value,
    to_json,
)

_BOOK = """
SELECT b.id, b.name, b.file_name, b.sha256, b.imported_at,
       (SELECT count(*) FROM supplier AS p WHERE p.book_id = b.id),
       (SELECT count(*) FROM newest_screening AS s JOIN supplier AS p ON p.id = s.supplier_id
        WHERE p.book_id = b.id),
       (SELECT count(*) FROM newest_screening AS s JOIN supplier AS p ON p.id = s.supplier_id
        WHERE p.book_id = b.id AND s.alerts > 0)
FROM supplier_book AS b
"""

# One row a supplier with its newest screening and whether a hit still needs a decision. ?1 is
# today: a decision that expired before it counts no more.
_STATUS = """
SELECT p.id, p.row, p.name, p.country, p.reference, p.detail,
       s.number, s.best_score, s.best_party, s.best_list, s.alerts, s.screened_at,
       CASE
           WHEN s.id IS NULL THEN 'not screened'
           WHEN s.alerts > 0 AND EXISTS (
               SELECT 1 FROM hit AS h
               LEFT JOIN current_disposition AS d ON d.hit_id = h.id
               WHERE h.screening_id = s.id AND h.band IN ('strong', 'possible')
                 AND (coalesce(d.decision, 'open') = 'open' OR d.expires < ?1)) THEN 'to review'
           WHEN s.alerts > 0 THEN 'decided'
           WHEN s.outcome = 'not screened' THEN 'starter data only'
           ELSE 'no match'
       END AS status
FROM supplier AS p
LEFT JOIN newest_screening AS s ON s.supplier_id = p.id
"""

# The lists of hits that may still be true matches. ?1 is today, as above.
_LISTS = """
SELECT s.supplier_id, t.list_code, count(*) AS hits
FROM newest_screening AS s
JOIN hit AS h ON h.screening_id = s.id AND h.band IN ('strong', 'possible')
JOIN party AS t ON t.id = h.party_id
LEFT JOIN current_disposition AS d ON d.hit_id = h.id
WHERE s.alerts > 0
  AND NOT (coalesce(d.decision, '') = 'false-positive' AND coalesce(d.expires, ?1) >= ?1)
"""

# What a filter looks in: every name, address and reference, as the field above the table says.
_TEXT = """(name LIKE ?4 ESCAPE '\\' OR reference LIKE ?4 ESCAPE '\\' OR EXISTS (
    SELECT 1 FROM json_tree(detail) AS said
    WHERE said.path IN ('$.aliases', '$.addresses') AND said.atom LIKE ?4 ESCAPE '\\'))"""

_ORDER = {
    "row": "row, id",
    "name": "name COLLATE NOCASE, id",
    "status": "status, id",
    "score": "best_score, id",
    "screened": "screened_at, id",
}


def add_book(
    connection: sqlite3.Connection, name: str, parsed: ParsedSheet, operator: int, at: datetime
) -> int:
    """Store a spreadsheet's suppliers and every row that did not become one; the book's id."""
    reading = {
        "sheet": parsed.reading.sheet,
        "header_row": parsed.reading.header_row,
        "columns": [[index, meaning] for index, meaning in parsed.reading.columns],
        "encoding": parsed.reading.encoding,
        "delimiter": parsed.reading.delimiter,
    }
    cursor = connection.execute(
        "INSERT INTO supplier_book (name, file_name, sha256, imported_at, operator_id, reading, "
        "rows_read, duplicates) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            name,
            parsed.file_name,
            parsed.sha256,
            time_text(at),
            operator,
            to_json(reading),
            parsed.rows_read,
            parsed.duplicates,
        ),
    )
    book = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO supplier (book_id, row, name, country, reference, detail) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                book,
                supplier.row,
                supplier.name,
                supplier.country,
                supplier.reference,
                to_json(
                    {
                        "aliases": supplier.aliases,
                        "addresses": supplier.addresses,
                        "identifiers": supplier.identifiers,
                        "unmapped": supplier.unmapped,
                    }
                ),
            )
            for supplier in parsed.suppliers
        ),
    )
    connection.executemany(
        "INSERT INTO supplier_row_not_taken (book_id, sheet, row, column_name, reason, raw) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [(book, r.sheet, r.row, r.column, r.reason, r.raw) for r in parsed.not_taken],
    )
    return book


def _supplier(name: str, row: int, country: str, reference: str, detail: str) -> Supplier:
    rest = json.loads(detail)
    return Supplier(
        name=name,
        aliases=tuple(rest["aliases"]),
        addresses=tuple(rest["addresses"]),
        country=country,
        identifiers=tuple(rest["identifiers"]),
        reference=reference,
        row=row,
        unmapped=tuple((heading, text) for heading, text in rest["unmapped"]),
    )


def _book(row: tuple[int, str, str, str, str, int, int, int]) -> SupplierBook:
    id_, name, file_name, sha256, at, suppliers, screened, with_hits = row
    return SupplierBook(
        id_, name, file_name, sha256, time_value(at), suppliers, screened, with_hits
    )


def books(connection: sqlite3.Connection) -> tuple[SupplierBook, ...]:
    """All books, newest first."""
    return tuple(_book(row) for row in connection.execute(_BOOK + "ORDER BY b.id DESC"))


def book(connection: sqlite3.Connection, book_id: int) -> SupplierBook:
    """One book.

    Raises:
        KeyError: If there is none with this id.
    """
    row = connection.execute(_BOOK + "WHERE b.id = ?", (book_id,)).fetchone()
    if row is None:
        raise KeyError(book_id)
    return _book(row)


def book_names(connection: sqlite3.Connection) -> set[str]:
    """Names of all books."""
    return {name for (name,) in connection.execute("SELECT name FROM supplier_book")}


def rows_not_taken(connection: sqlite3.Connection, book_id: int) -> tuple[RowNotTaken, ...]:
    """Rows of a book's spreadsheet that did not become suppliers."""
    rows = connection.execute(
        "SELECT sheet, row, column_name, reason, raw FROM supplier_row_not_taken "
        "WHERE book_id = ? ORDER BY id",
        (book_id,),
    )
    return tuple(RowNotTaken(*row) for row in rows)


def own_columns(connection: sqlite3.Connection, book_id: int) -> tuple[str, ...]:
    """Headings of the officer's own columns, in the order of their first filled cells."""
    rows = connection.execute(
        """
        SELECT json_extract(cell.value, '$[0]') AS heading
        FROM supplier AS p, json_each(p.detail, '$.unmapped') AS cell
        WHERE p.book_id = ? GROUP BY heading ORDER BY min(p.row), min(cell.key)
        """,
        (book_id,),
    )
    return tuple(heading for (heading,) in rows)


def supplier_ids(
    connection: sqlite3.Connection,
    book_id: int,
    today: date,
    *,
    status: SupplierStatus | None = None,
    text: str = "",
    order_by: str = "row",
    descending: bool = False,
) -> "array[int]":
    """Ids of a book's suppliers, filtered and sorted; ``today`` decides which decisions hold.

    ``text`` is looked for in names, other names, addresses and references.

    Raises:
        KeyError: If ``order_by`` names no known order.
    """
    order = _ORDER[order_by]
    if descending:
        first, rest = order.split(",", 1)
        order = f"{first} DESC,{rest} DESC"
    if status is None and order_by in {"row", "name"}:
        source, in_status = "supplier AS p WHERE p.book_id = ?2", "?1 IS NOT NULL AND ?3 = ''"
    else:
        source, in_status = f"({_STATUS} WHERE p.book_id = ?2) WHERE 1", "(?3 = '' OR status = ?3)"
    rows = connection.execute(
        f"SELECT id FROM {source} AND {in_status} "  # noqa: S608  # our own column names
        f"AND (?4 = '' OR {_TEXT}) ORDER BY {order}",
        (date_text(today), book_id, status or "", like_text(text)),
    )
    return array("q", (id_ for (id_,) in rows))


def supplier_rows(
    connection: sqlite3.Connection, ids: Sequence[int], today: date
) -> tuple[SupplierRow, ...]:
    """A page of suppliers with their newest screenings, in the order of the ids.

    ``today`` decides which decisions hold.
    """
    found: dict[int, SupplierRow] = {}
    rows = connection.execute(
        f"{_STATUS} WHERE p.id IN (SELECT value FROM json_each(?2))",  # noqa: S608  # constant
        (date_text(today), json.dumps(list(ids))),
    )
    for id_, row, name, country, reference, detail, number, *screening in rows:
        score, party, list_code, alerts, at, status = screening
        found[id_] = SupplierRow(
            id=id_,
            supplier=_supplier(name, row, country, reference, detail),
            status=SupplierStatus(status),
            screening=number or "",
            best_score=score,
            best_party=party or "",
            best_list=list_code or "",
            hits=alerts or 0,
            screened_at=time_value(at) if at else None,
        )
    return tuple(found[id_] for id_ in ids if id_ in found)


def hit_lists(
    connection: sqlite3.Connection, ids: Sequence[int], today: date
) -> dict[int, tuple[str, ...]]:
    """Lists with a hit that is no false positive, by supplier, the best hit's list first.

    Suppliers without such hits are left out. ``today`` decides which decisions hold.
    """
    found: dict[int, list[str]] = defaultdict(list)
    rows = connection.execute(
        f"{_LISTS} AND s.supplier_id IN (SELECT value FROM json_each(?2)) "  # noqa: S608  # constant
        "GROUP BY s.supplier_id, t.list_code ORDER BY s.supplier_id, min(h.rank)",
        (date_text(today), json.dumps(list(ids))),
    )
    for supplier, list_code, _ in rows:
        found[supplier].append(list_code)
    return {supplier: tuple(codes) for supplier, codes in found.items()}


def lists_of_hits(
    connection: sqlite3.Connection, book_id: int, today: date
) -> tuple[tuple[str, int, int], ...]:
    """Of a book: each list with hits that are no false positives, its suppliers and its hits."""
    rows = connection.execute(
        f"SELECT list_code, count(*), sum(hits) FROM ({_LISTS} AND s.supplier_id IN "  # noqa: S608  # constant
        "(SELECT id FROM supplier WHERE book_id = ?2) GROUP BY s.supplier_id, t.list_code) "
        "GROUP BY list_code ORDER BY count(*) DESC, list_code",
        (date_text(today), book_id),
    )
    return tuple(rows)


def suppliers_by_id(
    connection: sqlite3.Connection, ids: Iterable[int]
) -> tuple[tuple[int, Supplier], ...]:
    """Suppliers by id, ascending, without their screenings."""
    rows = connection.execute(
        "SELECT id, name, row, country, reference, detail FROM supplier "
        "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(ids)),),
    )
    return tuple((id_, _supplier(*rest)) for id_, *rest in rows)


def all_suppliers(
    connection: sqlite3.Connection, *, until: str = END_OF_TIME
) -> Iterator[tuple[int, str, Supplier]]:
    """Every supplier stored by a moment with the name of its book's file, the newest first."""
    rows = connection.execute(
        "SELECT p.id, b.file_name, p.name, p.row, p.country, p.reference, p.detail "
        "FROM supplier AS p JOIN supplier_book AS b ON b.id = p.book_id "
        "WHERE b.imported_at <= ? ORDER BY p.id DESC",
        (until,),
    )
    for id_, file_name, *rest in rows:
        yield id_, file_name, _supplier(*rest)


def suppliers_state(connection: sqlite3.Connection) -> int:
    """A number that grows with every supplier stored."""
    (found,) = connection.execute("SELECT coalesce(max(id), 0) FROM supplier").fetchone()
    return int(found)
