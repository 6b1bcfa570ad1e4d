"""Any text is a name: what nobody sees changes no score, and no text stops the program."""

import random
import string
import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from caveat.domain.parties import PartyKind
from caveat.matching.compare import compare_names
from labelled import organisation_names, organisations, person_names, persons, vessels

MOST_MILLISECONDS = 50.0
"""Of processor time for a comparison; measured alone: up to 26 ms."""
SIZE = 100_000
KINDS = (None, PartyKind.COMPANY, PartyKind.PERSON, PartyKind.VESSEL, PartyKind.AIRCRAFT)
NAMES = [*organisation_names()[::20], *person_names()[::20]]
TEXT = st.text(st.characters(exclude_categories=()), max_size=120)
"""Any code points at all, lone surrogates among them."""


def score(one: str, other: str, kind: PartyKind | None = None) -> float:
    return compare_names(one, other, kind).score


def wide(name: str) -> str:
    """In the full-width letters of East Asian text."""
    return "".join(
        chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" if c == " " else c for c in name
    )


@pytest.mark.parametrize(
    "rewritten",
    [
        *(
            pytest.param(lambda name, mark=mark: mark.join(name), id=f"U+{ord(mark):04X}")
            for mark in "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
            "\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad\u034f\u061c\u180e\ufe0f\U000e0041"
        ),
        *(
            pytest.param(lambda name, form=form: unicodedata.normalize(form, name), id=form)
            for form in ("NFC", "NFD", "NFKC", "NFKD")
        ),
        pytest.param(wide, id="full width"),
        pytest.param(lambda name: name.replace(" ", "\u00a0"), id="spaces that do not break"),
        pytest.param(lambda name: f" \t{name}\n".replace(" ", "  "), id="more spaces"),
    ],
)
def test_what_nobody_sees_changes_no_score(rewritten: Callable[[str], str]) -> None:
    stream = random.Random(20250325)  # noqa: S311 — a sample, no secret
    for name in NAMES:
        seen, other = rewritten(name), stream.choice(NAMES)
        for kind in (None, PartyKind.PERSON):
            assert score(seen, name, kind) == score(name, name, kind), name
            assert score(seen, other, kind) == score(name, other, kind), (name, other)


def test_a_name_in_capitals_is_the_same_name() -> None:
    for name in person_names():
        # A kunya alone (Abou Haidara) is one name of a person, however it is written.
        itself = score(name, name, PartyKind.PERSON)
        assert score(name.upper(), name, PartyKind.PERSON) >= min(90, itself - 0.1), name


@pytest.mark.parametrize("labelled", [organisations(), persons(), vessels()])
def test_labelled_names_compare_alike_in_both_directions(labelled) -> None:
    kinds = {None, labelled.party, *(KINDS if labelled.party else ())}
    for kind in kinds:
        for one, other in labelled.pairs:
            assert score(one, other, kind) == score(other, one, kind), (one, other, kind)


def test_organisations_called_persons_compare_alike_in_both_directions() -> None:
    for one, other in organisations().pairs:
        assert score(one, other, PartyKind.PERSON) == score(other, one, PartyKind.PERSON)


@settings(max_examples=400, deadline=None)
@given(one=TEXT, other=TEXT, kind=st.sampled_from(KINDS))
@example("\ud800", "\udfff a", None)
@example("\ud83d", "Nettrix \ud83d", PartyKind.PERSON)
@example("", "\x00", None)
@example("\U0010ffff" * 50, "\u0345" * 50, PartyKind.VESSEL)
def test_any_two_texts_have_a_score_and_a_sentence(
    one: str, other: str, kind: PartyKind | None
) -> None:
    found = compare_names(one, other, kind)
    assert 0.0 <= found.score <= 100.0
    assert found.because
    assert found == compare_names(one, other, kind)


@settings(max_examples=200, deadline=None)
@given(name=st.sampled_from(NAMES), noise=TEXT, at=st.integers(0, 40))
def test_noise_in_a_name_raises_nothing_and_costs_no_more_than_the_name(
    name: str, noise: str, at: int
) -> None:
    for kind in KINDS:
        assert 0.0 <= score(name[:at] + noise + name[at:], name, kind) <= 100.0


def drawn(alphabet: str, words: int = 0) -> Callable[[random.Random], str]:
    """Text of the letters; with spaces after so many letters."""

    def make(stream: random.Random) -> str:
        letters = "".join(stream.choices(alphabet, k=SIZE))
        if not words:
            return letters
        return " ".join(letters[i : i + words] for i in range(0, SIZE, words + 1))[:SIZE]

    return make


def repeated(*pieces: str) -> Callable[[random.Random], str]:
    """The pieces over and over, each time with another beginning."""

    def make(stream: random.Random) -> str:
        beginning = "".join(stream.choices(string.ascii_lowercase, k=12))
        piece = stream.choice(pieces)
        return (beginning + " " + piece * (SIZE // len(piece) + 1))[:SIZE]

    return make


HAN = "".join(map(chr, range(0x4E00, 0x9FA5)))
SHAPES = {
    "letters": drawn(string.ascii_letters),
    "words": drawn(string.ascii_lowercase, 7),
    "short words": drawn(string.ascii_lowercase, 2),
    "characters": drawn(HAN),
    "words of characters": drawn(HAN, 4),
    "Arabic": drawn("ابتجحدرسصعفقكلمنهوي "),
    "Cyrillic": drawn("абвгдежзиклмнопрстуфхцчшя "),
    "Hangul": drawn("가나다라마바사아자차카하 "),
    "kana": drawn("アイウエオカキクケコサシスセソ "),
    "anything": drawn("".join(map(chr, range(0x2FFF)))),
    "surrogates": drawn("\ud800\udc00\udfff"),
    "marks": repeated("\u0301\u0300", "\u0345"),
    "invisible": repeated("\u200b", "\u200f"),
    "commas": repeated(",", "a,", ";"),
    "brackets": repeated("(", "(a) ", "（"),
    "quotes": repeated('"a" ', "«"),
    "digits": repeated("1", "43 ", "MDCLXVI "),
    "little words": repeated("of the and ", "abd al abu bin ", "dr mr sheikh "),
    "forms": repeated("co., ltd. ", "有限公司"),
    "ordinary words": repeated("technology trading ", "科技贸易"),
    "fields": repeated("Alder. Affiliated Entity: Birch. ", "Alder a.k.a. Birch "),
    "ligatures": repeated("ﷺ", "ﬁ"),
    "stops": repeated("a.", "b.c."),
    "initials": repeated("A B C D E F G H "),
}


@pytest.mark.parametrize(
    ("shape", "kind"),
    [
        pytest.param(shape, kind, id=f"{shape}, {kind}")
        for shape in SHAPES
        for kind in (None, PartyKind.PERSON)
    ],
)
def test_a_hundred_thousand_characters_are_compared_in_bounded_time(
    shape: str, kind: PartyKind | None
) -> None:
    listed = "Nettrix Information Industry Co., Ltd. 宁畅信息产业"
    compare_names(listed, "宁畅 Ningchang", kind)  # the tables are read once
    stream = random.Random(20250325)  # noqa: S311 — repeatable, no secret
    quickest = 1e9
    for _ in range(3):
        one, other = SHAPES[shape](stream), SHAPES[shape](stream)
        started = time.process_time()
        compare_names(one, listed, kind)
        compare_names(one, other, kind)
        quickest = min(quickest, (time.process_time() - started) * 500)
    assert quickest <= MOST_MILLISECONDS
