"""The words of `column_words.csv`: what headings mean, and what the cells below look like."""

import csv
import re
from dataclasses import dataclass
from functools import cache

from caveat.ingest.folding import fold_heading
from caveat.resources import resource

_FILE = "lexicons/column_words.csv"
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""Thai, kana, Han and Hangul: written without spaces, so that words are found anywhere."""


@dataclass(frozen=True, slots=True)
class HeadingWord:
    """A phrase that a heading may hold.

    ``strength`` is 1 (a role such as "supplier") to 4 (says exactly what the column is).
    ``unspaced`` phrases are found inside words.
    """

    phrase: str
    meaning: str
    strength: float
    unspaced: bool


def is_unspaced(text: str) -> bool:
    """Whether a text holds a script that is written without spaces."""
    return _UNSPACED.search(text) is not None


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with resource(_FILE).open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@cache
def heading_words() -> tuple[HeadingWord, ...]:
    """All phrases of headings, the longest first."""
    words: dict[str, HeadingWord] = {}
    for row in _rows():
        if row["where"] == "heading":
            phrase = fold_heading(row["phrase"])
            # "n°" folds to a single letter, which says too little.
            if len(phrase) > 1 or is_unspaced(phrase):
                words.setdefault(
                    phrase,
                    HeadingWord(
                        phrase=phrase,
                        meaning=row["meaning"],
                        strength=float(row["strength"]),
                        unspaced=is_unspaced(phrase),
                    ),
                )
    return tuple(sorted(words.values(), key=lambda word: (-len(word.phrase), word.phrase)))


@cache
def words_by_first_token() -> dict[str, tuple[HeadingWord, ...]]:
    """The spaced phrases by their first word, so that few are tried for a heading."""
    table: dict[str, list[HeadingWord]] = {}
    for word in heading_words():
        if not word.unspaced:
            table.setdefault(word.phrase.split(" ", 1)[0], []).append(word)
    return {first: tuple(words) for first, words in table.items()}


@cache
def unspaced_words() -> tuple[HeadingWord, ...]:
    """The phrases of scripts without spaces."""
    return tuple(word for word in heading_words() if word.unspaced)


@cache
def content_words(meaning: str) -> tuple[str, ...]:
    """Phrases found in cells: ``legal form``, ``street word`` (folded), ``no value`` (verbatim)."""
    chosen = [
        row["phrase"] for row in _rows() if row["where"] == "content" and row["meaning"] == meaning
    ]
    if meaning == "no value":
        return tuple(phrase.casefold() for phrase in chosen)
    return tuple(folded for folded in map(fold_heading, chosen) if folded)
