"""Collects measurements and prints them as tables at the end of the run.

A measurement never fails a test: the bound is printed beside the figure. What a figure depends on
(the machine, what else runs on it) is said in RESULTS.md.
"""

import os
import platform
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from caveat.matching.entries import ListedParty
from listed import both_editions

# At the end of the path: the scripts there hide nothing.
sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging"))


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure and what it should be."""

    name: str
    value: float
    unit: str
    bound: str


@dataclass(frozen=True, slots=True)
class Table:
    """Figures that are read side by side."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


RecordBenchmark = Callable[[str, float, str, str], None]
RecordTable = Callable[[str, Sequence[str], Iterable[Sequence[object]]], None]

_FIGURES = pytest.StashKey[list[Figure]]()
_TABLES = pytest.StashKey[list[Table]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_FIGURES] = []
    config.stash[_TABLES] = []


@pytest.fixture(scope="session")
def record_benchmark(pytestconfig: pytest.Config) -> RecordBenchmark:
    """``record_benchmark(name, value, unit, bound)``; the bound is text such as ``≤ 30``."""

    def record(name: str, value: float, unit: str, bound: str) -> None:
        pytestconfig.stash[_FIGURES].append(Figure(name, value, unit, bound))

    return record


@pytest.fixture(scope="session")
def record_table(pytestconfig: pytest.Config) -> RecordTable:
    """``record_table(title, header, rows)``; numbers are printed as they are given."""

    def record(title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        cells = tuple(tuple(map(str, row)) for row in rows)
        pytestconfig.stash[_TABLES].append(Table(title, tuple(header), cells))

    return record


@pytest.fixture(scope="session")
def parties(shared_data: Path) -> tuple[ListedParty, ...]:
    """The parties of both editions of the Consolidated Screening List."""
    return both_editions(shared_data)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    figures, tables = config.stash[_FIGURES], config.stash[_TABLES]
    if not figures and not tables:
        return
    terminalreporter.section("measured")
    terminalreporter.write_line(
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, "
        f"{platform.system()}"
    )
    for table in tables:
        terminalreporter.write_line(f"\n{table.title}\n")
        for line in _lines(table):
            terminalreporter.write_line(line)
    if not figures:
        return
    terminalreporter.write_line("")
    width = max(len(figure.name) for figure in figures)
    terminalreporter.write_line(f"| {'figure':<{width}} |   measured |        | bound |")
    terminalreporter.write_line(f"|{'-' * (width + 2)}|-----------:|--------|-------|")
    for figure in figures:
        terminalreporter.write_line(
            f"| {figure.name:<{width}} | {figure.value:10.2f} | {figure.unit:<6} | {figure.bound} |"
        )


def _lines(table: Table) -> Iterable[str]:
    widths = [max(map(len, column)) for column in zip(table.header, *table.rows, strict=True)]
    for place, row in enumerate((table.header, *table.rows)):
        cells = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        yield f"| {' | '.join(cells)} |"
        if not place:
            yield f"|{'|'.join('-' * (width + 2) for width in widths)}|"
