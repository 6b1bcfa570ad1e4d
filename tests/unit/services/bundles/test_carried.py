import gzip
import hashlib
import zipfile
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.bundles import Trust
from caveat.domain.lists import ReleasedBasis
from caveat.domain.screening import Query
from caveat.errors import (
    InputError,
)
from caveat.services.audit import verify_audit
from caveat.services.bundle_making import make_bundle
from caveat.services.bundles import import_bundle, is_bundle, look_at_bundle
from caveat.services.lists import import_files, release_history
from caveat.services.records import audit_entries
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from sent import Csl, in_service, kinds
from templates import OPERATOR, rows


def test_what_is_in_service_is_in_service_on_the_other_computer(
    ws: Workspace, receiver: Workspace, bundle: Path, published: Path
) -> None:
    assert is_bundle(bundle)
    report = import_bundle(receiver, bundle, accept_signer=True, reason="called Ada")
    assert in_service(receiver) == in_service(ws)
    assert report.accepted_signer
    assert not report.accepted_broken
    assert report.imported.file_names == ("consolidated.csv",)
    release = release_history(receiver, "US-DPL")[0]
    assert release.sha256 == hashlib.sha256(published.read_bytes()).hexdigest()
    assert release.released == date(2026, 11, 20)
    assert release.released_basis is ReleasedBasis.GIVEN
    assert release.origin.carried_by == ws.key.fingerprint
    name = rows("US-EL", 1)[0]["name"]
    assert [hit.party.name for hit in Screener(receiver).screen(Query(name)).hits][:1] == [name]
    for workspace in (ws, receiver):
        verdict = verify_audit(workspace)
        assert verdict.intact, verdict.findings
    assert kinds(receiver)[0] == "bundle imported"
    assert "signer accepted" in kinds(receiver)
    assert kinds(ws)[0] == "bundle made"


def test_the_bundle_carries_the_publishers_very_bytes(bundle: Path, published: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        (name,) = [name for name in archive.namelist() if name.startswith("files/")]
        content = gzip.decompress(archive.read(name))
    assert content == published.read_bytes()
    assert hashlib.sha256(content).hexdigest() in name


def test_the_manifest_says_who_signed_what_and_where_the_log_stood(
    ws: Workspace, receiver: Workspace, bundle: Path
) -> None:
    seen = look_at_bundle(receiver, bundle)
    assert seen.whole
    assert seen.manifest.sender.name == OPERATOR
    assert seen.manifest.sender.public_key == ws.key.public
    assert seen.manifest.sender.trust is Trust.UNKNOWN
    (item,) = seen.manifest.imports
    assert {held.list_code: held.parties for held in item.lists} == {"US-EL": 160, "US-DPL": 20}
    entry = next(e for e in audit_entries(ws) if e.seq == seen.manifest.chain_length)
    assert entry.sha256 == seen.manifest.chain_head


def test_a_file_of_an_address_keeps_its_address(
    ws: Workspace, receiver: Workspace, csl: Csl, tmp_path: Path
) -> None:
    from caveat.domain.lists import Origin  # noqa: PLC0415  # beside its only use

    path = csl("consolidated.csv", [*rows("US-EL", 160), *rows("US-DPL", 20)])
    address = "https://data.example.gov/consolidated.csv"
    import_files(
        ws,
        [path],
        released=date(2026, 11, 20),
        released_basis=ReleasedBasis.SERVER,
        origin=Origin(source_url=address),
    )
    make_bundle(ws, tmp_path / "b")
    import_bundle(receiver, tmp_path / "b", accept_signer=True, reason="called Ada")
    release = release_history(receiver, "US-DPL")[0]
    assert release.origin.source_url == address
    assert release.released_basis is ReleasedBasis.SERVER


def test_only_the_lists_asked_for_are_named_and_an_unknown_one_is_refused(
    ws: Workspace, published: Path, tmp_path: Path
) -> None:
    assert published.exists()
    made = make_bundle(ws, tmp_path / "b", list_codes=["US-DPL"])
    assert [held.list_code for item in made.manifest.imports for held in item.lists] == ["US-DPL"]
    with pytest.raises(InputError, match="no list with the code"):
        make_bundle(ws, tmp_path / "c", list_codes=["US-XX"])
    assert not (tmp_path / "c").exists()
