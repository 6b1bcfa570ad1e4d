"""Point 6: the memo says everything that an auditor asks for."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from caveat.domain.decisions import Decision
from caveat.domain.screening import Outcome, Query
from caveat.services.decisions import decide
from caveat.services.memos import make_memo
from caveat.services.records import audit_entries
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace


def words(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).split())


def compact(path: Path) -> str:
    """Without spaces: long hashes are broken over lines."""
    return words(path).replace(" ", "")


@pytest.mark.real_data
def test_a_memo_of_hits_says_who_when_which_lists_what_why_and_where_from(
    real: tuple[Workspace, Screener], tmp_path: Path
) -> None:
    ws, screener = real
    recorded = screener.record(
        screener.screen(Query("Nettrix", country="CN", addresses=("Tianjin",)))
    )
    hit = recorded.hits[0]
    decide(ws, hit.hit, Decision.TRUE_MATCH, "same brand, same street in Tianjin")
    head = audit_entries(ws, limit=1)[0].sha256
    made = make_memo(ws, recorded.screening, tmp_path / "memo.pdf")
    told, dense = words(tmp_path / "memo.pdf"), compact(tmp_path / "memo.pdf")

    assert made.memo in told
    assert recorded.screening in told
    assert "Nettrix" in told
    assert ws.operator.name in told
    assert "2026-11-22" in told or "22 November 2026" in told
    assert recorded.engine.version in told
    assert head in dense
    for item in recorded.coverage:
        assert item.sha256 in dense, item.list_code
        assert str(item.parties) in told.replace(",", "")
    assert hit.party.name in told
    assert hit.because.rstrip(".").replace(" ", "") in dense
    assert "same brand, same street in Tianjin" in told
    assert "For all items subject to the EAR" in told
    assert "90 FR 14048" in told
    assert "not in this release" in told  # the licence policy is empty in all rows
    for citation in hit.citations:
        assert f"[{citation.n}]" in told
    assert "STARTER DATA" not in told
    assert made.sha256 == hashlib.sha256((tmp_path / "memo.pdf").read_bytes()).hexdigest()


@pytest.mark.real_data
def test_a_memo_without_a_match_says_what_was_searched_and_the_nearest(
    real: tuple[Workspace, Screener], tmp_path: Path
) -> None:
    ws, screener = real
    recorded = screener.record(screener.screen(Query("Musterwerk Zahnrad und Getriebe Nordholz")))
    assert recorded.outcome is Outcome.NO_MATCH
    make_memo(ws, recorded.screening, tmp_path / "memo.pdf")
    told = words(tmp_path / "memo.pdf")
    assert "No match at or above 70" in told
    for title in ("Entity List", "Denied Persons List", "Unverified List"):
        assert title in told
    for title in ("UFLPA", "1260H", "METI"):
        assert title in told
    if recorded.near_misses:
        assert recorded.near_misses[0].party.name in told
    assert "missing from the file of 2026-07-09" in told


def test_a_memo_on_starter_data_carries_a_watermark_and_claims_no_screening(
    open_copy: Callable[..., Workspace], starter_home: Path, tmp_path: Path
) -> None:
    ws = open_copy(starter_home)
    screener = Screener(ws)
    for name in ("Nettrix", "Musterwerk Zahnrad"):
        recorded = screener.record(screener.screen(Query(name)))
        made = make_memo(ws, recorded.screening, tmp_path / f"{recorded.screening}.pdf")
        told = words(Path(made.file_name))
        assert "STARTER DATA" in told
        assert "not screened" in told.lower()
        assert "No match at or above" not in told
        assert "removals of 24 August 2026" in told


def test_chinese_cyrillic_and_arabic_can_be_read_in_a_memo(
    open_copy: Callable[..., Workspace], starter_home: Path, tmp_path: Path
) -> None:
    ws = open_copy(starter_home)
    screener = Screener(ws)
    name = "宁畅信息产业 Уралвагонзавод"
    recorded = screener.record(
        screener.screen(Query(name, aliases=("شركة الاختبار",), addresses=("东北旺西路8号",)))
    )
    decide(ws, recorded.hits[0].hit, Decision.FALSE_POSITIVE, "не то же самое лицо")
    made = make_memo(ws, recorded.screening, tmp_path / "memo.pdf")
    told = words(tmp_path / "memo.pdf")
    assert "宁畅信息产业" in told
    assert "Уралвагонзавод" in told
    assert "东北旺西路8号" in told
    assert "не то же самое лицо" in told
    arabic = any(
        "\u0600" <= letter <= "\u06ff" or "\ufb50" <= letter <= "\ufefc" for letter in told
    )
    assert arabic or any("Arabic" in text for text in made.advice)
