import gzip
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.lists import Override, ReleaseState
from caveat.domain.progress import CancelledError, CancelToken
from caveat.errors import (
    EnvironmentProblemError,
    InputError,
)
from caveat.ingest.bundle_file import open_bundle, write_bundle
from caveat.proof.bundles import read_manifest, write_manifest
from caveat.services.audit import verify_audit
from caveat.services.bundle_making import make_bundle
from caveat.services.bundles import import_bundle
from caveat.services.lists import import_files
from caveat.services.workspace import Workspace
from sent import in_service
from templates import Row, rows, write_csl


def signed(ws: Workspace, tmp_path: Path, entries: Sequence[Row], released: date) -> Path:
    """A bundle that the sender made although its own guards might have refused the list."""
    path = write_csl(tmp_path / f"{released}.csv", entries)
    import_files(
        ws,
        [path],
        released=released,
        accept=[Override.SHRINK, Override.OLDER],
        reason="only for the test",
    )
    out = tmp_path / f"{released}.bundle"
    make_bundle(ws, out)
    return out


def test_a_list_that_shrank_is_refused_from_a_bundle_too(
    ws: Workspace, receiver: Workspace, bundle: Path, tmp_path: Path
) -> None:
    import_bundle(receiver, bundle, accept_signer=True, reason="called Ada")
    before = in_service(receiver)
    shrunken = signed(ws, tmp_path, [*rows("US-EL", 60), *rows("US-DPL", 20)], date(2026, 11, 21))
    report = import_bundle(receiver, shrunken)
    states = {o.list_code: o.state for o in report.imported.outcomes}
    assert states["US-EL"] is ReleaseState.REFUSED
    assert in_service(receiver)["US-EL"] == before["US-EL"]
    accepted = import_bundle(
        receiver, shrunken, accept=[Override.SHRINK], reason="it really was cut"
    )
    assert {o.list_code: o.state for o in accepted.imported.outcomes}["US-EL"] is (
        ReleaseState.IN_SERVICE
    )


def test_a_damaged_list_in_a_whole_bundle_is_refused_like_any(
    ws: Workspace, receiver: Workspace, bundle: Path, tmp_path: Path
) -> None:
    """A sender who is trusted can still have signed nonsense."""
    content = b"\n".join([b"<html>not found</html>"] * 50)
    name = hashlib.sha256(content).hexdigest()
    opened = open_bundle(bundle)
    manifest, _ = read_manifest(opened.manifest, opened.signature)
    part = replace(manifest.imports[0].parts[0], sha256=name, size=len(content))
    item = replace(manifest.imports[0], parts=(part,))
    text, signature = write_manifest(replace(manifest, imports=(item,)), ws.key)
    path = tmp_path / "nonsense"
    with path.open("wb") as file:
        write_bundle(file, text, signature, [(name, [gzip.compress(content)])])
    with pytest.raises(InputError, match="not a list"):
        import_bundle(receiver, path, accept_signer=True, reason="called Ada")
    assert in_service(receiver) == {}
    assert verify_audit(receiver).intact


def test_one_file_that_cannot_be_read_here_stops_no_other(
    ws: Workspace, receiver: Workspace, bundle: Path, tmp_path: Path
) -> None:
    content = b"\n".join([b"a format of tomorrow"] * 50)
    name = hashlib.sha256(content).hexdigest()
    opened = open_bundle(bundle)
    data = bundle.read_bytes()
    manifest, _ = read_manifest(opened.manifest, opened.signature)
    part = replace(manifest.imports[0].parts[0], sha256=name, size=len(content))
    unknown = replace(manifest.imports[0], parts=(part,))
    both = replace(manifest, imports=(unknown, *manifest.imports))
    text, signature = write_manifest(both, ws.key)
    files = {name: gzip.compress(content)} | {
        m.name[6:70]: data[m.start : m.start + m.size] for m in opened.members.values()
    }
    path = tmp_path / "mixed"
    with path.open("wb") as file:
        write_bundle(file, text, signature, [(n, [files[n]]) for n in sorted(files)])
    report = import_bundle(receiver, path, accept_signer=True, reason="called Ada")
    assert in_service(receiver) == in_service(ws)
    assert any("not a list" in warning for warning in report.imported.warnings)


def test_a_read_only_workspace_takes_no_bundle(
    receiver: Workspace, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiver.store, "read_only", True)
    with pytest.raises(EnvironmentProblemError, match="reading only"):
        import_bundle(receiver, bundle)


def test_importing_can_be_cancelled(receiver: Workspace, bundle: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(CancelledError):
        import_bundle(receiver, bundle, accept_signer=True, reason="called Ada", cancel=cancel)
    assert in_service(receiver) == {}
