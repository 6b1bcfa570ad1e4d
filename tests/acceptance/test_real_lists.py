"""Point 4: the real lists come in, later ones replace them, damaged ones are refused."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from caveat.domain.lists import ImportReport, ReleaseState
from caveat.domain.screening import Query
from caveat.errors import RefusedReleaseError
from caveat.services.audit import verify_audit
from caveat.services.lists import import_files, list_overview, release_history
from caveat.services.records import audit_entries
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace

pytestmark = pytest.mark.real_data

ROWS_2022 = {
    "US-SDN": 10_026,
    "US-EL": 2_001,
    "US-DTC": 727,
    "US-DPL": 462,
    "US-SSI": 290,
    "US-UVL": 201,
    "US-ISN": 163,
    "US-PLC": 78,
    "US-MEU": 71,
    "US-CMIC": 68,
    "US-CAP": 53,
    "US-MBS": 17,
    "US-FSE": 3,
}
NEWER = {"US-EL": 3_409, "US-DPL": 564, "US-MEU": 70, "US-CMIC": 68, "US-ISN": 528, "US-DTC": 779}


def test_the_whole_list_of_2022_comes_in_as_thirteen_releases(report_2022: ImportReport) -> None:
    assert {o.list_code: o.parties for o in report_2022.outcomes} == ROWS_2022
    assert sum(ROWS_2022.values()) == 14_160
    assert {o.state for o in report_2022.outcomes} == {ReleaseState.IN_SERVICE}
    assert {str(o.released) for o in report_2022.outcomes} == {"2022-04-21"}


def test_six_lists_of_2026_replace_theirs_and_seven_are_marked_missing(
    report_2026: ImportReport, real: tuple[Workspace, Screener]
) -> None:
    assert {o.list_code: o.parties for o in report_2026.outcomes} == NEWER
    ws, _ = real
    statuses = {status.list.code: status for status in list_overview(ws)}
    assert {code for code, status in statuses.items() if status.release is None} == {
        "UN-SC", "EU-FSF", "UK-SL",
    }  # fmt: skip
    for code, status in statuses.items():
        if status.release is None:
            continue
        if code in NEWER:
            assert (str(status.release.released), status.release.parties) == (
                "2026-07-09",
                NEWER[code],
            )
        else:
            assert (str(status.release.released), status.release.parties) == (
                "2022-04-21",
                ROWS_2022[code],
            )
        told = "; ".join(status.warnings)
        assert ("missing from the file of 2026-07-09" in told) is (code not in NEWER)


def test_a_search_runs_over_all_thirteen_and_cites_the_release_of_each(
    real: tuple[Workspace, Screener],
) -> None:
    _, screener = real
    answer = screener.screen(Query("Sugon"))
    released = {item.list_code: str(item.released) for item in answer.coverage}
    assert released == {code: "2026-07-09" if code in NEWER else "2022-04-21" for code in ROWS_2022}
    assert any("UFLPA" in title for title in answer.not_covered)
    assert not {item.title for item in answer.coverage} & set(answer.not_covered)
    for query, code in (("Rosoboronexport", "US-SDN"), ("Sugon", "US-EL")):
        hit = next(h for h in screener.screen(Query(query)).alerts if h.party.list_code == code)
        assert hit.citations[0].date == released[code]
        assert len(hit.citations[0].release_sha256) == 64


def test_every_list_can_be_found_in(real: tuple[Workspace, Screener]) -> None:
    """One entry of every list, by its own name, is a strong hit of that list."""
    ws, screener = real
    for code in ROWS_2022:
        name = (
            ws.store.reader()
            .execute(
                "SELECT r.name FROM record AS r JOIN membership AS m ON m.record_id = r.id "
                "WHERE r.list_code = ? AND m.to_release IS NULL AND m.channel = 'csl' "
                "AND (r.ends = '' OR r.ends > '2027') AND length(r.name) > 9 "
                "ORDER BY r.id DESC LIMIT 1",
                (code,),
            )
            .fetchone()[0]
        )
        hits = screener.screen(Query(name, lists=(code,))).hits
        assert any(hit.party.name == name and hit.score >= 90 for hit in hits), (code, name)


def state_of(ws: Workspace) -> str:
    """Hash of every row of every table, but of what says that something was refused."""
    connection = ws.store.reader()
    digest = hashlib.sha256()
    tables = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        )
        if name not in {"audit_entry", "payload"}
    ]
    for table in tables:
        extra = "WHERE kind <> 'refused'" if table == "service_event" else ""
        for row in connection.execute(f"SELECT * FROM {table} {extra}"):  # noqa: S608
            digest.update(repr(row).encode())
    return digest.hexdigest()


def test_the_cut_off_file_is_refused_with_the_reason_and_nothing_changes(
    open_copy: Callable[..., Workspace], home_2026: Path, shared_data: Path
) -> None:
    ws = open_copy(home_2026)
    before, entries = state_of(ws), len(audit_entries(ws, limit=1000))
    with pytest.raises(RefusedReleaseError) as refused:
        import_files(ws, [shared_data / "lists" / "csl_truncated_2023-11-16.csv.gz"])
    told = str(refused.value)
    assert "cut off inside a quoted field after 4,228 records" in told
    assert "record 2 is a second header" in told
    assert "the releases in service stay" in told
    assert state_of(ws) == before
    assert len(audit_entries(ws, limit=1000)) == entries + 1
    assert verify_audit(ws).intact


def test_the_same_file_again_stores_nothing(
    open_copy: Callable[..., Workspace], home_2026: Path, shared_data: Path
) -> None:
    ws = open_copy(home_2026)
    before = state_of(ws)
    report = import_files(ws, [shared_data / "lists" / "csl_layout_2026-07-09.csv.gz"])
    assert all(outcome.unchanged for outcome in report.outcomes)
    assert state_of(ws) == before


def test_the_history_of_a_list_can_be_seen(real: tuple[Workspace, Screener]) -> None:
    ws, _ = real
    history = release_history(ws, "US-EL")
    assert [(str(r.released), r.state) for r in history] == [
        ("2026-07-09", ReleaseState.IN_SERVICE),
        ("2022-04-21", ReleaseState.SUPERSEDED),
        ("2026-07-09", ReleaseState.SUPERSEDED),
    ]


def test_the_record_of_two_imports_is_whole(real: tuple[Workspace, Screener]) -> None:
    ws, _ = real
    assert verify_audit(ws).findings == ()
