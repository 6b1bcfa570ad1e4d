"""What the panes say, as data: marks, sources, what is not in a release."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from caveat.domain.screening import Query
from caveat.ui.facts import Field, Grid, Heading, Paragraph, Words, as_text, field, marked, sentence
from caveat.ui.pages.screen.coverage_facts import coverage_facts, no_match_words
from caveat.ui.pages.screen.detail_facts import (
    law_facts,
    name_facts,
    published_facts,
    source_facts,
    why_facts,
)
from caveat.ui.pages.screen.link_facts import link_facts
from caveat.ui.theme import Theme
from caveat.ui.widgets.fact_sheet import FactSheet


def test_matching_words_are_marked_where_they_stand():
    words = marked("Beijing Inspur Beijing", [("Beijing", "accent"), ("Inspur", "note")])
    assert [(span.start, span.length, span.tone) for span in words.spans] == [
        (0, 7, "accent"),
        (8, 6, "note"),
    ]


def test_a_word_inside_a_longer_word_is_not_marked():
    assert marked("Inspurious", [("Inspur", "accent")]).spans == ()


def test_chinese_words_are_marked_though_no_blank_parts_them():
    spans = marked("宁畅信息产业", [("宁畅", "accent"), ("产业", "note")]).spans
    assert [(span.start, span.length) for span in spans] == [(0, 2), (4, 2)]


@given(st.text(), st.lists(st.tuples(st.text(), st.sampled_from(["accent", "note"]))))
def test_marks_lie_within_the_text_and_never_overlap(text: str, words: list[tuple[str, str]]):
    shown = marked(text, words)
    end = 0
    for span in shown.spans:
        assert span.start >= end
        end = span.start + span.length
    assert end <= len(shown.text)


def test_why_shows_both_texts_every_part_and_what_speaks_against(services: Any):
    answer = services.screen(Query("宁畅信息产业"))
    text = as_text(why_facts(answer.hits[0]))
    assert "You: 宁畅信息产业" in text
    assert "Listed: Ningchang Information Industry (Beijing) Co., Ltd." in text
    assert text.index("Without ‘宁畅’: 31.5.") < text.index("You: 宁畅信息产业")
    assert "宁畅\tother spelling\tNingchang\t55 of 100" in text
    assert "–\tonly in the list\tBeijing" in text
    against = as_text(why_facts(answer.hits[1]))
    assert "Country: speaks against" in against
    assert "You: Germany" in against
    assert "%" not in text + against


def test_names_say_which_the_list_does_not_publish(services: Any):
    facts = name_facts(services.party_view(1))
    names = next(fact for fact in facts if isinstance(fact, Grid))
    sources = {row[0].text: row[3].text for row in names.rows}
    assert sources["Ningchang"] == "[1]"
    assert sources["宁畅信息产业（北京）有限公司"] == "[3] not published by the list; verify"


def test_hostile_text_is_shown_as_it_is_written(services: Any):
    text = as_text(name_facts(services.party_view(1)))
    assert "<b>bold</b> =1+1 txt.exe" in text
    assert "\u202e" not in text


def test_law_is_verbatim_and_says_what_the_release_does_not_publish(services: Any):
    facts = law_facts(services.party_view(1))
    fields = {fact.label: fact.words.text for fact in facts if isinstance(fact, Field)}
    assert fields["Licence requirement"].startswith("For all items subject to the EAR.")
    assert fields["Federal Register"] == "90 FR 14048, 3/28/25"
    assert fields["Not in this release"] == "programmes, licence policy, ends"
    assert fields["Sources"] == "[1] [2]"


def test_law_from_starter_data_says_so_first(services: Any):
    services.starter = True
    first = law_facts(services.party_view(1))[0]
    assert isinstance(first, Paragraph)
    assert "starter data" in first.words.text
    assert first.words.tone == "possible"


def test_links_name_their_source_and_what_is_to_be_verified(services: Any):
    text = as_text(link_facts(services.party_view(1)))
    assert "Not published by the list" in text
    assert "founded" in text
    assert "[3] · Trade register · 2019-12" in text
    assert "verify" in text


def test_sources_can_be_copied_by_address_and_hash(services: Any):
    view = services.party_view(1)
    facts = source_facts(view.citations, view)
    copied = {fact.words.copies for fact in facts if isinstance(fact, Field)}
    assert {"https://example.test/list", view.release.sha256} <= copied
    headings = [fact.text for fact in facts if isinstance(fact, Heading)]
    assert headings == ["[1]  Entity List", "[2]  90 FR 14046", "[3]  Trade register"]


def test_a_no_match_says_lists_dates_and_the_nearest_and_never_more(services: Any):
    answer = services.screen(Query("nothing"))
    words = no_match_words(answer)
    assert words.startswith("No match at or above 70 in 3 lists, released 21 Apr 2022 to")
    assert "at 58." in words
    text = as_text(coverage_facts(answer))
    assert "Not searched: 2 lists" in text
    assert "UFLPA Entity List" in text
    assert "clear" not in (words + text).casefold()


def test_nothing_found_in_starter_data_is_no_screening(services: Any):
    services.starter = True
    words = no_match_words(services.screen(Query("nothing")))
    assert "not a screening" in words


def test_facts_are_copied_as_lines_and_tabs():
    facts = (
        Heading("Head"),
        Paragraph(Words("Said.")),
        Field("Label", Words("text")),
        Grid(("A", "B"), ((Words("1"), Words("2\n3")),)),
    )
    assert as_text(facts) == "Head\nSaid.\nLabel: text\nA\tB\n1\t2 3"


def test_ties_that_the_entry_prints_stand_before_those_of_other_sources(services: Any):
    text = as_text(link_facts(services.party_view(1)))
    assert "Printed by the list (1)" in text
    other = "\u2068Dawning Information Industry\u2069"
    assert f"Affiliated entity of: {other} · 50-100 % · 2019-12 to … · [1]" in text
    assert "“Affiliated Entity: Nettrix”" in text
    assert text.index("Printed by the list") < text.index("From other sources (1)")


def test_every_published_field_is_shown_verbatim_in_its_order(services: Any):
    text = as_text(published_facts(services.party_view(1)))
    assert "INDIVIDUAL/ALIAS/QUALITY: Good\nINDIVIDUAL/ALIAS/QUALITY: Low" in text
    assert "row 812" in text
    assert "Mended in reading: Spaces around the name were taken out." in text


def test_a_party_of_hundreds_of_names_is_drawn_whole_in_slices(theme: Theme, qtbot: QtBot):
    sheet = FactSheet(theme, "Names")
    qtbot.addWidget(sheet)
    rows = tuple((Words(f"Name {number}"), Words("alias")) for number in range(500))
    sheet.show_facts((Heading("Names"), Grid(("Name", "Kind"), rows, (70, 30)), sentence("End")))
    assert "Name 499" not in sheet.toPlainText()
    qtbot.waitUntil(lambda: "End" in sheet.toPlainText())
    shown = sheet.toPlainText()
    assert all(f"Name {number}" in shown for number in range(500))
    assert shown.count("Kind") == 1
    assert sheet.text().count("alias") == 500


def test_another_party_does_not_get_the_rest_of_the_one_before(theme: Theme, qtbot: QtBot):
    sheet = FactSheet(theme, "Names")
    qtbot.addWidget(sheet)
    rows = tuple((Words(f"Name {number}"),) for number in range(500))
    sheet.show_facts((Grid((), rows),))
    sheet.show_facts((sentence("Another party"),))
    qtbot.wait(50)
    assert sheet.toPlainText().strip() == "Another party"


def test_a_pane_at_the_edge_of_narrow_is_not_drawn_inside_of_its_drawing(
    theme: Theme, qtbot: QtBot
):
    sheet = FactSheet(theme, "Facts")
    qtbot.addWidget(sheet)
    sheet.show()
    long = tuple(field(f"Label {number}", "text " * 9) for number in range(120))
    edge = theme.px(26)
    for width in range(edge - 20, edge + 21, 4):
        sheet.resize(width, 200)
        for facts in (long, (sentence("Short"),), long):
            sheet.show_facts(facts)
            qtbot.wait(1)
    sheet.show_facts((sentence("Alive"),))
    assert sheet.toPlainText().strip() == "Alive"
