"""The recipes: fixed by name and seed, applied where they make sense, never the name itself."""

import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.domain.parties import PartyKind
from caveat.matching.variants import LONGEST, RECIPES, Change, is_distinctive, variants

COMPANY, PERSON, VESSEL = PartyKind.COMPANY, PartyKind.PERSON, PartyKind.VESSEL
NAME = "Nettrix Information Industry Co., Ltd."
EXAMPLES: tuple[tuple[str, PartyKind, tuple[str, ...]], ...] = (
    (NAME, COMPANY, ("CN",)),
    ("Beijing Langchao Zhongke Keji Group", COMPANY, ("CN",)),
    ("浪潮电子信息产业有限公司", COMPANY, ("CN",)),
    ("Société Générale d'Électricité S.A.", COMPANY, ("FR",)),
    ("KOROLYOV, Boris Vladimirovich", PERSON, ("RU",)),
    ("Boris Vladimirovich Korolyov", PERSON, ("RU",)),
    ("AL-MARMALADI, Ahmad Khalid", PERSON, ("IQ",)),
    ("MOHAMMADI, Reza Hossein", PERSON, ("IR",)),
    ("KIM, Chong-un", PERSON, ("KP",)),
    ("YAMAMOTO, Kenji Shotaro", PERSON, ("JP",)),
    ("PAPADOPOULOS, Georgios", PERSON, ("GR",)),
    ("ZHANG, Xiaoping", PERSON, ("CN",)),
    ("COHEN, Moshe", PERSON, ("IL",)),
    ("OCEAN MARMALADE 8", VESSEL, ("KP",)),
    ("EP-GOMA", PartyKind.AIRCRAFT, ("IR",)),
)


def made(
    name: str, kind: PartyKind = COMPANY, countries: tuple[str, ...] = ()
) -> dict[Change, str]:
    return {v.change: v.text for v in variants(name, kind=kind, countries=countries)}


def every_variant() -> Iterator[tuple[str, Change, str]]:
    for name, kind, countries in EXAMPLES:
        for change, text in made(name, kind, countries).items():
            yield name, change, text


def letters_of(text: str) -> list[str]:
    return sorted(c for c in text.casefold() if c.isalnum())


def scripts_of(text: str) -> set[str]:
    return {unicodedata.name(c).split()[0] for c in text if c.isalpha()}


def test_the_same_name_and_seed_give_the_same_variants() -> None:
    assert list(variants(NAME, seed=1)) == list(variants(NAME, seed=1))
    assert list(variants(NAME, seed=1)) != list(variants(NAME, seed=2))


