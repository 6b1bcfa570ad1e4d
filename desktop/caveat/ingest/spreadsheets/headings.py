"""What a single heading means, by the words in it."""

from dataclasses import dataclass
from functools import lru_cache

from caveat.ingest.folding import fold_heading
from caveat.ingest.spreadsheets.lexicon import (
    HeadingWord,
    is_unspaced,
    unspaced_words,
    words_by_first_token,
)

_LONGEST_HEADING = 120
"""Characters; longer cells are text, not headings."""


@dataclass(frozen=True, slots=True)
class HeadingMeaning:
    """The meaning that the strongest words of a heading give it.

    ``meaning`` is a value of `SupplierField`, or ``address part``, ``other party`` (a bank, a
    parent, a contact) or ``other``. ``share`` is how much of the heading these words make up,
    0-1.
    """

    meaning: str
    strength: float
    share: float


@lru_cache(maxsize=8192)
def heading_meaning(text: str) -> HeadingMeaning | None:
    """What a heading means; ``None`` where none of its words is known."""
    if not text or len(text) > _LONGEST_HEADING:
        return None
    heading = fold_heading(text)
    found = [*_spaced(heading), *_unspaced(heading)]
    if not found:
        return None
    best = max(found, key=lambda word: (word.strength, len(word.phrase)))
    return HeadingMeaning(
        meaning=best.meaning,
        strength=best.strength,
        share=min(1.0, len(best.phrase.replace(" ", "")) / len(heading.replace(" ", ""))),
    )


def _spaced(heading: str) -> list[HeadingWord]:
    """The phrases that occur as whole words; one inside a longer one does not count."""
    tokens = heading.split()
    table = words_by_first_token()
    found: list[HeadingWord] = []
    covered = 0
    for at, token in enumerate(tokens):
        for word in table.get(token, ()):  # the longest first
            length = word.phrase.count(" ") + 1
            if at + length > covered and " ".join(tokens[at : at + length]) == word.phrase:
                found.append(word)
                covered = at + length
                break
    return found


def _unspaced(heading: str) -> list[HeadingWord]:
    """The phrases of scripts without spaces that occur anywhere, the longest first."""
    if not is_unspaced(heading):
        return []
    rest = heading.replace(" ", "")
    found: list[HeadingWord] = []
    for word in unspaced_words():
        phrase = word.phrase.replace(" ", "")
        if phrase in rest:
            found.append(word)
            rest = rest.replace(phrase, "\0")
    return found
