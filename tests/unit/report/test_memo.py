import csv
import gzip
import re
from dataclasses import replace
from datetime import date

import pytest

from caveat.domain.decisions import Decision
from caveat.domain.parties import Designation, PartyRecord
from caveat.domain.screening import Band, Outcome, Query
from caveat.report.memo import write_memo


def test_the_first_page_says_who_was_screened_by_whom_when_and_what_came_of_it(samples, read_memo):
    first = read_memo(samples.content()).pages[0]
    for text in (
        "1 listed party matches at or above 70 and needs a decision",
        "天河浪潮 computing 有限公司",
        "Tianhe Wave Computing",
        "天津市华苑产业区海泰华科大街15号",
        "91120000783342508F",
        "by A. Officer, 2026-11-22 09:12:44 UTC",
        "M-2026-000007",
        "S-2026-000123",
        "1 without a decision",
    ):
        assert text in first


def test_every_page_carries_title_numbers_and_its_place(samples, read_memo):
    memo = read_memo(samples.content(hits=tuple(samples.hit(n) for n in range(1, 6))))
    for number, page in enumerate(memo.pages, 1):
        assert f"page {number} of {len(memo.pages)}" in page
        assert "Due-diligence memo M-2026-000007 · screening S-2026-000123" in page


def test_the_listed_text_is_printed_verbatim_field_by_field(samples, read_memo):
    item = samples.hit()
    memo = read_memo(samples.content(hits=(item,)))
    for field, text in item.record.published:
        assert field in memo.text
        assert memo.has(text)


def test_cyrillic_greek_and_kana_can_be_copied_out(samples, read_memo):
    texts = ("ООО «Тихая Волна»", "Αθήνα Συστήματα", "株式会社カタカナひらがな", "한국전자")
    hits = tuple(samples.hit(n, name=text) for n, text in enumerate(texts, 1))
    memo = read_memo(samples.content(hits=hits))
    for text in texts:
        assert memo.has(text)


def test_arabic_and_hebrew_can_be_copied_out_in_their_own_order(samples, read_memo):
    texts = ("شركة الاختبار للتجارة", "חברת בדיקה בעמ", "پارس می‌خواهم گروه")
    hits = tuple(samples.hit(n, name=text) for n, text in enumerate(texts, 1))
    memo = read_memo(samples.content(hits=hits))
    for text in texts:
        assert memo.has(text)


def test_a_field_of_no_entry_is_told_apart_from_a_field_empty_for_this_entry(samples, read_memo):
    memo = read_memo(samples.content())
    assert "Licence review policy not in this release" in memo.text
    assert "Effective not in this release" in memo.text
    assert "Programme none given for this entry" in memo.text


def test_the_publishers_own_name_of_a_missing_field_counts_too(samples, read_memo):
    memo = read_memo(
        samples.content(hits=(samples.hit(not_in_release=("license_policy", "title")),))
    )
    assert "Licence review policy not in this release" in memo.text
    assert "not in this release title" in memo.text


def test_each_designation_is_printed_with_all_its_texts(samples, read_memo):
    designation = Designation(
        programmes=("SDGT", "IFSR"),
        licence_requirement="For all items",
        licence_policy="Presumption of denial",
        footnotes=(1, 4),
        listed="2019-06-24",
        effective="2019-06-24",
        published="2019-06-25",
        ends="2030-01-01",
        federal_register="84 FR 29371",
        standard_order="Y",
    )
    memo = read_memo(samples.content(hits=(samples.hit(designation=designation),)))
    for line in (
        "Programme SDGT; IFSR",
        "Licence review policy Presumption of denial",
        "Footnotes 1; 4",
        "Published 2019-06-25",
        "Ends 2030-01-01",
        "Federal Register 84 FR 29371",
        "Standard order Y",
        "Sources [1] [2]",
    ):
        assert line in memo.text


def test_the_word_clear_is_never_ours_and_no_score_has_a_per_cent_sign(samples, read_memo):
    for content in (
        samples.content(near_misses=(samples.near_miss(1, 65.2),)),
        samples.content(hits=(), outcome=Outcome.NO_MATCH),
        samples.content(outcome=Outcome.NOT_SCREENED, watermark="STARTER DATA"),
    ):
        text = read_memo(content).text
        assert not re.search(r"\bclear", text, re.IGNORECASE)
        assert "%" not in text
        assert "per cent" not in text


