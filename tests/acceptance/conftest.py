"""Workspaces for whole stories: with the starter set, and with the real lists of two years."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from caveat.domain.lists import ImportReport
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from templates import (
    Clock,
    copy_home,
    import_step,
    open_at,
    report_of,
    shared_folder,
    starter_template,
)

LISTS_2022 = "csl_2022-04-21.csv.gz"
LISTS_2026 = "csl_layout_2026-07-09.csv.gz"
CUT_OFF_2023 = "csl_truncated_2023-11-16.csv.gz"


@pytest.fixture(scope="session")
def starter_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return starter_template(tmp_path_factory.mktemp("starter"))


@pytest.fixture(scope="session")
def home_2022(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Path:
    """The whole Consolidated Screening List of April 2022. Closed; copy it."""
    files = [shared_data / "lists" / LISTS_2022]
    return import_step(None, files, shared_folder(tmp_path_factory) / "lists-2022")


@pytest.fixture(scope="session")
def home_2026(tmp_path_factory: pytest.TempPathFactory, shared_data: Path, home_2022: Path) -> Path:
    """The same, then six of the lists as of July 2026."""
    files = [shared_data / "lists" / LISTS_2026]
    folder = shared_folder(tmp_path_factory) / "lists-2026"
    return import_step(home_2022, files, folder, index=True)


@pytest.fixture(scope="session")
def report_2022(home_2022: Path) -> ImportReport:
    return report_of(home_2022)


@pytest.fixture(scope="session")
def report_2026(home_2026: Path) -> ImportReport:
    return report_of(home_2026)


@pytest.fixture(scope="session")
def real(
    home_2026: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Workspace, Screener]]:
    """The real lists, open, for all tests of a process: they only add to the record."""
    ws = open_at(copy_home(home_2026, tmp_path_factory.mktemp("real") / "home"))
    yield ws, Screener(ws)
    ws.close()


@pytest.fixture
def open_copy(tmp_path: Path) -> Iterator[Callable[..., Workspace]]:
    """Opens a copy of a closed workspace."""
    opened: list[Workspace] = []

    def copy(template: Path, name: str = "home", clock: Clock | None = None) -> Workspace:
        opened.append(open_at(copy_home(template, tmp_path / name), clock))
        return opened[-1]

    yield copy
    for ws in opened:
        ws.close()
