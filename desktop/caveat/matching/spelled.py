"""Finds the wordings that are spelled like a name as a whole, wherever the spaces stand.

For names of which no single word is certain: a slip where two words were joined (ELTUNC0 for El
Tunco) leaves no word that agrees with any. Of the letters of each wording, spaces left out, the
rarest trigram of each quarter is kept; whatever few slips do, one of the four mostly outlives it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from caveat.matching.hashed import each_once, ranges
from caveat.matching.misspelled import TRIGRAMS, trigram_numbers, trigrams
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.tokens import Token, token

Array = npt.NDArray[Any]
Numbers = npt.NDArray[np.int64]
_MUTE = frozenset({WordKind.FORM, WordKind.NOISE})
_OWN = frozenset({WordKind.WORD, WordKind.NUMBER, WordKind.LETTER})
_SHORTEST, _LONGEST = 3, 100
_QUARTERS = 4
_SHORT = 20
"""Letters up to which a legal form or a little word may be stuck to a name: with it, few agree."""
_ALIKE = 7 / 9
_MOVED, _LONG = 0.8, 12
"""How alike letters must be, and likewise where some of them may stand elsewhere; of how many
letters at least that is asked."""
_AT_ONCE = 10_000
_TEXT = 32
_NO_NUMBERS, _NO_FACTS = np.empty(0, dtype=np.int32), np.empty(0, dtype=np.bool_)


class Spelling(NamedTuple):
    """The letters of a name without spaces.

    Attributes:
        letters: The letters.
        joined: Whether they are of several words.
        formed: Whether a legal form or a little word is among them.
    """

    letters: str
    joined: bool
    formed: bool = False


def spellings(tokens: Sequence[Token]) -> list[Spelling]:
    """The letters of a name without its legal form and little words; of a short one with them.

    Of a name without a word of its own (Melli Bank, Beirut) also those without places: ordinary
    words alone lead to too many.
    """
    said = [word for word in tokens if word.kind not in _MUTE]
    found = [_spelling(said)]
    if len(said) < len(tokens) and len(found[0].letters) <= _SHORT:
        found.append(_spelling(tokens)._replace(formed=True))
    if _OWN.isdisjoint([word.kind for word in said]):
        rest = [word for word in said if word.kind is not WordKind.PLACE]
        if len(rest) < len(said):
            found.append(_spelling(rest))
    return [one for one in found if _SHORTEST <= len(one.letters) <= _LONGEST]


def _spelling(words: Sequence[Token]) -> Spelling:
    return Spelling("".join([word.roman for word in words]), len(words) > 1)


class Spelled:
    """The letters of all wordings. Immutable; safe to use from several threads."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.arrays = arrays
        self._read: tuple[Array, Array] | None = None

    @classmethod
    def build(cls, wordings: Sequence[Sequence[Token]], bare: Sequence[str] = ()) -> "Spelled":
        """Builds the index; the n-th wording gets the number n.

        Args:
            wordings: The words of each.
            bare: The codes of the words as written, where those are others; else empty.
        """
        parts = [_part(wordings, bare, start) for start in range(0, len(wordings), _AT_ONCE)]
        often = np.zeros(TRIGRAMS, dtype=np.int64)
        for part in parts:
            often += np.bincount(_trigrams(part).numbers, minlength=TRIGRAMS)
        found, before = [np.empty(0, dtype=np.int64)], 0
        for part in parts:
            found.append(_rarest(_trigrams(part), often) + before)
            before += len(part.sizes)
        packed = np.sort(np.concatenate(found))
        per_gram = np.bincount(packed >> _TEXT, minlength=TRIGRAMS)
        return cls(
            {
                "texts": np.frombuffer(
                    "\n".join([part.text for part in parts if part.text]).encode(), dtype=np.uint8
                ),
                "wordings": np.concatenate([_NO_NUMBERS, *[part.wordings for part in parts]]),
                "joined": np.concatenate([_NO_FACTS, *[part.joined for part in parts]]),
                "formed": np.concatenate([_NO_FACTS, *[part.formed for part in parts]]),
                "gram_texts": (packed & 0xFFFFFFFF).astype(np.int32),
                "gram_starts": np.concatenate(([0], np.cumsum(per_gram))).astype(np.int32),
            }
        )

    def alike(self, names: Sequence[Sequence[Spelling]]) -> tuple[Numbers, Numbers]:
        """Wordings that are spelled like names.

        Args:
            names: Of each name its `spellings`.

        Returns:
            The number of the name, and the wording; each pair once, in order.
        """
        asked = [(one, n) for n, own in enumerate(names) for one in own]
        grams = [trigrams(one.letters) for one, _ in asked]
        wanted = np.array([gram for own in grams for gram in own], dtype=np.int64)
        nothing = np.empty(0, dtype=np.int64)
        if not len(wanted) or not len(self.arrays["wordings"]):
            return nothing, nothing
        owner = np.arange(len(grams)).repeat([len(own) for own in grams])
        starts = self.arrays["gram_starts"]
        rows, which = ranges(starts[wanted], starts[wanted + 1])
        packed = each_once(owner[which] << _TEXT | self.arrays["gram_texts"][rows])
        owner, found = packed >> _TEXT, packed & 0xFFFFFFFF
        texts, sizes = self._texts()
        ours, theirs = np.array([len(one.letters) for one, _ in asked])[owner], sizes[found]
        # Words that are one on both sides are held against each other letter by letter anyway.
        several = self.arrays["joined"][found] | np.array([one.joined for one, _ in asked])[owner]
        formed = self.arrays["formed"][found] | np.array([one.formed for one, _ in asked])[owner]
        share = np.minimum(ours, theirs) / np.maximum(ours, theirs)
        letters = np.array([one.letters for one, _ in asked], dtype=np.object_)
        chosen = []
        for scorer, least, near in (
            (OSA, _ALIKE, several & (share >= _ALIKE)),
            # A word may stand elsewhere; of few letters, or with a form, too many would be alike.
            (Indel, _MOVED, ~formed & (ours >= _LONG) & (share >= _MOVED / (2 - _MOVED))),
        ):
            at = np.flatnonzero(near)
            if len(at):
                alike = process.cpdist(
                    letters[owner[at]],
                    texts[found[at]],
                    scorer=scorer.normalized_similarity,
                    score_cutoff=least,
                )
                chosen.append(at[alike > 0])
        at = np.concatenate((nothing, *chosen))
        of = np.array([n for _, n in asked], dtype=np.int64)[owner[at]]
        pairs = each_once(of << _TEXT | self.arrays["wordings"][found[at]])
        return pairs >> _TEXT, pairs & 0xFFFFFFFF

    def _texts(self) -> tuple[Array, Array]:
        """All letters, and how many each are."""
        if self._read is None:
            texts = self.arrays["texts"].tobytes().decode().split("\n")
            sizes = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
            self._read = np.array(texts, dtype=np.object_), sizes
        return self._read


