from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from caveat.domain.lists import Channel
from caveat.domain.updates import ListAddress, UpdateReport
from caveat.services.updating import update_lists
from caveat.services.workspace import Workspace
from misbehaving import (
    Reply,
    Server,
    running,
)
from published_at import QUICK
from templates import Row, write_csl


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as started:
        yield started


@pytest.fixture
def file_of(tmp_path: Path) -> Callable[[Sequence[Row]], bytes]:
    def run(entries: Sequence[Row]) -> bytes:
        return write_csl(tmp_path / "published.csv", entries).read_bytes()

    return run


@pytest.fixture
def address(server: Server) -> Callable[..., ListAddress]:
    """An address of the server that holds these lists, with what it answers."""

    def make(key: str, reply: Reply, *lists: str, **others: object) -> ListAddress:
        url = server.on(f"/{key}.csv", reply)
        codes = lists or ("US-EL",)
        made = ListAddress(key, codes, Channel.CSL, (url,), (f"{key}.csv",), key.upper(), True)
        return replace(made, **others)  # type: ignore[arg-type]  # by name on purpose

    return make


@pytest.fixture
def update(ws: Workspace) -> Callable[..., UpdateReport]:
    def run(*table: ListAddress, **others: object) -> UpdateReport:
        given = {"fetching": QUICK, **others}
        return update_lists(ws, addresses=table, **given)  # type: ignore[arg-type]  # by name

    return run
