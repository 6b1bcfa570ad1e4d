"""Columns of a supplier book."""

from collections.abc import Callable

from caveat.domain.book_ties import SupplierTies
from caveat.domain.list_names import list_name, plain_name
from caveat.domain.rule_words import with_verify
from caveat.domain.suppliers import SupplierRow, SupplierStatus
from caveat.ui.models.columns import Column
from caveat.ui.wording import (
    STATUS_WORD,
    counted,
    country_name,
    day,
    moment,
    one_line,
    score_text,
)

STATUS_ICON = {
    SupplierStatus.NOT_SCREENED: "near-miss",
    SupplierStatus.NO_MATCH: "note",
    SupplierStatus.STARTER_ONLY: "possible",
    SupplierStatus.TO_REVIEW: "strong",
    SupplierStatus.DECIDED: "check",
}
STATUS_TONE = {
    SupplierStatus.NOT_SCREENED: "muted",
    SupplierStatus.NO_MATCH: "note",
    SupplierStatus.STARTER_ONLY: "possible",
    SupplierStatus.TO_REVIEW: "strong",
    SupplierStatus.DECIDED: "note",
}


def _seat(row: SupplierRow) -> str:
    address = one_line(row.supplier.addresses[0]) if row.supplier.addresses else ""
    return " · ".join(filter(None, (country_name(row.supplier.country), address)))


def _score(row: SupplierRow) -> str:
    return "" if row.best_score is None else score_text(row.best_score)


Ties = Callable[[SupplierRow], SupplierTies | None]
"""What ties a supplier without a hit to listed parties, as far as it is counted."""


def _best(row: SupplierRow, ties: Ties) -> str:
    tied = ties(row)
    return one_line(row.best_party) or (tied.lead if tied else "")


def _best_note(row: SupplierRow, ties: Ties) -> str:
    tied = ties(row)
    if tied is not None and row.best_party:
        return tied.lead
    if tied is not None:
        return one_line(tied.detail)
    words = [plain_name(row.best_list)] if row.best_list else []
    if row.hits:
        words.append(counted(row.hits, "hit"))
    return " · ".join(words)


def _means(row: SupplierRow) -> str:
    return " · ".join(dict.fromkeys(each.brief for each in row.meanings))


def _means_where(row: SupplierRow) -> str:
    """On its own line, so that no mark is cut off where there is little room."""
    return " · ".join(
        with_verify(plain_name(each.list_code), verified=each.verified) for each in row.meanings
    )


def _means_in_full(row: SupplierRow) -> str:
    told = [f"{list_name(each.list_code)}: {each.in_short}" for each in row.meanings]
    return "\n".join(
        (*told, "By the rules it was screened with; opened, the Law tab has the sources.")
    )


def _tied(row: SupplierRow, ties: Ties) -> str:
    tied = ties(row)
    if tied is None:
        return ""
    return (
        f"No hit is no release: {one_line(f'{tied.lead}, {tied.detail}')}, as known now. See Links."
    )


def columns(ties: Ties) -> tuple[Column[SupplierRow], ...]:
    """The columns; what is tied stands where a hit would."""
    best: Column[SupplierRow] = Column(
        "Best hit",
        lambda row: _best(row, ties),
        second=lambda row: _best_note(row, ties),
        icon=lambda row: "related" if ties(row) and not row.best_party else "",
        tone=lambda row: "possible" if ties(row) and not row.best_party else "",
        tip=lambda row: _tied(row, ties),
        width=14,
        grows=True,
    )
    return tuple(best if column.heading == best.heading else column for column in COLUMNS)


COLUMNS: tuple[Column[SupplierRow], ...] = (
    Column("Row", lambda row: f"{row.supplier.row:,}", order="row", right=True, width=3.8),
    Column(
        "Supplier",
        lambda row: one_line(row.supplier.name),
        second=_seat,
        order="name",
        width=16.5,
        grows=True,
    ),
    Column(
        "Status",
        lambda row: STATUS_WORD[row.status],
        icon=lambda row: STATUS_ICON[row.status],
        tone=lambda row: STATUS_TONE[row.status],
        order="status",
        width=9.3,
    ),
    Column("Score", _score, order="score", right=True, width=4.2),
    Column("Best hit", lambda row: one_line(row.best_party), width=14, grows=True),
    Column(
        "A match would mean",
        _means,
        second=_means_where,
        tip=lambda row: _means_in_full(row) if row.meanings else "",
        width=16,
        grows=True,
    ),
    Column(
        "Screened",
        lambda row: day(row.screened_at.date()) if row.screened_at else "",
        second=lambda row: row.screening,
        tip=lambda row: moment(row.screened_at),
        order="screened",
        width=9,
    ),
)
