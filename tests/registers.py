"""Ordinary companies from public registers: next to none of them is on a list."""

import csv
import hashlib
from collections.abc import Iterable
from pathlib import Path

from python_calamine import CalamineWorkbook

_INDIVIDUAL = "個人"


def ordinary_companies(data: Path) -> dict[str, list[str]]:
    """Names by register, sorted; individuals left out."""
    tokyo = _tokyo(data)
    return {
        "Tokyo, English names": _sorted(row["提出者名（英字）"] for row in tokyo),
        "Tokyo, Japanese names": _sorted(row["提出者名"] for row in tokyo),
        "Hong Kong": _hong_kong(data),
        "Shanghai": _shanghai(data),
    }


def in_fit(name: str) -> bool:
    """Whether a name belongs to the half that the models may learn from."""
    return hashlib.sha256(f"fit\t{name}".encode()).digest()[0] % 2 == 0


def _sorted(names: Iterable[object]) -> list[str]:
    return sorted({str(name).strip() for name in names} - {"", "-"})


def _tokyo(data: Path) -> list[dict[str, str]]:
    path = data / "suppliers" / "edinet_shift_jis_2025-12.csv"
    with path.open(encoding="cp932", newline="") as file:
        next(file)
        rows = list(csv.DictReader(file))
    return [row for row in rows if _INDIVIDUAL not in row["提出者種別"]]


def _hong_kong(data: Path) -> list[str]:
    path = data / "suppliers" / "hkex_securities_2021-10.xlsx"
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[3:]
    return _sorted(row[1] for row in rows if str(row[2]) == "Equity")


def _shanghai(data: Path) -> list[str]:
    path = data / "suppliers" / "shanghai_exchange_2025-12.xls"
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]
    return _sorted(row[4] for row in rows)
