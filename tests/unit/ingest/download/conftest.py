"""Fetching from the misbehaving server with time-outs of a test's size."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from caveat.ingest.download.fetch import Fetched, fetch
from caveat.ingest.download.network import Network
from caveat.ingest.download.rules import Limits, Rules
from misbehaving import Server, running

QUICK = Limits(
    connect_seconds=2.0,
    read_seconds=2.0,
    stall_seconds=0.4,
    stall_bytes=1000,
    total_seconds=20.0,
    attempts=3,
    back_off_seconds=0.01,
    most_wait_seconds=2.0,
)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as started:
        yield started


@pytest.fixture(scope="session")
def network() -> Network:
    return Network()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "downloads" / "csl" / "list.csv"


Get = Callable[..., Fetched]


@pytest.fixture
def get(server: Server, network: Network, target: Path) -> Get:
    """Fetch an address of the server into the target."""
    rules = Rules(frozenset({server.url.removeprefix("http://")}), local_http=True)

    def run(url: str, limits: Limits = QUICK, **others: object) -> Fetched:
        changes = {k: v for k, v in others.items() if hasattr(limits, k)}
        for name in changes:
            others.pop(name)
        given = {"network": network, "rules": rules, **others}
        return fetch(url, target, limits=replace(limits, **changes), **given)  # type: ignore[arg-type]  # by name on purpose

    return run
