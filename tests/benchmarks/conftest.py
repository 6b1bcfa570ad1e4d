"""Collects measurements and prints them as one table at the end of the run.

A measurement never fails a test: the bound is printed beside the figure. What a figure depends on
(the machine, what else runs on it) is said in RESULTS.md.
"""

import os
import platform
from collections.abc import Callable
from dataclasses import dataclass

import pytest


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure and what it should be."""

    name: str
    value: float
    unit: str
    bound: str


RecordBenchmark = Callable[[str, float, str, str], None]

_FIGURES = pytest.StashKey[list[Figure]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_FIGURES] = []


@pytest.fixture(scope="session")
def record_benchmark(pytestconfig: pytest.Config) -> RecordBenchmark:
    """``record_benchmark(name, value, unit, bound)``; the bound is text such as ``≤ 30``."""

    def record(name: str, value: float, unit: str, bound: str) -> None:
        pytestconfig.stash[_FIGURES].append(Figure(name, value, unit, bound))

    return record


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    figures = config.stash[_FIGURES]
    if not figures:
        return
    terminalreporter.section("measured")
    terminalreporter.write_line(
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, "
        f"{platform.system()}"
    )
    width = max(len(figure.name) for figure in figures)
    terminalreporter.write_line(f"| {'figure':<{width}} |   measured |        | bound |")
    terminalreporter.write_line(f"|{'-' * (width + 2)}|-----------:|--------|-------|")
    for figure in figures:
        terminalreporter.write_line(
            f"| {figure.name:<{width}} | {figure.value:10.2f} | {figure.unit:<6} | {figure.bound} |"
        )
