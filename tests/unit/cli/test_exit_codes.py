"""0 done, 1 to review, 2 usage or bad input, 3 environment, 4 our bug, 130 interrupted."""

from pathlib import Path

import pytest
from click import Abort

from caveat.domain.progress import CancelledError
from templates import rows, write_csl


@pytest.fixture
def official(tmp_path: Path) -> Path:
    entries = [*rows("US-EL", 175), *rows("US-CMIC", 70)]
    return write_csl(tmp_path / "csl_2026-11-20.csv", entries)


def test_a_search_with_hits_is_one_and_without_is_zero(caveat, official: Path) -> None:
    assert caveat("screen", "Nettrix").code == 1
    assert caveat("screen", "Zuvanari").code == 0
    assert caveat("lists", "import", official).code == 0
    assert caveat("screen", "Nettrix").code == 0
    assert caveat("screen", rows("US-EL", 1)[0]["name"]).code == 1


def test_a_related_party_alone_needs_no_review(caveat, official: Path) -> None:
    caveat("lists", "import", official)
    brand = rows("US-EL", 1)[0]["name"].split()[0]
    done = caveat("screen", brand, "Bakery", "Foods")
    assert "related" in done.out
    assert done.code == 0


def test_lists_are_one_when_one_is_missing(caveat, official: Path, tmp_path: Path) -> None:
    assert caveat("lists").code == 0
    caveat("lists", "import", official)
    later = write_csl(tmp_path / "csl_2026-11-21.csv", [*rows("US-EL", 176), *rows("US-DPL", 5)])
    done = caveat("lists", "import", later)
    assert done.code == 1
    assert "missing from the file of 2026-11-21" in done.out
    assert caveat("lists").code == 1


def test_a_refused_list_is_one(caveat, official: Path, tmp_path: Path) -> None:
    caveat("lists", "import", official)
    shrunken = write_csl(tmp_path / "csl_2026-11-21.csv", rows("US-EL", 155))
    done = caveat("lists", "import", shrunken)
    assert (done.code, "refused" in done.out) == (1, True)
    assert caveat("lists", "import", shrunken, "--accept-shrink", "--reason", "FR 2026-1").code == 0


def test_a_batch_with_hits_is_one_and_without_is_zero(
    caveat, book: Path, official: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    assert caveat("batch", book, "--out", out).code == 1
    caveat("lists", "import", official)
    assert caveat("batch", book, "--out", out).code == 0


def test_screening_a_book_is_one_as_long_as_it_has_hits(caveat, book: Path) -> None:
    assert caveat("suppliers", "import", book).code == 0
    assert caveat("suppliers", "screen").code == 1
    again = caveat("suppliers", "screen")
    assert again.code == 1
    assert again.out.startswith("0 suppliers screened")


def test_a_memo_and_a_comparison_are_zero(caveat, tmp_path: Path) -> None:
    caveat("screen", "Nettrix")
    assert caveat("memo", "S-2026-000001", "--out", tmp_path / "memo.pdf").code == 0
    assert caveat("compare", "Sugon", "Nettrix").code == 0
    assert caveat("compare", "Sugon", "Sugon").code == 0


def test_a_whole_record_is_zero(caveat) -> None:
    caveat("screen", "Nettrix")
    done = caveat("audit", "verify")
    assert done.code == 0
    assert "intact" in done.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("--nonsense",),
        ("screen",),
        ("screen", "--kind", "ghost", "x"),
        ("screen", "--threshold", "high", "x"),
        ("screen", "--threshold", "0", "x"),
        ("screen", "--threshold", "nan", "x"),
        ("screen", "--limit", "0", "x"),
        ("screen", "--as-of", "yesterday", "x"),
        ("screen", "--as-of", "2026-02-30", "x"),
        ("screen", "--list", "US-XX", "x"),
        ("screen", "--nonsense", "x"),
        ("screen", ""),
        ("screen", "  "),
        ("screen", "!!!"),
        ("screen", "🚀🚀"),
        ("screen", "x" * 10_000),
        ("lists", "nonsense"),
        ("lists", "import"),
        ("lists", "import", "no-such-file.csv"),
        ("lists", "import", "."),
        ("lists", "import", "x.csv", "--released", "soon"),
        ("lists", "import", "x.csv", "--list", "US-XX"),
        ("suppliers",),
        ("suppliers", "import", "no-such-file.xlsx"),
        ("suppliers", "screen"),
        ("suppliers", "screen", "--book", "none of this name"),
        ("batch", "no-such-file.xlsx", "--out", "out.xlsx"),
        ("batch", "no-such-file.xlsx"),
        ("batch", "x.csv", "--out", "out.pdf"),
        ("batch", "x.csv", "--out", "no-such-folder/out.csv"),
        ("memo",),
        ("memo", "S-2026-000099"),
        ("memo", "nonsense", "--out", "memo.txt"),
        ("compare",),
        ("compare", "a"),
        ("compare", "a", "--stdin"),
        ("compare", "a", "b", "--kind", "ghost"),
        ("audit",),
        ("audit", "nonsense"),
    ],
)
def test_bad_input_is_two_and_says_why_on_stderr_alone(caveat, arguments: tuple[str, ...]) -> None:
    done = caveat(*arguments)
    assert done.code == 2, done
    assert done.out == "" or "Usage" in done.out
    assert done.err.strip() or "Usage" in done.out
    assert "Traceback" not in done.err


