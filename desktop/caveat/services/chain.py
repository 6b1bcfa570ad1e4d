"""How something goes on record: an entry of the audit chain and its payload."""

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from caveat.domain.answer_json import time_to_json
from caveat.domain.records import AuditEntry
from caveat.proof.chain import next_entry, payload_sha256
from caveat.proof.heads import keep_head
from caveat.proof.keys import SigningKey
from caveat.storage import audit
from caveat.storage.driver import sqlite3

if TYPE_CHECKING:
    from caveat.services.workspace import Workspace

_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Recorded:
    """An audit entry that was appended, and where its payload lies."""

    entry: AuditEntry
    payload_id: int


class Chain:
    """The end of the audit chain while one write transaction appends to it.

    Nothing else may append in that transaction before `finish`.
    """

    def __init__(
        self,
        ws: "Workspace",
        key: SigningKey,
        path: Path,
        workspace_id: str,
        connection: sqlite3.Connection,
    ) -> None:
        self._ws = ws
        self._key = key
        self._path = path
        self._id = workspace_id
        self._connection = connection
        self._head = audit.head(connection)

    def append_text(self, kind: str, subject: str, text: str) -> Recorded:
        """Put a payload on record that is written already; see `Workspace.append`.

        Args:
            kind: What was done.
            subject: Number of the thing it was done to.
            text: Canonical JSON.
        """
        salt = os.urandom(_SALT_BYTES)
        self._head = next_entry(
            self._head,
            at=time_to_json(self._ws.now()),
            kind=kind,
            subject=subject,
            operator=self._ws.operator.name,
            payload=payload_sha256(salt, text),
            key=self._key,
        )
        payload_id = audit.add_payload(self._connection, salt, text)
        audit.add_entry(self._connection, self._head, payload_id)
        return Recorded(self._head, payload_id)

    def finish(self) -> None:
        """Have the end of the chain written down once the transaction is stored."""
        if self._head is not None:
            seq, sha256 = self._head.seq, self._head.sha256
            act = partial(keep_head, self._path, self._id, seq, sha256, self._key)
            self._ws.store.after_commit(act)
