"""Relations that the officer brings in: tables with bad rows, one typed in, withdrawn."""

from collections.abc import Callable
from pathlib import Path

import pytest

from caveat.domain.relations import Basis, RefKind, RelationKind
from caveat.domain.stated_relations import RelationImport
from caveat.errors import InputError, UnreadableFileError
from caveat.services.audit import verify_audit
from caveat.services.records import audit_entries
from caveat.services.relations import (
    TypedRelation,
    import_relations,
    list_relations,
    save_relation_template,
    type_in,
)
from caveat.services.screening import Screener
from caveat.services.withdrawn_relations import restore_relation, withdraw_relation
from caveat.services.workspace import Workspace
from templates import row, rows

HEAD = "from,relation,to,share,from date,to date,source,note\n"
BAD = """\
Sugon,shareholder of,Alpha Components Ltd.,38,2024-01-01,,"Annual report 2025, page 12",
Beta Holding,shareholder of,Alpha Components Ltd.,approximately 30 %,2024,,Register,
Gamma,shareholder of,Alpha Components Ltd.,-5,,,Register,
Delta,shareholder of,Alpha Components Ltd.,120 %,,,Register,
Epsilon,shareholder of,Alpha Components Ltd.,60,,,Register,
Alpha Components Ltd.,shareholder of,Zeta Ltd.,50,,,,
Zeta Ltd.,shareholder of,Alpha Components Ltd.,10,,,,
Jane Doe,cousin of,Alpha Components Ltd.,,,,Register,
,shareholder of,Alpha Components Ltd.,5,,,Register,
Alpha Components Ltd.,shareholder of,Alpha Components Ltd.,5,,,Register,
"""


def take(
    ws: Workspace, screener: Screener, path: Path, rows: str, *, preview: bool = False
) -> RelationImport:
    path.write_text(HEAD + rows, encoding="utf-8")
    return import_relations(ws, screener, path, preview=preview)


def said(done: RelationImport, row: int) -> str:
    return " | ".join(remark.happened for remark in done.remarks if remark.row == row)


def test_bad_rows_are_reported_by_row_and_the_rest_is_stored(
    ws: Workspace, screener: Screener, tmp_path: Path
) -> None:
    done = take(ws, screener, tmp_path / "ties.csv", BAD)

    assert {remark.row for remark in done.not_used} == {4, 5, 9, 10, 11}
    assert "negative" in said(done, 4)
    assert "above 100 %" in said(done, 5)
    assert "25 to 35 %" in said(done, 3)
    assert "circle of holdings" in said(done, 7)
    assert "128" in said(done, 6) or "133" in said(done, 3) + said(done, 6)
    assert "neither listed nor a supplier" in said(done, 2)
    assert "cousin of" in said(done, 9)
    assert all(remark.do for remark in done.remarks)
    assert done.stored == 5
    assert len(list_relations(ws)) == 5
    assert verify_audit(ws).findings == ()


def test_a_preview_stores_nothing_and_says_the_same(
    ws: Workspace, screener: Screener, tmp_path: Path
) -> None:
    looked = take(ws, screener, tmp_path / "ties.csv", BAD, preview=True)
    assert list_relations(ws) == ()
    done = import_relations(ws, screener, tmp_path / "ties.csv")
    assert (looked.remarks, looked.ties) == (done.remarks, done.ties)
    assert (looked.stored, done.stored) == (0, 5)


def test_names_of_listed_parties_are_looked_up_and_kept_as_given(
    ws: Workspace, screener: Screener, tmp_path: Path
) -> None:
    row = "Dawning Information Industry,shareholder of,Alpha,38,,,Register,\n"
    done = take(ws, screener, tmp_path / "ties.csv", row)
    assert done.ties[0].subject.kind is RefKind.LISTED
    assert done.ties[0].subject.name in {"Sugon", "Dawning Information Industry Co., Ltd"}
    assert done.unknown == ("Alpha",)
    (stored,) = list_relations(ws)
    assert stored.tie.subject.name == "Dawning Information Industry"
    assert stored.tie.basis is Basis.IMPORTED


def test_what_is_on_record_is_not_stored_again(
    ws: Workspace, screener: Screener, tmp_path: Path
) -> None:
    take(ws, screener, tmp_path / "ties.csv", BAD)
    again = take(ws, screener, tmp_path / "ties.csv", BAD + "Eta,linked to,Alpha,,,,Register,\n")
    assert (again.repeated, again.stored) == (5, 1)


