"""Columns of the tables of records."""

from caveat.domain.records import AuditEntry, MemoRow, ScreeningRow
from caveat.domain.screening import Outcome
from caveat.ui.models.columns import Column
from caveat.ui.wording import counted, moment, one_line, score_text, short_hash

_SECONDS = len("2026-11-22T10:51:07")
OUTCOME_WORD = {
    Outcome.HITS: "Hits",
    Outcome.NO_MATCH: "No match",
    Outcome.NOT_SCREENED: "Not screened",
}
_ICON = {
    Outcome.HITS.value: ("strong", "strong"),
    Outcome.NO_MATCH.value: ("note", "note"),
    Outcome.NOT_SCREENED.value: ("possible", "possible"),
}
_WORD = {outcome.value: word for outcome, word in OUTCOME_WORD.items()}


def _outcome(row: ScreeningRow) -> str:
    word = _WORD.get(row.outcome, one_line(row.outcome))
    return counted(row.hits, "hit") if row.hits else word


def _decided(row: ScreeningRow) -> str:
    if not row.hits:
        return ""
    return f"{row.undecided} to decide" if row.undecided else "All decided"


def _icon(row: ScreeningRow) -> str:
    if row.hits and not row.undecided:
        return "check"
    return _ICON.get(row.outcome, ("note", "note"))[0]


def _tone(row: ScreeningRow) -> str:
    if row.hits and not row.undecided:
        return "note"
    return _ICON.get(row.outcome, ("note", "note"))[1]


def _when(entry: AuditEntry) -> str:
    """The recorded time to the second; the whole of it is in the tool tip."""
    return one_line(entry.at)[:_SECONDS].replace("T", " ")


SCREENINGS: tuple[Column[ScreeningRow], ...] = (
    Column("Screening", lambda row: row.screening, width=9),
    Column("Searched for", lambda row: one_line(row.name), width=19, grows=True),
    Column("Outcome", _outcome, second=_decided, icon=_icon, tone=_tone, width=9),
    Column(
        "Best score",
        lambda row: "" if row.best_score is None else score_text(row.best_score),
        right=True,
        width=6,
    ),
    Column(
        "When",
        lambda row: moment(row.screened_at),
        second=lambda row: one_line(row.operator),
        width=11,
    ),
)

MEMOS: tuple[Column[MemoRow], ...] = (
    Column("Memo", lambda row: row.memo, width=9),
    Column("Screening", lambda row: row.screening, width=9),
    Column(
        "File",
        lambda row: one_line(row.file_name),
        second=lambda row: f"SHA-256 {short_hash(row.sha256)}",
        tip=lambda row: row.sha256,
        width=20,
        grows=True,
    ),
    Column(
        "When",
        lambda row: moment(row.made_at),
        second=lambda row: one_line(row.operator),
        width=11,
    ),
)

AUDIT: tuple[Column[AuditEntry], ...] = (
    Column("No.", lambda row: f"{row.seq:,}", right=True, width=4.5),
    Column("When (UTC)", _when, tip=lambda row: row.at, width=10),
    Column("What was done", lambda row: one_line(row.kind), width=12),
    Column("To", lambda row: one_line(row.subject), width=12, grows=True),
    Column("By", lambda row: one_line(row.operator), width=8),
    Column("SHA-256", lambda row: short_hash(row.sha256), tip=lambda row: row.sha256, width=7),
)
