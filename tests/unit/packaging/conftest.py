"""Makes the scripts of packaging/ importable and gives them a checkout of their own."""

import sys
from pathlib import Path

import pytest

# At the end of the path: these scripts are called run, test and lock, and must hide nothing.
sys.path.append(str(Path(__file__).resolve().parents[3] / "packaging"))

import environment
import set_up


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small checkout with two lock files, and a cache folder apart from the user's."""
    checkout = tmp_path / "checkout"
    (checkout / "packaging").mkdir(parents=True)
    (checkout / "desktop").mkdir()
    (checkout / "packaging" / environment.RUNTIME).write_text(
        "# Made by us.\n# Ready builds exist for Python 3.11.\na==1 \\\n    --hash=sha256:00\n"
    )
    (checkout / "packaging" / environment.TESTS).write_text("b==2 \\\n    --hash=sha256:11\n")
    monkeypatch.setattr(environment, "CHECKOUT", checkout)
    monkeypatch.setattr(set_up, "CHECKOUT", checkout)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    return checkout
