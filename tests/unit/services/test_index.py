import hashlib
import io
import json
import os
import random
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from caveat.domain.answer_json import answer_to_json
from caveat.domain.lists import ImportReport
from caveat.domain.progress import CancelledError, CancelToken, Progress
from caveat.domain.screening import Query
from caveat.matching import catalogue
from caveat.matching.addresses import index as addresses
from caveat.matching.building import Part
from caveat.matching.engine import MatchingIndex
from caveat.proof.canonical import canonical
from caveat.services import index
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from templates import row, rows

Publish = Callable[..., ImportReport]
QUERIES = (
    Query("Nettrix"),
    Query("浪潮"),
    Query("Inspur Beijing", country="CN"),
    Query("", addresses=("No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin",)),
    Query("Zuvanari"),
)


def answers(ws: Workspace) -> list[str]:
    screener = Screener(ws)
    return [canonical(answer_to_json(screener.screen(query))) for query in QUERIES]


def own_copy(ws: Workspace, half: str = "names") -> Path:
    """The file of half of the index without the links that tests share."""
    (path,) = ws.paths.cache.glob(f"index-*-{half}.arrays")
    return own_file(path)


def own_file(path: Path) -> Path:
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content)
    return path


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often an index was built."""
    made: list[int] = []
    build = index.build

    def counted(*args: object, **keywords: object) -> MatchingIndex:
        made.append(1)
        return build(*args, **keywords)  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr(index, "build", counted)
    return made


def test_the_index_is_built_once_and_loaded_by_the_next_start(
    ws: Workspace, builds: list[int]
) -> None:
    answers(ws)
    answers(ws)
    assert builds == []
    shutil.rmtree(ws.paths.cache)
    answers(ws)
    answers(ws)
    assert builds == [1]


def test_a_missing_index_is_rebuilt_with_equal_answers(ws: Workspace) -> None:
    before = answers(ws)
    shutil.rmtree(ws.paths.cache)
    assert answers(ws) == before


@pytest.mark.parametrize("half", list(Part))
def test_a_damaged_file_is_noticed_and_rebuilt_with_equal_answers(
    ws: Workspace, builds: list[int], half: str
) -> None:
    before = answers(ws)
    for damage in (_empty, _cut, _flip, _flip_the_table, _flip_the_head, _other_array, _gone):
        damage(own_copy(ws, half))
        builds.clear()
        assert answers(ws) == before, damage.__name__
        assert builds == [1], f"{damage.__name__} went unnoticed"


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _flip(path: Path, place: int = -1) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(content)


def _flip_the_table(path: Path) -> None:
    _flip(path, 100)


def _flip_the_head(path: Path) -> None:
    _flip(path, 20)


def _other_array(path: Path) -> None:
    with path.open("wb") as file:
        np.save(file, np.zeros(3, dtype=np.int64))


def _gone(path: Path) -> None:
    path.unlink()


def test_an_index_that_would_run_code_is_not_loaded(ws: Workspace, builds: list[int]) -> None:
    before = answers(ws)
    array = io.BytesIO()
    np.save(array, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    table = json.dumps({"format": [0, len(array.getvalue())]}).encode().ljust(56)
    content = len(table).to_bytes(8, "big") + table + array.getvalue()
    own_copy(ws).write_bytes(  # whole, as far as its hash tells
        b"CAVEAT-ARRAYS-1\n".ljust(16) + hashlib.sha256(content).digest() + bytes(16) + content
    )
    assert answers(ws) == before
    assert builds == [1]


def test_another_engine_builds_its_own_index(
    ws: Workspace, builds: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(ws)
    monkeypatch.setattr("caveat.services.index.ENGINE_VERSION", "another")
    answers(ws)
    assert builds == [1]


def test_a_new_release_is_searched_at_once(
    ws: Workspace, screener: Screener, publish: Publish
) -> None:
    listed = rows("US-EL", 1)[0]["name"]
    assert not screener.screen(Query(listed)).alerts
    publish("csl_2026-11-20.csv", rows("US-EL", 175))
    assert screener.screen(Query(listed)).hits[0].party.name == listed
    assert len(answers(ws)) == len(QUERIES)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names and addresses that were taken apart for an index."""
    found: list[str] = []
    for module, name in ((catalogue, "_codes"), (addresses, "_taken_apart")):
        plain = getattr(module, name)

        def watched(text: str, *more: str, plain: Callable[..., object] = plain) -> object:
            found.append(text)
            return plain(text, *more)

        monkeypatch.setattr(module, name, watched)
    return found


