"""What every test shares: no display, no network, the real data where it lies."""

import gc
import os
import socket
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

SHARED = Path(__file__).resolve().parents[2] / "shared"


def _folder_or_skip(name: str) -> Path:
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"the real files of ../shared/{name} are not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def shared_data() -> Path:
    return _folder_or_skip("data")


@pytest.fixture(scope="session")
def shared_facts() -> Path:
    return _folder_or_skip("facts")


def pytest_collection_finish() -> None:
    """The modules and tests themselves are no garbage: looking through them took a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family != socket.AF_UNIX and host not in {"127.0.0.1", "::1", "localhost"}:
            pytest.fail(f"a test reached for the network: {address!r}")
        connect(self, address)  # type: ignore[arg-type]  # passed through as received

    monkeypatch.setattr(socket.socket, "connect", local_only)
