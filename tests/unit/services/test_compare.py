"""``compare`` knows published names: those of the program, and those of the lists in service."""

import csv
import hashlib
from pathlib import Path

import pytest

from caveat.domain.parties import NameKind
from caveat.matching.names.prepare import prepare
from caveat.paths import default_paths
from caveat.resources import resource
from caveat.services.compare import NameComparer
from caveat.services.published_names import TABLE, built_in_names
from caveat.services.workspace import open_workspace


def _table() -> list[dict[str, str]]:
    return list(csv.DictReader(resource(TABLE).read_text(encoding="utf-8").splitlines()))


def test_the_table_of_names_is_whole():
    rows = _table()
    assert len(rows) > 1_000
    assert all(row["party"] and row["name"] and row["source"] for row in rows)
    assert {row["verified"] for row in rows} == {"yes", "no"}
    assert {row["kind"] for row in rows} <= {kind.value for kind in NameKind}
    assert len({(row["party"], row["name"]) for row in rows}) == len(rows)
    assert all(prepare(row["name"]).tokens for row in rows)


def test_the_table_does_not_repeat_the_starter_set():
    starter = resource("starter/entry_names.csv").read_text(encoding="utf-8")
    entries = {(r["entry"], r["name"]) for r in csv.DictReader(starter.splitlines())}
    overlay = resource("starter/overlay_names.csv").read_text(encoding="utf-8")
    entries |= {(r["party"], r["name"]) for r in csv.DictReader(overlay.splitlines())}
    # A party that the starter set only lists is named once here, to hang its other names on.
    repeated = [row for row in _table() if (row["party"], row["name"]) in entries]
    assert len(repeated) <= 10
    assert {row["kind"] for row in repeated} <= {"name"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Inspur Systems, Inc.", "Aivres Systems Inc."),
        ("中科曙光", "Sugon"),
        ("Inspur International Limited", "Inspur Digital Enterprise Technology Limited"),
        ("AVIC Heavy Machinery Company Limited", "Guizhou Liyuan Hydraulic Co., Ltd."),
        ("Parto Sanat Co", "Parto Sanaat Co."),
    ],
)
def test_two_published_names_are_the_same_party_without_any_workspace(one, other):
    found = NameComparer().compare(one, other)
    assert found.score >= 96
    assert "both are names of" in found.because


def test_two_parties_of_the_starter_set_speak_against_each_other():
    found = NameComparer().compare("Inspur Group Co., Ltd.", "Inspur Software Co., Ltd.")
    assert found.contradicted
    assert found.score < 70


def test_a_translated_native_name_says_that_nobody_verified_it():
    found = NameComparer().compare("中国人民解放军军事科学院", "Academy of Military Science")
    assert found.because.endswith("according to an unverified source.")
    assert 70 <= found.score < 90


def test_comparing_makes_no_workspace(tmp_path: Path):
    folder = tmp_path / "data"
    NameComparer(default_paths(folder)).compare("Sugon", "Nettrix")
    assert not folder.exists()


def test_comparing_reads_the_lists_in_service_and_stores_nothing(tmp_path: Path):
    paths = default_paths(tmp_path)
    ws = open_workspace(paths, operator="Ada")
    ws.close()
    before = hashlib.sha256(paths.workspace.read_bytes()).hexdigest()
    found = NameComparer(paths).compare("Ningchang", "Nettrix Information Industry Co., Ltd.")
    assert found.score >= 96
    assert hashlib.sha256(paths.workspace.read_bytes()).hexdigest() == before


def test_a_damaged_workspace_is_left_out(tmp_path: Path):
    paths = default_paths(tmp_path)
    paths.workspace.parent.mkdir(parents=True, exist_ok=True)
    paths.workspace.write_bytes(b"no database " * 400)
    assert NameComparer(paths).compare("中科曙光", "Sugon").score >= 96


def test_the_built_in_names_are_read_once():
    assert built_in_names() is built_in_names()
