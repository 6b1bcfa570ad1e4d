import ctypes
import re
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caveat.domain.screening import Query
from caveat.errors import EnvironmentProblemError
from caveat.report.memo import write_memo
from caveat.report.typeset.blocks import TEXT_WIDTH
from caveat.report.typeset.fonts import find_fonts

PAGE_WIDTH = 595.28
MARGIN = (PAGE_WIDTH - TEXT_WIDTH) / 2
HOSTILE = (
    "<b>bold</b> <font color=red>&amp;&lt;</font> <a href='x'>",
    "null \x00 bell \x07 escape \x1b[31m delete \x7f",
    "turned \u202eKCAB\u202c around \u2066isolate\u2069 \u200f mark",
    "lone \ud800 surrogate \udfff pair",
    "(unbalanced) \\ ) ( ] >> << /Name %comment endstream endobj",
    "line\nbreak\r\nand\rreturn\u2028separator\u0085next",
    "private \ue000 unassigned \u0378 \U000e0041 tag",
    "pile x" + "\u0301\u0323" * 400,
    "Tj ET Q endstream BT",
)


def make(samples, text: str):
    record = replace(samples.record(name=text or "?"), published=(("name", text), (text, "x")))
    item = samples.hit(name=text, query=text, record=record, because=text)
    return samples.content(
        hits=(item,),
        near_misses=(replace(item, record=record),),
        query=Query(name=text, aliases=(text,), addresses=(text,), identifiers=(text,)),
        remarks=(text,),
        coverage=(samples.coverage(title=text, file_name=text, warnings=(text,)),),
        operator=text,
        watermark=text,
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_as_the_text_it_is(samples, read_memo, text):
    memo = read_memo(make(samples, text))
    assert "No decision recorded" in memo.text
    assert memo.pages[-1].count(f"page {len(memo.pages)} of {len(memo.pages)}") == 1


def test_markup_in_data_stays_markup(samples, read_memo):
    assert read_memo(make(samples, HOSTILE[0])).has(HOSTILE[0])


def test_controls_and_overrides_are_shown_and_do_nothing(samples, read_memo):
    memo = read_memo(make(samples, HOSTILE[1]))
    assert memo.has("null ‹U+0000› bell ‹U+0007› escape ‹U+001B›[31m delete ‹U+007F›")
    memo = read_memo(make(samples, HOSTILE[2]))
    assert memo.has("turned ‹U+202E›KCAB‹U+202C› around")
    assert "\u202e" not in memo.text


def test_a_line_break_in_published_text_is_marked(samples, read_memo):
    assert (
        "line↵\nbreak↵\nand‹U+000D›return‹U+2028›separator"
        in read_memo(make(samples, HOSTILE[5])).text
    )


def test_a_name_of_ten_thousand_letters_is_printed_whole(samples, read_memo):
    name = "".join(f"Q{n:04d}" for n in range(2000))
    item = samples.hit(record=replace(samples.record(), published=(("name", name),)), name=name)
    memo = read_memo(samples.content(hits=(item,)))
    assert len(name) == 10_000
    joined = re.sub(r"[^Q0-9]", "", memo.text)
    assert joined.count("Q0999Q1000Q1001") >= 1
    assert len(max((title for _, title in memo.toc), key=len)) <= 200


@pytest.mark.parametrize(
    "unit", ["W", "浪", "ش", "ก", "😀", "a\u0301", "http://x/", "<", "\u202e", " ", "\n", "."]
)
def test_ten_thousand_of_anything_stays_inside_the_page(samples, tmp_path, unit):
    path = tmp_path / "memo.pdf"
    text = unit * (10_000 // len(unit))
    record = replace(samples.record(), published=(("name", text), (text, "x" * 5000)))
    write_memo(samples.content(hits=(samples.hit(record=record),)), path)
    assert_nothing_sticks_out(path)


def test_a_memo_with_everything_stays_inside_the_page(samples, tmp_path):
    path = tmp_path / "memo.pdf"
    item = samples.hit(
        relations=samples.relations,
        overlay_names=samples.overlay_names,
        dispositions=(samples.decided(),),
    )
    near = tuple(samples.near_miss(n, 60.0) for n in range(5))
    write_memo(samples.content(hits=(item,), near_misses=near, case=samples.case), path)
    assert_nothing_sticks_out(path)


def assert_nothing_sticks_out(path: Path) -> None:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT]):
            left, bottom, right, top = item.get_bounds()
            assert left >= MARGIN - 3
            assert right <= PAGE_WIDTH - MARGIN + 3
            assert bottom > 0
            assert top < 842
    document.close()


