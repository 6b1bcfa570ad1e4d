"""``caveat suppliers import`` and ``caveat suppliers screen``."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from caveat.cli.context import Session, emit_json, json_option, terminal_progress
from caveat.cli.mapping import reading_for, reading_options
from caveat.domain.book_ties import SupplierTies
from caveat.domain.consequences_json import book_meaning_to_json
from caveat.domain.rule_words import list_meaning, meaning_words
from caveat.domain.suppliers import OVERTAKEN, BatchReport, BookImport, SupplierBook
from caveat.services.batch import screen_book
from caveat.services.book_ties import ties_of_book
from caveat.services.connections import Connector
from caveat.services.export import check_export_path, export_book
from caveat.services.hit_meanings import meaning_of_book
from caveat.services.suppliers import book_named, import_suppliers

_TIED_SAID = 5


@click.group("suppliers")
def command() -> None:
    """Supplier books: one for every spreadsheet read."""


def import_json(imported: BookImport) -> dict[str, Any]:
    """What an import did, in the contract's words."""
    columns: dict[str, str] = {}
    for meaning, heading in imported.headings:
        columns[meaning] = f"{columns[meaning]}; {heading}" if meaning in columns else heading
    return {
        "book": imported.book.name,
        "rows_read": imported.rows_read,
        "suppliers": imported.book.suppliers,
        "duplicates": imported.duplicates,
        "rows_not_taken": [
            {"sheet": row.sheet, "row": row.row, "column": row.column, "reason": row.reason}
            for row in imported.not_taken
        ],
        "sheet": imported.reading.sheet,
        "header_row": imported.reading.header_row,
        "columns": columns,
    }


def print_import(imported: BookImport) -> None:
    """What an import did, for a person."""
    columns = ", ".join(f"{meaning} = “{heading}”" for meaning, heading in imported.headings)
    click.echo(
        f"{imported.book.name}: {imported.book.suppliers} suppliers from {imported.rows_read} rows "
        f"(header row {imported.reading.header_row}; {columns})"
    )
    if imported.duplicates:
        click.echo(f"  {imported.duplicates} rows repeat another one")
    for row in imported.not_taken:
        click.echo(f"  not taken: row {row.row}: {row.reason}")


def print_batch(report: BatchReport) -> None:
    """What screening a book did, for a person."""
    click.echo(
        f"{report.screened} suppliers screened in {report.seconds:.1f} s: {report.with_hits} with "
        f"hits, {report.hits} hits to review"
    )


def meaning_json(session: Session, book: SupplierBook) -> dict[str, Any]:
    """What the hits of a book mean, list by list."""
    return book_meaning_to_json(meaning_of_book(session.workspace, book.id))


def print_meaning(session: Session, book: SupplierBook) -> None:
    """What the hits of a book mean, a line for each list."""
    meaning = meaning_of_book(session.workspace, book.id)
    for warning in meaning.book.warnings if meaning.lists else ():
        click.echo(f"! {warning}")
    for each in meaning.lists:
        said = list_meaning(meaning.book, each.list_code)
        suppliers = "1 supplier" if each.suppliers == 1 else f"{each.suppliers:,} suppliers"
        click.echo(f"  {suppliers}: a match would mean {meaning_words(said)}")


def ties_json(ties: Sequence[SupplierTies]) -> list[dict[str, Any]]:
    """The suppliers without a hit that are tied to listed parties."""
    return [
        {
            "supplier": f"supplier:{each.supplier}",
            "row": each.row,
            "name": each.name,
            "listed_parties": each.listed,
            "nearest": each.nearest,
            "hops": each.hops,
            "band": each.band,
        }
        for each in ties
    ]


def print_ties(ties: Sequence[SupplierTies]) -> None:
    """How many they are, and the first of them; nothing for none."""
    if not ties:
        return
    who = "1 supplier" if len(ties) == 1 else f"{len(ties):,} suppliers"
    click.echo(f"  {who} without a hit: tied to listed parties, which is no release either")
    for each in ties[:_TIED_SAID]:
        click.echo(f"    row {each.row}, {each.name}: {each.lead.lower()}, {each.detail}")
    if len(ties) > _TIED_SAID:
        click.echo(f"    … and {len(ties) - _TIED_SAID:,} more (--json names all)")


def warn_if_overtaken(report: BatchReport) -> None:
    """Say on standard error that the lists changed while a book was screened."""
    if report.overtaken:
        click.echo(OVERTAKEN, err=True)


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@reading_options
@click.option("--book", default="", help="Name of the book (default: the file's name).")
@json_option
@click.pass_context
def import_command(
    ctx: click.Context,
    *,
    file: Path,
    sheet: str,
    header: int | None,
    encoding: str,
    mappings: tuple[str, ...],
    book: str,
    as_json: bool,
) -> None:
    """Read a supplier spreadsheet (.xlsx .xls .xlsb .ods .csv .tsv) into a book."""
    session: Session = ctx.obj
    reading = reading_for(file, sheet, header, encoding, mappings)
    imported = import_suppliers(
        session.workspace, file, reading, book=book, progress=terminal_progress()
    )
    if as_json:
        emit_json(import_json(imported))
    else:
        print_import(imported)


@command.command("screen")
@click.option("--book", default="", help="The book (default: the newest).")
@click.option("--out", type=click.Path(path_type=Path), help="Write the results (.xlsx or .csv).")
@json_option
@click.pass_context
def screen_command(ctx: click.Context, *, book: str, out: Path | None, as_json: bool) -> None:
    """Screen every supplier of a book that is not yet screened on the same lists."""
    session: Session = ctx.obj
    if out:
        check_export_path(out)
    found = book_named(session.workspace, book)
    report = screen_book(
        session.workspace, session.screener, found.id, progress=terminal_progress()
    )
    warn_if_overtaken(report)
    connector = Connector(session.workspace, session.screener)
    ties = ties_of_book(session.workspace, connector, found.id, terminal_progress())
    written = export_book(session.workspace, found.id, out, ties=ties) if out else None
    if as_json:
        emit_json(
            {
                "book": found.name,
                "screened": report.screened,
                "with_hits": report.with_hits,
                "hits": report.hits,
                "seconds": round(report.seconds, 3),
                "out": str(written) if written else None,
                "consequences": meaning_json(session, found),
                "tied_without_hit": ties_json(ties),
            }
        )
    else:
        print_batch(report)
        print_meaning(session, found)
        print_ties(ties)
        if written:
            click.echo(f"Results: {written}")
    ctx.exit(1 if report.book.with_hits else 0)
