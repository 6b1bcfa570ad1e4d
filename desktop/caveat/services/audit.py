"""Whether the record is whole: the chain, its signatures, its payloads, its anchors."""

from dataclasses import replace

from caveat.domain.records import AuditEntry, AuditVerdict
from caveat.proof.chain import verify_chain
from caveat.services.workspace import Workspace
from caveat.storage import audit, integrity, screenings
from caveat.storage.encoding import DamagedTextError

_LIMITS = (
    "entries that no memo is anchored to could be rewritten by whoever holds the operator's key",
    "times are this computer's",
)


def verify_audit(ws: Workspace) -> AuditVerdict:
    """Check the audit chain, and that what it covers says the same as the tables.

    The database itself is checked first (SQLite's quick_check and foreign keys).
    """
    with ws.store.reading() as connection:
        payloads = dict[int, int | None]()
        chain: list[AuditEntry] = []
        for entry, payload_id in audit.entries(connection):
            chain.append(entry)
            payloads[entry.seq] = payload_id

        def payload_of(entry: AuditEntry) -> tuple[bytes, str] | None:
            payload_id = payloads[entry.seq]
            try:
                return audit.payload(connection, payload_id) if payload_id is not None else None
            except DamagedTextError:
                return b"", ""  # matches no hash: the chain says that it was altered

        verdict = verify_chain(
            chain, audit.public_keys(connection), payload_of, screenings.memo_anchors(connection)
        )
        faults = (
            *integrity.database_faults(connection),
            *integrity.record_faults(connection),
            *integrity.list_faults(connection),
        )
    return replace(
        verdict,
        intact=verdict.intact and not faults,
        findings=(*faults, *verdict.findings),
        notes=(*verdict.notes, *_LIMITS),
    )
