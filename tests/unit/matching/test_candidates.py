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


OWNERS = np.arange(len(NAMES))


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
    assert index.find(prepare(text).tokens, owners=OWNERS, fewest=3)[0] == form


def test_forms_outside_the_filter_are_not_found(index):
    allowed = np.array([False, True, True, True, True])
    assert 0 not in index.find(prepare("Nettrix").tokens, owners=OWNERS, allowed=allowed)


def test_nothing_is_found_for_nothing(index):
    nobody = np.empty(0, dtype=np.int32)
    assert index.find((), owners=OWNERS) == []
    assert CandidateIndex.build([]).find(prepare("Nettrix").tokens, owners=nobody) == []


def test_every_name_that_shares_the_rare_word_is_found_however_many_there_are():
    names = [f"Quillfeather {word}" for word in _words(500)] + ["Nettrix"]
    index = CandidateIndex.build([prepare(name).tokens for name in names])
    found = index.find(prepare("Quillfeather").tokens, owners=np.arange(501), fewest=3)
    assert sorted(found) == list(range(500))


def test_a_party_with_many_names_takes_no_place_from_another():
    names = [f"Qillfethr {word}" for word in _words(300)] + ["Quilvether"]
    index = CandidateIndex.build([prepare(name).tokens for name in names])
    owners = np.array([7] * 300 + [8])
    found = index.find(prepare("Quilfether Zanzibar Marmot Lion").tokens, owners=owners, fewest=2)
    assert 300 in found


def test_a_name_with_the_same_rare_first_word_is_found_however_much_else_it_says():
    words = _words(700)
    names = [f"Quillfeather {' '.join(words[n : n + 20])} Ltd." for n in range(300)]
    names += [f"{word} {' '.join(words[-15:])}" for word in words[:300]]
    index = CandidateIndex.build([prepare(name).tokens for name in names])
    asked = prepare(f"Quillfeather {' '.join(words[-15:])} Ltd.").tokens
    found = index.find(asked, owners=np.arange(600), fewest=3)
    assert set(range(300)) <= set(found)


def _words(number):
    """Words that nobody knows, each unlike the others."""
    letters = "bdfgklmnprstvz"
    return [
        "".join(letters[n // 14**place % 14] + "aeiou"[(n + place) % 5] for place in range(3))
        for n in range(number)
    ]


def test_a_reading_is_the_plain_latin_wording():
    assert readings(prepare("江南科技有限公司").tokens) == " jiangnan technology "


def test_even_one_letter_has_a_trigram():
    assert len(trigrams("a")) == 1
