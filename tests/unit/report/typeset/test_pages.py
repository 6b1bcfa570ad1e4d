from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from caveat.report.typeset.blocks import columns, panel, paragraph, row
from caveat.report.typeset.pages import paginate
from caveat.report.typeset.strips import Strip, gap, kept
from caveat.report.typeset.styles import ACCENT, BODY, Span

STRIPS = st.lists(
    st.builds(
        Strip,
        height=st.floats(1, 300),
        keep=st.booleans(),
        gap=st.booleans(),
        new_page=st.booleans(),
    ),
    min_size=1,
    max_size=60,
)


@given(STRIPS)
def test_every_strip_but_gaps_is_placed_once_in_order_and_inside_the_page(strips):
    pages = paginate(strips, 500)
    placed = [strip for page in pages for _, strip in page if not strip.gap]
    assert [id(strip) for strip in placed] == [id(s) for s in strips if not s.gap]
    for page in pages:
        for offset, strip in page:
            assert offset + strip.height <= 500 + 1e-6


@given(STRIPS)
def test_strips_on_a_page_do_not_overlap(strips):
    for page in paginate(strips, 500):
        for (above, strip), (below, _) in pairwise(page):
            assert above + strip.height <= below + 1e-6


def test_a_page_does_not_start_with_a_gap():
    pages = paginate([Strip(480), gap(30), Strip(100)], 500)
    assert [len(page) for page in pages] == [1, 1]


def test_what_is_kept_together_moves_together():
    pages = paginate([Strip(450), *kept([Strip(30)]), Strip(100)], 500)
    assert [len(page) for page in pages] == [1, 2]


def test_what_is_kept_but_higher_than_a_page_is_cut_all_the_same():
    pages = paginate(kept([Strip(200) for _ in range(5)]), 500)
    assert [len(page) for page in pages] == [2, 2, 1]


def test_the_head_of_a_table_is_repeated_where_a_page_breaks_it():
    head = Strip(20, keep=True)
    pages = paginate([head, *(Strip(100, repeat=(head,)) for _ in range(9))], 500)
    assert len(pages) == 3
    assert all(page[0][1] is head for page in pages)


def test_a_head_as_high_as_the_page_is_not_repeated():
    heads = tuple(Strip(100) for _ in range(6))
    pages = paginate([Strip(450), Strip(100, repeat=heads)], 500)
    assert [len(page) for page in pages] == [1, 1]


def test_a_long_cell_breaks_with_two_lines_on_either_side_and_says_continued(typesetter):
    again = paragraph(typesetter, [Span("ids (continued)", BODY)])
    strips = row(
        typesetter, columns(100, 200), ([Span("ids", BODY)], [Span("word " * 300, BODY)]),
        continued=again,
    )  # fmt: skip
    assert len(strips) > 10
    assert strips[0].keep
    assert strips[-2].keep
    assert not strips[3].keep
    assert strips[0].repeat == ()
    assert strips[1].repeat == tuple(again)


def test_figures_and_wrapped_arabic_stand_flush_right(typesetter):
    (place,) = columns(-100)
    strips = row(typesetter, (place,), ([Span("12", BODY)],))
    line = strips[0].lines[0]
    assert abs(line.x + line.line.width - 100) < 0.01
    wrapped = row(typesetter, columns(60), ([Span("شركة الاختبار للتجارة والنقل", BODY)],))
    assert len(wrapped) > 1
    for strip in wrapped:
        placed = strip.lines[0]
        assert abs(placed.x + placed.line.width - 60) < 0.01


def test_a_panel_holds_together(typesetter):
    strips = panel(paragraph(typesetter, [Span("a", BODY)]), bar=ACCENT)
    assert [strip.keep for strip in strips] == [True, True, False]
    assert all(strip.bar == ACCENT for strip in strips)
