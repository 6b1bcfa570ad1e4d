import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.lists import (
    Channel,
    ImportReport,
    Override,
    ReleasedBasis,
    ReleaseOutcome,
    ReleaseState,
)
from caveat.domain.progress import CancelledError, CancelToken, Progress, ignore_progress
from caveat.domain.records import AuditEntry
from caveat.domain.screening import Query
from caveat.errors import InputError, UnreadableFileError
from caveat.ingest.lists.read import read_list_file
from caveat.services.intake import IntakeOptions, take_in
from caveat.services.lists import import_files, list_overview, release_history
from caveat.services.records import audit_entries
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from caveat.storage import audit, releases
from caveat.storage.driver import sqlite3
from templates import Clock, Row, row, rows, write_csl

Publish = Callable[..., ImportReport]


def outcome(report: ImportReport, code: str = "US-EL") -> ReleaseOutcome:
    return next(item for item in report.outcomes if item.list_code == code)


def in_service(ws: Workspace, code: str = "US-EL") -> str:
    release = next(s.release for s in list_overview(ws) if s.list.code == code)
    assert release is not None
    return release.file_name


def warnings(ws: Workspace, code: str = "US-EL") -> str:
    return "; ".join(next(s.warnings for s in list_overview(ws) if s.list.code == code))


def payload(ws: Workspace, entry: AuditEntry) -> dict[str, object]:
    connection = ws.store.reader()
    payload_id = connection.execute(
        "SELECT payload_id FROM audit_entry WHERE seq = ?", (entry.seq,)
    ).fetchone()[0]
    stored = audit.payload(connection, payload_id)
    assert stored is not None
    found: dict[str, object] = json.loads(stored[1])
    return found


def contents(ws: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the audit log's."""
    connection = ws.store.reader()
    tables = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if name not in {"audit_entry", "payload"} and not name.startswith("sqlite_")
    ]
    return {t: connection.execute(f"SELECT * FROM {t}").fetchall() for t in tables}  # noqa: S608


def test_every_list_of_a_file_enters_service(ws: Workspace, publish: Publish) -> None:
    report = publish("csl_2025-01-01.csv", [*rows("US-EL", 175), *rows("US-DPL", 20)])
    assert [(o.list_code, o.state, o.added) for o in report.outcomes] == [
        ("US-EL", ReleaseState.IN_SERVICE, 175),
        ("US-DPL", ReleaseState.IN_SERVICE, 20),
    ]
    assert in_service(ws) == in_service(ws, "US-DPL") == "csl_2025-01-01.csv"


def test_the_starter_leaves_a_list_whose_official_release_enters(
    ws: Workspace, publish: Publish, screener: Screener
) -> None:
    assert screener.screen(Query("Nettrix")).hits[0].score > 90
    publish("csl_2025-01-01.csv", rows("US-EL", 175))
    after = screener.screen(Query("Nettrix"))
    assert not after.alerts
    states = {item.list_code: item.state for item in after.coverage}
    assert states == {"US-EL": "in service", "US-CMIC": "starter"}
    history = release_history(ws, "US-EL")
    assert [(r.channel, r.state) for r in history] == [
        (Channel.CSL, ReleaseState.IN_SERVICE),
        (Channel.STARTER, ReleaseState.SUPERSEDED),
    ]


def test_a_shrunken_list_is_refused_and_the_old_one_stays_with_a_lasting_warning(
    ws: Workspace, publish: Publish
) -> None:
    publish("csl_2025-01-01.csv", [*rows("US-EL", 175), *rows("US-DPL", 20)])
    report = publish("csl_2025-02-01.csv", [*rows("US-EL", 165), *rows("US-DPL", 20)])
    refused = outcome(report)
    assert refused.state is ReleaseState.REFUSED
    assert "165 entries where the release before it has 175" in refused.reason
    assert outcome(report, "US-DPL").state is ReleaseState.IN_SERVICE
    assert in_service(ws) == "csl_2025-01-01.csv"
    assert "csl_2025-02-01.csv was refused" in warnings(ws)
    assert release_history(ws, "US-EL")[0].state is ReleaseState.REFUSED


def test_the_warning_of_a_refusal_ends_when_a_release_enters_service(
    ws: Workspace, publish: Publish
) -> None:
    publish("csl_2025-01-01.csv", rows("US-EL", 175))
    publish("csl_2025-02-01.csv", rows("US-EL", 165))
    publish("csl_2025-03-01.csv", rows("US-EL", 176))
    assert "refused" not in warnings(ws)


