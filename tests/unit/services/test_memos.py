import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from caveat.domain.decisions import Decision
from caveat.domain.lists import ImportReport
from caveat.domain.memo import MemoForm
from caveat.domain.relations import RelationKind
from caveat.domain.screening import Answer
from caveat.errors import EnvironmentProblemError, InputError
from caveat.services.audit import verify_audit
from caveat.services.connections import Connector
from caveat.services.decisions import decide
from caveat.services.memos import default_memo_path, make_memo
from caveat.services.records import audit_entries, memo_rows
from caveat.services.relations import TypedRelation, type_in
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from caveat.storage import audit
from templates import Clock, rows

PutOnRecord = Callable[..., Answer]
Publish = Callable[..., ImportReport]


def text_of(path: Path) -> str:
    """The words of a PDF with line breaks and hyphenation taken out."""
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).split())


def test_a_memo_is_written_and_put_on_record(
    ws: Workspace, put_on_record: PutOnRecord, tmp_path: Path
) -> None:
    answer = put_on_record("Nettrix")
    out = tmp_path / "memo.pdf"
    made = make_memo(ws, answer.screening, out)
    assert made.memo == "M-2026-000001"
    assert made.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    assert memo_rows(ws)[0].sha256 == made.sha256
    assert memo_rows(ws)[0].file_name == str(out)
    assert audit_entries(ws, limit=1)[0].kind == "memo made"
    assert verify_audit(ws).intact


def test_a_memo_holds_the_head_of_the_chain_of_its_moment(
    ws: Workspace, put_on_record: PutOnRecord, tmp_path: Path
) -> None:
    answer = put_on_record("Nettrix")
    head = audit_entries(ws, limit=1)[0]
    make_memo(ws, answer.screening, tmp_path / "memo.pdf")
    assert head.sha256 in text_of(tmp_path / "memo.pdf").replace(" ", "")


def test_a_memo_prints_the_decision_with_its_reason(
    ws: Workspace, put_on_record: PutOnRecord, tmp_path: Path
) -> None:
    answer = put_on_record("Nettrix")
    decide(ws, answer.hits[0].hit, Decision.TRUE_MATCH, "the very same unit in Block C")
    make_memo(ws, answer.screening, tmp_path / "memo.pdf")
    assert "the very same unit in Block C" in text_of(tmp_path / "memo.pdf")


def test_a_memo_of_a_name_in_markup_prints_it_as_text(
    ws: Workspace, put_on_record: PutOnRecord, tmp_path: Path
) -> None:
    answer = put_on_record("Nettrix <b>&amp; Söhne</b> <font size=99>")
    make_memo(ws, answer.screening, tmp_path / "memo.pdf")
    assert "<b>&amp; Söhne</b>" in text_of(tmp_path / "memo.pdf")


def test_a_memo_of_a_search_without_a_match_names_lists_and_nearest(
    ws: Workspace, put_on_record: PutOnRecord, publish: Publish, tmp_path: Path
) -> None:
    publish("csl_2026-11-20.csv", [*rows("US-EL", 175), *rows("US-CMIC", 70)])
    make_memo(ws, put_on_record("Zuvanari Bakery").screening, tmp_path / "memo.pdf")
    told = text_of(tmp_path / "memo.pdf")
    assert "No match at or above 70" in told
    assert "Entity List" in told
    assert "UFLPA" in told
    assert "STARTER DATA" not in told


def test_without_a_name_a_memo_never_replaces_another(
    ws: Workspace, put_on_record: PutOnRecord
) -> None:
    number = put_on_record("Nettrix").screening
    first, second = make_memo(ws, number), make_memo(ws, number)
    assert first.file_name != second.file_name
    assert Path(first.file_name).parent == ws.paths.memos
    assert Path(second.file_name).name == f"Memo {number} (2).pdf"


def test_the_memo_folder_of_the_settings_is_proposed(
    ws: Workspace, put_on_record: PutOnRecord, tmp_path: Path
) -> None:
    number = put_on_record("Nettrix").screening
    ws.change_settings(memo_folder=str(tmp_path / "my memos"))
    assert default_memo_path(ws, number).parent == tmp_path / "my memos"
    assert Path(make_memo(ws, number).file_name).is_file()


@pytest.mark.parametrize("name", ["memo.txt", "memo", "memo.pdf.exe"])
def test_a_memo_is_a_pdf(
    ws: Workspace, put_on_record: PutOnRecord, tmp_path: Path, name: str
) -> None:
    number = put_on_record("Nettrix").screening
    with pytest.raises(InputError, match=r"must end in \.pdf"):
        make_memo(ws, number, tmp_path / name)
    assert memo_rows(ws) == ()