def test_without_a_command_or_a_display_the_commands_are_named(caveat) -> None:
    done = caveat()
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("There is no display for the window.")
    assert "screen" in done.err
    assert len(done.err.splitlines()) == 1


def test_the_environment_is_three(caveat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert caveat("screen", "Nettrix", "--list", "US-SDN").code == 3
    assert caveat("screen", "Nettrix", "--as-of", "1999-01-01").code == 3
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("CAVEAT_HOME", str(tmp_path / "file"))
    assert caveat("screen", "Nettrix").code == 3


def test_a_broken_record_is_one_and_says_where(caveat, home: Path) -> None:
    caveat("screen", "Nettrix")
    import sqlite3  # noqa: PLC0415

    raw = sqlite3.connect(home / "caveat.sqlite")
    raw.execute("DROP TRIGGER screening_no_update")
    raw.execute("UPDATE screening SET outcome = 'no match'")
    raw.commit()
    raw.close()
    done = caveat("audit", "verify")
    assert done.code == 1
    assert "BROKEN" in done.out
    assert "says other than its recorded content" in done.out


def test_a_damaged_workspace_is_one_and_says_where_the_copies_are(caveat, home: Path) -> None:
    path = home / "caveat.sqlite"
    path.write_bytes(b"SQLite format 3\0" + b"\xde\xad" * 4000)
    before = path.read_bytes()
    done = caveat("lists")
    assert done.code == 1
    assert "backups" in done.err
    assert path.read_bytes() == before


def test_a_workspace_of_a_newer_program_is_three_and_left_as_it_is(caveat, home: Path) -> None:
    import sqlite3  # noqa: PLC0415

    raw = sqlite3.connect(home / "caveat.sqlite")
    raw.execute(f"PRAGMA user_version = {99 << 16}")
    raw.close()
    before = (home / "caveat.sqlite").read_bytes()
    done = caveat("screen", "Nettrix")
    assert done.code == 3
    assert "newer Caveat" in done.err
    assert (home / "caveat.sqlite").read_bytes() == before


def test_our_own_bug_is_four_with_a_trace_in_the_data_folder(
    caveat, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("caveat.cli.screen.print_answer", fail)
    done = caveat("screen", "Nettrix")
    assert done.code == 4
    assert "ZeroDivisionError: oops" in done.err
    assert "What was recorded is safe" in done.err
    assert len(list((home / "logs").glob("trace-*.txt"))) == 1

    monkeypatch.delenv("CAVEAT_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    done = caveat("--data-dir", home, "screen", "Nettrix")
    assert done.code == 4
    assert len(list((home / "logs").glob("trace-*.txt"))) == 2
    assert not (tmp_path / "user").exists()


@pytest.mark.parametrize("stop", [KeyboardInterrupt, Abort, CancelledError])
def test_an_interruption_is_said_in_one_line(
    caveat, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise stop

    monkeypatch.setattr("caveat.services.screening.Screener.screen", interrupted)
    done = caveat("screen", "Nettrix")
    assert done.code == 130
    assert done.out == ""
    assert done.err.strip().endswith("nothing was half-written.")
    assert "Traceback" not in done.err


def test_help_and_version_are_zero(caveat) -> None:
    assert caveat("--version").out.startswith("caveat, version ")
    for arguments in (("--help",), ("-h",), ("screen", "--help"), ("lists", "import", "-h")):
        done = caveat(*arguments)
        assert (done.code, done.err) == (0, "")
        assert "Usage: caveat" in done.out
