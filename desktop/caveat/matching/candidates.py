"""Finds the wordings worth comparing: those that words alike could bring near the line.

Nothing here decides anything; it only must not lose a party that the comparison of names would put
at the line. Two designs were held against each other over 45,000 names of two editions of the
Consolidated Screening List:

- *Trigrams of whole names*, as TF-IDF postings, beside postings of rare words; what shares enough
  is compared. 100 wordings a search on average, up to 300, for a recall of 0.99 among 50
  candidates; how many trigrams are shared says little of what the comparison will say, and the
  postings grow with the names: 5.2 ms a search at the median, 14.2 at the 95th percentile.
- *Words first*, this one: each word of the query is held against the 27,000 distinct listed words
  (keys, slips, trigrams), then postings lead from words to wordings, and the comparison's own
  arithmetic, made optimistic and done in arrays, says what each wording may come to. 12 wordings a
  search, 26 at the 95th percentile, none lost of 214 alerts and 226 related parties that comparing
  every name with 274 queries finds; 1.7 ms at the median, 3.5 at the 95th percentile on the same
  machine and with the same comparison.

Words won: a word that is met once is compared once, so that the costly work grows with the
vocabulary and not with the names; and the estimate can be held against the score, name by name
(``python -m exhaustive`` in ``tests``), where a count of trigrams cannot.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from caveat.matching.coefficients import coefficients
from caveat.matching.estimates import Estimates
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.tokens import Token
from caveat.matching.sharing import Sharing
from caveat.matching.wordings import WordingIndex, spelled
from caveat.matching.words import WordIndex

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

MARGIN = 22.0
"""Points. A wording is compared when its estimate comes so near the line, or above it. To be set
anew when the comparison of names changes: ``python -m exhaustive`` prints the lowest estimates."""
NEAREST = 12
"""Wordings that are compared whatever their estimate: the nearest misses."""
LOWEST = 15.0
"""Points. What is estimated lower is not worth showing, not even as a miss."""

NEAR, MOST_MISSES = 42.0, 50
"""Points, and so many wordings that come to them: the misspelled beyond recognition."""
LOOKED_AT, _ALIKE, _FEWEST_SPELLED = 300, 0.8, 5
"""Wordings whose letters are looked at as a whole, how alike they must be, of how many at least:
for names of which no single word is certain."""
MOST_ESTIMATED = 2_000
"""Wordings of which more than an upper bound is worked out, beside all that may reach the line."""

MOST_BELOW = 60
"""Wordings estimated below the line that are compared because they come near it. Of 2,000 changed
names of the lists of 2022 and 2026 no alert stood lower than in the 38th place among them."""
MOST_CARRIERS = 250
"""Wordings that are compared because they carry the rare name asked for, likeliest first. The
largest family of the lists of 2022 and 2026, Huawei's, has 188."""

_SURELY = 0.95
"""How alike the rare words of two names must be if the one carries the other's."""


class Candidates(NamedTuple):
    """Wordings, likeliest first, and what each may come to, 0-100."""

    wordings: Numbers
    estimates: Floats


_NONE = np.empty(0, dtype=np.int64), np.empty(0), np.empty(0, dtype=np.bool_)
_NOBODY = Candidates(np.empty(0, dtype=np.int64), np.empty(0))


