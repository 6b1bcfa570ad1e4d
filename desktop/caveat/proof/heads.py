"""Where the chain ended, kept in a signed file outside the workspace.

Without it whoever can write the database can cut entries off its end, and no key is needed for
that. The file is rewritten after every commit and may lag behind a crash, so it only ever proves
that entries are missing, never that none are.
"""

import contextlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from caveat.domain.records import AuditEntry
from caveat.proof.canonical import canonical, canonical_bytes
from caveat.proof.keys import SigningKey, signature_holds


@dataclass(frozen=True, slots=True)
class HeadNews:
    """What the file says about a chain: findings, and notes where it can say nothing."""

    findings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def head_path(keys: Path, workspace_id: str) -> Path:
    """Where the head of a workspace's chain is kept."""
    return keys / f"head-{workspace_id}.json"


def keep_head(path: Path, workspace_id: str, seq: int, sha256: str, key: SigningKey) -> None:
    """Write down where the chain ends. What is on record is on record: a failure is silent."""
    said = {"workspace": workspace_id, "seq": seq, "sha256": sha256, "key": key.fingerprint}
    text = canonical({**said, "signature": key.sign(canonical_bytes(said))})
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    with contextlib.suppress(OSError):
        descriptor = os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        partial.replace(path)


def compare_head(
    path: Path,
    workspace_id: str,
    entries: Sequence[AuditEntry],
    public_keys: Mapping[str, bytes],
) -> HeadNews:
    """Hold a chain against the head that was kept."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        signature, seq, sha256 = said.pop("signature"), said["seq"], said["sha256"]
        held = signature_holds(public_keys[said["key"]], signature, canonical_bytes(said))
    except OSError:
        return HeadNews(notes=(f"no file {path.name} says where the log ended",))
    except (ValueError, LookupError, TypeError, AttributeError):
        return HeadNews(notes=(f"{path.name}, which says where the log ended, cannot be read",))
    if not held or said["workspace"] != workspace_id:
        return HeadNews((f"{path.name}, which says where the log ended, was altered",))
    if seq > len(entries):
        missing = (
            f"entries are missing at the end: {path.name} says that there were {seq}, here are "
            f"{len(entries)}. Either they were cut off, or an older copy was put back."
        )
        return HeadNews((missing,))
    if entries[seq - 1].sha256 != sha256:
        return HeadNews((f"entry {seq}: is not the one that {path.name} says was recorded",))
    return HeadNews()
