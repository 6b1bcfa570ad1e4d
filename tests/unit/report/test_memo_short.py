"""The short form of a memo: a block a hit, each text once, and what is left out."""

from dataclasses import replace

import pytest

from caveat.domain.decisions import Decision
from caveat.domain.memo import MemoContent, MemoForm
from caveat.domain.screening import Band
from caveat.report.memo import write_memo
from owned import holds, known, listed, viewed


def short(content: MemoContent) -> MemoContent:
    return replace(content, form=MemoForm.SHORT)


def test_it_says_that_it_is_short_what_is_left_out_and_how_long_the_whole_is(
    samples, read_memo, tmp_path
):
    content = samples.content(hits=tuple(samples.hit(n) for n in range(1, 8)))
    whole = write_memo(content, tmp_path / "whole.pdf").pages
    memo = read_memo(short(content))
    assert len(memo.pages) < whole
    assert memo.has(f"The whole memo of this screening has {whole} pages")
    assert "This is the short form. Left out are: files, hashes" in " ".join(memo.pages[0].split())
    for page in memo.pages:
        assert "Due-diligence memo, short form" in page
    assert "the whole memo" not in read_memo(content).flat.lower()
    nothing = read_memo(short(samples.content(hits=())))
    assert nothing.has("Left out are: files, hashes and channels of the lists searched. The whole")


def test_a_hit_is_one_block_with_reason_dates_notice_citations_and_decision(samples, read_memo):
    other = samples.decided(Decision.OPEN, id=6, reason="asked for the register extract")
    hit = samples.hit(dispositions=(other, samples.decided()))
    memo = read_memo(short(samples.content(hits=(hit,))))
    for text in (
        "1 96.4 Tianhe Wave Computing Group Co., Ltd. ■ Strong · US-EL · kind of party not stated",
        "Your name is the list’s alias “Tianhe Langchao” in Chinese characters.",
        "footnotes 4; listed 2025-03-28; 90 FR 14046, 3/28/25. row 1401 [1] [2]",
        "Decision: false positive, by A. Officer, 2026-11-20 15:02:00 UTC; expires 2027-11-20.",
        "Other city, other founders",
    ):
        assert memo.has(text), text
    assert not memo.has("asked for the register extract")
    assert not memo.has("word by word of 100")
    assert "Hit 1: Tianhe Wave Computing Group Co., Ltd." in [title for _, title in memo.toc]


def test_a_file_that_many_hits_cite_is_one_source_and_each_names_its_row(samples, read_memo):
    hits = tuple(samples.hit(n) for n in range(1, 5))
    memo = read_memo(short(samples.content(hits=hits)))
    for number in range(1, 5):
        assert memo.has(f"row 140{number} [1] [2]")
    sources = memo.flat[memo.flat.rindex("Sources ") :]
    assert (
        "[1] Entity List Bureau of Industry and Security, csl_2026-07-09.csv, 2026-07-09" in sources
    )
    assert "[3]" not in sources
    assert samples.sha256 in sources


def test_what_a_list_requires_is_printed_once_for_all_hits_that_it_stands_at(samples, read_memo):
    hits = [samples.hit(n) for n in range(1, 6)]
    record = samples.record()
    other = replace(hits[3].hit.designations[0].designation, licence_requirement="EAR99 only")
    hits[3] = samples.hit(4, designation=other, record=record)
    memo = read_memo(short(samples.content(hits=tuple(hits))))
    assert memo.flat.count("For all items subject to the EAR. (See § 744.11 of the EAR)") == 1
    assert memo.has("1–3, 5 US-EL For all items")
    assert memo.has("4 US-EL EAR99 only")


def test_what_speaks_against_and_what_no_list_publishes_stays(samples, read_memo):
    native = samples.overlay_names[0]
    evidence = samples.name_evidence("天河浪潮", native.text), samples.against
    hit = samples.hit(contradicted=True, evidence=evidence, overlay_names=(native,))
    record = replace(hit.record, unread=("A line that could not be read.",))
    memo = read_memo(short(samples.content(hits=(replace(hit, record=record),))))
    assert memo.has("≠ contradicted")
    assert memo.has("≠ You gave Germany, the list gives China only.")
    assert memo.has(f"“{native.text}” is not published by the list [1] unverified")
    assert memo.has("! Not read in full: A line that could not be read.")


def test_related_parties_and_lists_are_told_in_short_with_every_warning(samples, read_memo):
    related = samples.hit(2, band=Band.RELATED, score=61.0)
    memo = read_memo(short(samples.content(hits=(samples.hit(), related))))
    assert memo.has("Related, not the listed party")
    assert memo.has("what lists require of related parties and expired entries")
    assert memo.flat.count("footnotes 4") == 1
    assert memo.has("! missing from the file of 2026-07-09: the last release is shown")
    assert memo.has("UFLPA Entity List")
    assert not memo.has("csl_2026-07-09.csv.gz")


@pytest.mark.parametrize("form", MemoForm)
def test_ownership_tells_the_rules_and_in_short_not_what_they_rest_on(samples, read_memo, form):
    view = viewed("Low", [holds("Top", "Low", 60)], listed("Top"), about="the supplier screened")
    memo = read_memo(replace(samples.content(), ownership=known(view), form=form))
    assert memo.has("Listed parties hold at least 60 % of Low")
    is_whole = form is MemoForm.FULL
    for text in ("Holdings that this rests on", "What each rule says of it"):
        assert memo.has(text) is is_whole
    left_out = "the chains, holdings, listings and rules that ownership is told by"
    assert memo.has(left_out) is not is_whole