def test_every_font_is_embedded(samples, tmp_path):
    path = tmp_path / "memo.pdf"
    write_memo(samples.content(hits=(samples.hit(overlay_names=samples.overlay_names),)), path)
    document = pypdfium2.PdfDocument(path)
    names = set()
    for page in document:
        for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT]):
            font = pdfium_c.FPDFTextObj_GetFont(item.raw)
            assert pdfium_c.FPDFFont_GetIsEmbedded(font) == 1
            buffer = ctypes.create_string_buffer(200)
            pdfium_c.FPDFFont_GetBaseFontName(font, buffer, 200)
            names.add(buffer.value)
    document.close()
    assert len(names) >= 3
    assert b"Helvetica" not in path.read_bytes()


@given(text=st.text(st.characters(exclude_categories=()), max_size=60))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_at_all_makes_a_memo_that_can_be_read(samples, text):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "memo.pdf"
        pages = write_memo(make(samples, text), path).pages
        document = pypdfium2.PdfDocument(path)
        assert len(document) == pages
        assert "Due-diligence memo" in document[0].get_textpage().get_text_range()
        document.close()


def _fonts_of(*names: str, into: Path):
    """A font folder that holds only these of the computer's files."""
    everything = {path.name: path for path in Path("/usr/share/fonts").rglob("*.tt[fc]")}
    for name in names:
        if name not in everything:
            pytest.skip(f"the font {name} is not installed on this computer")
        (into / name).symlink_to(everything[name])
    return find_fonts([into])


@pytest.mark.skipif(sys.platform != "linux", reason="builds a font folder from Linux's")
def test_a_script_without_a_font_is_romanised_with_its_code_points(samples, tmp_path, read_memo):
    fonts = _fonts_of("DejaVuSans.ttf", "DejaVuSansMono.ttf", into=tmp_path)
    content = samples.content(query=Query(name="浪潮 Inspur ไทย"))
    memo = read_memo(content, fonts=fonts)
    assert memo.has("‹LangChao = U+6D6A U+6F6E› Inspur ‹")
    assert memo.has("U+0E44 U+0E17 U+0E22›")
    assert memo.has("On Debian or Ubuntu install fonts-wqy-microhei.")
    assert memo.has("On Debian or Ubuntu install fonts-thai-tlwg-ttf.")
    written = write_memo(content, tmp_path / "2.pdf", fonts=fonts)
    assert {missing.script for missing in written.scripts_without_font} == {"Han", "Thai"}


@pytest.mark.skipif(sys.platform != "linux", reason="builds a font folder from Linux's")
def test_one_font_is_enough_for_latin_cyrillic_and_han(samples, tmp_path, read_memo):
    fonts = _fonts_of("wqy-microhei.ttc", into=tmp_path)
    memo = read_memo(samples.content(query=Query(name="浪潮 Волна Inspur")), fonts=fonts)
    assert "浪潮 Волна Inspur" in memo.pages[0]


def test_without_any_font_nothing_is_written_and_the_advice_names_packages(samples, tmp_path):
    with pytest.raises(EnvironmentProblemError, match="fonts-dejavu-core"):
        write_memo(samples.content(), tmp_path / "memo.pdf", fonts=find_fonts([tmp_path]))
    assert list(tmp_path.iterdir()) == []
