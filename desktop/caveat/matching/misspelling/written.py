"""A listed name as a recipe takes it: words as written, and what is known of its bearer.

Words are told apart by spaces alone, and every table here is the recipes' own, so that the matcher
is not measured with its own ruler.
"""

import csv
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from caveat.domain.parties import PartyKind
from caveat.resources import resource

Row = dict[str, str]
_WORD = re.compile(r"^([\W_]*)(.*?)([\W_]*)$", re.DOTALL)
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Written:
    """A name to be changed.

    Attributes:
        text: As listed.
        words: What stands between its spaces, punctuation included.
        kind: What carries it.
        countries: ISO alpha-2 codes of its bearer.
    """

    text: str
    words: tuple[str, ...]
    kind: PartyKind = PartyKind.UNKNOWN
    countries: tuple[str, ...] = ()

    @property
    def is_person(self) -> bool:
        """Whether the list says that a person carries it."""
        return self.kind is PartyKind.PERSON

    @property
    def is_craft(self) -> bool:
        """Whether a vessel or an aircraft carries it."""
        return self.kind in {PartyKind.VESSEL, PartyKind.AIRCRAFT}


@dataclass(frozen=True, slots=True)
class Made:
    """A changed spelling.

    Attributes:
        text: It.
        kept: What is left of the name, as listed: decides whether enough of it is.
    """

    text: str
    kept: str


Maker = Callable[[Written, random.Random], Made | None]
"""Makes a changed spelling, or None where the change makes no sense for the name."""


def written(
    text: str, kind: PartyKind = PartyKind.UNKNOWN, countries: tuple[str, ...] = ()
) -> Written:
    """The name as the recipes take it."""
    return Written(text, tuple(text.split()), kind, countries)


def core(word: str) -> tuple[str, str, str]:
    """A word with the punctuation before and after it apart."""
    match = _WORD.match(word)
    return (match[1], match[2], match[3]) if match else ("", word, "")


def letters(text: str) -> int:
    """How many letters there are."""
    return len(_LETTERS.findall(text))


def is_latin(text: str) -> bool:
    """Whether all its letters are Latin, and there is one."""
    found = _LETTERS.findall(text)
    return bool(found) and all(c.isascii() or "\u00c0" <= c <= "\u024f" for c in found)


def replaced(name: Written, at: int, word: str) -> str:
    """The name with another word in one place."""
    return " ".join([*name.words[:at], word, *name.words[at + 1 :]])


def like(sample: str, text: str) -> str:
    """The text in capitals where the sample is, with a capital where the sample has one."""
    if len(sample) > 1 and sample.isupper():
        return text.upper()
    return text[:1].upper() + text[1:] if sample[:1].isupper() else text


@cache
def recipe_table(name: str) -> tuple[Row, ...]:
    """A table of ``resources/recipes``."""
    text = resource(f"recipes/{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