class _Part(NamedTuple):
    """The spellings of some wordings.

    Attributes:
        text: Their letters, each on a line.
        sizes: How many letters each has.
        wordings: Number of the wording of each.
        joined: Whether each is of several words.
        formed: Whether a legal form or a little word is among them.
    """

    text: str
    sizes: Array
    wordings: Array
    joined: Array
    formed: Array


class _Trigrams(NamedTuple):
    """The trigrams of the spellings of a part.

    Attributes:
        numbers: The trigrams, in order.
        owners: Number of the spelling of each, in the part.
        quarters: In which quarter of it each stands.
    """

    numbers: Numbers
    owners: Numbers
    quarters: Numbers


def _part(wordings: Sequence[Sequence[Token]], bare: Sequence[str], start: int) -> _Part:
    own = [spellings(words) for words in wordings[start : start + _AT_ONCE]]
    for number, codes in enumerate(bare[start : start + _AT_ONCE]):
        if codes:
            own[number] = spellings(list(map(token, codes.split())))
    found = [one for each in own for one in each]
    return _Part(
        "\n".join([one.letters for one in found]),
        np.array([len(one.letters) for one in found], dtype=np.uint8),
        np.arange(start, start + len(own), dtype=np.int32).repeat([len(each) for each in own]),
        np.array([one.joined for one in found], dtype=np.bool_),
        np.array([one.formed for one in found], dtype=np.bool_),
    )


def _trigrams(part: _Part) -> _Trigrams:
    # Each between two spaces of its own, so that it has as many trigrams as letters.
    text = f" {part.text} ".replace("\n", "  ")
    sizes = part.sizes.astype(np.int64)
    begins = np.cumsum(sizes + 2) - sizes - 2
    rows, owners = ranges(begins, begins + sizes)
    quarters = (rows - begins[owners]) * _QUARTERS // sizes[owners]
    return _Trigrams(trigram_numbers(text)[rows], owners, quarters)


def _rarest(grams: _Trigrams, often: Numbers) -> Numbers:
    """Of each quarter of each spelling the rarest trigram, above the number of the spelling."""
    quarter = grams.owners * _QUARTERS + grams.quarters
    order = np.lexsort((grams.numbers, often[grams.numbers], quarter))
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = quarter[order[1:]] != quarter[order[:-1]]
    chosen = order[first]
    return each_once(grams.numbers[chosen] << _TEXT | grams.owners[chosen])