class CandidateIndex:
    """Words, and the wordings that hold them. Immutable; safe to use from several threads."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.arrays = arrays
        self._words = WordIndex(_part(arrays, "word_"))
        self._wordings = WordingIndex(_part(arrays, "wording_"))

    @classmethod
    def build(
        cls,
        words: Sequence[Token],
        held: npt.NDArray[np.int32],
        ends: npt.NDArray[np.int32],
        person: Mask,
    ) -> "CandidateIndex":
        """Builds the index; see `WordingIndex.build`."""
        index = WordIndex.build(words)
        wordings = WordingIndex.build(words, held, ends, person, index.leftover)
        return cls(
            {f"word_{name}": array for name, array in index.arrays.items()}
            | {f"wording_{name}": array for name, array in wordings.arrays.items()}
        )

    def __len__(self) -> int:
        return len(self._wordings)

    def expect(self, names: Iterable[tuple[Sequence[Token], Sequence[Token]]]) -> None:
        """Looks up the words of several names at once, which takes a fraction of one by one.

        Finding candidates for these names is the same afterwards, and quicker.

        Args:
            names: The words of each if it is no person's, and if it is; see `find`.
        """
        sought = [
            one
            for both in names
            for person, words in zip((False, True), both, strict=True)
            if words
            for one in Sharing(self._words, self._wordings, words, person=person).sought
        ]
        if sought:
            self._words.alike(sought)

    def find(
        self,
        tokens: Sequence[Token],
        as_person: Sequence[Token],
        *,
        line: float,
        allowed: Mask | None = None,
        nearest: int = NEAREST,
        wanted: Mask | None = None,
        company: bool = False,
    ) -> Candidates:
        """Wordings to compare with a name.

        Args:
            tokens: The words of the name, if it is no person's.
            as_person: Its words if it is.
            line: Points from which a match is an alert.
            allowed: The wordings that may be answered; None for all.
            nearest: So many at least, if so many are alike at all.
            wanted: Wordings to compare too if anything in them is alike.
            company: Whether the name says that it is a company's, so that no person is worth
                showing as a near miss.
        """
        if not len(self):
            return _NOBODY
        readings = [
            (words, Sharing(self._words, self._wordings, words, person=person), person)
            for person, words in ((False, tokens), (True, as_person))
            if words
        ]
        # All words at once, which takes half the time.
        self._words.alike([one for _, sharing, _ in readings for one in sharing.sought])
        both = [
            self._sifted(
                words,
                sharing,
                line=line,
                allowed=allowed,
                nearest=nearest,
                wanted=wanted,
                person=person,
            )
            for words, sharing, person in readings
        ]
        found, estimates, always = (
            np.concatenate(column) for column in zip(*(both or [_NONE]), strict=True)
        )
        order = np.lexsort((found, -estimates))
        likely = estimates[order]
        below = (likely < line) & (likely >= max(LOWEST, line - MARGIN))
        kept = always[order] | (likely >= line) | below & (below.cumsum() <= MOST_BELOW)
        nearest = min(nearest, len(order))
        missed = likely >= NEAR
        missed[:nearest] = likely[:nearest] >= LOWEST
        missed[max(nearest, MOST_MISSES) :] = False
        if company:
            missed &= ~self._wordings.person[found[order]]
        kept |= missed
        others = np.flatnonzero(~kept[:LOOKED_AT])
        if len(others):
            kept[others] = self._written_alike(tokens, as_person, found[order[others]])
        order = order[kept]
        return Candidates(found[order], estimates[order])

    def _written_alike(
        self, tokens: Sequence[Token], as_person: Sequence[Token], found: Numbers
    ) -> Mask:
        """Which wordings are the name but for a few letters, wherever its spaces are."""
        chosen = np.zeros(len(found), dtype=np.bool_)
        of_persons = self._wordings.person[found]
        for words, own in ((tokens, ~of_persons), (as_person, of_persons)):
            letters = spelled(words)
            if len(letters) >= _FEWEST_SPELLED and own.any():
                chosen[own] = self._wordings.alike(letters, found[own], _ALIKE)
        return chosen

    def _sifted(
        self,
        tokens: Sequence[Token],
        sharing: Sharing,
        *,
        line: float,
        allowed: Mask | None,
        nearest: int,
        wanted: Mask | None,
        person: bool,
    ) -> tuple[Numbers, Floats, Mask]:
        """Wordings that share something, their estimates, and which must be compared anyway."""
        shared = sharing.collect()
        if shared is None:
            return _NONE
        found, at = np.unique(shared.wordings, return_inverse=True)
        carriers = np.empty(0, dtype=np.int64) if person else self._carriers(sharing, tokens)
        carrying = np.isin(found, carriers, assume_unique=True)
        asked = np.zeros(len(found), dtype=np.bool_) if wanted is None else wanted[found]
        made = Estimates(self._wordings, shared, sharing.lost, tokens, person=person)
        likely = _likely(made.bound(found, at), line) | carrying | asked
        if allowed is not None:
            likely &= allowed[found]
        found, carrying, asked = found[likely], carrying[likely], asked[likely]
        at = _renumbered(at, likely)
        estimates = made.of(found, at)
        again = estimates >= NEAR
        if np.count_nonzero(again) > nearest:
            estimates[again] = made.of(found[again], _renumbered(at, again), once=True)
        if np.count_nonzero(carrying) > MOST_CARRIERS:
            carrying &= (
                estimates >= np.partition(estimates[carrying], -MOST_CARRIERS)[-MOST_CARRIERS]
            )
        return found.astype(np.int64), estimates, carrying | asked

    def _carriers(self, sharing: Sharing, tokens: Sequence[Token]) -> Numbers:
        """Wordings with the rare first word of the name: who may be related."""
        first = next((word for word in tokens if word.kind is WordKind.WORD), None)
        if first is None or first.weight < coefficients().evidence["core"]:
            return np.empty(0, dtype=np.int64)
        return sharing.holding(first, _SURELY)


def _likely(bounds: Floats, line: float) -> Mask:
    """Which wordings may come near the line, or are among the likeliest others."""
    edge = LOWEST
    if np.count_nonzero(bounds >= LOWEST) > MOST_ESTIMATED:
        partition = np.partition(bounds, -MOST_ESTIMATED)
        edge = min(float(partition[-MOST_ESTIMATED]), max(LOWEST, line - MARGIN))
    return np.asarray(bounds >= edge)


def _renumbered(at: Numbers, kept: Mask) -> Numbers:
    """The places after some of what they point to was left out; -1 where that was."""
    places = np.where(kept, np.cumsum(kept) - 1, -1)
    return np.where(at < 0, -1, places[at])


def _part(arrays: Mapping[str, Array], prefix: str) -> dict[str, Array]:
    return {
        name.removeprefix(prefix): array
        for name, array in arrays.items()
        if name.startswith(prefix)
    }
