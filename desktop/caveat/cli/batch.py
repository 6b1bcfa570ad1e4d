"""``caveat batch``: import, screen and export in one go."""

from pathlib import Path

import click

from caveat.cli.context import Session, emit_json, json_option, terminal_progress
from caveat.cli.mapping import reading_for, reading_options
from caveat.cli.suppliers import (
    import_json,
    meaning_json,
    print_batch,
    print_import,
    print_meaning,
    print_ties,
    ties_json,
    warn_if_overtaken,
)
from caveat.services.batch import screen_book
from caveat.services.book_ties import ties_of_book
from caveat.services.connections import Connector
from caveat.services.export import check_export_path, export_book
from caveat.services.suppliers import import_suppliers


@click.command("batch")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="The results (.xlsx or .csv)."
)
@reading_options
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    file: Path,
    out: Path,
    sheet: str,
    header: int | None,
    encoding: str,
    mappings: tuple[str, ...],
    as_json: bool,
) -> None:
    """Read a supplier spreadsheet, screen every row, write the result table."""
    session: Session = ctx.obj
    check_export_path(out, source=file)
    reading = reading_for(file, sheet, header, encoding, mappings)
    imported = import_suppliers(session.workspace, file, reading, progress=terminal_progress())
    report = screen_book(
        session.workspace, session.screener, imported.book.id, progress=terminal_progress()
    )
    warn_if_overtaken(report)
    connector = Connector(session.workspace, session.screener)
    ties = ties_of_book(session.workspace, connector, imported.book.id, terminal_progress())
    written = export_book(session.workspace, imported.book.id, out, ties=ties)
    if as_json:
        emit_json(
            {
                **import_json(imported),
                "with_hits": report.with_hits,
                "hits": report.hits,
                "seconds": round(report.seconds, 3),
                "out": str(written),
                "consequences": meaning_json(session, imported.book),
                "tied_without_hit": ties_json(ties),
            }
        )
    else:
        print_import(imported)
        print_batch(report)
        print_meaning(session, imported.book)
        print_ties(ties)
        click.echo(f"Results: {written}")
    ctx.exit(1 if report.with_hits else 0)
