import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from caveat.domain.screening import Query
from caveat.paths import Paths, default_paths
from caveat.services.encryption import (
    encrypt_workspace,
)
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from sealed import PHRASE, PRIVATE, opened
from templates import OPERATOR, Clock


@pytest.fixture(autouse=True)
def _no_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CAVEAT_PASSPHRASE", "CAVEAT_KEY_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def paths(home: Path) -> Paths:
    """A closed plain workspace that holds a name nobody else may read, and a backup of it."""
    paths = default_paths(home)
    ws = opened(paths)
    shutil.rmtree(paths.backups)
    screener = Screener(ws)
    screener.record(screener.screen(Query(PRIVATE)))
    ws.store.back_up(paths.backups)
    ws.close()
    return paths


@pytest.fixture
def sealed(paths: Paths) -> Paths:
    encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    return paths


@pytest.fixture
def sealed_ws(sealed: Paths) -> Iterator[Workspace]:
    ws = opened(sealed, PHRASE)
    yield ws
    ws.close()