def test_evidence_shows_both_texts_word_by_word_and_what_speaks_against(samples, read_memo):
    evidence = (samples.name_evidence("天河浪潮", "Tianhe Wave"), samples.against)
    memo = read_memo(samples.content(hits=(samples.hit(evidence=evidence, contradicted=True),)))
    assert "浪潮 Wave ↔ translation 46" in memo.text
    assert "– Group only in the list 6" in memo.text
    assert "Country DE CN ≠ speaks against" in memo.text
    assert memo.has("You gave Germany, the list gives China only.")
    assert "≠\u00a0contradicted" in memo.text or "≠ contradicted" in memo.text


def test_a_band_is_a_word_and_a_sign(samples, read_memo):
    memo = read_memo(samples.content())
    assert "Hit 1 ■ Strong score 96.4" in memo.text


def test_related_and_expired_entries_stand_apart_from_hits(samples, read_memo):
    hits = (
        samples.hit(1),
        samples.hit(2, band=Band.RELATED, name="Wave Software", score=61.0),
        samples.hit(3, band=Band.EXPIRED, name="Old Order", score=93.0),
    )
    memo = read_memo(samples.content(hits=hits))
    titles = [title for _, title in memo.toc]
    assert titles.index("Hits that need a decision") < titles.index(
        "Hit 1: " + hits[0].hit.party.name
    )
    assert titles[titles.index("Related, not the listed party") + 1] == "Hit 2: Wave Software"
    assert titles[titles.index("Expired entries") + 1] == "Hit 3: Old Order"
    assert "1 listed party matches" in memo.pages[0]


def test_decisions_are_printed_with_reason_operator_and_date(samples, read_memo):
    item = samples.hit(dispositions=(samples.decided(Decision.FALSE_POSITIVE),))
    memo = read_memo(samples.content(hits=(item, samples.hit(2))))
    assert memo.has("Other city, other founders; the register extract is attached to the case.")
    assert "2026-11-20 15:02:00 UTC A. Officer false positive" in memo.text
    assert "Decisions on hits: 1 false positive, 1 without a decision." in memo.text
    assert memo.text.count("No decision recorded") == 1


def test_a_decision_that_ran_out_is_said_to_have(samples, read_memo):
    item = samples.hit(dispositions=(samples.decided(expires=date(2026, 11, 21)),))
    assert "1 false positive, expired 2026-11-21" in read_memo(samples.content(hits=(item,))).text


def test_the_latest_decision_is_the_one_in_force(samples, read_memo):
    late = samples.decided(Decision.TRUE_MATCH, id=9)
    item = samples.hit(dispositions=(late, samples.decided(Decision.OPEN, id=8)))
    assert "Decisions on hits: 1 true match." in read_memo(samples.content(hits=(item,))).text


def test_every_source_has_one_number_however_many_hits_cite_it(samples, read_memo):
    hits = tuple(samples.hit(n, overlay_names=samples.overlay_names) for n in range(1, 4))
    memo = read_memo(samples.content(hits=hits))
    used = {int(number) for number in re.findall(r"\[(\d+)\]", memo.text)}
    listed = [int(n) for n in re.findall(r"^\[(\d+)\] ", memo.text, re.MULTILINE)]
    assert used == set(range(1, 7))  # three rows of the release, a notice, two other sources
    assert set(listed) >= used
    assert memo.text.count("federalregister.gov/citation/90-FR-14046") == 1


def test_names_and_ties_from_elsewhere_are_set_apart_and_marked(samples, read_memo):
    item = samples.hit(relations=samples.relations, overlay_names=samples.overlay_names)
    memo = read_memo(samples.content(hits=(item,)))
    after = memo.text[memo.text.index("Not published by the list; from other sources") :]
    assert re.search(r"天河浪潮计算集团有限公司 \[\d+\] unverified", after)
    assert "Tianhe Wave Group – shared address – Nordwind Systems GmbH" in after
    assert re.search(
        r"Both registered in Building 36 of the software park\.\s\[\d+\] verify", after
    )
    assert re.search(r"as printed in the report. \(2024-12-31\)\s\[\d+\]\n", after)


def test_a_match_on_a_name_from_elsewhere_says_so_beside_the_name(samples, read_memo):
    name = samples.overlay_names[0]
    evidence = (samples.name_evidence("天河浪潮", name.text),)
    memo = read_memo(samples.content(hits=(samples.hit(evidence=evidence, overlay_names=(name,)),)))
    why = memo.text[memo.text.index("Why it is here") : memo.text.index("No decision recorded")]
    assert re.search(r"not published by the list\s\[\d+\]\s+unverified", why)
    evidence = (samples.name_evidence("天河浪潮", "Tianhe Langchao"),)
    memo = read_memo(samples.content(hits=(samples.hit(evidence=evidence, overlay_names=(name,)),)))
    why = memo.text[memo.text.index("Why it is here") : memo.text.index("No decision recorded")]
    assert "not published" not in why


