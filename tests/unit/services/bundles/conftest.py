from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from caveat.services.bundle_making import make_bundle
from caveat.services.lists import import_files
from caveat.services.workspace import Workspace
from sent import Csl
from templates import Clock, open_at, rows


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Workspace]:
    """Another installation, with another operator and key."""
    opened = open_at(tmp_path / "away", Clock(), operator="Bob Receiver")
    yield opened
    opened.close()


@pytest.fixture
def published(ws: Workspace, csl: Csl) -> Path:
    """A file in service at the sender's."""
    path = csl("consolidated.csv", [*rows("US-EL", 160), *rows("US-DPL", 20)])
    import_files(ws, [path], released=date(2026, 11, 20))
    return path


@pytest.fixture
def bundle(ws: Workspace, published: Path, tmp_path: Path) -> Path:
    assert published.exists()
    make_bundle(ws, tmp_path / "lists.bundle")
    return tmp_path / "lists.bundle"
