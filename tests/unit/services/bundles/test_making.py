import gzip
import hashlib
import struct
import zlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from caveat.domain.lists import ReleaseState
from caveat.domain.progress import CancelledError, CancelToken
from caveat.errors import (
    EnvironmentProblemError,
    InputError,
)
from caveat.ingest.bundle_file import open_bundle
from caveat.services.bundle_making import make_bundle
from caveat.services.bundles import import_bundle
from caveat.services.encryption import encrypt_workspace
from caveat.services.lists import import_files, release_history
from caveat.services.originals import originals_folder
from caveat.services.workspace import Workspace, open_workspace
from sent import Csl, in_service
from templates import OPERATOR, Clock, row, rows, write_csl


def test_another_file_is_not_overwritten_and_an_older_bundle_is(
    ws: Workspace, bundle: Path, tmp_path: Path
) -> None:
    note = tmp_path / "notes.txt"
    note.write_text("mine")
    with pytest.raises(InputError, match="no bundle"):
        make_bundle(ws, note)
    assert note.read_text() == "mine"
    before = bundle.read_bytes()
    ws.now.move(days=1)  # type: ignore[attr-defined]  # the test's clock
    make_bundle(ws, bundle)
    assert bundle.read_bytes() != before


def test_a_folder_that_is_not_there_is_said_so_and_nothing_is_left(
    ws: Workspace, published: Path, tmp_path: Path
) -> None:
    assert published.exists()
    with pytest.raises(EnvironmentProblemError, match="could not be written"):
        make_bundle(ws, tmp_path / "none" / "b")
    assert not list(tmp_path.glob("**/*.part"))


def test_a_cancelled_bundle_leaves_nothing(ws: Workspace, published: Path, tmp_path: Path) -> None:
    assert published.exists()
    cancel = CancelToken()
    with pytest.raises(CancelledError):
        make_bundle(ws, tmp_path / "b", progress=lambda _: cancel.cancel(), cancel=cancel)
    assert not (tmp_path / "b").exists()
    assert not list(tmp_path.glob(".b*"))


@pytest.mark.parametrize("damage", ["gone", "cut", "other"])
def test_a_kept_file_that_is_damaged_is_not_carried(
    ws: Workspace, published: Path, tmp_path: Path, damage: str
) -> None:
    assert published.exists()
    (kept,) = originals_folder(ws.paths).glob("*.gz")
    whole = kept.read_bytes()
    if damage == "gone":
        kept.unlink()
    else:
        kept.write_bytes(whole[:-5] if damage == "cut" else gzip.compress(b"other"))
    with pytest.raises(InputError, match=r"import it again|import the file again"):
        make_bundle(ws, tmp_path / "b")


def test_importing_the_file_again_makes_it_carriable_again(
    ws: Workspace, published: Path, tmp_path: Path
) -> None:
    (kept,) = originals_folder(ws.paths).glob("*.gz")
    kept.unlink()
    import_files(ws, [published], released=date(2026, 11, 20))
    assert make_bundle(ws, tmp_path / "b").manifest.imports


def test_files_that_are_overtaken_are_let_go(ws: Workspace, published: Path, csl: Csl) -> None:
    assert published.exists()
    newer = csl("newer.csv", [*rows("US-EL", 161), *rows("US-DPL", 21)])
    import_files(ws, [newer], released=date(2026, 11, 21))
    kept = [path.name for path in originals_folder(ws.paths).glob("*")]
    assert kept == [f"{hashlib.sha256(newer.read_bytes()).hexdigest()}.gz"]


def test_a_refused_file_is_not_kept(ws: Workspace, published: Path, csl: Csl) -> None:
    shrunken = csl("shrunken.csv", [*rows("US-EL", 20), row("US-DPL", "Only One")])
    import_files(ws, [shrunken], released=date(2026, 11, 21))
    kept = [path.name for path in originals_folder(ws.paths).glob("*")]
    assert kept == [f"{hashlib.sha256(published.read_bytes()).hexdigest()}.gz"]


def test_a_full_disk_does_not_fail_the_import(
    ws: Workspace, csl: Csl, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("caveat.services.originals.keep_original", full)
    path = csl("consolidated.csv", [*rows("US-EL", 160), *rows("US-DPL", 20)])
    report = import_files(ws, [path], released=date(2026, 11, 20))
    assert all(outcome.state is ReleaseState.IN_SERVICE for outcome in report.outcomes)


def test_beside_an_encrypted_workspace_kept_files_are_encrypted_and_carried_all_the_same(
    ws: Workspace, receiver: Workspace, published: Path, tmp_path: Path
) -> None:
    paths = ws.paths
    ws.close()
    words = "correct horse battery"
    encrypt_workspace(paths, words, operator=OPERATOR, now=Clock())
    (kept,) = originals_folder(paths).glob("*.gz")
    assert kept.read_bytes().startswith(b"CAVEAT-SEALED")
    opened = open_workspace(paths, operator=OPERATOR, passphrase=words, now=Clock())
    newer = write_csl(tmp_path / "newer.csv", [*rows("US-EL", 161), *rows("US-DPL", 21)])
    import_files(opened, [newer], released=date(2026, 11, 21))
    (kept,) = originals_folder(paths).glob("*.gz")
    assert kept.read_bytes().startswith(b"CAVEAT-SEALED")
    make_bundle(opened, tmp_path / "b")
    import_bundle(receiver, tmp_path / "b", accept_signer=True, reason="called Ada")
    assert in_service(receiver) == in_service(opened)
    opened.close()
    assert published.exists()


def test_names_that_other_systems_cannot_take_are_made_harmless(
    ws: Workspace, receiver: Workspace, csl: Csl, tmp_path: Path
) -> None:
    path = csl("list: of today?.csv", [*rows("US-EL", 160), *rows("US-DPL", 20)])
    import_files(ws, [path], released=date(2026, 11, 20))
    make_bundle(ws, tmp_path / "b")
    import_bundle(receiver, tmp_path / "b", accept_signer=True, reason="called Ada")
    assert release_history(receiver, "US-DPL")[0].file_name == "list_ of today_.csv"


def test_two_bundles_of_the_same_moment_are_the_same_file(
    ws: Workspace, published: Path, tmp_path: Path
) -> None:
    assert published.exists()
    moment = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    first = make_bundle(ws, tmp_path / "b")
    second = make_bundle(ws, tmp_path / "c")
    assert first.manifest.made_at == second.manifest.made_at == moment
    assert first.size == second.size
    assert first.manifest.imports == second.manifest.imports


def test_the_crc_of_a_member_is_no_signature(
    receiver: Workspace, bundle: Path, tmp_path: Path
) -> None:
    """A forger can compute check sums; they must not count for more than they are."""
    data = bytearray(bundle.read_bytes())
    opened = open_bundle(bundle)
    place = data.index(opened.manifest)
    changed = opened.manifest.replace(b'"chain":{"head":"', b'"chain":{"head":"', 1)
    changed = changed[:-30] + bytes([changed[-30] ^ 1]) + changed[-29:]
    data[place : place + len(changed)] = changed
    crc = struct.pack("<I", zlib.crc32(changed))
    old = struct.pack("<I", zlib.crc32(opened.manifest))
    path = tmp_path / "forged"
    path.write_bytes(bytes(data).replace(old, crc))
    with pytest.raises(InputError):
        import_bundle(receiver, path, accept_signer=True, reason="looks fine")
    assert in_service(receiver) == {}
