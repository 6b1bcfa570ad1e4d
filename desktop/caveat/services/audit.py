"""Whether the record is whole: the chain, its signatures, its payloads, its anchors, its end."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from caveat.domain.records import AuditEntry, AuditVerdict
from caveat.proof.chain import verify_chain
from caveat.proof.heads import compare_head, head_path
from caveat.proof.keys import fingerprint, is_protected
from caveat.services.operator_keys import operator_key_path
from caveat.services.workspace import Workspace
from caveat.storage import audit, integrity, screenings
from caveat.storage.driver import sqlite3
from caveat.storage.encoding import DamagedTextError

_REWRITTEN = (
    "entries that no memo is anchored to could be rewritten by whoever holds the operator's key, "
    "and cut off at the end by whoever can also write the folder of the keys"
)
_LIMITS = (_REWRITTEN, "times are this computer's")
_OPEN_KEY = (
    "the operator's key is not kept under a passphrase: whoever can read the operator's files can "
    "sign in the operator's name (give one in CAVEAT_PASSPHRASE when a key is made)"
)


def verify_audit(ws: Workspace) -> AuditVerdict:
    """Check the audit chain, and that what it covers says the same as the tables.

    The database itself is checked first (SQLite's quick_check and foreign keys). Whatever is
    stored, the answer is a verdict: what cannot be read is a finding.
    """
    with ws.store.reading() as connection:
        faults = integrity.database_faults(connection)
        altered = integrity.record_faults(connection)
        faults += altered + (integrity.list_faults(connection) if altered else ())
        try:
            verdict = _verify(ws, connection)
        except (sqlite3.OperationalError, ValueError, TypeError) as error:
            verdict = AuditVerdict(
                intact=False, entries=0, head="", findings=(f"the log cannot be read ({error})",)
            )
    return replace(
        verdict,
        intact=verdict.intact and not faults,
        findings=(*faults, *verdict.findings),
        notes=(*verdict.notes, *_open_key(ws), *_LIMITS),
    )


def _open_key(ws: Workspace) -> Iterator[str]:
    path = operator_key_path(ws.paths, ws.operator.name)
    if path.is_file() and not is_protected(path):
        yield _OPEN_KEY


def _verify(ws: Workspace, connection: sqlite3.Connection) -> AuditVerdict:
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

    keys = audit.public_keys(connection)
    verdict = verify_chain(chain, keys, payload_of, screenings.memo_anchors(connection))
    workspace = audit.workspace_id(connection)
    end = compare_head(head_path(ws.paths.keys, workspace), workspace, chain, keys)
    faults = (*_operator_faults(connection, chain), *end.findings)
    return replace(
        verdict,
        intact=verdict.intact and not faults,
        findings=(*verdict.findings, *faults),
        notes=(*verdict.notes, *end.notes),
    )


def _operator_faults(connection: sqlite3.Connection, chain: Sequence[AuditEntry]) -> Iterator[str]:
    """Operators whose row is not that of the key that signed in their name."""
    named = {mark: name for name, mark, _ in audit.operators(connection)}
    for name, mark, public in audit.operators(connection):
        if fingerprint(public) != mark:
            yield f"operator {name}: the stored key is not the one that its fingerprint names"
    for key, name in dict.fromkeys((entry.key, entry.operator) for entry in chain):
        if named.get(key, name) != name:
            yield f"operator {name}: is stored under the name {named[key]}"
