"""Columns of a supplier book."""

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


def _best(row: SupplierRow) -> str:
    return one_line(row.best_party)


def _best_note(row: SupplierRow) -> str:
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
    Column("Best hit", _best, second=_best_note, width=14, grows=True),
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
