"""The documents of ``--json``: the keys are a contract, and nothing else stands on stdout."""

import csv
import json
from datetime import datetime
from pathlib import Path

import pytest

from templates import rows, write_csl

QUERY = {
    "name", "aliases", "address", "addresses", "country", "identifiers", "kind", "lists", "limit",
    "role", "as_of", "in_force",
}  # fmt: skip
HIT = {
    "hit", "score", "band", "contradicted", "because", "party", "evidence", "designations",
    "citations",
}  # fmt: skip


def test_a_screening(caveat) -> None:
    done = caveat("screen", "Nettrix", "--country", "cn", "--json")
    document = done.json
    assert set(document) == {
        "screening", "screened_at", "as_of", "operator", "query", "engine", "outcome", "coverage",
        "not_covered", "hits", "near_misses", "no_match_statement", "remarks", "later_known",
        "law", "delisted", "lists_state", "consequences",
    }  # fmt: skip
    assert document["screening"].startswith("S-")
    assert datetime.fromisoformat(document["screened_at"]).utcoffset() is not None
    assert document["screened_at"].endswith("Z")
    assert set(document["query"]) == QUERY
    assert document["query"]["country"] == "CN"
    assert set(document["engine"]) == {"version", "settings_sha256", "threshold", "rules_sha256"}
    assert document["outcome"] == "not screened"
    assert done.err == ""


def test_a_list_searched(caveat) -> None:
    for item in caveat("screen", "Nettrix", "--json").json["coverage"]:
        assert set(item) == {
            "list", "title", "channel", "released", "released_basis", "imported", "parties",
            "names", "sha256", "file_name", "age_days", "state", "warnings",
        }  # fmt: skip
        assert len(item["sha256"]) == 64
        assert item["state"] in {"in service", "starter"}


def test_a_hit_with_its_evidence_designations_and_citations(caveat) -> None:
    document = caveat(
        "screen", "Nettrix Information", "--address",
        "No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin", "--json",
    ).json  # fmt: skip
    kinds = set()
    for hit in document["hits"]:
        assert set(hit) - {"counterfactual"} == HIT
        assert set(hit["party"]) == {"id", "list", "name", "kind", "country", "record"}
        assert 0 <= hit["score"] <= 100
        assert hit["hit"].startswith(document["screening"].replace("S-", "H-"))
        for evidence in hit["evidence"]:
            kinds.add(evidence["kind"])
            expected = {"kind", "query", "listed", "field", "score", "text", "contradicts"}
            extra = {"name": {"parts"}, "address": {"level"}}.get(evidence["kind"], set())
            assert set(evidence) == expected | extra
            for part in evidence.get("parts", ()):
                assert set(part) == {"query", "listed", "relation", "weight"}
        for designation in hit["designations"]:
            assert set(designation) == {
                "programme", "programmes", "licence_requirement", "licence_policy", "footnotes",
                "listed", "effective", "published", "ends", "federal_register",
                "standard_order", "citations", "not_in_release",
            }  # fmt: skip
            assert designation["citations"]
            numbers = {citation["n"] for citation in hit["citations"]}
            assert set(designation["citations"]) <= numbers
        for citation in hit["citations"]:
            assert set(citation) == {
                "n", "title", "publisher", "locator", "date", "url", "release_sha256", "mark",
            }  # fmt: skip
    assert {"name", "address"} <= kinds


def test_a_search_that_is_not_recorded_has_no_number(caveat) -> None:
    document = caveat("screen", "Nettrix", "--no-record", "--json").json
    assert document["screening"] == ""
    assert {hit["hit"] for hit in document["hits"]} == {""}
    assert caveat("audit", "verify", "--json").json["entries"] == 1


def test_the_lists(caveat) -> None:
    document = caveat("lists", "--json").json
    assert set(document) == {"lists", "formats", "protection"}
    assert all(set(known) == {"name", "channel", "tried"} for known in document["formats"])
    assert len(document["lists"]) == 16
    for item in document["lists"]:
        assert set(item) == {
            "list", "title", "publisher", "released", "released_basis", "imported_at",
            "age_days", "channel", "rows", "parties", "names", "addresses", "unread",
            "file_name", "sha256", "state", "warning", "duty", "private",
        }  # fmt: skip
    states = {item["list"]: item["state"] for item in document["lists"]}
    assert states["US-EL"] == "starter"
    assert states["US-SDN"] == "not loaded"


