import contextlib
import gzip
import hashlib
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from caveat.domain.bundles import Trust
from caveat.domain.lists import Override, ReleasedBasis, ReleaseState
from caveat.domain.progress import CancelledError, CancelToken
from caveat.domain.screening import Query
from caveat.errors import (
    EnvironmentProblemError,
    InputError,
    RefusedReleaseError,
    UnreadableFileError,
)
from caveat.ingest.bundle_file import open_bundle, write_bundle
from caveat.ingest.stored_zip import read_members
from caveat.proof.bundles import read_manifest, write_manifest
from caveat.proof.keys import SigningKey
from caveat.services.audit import verify_audit
from caveat.services.bundle_making import make_bundle
from caveat.services.bundle_signers import accept_signer, revoke_signer, signers
from caveat.services.bundles import import_bundle, is_bundle, look_at_bundle
from caveat.services.encryption import encrypt_workspace
from caveat.services.lists import import_files, list_overview, release_history
from caveat.services.originals import originals_folder
from caveat.services.records import audit_entries
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace, open_workspace
from templates import OPERATOR, Clock, Row, open_at, row, rows, write_csl

Csl = Callable[..., Path]
PRIVATE_WORDS = ("OWN-LETTERS", "Letters of the ministry", "Zuvanari Quellwerk", "geheim_2026")


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Workspace]:
    """Another installation, with another operator and key."""
    opened = open_at(tmp_path / "away", Clock(), operator="Bob Receiver")
    yield opened
    opened.close()


@pytest.fixture
def published(ws: Workspace, csl: Csl) -> Path:
    """A file in service at the sender's."""
    path = csl("consolidated.csv", [*rows("US-EL", 160), *rows("US-DPL", 20)])
    import_files(ws, [path], released=date(2026, 11, 20))
    return path


@pytest.fixture
def bundle(ws: Workspace, published: Path, tmp_path: Path) -> Path:
    assert published.exists()
    make_bundle(ws, tmp_path / "lists.bundle")
    return tmp_path / "lists.bundle"


@pytest.fixture
def private_list(ws: Workspace, tmp_path: Path) -> Path:
    """An own list in service at the sender's, beside the published ones."""
    path = tmp_path / "geheim_2026.csv"
    path.write_text(
        "list,OWN-LETTERS\ntitle,Letters of the ministry\nkept by,us\nduty,deny\n\n"
        "party,country\nZuvanari Quellwerk,DE\n",
        encoding="utf-8",
    )
    report = import_files(ws, [path], accept=[Override.COUNTS], reason="counted by hand")
    assert [outcome.list_code for outcome in report.outcomes] == ["OWN-LETTERS"]
    return path


def in_service(ws: Workspace) -> dict[str, tuple[object, ...]]:
    return {
        status.list.code: (
            status.release.released,
            status.release.released_basis,
            status.release.sha256,
            status.release.parties,
        )
        for status in list_overview(ws)
        if status.release and status.release.channel != "starter"
    }


def kinds(ws: Workspace) -> list[str]:
    return [entry.kind for entry in audit_entries(ws)]


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


# Private lists ----------------------------------------------------------------------------------


def test_nothing_of_a_private_list_is_in_any_byte_of_a_bundle(
    ws: Workspace, published: Path, private_list: Path, tmp_path: Path
) -> None:
    assert published.exists()
    assert any(status.list.private for status in list_overview(ws) if status.release)
    made = make_bundle(ws, tmp_path / "b")
    whole = (tmp_path / "b").read_bytes()
    with (tmp_path / "b").open("rb") as file:
        members = read_members(file, len(whole), lambda _name: True)
    inflated = [
        gzip.decompress(whole[m.start : m.start + m.size])
        for m in members
        if m.name.startswith("files/")
    ]
    assert len(inflated) == 1
    sha256 = hashlib.sha256(private_list.read_bytes()).hexdigest()
    for words in (*PRIVATE_WORDS, sha256):
        for data in (whole, *inflated):
            assert words.encode() not in data
            assert words.lower().encode() not in data.lower()
    assert [left.list_code for left in made.left_out if left.list_code == "OWN-LETTERS"]
    assert not made.could_not_carry


