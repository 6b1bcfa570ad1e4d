import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.prepare import MAX_WORDS, prepare
from caveat.matching.names.split import split_names


def lemmas(text):
    return [t.lemma for t in prepare(text).tokens]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("浪潮(北京)电子信息产业有限公司", ["b inspur", "Beijing", "electronic", "information",
                                          "industry"]),
        ("Inspur (Beijing) Electronic Information Industry Co., Ltd.",
         ["b inspur", "Beijing", "electronic", "information", "industry"]),
        ("无锡江南计算技术研究所", ["Wuxi", "jiangnan", "computer", "technology", "institute"]),
        ("Nanjing Chunhui Keji Shiye Youxian Gongsi",
         ["Nanjing", "chunhui", "technology", "industry"]),
        ("中国电子科技集团公司第五十四研究所", ["b cetc", "54", "institute"]),
        ("北京海光集团股份有限公司", ["Beijing", "b hygon", "group"]),
    ],
)  # fmt: skip
def test_a_name_in_any_script_is_cut_into_place_brand_words_and_form(text, expected):
    mute = {WordKind.FORM, WordKind.NOISE}
    assert [t.lemma for t in prepare(text).tokens if t.kind not in mute] == expected


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Foo Co., Ltd.", {"CO"}),
        ("Foo L.L.C.", {"LLC"}),
        ("ООО Хартис", {"LLC"}),
        ("Общество с ограниченной ответственностью “Хартис”", {"LLC"}),
        ("PJSC Gazprom", {"PJSC"}),
        ("Foo S.A. de C.V.", {"JSC"}),
        ("浪潮软件股份有限公司", {"JSC"}),
        ("浪潮集团有限公司", {"LLC"}),
        ("Foo Gufen Youxian Gongsi", {"JSC"}),
        ("Foo Sdn. Bhd.", {"LLC"}),
        ("Foo GmbH", {"LLC"}),
        ("شرکت فولاد", {"CO"}),
        ("Nettrix", set()),
    ],
)
def test_legal_forms_are_recognised(text, forms):
    assert prepare(text).forms == forms


def test_short_forms_count_only_at_the_ends():
    assert prepare("AG Heltmann").forms == {"JSC"}
    assert prepare("Heltmann AG Vosskuhle Bruecken").forms == set()


@pytest.mark.parametrize(
    ("text", "number"),
    [("13th Institute", 13), ("Thirteenth Institute", 13), ("Fund III", 3), ("Factory No. 43", 43),
     ("Завод № 43", 43), ("第十三研究所", 13), ("Fifty-Fifth Institute", 55), ("13-й завод", 13)],
)  # fmt: skip
def test_numbers_are_read_however_they_are_written(text, number):
    assert [t.number for t in prepare(text).tokens if t.kind is WordKind.NUMBER] == [number]


def test_a_roman_number_at_the_beginning_is_a_word():
    assert WordKind.NUMBER not in {t.kind for t in prepare("XI Jinlong").tokens}


def test_an_abbreviation_that_stands_for_several_words_becomes_them():
    assert lemmas("NPO Strela")[:3] == ["science", "production", "association"]


def test_japanese_characters_are_not_read_as_pinyin():
    tokens = prepare("東芝株式会社").tokens
    assert tokens[0].roman == ""


def test_a_name_of_nothing_but_a_form_is_kept_as_words():
    assert lemmas("AO") == ["ao"]


def test_a_name_knows_whether_it_can_be_a_persons():
    assert prepare("KOROLYOV, Boris").comma
    assert not prepare("Korolyov Trading, LLC").comma
    assert prepare("Korolyov Trading").organisation


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_taken_apart(text):
    prepared = prepare(text)
    assert len(prepared.tokens) == len(prepared.surfaces) <= MAX_WORDS
    assert split_names(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Huawei Technologies Co., Ltd. (Huawei).  Affiliated Entity:  Huawei Marine Co., Ltd.",
         ("Huawei Marine Co., Ltd.",)),
        ("Russian Space Systems (RKS)", ("Russian Space Systems", "RKS")),
        ("Inspur (Beijing) Electronics", ("Inspur (Beijing) Electronics",)),
        ("Foo Group (Shenzhen) Co., Ltd.", ("Foo Group (Shenzhen) Co., Ltd.",)),
        ("AR Sales (Pvt) Ltd.", ("AR Sales (Pvt) Ltd.",)),
        ("Foo Optics a.k.a. Bar Optics", ("Foo Optics", "Bar Optics")),
        ("also known as Quillfeather Optics", ("Quillfeather Optics",)),
        ("中芯国际集成电路/中芯国际", ("中芯国际集成电路", "中芯国际")),
        ("", ("",)),
    ],
)  # fmt: skip
def test_a_field_with_several_names_is_taken_apart(text, names):
    assert split_names(text) == names
