"""Relations, connections and ownership in the terminal: documents, exit codes, what is said."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

HEAD = "from,relation,to,share,from date,to date,source,note\n"
GOOD = "Sugon,shareholder of,Alpha Works,60,2024,,Register,seen\n"
BAD = "Beta,shareholder of,Alpha Works,120 %,,,Register,\n"
TIE = {
    "subject", "relation", "object", "share", "since", "until", "basis", "evidence", "note",
    "source",
}  # fmt: skip


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "ties.csv"
    path.write_text(HEAD + GOOD, encoding="utf-8")
    return path


def test_a_table_is_imported_listed_and_withdrawn(caveat, table: Path) -> None:
    looked = caveat("relations", "import", table, "--preview", "--json")
    assert (looked.code, looked.json["stored"], looked.json["preview"]) == (0, 0, True)
    done = caveat("relations", "import", table, "--json")
    assert set(done.json) == {
        "file", "sheet", "header_row", "rows_read", "preview", "relations", "stored", "repeated",
        "rows_not_used", "remarks", "warnings", "unknown",
    }  # fmt: skip
    assert (done.code, done.json["stored"], done.json["unknown"]) == (0, 1, ["Alpha Works"])
    assert set(done.json["remarks"][0]) == {"sheet", "row", "column", "reason", "do", "used"}
    (said,) = caveat("relations", "list", "--json").json["relations"]
    more = {"number", "file", "row", "stored_at", "operator", "withdrawn"}
    assert set(said) == TIE | more
    assert said["stored_at"].endswith("Z")
    assert said["source"]["mark"] == "secondary"
    assert "verify" in caveat("relations", "list").out
    assert caveat("relations", "withdraw", said["number"], "--reason", "sold").code == 0
    assert caveat("relations", "list", "--json").json == {"relations": []}
    assert "sold" in caveat("relations", "list", "--all").out
    restored = caveat("relations", "restore", said["number"], "--json")
    assert restored.json["number"] == "R-2"
    assert caveat("relations", "restore", said["number"]).code == 2
    assert caveat("relations", "withdraw", "R-2", "--reason", "sold").code == 0
    assert "Alpha Works" in caveat("relations", "restore", "R-2").out


def test_rows_that_are_not_used_make_the_exit_code_1_and_a_bad_file_2(
    caveat, table: Path, tmp_path: Path
) -> None:
    table.write_text(HEAD + GOOD + BAD, encoding="utf-8")
    done = caveat("relations", "import", table)
    assert done.code == 1
    assert "NOT USED: row 3, column D has a share that is above 100 %" in done.out
    table.write_text("no,headings\nat,all\n", encoding="utf-8")
    assert caveat("relations", "import", table).code == 2
    assert caveat("relations", "import", tmp_path / "nothing.csv").code == 2
    assert caveat("relations", "withdraw", "R-99", "--reason", "x").code == 2
    assert caveat("relations", "add", "A", "shareholder of", "B", "--source", " ").code == 2


def test_a_template_is_written_and_a_relation_added(caveat, tmp_path: Path) -> None:
    assert caveat("relations", "template", tmp_path / "t.xlsx").code == 0
    assert (tmp_path / "t.xlsx").stat().st_size > 1000
    assert caveat("relations", "template", tmp_path / "t.pdf").code == 2
    added = caveat(
        "relations", "add", "Sugon", "parent of", "Alpha Works", "--source", "Register",
        "--share", "about 30", "--json",
    ).json  # fmt: skip
    assert added["share"] == {"low": 25.0, "high": 35.0, "stated": "about 30"}
    assert (added["number"], added["basis"]) == ("R-1", "typed in")


def test_connections_as_a_document(caveat) -> None:
    done = caveat("connections", "Nettrix Information Industry Co., Ltd.", "--json")
    assert done.code == 1
    document = done.json
    assert set(document) == {
        "as_of", "statement", "depth", "nodes", "edges", "paths", "further_paths", "signals",
        "citations", "notes",
    }  # fmt: skip
    for node in document["nodes"]:
        assert set(node) == {
            "id", "role", "name", "kind", "country", "hops", "listings", "further",
            "not_followed",
        }  # fmt: skip
    for edge in document["edges"]:
        assert set(edge) == {
            "from", "relation", "to", "mutual", "share", "since", "until", "basis", "evidence",
            "note", "mark", "strength", "band", "why", "text", "citations",
        }  # fmt: skip
    for path in document["paths"]:
        assert set(path) == {"nodes", "edges", "hops", "weakest", "band", "text"}
    for signal in document["signals"]:
        assert set(signal) == {
            "kind", "text", "ask", "red_flags", "red_flags_checked", "verified", "nodes", "edges",
            "citations",
        }  # fmt: skip
    assert document["nodes"][0]["hops"] == 0
    assert done.err == ""


def test_connections_of_another_day(caveat) -> None:
    day = datetime.now(UTC).date().isoformat()
    today = caveat("connections", "Sugon", "--json", "--as-of", day)
    assert today.json["as_of"] == day
    assert today.json["nodes"][0]["listings"]
    before = caveat("connections", "Sugon", "--as-of", "2001-02-03")
    assert before.code == 3
    assert "No list was in service in this workspace on 2001-02-03" in before.err


def test_who_is_not_tied_is_never_said_to_be_clear(caveat) -> None:
    done = caveat("connections", "Quite Unknown Works")
    assert done.code == 0
    assert "does not mean that there is none" in done.out
    assert "clear" not in done.out.casefold()
    assert caveat("connections", "supplier:1").code == 2
    assert caveat("connections", "X", "--depth", "9").code == 2


def test_where_no_list_names_a_supplier_its_ties_are_told_and_that_it_is_no_release(
    caveat, table: Path, tmp_path: Path
) -> None:
    caveat("relations", "import", table)
    alone = caveat("screen", "Quite Unknown Works", "--no-record")
    assert alone.code == 0
    assert "apart from its name, no tie to a listed party is known" in alone.out
    tied = caveat("screen", "Alpha Works", "--no-record").out
    assert "No hit by name is no release: apart from its name, Alpha Works is tied to" in tied
    assert "There are holdings among the ties." in tied
    assert "no release" not in caveat("screen", "Sugon", "--no-record").out
    book = tmp_path / "suppliers.csv"
    book.write_text("Supplier,Country\nAlpha Works,DE\nQuiet Bakery,DE\n", encoding="utf-8")
    done = caveat("batch", book, "--out", tmp_path / "out.csv")
    assert (
        "1 supplier without a hit: tied to listed parties, which is no release either" in done.out
    )
    assert "row 2, Alpha Works: tied to" in done.out
    assert "nearest Sugon, 1 hop away" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    (told,) = caveat("suppliers", "screen", "--json").json["tied_without_hit"]
    assert (told["row"], told["nearest"], told["hops"]) == (2, "Sugon", 1)


def test_ownership_of_a_table_and_of_a_party_as_documents(caveat, table: Path) -> None:
    done = caveat("ownership", table, "--on", "2025-01-01", "--json")
    assert done.code == 1
    told = {"as_of", "on", "companies", "further_companies", "remarks", "notes", "gaps"}
    assert set(done.json) == told
    assert {"list": "EU-FSF", "in_service": None} in done.json["gaps"]
    assert {"list": "US-EL", "in_service": "starter"} in done.json["gaps"]
    (company,) = done.json["companies"]
    told = {"company", "itself_listed", "known", "rules", "held", "listings", "remarks"}
    assert set(company) == told
    assert company["itself_listed"] == []
    assert "US-EL" in {each["list"] for each in company["listings"]}
    assert len(company["rules"]) == 4
    for rule in company["rules"]:
        assert {"rule", "state", "verified", "outcome", "counted", "multiplied"} <= set(rule)
    missing = {rule["rule"]: rule["lists_not_loaded"] for rule in company["rules"]}
    assert missing["us-bis-affiliates"] == ["US-MEU", "US-SDN"]
    assert done.json["on"] == "2025-01-01"
    caveat("relations", "import", table)
    of_party = caveat("ownership", "Alpha Works", "--on", "2025-01-01", "--json").json
    outcomes = [rule["outcome"] for rule in of_party["companies"][0]["rules"]]
    assert outcomes == [rule["outcome"] for rule in company["rules"]]
    said = caveat("ownership", "Alpha Works").out
    assert "Sugon holds 60 % of Alpha Works" in said
    assert (
        "Not loaded here: EU financial sanctions list (EU-FSF). Whether a party on it holds Alpha"
        in said
    )
    assert "Register" in said


def test_a_party_that_is_itself_listed_is_told_first_and_its_holders_lists_last(
    caveat, table: Path
) -> None:
    caveat("relations", "import", table)
    document = caveat("ownership", "Sugon", "--json").json["companies"][0]
    assert document["itself_listed"] == ["US-EL", "US-CMIC"]
    assert {"Alpha Works"} <= {each["company"]["name"] for each in document["held"]}
    done = caveat("ownership", "Sugon")
    assert done.code == 1
    itself = done.out.splitlines()[1]
    assert itself.startswith("  ! Sugon is itself listed, on Entity List (US-EL), Chinese Military")
    assert itself.endswith("that binds, whoever owns it.")
    assert "What Sugon holds itself\n    Alpha Works: 60 %" in done.out
    of_daughter = caveat("ownership", "Alpha Works").out
    assert "Sugon: Entity List (US-EL), since 2019-06-24" in of_daughter
    assert (
        "Chains from listed parties\n    Sugon 60 % → Alpha Works; multiplied 60 %" in of_daughter
    )
    assert "What is not known\n    Of Alpha Works it is not known who has 40 %." in of_daughter
    assert "note: Who is listed is told by Entity List (US-EL) of 2026-07-09" in of_daughter


def test_ownership_asks_for_a_look_as_long_as_a_list_that_counts_is_not_all_there(caveat) -> None:
    said = ("Green", "shareholder of", "Alpha Works", "--share", "100", "--source", "Register")
    caveat("relations", "add", *said)
    done = caveat("ownership", "Alpha Works")
    assert done.code == 1
    assert "Not met as far as known, with lists missing" in done.out
    assert "Not loaded here: " in done.out


def test_ownership_as_it_was_known_on_another_day(caveat, table: Path) -> None:
    day = datetime.now(UTC).date().isoformat()
    assert caveat("ownership", table, "--as-of", day, "--json").json["as_of"] == day
    before = caveat("ownership", "Alpha Works", "--as-of", "2001-02-03")
    assert before.code == 3
    assert "No list was in service in this workspace on 2001-02-03" in before.err


@pytest.mark.parametrize("asked", ["nothing.csv", "  ", "supplier:9"])
def test_ownership_of_nothing_is_refused(caveat, asked: str) -> None:
    assert caveat("ownership", asked).code == 2


def test_a_name_with_a_slash_or_of_great_length_is_a_name(caveat) -> None:
    assert "Nothing is known" in caveat("ownership", "Megaspeed / Speedmatrix").out
    assert caveat("ownership", "X" * 5000).code in {1, 2}
