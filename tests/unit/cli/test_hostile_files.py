"""Files that somebody sent: each gets a sentence and exit code 2, and nothing is stored."""

import gzip
import io
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from templates import rows, write_csl


def _whole(tmp_path: Path) -> bytes:
    return write_csl(tmp_path / "whole.csv", rows("US-EL", 400)).read_bytes()


def _zip_of(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def _sqlite(tmp_path: Path) -> bytes:
    raw = sqlite3.connect(tmp_path / "x.sqlite")
    raw.execute("CREATE TABLE t (x)")
    raw.close()
    return (tmp_path / "x.sqlite").read_bytes()


LISTS: dict[str, Callable[[Path], bytes]] = {
    "empty.csv": lambda _: b"",
    "binary.csv": lambda _: bytes(range(256)) * 50,
    "zeros.csv": lambda _: b"\0" * 5000,
    "truncated.csv": lambda t: _whole(t)[:-200],
    "truncated-in-a-line.csv": lambda t: _whole(t).rsplit(b"\n", 2)[0],
    "truncated.csv.gz": lambda t: gzip.compress(_whole(t))[:-100],
    "truncated.zip": lambda t: _zip_of("consolidated.csv", _whole(t))[:-100],
    "utf16.csv": lambda t: _whole(t).decode().encode("utf-16"),
    "latin1.csv": lambda t: _whole(t).replace(b"Sample", "Südstraße".encode("latin-1")),
    "header-only.csv": lambda t: _whole(t).split(b"\n", 1)[0] + b"\n",
    "html.csv": lambda _: b"<!DOCTYPE html><html><body>Sign in to continue</body></html>",
    "error.json": lambda _: b'{"message": "Forbidden"}',
    "deep.json": lambda _: b"[" * 100_000,
    "picture.png": lambda _: b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    "document.pdf": lambda _: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "workspace.sqlite": _sqlite,
    "bomb.csv.gz": lambda _: gzip.compress(b"0" * 60_000_000, 1) * 20,
    "archive-of-nothing.zip": lambda _: _zip_of("readme.txt", b"hello"),
    "unknown-lists.csv": lambda t: _whole(t).replace(b"Entity List (EL)", b"Moon List (ML)"),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_bad_list_file_is_refused_with_advice_and_changes_nothing(
    caveat, tmp_path: Path, name: str
) -> None:
    before = in_service(caveat)
    path = tmp_path / name
    path.write_bytes(LISTS[name](tmp_path))
    done = caveat("lists", "import", path)
    assert done.code == 2, done
    assert done.out == ""
    assert name in done.err
    assert "Nothing was changed" in done.err
    assert len(done.err) < 900
    assert "Traceback" not in done.err
    assert in_service(caveat) == before
    assert caveat("audit", "verify").code == 0


def in_service(caveat) -> list[dict[str, object]]:
    """The lists as they are searched; that a file was refused may be said with them."""
    return [{**item, "warning": None} for item in caveat("lists", "--json").json["lists"]]


SHEETS: dict[str, bytes] = {
    "empty.xlsx": b"",
    "empty.csv": b"",
    "blank.csv": b"\n\n \n",
    "binary.xlsx": bytes(range(256)) * 50,
    "binary.csv": bytes(range(256)) * 50,
    "cut.xlsx": _zip_of("xl/workbook.xml", b"<workbook/>")[:-30],
    "no-workbook.xlsx": _zip_of("word/document.xml", b"<document/>"),
    "header-only.csv": b"Supplier,Address\n",
    "page.xls": b"<html><table><tr><td>Alpha</td></tr></table></html>",
    "bomb.xlsx": _zip_of("xl/worksheets/sheet1.xml", b" " * 150_000_000),
    "picture.ods": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_bad_spreadsheet_is_refused_with_advice_and_stores_nothing(
    caveat, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(SHEETS[name])
    out = tmp_path / "out.csv"
    done = caveat("batch", path, "--out", out)
    assert done.code == 2, done
    assert done.out == ""
    assert name in done.err
    assert "Traceback" not in done.err
    assert not out.exists()
    assert "There is no supplier book yet" in caveat("suppliers", "screen").err
    assert caveat("audit", "verify").code == 0


@pytest.mark.real_data
def test_a_spreadsheet_under_a_password_says_so(caveat, shared_data: Path, tmp_path: Path) -> None:
    found = [p for p in (shared_data / "messy").iterdir() if "encrypt" in p.name.lower()]
    assert found
    for path in found:
        done = caveat("batch", path, "--out", tmp_path / "out.csv")
        assert done.code == 2
        assert "password" in done.err.lower() or "protected" in done.err.lower()


def test_our_own_protected_workbook_says_so(caveat, tmp_path: Path) -> None:
    path = Path(__file__).parents[2] / "data" / "spreadsheets" / "protected.xlsx"
    done = caveat("batch", path, "--out", tmp_path / "out.csv")
    assert done.code == 2
    assert "password" in done.err.lower() or "protected" in done.err.lower()


def test_a_directory_is_not_a_file(caveat, tmp_path: Path) -> None:
    for arguments in (
        ("lists", "import", tmp_path),
        ("suppliers", "import", tmp_path),
        ("batch", tmp_path, "--out", tmp_path / "out.csv"),
    ):
        done = caveat(*arguments)
        assert (done.code, "Traceback" in done.err) == (2, False)
        assert "folder" in done.err or "directory" in done.err


def test_a_pipe_that_never_speaks_is_not_waited_for(caveat, tmp_path: Path) -> None:
    import os  # noqa: PLC0415

    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "pipe.csv")
    assert caveat("lists", "import", tmp_path / "pipe.csv").code == 2
    assert caveat("suppliers", "import", tmp_path / "pipe.csv").code == 2


def test_a_file_name_that_is_no_text_is_imported_and_printed(spawn, tmp_path: Path) -> None:
    import os  # noqa: PLC0415

    name = os.fsencode(tmp_path) + b"/csl_2026-11-20_caf\xe9.csv"
    try:
        write_csl(tmp_path / "a.csv", rows("US-EL", 155)).rename(os.fsdecode(name))
    except OSError:
        pytest.skip("this file system takes text only")
    done = spawn("lists", "import", name, "--json")
    assert done.code == 0, done.err
    assert done.json["releases"][0]["parties"] == 155
    listed = {item["list"]: item for item in spawn("lists", "--json").json["lists"]}
    assert listed["US-EL"]["file_name"] == "csl_2026-11-20_caf\\xe9.csv"
    assert spawn("audit", "verify").code == 0


def test_a_refused_file_with_such_a_name_is_on_record_too(spawn, tmp_path: Path) -> None:
    import os  # noqa: PLC0415

    name = os.fsencode(tmp_path) + b"/caf\xe9.csv"
    try:
        with open(name, "wb") as file:  # noqa: PTH123  # a name in bytes
            file.write(b"\0\1\2")
    except OSError:
        pytest.skip("this file system takes text only")
    done = spawn("lists", "import", name)
    assert done.code == 2, done.err
    assert spawn("suppliers", "import", name).code == 2
    assert spawn("audit", "verify").code == 0


def test_markup_and_formulas_in_a_sheet_stay_text(caveat, tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text(
        'Supplier,Address\n"=cmd|\'/c calc\'!A0",x\n<b>Bold</b> & Co,"=1+1"\n"@SUM(1)","+1"\n',
        encoding="utf-8",
    )
    out = tmp_path / "out.csv"
    assert caveat("batch", path, "--out", out).code == 0
    import csv  # noqa: PLC0415

    with out.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for line in csv.reader(file) for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+"))]
    assert "<b>Bold</b> & Co" in cells


ODD = ("Nettrix\x1b[31m", "Net\ttrix\nInc", "\u202eNettrix", "N\u0301ettrix", "Nettrix\u0000")


@pytest.mark.parametrize("name", ODD)
def test_a_name_with_odd_characters_is_screened_and_recorded(caveat, name: str) -> None:
    done = caveat("screen", name, "--json")
    assert done.code in {0, 1}, done
    assert done.json["query"]["name"] == name
    assert caveat("audit", "verify").code == 0


def test_a_name_with_broken_bytes_is_two_and_says_so(spawn) -> None:
    done = spawn("screen", b"Nettrix \xff\xfe")
    assert (done.code, done.out) == (2, "")
    assert "UTF-8" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("screen", "\udcff"),
        ("screen", "x", "--alias", "\udcff"),
        ("screen", "x", "--address", "\udcff"),
        ("screen", "x", "--country", "\udcff"),
        ("screen", "x", "--id", "\udcff"),
        ("screen", "x", "--role", "\udcff"),
        ("screen", "x", "--list", "\udcff"),
        ("--operator", "\udcff", "screen", "x"),
        ("memo", "\udcff"),
        ("suppliers", "screen", "--book", "\udcff"),
    ],
)
def test_broken_bytes_anywhere_are_two(caveat, arguments: tuple[str, ...]) -> None:
    done = caveat(*arguments)
    assert (done.code, done.out) == (2, ""), done
    assert "Traceback" not in done.err


def test_control_characters_are_not_sent_to_the_terminal(spawn) -> None:
    done = spawn("screen", "Nettrix\x1b]0;owned\x07\x1b[2J")
    assert done.code in {0, 1}
    assert "\x1b" not in done.out
    assert "\x07" not in done.out
