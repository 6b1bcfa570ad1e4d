import os
import sys
from pathlib import Path
from typing import Any

import pytest

from caveat.domain.progress import Progress
from caveat.domain.screening import Query
from caveat.domain.suppliers import SheetReading, SupplierField
from caveat.paths import Paths
from caveat.services import index_building
from caveat.services.batch import screen_book
from caveat.services.encryption import (
    encrypt_workspace,
)
from caveat.services.screening import Screener
from caveat.services.suppliers import import_suppliers
from caveat.services.workspace import Workspace
from sealed import PHRASE, opened
from templates import OPERATOR, Clock


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The halves of an index that were built in this process."""
    made: list[str] = []
    build = index_building.build_part

    def counted(parties: Any, part: Any, **keywords: Any) -> Any:
        made.append(str(part))
        return build(parties, part, **keywords)

    monkeypatch.setattr(index_building, "build_part", counted)
    return made


def test_the_index_is_kept_encrypted_and_loaded_by_the_next_start(
    sealed: Paths, builds: list[str]
) -> None:
    for _ in range(2):
        ws = opened(sealed, PHRASE)
        Screener(ws).prepare()
        ws.close()
    assert len(builds) == len(set(builds)) == 2
    assert {path.suffix for path in sealed.cache.glob("index-*")} == {".sealed"}


def test_the_plain_index_goes_when_the_workspace_is_encrypted(paths: Paths) -> None:
    assert {path.suffix for path in paths.cache.glob("index-*")} == {".arrays"}
    encrypt_workspace(paths, PHRASE, operator=OPERATOR, now=Clock())
    assert not list(paths.cache.glob("index-*"))


def test_a_worker_builds_the_index_of_an_encrypted_workspace(
    sealed_ws: Workspace, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_building, "_HERE_BELOW", 0)
    screener = Screener(sealed_ws)
    screener.prepare()
    assert builds == [], "built here, not by the worker"
    assert screener.screen(Query("Nettrix")).alerts


def test_workers_screen_a_book_of_an_encrypted_workspace_and_nobody_sees_the_key(
    sealed_ws: Workspace, tmp_path: Path
) -> None:
    sheet = tmp_path / "suppliers.csv"
    lines = [f"Bäckerei Nr. {number} Musterstadt,DE" for number in range(60)]
    sheet.write_text("\n".join(("Name,Country", *lines, "Nettrix,CN", "")), encoding="utf-8")
    columns = ((0, SupplierField.NAME), (1, SupplierField.COUNTRY))
    book = import_suppliers(sealed_ws, sheet, SheetReading("", 1, columns)).book.id
    key = sealed_ws.store.key
    assert key is not None
    seen: list[bytes] = []

    def look(_progress: Progress) -> None:
        for process in Path("/proc").glob("[0-9]*"):
            for name in ("cmdline", "environ"):
                try:
                    if (process / "status").read_text().find(f"PPid:\t{os.getpid()}\n") > 0:
                        seen.append((process / name).read_bytes())
                except OSError:
                    continue

    report = screen_book(sealed_ws, Screener(sealed_ws), book, progress=look)
    assert (report.screened, report.with_hits) == (61, 1)
    if sys.platform == "linux":
        assert any(b"worker_process" in words for words in seen)
    for words in seen:
        assert key.raw.hex().encode() not in words
        assert key.raw not in words
        assert PHRASE.encode() not in words