def test_an_unknown_screening_has_no_memo(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no screening"):
        make_memo(ws, "S-2026-000077", tmp_path / "memo.pdf")
    assert not (tmp_path / "memo.pdf").exists()


def test_a_memo_that_cannot_be_written_is_not_on_record(
    ws: Workspace, put_on_record: PutOnRecord, tmp_path: Path
) -> None:
    number = put_on_record("Nettrix").screening
    (tmp_path / "memo.pdf").mkdir()
    (tmp_path / "file").write_text("", encoding="utf-8")
    for out in (tmp_path / "memo.pdf", tmp_path / "file" / "memo.pdf"):
        with pytest.raises(EnvironmentProblemError):
            make_memo(ws, number, out)
    assert memo_rows(ws) == ()
    assert verify_audit(ws).intact
    assert not list(tmp_path.glob(".caveat-*"))


def test_a_memo_is_of_the_answer_as_recorded_though_the_lists_moved_on(
    ws: Workspace, put_on_record: PutOnRecord, publish: Publish, tmp_path: Path
) -> None:
    answer = put_on_record("Nettrix")
    publish("csl_2026-11-20.csv", rows("US-EL", 175))
    make_memo(ws, answer.screening, tmp_path / "memo.pdf")
    told = text_of(tmp_path / "memo.pdf")
    assert "Nettrix Information Industry Co., Ltd." in told
    assert "2026-07-09" in told or "9 July 2026" in told
    assert "csl_2026-11-20" not in told
    assert "STARTER DATA" in told


def test_names_that_no_list_publishes_are_printed_with_their_source(
    ws: Workspace, put_on_record: PutOnRecord, tmp_path: Path
) -> None:
    make_memo(ws, put_on_record("Inspur Group").screening, tmp_path / "memo.pdf")
    assert "浪潮" in text_of(tmp_path / "memo.pdf")


def typed_in(ws: Workspace, holder: str, company: str, share: str) -> None:
    typed = TypedRelation(holder, RelationKind.SHAREHOLDER, company, "Register", share=share)
    type_in(ws, typed)


def test_a_memo_says_who_owns_the_supplier_as_known_by_the_end_of_the_day_of_the_search(
    ws: Workspace, screener: Screener, put_on_record: PutOnRecord, clock: Clock, tmp_path: Path
) -> None:
    answer = put_on_record("Alpha Works")
    day = answer.as_of.isoformat()
    typed_in(ws, "Sugon", "Alpha Works Ltd", "60")  # after the search, on its day
    connector = Connector(ws, screener)
    out = tmp_path / "memo.pdf"
    make_memo(ws, answer.screening, out, connector=connector)
    told = text_of(out)
    assert "Alpha Works Ltd (the supplier screened)" in told
    assert "Listed parties hold at least 60 % of Alpha Works Ltd" in told
    assert "when this memo was made" in told
    clock.move(days=2)
    typed_in(ws, "Nobody Else", "Alpha Works Ltd", "40")
    make_memo(ws, answer.screening, out, connector=connector, replace=True)
    later = text_of(out)
    assert f"by the end of {day} (UTC), the day of the search" in later
    assert "Listed parties hold at least 60 % of Alpha Works Ltd" in later
    assert "Nobody Else" not in later
    assert f"1 relation came on record here, or was withdrawn, after {day}" in later
    make_memo(ws, answer.screening, tmp_path / "without.pdf")
    assert "the supplier screened" not in text_of(tmp_path / "without.pdf")


def test_the_lists_of_the_record_tell_who_is_listed_however_they_moved_on(
    ws: Workspace, put_on_record: PutOnRecord, publish: Publish, clock: Clock, tmp_path: Path
) -> None:
    answer = put_on_record("Alpha Works")
    typed_in(ws, "Sugon", "Alpha Works", "60")
    publish("csl_2026-11-20.csv", rows("US-EL", 175))  # on the same day, without Sugon
    connector = Connector(ws, Screener(ws))
    for days in (0, 2):
        clock.move(days=days)
        make_memo(ws, answer.screening, tmp_path / f"{days}.pdf", connector=connector)
        told = text_of(tmp_path / f"{days}.pdf")
        assert "Listed parties hold at least 60 % of Alpha Works" in told
        assert "csl_2026-11-20" not in told


def test_a_short_memo_has_its_own_name_and_is_on_record_as_short(
    ws: Workspace, put_on_record: PutOnRecord
) -> None:
    number = put_on_record("Nettrix").screening
    whole = make_memo(ws, number)
    short = make_memo(ws, number, form=MemoForm.SHORT)
    assert Path(short.file_name).name == f"Memo {number}, short.pdf"
    assert "This is the short form" in text_of(Path(short.file_name))
    assert "This is the short form" not in text_of(Path(whole.file_name))
    with ws.store.reading() as connection:
        told = [audit.payload(connection, id_ or 0) for _, id_ in audit.entries(connection)]
    assert [json.loads(each[1])["form"] for each in told[-2:] if each] == ["full", "short"]
    assert verify_audit(ws).intact


def test_owners_are_told_of_hits_that_may_be_the_supplier_and_of_no_false_positive(
    ws: Workspace, screener: Screener, put_on_record: PutOnRecord, tmp_path: Path
) -> None:
    answer = put_on_record("Sugon Works")
    by_name = {hit.party.name: hit.hit for hit in answer.hits}
    connector = Connector(ws, screener)
    out = tmp_path / "memo.pdf"
    told = {}
    for decision in (Decision.FALSE_POSITIVE, Decision.TRUE_MATCH):
        decide(ws, by_name["Sugon"], decision, "as the register says")
        make_memo(ws, answer.screening, out, connector=connector, replace=True)
        told[decision] = "Sugon (hit 1, true match)" in text_of(out)
    assert told == {Decision.FALSE_POSITIVE: False, Decision.TRUE_MATCH: True}
