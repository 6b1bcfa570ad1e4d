"""What fetching leaves behind: what a killed program left, and when it goes."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from caveat.ingest.download import exclusive
from caveat.ingest.download.exclusive import ExclusiveLock
from caveat.ingest.download.leftovers import clear_leftovers
from misbehaving import in_turn, stalls, whole

DAY = 86_400.0
LIST = b"name,address\n" + b"Example Ltd,Sample Road 1\n" * 4000

FETCH = """
import sys
from pathlib import Path
from caveat.ingest.download.fetch import fetch
from caveat.ingest.download.network import Network
from caveat.ingest.download.rules import Limits, Rules
url, target = sys.argv[1:]
rules = Rules(frozenset({url.split("/")[2]}), local_http=True)
fetch(url, Path(target), network=Network(), rules=rules, limits=Limits(checkpoint_bytes=1000))
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_old_goes_and_what_is_fresh_stays(tmp_path: Path) -> None:
    csl = tmp_path / "csl"
    csl.mkdir()
    for name in ("a.csv", "a.csv.partial", "a.csv.partial.json", "a.csv.unpacked", "fresh.csv"):
        (csl / name).write_text("x", encoding="utf-8")
        if name != "fresh.csv":
            os.utime(csl / name, (1000.0, 1000.0))
    gone = clear_leftovers(tmp_path, now=time.time())
    assert gone == ["a.csv", "a.csv.partial", "a.csv.partial.json", "a.csv.unpacked"]
    assert names(csl) == ["a.csv.lock", "fresh.csv"]
    clear_leftovers(tmp_path, now=time.time() + 13 * DAY)
    assert "fresh.csv" in names(csl)
    clear_leftovers(tmp_path, now=time.time() + 15 * DAY)
    assert names(csl) == ["a.csv.lock", "fresh.csv.lock"]


def test_what_is_being_fetched_stays_however_old(tmp_path: Path) -> None:
    csl = tmp_path / "csl"
    csl.mkdir()
    (csl / "a.csv.partial").write_text("x", encoding="utf-8")
    with ExclusiveLock(csl / "a.csv.lock"):
        assert clear_leftovers(tmp_path, now=time.time() + 99 * DAY) == []
    assert clear_leftovers(tmp_path, now=time.time() + 99 * DAY) == ["a.csv.partial"]


def test_where_files_cannot_be_locked_they_are_fetched_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(_descriptor: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(exclusive, "_take", unsupported)
    with ExclusiveLock(tmp_path / "a.lock"), ExclusiveLock(tmp_path / "a.lock"):
        assert (tmp_path / "a.lock").exists()


def test_nothing_outside_is_touched(tmp_path: Path) -> None:
    downloads, elsewhere = tmp_path / "downloads", tmp_path / "elsewhere"
    for folder in (downloads, elsewhere, elsewhere / "deep"):
        folder.mkdir()
    (elsewhere / "letter.txt").write_text("x", encoding="utf-8")
    (downloads / "csl").symlink_to(elsewhere)
    assert clear_leftovers(downloads, now=time.time() + 99 * DAY) == []
    assert clear_leftovers(tmp_path / "missing") == []
    assert (elsewhere / "letter.txt").exists()


def test_a_killed_program_leaves_what_the_next_one_goes_on_with(server, get, target) -> None:
    url = server.on("/list.csv", in_turn(stalls(LIST[:50_000], len(LIST)), whole(LIST)))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen([sys.executable, "-c", FETCH, url, str(target)], env=environment) as gone:
        partial, note = Path(f"{target}.partial"), Path(f"{target}.partial.json")
        deadline = time.monotonic() + 60
        # Bytes that nobody noted as safe on the disk are not built upon.
        while not note.exists() or partial.stat().st_size < 50_000:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        gone.send_signal(signal.SIGKILL)
    assert not target.exists()
    get(url)
    assert target.read_bytes() == LIST
    start = int(server.headers("Range")[-1].removeprefix("bytes=").removesuffix("-"))
    assert 0 < start <= 50_000
    assert names(target.parent) == ["list.csv", "list.csv.lock"]