def test_a_sentence_is_not_printed_twice_in_one_hit(samples, read_memo):
    evidence = samples.name_evidence("a", "b")
    memo = read_memo(
        samples.content(hits=(samples.hit(evidence=(evidence,), because=evidence.text),))
    )
    assert memo.flat.count(evidence.text) == 1


def test_what_would_move_the_score_stands_under_the_sentence(samples, read_memo):
    moved = "Without the address: 64."
    memo = read_memo(samples.content(hits=(samples.hit(counterfactual=moved),)))
    text = memo.flat
    assert text.index("in Chinese characters.") < text.index(moved) < text.index("Why it is here")


def test_a_near_miss_says_what_would_make_it_a_hit(samples, read_memo):
    near = samples.near_miss(1, 65.2)
    near = replace(near, hit=replace(near.hit, counterfactual="Would be 93.5 with ‘Lion King’."))
    memo = read_memo(samples.content(hits=(), near_misses=(near,), outcome=Outcome.NO_MATCH))
    assert memo.has("Would be 93.5 with ‘Lion King’.")


def test_starter_entries_are_not_called_the_lists_own_text(samples, read_memo):
    memo = read_memo(samples.content(coverage=(samples.coverage(state="starter"),)))
    assert "Text of the built-in starter set" in memo.text
    assert "Listed text, verbatim" not in memo.text


def test_lists_searched_are_named_with_release_age_counts_and_full_hash(samples, read_memo):
    memo = read_memo(samples.content())
    assert "US-EL Entity List 2026-07-09 (taken from the file name) 136 3,409 8,581" in memo.text
    assert "US-DPL Denied Persons List date not known – 581 581" in memo.text
    assert f"SHA-256 {samples.sha256}" in memo.text
    assert "Warning ! missing from the file of 2026-07-09: the last release is shown" in memo.text
    assert "csl_2026-07-09.csv.gz" in memo.text
    after = memo.text[memo.text.index("Not searched") :]
    assert "UFLPA Entity List" in after


def test_a_no_match_says_what_was_searched_and_what_came_nearest(samples, read_memo):
    content = samples.content(
        hits=(),
        near_misses=tuple(samples.near_miss(n, 65.2 - n) for n in range(3)),
        outcome=Outcome.NO_MATCH,
        no_match_statement="No match at or above 70 in these lists as of these dates: one list.",
    )
    memo = read_memo(content)
    assert "No match at or above 70 in these lists as of these dates" in memo.pages[0]
    assert "64.2 Tianhe Cultural Relics Co." in memo.text
    assert memo.has("Only “Wave” agrees; it would be 94 without “Lion King”.")


def test_a_near_search_without_any_neighbour_says_so(samples, read_memo):
    memo = read_memo(samples.content(hits=(), outcome=Outcome.NO_MATCH))
    assert "No listed party came near the alert line of 70." in memo.text


def test_starter_data_is_marked_on_every_page_and_called_not_screened(samples, read_memo):
    content = samples.content(
        hits=tuple(samples.hit(n) for n in range(1, 4)),
        outcome=Outcome.NOT_SCREENED,
        watermark="STARTER DATA – NOT A SCREENING",
    )
    memo = read_memo(content)
    assert "Not screened: only starter data was in service" in memo.pages[0]
    for page in memo.pages:
        assert page.count("STARTER DATA – NOT A SCREENING") >= 2  # across the page and below it


def test_a_raised_alert_line_is_boxed_with_its_reason_and_what_it_hides(samples, read_memo):
    content = samples.content(
        threshold=85.0,
        near_misses=(samples.near_miss(1, 81.0), samples.near_miss(2, 66.0)),
        remarks=(
            "The alert line was raised to 85 (default 70). Reason: transistors.",
            "Be careful.",
        ),
    )
    first = read_memo(content).pages[0]
    assert "Alert line 85, not the default of 70" in first
    assert "Reason: transistors." in first
    assert "Of the nearest misses shown, 1 would be a hit at the default line." in first
    assert "Read this first" in first
    assert "Be careful." in first


def test_a_raised_alert_line_without_a_reason_says_that_none_is_recorded(samples, read_memo):
    first = read_memo(samples.content(threshold=85.0)).pages[0]
    assert "No reason is recorded with this screening." in first