@pytest.mark.parametrize(
    ("name", "carried"),
    [
        ("Ministry check 2026.csv", ".csv"),
        ("own-letters (with).CSV", ".csv"),
        ("x.Letters", ""),
    ],
)
def test_a_published_file_whose_name_tells_of_a_private_list_gets_another_name(  # noqa: PLR0917  # fixtures
    ws: Workspace, private_list: Path, csl: Csl, tmp_path: Path, name: str, carried: str
) -> None:
    """She named it herself, and not for others."""
    assert private_list.exists()
    path = csl(name, [*rows("US-EL", 160), *rows("US-DPL", 20)])
    import_files(ws, [path], released=date(2026, 11, 20))
    made = make_bundle(ws, tmp_path / "b")
    (part,) = made.manifest.imports[0].parts
    assert part.file_name == part.sha256[:16] + carried
    assert name.encode() not in (tmp_path / "b").read_bytes()
    with contextlib.closing(open_at(tmp_path / "there", Clock(), operator="Bob")) as there:
        import_bundle(there, tmp_path / "b", accept_signer=True, reason="told by telephone")
        assert in_service(there)["US-EL"][2] == part.sha256


def test_a_private_list_cannot_be_asked_for(
    ws: Workspace, published: Path, private_list: Path, tmp_path: Path
) -> None:
    assert published.exists()
    assert private_list.exists()
    with pytest.raises(InputError, match="never enter a bundle"):
        make_bundle(ws, tmp_path / "b", list_codes=["OWN-LETTERS"])
    assert not (tmp_path / "b").exists()


def test_a_workspace_of_private_lists_only_makes_no_bundle(
    ws: Workspace, private_list: Path, tmp_path: Path
) -> None:
    assert private_list.exists()
    with pytest.raises(InputError, match="nothing that a bundle could carry"):
        make_bundle(ws, tmp_path / "b")
    assert not (tmp_path / "b").exists()


def test_the_file_of_a_private_list_is_not_even_kept(ws: Workspace, private_list: Path) -> None:
    assert private_list.exists()
    assert list(originals_folder(ws.paths).glob("*")) == []


def test_a_private_file_that_was_put_among_the_kept_ones_is_not_carried(
    ws: Workspace, published: Path, private_list: Path, tmp_path: Path
) -> None:
    assert published.exists()
    data = private_list.read_bytes()
    name = hashlib.sha256(data).hexdigest()
    (originals_folder(ws.paths) / f"{name}.gz").write_bytes(gzip.compress(data))
    make_bundle(ws, tmp_path / "b")
    assert name.encode() not in (tmp_path / "b").read_bytes()


def test_a_list_that_became_private_is_no_longer_carried(
    ws: Workspace, published: Path, tmp_path: Path
) -> None:
    assert published.exists()
    with ws.store.writing() as connection:
        import_id = connection.execute("SELECT max(id) FROM list_import").fetchone()[0]
        connection.execute(
            "INSERT INTO list_definition (import_id, list_code, title, publisher, url, "
            "published_every_days, duty, private, note) "
            "VALUES (?, 'US-DPL', 'x', 'x', '', 30, '', 1, '')",
            (import_id,),
        )
    with pytest.raises(InputError, match="nothing that a bundle could carry"):
        make_bundle(ws, tmp_path / "b")


def test_an_archive_that_holds_other_files_too_is_not_kept(
    ws: Workspace, csl: Csl, tmp_path: Path
) -> None:
    listed = csl("consolidated.csv", [*rows("US-EL", 160), *rows("US-DPL", 20)])
    path = tmp_path / "consolidated.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(listed, "consolidated.csv")
        archive.writestr("letter.docx", "Zuvanari Quellwerk is being looked at")
    import_files(ws, [path], released=date(2026, 11, 20))
    with pytest.raises(InputError, match="was not kept"):
        make_bundle(ws, tmp_path / "b")
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(listed, "consolidated.csv")
    import_files(ws, [path], released=date(2026, 11, 21))
    assert make_bundle(ws, tmp_path / "b").manifest.imports


# Who signed -------------------------------------------------------------------------------------


def test_an_unknown_signer_is_refused_on_record_and_changes_nothing(
    receiver: Workspace, bundle: Path
) -> None:
    before = in_service(receiver)
    for accept in (None, False):
        with pytest.raises(RefusedReleaseError, match="nobody here knows who signed"):
            import_bundle(receiver, bundle, accept_signer=accept)
    assert in_service(receiver) == before
    assert kinds(receiver)[0] == "bundle refused"
    assert signers(receiver) == ()
    assert verify_audit(receiver).intact


def test_a_signer_is_accepted_with_a_reason_only(receiver: Workspace, bundle: Path) -> None:
    with pytest.raises(InputError, match="give a reason"):
        import_bundle(receiver, bundle, accept_signer=True, reason="  ")
    assert signers(receiver) == ()


