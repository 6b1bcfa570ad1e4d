import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.matching.misspelled import trigram_numbers, trigrams
from caveat.matching.names.prepare import prepare
from caveat.matching.spelled import Spelled, Spelling, spellings

NAMES = ("Quillfeather Marmot Optics Ltd", "Zvezda", "El Tunco", "Marmot", "Orange A.S.", "!")
LETTERS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=3, max_size=100)


def index_of(*names: str) -> Spelled:
    return Spelled.build([prepare(name).tokens for name in names])


def found(index: Spelled, *texts: str) -> list[tuple[int, int]]:
    of, wordings = index.alike([spellings(prepare(text).tokens) for text in texts])
    return list(zip(of.tolist(), wordings.tolist(), strict=True))


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("Quillfeathermarm0tOptlcs", 0),
        ("Q uillfeat herMarmotOptics", 0),
        ("Eltunc0", 2),
        ("OrangeA.S.", 4),
    ],
)
def test_spaces_and_a_slip_hide_nobody(text: str, wording: int) -> None:
    assert found(index_of(*NAMES), text) == [(0, wording)]


def test_one_word_is_left_to_the_comparison_of_words() -> None:
    assert found(index_of(*NAMES), "Zvezdo", "Marm0t") == []


def test_a_place_added_to_ordinary_words_hides_nobody() -> None:
    assert found(index_of(*NAMES, "National Bank"), "National Bank Beirut") == [(0, len(NAMES))]


def test_a_word_in_another_place_hides_nobody() -> None:
    names = ("Quillshang Hwa Tsing", *NAMES)
    assert found(index_of(*names), "Hwa Quillshang Tsing") == [(0, 0)]


def test_every_name_asked_gets_its_own() -> None:
    assert found(index_of(*NAMES), "?", "OrangeA.S.", "Eltunco") == [(1, 4), (2, 2)]


def test_an_empty_index_finds_nothing() -> None:
    assert found(index_of(), "El Tunco") == []
    assert found(index_of("!"), "El Tunco") == []


def test_the_words_as_written_stand_for_an_abbreviation_that_was_read() -> None:
    index = Spelled.build([prepare("711 ARZ").tokens, prepare("Zvezda Marmot").tokens],
                          ["w:711 w:arz", ""])  # fmt: skip
    assert index.alike([[Spelling("711arz", joined=False)]])[1].tolist() == [0]
    assert index.alike([[Spelling("zvezdamarmod", joined=True)]])[1].tolist() == [1]


def test_more_names_than_are_read_at_once_keep_their_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("caveat.matching.spelled._AT_ONCE", 4)
    names = ("Zvezda Zvezda", "!", *[f"{one} Quill Optics" for one in ("Zoa", "Marmot", "Orange")])
    index = index_of(*names, *NAMES)
    assert found(index, "MarmotQuillOptlcs", "El Tunc0") == [(0, 3), (1, len(names) + 2)]


@given(st.lists(LETTERS, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_all_trigrams_at_once_are_those_of_each(texts: list[str]) -> None:
    together = trigram_numbers("".join(f" {text} " for text in texts))
    assert {gram for text in texts for gram in trigrams(text)} <= set(together.tolist())


@given(LETTERS, st.data())
@settings(max_examples=60, deadline=None)
def test_one_letter_wrong_of_nine_is_seen_through(letters: str, data: st.DataObject) -> None:
    letters = (letters * 3)[:100]
    place = data.draw(st.integers(0, len(letters) - 1))
    wrong = letters[:place] + "q" + letters[place + 1 :]
    index = Spelled.build([[*prepare("x").tokens]], [f"w:{letters[:4]} w:{letters[4:]}"])
    assert np.array_equal(index.alike([[Spelling(wrong, joined=True)]])[1], [0])
