import gzip
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from caveat.errors import (
    InputError,
    RefusedReleaseError,
    UnreadableFileError,
)
from caveat.ingest.bundle_file import open_bundle, write_bundle
from caveat.proof.bundles import read_manifest, write_manifest
from caveat.proof.keys import SigningKey
from caveat.services.audit import verify_audit
from caveat.services.bundle_signers import accept_signer, signers
from caveat.services.bundles import import_bundle, look_at_bundle
from caveat.services.lists import release_history
from caveat.services.workspace import Workspace
from sent import in_service
from templates import OPERATOR


def rewritten(
    bundle: Path,
    out: Path,
    *,
    manifest: Callable[[bytes], bytes] = lambda text: text,
    signature: Callable[[str], str] = lambda text: text,
    files: Callable[[bytes], bytes] = lambda data: data,
) -> Path:
    """A bundle of the right form (lengths, check sums) with other content."""
    opened = open_bundle(bundle)
    data = bundle.read_bytes()
    with out.open("wb") as file:
        write_bundle(
            file,
            manifest(opened.manifest),
            signature(opened.signature),
            [
                (m.name[6:70], [files(data[m.start : m.start + m.size])])
                for m in opened.members.values()
            ],
        )
    return out


def test_a_manifest_that_was_altered_with_care_is_refused(
    receiver: Workspace, bundle: Path, tmp_path: Path
) -> None:
    sender = look_at_bundle(receiver, bundle).manifest.sender
    accept_signer(receiver, sender, "called Ada")
    for old, new in (
        (b'"2026-11-20"', b'"2026-11-22"'),
        (b'"US-DPL"', b'"US-UVL"'),
        (b'"source_url":""', b'"source_url":"x"'),
        (b'"operator":"Ada', b'"operator":"Bob'),
    ):
        path = rewritten(
            bundle, tmp_path / "altered", manifest=lambda t, o=old, n=new: t.replace(o, n)
        )
        assert path.read_bytes() != bundle.read_bytes()
        assert not look_at_bundle(receiver, path).whole
        with pytest.raises(RefusedReleaseError, match="signature does not hold"):
            import_bundle(receiver, path, accept_signer=True, reason="in a hurry")
    assert in_service(receiver) == {}
    assert [s.name for s in signers(receiver)] == [OPERATOR]


def test_a_file_that_was_exchanged_with_care_is_refused_whatever_is_accepted(
    receiver: Workspace, bundle: Path, tmp_path: Path
) -> None:
    def without_one(packed: bytes) -> bytes:
        lines = gzip.decompress(packed).splitlines(keepends=True)
        return gzip.compress(b"".join(lines[:5] + lines[6:]))

    path = rewritten(bundle, tmp_path / "altered", files=without_one)
    with pytest.raises(UnreadableFileError, match="not the file that was put in"):
        import_bundle(
            receiver, path, accept_signer=True, accept_broken=True, reason="I want it all"
        )
    assert in_service(receiver) == {}
    assert signers(receiver) == (), "nothing is accepted before everything was checked"


def test_no_range_of_bytes_can_be_altered(
    receiver: Workspace, bundle: Path, tmp_path: Path
) -> None:
    accept_signer(receiver, look_at_bundle(receiver, bundle).manifest.sender, "called Ada")
    whole = bundle.read_bytes()
    path = tmp_path / "altered"
    step = max(1, len(whole) // 150)
    for start in range(0, len(whole), step):
        changed = bytearray(whole)
        changed[start] ^= 0x20
        path.write_bytes(changed)
        with pytest.raises(InputError):
            import_bundle(receiver, path)
    assert in_service(receiver) == {}


def test_a_broken_signature_is_accepted_for_this_bundle_only_and_on_record(
    receiver: Workspace, bundle: Path, tmp_path: Path
) -> None:
    path = rewritten(bundle, tmp_path / "b", signature=lambda text: "00" * 64 + text[128:])
    with pytest.raises(RefusedReleaseError, match="signature does not hold"):
        import_bundle(receiver, path)
    with pytest.raises(InputError, match="give a reason"):
        import_bundle(receiver, path, accept_broken=True)
    report = import_bundle(receiver, path, accept_broken=True, reason="key was renewed in between")
    assert report.accepted_broken
    assert not report.accepted_signer
    assert signers(receiver) == (), "a broken signature makes nobody trusted"
    assert len(in_service(receiver)) == 2
    carried = release_history(receiver, "US-DPL")[0].origin.carried_by
    assert "unproven" in carried
    with pytest.raises(RefusedReleaseError, match="signature does not hold"):
        import_bundle(receiver, path)
    assert verify_audit(receiver).intact


def test_a_bundle_signed_by_another_key_in_the_senders_name_is_not_whole(
    receiver: Workspace, bundle: Path, tmp_path: Path
) -> None:
    opened = open_bundle(bundle)
    manifest, _ = read_manifest(opened.manifest, opened.signature)
    forger = SigningKey(Ed25519PrivateKey.generate())
    text, signature = write_manifest(manifest, forger)
    path = rewritten(bundle, tmp_path / "b", manifest=lambda _: text, signature=lambda _: signature)
    accept_signer(receiver, manifest.sender, "called Ada")
    with pytest.raises(RefusedReleaseError, match="signature does not hold"):
        import_bundle(receiver, path)
    own = replace(manifest, sender=replace(manifest.sender, public_key=forger.public))
    own = replace(own, sender=replace(own.sender, fingerprint=forger.fingerprint))
    text, signature = write_manifest(own, forger)
    path = rewritten(bundle, tmp_path / "c", manifest=lambda _: text, signature=lambda _: signature)
    with pytest.raises(RefusedReleaseError, match="nobody here knows"):
        import_bundle(receiver, path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"name,country\nx,DE\n"])
def test_what_is_no_bundle_is_refused(receiver: Workspace, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match="cannot be used as a bundle"):
        import_bundle(receiver, path)