def test_an_import(caveat, tmp_path: Path) -> None:
    file = write_csl(tmp_path / "csl_2026-11-20.csv", [*rows("US-EL", 175), *rows("US-DPL", 5)])
    document = caveat("lists", "import", file, "--json").json
    assert set(document) == {"releases", "warnings", "seconds"}
    for release in document["releases"]:
        assert set(release) == {
            "list", "released", "parties", "added", "changed", "removed", "unread", "unchanged",
            "state", "reason", "channel", "accept",
        }  # fmt: skip
    assert [(r["list"], r["parties"], r["added"]) for r in document["releases"]] == [
        ("US-EL", 175, 175),
        ("US-DPL", 5, 5),
    ]
    shrunken = write_csl(tmp_path / "csl_2026-11-21.csv", rows("US-EL", 155))
    (refused,) = caveat("lists", "import", shrunken, "--json").json["releases"]
    assert refused["state"] == "refused"
    assert "155 entries" in refused["reason"]
    states = {item["list"]: item for item in caveat("lists", "--json").json["lists"]}
    assert states["US-EL"]["state"] == "in service"
    assert "was refused" in states["US-EL"]["warning"]


def test_a_comparison(caveat) -> None:
    document = caveat("compare", "浪潮", "Inspur", "--kind", "company", "--json").json
    assert set(document) == {
        "a", "b", "kind", "score", "band", "because", "parts", "contradicted",
        "counterfactual",
    }  # fmt: skip
    assert (document["a"], document["b"], document["kind"]) == ("浪潮", "Inspur", "company")


def test_what_would_move_the_score_is_told_on_the_terminal_and_as_json(caveat) -> None:
    names = ("Nettrix Information Industry", "Nettrix Information Industry Co., Ltd.")
    told = caveat("compare", *names, "--json").json["counterfactual"]
    assert told.startswith("Without ‘Nettrix’: ")
    assert told in caveat("compare", *names, "--explain").out
    assert told not in caveat("compare", *names).out
    hits = caveat("screen", "Nettrix Information Industry", "--no-record", "--json").json["hits"]
    shown = caveat("screen", "Nettrix Information Industry", "--no-record").out
    assert all(hit["counterfactual"] in shown for hit in hits)
    assert any("Nettrix" in hit["counterfactual"] for hit in hits)


def test_comparisons_from_stdin_are_one_object_a_line_in_order(spawn) -> None:
    pairs = [("Sugon", "Dawning", ""), ("浪潮", "Inspur", "company"), ("A\u2028B", "C", "person")]
    text = "".join(f"{a}\t{b}\t{kind}\n" if kind else f"{a}\t{b}\n" for a, b, kind in pairs)
    for arguments in (("compare", "--stdin"), ("compare", "--stdin", "--json")):
        done = spawn(*arguments, stdin=text)
        assert (done.code, done.err) == (0, "")
        lines = [json.loads(line) for line in done.out.split("\n") if line]
        assert [(x["a"], x["b"], x["kind"] or "") for x in lines] == pairs
        assert all(set(x) == {"a", "b", "kind", "score", "band"} for x in lines)


@pytest.mark.parametrize(
    "stdin", [b"no tab\n", b"a\tb\tghost\n", b"a\tb\tcompany\tmore\n", b"\n", b"a\xff\tb\n"]
)
def test_a_line_that_is_no_pair_is_two_and_names_the_line(spawn, stdin: bytes) -> None:
    done = spawn("compare", "--stdin", stdin=b"Sugon\tDawning\n" + stdin)
    assert done.code == 2, done
    assert "line 2" in done.err
    assert len(done.out.splitlines()) == 1


def test_nothing_on_stdin_is_nothing_on_stdout(spawn) -> None:
    done = spawn("compare", "--stdin", stdin=b"")
    assert (done.code, done.out, done.err) == (0, "", "")


