import numpy as np
import pytest

from caveat.matching.candidates import CandidateIndex, readings, trigrams
from caveat.matching.names.prepare import prepare

NAMES = (
    "Nettrix Information Industry Co., Ltd.",
    "Inspur Group Co., Ltd.",
    "Quillfeather Optics",
    "无锡江南计算技术研究所",
    "Rosoboronexport",
)


@pytest.fixture(scope="module")
def index():
    return CandidateIndex.build([prepare(name).tokens for name in NAMES])


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Netrixx Infrmation", 0),
        ("浪潮", 1),
        ("Langchao", 1),
        ("Quilfeather", 2),
        ("QuillfeatherOptics", 2),
        ("Jiangnan Institute of Computing", 3),
        ("Rosoboron Export", 4),
    ],
)
def test_the_right_name_comes_first(index, text, form):
    assert index.find(prepare(text).tokens, most=3)[0] == form


def test_forms_outside_the_filter_are_not_found(index):
    allowed = np.array([False, True, True, True, True])
    assert 0 not in index.find(prepare("Nettrix").tokens, most=5, allowed=allowed)


def test_nothing_is_found_for_nothing(index):
    assert index.find((), most=5) == []
    assert CandidateIndex.build([]).find(prepare("Nettrix").tokens, most=5) == []


def test_a_reading_is_the_plain_latin_wording():
    assert readings(prepare("江南科技有限公司").tokens) == " jiangnan technology "


def test_even_one_letter_has_a_trigram():
    assert len(trigrams("a")) == 1
