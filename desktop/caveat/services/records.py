"""What is on record: pages of screenings, memos and audit entries."""

from caveat.domain.records import AuditEntry, MemoRow, ScreeningRow
from caveat.services.workspace import Workspace
from caveat.storage import audit, screenings


def screening_rows(
    ws: Workspace, *, text: str = "", outcome: str = "", limit: int = 200, offset: int = 0
) -> tuple[ScreeningRow, ...]:
    """Screenings, newest first; ``text`` is looked for in names and numbers."""
    with ws.store.reading() as connection:
        return screenings.screening_rows(
            connection,
            ws.now().date(),
            text=text,
            outcome=outcome,
            limit=limit,
            offset=offset,
        )


def memo_rows(ws: Workspace, *, limit: int = 200, offset: int = 0) -> tuple[MemoRow, ...]:
    """Memos, newest first."""
    with ws.store.reading() as connection:
        return screenings.memo_rows(connection, limit, offset)


def audit_entries(ws: Workspace, *, limit: int = 200, offset: int = 0) -> tuple[AuditEntry, ...]:
    """Audit entries, newest first."""
    with ws.store.reading() as connection:
        return audit.newest_entries(connection, limit, offset)
