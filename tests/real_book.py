"""A supplier book of any size made of real registers, as a spreadsheet, for what measures."""

import csv
import itertools
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from python_calamine import CalamineWorkbook

HEADER = ("Supplier", "Address", "Country", "Reference")
_SEED = 20251224
Line = tuple[str, str, str, str]


def write_book(data: Path, path: Path, suppliers: int) -> Path:
    """Write so many suppliers of Tokyo, Hong Kong and Shanghai, mixed, as CSV.

    Names are English where a register prints such, else Japanese; Tokyo alone publishes addresses,
    in Japanese. The mixture is the same every time.
    """
    lines = [*_tokyo(data), *_shanghai(data), *_hong_kong(data)]
    random.Random(_SEED).shuffle(lines)  # noqa: S311  # a mixture, no secret
    distinct = {line[0].casefold(): line for line in lines if line[0]}
    if len(distinct) < suppliers:
        raise ValueError(f"the registers hold {len(distinct)} names, not {suppliers}")
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(HEADER)
        table.writerows(itertools.islice(distinct.values(), suppliers))
    return path


def _tokyo(data: Path) -> Iterator[Line]:
    path = data / "suppliers" / "edinet_shift_jis_2025-12.csv"
    with path.open(encoding="cp932", newline="") as file:
        for row in itertools.islice(csv.reader(file), 2, None):
            yield row[7].strip() or row[6].strip(), row[9], "JP", row[0]


def _hong_kong(data: Path) -> Iterator[Line]:
    for row in _sheet(data / "suppliers" / "hkex_securities_2021-10.xlsx")[3:]:
        if row[2] == "Equity":
            yield str(row[1]), "", "HK", str(row[0])


def _shanghai(data: Path) -> Iterator[Line]:
    for row in _sheet(data / "suppliers" / "shanghai_exchange_2025-12.xls")[1:]:
        yield str(row[4]), "", "CN", str(row[0])


def _sheet(path: Path) -> Sequence[Sequence[object]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
