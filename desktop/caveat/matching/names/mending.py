"""Puts right what slips do to the words that many names share: legal forms above all.

A word of "Limited Liability Company" that a slip tears out of its phrase would else count as a
trade name of its own, and two firms would agree by it.
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from caveat.matching.names.lexicon import Entry, WordKind, lexicon
from caveat.matching.names.rarity import rarity_table

_SHORTEST_WORD = 4
_TELLING, _LONG = 7, 9
"""Letters from which such a word is nothing else, and from which it may hold two slips."""
_SHORTEST_REST, _SHORTEST_MERGED = 4, 6
_SHORTEST_JOINED = 9
FEWEST_SCATTERED = 3
_OFTEN = 15
"""In so many names a word is somebody's own."""
_SLIPPED = 2
_STRAY = 3
"""Words that may have come between those of a legal form."""
_ORDINARY = frozenset(
    ["autonomous", "budgetary", "educational", "treasury", "unlimited", "cooperative", "actions",
     "anstalt", "caractere", "collectif", "collettivo", "economique", "empresario", "entrepreneur",
     "government", "individual", "individuale", "individuelle", "kaufmann", "kazenne", "proprietor",
     "semplice", "variable"]
)  # fmt: skip
"""Words of legal forms that are names or trades as well."""
_SHORTEST_CUT = 2
_OFTEN_CUT = ("limited", "corporation", "company", "incorporated")
_BEFORE_FORMS = frozenset({"co", "company", "group", "pvt", "pte", "private", "pty"})
_ALSO_JOINED = frozenset(["public", "private", "obshchestvo"])
_SILENT = frozenset({WordKind.FORM, WordKind.NOISE})


class _Phrase(NamedTuple):
    """A legal form of several words: those of four letters and more, all of them, the entry."""

    telling: frozenset[str]
    words: tuple[str, ...]
    entry: Entry


class Nearest:
    """Looks for words that are another one but for slips of a hand."""

    def __init__(self, words: Iterable[str]) -> None:
        # A word needs a slip for each letter that it is longer: few lengths are looked at.
        self._by_length: dict[int, list[tuple[int, str]]] = {}
        for place, word in enumerate(words):
            self._by_length.setdefault(len(word), []).append((place, word))
        self._near: dict[tuple[int, int], tuple[str, ...]] = {}
        self._shortened = frozenset(
            left for own in self._by_length.values() for _, word in own for left in _shortened(word)
        )

    def to(self, folded: str, slips: int) -> str:
        """The nearest word, the first of several; empty where each has more slips."""
        if slips == 1 and self._shortened.isdisjoint(_shortened(folded)):
            return ""
        size = len(folded)
        near = self._near.get((size, slips))
        if near is None:
            lengths = range(size - slips, size + slips + 1)
            places = sorted(one for n in lengths for one in self._by_length.get(n, ()))
            near = self._near[size, slips] = tuple(word for _, word in places)
        found = process.extractOne(folded, near, scorer=OSA.distance, score_cutoff=slips)
        return str(found[0]) if found else ""


def _shortened(word: str) -> list[str]:
    """The word, and what is left of it when a letter is taken away.

    Two words that one slip tells apart share one of these.
    """
    return [word, *[word[:at] + word[at + 1 :] for at in range(len(word))]]


