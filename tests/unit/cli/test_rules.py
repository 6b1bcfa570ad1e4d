"""``caveat rules``: the state on a day, one rule in full, own rules, and what is to be verified."""

from pathlib import Path

import pytest

from caveat.domain.consequences import CARD_QUESTIONS
from own_rules import OWN_RULES, write_own_rules


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_table_says_what_holds_on_a_day_and_what_flips_next(caveat) -> None:
    done = caveat("rules", "--on", "2026-11-09")
    assert done.code == 0
    text = flat(done.out)
    assert "Rules on 2026-11-09" in text
    assert "us-bis-affiliates" in text
    assert "suspended since 2025-11-10 until" in text
    assert "29. A party has an owner on a list" in text
    assert "US-EL" in text


def test_the_document_has_rules_flags_and_cards_with_their_sources(caveat) -> None:
    document = caveat("rules", "--on", "2025-10-01", "--json").json
    assert set(document) == {
        "on", "rules_sha256", "own_rules", "warnings", "rules", "red_flags", "cards", "sources",
    }  # fmt: skip
    assert len(document["red_flags"]) == 29
    assert len(document["cards"]) == 16
    found = {rule["id"]: rule for rule in document["rules"]}["us-bis-affiliates"]
    assert (found["state"], found["since"], found["until"], found["verify"]) == (
        "in force", "2025-09-29", "2025-11-09", False,
    )  # fmt: skip
    assert found["flips_next"] | {"source": 0} == {
        "on": "2025-11-10", "from": "in force", "to": "suspended", "verify": False, "source": 0,
    }  # fmt: skip
    numbers = [source["n"] for source in document["sources"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert found["source"] in numbers


def test_every_unverified_statement_is_shown_with_verify(caveat) -> None:
    document = caveat("rules", "--json").json
    shown = 0
    for card in document["cards"]:
        text = flat(caveat("rules", "show", card["list"]).out)
        for words in CARD_QUESTIONS.values():
            assert words in text
        for statement in card["statements"]:
            assert statement["verify"] is (statement["mark"] not in {"verified", "published"})
            flagged = f"{statement['text']} (verify) [" in text
            plain = f"{statement['text']} [" in text
            assert (flagged, plain) == (statement["verify"], not statement["verify"])
            shown += flagged
    assert shown > 80


@pytest.mark.parametrize("id_", ["us-fdp-footnote-1", "us-bis-affiliates", "eu-ownership"])
def test_a_rule_in_full_marks_what_is_to_be_verified(caveat, id_: str) -> None:
    text = flat(caveat("rules", "show", id_).out)
    (rule,) = caveat("rules", "show", id_, "--json").json["rules"]
    for statement in (rule["consequence"], *rule["statements"]):
        assert (f"{statement['text']} (verify) [" in text) is statement["verify"]
    assert (f"{rule['state']} since {rule['since']} (verify)" in text) is rule["verify"]


def test_a_red_flag_in_full(caveat) -> None:
    text = flat(caveat("rules", "show", "flag-29", "--on", "2026-05-01").out)
    assert "suspended since 2025-11-10" in text
    assert "on 2026-11-10: suspended → in force (verify)" in text
    assert "the duty of care stays. (verify)" in text


def test_what_there_is_not_is_told(caveat) -> None:
    done = caveat("rules", "show", "us-nothing")
    assert done.code == 2
    assert "us-nothing" in done.err
    assert caveat("rules", "--on", "tomorrow").code == 2


def test_own_rules_go_in_and_out_and_are_taken_back(caveat, tmp_path: Path) -> None:
    path = write_own_rules(tmp_path)
    done = caveat("--operator", "Ada", "rules", "import", path, "--reason", "a notice")
    assert done.code == 0
    assert "us-bis-affiliates: suspended since 2026-11-10" in done.out
    document = caveat("rules", "--json").json
    assert (document["own_rules"]["by"], document["own_rules"]["reason"]) == ("Ada", "a notice")
    assert "* corrected or added by Ada" in caveat("rules").out
    assert "Tell the export office on the same day." in flat(caveat("rules", "show", "us-el").out)
    out = tmp_path / "out.toml"
    assert caveat("rules", "export", out).code == 0
    assert out.read_text(encoding="utf-8") == OWN_RULES
    assert caveat("rules", "export", out).code == 2
    assert caveat("rules", "export", out, "--force").code == 0
    assert caveat("rules", "reset", "--json").json["own_rules"] is None
    assert caveat("rules", "reset").code == 2


def test_a_wrong_file_is_refused_with_its_entry(caveat, tmp_path: Path) -> None:
    done = caveat("rules", "import", write_own_rules(tmp_path, OWN_RULES.replace("91", "\x0191")))
    assert done.code == 2
    assert done.out == ""
    assert caveat("rules", "import", tmp_path / "none.toml").code == 3


def test_a_screening_says_what_its_hits_mean(caveat) -> None:
    done = caveat("screen", "Nettrix", "--in-force", "2025-10-15")
    text = flat(done.out)
    assert "What a hit on Entity List (US-EL) means" in text
    assert "Footnote 4" in text
    assert "changes next: on 2025-11-10: in force → suspended" in text
    assert "(verify)" in text
    means = caveat("screen", "Nettrix", "--in-force", "2025-10-15", "--json").json["consequences"]
    assert means["on"] == "2025-10-15"
    assert [card["list"] for card in means["cards"]] == ["US-EL"]
    rules = {rule["id"] for rule in means["rules"]}
    assert set(means["hits"][0]["rules"]) == rules


def test_without_hits_nothing_is_said_to_be_the_consequence(caveat) -> None:
    done = caveat("screen", "Musterwerk Schrauben", "--no-record")
    assert "means" not in done.out
    assert "Rules that concern" not in done.out
