"""Editions of the rules: the officer's own file on record, and what a screening keeps."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.answer_json import answer_to_json
from caveat.domain.consequences_json import consequences_to_json
from caveat.domain.parties import PartyKind
from caveat.domain.rules import RulePeriod, RuleState, RuleStatement
from caveat.domain.screening import Answer, Query
from caveat.domain.sources import Mark, Source
from caveat.errors import InputError
from caveat.law import book as law_book
from caveat.proof.canonical import canonical
from caveat.services import rules as rules_service
from caveat.services.audit import verify_audit
from caveat.services.own_rules import (
    correct_card,
    correct_rule,
    drop_own_rules,
    export_own_rules,
    import_own_rules,
    take_back,
)
from caveat.services.recording import recorded_answer
from caveat.services.records import audit_entries
from caveat.services.rerun import rerun
from caveat.services.rules import consequences_of, current_rules
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from own_rules import OWN_RULES, write_own_rules
from templates import Clock

AFFILIATES = "us-bis-affiliates"


def said(ws: Workspace, answer: Answer) -> str:
    return canonical(consequences_to_json(consequences_of(ws, answer)))


def state(ws: Workspace, answer: Answer) -> RuleState:
    found = {rule.id: on for rule, on in consequences_of(ws, answer).rules}
    return found[AFFILIATES].state


def test_a_hit_brings_the_card_of_its_list_and_the_rules_of_its_footnote(
    ws: Workspace, screener: Screener
) -> None:
    consequences = consequences_of(ws, screener.screen(Query("Nettrix")))
    (hit,) = consequences.hits
    assert hit.card is not None
    assert hit.card.list_code == hit.list_code == "US-EL"
    ids = [rule.id for rule, _ in hit.rules]
    assert "us-fdp-footnote-4" in ids
    assert not {"us-fdp-footnote-1", "us-high-risk-addresses", "us-ofac-records"} & set(ids)


def test_an_address_alone_brings_the_rule_on_addresses(ws: Workspace, screener: Screener) -> None:
    answer = screener.screen(
        Query("", addresses=("Room 19C, Lockhart Centre, 301-307 Lockhart Road, Hong Kong",))
    )
    found = {
        hit.party: {rule.id for rule, _ in hit.rules} for hit in consequences_of(ws, answer).hits
    }
    kinds = {hit.party.id: hit.party.kind for hit in answer.hits}
    assert PartyKind.ADDRESS in kinds.values()
    for party, ids in found.items():
        assert ("us-high-risk-addresses" in ids) is (kinds[party] is PartyKind.ADDRESS)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2025, 10, 15), RuleState.IN_FORCE), (date(2026, 1, 1), RuleState.SUSPENDED)],
)
def test_the_rules_are_those_of_the_screenings_day(
    ws: Workspace, screener: Screener, day: date, expected: RuleState
) -> None:
    answer = screener.screen(Query("Nettrix", in_force=day))
    assert consequences_of(ws, answer).day == day
    assert state(ws, answer) is expected


def test_each_card_and_rule_stands_once_whatever_the_hits(
    ws: Workspace, screener: Screener
) -> None:
    answer = screener.screen(Query("Inspur Group"))
    document = consequences_to_json(consequences_of(ws, answer))
    assert len(document["hits"]) == len(answer.hits) > 2
    for key, name in (("cards", "list"), ("rules", "id"), ("sources", "n")):
        names = [item[name] for item in document[key]]
        assert len(set(names)) == len(names) > 0
    assert {card["list"] for card in document["cards"]} == {
        hit.party.list_code for hit in answer.hits
    }


def test_own_rules_count_from_now_on_and_who_gave_them_is_on_record(
    ws: Workspace, screener: Screener, tmp_path: Path
) -> None:
    book = import_own_rules(ws, write_own_rules(tmp_path), reason="a notice")
    assert book.own is not None
    assert (book.own.by, book.own.at, book.own.reason) == (ws.operator.name, ws.now(), "a notice")
    assert book.own.ids == {AFFILIATES, "own-policy", "US-EL", "flag-101"}
    assert state(ws, screener.screen(Query("Nettrix"))) is RuleState.SUSPENDED
    newest = audit_entries(ws, limit=1)[0]
    assert (newest.kind, newest.subject) == ("own rules changed", "own rules")
    assert drop_own_rules(ws).own is None
    assert verify_audit(ws).findings == ()


def test_what_is_exported_can_be_imported(ws: Workspace, tmp_path: Path) -> None:
    import_own_rules(ws, write_own_rules(tmp_path))
    out = export_own_rules(ws, tmp_path / "out.toml")
    assert out.read_text(encoding="utf-8") == OWN_RULES
    with pytest.raises(InputError, match="exists already"):
        export_own_rules(ws, out)
    before = current_rules(ws)
    assert import_own_rules(ws, export_own_rules(ws, out, replace=True)).rules == before.rules


def test_without_own_rules_a_file_to_begin_with_is_exported(ws: Workspace, tmp_path: Path) -> None:
    out = export_own_rules(ws, tmp_path / "own.toml")
    with pytest.raises(InputError, match="corrects and adds nothing"):
        import_own_rules(ws, out)
    with pytest.raises(InputError, match="no rules of your own"):
        drop_own_rules(ws)


def test_a_wrong_file_changes_nothing(ws: Workspace, tmp_path: Path) -> None:
    book = import_own_rules(ws, write_own_rules(tmp_path))
    entries = len(audit_entries(ws))
    wrong = write_own_rules(tmp_path, OWN_RULES.replace("suspended", "paused"))
    with pytest.raises(InputError, match="corrections 1, periods 1 has a “state”"):
        import_own_rules(ws, wrong)
    assert current_rules(ws) == book
    assert len(audit_entries(ws)) == entries


def test_own_rules_that_can_no_longer_be_read_are_told_and_the_programs_count(
    ws: Workspace, screener: Screener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_own_rules(ws, write_own_rules(tmp_path))

    def refuse(_text: str, name: str) -> None:
        raise InputError(f"{name}: corrections 1 is of another version.")

    rules_service._book.cache_clear()
    monkeypatch.setattr(law_book, "own_file_of", refuse)
    try:
        consequences = consequences_of(ws, screener.screen(Query("Nettrix")))
    finally:
        rules_service._book.cache_clear()
    (warning,) = consequences.book.warnings
    assert "corrections 1 is of another version" in warning
    assert ws.operator.name in warning
    found = {rule.id: on for rule, on in consequences.rules}
    assert found[AFFILIATES].state is RuleState.IN_FORCE


def test_a_record_keeps_the_rules_that_it_was_made_with(
    ws: Workspace, screener: Screener, tmp_path: Path, clock: Clock
) -> None:
    first = screener.record(screener.screen(Query("Nettrix")))
    before = said(ws, first)
    import_own_rules(ws, write_own_rules(tmp_path))
    second = screener.record(screener.screen(Query("Nettrix")))
    clock.moment = clock.moment.replace(year=clock.moment.year + 3)
    assert first.engine.rules_sha256 != second.engine.rules_sha256
    assert said(ws, recorded_answer(ws, first.screening)) == before
    assert state(ws, recorded_answer(ws, second.screening)) is RuleState.SUSPENDED
    for answer in (first, second):
        again = rerun(ws, screener, answer.screening)
        assert again.equal, again.differences
        assert canonical(answer_to_json(again.again)) == canonical(answer_to_json(again.recorded))
        assert said(ws, again.again) == said(ws, again.recorded)
    today = rerun(ws, screener, first.screening, today=True)
    assert any("dated rules of law are another edition" in text for text in today.differences)
    assert verify_audit(ws).findings == ()


def test_the_edition_of_another_version_of_the_program_is_read_from_the_record(
    ws: Workspace, screener: Screener, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = screener.record(screener.screen(Query("Nettrix")))
    before = said(ws, recorded)
    newer = tuple(
        (name, text.replace("It is not a ban list", "It is no ban list"))
        for name, text in rules_service._files()
    )
    monkeypatch.setattr(rules_service, "_files", lambda: newer)
    assert "It is no ban list" in said(ws, screener.screen(Query("Nettrix")))
    assert said(ws, recorded) == before
    assert rerun(ws, screener, recorded.screening).equal


def test_an_edition_that_is_not_stored_is_told_and_todays_is_shown(
    ws: Workspace, screener: Screener
) -> None:
    answer = screener.screen(Query("Nettrix"))
    for sha256, words in (("f" * 64, "is not stored here"), ("", "before the program kept")):
        engine = replace(answer.engine, rules_sha256=sha256)
        consequences = consequences_of(ws, replace(answer, engine=engine))
        assert any(words in warning for warning in consequences.book.warnings)
        assert consequences.cards


def test_the_edition_is_stored_once_for_many_screenings(ws: Workspace, screener: Screener) -> None:
    for name in ("Nettrix", "Sugon", "Inspur"):
        screener.record(screener.screen(Query(name)))
    kinds = [entry.kind for entry in audit_entries(ws)]
    assert kinds.count("rules kept") == 1
    assert kinds.count("screening recorded") == 3


def test_rules_change_no_hit_and_ask_for_no_new_screening_of_a_book(
    ws: Workspace, screener: Screener, tmp_path: Path
) -> None:
    before = screener.screen(Query("Nettrix"))
    import_own_rules(ws, write_own_rules(tmp_path))
    after = screener.screen(Query("Nettrix"))
    assert after.hits == before.hits
    assert after.engine.settings_sha256 == before.engine.settings_sha256


def test_a_single_correction_counts_is_on_record_and_can_be_taken_back(
    ws: Workspace, screener: Screener
) -> None:
    before = screener.record(screener.screen(Query("Nettrix")))
    period = RulePeriod(
        state=RuleState.SUSPENDED,
        since=date(2026, 11, 10),
        until=None,
        source=Source("", "92 FR 1"),
    )
    assert state(ws, before) is RuleState.IN_FORCE
    correct_rule(ws, AFFILIATES, period, reason="a notice")
    answer = RuleStatement("reporting", "Tell Vera.", Source("", "Policy", mark=Mark.UNVERIFIED))
    book = correct_card(ws, "US-EL", answer, reason="our policy")
    assert book.own is not None
    assert (book.own.reason, book.own.ids) == ("our policy", {AFFILIATES, "US-EL"})
    after = screener.screen(Query("Nettrix"))
    assert state(ws, after) is RuleState.SUSPENDED
    assert state(ws, recorded_answer(ws, before.screening)) is RuleState.IN_FORCE
    assert "Tell Vera." in said(ws, after)
    take_back(ws, AFFILIATES, reason="withdrawn")
    assert state(ws, screener.screen(Query("Nettrix"))) is RuleState.IN_FORCE
    with pytest.raises(InputError, match="Nothing of your own"):
        take_back(ws, AFFILIATES)
    assert take_back(ws, "US-EL").own is None
    assert verify_audit(ws).intact
    changed = [entry for entry in audit_entries(ws) if entry.kind == "own rules changed"]
    assert len(changed) == 4


@pytest.mark.parametrize("title", ["", "two\nlines"])
def test_a_correction_without_a_proper_source_changes_nothing(ws: Workspace, title: str) -> None:
    period = RulePeriod(
        state=RuleState.ENDED, since=date(2027, 1, 1), until=None, source=Source("", title)
    )
    with pytest.raises(InputError, match="title"):
        correct_rule(ws, AFFILIATES, period)
    assert current_rules(ws).own is None