def test_a_refused_release_has_no_entries_that_a_search_could_find(
    publish: Publish, screener: Screener
) -> None:
    publish("csl_2025-01-01.csv", rows("US-EL", 175))
    publish("csl_2025-02-01.csv", [row("US-EL", "Wuxi Unseen Photonics Ltd.")])
    assert not screener.screen(Query("Wuxi Unseen Photonics")).alerts


def test_a_shrunken_list_is_accepted_with_a_reason_on_record(
    ws: Workspace, publish: Publish
) -> None:
    publish("csl_2025-01-01.csv", rows("US-EL", 175))
    report = publish("csl_2025-02-01.csv", rows("US-EL", 165), accept_shrink="FR 2025-99999")
    assert outcome(report).state is ReleaseState.IN_SERVICE
    assert outcome(report).removed == 10
    assert in_service(ws) == "csl_2025-02-01.csv"
    newest = audit_entries(ws, limit=1)[0]
    assert newest.kind == "lists imported"
    assert payload(ws, newest)["reason"] == "FR 2025-99999"
    assert "FR 2025-99999" in release_history(ws, "US-EL")[0].reason


def test_a_missing_list_stays_at_its_last_release_and_says_so_until_it_comes_again(
    ws: Workspace, publish: Publish, screener: Screener
) -> None:
    publish("csl_2025-01-01.csv", [*rows("US-EL", 175), *rows("US-DPL", 20), *rows("US-UVL", 9)])
    report = publish("csl_2025-02-01.csv", [*rows("US-EL", 176), *rows("US-UVL", 9)])
    assert report.warnings == ("US-DPL: missing from the file of 2025-02-01; stays at 2025-01-01",)
    assert in_service(ws, "US-DPL") == "csl_2025-01-01.csv"
    assert "missing from the file of 2025-02-01" in warnings(ws, "US-DPL")
    answer = screener.screen(Query("Kemotizu"))
    said = {item.list_code: item.warnings for item in answer.coverage}
    assert any("missing from the file of 2025-02-01" in text for text in said["US-DPL"])

    publish("csl_2025-03-01.csv", [*rows("US-EL", 177), *rows("US-UVL", 9)])
    assert "missing from the file of 2025-03-01" in warnings(ws, "US-DPL")

    publish("csl_2025-04-01.csv", [*rows("US-EL", 177), *rows("US-DPL", 20), *rows("US-UVL", 9)])
    assert "missing" not in warnings(ws, "US-DPL")


def test_an_older_file_says_nothing_about_a_newer_list_that_it_lacks(
    ws: Workspace, publish: Publish
) -> None:
    publish("csl_2025-02-01.csv", [*rows("US-EL", 175), *rows("US-DPL", 20)])
    report = publish("csl_2024-01-01.csv", [*rows("US-EL", 165), *rows("US-UVL", 9)])
    assert report.warnings == ()
    assert "missing" not in warnings(ws, "US-DPL")


def test_one_list_taken_from_a_file_does_not_make_the_others_missing(
    ws: Workspace, publish: Publish
) -> None:
    publish("csl_2025-01-01.csv", [*rows("US-EL", 175), *rows("US-DPL", 20)])
    report = publish("csl_2025-02-01.csv", rows("US-EL", 176), whole_file=False)
    assert report.warnings == ()
    assert "missing" not in warnings(ws, "US-DPL")


def test_starter_lists_are_not_missing_from_an_official_file(
    ws: Workspace, publish: Publish
) -> None:
    report = publish("csl_2025-01-01.csv", [*rows("US-EL", 175), *rows("US-DPL", 20)])
    assert report.warnings == ()
    assert "missing" not in warnings(ws, "US-CMIC")


def test_an_older_edition_is_kept_as_history_and_does_not_enter_service(
    ws: Workspace, publish: Publish
) -> None:
    publish("csl_2025-02-01.csv", rows("US-EL", 175))
    older = outcome(publish("csl_2025-01-01.csv", rows("US-EL", 145, start=35)))
    assert older.state is ReleaseState.SUPERSEDED
    assert "kept as history" in older.reason
    assert in_service(ws) == "csl_2025-02-01.csv"
    assert len(release_history(ws, "US-EL")) == 3


def test_the_same_file_again_stores_nothing(ws: Workspace, publish: Publish) -> None:
    publish("csl_2025-01-01.csv", [*rows("US-EL", 175), *rows("US-DPL", 20)])
    before = contents(ws)
    report = publish("csl_2025-01-01.csv", [*rows("US-EL", 175), *rows("US-DPL", 20)])
    assert [o.unchanged for o in report.outcomes] == [True, True]
    assert all("in service already" in o.reason for o in report.outcomes)
    assert contents(ws) == before


