"""The recipes' Cyrillic, Arabic and Persian held against what lists print in both scripts."""

import csv
import gzip
import io
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from rapidfuzz.distance import Levenshtein

from caveat.domain.parties import PartyKind
from caveat.matching.misspelling.abroad import in_script
from caveat.matching.misspelling.written import written

pytestmark = pytest.mark.real_data

Pair = tuple[str, tuple[str, ...]]
_SEEDS = range(4)
_SAME = str.maketrans("أإآىیکةё", "اااييكهе", "ـ\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")


def united_nations(data: Path) -> Iterator[Pair]:
    """Individuals in Latin and in their own letters."""
    with gzip.open(data / "lists" / "un_2026-02-27.xml.gz") as file:
        tree = etree.parse(file, etree.XMLParser(resolve_entities=False, no_network=True))
    for one in tree.iter("INDIVIDUAL"):
        parts = [one.findtext(f"{n}_NAME") for n in ("FIRST", "SECOND", "THIRD", "FOURTH")]
        native = one.findtext("NAME_ORIGINAL_SCRIPT") or ""
        yield " ".join(part.strip() for part in parts if part), (native,)


def ukraine(data: Path) -> Iterator[Pair]:
    """Russians in Latin and Cyrillic letters."""
    path = data / "lists" / "opensanctions_ua_war_sanctions_targets.simple.csv.gz"
    with gzip.open(path) as raw:
        for row in csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8", newline="")):
            if row["schema"] == "Person" and "ru" in row["countries"]:
                names = [row["name"], *row["aliases"].split(";")]
                latin = [name for name in names if re.fullmatch(r"[A-Za-z' -]+", name)]
                native = [name for name in names if re.fullmatch(r"[А-Яа-яёЁ -]+", name)]
                if latin and native:
                    yield latin[0], tuple(native)


def likeness(pairs: Iterator[Pair], language: str, letters: str) -> tuple[int, float]:
    """How many pairs, and the mean share of letters that come out as printed."""
    scores = []
    for latin, printed in pairs:
        natives = [native for native in printed if re.search(letters, native)]
        for seed in _SEEDS if natives else ():
            stream = random.Random(seed)  # noqa: S311 — repeatable, no secret
            made = in_script(written(latin, PartyKind.PERSON), language, stream)
            if made:
                scores.append(max(_shared(made, native) for native in natives))
    return len(scores), sum(scores) / len(scores)


def _shared(one: str, other: str) -> float:
    """Share of letters, whether the words stand in the same order or in that of the alphabet."""
    words = [text.translate(_SAME).casefold().split() for text in (one, other)]
    ordered = ("".join(words[0]), "".join(words[1]))
    sorted_ = ("".join(sorted(words[0])), "".join(sorted(words[1])))
    return max(Levenshtein.normalized_similarity(*pair) for pair in (ordered, sorted_))


@pytest.mark.parametrize(
    ("language", "letters", "floor"),
    [("ar", r"[ء-ي](?!.*[پچژگیک])", 0.78), ("fa", "[پچژگیک]", 0.8)],
)
def test_arabic_letters_come_out_as_the_un_prints_them(
    shared_data: Path, language: str, letters: str, floor: float
) -> None:
    count, share = likeness(united_nations(shared_data), language, letters)
    assert count > 300
    assert share >= floor


def test_cyrillic_letters_come_out_as_printed(shared_data: Path) -> None:
    count, share = likeness(ukraine(shared_data), "ru", "[А-я]")
    assert count > 3_000
    assert share >= 0.8
