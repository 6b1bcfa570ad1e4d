"""Others who have the file open while it is exchanged."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from caveat.domain.progress import ignore_progress
from caveat.errors import (
    EnvironmentProblemError,
)
from caveat.storage import connection as connection_module
from caveat.storage.connection import Store
from caveat.storage.conversion import convert
from caveat.storage.encryption import (
    StoreKey,
)
from sealed_file import PHRASE, content, environment, open_in, payloads


@pytest.mark.parametrize("idle", [True, False])
def test_a_workspace_that_somebody_has_open_is_not_exchanged(
    folder: Path, key: StoreKey, *, idle: bool
) -> None:
    store = open_in(folder)
    store.reader().execute("SELECT 1 FROM payload").fetchone()
    path = folder / "caveat.sqlite"

    def refused() -> None:
        with pytest.raises(EnvironmentProblemError, match="open in another window"):
            convert(path, None, key, progress=ignore_progress)

    if idle:
        refused()
    else:
        with store.writing():
            refused()
    assert len(payloads(store)) == 200
    store.close()
    assert len(content(folder)) == 200
    assert not list(folder.glob("*.new*"))


def test_a_workspace_that_another_process_has_open_is_not_exchanged(
    folder: Path, key: StoreKey
) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom caveat.storage.connection import Store\n"
        "folder = Path(sys.argv[1])\n"
        "store = Store.open(folder / 'caveat.sqlite', backups=folder / 'backups')\n"
        "print('open', flush=True)\nsys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(EnvironmentProblemError, match="open in another window"):
            convert(folder / "caveat.sqlite", None, key, progress=ignore_progress)
        other.communicate()
    assert len(content(folder)) == 200


def test_whoever_comes_during_the_exchange_is_sent_away_and_loses_nothing(
    folder: Path, key: StoreKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_module, "_BUSY_MILLISECONDS", 10_000)
    path = folder / "caveat.sqlite"
    came = Store(path)
    outcome: list[BaseException | None] = []

    def write() -> None:
        try:
            with came.writing() as connection:
                connection.execute("INSERT INTO number_sequence VALUES ('S', 2026, 1)")
            outcome.append(None)
        except EnvironmentProblemError as error:
            outcome.append(error)
        finally:
            came.close()

    thread = threading.Thread(target=write)

    def while_exchanging(_file: Path) -> None:
        thread.start()
        time.sleep(0.3)

    convert(path, None, key, finish=while_exchanging, progress=ignore_progress)
    thread.join()
    assert isinstance(outcome[0], EnvironmentProblemError)
    store = open_in(folder, PHRASE)
    assert store.reader().execute("SELECT count(*) FROM number_sequence").fetchone() == (0,)
    assert len(payloads(store)) == 200
    store.close()


def test_a_connection_to_a_file_that_lost_its_name_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = iter([(1, 1), (1, 2)])
    monkeypatch.setattr(connection_module, "identity", lambda _path: next(seen))
    store = Store(folder / "caveat.sqlite")
    with pytest.raises(EnvironmentProblemError, match="just encrypted or decrypted"):
        store.reader()
    store.close()
