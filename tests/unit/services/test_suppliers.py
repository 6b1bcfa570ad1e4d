from collections.abc import Callable
from pathlib import Path

import pytest

from caveat.domain.progress import CancelledError, CancelToken
from caveat.domain.suppliers import SheetReading, SupplierField, SupplierStatus
from caveat.errors import EnvironmentProblemError, InputError, UnreadableFileError
from caveat.services.records import audit_entries
from caveat.services.suppliers import (
    book_named,
    guessed_reading,
    import_suppliers,
    preview_sheet,
    rows_not_taken,
    supplier_books,
    supplier_ids,
    supplier_rows,
)
from caveat.services.workspace import Workspace

Sheet = Callable[..., Path]
READING = SheetReading(
    "", 1, ((0, SupplierField.NAME), (1, SupplierField.ADDRESS), (2, SupplierField.COUNTRY))
)


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    def write(*lines: str, name: str = "suppliers.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(("Supplier,Address,Country", *lines, "")), encoding="utf-8")
        return path

    return write


def names(ws: Workspace, book: int, **asked: object) -> list[str]:
    ids = supplier_ids(ws, book, **asked)  # type: ignore[arg-type]  # by name
    return [r.supplier.name for r in supplier_rows(ws, ids)]


def test_every_row_becomes_a_supplier_or_says_why_not(ws: Workspace, sheet: Sheet) -> None:
    path = sheet("Alpha Ltd,1 Road,China", ",2 Road,China", "!!!,3 Road,China", "Beta Ltd,,Turkey")
    done = import_suppliers(ws, path, READING)
    assert names(ws, done.book.id) == ["Alpha Ltd", "Beta Ltd"]
    assert [(n.row, n.reason) for n in rows_not_taken(ws, done.book.id)] == [
        (3, "has no name"),
        (4, "has a name without a letter or digit"),
    ]
    assert done.rows_read == 4
    assert done.book.suppliers == 2


def test_the_guesses_of_a_preview_can_be_taken_as_they_are(ws: Workspace, sheet: Sheet) -> None:
    preview = preview_sheet(sheet("Alpha Ltd,1 Road,China", "Beta Ltd,2 Road,Turkey"))
    done = import_suppliers(ws, preview.path, guessed_reading(preview))
    assert dict(done.headings) == {
        SupplierField.NAME: "Supplier",
        SupplierField.ADDRESS: "Address",
        SupplierField.COUNTRY: "Country",
    }
    row = supplier_rows(ws, supplier_ids(ws, done.book.id))[0]
    assert (row.supplier.country, row.supplier.addresses) == ("CN", ("1 Road",))
    assert row.status is SupplierStatus.NOT_SCREENED


def test_a_book_is_named_after_its_file_and_a_taken_name_gets_a_number(
    ws: Workspace, sheet: Sheet
) -> None:
    path = sheet("Alpha Ltd,,")
    made = [import_suppliers(ws, path, READING).book.name for _ in range(3)]
    assert made == ["suppliers", "suppliers (2)", "suppliers (3)"]
    assert import_suppliers(ws, path, READING, book="  Mine  ").book.name == "Mine"
    assert next(book.name for book in supplier_books(ws)) == "Mine"


def test_a_book_is_found_by_name_and_the_newest_without_one(ws: Workspace, sheet: Sheet) -> None:
    with pytest.raises(InputError, match="no supplier book yet"):
        book_named(ws, "")
    import_suppliers(ws, sheet("Alpha Ltd,,"), READING, book="first")
    import_suppliers(ws, sheet("Alpha Ltd,,"), READING, book="second")
    assert book_named(ws, "").name == "second"
    assert book_named(ws, "first").name == "first"
    with pytest.raises(InputError, match="no supplier book “third”"):
        book_named(ws, "third")


def test_suppliers_are_found_by_text_literally(ws: Workspace, sheet: Sheet) -> None:
    path = sheet("100% Steel_Works,,", "1000 Steel Works,,", r"Back\slash,,", "浪潮 Ltd,,")
    book = import_suppliers(ws, path, READING).book.id
    assert names(ws, book, text="100%") == ["100% Steel_Works"]
    assert names(ws, book, text="l_W") == ["100% Steel_Works"]
    assert names(ws, book, text="\\") == [r"Back\slash"]
    assert names(ws, book, text="潮") == ["浪潮 Ltd"]
    assert names(ws, book, text="steel works") == ["1000 Steel Works"]
    assert names(ws, book, text="' OR 1=1 --") == []


def test_suppliers_are_found_by_other_name_address_and_reference_too(
    ws: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "suppliers.csv"
    path.write_text("Name,Short,Seat,No\n浪潮 Ltd,Langchao,15 Haitai Road,B-9\nAcme,,,\n", "utf-8")
    fields = (
        SupplierField.NAME,
        SupplierField.ALIAS,
        SupplierField.ADDRESS,
        SupplierField.REFERENCE,
    )
    reading = SheetReading("", 1, tuple(enumerate(fields)))
    book = import_suppliers(ws, path, reading).book.id
    for text in ("langchao", "haitai", "B-9"):
        assert names(ws, book, text=text) == ["浪潮 Ltd"], text
    assert names(ws, book, text="aliases") == []


@pytest.mark.parametrize("order", ["row", "name", "status", "score", "screened"])
def test_every_order_lists_every_supplier_once(ws: Workspace, sheet: Sheet, order: str) -> None:
    book = import_suppliers(ws, sheet(*(f"Name {n},," for n in (3, 1, 2))), READING).book.id
    up = list(supplier_ids(ws, book, order_by=order))
    down = list(supplier_ids(ws, book, order_by=order, descending=True))
    assert sorted(up) == sorted(down)
    assert down == up[::-1]
    if order == "name":
        assert names(ws, book, order_by="name") == ["Name 1", "Name 2", "Name 3"]


def test_a_page_keeps_the_order_asked_for(ws: Workspace, sheet: Sheet) -> None:
    book = import_suppliers(ws, sheet(*(f"Name {n},," for n in range(5))), READING).book.id
    ids = list(supplier_ids(ws, book))[::-1]
    assert [row.id for row in supplier_rows(ws, ids)] == ids
    assert supplier_rows(ws, []) == ()
    assert supplier_rows(ws, [10**9]) == ()


def test_without_a_column_of_names_nothing_is_stored(ws: Workspace, sheet: Sheet) -> None:
    with pytest.raises(InputError, match=r"No column of suppliers\.csv is marked"):
        import_suppliers(ws, sheet("Alpha,,"), SheetReading("", 1, ((1, SupplierField.ADDRESS),)))
    assert supplier_books(ws) == ()


def test_a_sheet_without_a_supplier_is_refused(ws: Workspace, sheet: Sheet) -> None:
    with pytest.raises(InputError, match="holds no row with a supplier's name"):
        import_suppliers(ws, sheet(",only an address,China"), READING)
    assert supplier_books(ws) == ()


def test_an_import_is_on_record(ws: Workspace, sheet: Sheet) -> None:
    import_suppliers(ws, sheet("Alpha Ltd,,"), READING)
    newest = audit_entries(ws, limit=1)[0]
    assert (newest.kind, newest.subject) == ("suppliers imported", "suppliers")


def test_a_cancelled_import_stores_nothing(ws: Workspace, sheet: Sheet) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        import_suppliers(ws, sheet("Alpha Ltd,,"), READING, cancel=token)
    assert supplier_books(ws) == ()


def test_a_file_that_is_gone_says_so(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises((UnreadableFileError, EnvironmentProblemError, InputError), match="gone"):
        import_suppliers(ws, tmp_path / "gone.xlsx", READING)


def test_where_nothing_can_be_written_no_suppliers_are_stored(ws: Workspace, sheet: Sheet) -> None:
    ws.store.read_only = True
    with pytest.raises(EnvironmentProblemError, match="reading only"):
        import_suppliers(ws, sheet("Alpha Ltd,,"), READING)