class FormWords:
    """The words of all legal forms.

    Attributes:
        words: Words of four letters and more.
        telling: Those that are nothing but words of legal forms.
        joined: Those that are told from what they are joined to.
    """

    def __init__(self) -> None:
        lex, table = lexicon(), rarity_table()
        words: dict[str, None] = {}
        alone: dict[str, None] = {}
        phrases: list[_Phrase] = []
        for phrase, entry in lex.phrases.items():
            if entry.kind is not WordKind.FORM or not phrase.isascii():
                continue
            parts = tuple(phrase.split(" "))
            long = [part for part in parts if len(part) >= _SHORTEST_WORD]
            words |= dict.fromkeys(long)
            if len(parts) == 1 and len(phrase) >= _TELLING:
                alone[phrase] = None
            phrases.append(_Phrase(frozenset(long), parts, entry))
        self.words = frozenset(words)
        self.telling = frozenset(
            word
            for word in words
            if len(word) >= _TELLING
            and word not in _ORDINARY
            and (word not in lex.phrases or lex.phrases[word].kind in _SILENT)
            and table.count(word) < _OFTEN
        )
        self.joined = self.telling | _ALSO_JOINED
        self._near = Nearest(sorted(words | alone))
        phrases = [p for p in phrases if len(p.telling) >= FEWEST_SCATTERED]
        phrases.sort(key=lambda p: (-len(p.telling), p.words))
        self._phrases = tuple(phrases)

    def nearest(self, folded: str) -> str:
        """The word of a legal form that this one is but for a slip; empty if there is none."""
        return self._near.to(folded, 1 if len(folded) < _LONG else 2)

    def scattered(self, words: Sequence[str]) -> tuple[frozenset[int], Entry] | None:
        """Places of words of a legal form that stand apart or in another order, and the form."""
        places: dict[str, int] = {}
        for place, word in enumerate(words):
            if word in self.words:
                places.setdefault(word, place)
        if len(places) < FEWEST_SCATTERED:
            return None
        apart: _Phrase | None = None
        for phrase in self._phrases:
            if apart is not None and len(phrase.telling) < len(apart.telling):
                break
            if not phrase.telling <= places.keys():
                continue
            first = min(places[word] for word in phrase.telling)
            first -= phrase.words.index(words[first])
            if tuple(words[max(first, 0) : first + len(phrase.words)]) == phrase.words:
                return None
            apart = apart or phrase
        if apart is None:
            return None
        found = {places[word] for word in apart.telling}
        between = range(min(found), max(found))
        if len(between) >= len(apart.words) + _STRAY:
            return None
        little = {i for i in between if len(words[i]) == 1 or words[i] in apart.words}
        return frozenset(found | little), apart.entry


@cache
def form_words() -> FormWords:
    """The words of the legal forms in force."""
    return FormWords()


def halves(folded: str) -> int:
    """Where a word of a legal form and another word were joined; 0 if they were not."""
    if len(folded) < _SHORTEST_JOINED or not is_new(folded):
        return 0
    forms = form_words()
    for place in range(len(folded) - _SHORTEST_REST, _SHORTEST_REST - 1, -1):
        first, second = folded[:place], folded[place:]
        if first in forms.joined and (second in forms.words or len(second) >= _SHORTEST_REST):
            return place
        if second in forms.joined:
            return place
    return 0


@lru_cache(maxsize=65_536)
def misspelled_form(folded: str) -> str:
    """The word of a legal form that an unknown word is but for a slip or two; empty if none."""
    if len(folded) < _SHORTEST_WORD or not folded.isalpha():
        return ""
    # Lists, from which the counts come, hold slips too.
    if not is_new(folded, seen=_SLIPPED if len(folded) >= _TELLING else 0):
        return ""
    return form_words().nearest(folded)


def cut_form(folded: str, before: str) -> str:
    """The word of a legal form that the end of a field has cut off behind another: Group Cor."""
    if not _SHORTEST_CUT <= len(folded) < _TELLING or folded in lexicon().phrases:
        return ""
    if len(folded) < _SHORTEST_WORD and before not in _BEFORE_FORMS:
        return ""
    return next((form for form in _OFTEN_CUT if form.startswith(folded)), "")


@cache
def mergeable() -> frozenset[str]:
    """Known words that are seen to be split: Bei Jing, Lim ited."""
    known = {word for word in lexicon().phrases if " " not in word} | form_words().words
    return frozenset(word for word in known if len(word) >= _SHORTEST_MERGED)


def merged(one: str, other: str) -> bool:
    """Whether two words, not both known, are one known word that was split.

    A legal form is none of its halves: "Taba Co" is not Spanish tobacco.
    """
    phrases = lexicon().phrases
    if not (one and other) or one + other not in mergeable():
        return False
    behind = phrases.get(other)
    return behind is None or (one not in phrases and behind.kind is not WordKind.FORM)


@lru_cache(maxsize=65_536)
def is_new(folded: str, *, seen: int = 0) -> bool:
    """Whether no table holds a word, and so many of the counted names at most."""
    lex = lexicon()
    return (
        folded.isascii()
        and folded not in lex.beginnings
        and folded not in lex.brands
        and folded not in form_words().words
        and rarity_table().count(folded) <= seen
    )