def test_a_file_kept_as_history_is_recognised_too(ws: Workspace, publish: Publish) -> None:
    publish("csl_2025-02-01.csv", rows("US-EL", 175))
    publish("csl_2025-01-01.csv", rows("US-EL", 145))
    before = contents(ws)
    again = outcome(publish("csl_2025-01-01.csv", rows("US-EL", 145)))
    assert again.unchanged
    assert "kept as history already" in again.reason
    assert again.state is ReleaseState.SUPERSEDED
    assert contents(ws) == before


def test_a_file_imported_without_a_date_gets_one_when_it_is_given(
    ws: Workspace, csl: Callable[..., Path]
) -> None:
    path = csl("consolidated.csv", rows("US-EL", 175))
    import_files(ws, [path])
    assert "the date of this release is unknown" in warnings(ws)
    dated = outcome(import_files(ws, [path], released=date(2026, 11, 20)))
    assert (dated.state, dated.released) == (ReleaseState.IN_SERVICE, date(2026, 11, 20))
    assert (dated.added, dated.changed, dated.removed) == (0, 0, 0)
    assert "unknown" not in warnings(ws)
    assert outcome(import_files(ws, [path], released=date(2026, 11, 20))).unchanged


def test_a_late_edition_is_guarded_against_the_one_that_it_follows(publish: Publish) -> None:
    publish("csl_2025-01-01.csv", rows("US-EL", 175))
    publish("csl_2025-03-01.csv", rows("US-EL", 175))
    late = outcome(publish("csl_2025-02-01.csv", rows("US-EL", 145)))
    assert late.state is ReleaseState.REFUSED
    assert late.override is Override.SHRINK
    earliest = outcome(publish("csl_2024-12-01.csv", rows("US-EL", 145)))
    assert earliest.state is ReleaseState.SUPERSEDED


def test_a_newer_reader_reads_a_stored_file_again_once(
    ws: Workspace, csl: Callable[..., Path]
) -> None:
    file = read_list_file(csl("csl_2025-01-01.csv", rows("US-EL", 175)))
    newer = replace(file, parser_version=file.parser_version + 1)
    states = []
    for each in (file, newer, newer):
        report = take_in(ws, each, IntakeOptions(), progress=ignore_progress, cancel=None)
        states.append(outcome(report).unchanged)
    assert states == [False, False, True]


def test_a_file_kept_as_history_says_how_it_may_serve_and_serves_when_asked(
    ws: Workspace, publish: Publish, csl: Callable[..., Path]
) -> None:
    publish("csl_2025-02-01.csv", rows("US-EL", 175))
    older = csl("csl_2025-01-01.csv", rows("US-EL", 145))
    assert outcome(import_files(ws, [older])).override is Override.OLDER
    assert outcome(import_files(ws, [older])).override is Override.OLDER
    served = outcome(import_files(ws, [older], accept=[Override.OLDER], reason="an error in it"))
    assert (served.state, served.override) == (ReleaseState.IN_SERVICE, None)
    assert "of 2025-02-01 (145 entries for 175): an error in it" in served.reason
    assert "an older edition was put into service" in warnings(ws)


def test_a_refused_file_can_be_imported_again_with_a_reason(
    ws: Workspace, publish: Publish
) -> None:
    publish("csl_2025-01-01.csv", rows("US-EL", 175))
    publish("csl_2025-02-01.csv", rows("US-EL", 165))
    again = outcome(publish("csl_2025-02-01.csv", rows("US-EL", 165), accept_shrink="checked"))
    assert again.state is ReleaseState.IN_SERVICE
    assert in_service(ws) == "csl_2025-02-01.csv"


def test_rows_of_unknown_sources_are_kept_and_named(ws: Workspace, publish: Publish) -> None:
    report = publish(
        "csl_2025-01-01.csv", [*rows("US-EL", 140), row("Moon List (ML)", "Lunar Example Ltd.")]
    )
    assert report.warnings == ("belongs to no list known here: Moon List (ML) (1 rows)",)
    kept = ws.store.reader().execute("SELECT raw FROM unread_row WHERE release_id IS NULL")
    assert "Lunar Example Ltd." in kept.fetchone()[0]


