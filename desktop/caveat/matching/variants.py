"""Makes wrong, short and foreign spellings of a name, to measure what a search still finds.

The recipes are fixed: the same name, bearer and seed give the same variants everywhere. How names
are changed is told in ``misspelling``; its tables are its own. What is shared with the matcher:
the readings of Chinese characters (pypinyin, OpenCC), the list of common English words, and, to
judge whether enough of a name is left to be told from others, the kinds and rarities of its words.
"""

import hashlib
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from caveat.domain.parties import PartyKind
from caveat.matching.misspelling import (
    abroad,
    chinese,
    legal_forms,
    letters,
    people,
    romanising,
    scanning,
    typing_errors,
    word_changes,
)
from caveat.matching.misspelling.written import Maker, written
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.prepare import prepare

RECIPE = 2
"""Raised whenever a recipe changes."""
SEED = 20250325
DISTINCTIVE = 4.0
"""A name whose words together weigh less, in nats, cannot be told from others."""
LONGEST = 200
"""Characters of the longest name that is changed; what is longer is a sentence, not a name."""
_TRIES = 3
_MUTE = frozenset({WordKind.FORM, WordKind.NOISE})
_OWN = frozenset({WordKind.WORD, WordKind.NUMBER})


class Change(StrEnum):
    """What was done to the name."""

    ONE_TYPO = "one typing error"
    TWO_TYPOS = "two typing errors"
    SCANNED = "scanning errors"
    DROPPED = "a word dropped"
    SWAPPED = "two words swapped"
    JOINED = "two words joined"
    SPLIT = "one word split"
    PUNCTUATION = "punctuation lost"
    GENERIC_ADDED = "a generic word added"
    PLACE_ADDED = "a place added"
    FORM_ADDED = "a legal form added"
    NO_FORM = "legal form removed"
    OTHER_FORM = "legal form translated"
    TITLE_ADDED = "a title added"
    ORDER = "a person's parts in another order"
    COMMA = "comma form"
    NO_PATRONYMIC = "patronymic dropped"
    NO_MIDDLE = "a middle name dropped"
    INITIAL = "given names to initials"
    PREFIX = "vessel prefix added"
    SPACES = "vessel's or aircraft's spaces"
    NO_MARKS = "diacritics lost"
    MARKS = "diacritics added"
    FULL_WIDTH = "full-width letters"
    MIXED = "letters of two alphabets"
    BREAKS = "pinyin, other breaks"
    WADE_GILES = "pinyin to Wade-Giles"
    PINYIN = "Han to pinyin"
    CHARACTERS = "traditional or simplified"
    WRONG_CHARACTER = "a wrong Han character"
    CYRILLIC = "in Cyrillic"
    GREEK = "in Greek"
    ARABIC = "in Arabic script"
    HEBREW = "in Hebrew"
    KANA = "in kana"
    HANGUL = "in Hangul"
    CYRILLIC_SYSTEM = "Cyrillic, another romanisation"
    ARABIC_SPELLING = "Arabic, another spelling"
    PERSIAN_SPELLING = "Persian, another spelling"
    KOREAN_SPELLING = "Korean, another spelling"
    JAPANESE_SPELLING = "Japanese, another spelling"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one kind of change is made, and how strong it is, in words."""

    make: Maker
    strength: str


RECIPES: Mapping[Change, Recipe] = {
    Change.ONE_TYPO: Recipe(typing_errors.typing_errors(1), "1 letter of a word of 4 or more"),
    Change.TWO_TYPOS: Recipe(
        typing_errors.typing_errors(2), "2 letters, in one word only if it has 8"
    ),
    Change.SCANNED: Recipe(scanning.misread, "1 letter in 10, at most 3; in 1 of 3 a space too"),
    Change.DROPPED: Recipe(word_changes.dropped, "1 word of 3 or more, whichever"),
    Change.SWAPPED: Recipe(word_changes.swapped, "2 neighbours"),
    Change.JOINED: Recipe(word_changes.joined, "1 space lost"),
    Change.SPLIT: Recipe(word_changes.split, "1 word of 6 letters or more in two"),
    Change.PUNCTUATION: Recipe(letters.punctuation_lost, "all of it"),
    Change.GENERIC_ADDED: Recipe(word_changes.added("generic"), "1 word"),
    Change.PLACE_ADDED: Recipe(word_changes.added("place"), "1 place, where none is stated"),
    Change.FORM_ADDED: Recipe(word_changes.added("form"), "1 legal form, where none is stated"),
    Change.NO_FORM: Recipe(legal_forms.form_removed, "the last one"),
    Change.OTHER_FORM: Recipe(legal_forms.form_translated, "the last one, of the same sort"),
    Change.TITLE_ADDED: Recipe(word_changes.titled, "1 title"),
    Change.ORDER: Recipe(people.other_order, "all parts"),
    Change.COMMA: Recipe(people.comma_form, "comma set, or lost"),
    Change.NO_PATRONYMIC: Recipe(people.patronymic_dropped, "1 part"),
    Change.NO_MIDDLE: Recipe(people.middle_dropped, "1 part of 3 or more"),
    Change.INITIAL: Recipe(people.initial, "all given names"),
    Change.PREFIX: Recipe(people.vessel_prefix, "1 prefix"),
    Change.SPACES: Recipe(people.craft_spaces, "all spaces and hyphens"),
    Change.NO_MARKS: Recipe(letters.diacritics_lost, "all"),
    Change.MARKS: Recipe(letters.diacritics_added, "1 or 2 letters"),
    Change.FULL_WIDTH: Recipe(letters.full_width, "all letters"),
    Change.MIXED: Recipe(letters.mixed_alphabet, "up to 3 letters of 1 word"),
    Change.BREAKS: Recipe(chinese.other_breaks, "1 word parted, or 2 joined"),
    Change.WADE_GILES: Recipe(chinese.wade_giles, "all pinyin words of a person"),
    Change.PINYIN: Recipe(chinese.in_pinyin, "all characters"),
    Change.CHARACTERS: Recipe(chinese.other_characters, "all characters"),
    Change.WRONG_CHARACTER: Recipe(chinese.wrong_character, "1 character of like sound or shape"),
    Change.CYRILLIC: Recipe(abroad.written_in("Cyrillic"), "all words"),
    Change.GREEK: Recipe(abroad.written_in("Greek"), "all words"),
    Change.ARABIC: Recipe(abroad.written_in("Arabic"), "all words"),
    Change.HEBREW: Recipe(abroad.written_in("Hebrew"), "all words"),
    Change.KANA: Recipe(abroad.written_in("kana"), "all words"),
    Change.HANGUL: Recipe(abroad.written_in("Hangul"), "all words"),
    Change.CYRILLIC_SYSTEM: Recipe(romanising.other_system, "all words, 1 system of 7"),
    Change.ARABIC_SPELLING: Recipe(romanising.respelled("ar"), "1 to 3 words of a person"),
    Change.PERSIAN_SPELLING: Recipe(romanising.respelled("fa"), "1 to 3 words of a person"),
    Change.KOREAN_SPELLING: Recipe(romanising.respelled("ko"), "1 to 3 words of a person"),
    Change.JAPANESE_SPELLING: Recipe(romanising.respelled("ja"), "1 to 3 words of a person"),
}


@dataclass(frozen=True, slots=True)
class Variant:
    """A changed spelling. ``distinctive`` is false where too little of the name is left."""

    text: str
    change: Change
    distinctive: bool


def variants(
    name: str,
    *,
    kind: PartyKind = PartyKind.UNKNOWN,
    countries: tuple[str, ...] = (),
    seed: int = SEED,
) -> Iterator[Variant]:
    """All kinds of change that apply to the name, one variant of each.

    Args:
        name: As listed. Of one that is longer than `LONGEST` characters there is no variant.
        kind: What carries it: persons, vessels and organisations have changes of their own.
        countries: ISO alpha-2 codes of its bearer: they tell the scripts it is written in.
        seed: Draws what is left to chance.
    """
    if len(name) > LONGEST or not any(map(str.isalnum, name)):
        return
    given = written(name, kind, countries)
    for change, recipe in RECIPES.items():
        for attempt in range(_TRIES):
            drawn = f"{seed}\t{change}\t{attempt}\t{name}".encode("utf-8", "surrogatepass")
            digest = hashlib.sha256(drawn).digest()
            # A fixed, repeatable stream is wanted, not secrecy.
            stream = random.Random(int.from_bytes(digest[:8], "big"))  # noqa: S311 — see above
            made = recipe.make(given, stream)
            if made is None:
                break
            text = " ".join(made.text.split())
            if text and text != " ".join(name.split()):
                whole = made.kept == name
                yield Variant(text, change, is_distinctive(made.kept, whole=whole))
                break


def is_distinctive(text: str, *, whole: bool = True) -> bool:
    """Whether a name can be told from others: by a word of its own or a number.

    A whole listed name may do so by an activity too (China Mobile); what is left of a name whose
    own word was dropped may not.
    """
    spoken = [word for word in prepare(text).tokens if word.kind not in _MUTE]
    own = any(
        word.kind in _OWN or (whole and word.kind is WordKind.ACTIVITY)
        for word in spoken
        if not word.acronym
    )
    return own and sum(word.weight for word in spoken) >= DISTINCTIVE
