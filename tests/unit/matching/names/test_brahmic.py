import pytest

from caveat.matching.names.brahmic import alike, romanised, sounds
from caveat.matching.names.burmese import syllables_parted
from caveat.matching.names.clean import clean, fold
from caveat.matching.names.words import words_of


@pytest.mark.parametrize(
    ("word", "spelled"),
    [
        ("नरेन्द्र", "narendra"),
        ("मोदी", "modi"),
        ("मनमोहन", "manmohan"),
        ("सिंह", "singh"),
        ("प्रकाश", "prakash"),
        ("गांधी", "gandhi"),
        ("अरोड़ा", "arora"),
        ("মুখার্জি", "mukharji"),
        ("ਸਿੰਘ", "singh"),
        ("અદાણી", "adani"),
        ("முத்துவேல்", "mutthuvel"),
        ("చంద్రబాబు", "chandrababu"),
        ("വിജയൻ", "vijayan"),
        ("මහින්ද", "mahinda"),
        ("ทักษิณ", "thaksin"),
        ("เปรม", "prem"),
        ("အောင်", "aung"),
        ("ကြည်", "kyi"),
        ("ထွန်း", "htun"),
    ],
)
def test_words_are_written_as_people_spell_them(word, spelled):
    assert romanised(clean(word)) == fold(word) == spelled


@pytest.mark.parametrize("word", ["नरेन्द्र", "টাটা", "முத்துவேல்", "ทักษิณ", "ហ៊ុន", "သိန်း", "රාජපක්ෂ"])
def test_signs_stay_with_their_letters_and_no_word_is_cut_at_them(word):
    assert clean(word) == word
    assert words_of(clean(word)) == [word]


def test_a_sign_beside_letters_of_another_script_is_dropped():
    assert clean("Hua\u0941wei") == clean("Hua\u0903wei") == "Huawei"


def test_burmese_syllables_are_words():
    assert syllables_parted("မင်းအောင်လှိုင်").split() == ["မင်း", "အောင်", "လှိုင်"]


def test_spellings_share_their_sounds_and_strangers_do_not():
    assert sounds("shinawatra") == sounds("chinwatr")
    assert alike("chinwatr", "shinawatra") > 0.9
    assert alike("rahul", "rajiv") == 0.0
    assert alike("rajesh", "rakesh") == alike("rakesh", "rajesh") < 0.7
