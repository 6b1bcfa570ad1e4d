"""The starter data follows the highest version that was ever loaded here."""

from dataclasses import replace
from pathlib import Path

import pytest

from caveat.services import starter
from caveat.services.audit import verify_audit
from caveat.services.records import audit_entries
from caveat.storage import overlay
from caveat.storage.overlay import OverlaySet
from templates import open_at


def open_with(
    home: Path, monkeypatch: pytest.MonkeyPatch, version: int, sha256: str
) -> tuple[OverlaySet | None, int]:
    """Open the workspace with a program that carries this starter set: what is current then."""
    built_in = replace(starter.read_starter(), version=version, sha256=sha256)
    monkeypatch.setattr(starter, "_starter_set", lambda: built_in)
    ws = open_at(home)
    try:
        assert verify_audit(ws).intact
        return overlay.current_overlay(ws.store.reader()), len(audit_entries(ws))
    finally:
        ws.close()


def test_two_versions_of_the_program_in_turn_both_use_the_higher_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    old, entries = open_with(home, monkeypatch, 7, "a" * 64)
    assert old is not None
    assert (old.version, entries) == (7, 1)
    for version, sha256 in ((8, "b" * 64), (7, "a" * 64), (8, "b" * 64), (7, "a" * 64)):
        current, entries = open_with(home, monkeypatch, version, sha256)
        assert current is not None
        assert (current.version, current.sha256, entries) == (8, "b" * 64, 2)


def test_another_set_of_the_same_version_is_loaded_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    open_with(home, monkeypatch, 7, "a" * 64)
    for sha256 in ("c" * 64, "a" * 64, "c" * 64):
        current, entries = open_with(home, monkeypatch, 7, sha256)
        assert current is not None
        assert (current.sha256, entries) == ("c" * 64, 2)
