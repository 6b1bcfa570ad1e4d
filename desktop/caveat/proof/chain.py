"""The audit chain: each entry holds the hash of the one before and is signed.

Two designs were weighed. Hashing the payload into the chain is the simplest proof, but then
nothing can ever be deleted, and retention rules demand deletion. We chain metadata and a *salted*
hash of the payload instead: the payload can go and the chain still verifies, and the salt, gone
with it, keeps a short payload from being guessed from its hash.

What it does not prove: entries after the last anchor (a memo, a backup) can be rewritten by the
owner of the key, and times are the computer's. Entries cut off the end are told by `heads`.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from caveat.domain.records import AuditEntry, AuditVerdict
from caveat.proof.canonical import canonical_bytes
from caveat.proof.keys import SigningKey, signature_holds

FIRST = "0" * 64
"""What the first entry holds in place of a predecessor's hash."""

PayloadOf = Callable[[AuditEntry], tuple[bytes, str] | None]


def payload_sha256(salt: bytes, text: str) -> str:
    """Salted hash of a payload's canonical text."""
    return hashlib.sha256(salt + text.encode("utf-8", "surrogatepass")).hexdigest()


def next_entry(
    head: AuditEntry | None,
    *,
    at: str,
    kind: str,
    subject: str,
    operator: str,
    payload: str,
    key: SigningKey,
) -> AuditEntry:
    """The entry that follows ``head``; ``payload`` is its salted hash."""
    fields: dict[str, Any] = {
        "seq": head.seq + 1 if head else 1,
        "at": at,
        "kind": kind,
        "subject": subject,
        "operator": operator,
        "payload_sha256": payload,
        "previous": head.sha256 if head else FIRST,
        "key": key.fingerprint,
    }
    digest = hashlib.sha256(canonical_bytes(fields))
    return AuditEntry(**fields, sha256=digest.hexdigest(), signature=key.sign(digest.digest()))


def _digest(entry: AuditEntry) -> str:
    fields = asdict(entry)
    del fields["sha256"], fields["signature"]
    return hashlib.sha256(canonical_bytes(fields)).hexdigest()


def verify_chain(
    entries: Iterable[AuditEntry],
    public_keys: Mapping[str, bytes],
    payload_of: PayloadOf,
    anchors: Mapping[int, str],
) -> AuditVerdict:
    """Check every link, hash, signature, payload and anchor.

    A deleted payload is a note, not a finding. A clock that ran backward is a note too.

    Args:
        entries: The chain, oldest first.
        public_keys: Known keys by fingerprint.
        payload_of: Salt and text of an entry's payload, or None when it was deleted.
        anchors: Chain heads written elsewhere (memos): position → SHA-256 of that entry.
    """
    findings: list[str] = []
    notes: list[str] = []
    previous, last_at, deleted, count = FIRST, "", 0, 0
    open_anchors = dict(anchors)
    for entry in entries:
        count += 1
        where = f"entry {entry.seq} ({entry.kind} {entry.subject})"
        findings += [f"{where}: {fault}" for fault in _faults(entry, count, previous, public_keys)]
        payload = payload_of(entry)
        if payload is None:
            deleted += 1
        elif payload_sha256(*payload) != entry.payload_sha256:
            findings.append(f"{where}: its content was altered")
        if open_anchors.pop(entry.seq, entry.sha256) != entry.sha256:
            findings.append(f"{where}: is not the entry that a memo was anchored to")
        if entry.at < last_at:
            notes.append(f"{where}: the clock ran backward")
        previous, last_at = entry.sha256, entry.at
    findings += [f"entry {seq}: a memo was anchored to it, but it is gone" for seq in open_anchors]
    if deleted:
        notes.append(f"{deleted} payloads are no longer stored")
    return AuditVerdict(not findings, count, previous, tuple(findings), tuple(notes))


def _faults(
    entry: AuditEntry, expected: int, previous: str, public_keys: Mapping[str, bytes]
) -> Iterator[str]:
    if entry.seq != expected:
        yield f"stands at place {expected}: an entry before it is missing or was added"
    if entry.previous != previous:
        yield "does not follow the entry before it"
    digest = _digest(entry)
    if digest != entry.sha256:
        yield "was altered"
    public_key = public_keys.get(entry.key)
    if public_key is None:
        yield f"is signed by an unknown key {entry.key}"
    elif not signature_holds(public_key, entry.signature, bytes.fromhex(digest)):
        yield "its signature does not hold"