def test_a_signer_who_was_accepted_is_known_from_then_on(
    ws: Workspace, receiver: Workspace, bundle: Path, csl: Csl, tmp_path: Path
) -> None:
    import_bundle(receiver, bundle, accept_signer=True, reason="called Ada")
    assert look_at_bundle(receiver, bundle).manifest.sender.trust is Trust.KNOWN
    newer = csl("newer.csv", [*rows("US-EL", 161), *rows("US-DPL", 21)])
    import_files(ws, [newer], released=date(2026, 11, 21))
    make_bundle(ws, tmp_path / "newer.bundle")
    report = import_bundle(receiver, tmp_path / "newer.bundle")
    assert not report.accepted_signer
    assert in_service(receiver) == in_service(ws)
    assert kinds(receiver).count("signer accepted") == 1


def test_a_revoked_signer_is_refused_whatever_is_accepted(
    receiver: Workspace, bundle: Path
) -> None:
    import_bundle(receiver, bundle, accept_signer=True, reason="called Ada")
    (made,) = signers(receiver)
    revoke_signer(receiver, made.fingerprint, "the laptop was stolen")
    with pytest.raises(RefusedReleaseError, match="no longer taken"):
        import_bundle(receiver, bundle, accept_signer=True, accept_broken=True, reason="still")
    assert look_at_bundle(receiver, bundle).manifest.sender.trust is Trust.REVOKED
    assert [s.decision for s in signers(receiver)] == ["revoked"]
    assert verify_audit(receiver).intact


def test_a_revoked_signer_can_be_accepted_again_by_an_act_of_its_own(
    receiver: Workspace, bundle: Path
) -> None:
    sender = look_at_bundle(receiver, bundle).manifest.sender
    accept_signer(receiver, sender, "called Ada")
    revoke_signer(receiver, sender.fingerprint, "lost")
    accept_signer(receiver, sender, "found again")
    assert import_bundle(receiver, bundle).imported.outcomes


def test_only_an_accepted_signer_can_be_revoked(receiver: Workspace, bundle: Path) -> None:
    with pytest.raises(InputError, match="No installation"):
        revoke_signer(receiver, "0" * 16, "why not")
    sender = look_at_bundle(receiver, bundle).manifest.sender
    accept_signer(receiver, sender, "called Ada")
    with pytest.raises(InputError, match="give a reason"):
        revoke_signer(receiver, sender.fingerprint, " ")


def test_ones_own_bundle_needs_no_acceptance(ws: Workspace, bundle: Path) -> None:
    assert look_at_bundle(ws, bundle).manifest.sender.trust is Trust.OWN
    report = import_bundle(ws, bundle)
    assert all(outcome.unchanged for outcome in report.imported.outcomes)


def test_another_key_of_the_same_fingerprint_is_another_signer(
    receiver: Workspace, bundle: Path
) -> None:
    """Fingerprints are short; what is trusted is the whole key."""
    sender = look_at_bundle(receiver, bundle).manifest.sender
    forged = replace(sender, public_key=bytes(32))
    accept_signer(receiver, forged, "looked the same")
    assert look_at_bundle(receiver, bundle).manifest.sender.trust is Trust.UNKNOWN


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE trusted_signer SET decision = 'accepted' WHERE decision = 'revoked'",
        "UPDATE trusted_signer SET public_key = zeroblob(32)",
        "UPDATE trusted_signer SET name = 'Eve'",
        "UPDATE trusted_signer SET reason = 'none'",
        "UPDATE trusted_signer SET at = '2020-01-01T00:00:00Z'",
        "UPDATE trusted_signer SET fingerprint = 'ffff'",
        "UPDATE trusted_signer SET id = 3 - id + 10",
        "DELETE FROM trusted_signer WHERE decision = 'revoked'",
        "DELETE FROM trusted_signer",
        """
        INSERT INTO trusted_signer SELECT 99, at, operator_id, name, public_key, fingerprint,
            'accepted', reason FROM trusted_signer WHERE id = 1
        """,
    ],
)
def test_a_decision_on_a_signer_cannot_be_altered_unnoticed(
    receiver: Workspace, bundle: Path, tampering: str
) -> None:
    sender = look_at_bundle(receiver, bundle).manifest.sender
    accept_signer(receiver, sender, "called Ada")
    revoke_signer(receiver, sender.fingerprint, "lost")
    assert verify_audit(receiver).intact
    connection = receiver.store.reader()
    for verb in ("update", "delete"):
        connection.execute(f"DROP TRIGGER trusted_signer_no_{verb}")
    connection.execute(tampering)
    assert not verify_audit(receiver).intact


# Tampered bundles -------------------------------------------------------------------------------


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


# The guards hold --------------------------------------------------------------------------------


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


# Making one -------------------------------------------------------------------------------------


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
