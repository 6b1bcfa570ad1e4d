"""``caveat self-test``: its document, its table, its exit codes."""

import unicodedata
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from caveat.errors import EnvironmentProblemError
from caveat.matching.engine import ENGINE_VERSION
from caveat.services import ground
from templates import row, rows, write_csl

COUNTS = {
    "tried", "not_distinctive", "another_name", "compared", "first", "hit", "related",
}  # fmt: skip


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def test_the_document(caveat) -> None:
    done = caveat("self-test", "--sample", "8", "--json")
    assert (done.code, done.err) == (0, "")
    document = done.json
    assert set(document) == {
        "measured_at", "engine", "alert_line", "recipe", "list", "names", "of_names", "lists",
        "changes", "total", "misses",
    }  # fmt: skip
    assert datetime.fromisoformat(document["measured_at"]).utcoffset() is not None
    assert document["recipe"] == {"version": 2, "seed": 20250325}
    assert (document["list"], document["names"]) == (None, 8)
    assert document["alert_line"] == 70.0
    assert {item["state"] for item in document["lists"]} == {"starter"}
    assert all(len(item["sha256"]) == 64 for item in document["lists"])
    for change in document["changes"]:
        assert set(change) == {"change", "strength", *COUNTS}
    summed: Counter[str] = Counter()
    for change in document["changes"]:
        summed.update({name: change[name] for name in COUNTS})
    assert document["total"] == {name: summed[name] for name in COUNTS}
    assert document["misses"]
    for miss in document["misses"]:
        assert set(miss) == {
            "change", "variant", "name", "list", "compared", "first", "related", "score",
            "came_first", "came_first_list", "came_first_score",
        }  # fmt: skip


def test_the_table_is_read_in_a_hundred_columns(caveat) -> None:
    done = caveat("self-test", "--sample", "25")
    assert done.code == 0
    assert [line for line in done.out.splitlines() if columns(line) > 100] == []
    for said in (
        "25 of 750 listed names", "alert line 70", "recipe 2", "seed 20250325",
        f"Engine {ENGINE_VERSION}", "starter set only", "one typing error", "all changes",
        "Worst misses", "listed  ",
    ):  # fmt: skip
        assert said in done.out


def test_the_same_lists_give_the_same_document(caveat) -> None:
    one, other = (caveat("self-test", "--sample", "4", "--json").json for _ in range(2))
    del one["measured_at"], other["measured_at"]
    assert one == other


def test_one_list_alone(caveat) -> None:
    document = caveat("self-test", "--list", "us-cmic", "--sample", "3", "--json").json
    assert document["list"] == "US-CMIC"
    assert [item["list"] for item in document["lists"]] == ["US-CMIC"]


def test_every_name_of_a_small_list(caveat, tmp_path: Path) -> None:
    entries = [*rows("US-EL", 175), row("US-DPL", "Zuvanari Photonics Works")]
    caveat("lists", "import", write_csl(tmp_path / "csl_2026-11-20.csv", entries))
    for every in ("0", "all", "ALL"):
        done = caveat("self-test", "--list", "US-DPL", "--sample", every)
        assert done.code == 0
        assert "1 of 1 listed names" in done.out


def test_names_that_would_disturb_a_terminal_do_not(caveat, tmp_path: Path) -> None:
    hostile = ["\x1b[31mZuvanari\x07 Photonics", "!!!", "\u202eZuvanari Delvane", "Zuva " * 2_000]
    entries = [*rows("US-EL", 175), *(row("US-DPL", name) for name in hostile)]
    caveat("lists", "import", write_csl(tmp_path / "csl_2026-11-20.csv", entries))
    done = caveat("self-test", "--list", "US-DPL", "--sample", "all")
    assert done.code == 0
    assert not set(done.out) & set("\x1b\x07\u202e")


@pytest.mark.parametrize("sample", ["-1", "x", "1.5", ""])
def test_a_sample_that_is_no_number_is_bad_usage(caveat, sample: str) -> None:
    done = caveat("self-test", "--sample", sample)
    assert done.code == 2
    assert "a number of names, or all" in done.err


def test_an_unknown_list_is_bad_input_and_one_not_loaded_is_the_environment(caveat) -> None:
    assert caveat("self-test", "--list", "NOPE").code == 2
    done = caveat("self-test", "--list", "US-SDN")
    assert (done.code, done.out) == (3, "")
    assert "US-SDN is not in service" in done.err


def test_no_list_in_service_is_the_environment(caveat, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise EnvironmentProblemError("No list was in service in this workspace.")

    monkeypatch.setattr(ground, "in_service", none)
    assert caveat("self-test").code == 3


def test_a_later_search_without_a_match_cites_the_figures(caveat, tmp_path: Path) -> None:
    caveat("lists", "import", write_csl(tmp_path / "csl_2026-11-20.csv", rows("US-EL", 175)))
    assert "self-test" not in caveat("screen", "Nobody At All Whatsoever").out
    caveat("self-test", "--sample", "3")
    said = caveat("screen", "Nobody At All Whatsoever")
    assert "of 100 misspelled variants of listed names were found at or above 70" in said.out
    recorded = caveat("screen", "Nobody At All Whatsoever", "--json").json
    assert recorded["recall"] in recorded["no_match_statement"]
    again = caveat("screen", "--again", recorded["screening"])
    assert again.code == 0
    assert "the answer is the same" in again.out