@pytest.mark.parametrize(
    ("name", "given", "edition"),
    [
        ("csl_2025-01-31.csv", None, (date(2025, 1, 31), ReleasedBasis.FILE_NAME)),
        ("csl_2025-01-31.csv", date(2025, 3, 1), (date(2025, 3, 1), ReleasedBasis.GIVEN)),
        ("consolidated.csv", date(2025, 3, 1), (date(2025, 3, 1), ReleasedBasis.GIVEN)),
        ("consolidated.csv", None, (None, ReleasedBasis.UNKNOWN)),
        ("csl_2025-13-45.csv", None, (None, ReleasedBasis.UNKNOWN)),
        ("csl_2025-01-31_2025-02-28.csv", None, (None, ReleasedBasis.UNKNOWN)),
    ],
)
def test_the_date_of_a_release_is_never_guessed_and_says_what_it_rests_on(
    ws: Workspace,
    publish: Publish,
    name: str,
    given: date | None,
    edition: tuple[date | None, ReleasedBasis],
) -> None:
    publish(name, rows("US-EL", 140), released=given)
    release = release_history(ws, "US-EL")[0]
    assert (release.released, release.released_basis) == edition
    assert ("the date of this release is unknown" in warnings(ws)) is (edition[0] is None)
    assert ("taken from the file name" in warnings(ws)) is (edition[1] is ReleasedBasis.FILE_NAME)


def test_the_age_of_a_list_counts_from_its_release_and_warns_when_it_is_overdue(
    ws: Workspace, publish: Publish, clock: Clock
) -> None:
    publish("csl_2026-11-20.csv", rows("US-EL", 140))
    status = next(s for s in list_overview(ws) if s.list.code == "US-EL")
    assert status.age_days == 2
    assert "days old" not in warnings(ws)
    clock.move(days=30)
    assert "32 days old; published about every 7 days" in warnings(ws)


def test_a_list_is_in_service_wholly_or_not_at_all_when_an_import_is_cancelled(
    ws: Workspace, tmp_path: Path
) -> None:
    from caveat.ingest.lists.read import read_list_file  # noqa: PLC0415

    path = write_csl(tmp_path / "csl_2025-01-01.csv", [*rows("US-EL", 140), *rows("US-DPL", 5)])
    before = contents(ws)
    token = CancelToken()

    def cancel_at_the_second(progress: Progress) -> None:
        if progress.note == "US-DPL":
            token.cancel()
            token.check()

    with pytest.raises(CancelledError):
        take_in(
            ws,
            read_list_file(path),
            IntakeOptions(None, "", whole_file=True),
            progress=cancel_at_the_second,
            cancel=token,
        )
    assert contents(ws) == before


def test_a_failure_in_the_middle_of_an_import_leaves_everything_as_it_was(
    ws: Workspace, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(ws)

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(releases, "add_unread_rows", fail)
    with pytest.raises(sqlite3.OperationalError):
        publish("csl_2025-01-01.csv", rows("US-EL", 140))
    assert contents(ws) == before


def test_importing_a_file_reads_it_in_a_process_of_its_own_and_reports_progress(
    ws: Workspace, csl: Callable[[str, list[Row]], Path]
) -> None:
    stages: list[str] = []
    report = import_files(
        ws,
        [
            csl("csl_2025-01-01.csv", rows("US-EL", 140)),
            csl("csl_2025-01-02.csv", rows("US-EL", 141)),
        ],
        progress=lambda progress: stages.append(progress.stage),
    )
    assert [o.parties for o in report.outcomes] == [140, 141]
    assert report.file_names == ("csl_2025-01-01.csv", "csl_2025-01-02.csv")
    assert "Reading csl_2025-01-01.csv" in stages
    assert "Storing" in stages


def test_one_list_can_be_taken_from_a_file(
    ws: Workspace, csl: Callable[[str, list[Row]], Path]
) -> None:
    file = csl("csl_2025-01-01.csv", [*rows("US-EL", 140), *rows("US-DPL", 5)])
    report = import_files(ws, [file], list_code="US-DPL")
    assert [o.list_code for o in report.outcomes] == ["US-DPL"]
    assert release_history(ws, "US-EL")[0].channel is Channel.STARTER


def test_a_list_that_a_file_does_not_hold_cannot_be_taken_from_it(
    ws: Workspace, csl: Callable[[str, list[Row]], Path]
) -> None:
    before = contents(ws)
    with pytest.raises(InputError, match="does not hold the list US-SDN"):
        import_files(ws, [csl("a.csv", rows("US-EL", 140))], list_code="US-SDN")
    with pytest.raises(InputError, match="does not hold the list US-XX, only US-EL"):
        import_files(ws, [csl("a.csv", rows("US-EL", 140))], list_code="US-XX")
    assert contents(ws) == before


def test_a_file_that_is_no_list_changes_nothing_but_the_audit_log(
    ws: Workspace, tmp_path: Path
) -> None:
    before = contents(ws)
    bad = tmp_path / "notes.txt"
    bad.write_text("dear all,\nsee attached\n", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=r"notes\.txt is not a list"):
        import_files(ws, [bad])
    assert contents(ws) == before
    newest = audit_entries(ws, limit=1)[0]
    assert (newest.kind, newest.subject) == ("list file refused", "notes.txt")
    assert "is not a list" in str(payload(ws, newest)["reason"])