IMPORTED = {
    "book", "rows_read", "suppliers", "duplicates", "rows_not_taken", "sheet", "header_row",
    "columns",
}  # fmt: skip


def test_a_batch(caveat, book: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    document = caveat("batch", book, "--out", out, "--json").json
    more = {"with_hits", "hits", "seconds", "out", "consequences", "tied_without_hit"}
    assert set(document) == IMPORTED | more
    assert document["rows_read"] == 4
    assert (document["suppliers"], document["duplicates"]) == (2, 1)
    refused, repeated = document["rows_not_taken"]
    assert refused == {
        "sheet": document["sheet"],
        "row": 4,
        "column": "A",
        "reason": "has a name without a letter or digit",
    }
    assert (repeated["row"], repeated["reason"]) == (5, "repeats row 3")
    assert document["header_row"] == 1
    assert document["columns"] == {"name": "Supplier", "address": "Address", "country": "Country"}
    assert (document["with_hits"], document["hits"]) == (1, 1)
    assert document["out"] == str(out)
    meaning = document["consequences"]
    assert meaning["lists"] == [{"list": "US-EL", "suppliers": 1, "hits": 1}]
    (card,) = meaning["cards"]
    assert card["brief"]["text"] == "licence needed, see its entry"
    assert card["brief"]["verify"] is False
    assert {said["verify"] for said in card["statements"]} == {False, True}
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 4  # two suppliers, two rows not taken


def test_a_book_imported_and_screened(caveat, book: Path, tmp_path: Path) -> None:
    document = caveat("suppliers", "import", book, "--book", "mine", "--json").json
    assert set(document) == IMPORTED
    assert document["book"] == "mine"
    out = tmp_path / "out.xlsx"
    document = caveat("suppliers", "screen", "--book", "mine", "--out", out, "--json").json
    assert set(document) == {
        "book", "screened", "with_hits", "hits", "seconds", "out", "consequences",
        "tied_without_hit",
    }  # fmt: skip
    assert document["out"] == str(out)
    assert caveat("suppliers", "screen", "--json").json["out"] is None


def test_a_memo(caveat, tmp_path: Path) -> None:
    number = caveat("screen", "Nettrix", "--json").json["screening"]
    out = tmp_path / "memo.pdf"
    document = caveat("memo", number, "--out", out, "--json").json
    assert {"memo", "screening", "form", "out", "sha256"} <= set(document)
    assert document["form"] == "full"
    short = caveat("memo", number, "--form", "short", "--json").json
    assert (short["form"], Path(short["out"]).name) == ("short", f"Memo {number}, short.pdf")
    assert document["screening"] == number
    assert document["out"] == str(out)


def test_the_state_of_the_record(caveat) -> None:
    document = caveat("audit", "verify", "--json").json
    assert set(document) == {"intact", "entries", "head", "findings", "notes"}
    assert document["intact"] is True


def test_the_demonstration(caveat, tmp_path: Path) -> None:
    document = caveat("demo", "--out", tmp_path / "demo", "--json").json
    assert {"suppliers", "with_hits", "hits", "seconds", "results", "memo", "screening"} <= set(
        document
    )
    assert Path(document["memo"]).is_file()


def test_nothing_stands_on_stdout_when_a_command_fails(caveat, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"\0\1\2")
    for arguments in (
        ("screen", "--json"),
        ("lists", "import", bad, "--json"),
        ("batch", bad, "--out", tmp_path / "o.csv", "--json"),
        ("memo", "S-2026-000099", "--json"),
        ("compare", "a", "--json"),
    ):
        done = caveat(*arguments)
        assert (done.code, done.out) == (2, ""), arguments
        assert done.err


def test_json_is_readable_in_every_script_and_with_broken_bytes(spawn) -> None:
    done = spawn("compare", "浪潮 Ünï", b"caf\xe9", "--json")
    assert done.code in {0, 2}
    if done.code == 0:
        assert done.json["a"] == "浪潮 Ünï"
        assert "浪潮" in done.out
