"""A real workspace of every earlier schema is brought up to date and loses nothing."""

import lzma
from pathlib import Path

import pytest

from caveat.domain.lists import ReleaseState
from caveat.domain.screening import Query
from caveat.services.audit import verify_audit
from caveat.services.lists import import_files, list_overview
from caveat.services.recording import recorded_answer
from caveat.services.screening import Screener
from caveat.storage.schema_version import SCHEMA_MAJOR, SCHEMA_MINOR
from templates import open_at

WORKSPACES = sorted((Path(__file__).parents[1] / "data" / "workspaces").glob("*.xz"))
SMALL = Path(__file__).parents[1] / "data" / "lists" / "csl_small.csv"


@pytest.fixture(params=WORKSPACES, ids=lambda path: path.name.split(".sqlite")[0])
def old_home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    (home / "caveat.sqlite").write_bytes(lzma.decompress(request.param.read_bytes()))
    return home


def test_there_is_a_workspace_of_every_earlier_schema():
    assert len(WORKSPACES) >= SCHEMA_MINOR


def test_an_old_workspace_is_upgraded_with_a_copy_beside_it_and_everything_on_record(
    old_home: Path,
) -> None:
    ws = open_at(old_home)

    version = ws.store.reader().execute("PRAGMA user_version").fetchone()[0]
    assert version == SCHEMA_MAJOR << 16 | SCHEMA_MINOR
    assert list((old_home / "backups").glob("caveat-*.sqlite"))
    assert verify_audit(ws).findings == ()
    answer = recorded_answer(ws, "S-2026-000001")
    assert answer.query.name == "Nettrix"
    loaded = {s.list.code: s for s in list_overview(ws) if s.release}
    assert loaded["US-EL"].release
    assert loaded["US-EL"].release.file_name == "csl_small.csv"
    assert Screener(ws).screen(Query("Northwind Dynamics Research Institute")).hits
    ws.close()


def test_an_old_workspace_takes_lists_in_as_a_new_one_does(old_home: Path) -> None:
    ws = open_at(old_home)

    report = import_files(ws, [SMALL])

    taken = {o.list_code: o for o in report.outcomes if o.state is ReleaseState.IN_SERVICE}
    assert not any(o.added or o.removed for o in taken.values())
    assert verify_audit(ws).findings == ()
    ws.close()
