"""Writes a template of the program's, as text or as a workbook."""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

from caveat.errors import InputError
from caveat.report.writing import write_whole
from caveat.resources import resource


def write_template(
    name: str, out: Path, workbook: Callable[[Sequence[Sequence[str]]], bytes]
) -> Path:
    """Write a template; an older file of that name is replaced at the end.

    Args:
        name: Of the template among the resources, a CSV file.
        out: Where to; the suffix, ``.csv`` or ``.xlsx``, decides on the form.
        workbook: Makes a workbook of its rows.

    Raises:
        InputError: The suffix is another.
        EnvironmentProblemError: Disk, permission or path.
    """
    suffix = out.suffix.lower()
    if suffix == ".csv":
        # With a mark, since some spreadsheet programs read UTF-8 only where there is one.
        data = "\ufeff".encode() + resource(name).read_bytes()
    elif suffix == ".xlsx":
        with resource(name).open(encoding="utf-8", newline="") as file:
            data = workbook([*csv.reader(file, strict=True)])
    else:
        raise InputError(
            f"{out.name}: a template is written as .xlsx or .csv. Nothing was written. Choose a "
            "name that ends in one of these."
        )
    write_whole(out, data)
    return out