def test_the_variants_do_not_depend_on_the_order_of_hashes() -> None:
    script = (
        "from caveat.matching.variants import variants\n"
        "from caveat.domain.parties import PartyKind as K\n"
        "for n, k, c in (('KOROLYOV, Boris', K.PERSON, ('RU',)), ('Marmalade Co., Ltd.', K.COMPANY,"
        " ('CN',)), ('AL-MARMALADI, Ahmad', K.PERSON, ('IQ', 'RU'))):\n"
        "    print([ascii(v) for v in variants(n, kind=k, countries=c)])\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(filter(None, sys.path))},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1] != b""


def test_every_kind_of_change_is_made_of_some_name() -> None:
    assert {change for _, change, _ in every_variant()} == set(Change) == set(RECIPES)


def test_no_variant_is_the_name() -> None:
    assert [text for name, _, text in every_variant() if text == name] == []


def test_a_recipe_says_how_strong_it_is() -> None:
    assert all(recipe.strength for recipe in RECIPES.values())


@pytest.mark.parametrize(
    ("kind", "without"),
    [
        (COMPANY, {Change.TITLE_ADDED, Change.ORDER, Change.COMMA, Change.INITIAL, Change.PREFIX}),
        (PERSON, {Change.GENERIC_ADDED, Change.PLACE_ADDED, Change.FORM_ADDED, Change.PREFIX}),
        (VESSEL, {Change.TITLE_ADDED, Change.ORDER, Change.FORM_ADDED, Change.NO_FORM}),
    ],
)
def test_a_change_is_made_only_of_bearers_it_makes_sense_for(
    kind: PartyKind, without: set[Change]
) -> None:
    found = set(made("MARMALADE, Orange Bitter Co.", kind, ("RU", "CN", "IQ")))
    assert found & without == set()
    assert Change.ONE_TYPO in found


@pytest.mark.parametrize("change", list(Change))
def test_a_change_does_what_it_says(change: Change) -> None:
    for name, done, text in every_variant():
        if done is change:
            assert _CHECKS[change](name, text), (name, text)


def distance(one: str, other: str) -> int:
    """Letters inserted, left out, replaced, or swapped with a neighbour."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            row.append(min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a != b)))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], rows[i - 2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def _one_word_fewer(name: str, text: str) -> bool:
    return len(text.split()) == len(name.split()) - 1 and set(words(text)) < set(words(name))


def _only(script: str, *more: str):  # a check
    return lambda _name, text: scripts_of(text) <= {script, *more}


def _same_words(name: str, text: str) -> bool:
    return sorted(words(name.casefold())) == sorted(words(text.casefold()))


def _same_letters(name: str, text: str) -> bool:
    return letters_of(name) == letters_of(text)


def _latin_as_before(_name: str, text: str) -> bool:
    return scripts_of(text) == {"LATIN"}


def _adds(name: str, text: str) -> bool:
    return set(words(name)) < set(words(text))


_CHECKS = {
    Change.ONE_TYPO: lambda n, t: distance(n, t) == 1,
    Change.TWO_TYPOS: lambda n, t: 1 <= distance(n, t) <= 2,
    Change.SCANNED: lambda n, t: 1 <= distance(n, t) <= 7,
    Change.DROPPED: _one_word_fewer,
    Change.SWAPPED: lambda n, t: _same_words(n, t) and words(n) != words(t),
    Change.JOINED: lambda n, t: _same_letters(n, t) and len(t.split()) == len(n.split()) - 1,
    Change.SPLIT: lambda n, t: _same_letters(n, t) and len(t.split()) == len(n.split()) + 1,
    Change.PUNCTUATION: lambda n, t: _same_letters(n, t) and not re.search(r"[^\w\s]", t),
    Change.GENERIC_ADDED: _adds,
    Change.PLACE_ADDED: _adds,
    Change.FORM_ADDED: lambda n, t: t.startswith(n),
    Change.NO_FORM: lambda n, t: len(t) < len(n),
    Change.OTHER_FORM: lambda n, t: n[:3] == t[:3] and n != t,
    Change.TITLE_ADDED: lambda n, t: t.endswith(n),
    Change.ORDER: lambda n, t: _same_words(n, t) and "," not in t,
    Change.COMMA: lambda n, t: _same_words(n, t) and ("," in n) != ("," in t),
    Change.NO_PATRONYMIC: lambda n, t: "Vladimirovich" in n and "Vladimirovich" not in t,
    Change.NO_MIDDLE: lambda n, t: len(words(t)) == len(words(n)) - 1,
    Change.INITIAL: lambda _n, t: re.match(r"(?:\w\. )+\S{3,}", t) is not None,
    Change.PREFIX: lambda n, t: t.endswith(f" {n}"),
    Change.SPACES: lambda n, t: _same_letters(n, t) and not re.search(r"[\s-]", t),
    Change.NO_MARKS: lambda n, t: t.isascii() and not n.isascii(),
    Change.MARKS: lambda n, t: len(t) == len(n) and not t.isascii(),
    Change.FULL_WIDTH: lambda n, t: unicodedata.normalize("NFKC", t) == n,
    Change.MIXED: lambda _n, t: scripts_of(t) == {"LATIN", "CYRILLIC"},
    Change.BREAKS: _same_letters,
    Change.WADE_GILES: lambda _n, t: "Hsiao" in t,
    Change.PINYIN: lambda _n, t: t.isascii() and t.lower().replace(" ", "").startswith("langchao"),
    Change.CHARACTERS: lambda n, t: "電" in t and "電" not in n,
    Change.WRONG_CHARACTER: lambda n, t: distance(n, t) == 1 and scripts_of(t) == {"CJK"},
    Change.CYRILLIC: _only("CYRILLIC"),
    Change.GREEK: _only("GREEK"),
    Change.ARABIC: _only("ARABIC"),
    Change.HEBREW: _only("HEBREW"),
    Change.KANA: _only("KATAKANA", "KATAKANA-HIRAGANA"),
    Change.HANGUL: _only("HANGUL"),
    Change.CYRILLIC_SYSTEM: _latin_as_before,
    Change.ARABIC_SPELLING: _latin_as_before,
    Change.PERSIAN_SPELLING: _latin_as_before,
    Change.KOREAN_SPELLING: _latin_as_before,
    Change.JAPANESE_SPELLING: _latin_as_before,
}


def test_digits_are_never_mistyped_or_misread() -> None:
    for seed in range(30):
        for variant in variants("Institute 1350 Orange Marmalade", seed=seed):
            if variant.change in {Change.ONE_TYPO, Change.TWO_TYPOS, Change.SCANNED}:
                assert "1350" in variant.text


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("General Trading LLC", Change.NO_FORM),
        ("Marmalade General Trading", Change.DROPPED),
        ("Shenzhen Guangqi Group", Change.DROPPED),
    ],
)
def test_what_is_left_without_a_distinctive_word_says_so(name: str, change: Change) -> None:
    told = {
        (v.text, v.distinctive) for seed in range(20) for v in variants(name, seed=seed)
        if v.change is change
    }  # fmt: skip
    left = {text for text, distinctive in told if not distinctive}
    assert left & {"General Trading", "Shenzhen Group"}
    assert all(is_distinctive(text) for text, distinctive in told if distinctive)


def test_a_misspelled_generic_word_makes_no_name_distinctive() -> None:
    typed = [v for v in variants("General Trading LLC") if v.change is Change.ONE_TYPO]
    assert typed
    assert not typed[0].distinctive


@pytest.mark.parametrize(
    "name",
    ["", " ", "!!!", "...", "\u0301\u0301", "\u200f\u200e", "🙂", "x" * 10_000, "A " * 5_000],
)
def test_a_name_of_nothing_or_without_end_has_no_variants(name: str) -> None:
    assert list(variants(name)) == []


def test_half_a_character_is_no_reason_to_fail() -> None:
    assert list(variants("Marmalade \ud800 Quantum Works", kind=PERSON, countries=("RU",)))


@pytest.mark.parametrize("kind", list(PartyKind))
@given(name=st.text(max_size=LONGEST))
@settings(max_examples=40, deadline=None)
def test_any_text_is_a_name(kind: PartyKind, name: str) -> None:
    for variant in variants(name, kind=kind, countries=("RU", "CN", "IQ", "IR", "KP", "JP")):
        assert variant.text.split() != name.split()
        assert variant.text.strip()