def test_limits_and_the_anchor_in_the_audit_log_are_printed(samples, read_memo):
    memo = read_memo(samples.content())
    assert memo.has("strength of evidence on a scale from 0 to 100, not a probability")
    assert memo.has("The official text in the Federal Register")
    assert f"Audit log head {samples.chain_head}" in memo.text
    assert "Audit log entries 412" in memo.text
    assert "Engine 1.0.0+lexicon.7" in memo.text
    assert f"Settings SHA-256 {samples.chain_head}" in memo.text


def test_the_case_is_printed_with_its_parties_by_role(samples, read_memo):
    memo = read_memo(samples.content(case=samples.case))
    assert "Purchaser Nordwind Systems GmbH; Rostock; DE" in memo.text
    assert "Flows to supplier drawings, samples" in memo.text


def test_outline_and_metadata_name_the_memo(samples, read_memo):
    memo = read_memo(samples.content())
    assert memo.toc[0] == (0, "Summary")
    assert (1, "Hit 1: Tianhe Wave Computing Group Co., Ltd.") in memo.toc
    assert memo.metadata["Title"].startswith("Due-diligence memo M-2026-000007")
    assert memo.metadata["Author"] == "A. Officer"
    assert memo.metadata["CreationDate"] == "D:20261122091405+00'00'"


def test_an_entry_without_published_fields_is_printed_as_stored(samples, read_memo):
    record: PartyRecord = replace(samples.record(), published=(), row=0)
    memo = read_memo(samples.content(hits=(samples.hit(record=record),)))
    assert memo.has("The source has no fields of its own; the entry is printed as it is stored.")
    assert "alias Tianhe Langchao" in memo.text


def test_what_could_not_be_read_is_said(samples, read_memo):
    record = replace(samples.record(), unread=("The end date 0017-05-26 is impossible.",))
    memo = read_memo(samples.content(hits=(samples.hit(record=record),)))
    assert memo.has("! Not read in full: The end date 0017-05-26 is impossible.")


def test_a_search_by_address_alone_has_no_name_and_says_so(samples, read_memo):
    memo = read_memo(samples.content(query=Query(name="", addresses=("15 Haitai Street",))))
    assert "none: searched without a name" in memo.pages[0]


def test_cells_longer_than_a_page_are_printed_whole(samples, read_memo):
    addresses = "; ".join(f"Long-Street-{n:03d}" for n in range(220))
    ids = "; ".join(f"Passport-{n:05d}" for n in range(550))
    assert len(addresses) > 3354
    assert len(ids) > 8241
    record = replace(samples.record(), published=(("addresses", addresses), ("ids", ids)))
    memo = read_memo(samples.content(hits=(samples.hit(record=record),)))
    assert "ids (continued)" in memo.text
    printed = re.findall(r"Long-Street-\d{3}", memo.text)
    assert printed == [f"Long-Street-{n:03d}" for n in range(220)]
    printed = re.findall(r"Passport-\d{5}", memo.text)
    assert printed == [f"Passport-{n:05d}" for n in range(550)]


@pytest.mark.real_data
def test_the_longest_entries_of_the_real_list_are_printed_whole(samples, read_memo, shared_data):
    path = shared_data / "lists" / "csl_2022-04-21.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        rows = sorted(csv.DictReader(stream), key=lambda row: -sum(map(len, row.values())))[:5]
    for row in rows:
        fields = tuple((name, text) for name, text in row.items() if text)
        record = replace(samples.record(), published=fields)
        memo = read_memo(samples.content(hits=(samples.hit(record=record),)))
        printed = set(memo.text.split())
        for _, text in fields:
            assert {word for word in text.split() if len(word) <= 24} <= printed


def test_the_file_reports_what_it_is(samples, tmp_path):
    path = tmp_path / "memo.pdf"
    written = write_memo(samples.content(), path)
    assert written.path == path
    assert path.read_bytes().startswith(b"%PDF-")
    assert all(len(sha256) == 64 for _, sha256 in written.fonts)
    assert written.scripts_without_font == ()


def test_the_same_content_gives_the_same_bytes(samples, tmp_path):
    content = samples.content(hits=(samples.hit(overlay_names=samples.overlay_names),))
    first = write_memo(content, tmp_path / "1.pdf")
    write_memo(samples.content(query=Query(name="שלום ★ 한국")), tmp_path / "other.pdf")
    second = write_memo(content, tmp_path / "2.pdf")
    assert first.sha256 == second.sha256
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()


@pytest.mark.parametrize("epoch", ["0", "1700000000"])
def test_the_environment_does_not_change_the_bytes(samples, tmp_path, monkeypatch, epoch):
    plain = write_memo(samples.content(), tmp_path / "1.pdf")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    assert write_memo(samples.content(), tmp_path / "2.pdf").sha256 == plain.sha256
