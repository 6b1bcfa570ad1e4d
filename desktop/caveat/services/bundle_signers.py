"""Whose bundles are taken: an installation is accepted, or no longer, by an act on record."""

from caveat.domain.bundles import Signer, Trust
from caveat.errors import InputError
from caveat.services.given_text import refuse_broken_text
from caveat.services.workspace import Workspace
from caveat.storage import audit
from caveat.storage.signers import (
    ACCEPTED,
    ENTRY_KINDS,
    REVOKED,
    SignerDecision,
    add_decision,
    decisions,
    said_of,
)


def trust_in(ws: Workspace, signer: Signer) -> Trust:
    """What this workspace thinks of whoever holds a key."""
    with ws.store.reading() as connection:
        decided = {made.public_key: made.decision for made in decisions(connection)}
        own = audit.public_keys(connection).values()
    if signer.public_key in decided:
        return Trust.KNOWN if decided[signer.public_key] == ACCEPTED else Trust.REVOKED
    return Trust.OWN if signer.public_key in own else Trust.UNKNOWN


def signers(ws: Workspace) -> tuple[SignerDecision, ...]:
    """Every installation that was ever decided on, with the newest decision."""
    with ws.store.reading() as connection:
        return decisions(connection)


def accept_signer(ws: Workspace, signer: Signer, reason: str) -> None:
    """Take bundles of an installation from now on.

    Raises:
        InputError: No reason was given.
    """
    _decide(ws, signer, ACCEPTED, reason)


def revoke_signer(ws: Workspace, fingerprint: str, reason: str) -> None:
    """Take no more bundles of an installation. What was taken before stays.

    Raises:
        InputError: No such installation was accepted, or no reason was given.
    """
    known = [made for made in signers(ws) if made.fingerprint == fingerprint]
    if not any(made.decision == ACCEPTED for made in known):
        raise InputError(
            f"No installation with the key {fingerprint} is accepted here. Nothing was changed. "
            "“caveat lists signers” names those that are."
        )
    for made in known:
        _decide(ws, Signer(made.name, made.public_key, fingerprint), REVOKED, reason)


def _decide(ws: Workspace, signer: Signer, decision: str, reason: str) -> None:
    refuse_broken_text("The reason", reason)
    if not reason.strip():
        raise InputError(
            "To decide whose bundles are taken, give a reason: it goes on record. Nothing was "
            "changed."
        )
    made = SignerDecision(
        ws.now(), signer.name, signer.public_key, signer.fingerprint, decision, reason.strip()
    )
    with ws.store.writing() as connection:
        add_decision(connection, made, ws.operator.id)
        ws.append(connection, ENTRY_KINDS[decision], signer.fingerprint, said_of(made))