def test_a_table_of_nothing_that_can_be_used_is_refused_and_says_why(
    ws: Workspace, screener: Screener, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="Row 2 has a share that is negative"):
        take(ws, screener, tmp_path / "ties.csv", "A,shareholder of,B,-5,,,x,\n")
    (tmp_path / "noise.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(UnreadableFileError):
        import_relations(ws, screener, tmp_path / "noise.xlsx")
    assert list_relations(ws) == ()


def test_the_template_is_read_back_as_a_table_without_relations(
    ws: Workspace, screener: Screener, tmp_path: Path
) -> None:
    for name in ("t.csv", "t.xlsx"):
        written = save_relation_template(tmp_path / name)
        looked = import_relations(ws, screener, written, preview=True)
        assert (looked.ties, looked.remarks) == ((), ())
    with pytest.raises(InputError, match="Nothing was written"):
        save_relation_template(tmp_path / "t.pdf")


def test_a_relation_is_typed_in_withdrawn_and_stays_on_record(ws: Workspace) -> None:
    typed = TypedRelation(
        "Sugon", RelationKind.SHAREHOLDER, "Alpha", "Register, page 3", share="about 30"
    )
    stored = type_in(ws, typed)
    assert stored.tie.basis is Basis.TYPED
    assert str(stored.tie.share.interval if stored.tie.share else "") == "25 to 35 %"
    withdrawn = withdraw_relation(ws, stored.number, "sold")
    assert withdrawn.withdrawn
    assert withdrawn.withdrawn.reason == "sold"
    assert list_relations(ws) == ()
    assert list_relations(ws, withdrawn=True) == (withdrawn,)
    with pytest.raises(InputError, match="withdrawn already"):
        withdraw_relation(ws, stored.number, "again")
    with pytest.raises(InputError, match="no relation “R-99”"):
        withdraw_relation(ws, "R-99", "why not")
    assert verify_audit(ws).findings == ()


def test_a_withdrawal_taken_back_is_a_new_statement_of_the_same(
    ws: Workspace, screener: Screener, tmp_path: Path
) -> None:
    table = tmp_path / "ties.csv"
    table.write_text(HEAD + "Sugon,shareholder of,Alpha,38,2024,,Report,\n", encoding="utf-8")
    import_relations(ws, screener, table)
    (first,) = list_relations(ws)
    with pytest.raises(InputError, match="R-1 is not withdrawn"):
        restore_relation(ws, first.number)
    withdraw_relation(ws, first.number, "a slip")
    again = restore_relation(ws, first.number)
    assert (again.number, again.tie, again.file_name) == ("R-2", first.tie, "ties.csv")
    assert list_relations(ws) == (again,)
    assert [bool(each.withdrawn) for each in list_relations(ws, withdrawn=True)] == [True, False]
    with pytest.raises(InputError, match="counts already, as R-2"):
        restore_relation(ws, first.number)
    kinds = [entry.kind for entry in audit_entries(ws, limit=2)]
    assert kinds == ["relation restored", "relation withdrawn"]
    assert verify_audit(ws).findings == ()
    assert import_relations(ws, screener, table).repeated == 1


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"share": "120"}, "above 100 %"),
        ({"share": "-3"}, "negative"),
        ({"share": "a lot"}, "not understood"),
        ({"source": " "}, "needs its source"),
        ({"subject": "!?"}, "first party has no name"),
        ({"object": "sugon"}, "tied to itself"),
        ({"since": "yesterday"}, "no date"),
        ({"since": "2025", "until": "2024"}, "ends"),
        ({"kind": RelationKind.OFFICER, "share": "5"}, "has no share"),
        ({"kind": RelationKind.CO_LOCATION}, "cannot be typed in"),
        ({"note": "\ud800"}, "UTF-8"),
    ],
)
def test_what_is_typed_in_wrong_is_refused_with_a_reason(
    ws: Workspace, changed: dict[str, str], message: str
) -> None:
    fields = {"subject": "Sugon", "kind": RelationKind.SHAREHOLDER, "object": "B", "source": "x"}
    with pytest.raises(InputError, match=message):
        type_in(ws, TypedRelation(**{**fields, **changed}))  # type: ignore[arg-type]  # fields by name
    assert list_relations(ws, withdrawn=True) == ()


def test_the_preview_says_who_may_be_listed_under_another_spelling(
    ws: Workspace, screener: Screener, tmp_path: Path, publish: Callable[..., object]
) -> None:
    entries = [*rows("US-EL", 170), row("US-EL", "Huawei Technologies Co., Ltd.")]
    publish("csl_2026-11-19.csv", entries)
    table = (
        "Huawei Tecnologies Co Ltd,shareholder of,Alpha Components Ltd.,60,,,Register,\n"
        "Quiet Garden Tools,shareholder of,Alpha Components Ltd.,40,,,Register,\n"
    )
    done = take(ws, screener, tmp_path / "ties.csv", table, preview=True)
    assert "may be Huawei Technologies Co., Ltd. (" in said(done, 2)
    assert "neither listed nor a supplier here: “Huawei" not in said(done, 2)
    assert "neither listed nor a supplier here: “Quiet Garden Tools”" in said(done, 3)
