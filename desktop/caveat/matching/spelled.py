"""Finds the wordings that are spelled like a name as a whole, wherever the spaces stand.

For names of which no single word is certain: a slip where two words were joined (ELTUNC0 for El
Tunco) leaves no word that agrees with any. Of the letters of each wording, spaces left out, the
rarest trigram of each quarter is kept; whatever few slips do, one of the four mostly outlives it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from caveat.matching.hashed import each_once, ranges
from caveat.matching.misspelled import TRIGRAMS, trigram_numbers, trigrams
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.tokens import Token, token

Array = npt.NDArray[Any]
Numbers = npt.NDArray[np.int64]
_MUTE = frozenset({WordKind.FORM, WordKind.NOISE})
_SHORTEST, _LONGEST = 3, 100
_QUARTERS = 4
_SHORT = 20
"""Letters up to which a legal form or a little word may be stuck to a name: with it, few agree."""
_ALIKE = 7 / 9
"""How alike letters must be."""
_AT_ONCE = 10_000
_TEXT = 32


class Spelling(NamedTuple):
    """The letters of a name without spaces, and whether they are of several words."""

    letters: str
    joined: bool


def spellings(tokens: Sequence[Token]) -> list[Spelling]:
    """The letters of a name without its legal form and little words; of a short one with them."""
    said = [word.roman for word in tokens if word.kind not in _MUTE]
    found = [Spelling("".join(said), len(said) > 1)]
    if len(said) < len(tokens) and len(found[0].letters) <= _SHORT:
        found.append(Spelling("".join([word.roman for word in tokens]), joined=True))
    return [one for one in found if _SHORTEST <= len(one.letters) <= _LONGEST]


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
        often = np.zeros(TRIGRAMS, dtype=np.int64)
        texts: list[bytes] = []
        owners: list[Array] = []
        joined: list[Array] = []
        for part in _in_parts(wordings, bare):
            often += np.bincount(part.grams, minlength=TRIGRAMS)
            texts.append("\n".join([one.letters for one in part.texts]).encode())
            joined.append(np.array([one.joined for one in part.texts], dtype=np.bool_))
            owners.append(part.wordings)
        # Read twice: to keep all trigrams until they are counted would take far more room.
        rarest = [_rarest(part, often) for part in _in_parts(wordings, bare)]
        found = np.sort(np.concatenate((np.empty(0, dtype=np.int64), *rarest)))
        per_gram = np.bincount(found >> _TEXT, minlength=TRIGRAMS)
        return cls(
            {
                "texts": np.frombuffer(b"\n".join(texts), dtype=np.uint8),
                "wordings": np.concatenate((np.empty(0, dtype=np.int32), *owners)),
                "joined": np.concatenate((np.empty(0, dtype=np.bool_), *joined)),
                "gram_texts": (found & 0xFFFFFFFF).astype(np.int32),
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
        most = np.maximum(ours, theirs)
        # Words that are one on both sides are held against each other letter by letter anyway.
        near = (np.minimum(ours, theirs) >= most * _ALIKE) & (
            self.arrays["joined"][found] | np.array([one.joined for one, _ in asked])[owner]
        )
        at = np.flatnonzero(near)
        letters = np.array([one.letters for one, _ in asked], dtype=np.object_)
        alike = process.cpdist(
            letters[owner[at]],
            texts[found[at]],
            scorer=OSA.normalized_similarity,
            score_cutoff=_ALIKE,
        )
        at = at[alike > 0]
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
    """Some texts and their trigrams.

    Attributes:
        texts: The texts.
        wordings: Number of the wording of each.
        grams: The trigrams of all texts.
        owners: Number of the text of each, among the texts of all parts.
        places: Where in the text each stands, 0-1.
    """

    texts: list[Spelling]
    wordings: Array
    grams: Numbers
    owners: Numbers
    places: npt.NDArray[np.float64]


def _in_parts(wordings: Sequence[Sequence[Token]], bare: Sequence[str]) -> Iterator[_Part]:
    before = 0
    for start in range(0, len(wordings), _AT_ONCE):
        each = [spellings(words) for words in wordings[start : start + _AT_ONCE]]
        for number, codes in enumerate(bare[start : start + _AT_ONCE]):
            if codes:
                each[number] = spellings(list(map(token, codes.split())))
        numbers = np.arange(start, start + len(each), dtype=np.int32)
        texts = [text for own in each for text in own]
        if texts:
            sizes = np.array([len(text.letters) for text in texts], dtype=np.int64)
            # Each between two spaces of its own, so that it has as many trigrams as letters.
            grams = trigram_numbers("".join([f" {text.letters} " for text in texts]))
            begins = np.concatenate(([0], np.cumsum(sizes + 2)))[:-1]
            rows, owner = ranges(begins, begins + sizes)
            yield _Part(
                texts, numbers.repeat([len(own) for own in each]), grams[rows], owner + before,
                (rows - begins[owner]) / sizes[owner],
            )  # fmt: skip
        before += len(texts)


def _rarest(part: _Part, often: Numbers) -> Numbers:
    """Of each quarter of each text the rarest trigram, above the number of the text."""
    quarter = part.owners * _QUARTERS + (part.places * _QUARTERS).astype(np.int64)
    order = np.lexsort((part.grams, often[part.grams], quarter))
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = quarter[order[1:]] != quarter[order[:-1]]
    chosen = order[first]
    return each_once(part.grams[chosen] << _TEXT | part.owners[chosen])
