import pytest

from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.prepare import prepare
from caveat.matching.names.words import word, words_of


def meanings(text: str) -> list[set[str]]:
    tokens = prepare(text).tokens
    return [set(t.meanings) for t in tokens if t.meanings and t.kind is not WordKind.NOISE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("N P C International", ["NPC", "International"]),
        ("M. D. S. Import", ["MDS", "Import"]),
        ("M.D.S. Import", ["MDS", "Import"]),
        ("Alder S.A.L.", ["Alder", "SAL"]),
        ("Alder S A L", ["Alder", "S", "A", "L"]),
        ("V. V. Kuibyshev", ["V", "V", "Kuibyshev"]),
        ("Centre d'Etudes", ["Centre", "Etudes"]),
        ("Dar'ya O'Brien", ["Darya", "OBrien"]),
        ("Sherkat-e Lizing-e Iran", ["Sherkat", "Lizing", "Iran"]),
        ("Stroytransgaz-M", ["Stroytransgaz", "M"]),
        ("ソフトバンクグループ", ["ソフト", "バンク", "グループ"]),
        ("조선무역은행", ["조선", "무역", "은행"]),
        ("(株)日立システムズ", ["株式会社", "日立", "システムズ"]),
    ],
)
def test_a_name_is_cut_into_words(text, expected):
    assert words_of(text) == expected


def test_abbreviated_asian_legal_forms_are_forms():
    assert prepare("㈱ソニー").forms == {"JSC"}
    assert prepare("삼성전자(주)").forms == {"JSC"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("شركة الفرات للتجارة العامة", "Furat General Trading Company"),
        ("الشركة العامة للصناعات الكهربائية", "General Company for Electrical Industries"),
        ("شرکت صنایع الکترونیک ایران", "Iran Electronics Industries Company"),
        ("조선무역은행", "Korea Trade Bank"),
        ("南京航空材料研究所", "Nanjing Aviation Materials Institute"),
        ("哈尔滨焊接研究院", "Harbin Welding Research Institute"),
        ("АО Рязанский приборный завод", "Ryazan Instrument Plant JSC"),
    ],
)
def test_words_of_trade_mean_the_same_in_every_script(one, other):
    mine, theirs = meanings(one), meanings(other)
    unmatched = [m for m in theirs if not any(m & n for n in mine)]
    assert not unmatched


def test_an_arabic_word_is_not_read_as_a_latin_acronym():
    assert prepare("LMH Trading").tokens[0].kind is not prepare("العامة").tokens[0].kind


def test_the_article_does_not_separate_arabic_words():
    assert prepare("الفرات").tokens == prepare("فرات").tokens


def test_what_is_known_of_a_word_is_made_once():
    assert word("Alder") is word("Alder")