def test_only_what_a_release_brings_is_read_for_its_index(
    ws: Workspace, publish: Publish, read: list[str]
) -> None:
    publish("csl_2026-11-20.csv", rows("US-EL", 175))
    Screener(ws).prepare()
    read.clear()
    added = row("US-EL", "Tavronix Works", addresses="1 Elm Street, Reno, NV, US")
    publish("csl_2026-11-21.csv", [*rows("US-EL", 175), added])
    Screener(ws).prepare()
    assert read == ["Tavronix Works", "1 Elm Street, Reno, NV, US"]


@pytest.mark.parametrize("seed", range(4))
def test_after_any_history_the_answers_are_those_of_an_index_built_from_nothing(
    ws: Workspace, publish: Publish, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  # a history, no secret
    pool = rows("US-EL", 60)
    queries = (
        *(Query(entry["name"]) for entry in pool[::6]),
        Query("", addresses=("No. 7 Sample Road, Exampleton, CN",)),
        Query("Nettrix", addresses=("No. 15, Haitai Huake Street, Tianjin",)),
    )

    def told() -> list[str]:
        screener = Screener(ws)
        return [canonical(answer_to_json(screener.screen(query))) for query in queries]

    for day in range(1, 4):
        chosen = chance.sample(pool, chance.randint(40, 60))
        changed = [
            {**entry, "alt_names": f"Alias {day}"} if chance.random() < 0.1 else entry
            for entry in chosen
        ]
        publish(f"csl_2026-11-0{day}.csv", changed, accept_shrink="a history")
        step_by_step = told()
        kept = shutil.move(ws.paths.cache, tmp_path / f"kept {day}")
        assert told() == step_by_step
        shutil.rmtree(ws.paths.cache)
        shutil.move(kept, ws.paths.cache)


def test_damaged_readings_are_read_anew_with_equal_answers(
    ws: Workspace, publish: Publish, read: list[str]
) -> None:
    Screener(ws).prepare()
    publish("csl_2026-11-20.csv", rows("US-EL", 175))
    before = answers(ws)
    for damage in (_cut, _gone):
        for path in [*ws.paths.cache.glob("index-*-readings.arrays")]:
            damage(own_file(path))
        for half in ("names", "addresses"):
            for path in [*ws.paths.cache.glob(f"index-*-{half}.arrays")]:
                path.unlink()
        read.clear()
        assert answers(ws) == before
        assert len(read) > 175


def test_an_old_index_makes_room_for_new_ones(ws: Workspace, publish: Publish) -> None:
    for day in range(1, 7):
        publish(f"csl_2026-11-0{day}.csv", rows("US-EL", 175 + day))
        Screener(ws).prepare()
    assert len(list(ws.paths.cache.glob("index-*"))) <= 9


def test_without_a_cache_folder_searching_works_and_says_so(ws: Workspace) -> None:
    before = answers(ws)
    shutil.rmtree(ws.paths.cache)
    ws.paths.cache.write_text("a file where the folder should be", encoding="utf-8")
    said: list[Progress] = []
    screener = Screener(ws)
    screener.prepare(said.append)
    assert [canonical(answer_to_json(screener.screen(query))) for query in QUERIES] == before
    assert any("cannot be kept" in progress.stage for progress in said)


def test_nothing_half_written_stays_where_the_index_cannot_be_kept(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(ws.paths.cache)

    def full(*_: object) -> bytes:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("caveat.storage.index_files._head", full)
    Screener(ws).prepare()
    assert list(ws.paths.cache.iterdir()) == []


def test_preparing_can_be_cancelled_and_leaves_nothing(ws: Workspace) -> None:
    shutil.rmtree(ws.paths.cache)
    token = CancelToken()
    token.cancel()
    screener = Screener(ws)
    with pytest.raises(CancelledError):
        screener.prepare(cancel=token)
    assert not ws.paths.cache.exists()
    assert screener.screen(Query("Nettrix")).alerts


def test_threads_that_need_the_same_index_build_it_once(ws: Workspace, builds: list[int]) -> None:
    shutil.rmtree(ws.paths.cache)
    screener = Screener(ws)
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(len(screener.screen(Query("Nettrix")).hits)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert builds == [1]


def test_progress_is_told_while_an_index_is_built(ws: Workspace) -> None:
    shutil.rmtree(ws.paths.cache)
    stages: list[str] = []
    Screener(ws).prepare(lambda progress: stages.append(progress.stage))
    assert "Reading the lists" in stages
