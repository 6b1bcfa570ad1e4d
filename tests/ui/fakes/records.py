"""Records of the fake: screenings, memos, the audit log."""

from caveat.domain.records import AuditEntry, AuditVerdict, MemoRow, ScreeningRow
from ui.fakes.answers import AnswersFake
from ui.fakes.base import SHA


class RecordsFake(AnswersFake):
    """What is on record."""

    def screening_rows(
        self, text: str, outcome: str, limit: int, offset: int
    ) -> tuple[ScreeningRow, ...]:
        rows = [
            ScreeningRow(
                number,
                answer.query.name,
                answer.screened_at,
                answer.operator,
                answer.outcome.value,
                len(answer.alerts),
                max((item.score for item in answer.hits), default=None),
                len(answer.alerts) - len(self.dispositions(number)),
            )
            for number, answer in self.recorded.items()
            if text.casefold() in answer.query.name.casefold()
            and (not outcome or answer.outcome.value == outcome)
        ]
        return tuple(rows[offset : offset + limit])

    def memo_rows(self, limit: int, offset: int) -> tuple[MemoRow, ...]:
        return tuple(self.memos[offset : offset + limit])

    def audit_entries(self, limit: int, offset: int) -> tuple[AuditEntry, ...]:
        rows = [
            AuditEntry(
                number,
                "2026-11-22T09:30:00Z",
                "screening recorded",
                f"S-2026-{number:06d}",
                self.operator(),
                SHA,
                SHA,
                SHA,
                SHA,
                "ab12",
            )
            for number in range(450, 0, -1)
        ]
        return tuple(rows[offset : offset + limit])

    def verify_audit(self) -> AuditVerdict:
        return AuditVerdict(intact=True, entries=450, head=SHA)
