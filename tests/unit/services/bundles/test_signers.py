from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.bundles import Trust
from caveat.errors import (
    InputError,
    RefusedReleaseError,
)
from caveat.services.audit import verify_audit
from caveat.services.bundle_making import make_bundle
from caveat.services.bundle_signers import accept_signer, revoke_signer, signers
from caveat.services.bundles import import_bundle, look_at_bundle
from caveat.services.lists import import_files
from caveat.services.workspace import Workspace
from sent import Csl, in_service, kinds
from templates import rows


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
