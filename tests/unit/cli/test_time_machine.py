"""Days on the command line: known by, in force on, and a recorded answer given again."""

from pathlib import Path

from templates import Row, row, rows, write_csl

ZUVA = row("US-EL", "Zuvanari Photonics Ltd.", start_date="2026-03-10")


def take(caveat, folder: Path, name: str, *more: Row) -> None:
    file = write_csl(folder / name, [*rows("US-EL", 175), *more])
    done = caveat("lists", "import", file)
    assert done.code in {0, 1}, done.err
    assert "refused" not in done.out, done.out


def test_what_was_law_on_a_day(caveat, tmp_path: Path) -> None:
    take(caveat, tmp_path, "csl_2025-06-01.csv")
    take(caveat, tmp_path, "csl_2026-06-01.csv", ZUVA)
    before = caveat("screen", "Zuvanari Photonics", "--in-force", "2026-02-01", "--json")
    assert (before.code, before.json["hits"], before.json["outcome"]) == (0, [], "no match")
    after = caveat("screen", "Zuvanari Photonics", "--in-force", "2026-03-10", "--json")
    assert (after.code, after.json["outcome"]) == (1, "hits")
    assert after.json["query"]["in_force"] == "2026-03-10"
    assert [item["taken"] for item in after.json["law"] if item["list"] == "US-EL"] == [1]
    near = caveat("screen", "Zuvanari Photonics", "--in-force", "2026-03-05")
    assert near.code == 1, "a party that may have been listed is something to review"
    assert near.out.startswith("! “Zuvanari Photonics Ltd.” (Entity List) matches at")


def test_a_delisted_party_is_shown_when_asked_for_and_is_nothing_to_review(
    caveat, tmp_path: Path
) -> None:
    take(caveat, tmp_path, "csl_2025-06-01.csv", ZUVA)
    take(caveat, tmp_path, "csl_2026-06-01.csv")
    assert "Zuvanari" not in caveat("screen", "Zuvanari Photonics").out
    shown = caveat("screen", "Zuvanari Photonics", "--include-delisted")
    assert shown.code == 0
    assert "Delisted parties, history:" in shown.out
    assert "Zuvanari Photonics Ltd. (US-EL)" in shown.out
    assert "last printed in the release of 2025-06-01" in shown.out


def test_a_recorded_screening_again(caveat, tmp_path: Path) -> None:
    take(caveat, tmp_path, "csl_2025-06-01.csv", ZUVA)
    number = caveat("screen", "Zuvanari Photonics", "--json").json["screening"]
    take(caveat, tmp_path, "csl_2026-06-01.csv")
    same = caveat("screen", "--again", number)
    assert (same.code, same.out) == (
        0,
        f"{number}: answered again on the same releases, the answer is the same.\n",
    )
    today = caveat("screen", "--again", number, "--today")
    assert today.code == 1
    assert "- No longer a hit: “Zuvanari Photonics Ltd.” (US-EL)" in today.out
    document = caveat("screen", "--again", number, "--today", "--json").json
    assert set(document) == {
        "screening", "today", "equal", "to_review", "differences", "recorded", "again",
    }  # fmt: skip
    assert (document["equal"], document["to_review"]) == (False, True)
    assert document["recorded"]["screening"] == number
    (card,) = document["recorded"]["consequences"]["cards"]
    assert card["list"] == "US-EL"
    assert document["again"]["consequences"]["cards"] == []


def test_what_does_not_go_together_is_a_usage_error(caveat) -> None:
    assert caveat("screen", "Nettrix", "--again", "S-2026-000001").code == 2
    assert caveat("screen", "--again", "S-2026-000001", "--in-force", "2026-01-01").code == 2
    assert caveat("screen", "Nettrix", "--today").code == 2
    assert caveat("screen", "--again", "S-2026-000001").code == 2
    assert caveat("screen", "Nettrix", "--in-force", "2099-01-01").code == 2
    assert caveat("screen", "Nettrix", "--in-force", "yesterday").code == 2
