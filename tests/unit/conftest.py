"""A workspace for every test: copied from one that was made once, with a clock that stands."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from templates import Clock, Row, copy_home, open_at, starter_template, write_csl


@pytest.fixture(scope="session")
def starter_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a closed workspace with the starter data. Copy it, do not open it."""
    return starter_template(tmp_path_factory.mktemp("starter"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def home(starter_home: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own, with the starter data and its index."""
    return copy_home(starter_home, tmp_path / "home")


@pytest.fixture
def ws(home: Path, clock: Clock) -> Iterator[Workspace]:
    opened = open_at(home, clock)
    yield opened
    opened.close()


@pytest.fixture
def screener(ws: Workspace) -> Screener:
    return Screener(ws)


@pytest.fixture
def csl(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file in the layout of the Consolidated Screening List."""

    def write(name: str, entries: Sequence[Row]) -> Path:
        return write_csl(tmp_path / name, entries)

    return write
