"""The columns of the result table: heading, width and how a cell's value is found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from caveat.domain.results import ListStatement, ResultHit, ResultRow, SearchedLists
from caveat.domain.screening import Coverage
from caveat.domain.suppliers import RowNotTaken, Supplier, SupplierStatus

T = TypeVar("T")
Value = str | int | float | None
CONTRADICTED = " (contradicted)"
AGAIN = "; screen again"
"""What the status of a row says whose screening no longer stands for the newest lists."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column; ``width`` is in characters."""

    heading: str
    width: int
    value: Callable[[T], Value]


def result_columns(line: float, own: Sequence[str]) -> tuple[Column[ResultRow], ...]:
    """The columns of the sheet with one row per supplier.

    Args:
        line: The alert line of the newest answer; "no match" is never said without the line that
            the row itself was screened with.
        own: Headings of the officer's own columns, repeated verbatim at the right.
    """

    def status(row: ResultRow) -> str:
        text = row.status.value
        if row.status is SupplierStatus.NO_MATCH:
            text = (
                f"no match at or above {row.searched.engine.threshold if row.searched else line:g}"
            )
        return text + AGAIN * bool(row.outdated)

    fixed: tuple[Column[ResultRow], ...] = (
        Column("Row", 7, lambda row: row.supplier.row or None),
        Column("Reference", 14, lambda row: row.supplier.reference),
        Column("Supplier", 40, lambda row: row.supplier.name),
        Column("Country", 9, lambda row: row.supplier.country),
        Column("Status", 24, status),
        Column("Hits", 6, lambda row: row.hits),
        Column("Best score", 10, lambda row: row.best_score),
        Column("Band", 11, lambda row: row.band.value if row.band else ""),
        Column("Listed party", 40, lambda row: row.best_party),
        Column("List", 9, lambda row: row.best_list),
        Column("A match would mean", 46, lambda row: row.meaning.lists),
        Column("Why", 60, lambda row: f"{row.outdated} {row.why}".strip()),
        Column("Tied without a hit", 40, lambda row: row.tied),
        Column("Licence requirement", 30, lambda row: row.licence_requirement),
        Column("Federal Register", 22, lambda row: row.fr_citation),
        Column("Rules on the day of the answer", 46, lambda row: row.meaning.rules),
        Column("Decision", 14, lambda row: row.decision.value if row.decision else ""),
        Column("Near misses", 11, lambda row: row.near_misses or None),
        Column("Screening", 15, lambda row: row.screening),
        Column("Screened on", 20, lambda row: moment(row.screened_at)),
        Column("Address", 50, lambda row: "; ".join(row.supplier.addresses)),
        Column("Other names", 30, lambda row: "; ".join(row.supplier.aliases)),
        Column("Identifiers", 22, lambda row: "; ".join(row.supplier.identifiers)),
    )
    return fixed + tuple(Column(heading, 20, _own(heading)) for heading in own)


def _own(heading: str) -> Callable[[ResultRow], Value]:
    return lambda row: own_text(row.supplier, heading)


def own_text(supplier: Supplier, heading: str) -> str:
    """What the officer's own column of this heading holds for a supplier."""
    return "; ".join(text for name, text in supplier.unmapped if name == heading)


HIT_COLUMNS: tuple[Column[ResultHit], ...] = (
    Column("Row", 7, lambda hit: hit.row or None),
    Column("Supplier", 40, lambda hit: hit.supplier),
    Column("Score", 8, lambda hit: hit.score),
    Column("Band", 22, lambda hit: hit.band.value + CONTRADICTED * hit.contradicted),
    Column("Listed party", 40, lambda hit: hit.party),
    Column("List", 9, lambda hit: hit.list_code),
    Column("Country", 9, lambda hit: hit.country),
    Column("Why", 60, lambda hit: f"{hit.outdated} {hit.why}".strip()),
    Column("Licence requirement", 30, lambda hit: hit.licence_requirement),
    Column("Review policy", 30, lambda hit: hit.licence_policy),
    Column("Federal Register", 22, lambda hit: hit.fr_citation),
    Column(
        "A match would mean", 60, lambda hit: hit.meaning.meaning.in_short if hit.meaning else ""
    ),
    Column(
        "Rules on the day of the answer",
        46,
        lambda hit: "; ".join(hit.meaning.rules) if hit.meaning else "",
    ),
    Column("Effective", 11, lambda hit: day(hit.effective)),
    Column("Decision", 14, lambda hit: hit.decision.value if hit.decision else ""),
    Column("Reason", 40, lambda hit: hit.reason),
    Column("Decided by", 18, lambda hit: hit.operator),
    Column("Decided at", 20, lambda hit: moment(hit.decided_at)),
    Column("Hit", 15, lambda hit: hit.hit),
    Column("Screening", 15, lambda hit: hit.screening),
    Column("Screened on", 20, lambda hit: moment(hit.screened_at)),
)

NOT_TAKEN_COLUMNS: tuple[Column[RowNotTaken], ...] = (
    Column("Sheet", 16, lambda row: row.sheet),
    Column("Row", 8, lambda row: row.row),
    Column("Column", 8, lambda row: row.column),
    Column("Why it was not screened", 50, lambda row: row.reason),
    Column("The row as it stands", 100, lambda row: row.raw.replace("\t", " | ")),
)

LAW_COLUMNS: tuple[Column[ListStatement], ...] = (
    Column("List or rule", 30, lambda said: said.about),
    Column("What is asked", 24, lambda said: said.question),
    Column("What it says", 100, lambda said: said.text),
    Column("Source", 60, lambda said: said.source),
    Column("Edition of the rules", 68, lambda said: said.rules_sha256),
)

Searched = tuple[SearchedLists, Coverage]
"""A list, and the screenings that searched it."""

COVERAGE_COLUMNS: tuple[Column[Searched], ...] = (
    Column("Suppliers", 10, lambda item: item[0].suppliers or None),
    Column("Screened", 24, lambda item: _span(item[0])),
    Column("List", 10, lambda item: item[1].list_code),
    Column("Title", 40, lambda item: item[1].title),
    Column("Released", 12, lambda item: day(item[1].released) or "unknown"),
    Column("Date", 24, lambda item: item[1].released_basis),
    Column("Age in days", 11, lambda item: item[1].age_days),
    Column("Parties", 10, lambda item: item[1].parties),
    Column("Names", 10, lambda item: item[1].names),
    Column("State", 14, lambda item: item[1].state),
    Column("Channel", 10, lambda item: item[1].channel),
    Column("Imported", 20, lambda item: moment(item[1].imported_at)),
    Column("File", 36, lambda item: item[1].file_name),
    Column("SHA-256 of the file", 68, lambda item: item[1].sha256),
    Column("Alert line", 10, lambda item: item[0].engine.threshold),
    Column("Engine", 10, lambda item: item[0].engine.version),
    Column("Warnings", 60, lambda item: " ".join(item[1].warnings)),
)


def _span(searched: SearchedLists) -> str:
    """The days on which suppliers were screened on the same lists."""
    days = dict.fromkeys(at.date().isoformat() for at in (searched.first, searched.last) if at)
    return " to ".join(days)


def day(value: date | None) -> str:
    """An ISO date, or nothing."""
    return value.isoformat() if value else ""


def moment(value: datetime | None) -> str:
    """A time to the second, ISO 8601, or nothing."""
    return value.isoformat(sep=" ", timespec="seconds") if value else ""
