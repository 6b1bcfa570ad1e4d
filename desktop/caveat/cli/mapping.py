"""``--sheet``, ``--header`` and ``--map``: how the command line corrects a guessed spreadsheet."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from caveat.domain.suppliers import SheetPreview, SheetReading, SupplierField
from caveat.services.suppliers import guessed_reading, preview_sheet

_FIELDS = ", ".join(field.value for field in SupplierField)


def reading_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options with which a spreadsheet's guesses are corrected."""
    for option in (
        click.option("--encoding", default="", help="Encoding of a text file, if guessed wrongly."),
        click.option(
            "mappings",
            "--map",
            multiple=True,
            metavar="FIELD=COLUMN",
            help=f"What a column means: a field ({_FIELDS}) and the column's heading or letter. "
            "Given once, it replaces every guess for that field.",
        ),
        click.option(
            "--header", type=click.IntRange(0), help="Row of the headings, from 1; 0 for none."
        ),
        click.option("--sheet", default="", help="The sheet, if not the first with rows."),
    ):
        function = option(function)
    return function


def reading_for(
    path: Path, sheet: str, header: int | None, encoding: str, mappings: Sequence[str]
) -> SheetReading:
    """The guessed reading of a file with the operator's corrections.

    Raises:
        click.BadParameter: For a mapping that names no field or no column.
        UnreadableFileError: If the file cannot be read.
    """
    preview = preview_sheet(path, sheet=sheet, header_row=header, encoding=encoding)
    reading = guessed_reading(preview)
    for mapping in mappings:
        reading = _corrected(reading, preview, mapping)
    for warning in preview.warnings:
        click.echo(f"! {path.name}: {warning}", err=True)
    return reading


def _corrected(reading: SheetReading, preview: SheetPreview, mapping: str) -> SheetReading:
    name, separator, column = mapping.partition("=")
    try:
        field = SupplierField(name.strip().lower())
    except ValueError as error:
        raise click.BadParameter(f"{name!r} is none of {_FIELDS}", param_hint="--map") from error
    if not separator or not column.strip():
        raise click.BadParameter("write it as FIELD=COLUMN", param_hint="--map")
    index = column_index(preview, column.strip())
    mapped_before = any(other == field for i, other in reading.columns if i == index)
    kept = tuple(
        (i, other)
        for i, other in reading.columns
        if i != index and (other is not field or mapped_before)
    )
    return SheetReading(
        reading.sheet,
        reading.header_row,
        tuple(sorted((*kept, (index, field)))),
        reading.encoding,
        reading.delimiter,
    )


def column_index(preview: SheetPreview, column: str) -> int:
    """The 0-based number of the column with a heading, or with a letter such as ``C``.

    Raises:
        click.BadParameter: If the sheet has no such column.
    """
    for known in preview.columns:
        if known.heading.casefold() == column.casefold():
            return known.index
    for known in preview.columns:
        if known.letter.casefold() == column.casefold():
            return known.index
    headings = ", ".join(f"{known.letter}={known.heading!r}" for known in preview.columns)
    raise click.BadParameter(
        f"{preview.path.name} has no column {column!r}; it has {headings}", param_hint="--map"
    )
