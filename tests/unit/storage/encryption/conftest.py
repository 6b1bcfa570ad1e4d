"""A plain workspace, its key, and the same workspace encrypted."""

from pathlib import Path

import pytest

from caveat.domain.progress import ignore_progress
from caveat.storage.conversion import convert
from caveat.storage.encryption import (
    StoreKey,
    derive_key,
)
from sealed_file import NAME, PHRASE, open_in


@pytest.fixture(scope="session")
def key() -> StoreKey:
    return derive_key(PHRASE, bytes(range(16)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed plain workspace with something private in it."""
    store = open_in(tmp_path / "data")
    with store.writing() as connection:
        for number in range(200):
            connection.execute(
                "INSERT INTO payload (salt, body) VALUES (zeroblob(16), ?)",
                (f"{NAME} {number} ".encode() * 20,),
            )
    store.back_up(tmp_path / "data" / "backups")
    store.close()
    return tmp_path / "data"


@pytest.fixture
def sealed(folder: Path, key: StoreKey) -> Path:
    """The same, encrypted."""
    convert(folder / "caveat.sqlite", None, key, progress=ignore_progress)
    return folder
