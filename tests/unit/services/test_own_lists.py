"""Own lists in the workspace: the template, a look into a table, and the import."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.lists import Duty, Override, ReleaseState
from caveat.domain.own_lists import OwnField, OwnListSettings
from caveat.errors import InputError
from caveat.services.known_lists import known_list
from caveat.services.lists import import_files, release_history
from caveat.services.own_lists import (
    import_own_list,
    preview_own_list,
    save_own_list_template,
)
from caveat.services.workspace import Workspace

ROWS = "Firm,Where,Why\nBorzoi Dynamics LLC,RU,whistles\nPaper Boat Ltd,LR,boats\n"


@pytest.fixture
def settings() -> OwnListSettings:
    return OwnListSettings(
        "OWN-LETTERS",
        "Letters",
        Duty.DENY,
        "Export control",
        columns=((0, OwnField.PARTY), (1, OwnField.COUNTRY)),
    )


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "firms.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_a_table_enters_service_as_the_officer_said(
    ws: Workspace, table: Path, settings: OwnListSettings
):
    report = import_own_list(ws, table, settings, released=date(2026, 3, 1))
    (outcome,) = report.outcomes
    assert (outcome.list_code, outcome.state) == ("OWN-LETTERS", ReleaseState.IN_SERVICE)
    assert (outcome.parties, outcome.released) == (2, date(2026, 3, 1))
    known = known_list(ws, "OWN-LETTERS")
    assert known.private
    assert (known.duty, known.title, known.publisher) == (Duty.DENY, "Letters", "Export control")
    (release,) = release_history(ws, "OWN-LETTERS")
    assert [part.role for part in release.parts] == ["entries", "settings"]
    assert release.file_name == "firms.csv"


def test_the_same_table_with_another_duty_is_a_new_edition(
    ws: Workspace, table: Path, settings: OwnListSettings
):
    import_own_list(ws, table, settings)
    again = import_own_list(ws, table, settings).outcomes[0]
    assert again.unchanged
    stricter = replace(settings, duty=Duty.SCRUTINISE)
    changed = import_own_list(ws, table, stricter).outcomes[0]
    assert not changed.unchanged
    assert (changed.added, changed.changed, changed.removed) == (0, 2, 0)
    assert known_list(ws, "OWN-LETTERS").duty is Duty.SCRUTINISE


def test_a_table_that_lost_rows_is_refused_until_the_officer_says_why(
    ws: Workspace, table: Path, settings: OwnListSettings
):
    import_own_list(ws, table, settings)
    table.write_text(ROWS.rsplit("\n", 2)[0] + "\n", encoding="utf-8")
    assert import_own_list(ws, table, settings).outcomes[0].state is ReleaseState.REFUSED
    with pytest.raises(InputError, match="give a reason"):
        import_own_list(ws, table, settings, accept=[Override.SHRINK])
    outcome = import_own_list(
        ws, table, settings, accept=[Override.SHRINK], reason="one letter was withdrawn"
    ).outcomes[0]
    assert outcome.state is ReleaseState.IN_SERVICE


def test_what_cannot_be_read_changes_nothing(
    ws: Workspace, tmp_path: Path, settings: OwnListSettings
):
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(InputError):
        import_own_list(ws, path, settings)
    assert release_history(ws, "OWN-LETTERS") == ()


def test_a_table_is_looked_into_and_its_columns_are_guessed(table: Path):
    found = preview_own_list(table)
    assert found.seen.rows == 2
    assert (0, OwnField.PARTY) in found.settings.columns
    assert found.settings.code == "OWN-FIRMS"
    assert found.settings.duty is Duty.ENQUIRE


def test_the_template_filled_in_is_imported_like_any_list(ws: Workspace, tmp_path: Path):
    out = save_own_list_template(tmp_path / "own.csv")
    content = out.read_text(encoding="utf-8-sig")
    content = content.replace("list,OWN-", "list,OWN-DENY").replace("title,", "title,Deny list")
    content = content.replace("kept by,", "kept by,Me").replace("duty,enquire", "duty,deny")
    out.write_text(content + "Borzoi Dynamics LLC\n", encoding="utf-8")
    (outcome,) = import_files(ws, [out], released=date(2026, 3, 1)).outcomes
    assert (outcome.list_code, outcome.parties) == ("OWN-DENY", 1)
    assert outcome.state is ReleaseState.IN_SERVICE
    assert known_list(ws, "OWN-DENY").duty is Duty.DENY
