"""A made-up result table: two suppliers, hits, law, rows not taken; and how it is read."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import python_calamine

from caveat.domain.consequences import ListMeaning
from caveat.domain.decisions import Decision
from caveat.domain.results import (
    HitMeaning,
    ListStatement,
    ResultHit,
    ResultRow,
    ResultsAbout,
    RowMeaning,
    SearchedLists,
)
from caveat.domain.screening import Band, Coverage, Engine
from caveat.domain.suppliers import RowNotTaken, Supplier, SupplierStatus
from caveat.report.workbook import write_results

MADE = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

ABOUT = ResultsAbout(
    operator="Ada Example",
    made_at=MADE,
    program_version="0.1.0",
    engine=Engine(version="1.1", settings_sha256="f" * 64, threshold=72.5),
    file_name="suppliers.xlsx",
    file_sha256="e" * 64,
    not_covered=("UFLPA Entity List", "Section 1260H"),
)

COVERAGE = (
    Coverage(
        list_code="US-EL",
        title="Entity List",
        channel="csl",
        released=date(2026, 7, 9),
        released_basis="stated in the file",
        imported_at=MADE,
        parties=3_409,
        names=8_581,
        sha256="a" * 64,
        file_name="csl.csv.gz",
        age_days=136,
        state="in service",
        warnings=("The list is old.",),
    ),
)

RULE = "Our policy: in force since 2026-01-01"

ROWS = (
    ResultRow(
        supplier=Supplier(
            "浪潮示例有限公司",
            ("Example Inspur", "EI"),
            ("北京市海淀区示例路2号",),
            "CN",
            ("91110000EXAMPLE",),
            "0007",
            2,
            (("Buyer", "Meier"),),
        ),
        status=SupplierStatus.TO_REVIEW,
        screening="S-2026-000001",
        hits=2,
        best_score=94.5,
        band=Band.STRONG,
        best_party="Example Listed Co.",
        best_list="US-EL",
        why="“Inspur” is in both names.",
        fr_citation="90 FR 14046",
        licence_requirement="For all items subject to the EAR",
        decision=Decision.OPEN,
        screened_at=MADE,
        meaning=RowMeaning("US-EL: licence needed", RULE),
    ),
    ResultRow(
        supplier=Supplier("Acme Ltd", country="GB", row=3),
        status=SupplierStatus.NO_MATCH,
        screening="S-2026-000002",
        near_misses=3,
    ),
)

HITS = (
    ResultHit(
        row=2,
        supplier="浪潮示例有限公司",
        screening="S-2026-000001",
        hit="H-2026-000001",
        score=94.5,
        band=Band.STRONG,
        contradicted=True,
        party="Example Listed Co.",
        list_code="US-EL",
        country="CN",
        why="“Inspur” is in both names.",
        effective=date(2025, 3, 25),
        decision=Decision.FALSE_POSITIVE,
        reason="another city",
        operator="Ada Example",
        decided_at=MADE,
        meaning=HitMeaning(
            ListMeaning("US-EL", "licence needed", True, "Read the entry."), (RULE,)
        ),
    ),
)

LAW = (ListStatement("US-EL", "In short", "Read the entry.", "15 CFR 744.11", "d" * 64),)

SEARCHED = SearchedLists(COVERAGE, ABOUT.engine, 2, MADE, MADE)

NOT_TAKEN = (RowNotTaken(sheet="Data", row=9, column="B", reason="has no name", raw="-\tBerlin"),)


def write(out: Path, **changed: Any) -> Path:
    return write_results(
        out,
        **{
            "title": "Suppliers 2026",
            "rows": ROWS,
            "searched": (SEARCHED,),
            "about": ABOUT,
            "not_taken": NOT_TAKEN,
            "notes": ("The list is old.",),
            "hits": HITS,
            "law": LAW,
            "own_columns": ("Buyer",),
        }
        | changed,
    )


def sheets(path: Path) -> dict[str, list[list[object]]]:
    book = python_calamine.CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def records(table: list[list[object]]) -> list[dict[object, object]]:
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]
