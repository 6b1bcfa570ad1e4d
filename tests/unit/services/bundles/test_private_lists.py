import contextlib
import gzip
import hashlib
import zipfile
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.lists import Override
from caveat.errors import (
    InputError,
)
from caveat.ingest.stored_zip import read_members
from caveat.services.bundle_making import make_bundle
from caveat.services.bundles import import_bundle
from caveat.services.lists import import_files, list_overview
from caveat.services.originals import originals_folder
from caveat.services.workspace import Workspace
from sent import Csl, in_service
from templates import Clock, open_at, rows

PRIVATE_WORDS = ("OWN-LETTERS", "Letters of the ministry", "Zuvanari Quellwerk", "geheim_2026")


@pytest.fixture
def private_list(ws: Workspace, tmp_path: Path) -> Path:
    """An own list in service at the sender's, beside the published ones."""
    path = tmp_path / "geheim_2026.csv"
    path.write_text(
        "list,OWN-LETTERS\ntitle,Letters of the ministry\nkept by,us\nduty,deny\n\n"
        "party,country\nZuvanari Quellwerk,DE\n",
        encoding="utf-8",
    )
    report = import_files(ws, [path], accept=[Override.COUNTS], reason="counted by hand")
    assert [outcome.list_code for outcome in report.outcomes] == ["OWN-LETTERS"]
    return path


def test_nothing_of_a_private_list_is_in_any_byte_of_a_bundle(
    ws: Workspace, published: Path, private_list: Path, tmp_path: Path
) -> None:
    assert published.exists()
    assert any(status.list.private for status in list_overview(ws) if status.release)
    made = make_bundle(ws, tmp_path / "b")
    whole = (tmp_path / "b").read_bytes()
    with (tmp_path / "b").open("rb") as file:
        members = read_members(file, len(whole), lambda _name: True)
    inflated = [
        gzip.decompress(whole[m.start : m.start + m.size])
        for m in members
        if m.name.startswith("files/")
    ]
    assert len(inflated) == 1
    sha256 = hashlib.sha256(private_list.read_bytes()).hexdigest()
    for words in (*PRIVATE_WORDS, sha256):
        for data in (whole, *inflated):
            assert words.encode() not in data
            assert words.lower().encode() not in data.lower()
    assert [left.list_code for left in made.left_out if left.list_code == "OWN-LETTERS"]
    assert not made.could_not_carry


@pytest.mark.parametrize(
    ("name", "carried"),
    [
        ("Ministry check 2026.csv", ".csv"),
        ("own-letters (with).CSV", ".csv"),
        ("x.Letters", ""),
    ],
)
def test_a_published_file_whose_name_tells_of_a_private_list_gets_another_name(  # noqa: PLR0917  # fixtures
    ws: Workspace, private_list: Path, csl: Csl, tmp_path: Path, name: str, carried: str
) -> None:
    """She named it herself, and not for others."""
    assert private_list.exists()
    path = csl(name, [*rows("US-EL", 160), *rows("US-DPL", 20)])
    import_files(ws, [path], released=date(2026, 11, 20))
    made = make_bundle(ws, tmp_path / "b")
    (part,) = made.manifest.imports[0].parts
    assert part.file_name == part.sha256[:16] + carried
    assert name.encode() not in (tmp_path / "b").read_bytes()
    with contextlib.closing(open_at(tmp_path / "there", Clock(), operator="Bob")) as there:
        import_bundle(there, tmp_path / "b", accept_signer=True, reason="told by telephone")
        assert in_service(there)["US-EL"][2] == part.sha256


def test_a_private_list_cannot_be_asked_for(
    ws: Workspace, published: Path, private_list: Path, tmp_path: Path
) -> None:
    assert published.exists()
    assert private_list.exists()
    with pytest.raises(InputError, match="never enter a bundle"):
        make_bundle(ws, tmp_path / "b", list_codes=["OWN-LETTERS"])
    assert not (tmp_path / "b").exists()


def test_a_workspace_of_private_lists_only_makes_no_bundle(
    ws: Workspace, private_list: Path, tmp_path: Path
) -> None:
    assert private_list.exists()
    with pytest.raises(InputError, match="nothing that a bundle could carry"):
        make_bundle(ws, tmp_path / "b")
    assert not (tmp_path / "b").exists()


def test_the_file_of_a_private_list_is_not_even_kept(ws: Workspace, private_list: Path) -> None:
    assert private_list.exists()
    assert list(originals_folder(ws.paths).glob("*")) == []


def test_a_private_file_that_was_put_among_the_kept_ones_is_not_carried(
    ws: Workspace, published: Path, private_list: Path, tmp_path: Path
) -> None:
    assert published.exists()
    data = private_list.read_bytes()
    name = hashlib.sha256(data).hexdigest()
    (originals_folder(ws.paths) / f"{name}.gz").write_bytes(gzip.compress(data))
    make_bundle(ws, tmp_path / "b")
    assert name.encode() not in (tmp_path / "b").read_bytes()


def test_a_list_that_became_private_is_no_longer_carried(
    ws: Workspace, published: Path, tmp_path: Path
) -> None:
    assert published.exists()
    with ws.store.writing() as connection:
        import_id = connection.execute("SELECT max(id) FROM list_import").fetchone()[0]
        connection.execute(
            "INSERT INTO list_definition (import_id, list_code, title, publisher, url, "
            "published_every_days, duty, private, note) "
            "VALUES (?, 'US-DPL', 'x', 'x', '', 30, '', 1, '')",
            (import_id,),
        )
    with pytest.raises(InputError, match="nothing that a bundle could carry"):
        make_bundle(ws, tmp_path / "b")


def test_an_archive_that_holds_other_files_too_is_not_kept(
    ws: Workspace, csl: Csl, tmp_path: Path
) -> None:
    listed = csl("consolidated.csv", [*rows("US-EL", 160), *rows("US-DPL", 20)])
    path = tmp_path / "consolidated.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(listed, "consolidated.csv")
        archive.writestr("letter.docx", "Zuvanari Quellwerk is being looked at")
    import_files(ws, [path], released=date(2026, 11, 20))
    with pytest.raises(InputError, match="was not kept"):
        make_bundle(ws, tmp_path / "b")
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(listed, "consolidated.csv")
    import_files(ws, [path], released=date(2026, 11, 21))
    assert make_bundle(ws, tmp_path / "b").manifest.imports
