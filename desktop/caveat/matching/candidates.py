"""Finds the wordings worth comparing: those that words alike could bring near the line.

Nothing here decides anything; it only must not lose a party that the comparison of names would put
at the line. Two designs were held against each other over 45,000 names of two editions of the
Consolidated Screening List:

- *Trigrams of whole names*, as TF-IDF postings, beside postings of rare words; what shares enough
  is compared. 100 wordings a search on average, up to 300, for a recall of 0.99 among 50
  candidates; how many trigrams are shared says little of what the comparison will say, and the
  postings grow with the names: three times the time of a search.
- *Words first*, this one: each word of the query is held against the distinct listed words (keys,
  slips, trigrams), then postings lead from words to wordings, and the comparison's own arithmetic,
  made optimistic and done in arrays, says what each wording may come to. 12 wordings a search at
  the median, none lost of the alerts that comparing every name finds (the benchmark of searches
  counts them anew).

Words won: a word that is met once is compared once, so that the costly work grows with the
vocabulary and not with the names; and the estimate can be held against the score, name by name
(``python -m exhaustive`` in ``tests``), where a count of trigrams cannot. Where a slip and a lost
space together leave no word that agrees, the letters of the whole name find it: see `spelled`.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from caveat.matching.coefficients import coefficients
from caveat.matching.estimates import Estimates
from caveat.matching.hashed import distinct, within
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.person_prepare import bare_codes
from caveat.matching.names.person_words import leads
from caveat.matching.names.prepare import PreparedName
from caveat.matching.names.tokens import Token, token
from caveat.matching.rows import Reading
from caveat.matching.sharing import Sharing
from caveat.matching.spelled import Spelled, Spelling, spellings
from caveat.matching.wordings import NO_OTHERS, Also, WordingIndex, words_of_each
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

NEAR, MOST_MISSES = 41.5, 64
"""Points, and so many wordings that come to them: the misspelled beyond recognition."""
MOST_ESTIMATED = 2_000
"""Wordings of which more than an upper bound is worked out, beside all that may reach the line."""

MOST_BELOW = 60
"""Wordings estimated below the line that are compared because they come near it. Of 2,000 changed
names of the lists of 2022 and 2026 no alert stood lower than in the 38th place among them."""
MOST_CARRIERS = 250
"""Wordings that are compared because they carry the rare name asked for, likeliest first. The
largest family of the lists of 2022 and 2026, Huawei's, has 188."""

_NO_WORDINGS: Numbers = np.empty(0, dtype=np.int64)


class Name(NamedTuple):
    """A name to find candidates for.

    Attributes:
        tokens: Its words, if it is no person's.
        as_person: Its words if it is.
        company: Whether it says that it is a company's, so that no person is worth showing as a
            near miss.
        wanted: Wordings to compare too if anything in them is alike.
        word_by_word: Its words as written, each a part of its own.
        joined: Whether several of them were read as one part: that may be wrong (Eng. Udin is no
            Enguddin).
    """

    tokens: Sequence[Token]
    as_person: Sequence[Token]
    company: bool = False
    wanted: Numbers = _NO_WORDINGS
    word_by_word: Sequence[Token] = ()
    joined: bool = False

    @classmethod
    def of(
        cls,
        prepared: PreparedName,
        as_person: PreparedName,
        *,
        company: bool = False,
        wanted: Numbers = _NO_WORDINGS,
    ) -> "Name":
        """The name as it was taken apart."""
        reading = as_person.reading
        apart = tuple(map(token, bare_codes(reading))) if reading is not None else ()
        joined = reading is not None and reading.has_joined_words
        return cls(prepared.tokens, as_person.tokens, company, wanted, apart, joined)

    @property
    def spellings(self) -> list[Spelling]:
        """Its letters, by whatever words."""
        return list(dict.fromkeys(spellings(self.tokens) + spellings(self.word_by_word)))

    @property
    def readings(self) -> list[Reading]:
        """Every way to read it."""
        found = [Reading(self.tokens, person=False), Reading(self.as_person, person=True)]
        if self.joined:
            found.append(Reading([w for w in self.word_by_word if not leads(w.roman)], person=True))
        return [one for one in found if one.tokens]


class Candidates(NamedTuple):
    """Wordings, likeliest first, and what each may come to, 0-100."""

    wordings: Numbers
    estimates: Floats


_NOBODY = Candidates(np.empty(0, dtype=np.int64), np.empty(0))
_SHIFT, _WORDING = 32, 0xFFFFFFFF
"""A wording below the number of the reading that it is like, so that they sort together."""


class _Likely(NamedTuple):
    """Wordings, each beside the reading that it shares something with.

    Attributes:
        of: Number of the reading.
        wordings: The wording.
        estimates: What it may come to, 0-100.
        asked: Whether it must be compared whatever that is.
    """

    of: Numbers
    wordings: Numbers
    estimates: Floats
    asked: Mask


class CandidateIndex:
    """Words, and the wordings that hold them. Immutable; safe to use from several threads."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.arrays = arrays
        self._words = WordIndex(_part(arrays, "word_"))
        self._wordings = WordingIndex(_part(arrays, "wording_"))
        self._spelled = Spelled(_part(arrays, "spelled_"))

    @classmethod
    def build(
        cls,
        words: Sequence[Token],
        held: npt.NDArray[np.int32],
        ends: npt.NDArray[np.int32],
        person: Mask,
        *,
        also: Also = NO_OTHERS,
        bare: Sequence[str] = (),
    ) -> "CandidateIndex":
        """Builds the index; see `WordingIndex.build` and `Spelled.build`."""
        index = WordIndex.build(words)
        wordings = WordingIndex.build(words, held, ends, person, index.leftover, also=also)
        spelled = Spelled.build(words_of_each(words, held, ends), bare)
        return cls(
            {f"word_{name}": array for name, array in index.arrays.items()}
            | {f"wording_{name}": array for name, array in wordings.arrays.items()}
            | {f"spelled_{name}": array for name, array in spelled.arrays.items()}
        )

    def __len__(self) -> int:
        return len(self._wordings)

    def find(
        self,
        names: Sequence[Name],
        *,
        line: float,
        allowed: Mask | None = None,
        nearest: int = NEAREST,
    ) -> list[Candidates]:
        """Wordings to compare with each of some names; fifty take little longer than one.

        Args:
            names: The names.
            line: Points from which a match is an alert.
            allowed: The wordings that may be answered; None for all.
            nearest: So many for each at least, if so many are alike at all.
        """
        readings = [(number, one) for number, name in enumerate(names) for one in name.readings]
        if not len(self) or not readings:
            return [_NOBODY] * len(names)
        of_names = np.array([number for number, _ in readings])
        wanted = [names[number].wanted for number, _ in readings]
        likely = self._likely(
            [reading for _, reading in readings],
            wanted,
            line=line,
            allowed=allowed,
            nearest=nearest,
        )
        chosen = [_NOBODY] * len(names)
        if likely is not None:
            likely = likely._replace(of=of_names[likely.of])
            if any(name.joined for name in names):
                likely = _each_once(likely)
            chosen = self._chosen(names, likely, line=line, nearest=nearest)
        return self._with_spelled_alike(names, chosen, allowed)

    def _chosen(
        self, names: Sequence[Name], likely: _Likely, *, line: float, nearest: int
    ) -> list[Candidates]:
        """Of the likely wordings, each with the number of its name, those to compare."""
        order = np.lexsort((likely.wordings, -likely.estimates, likely.of))
        of, found, estimates = likely.of[order], likely.wordings[order], likely.estimates[order]
        counts = np.bincount(of, minlength=len(names))
        ends = counts.cumsum()
        starts = ends - counts
        place = np.arange(len(of)) - starts[of]

        below = (estimates < line) & (estimates >= max(LOWEST, line - MARGIN))
        before = np.concatenate(([0], below.cumsum()))
        below &= before[1:] - before[starts[of]] <= MOST_BELOW
        missed = (estimates >= NEAR) & (place < max(nearest, MOST_MISSES))
        missed |= (estimates >= LOWEST) & (place < nearest)
        companies = np.array([name.company for name in names], dtype=np.bool_)
        missed &= ~(companies[of] & self._wordings.person[found])
        kept = likely.asked[order] | (estimates >= line) | below | missed

        cuts = np.flatnonzero(kept).searchsorted(ends).tolist()
        found, estimates = found[kept], estimates[kept]
        return [
            Candidates(found[start:end], estimates[start:end])
            for start, end in pairwise((0, *cuts))
        ]

    def _with_spelled_alike(
        self, names: Sequence[Name], chosen: Sequence[Candidates], allowed: Mask | None
    ) -> list[Candidates]:
        """With the wordings that are the name but for a few letters, wherever its spaces are."""
        of, found = self._spelled.alike([name.spellings for name in names])
        if allowed is not None:
            of, found = of[allowed[found]], found[allowed[found]]
        cuts = of.searchsorted(np.arange(1, len(names) + 1)).tolist()
        made = []
        for known, (start, end) in zip(chosen, pairwise((0, *cuts)), strict=True):
            more = found[start:end]  # distinct, in order
            if start < end:
                more = more[~within(known.wordings, more)]
            if len(more):
                estimates = np.concatenate((known.estimates, np.full(len(more), LOWEST)))
                made.append(Candidates(np.concatenate((known.wordings, more)), estimates))
            else:
                made.append(known)
        return made

    def _likely(
        self,
        readings: Sequence[Reading],
        wanted: Sequence[Numbers],
        *,
        line: float,
        allowed: Mask | None,
        nearest: int,
    ) -> _Likely | None:
        """Wordings that share something, their estimates, and which must be compared anyway."""
        sharing = Sharing(self._words, self._wordings, readings)
        shared = sharing.collect(max(LOWEST, line - MARGIN))
        if shared is None:
            return None
        keys, at = distinct(shared.reading << _SHIFT | shared.wordings)
        of, found = keys >> _SHIFT, keys & _WORDING
        carrier_of, carriers = sharing.carriers(_carried(readings))
        carrying = within(carrier_of << _SHIFT | carriers, keys)
        asked = within(_below(wanted), keys)
        made = Estimates(self._wordings, shared, sharing.lost, readings)
        edges = _edges(made.bound(found, of, at), of, len(readings), line)
        likely = edges | carrying | asked
        if allowed is not None:
            likely &= allowed[found]
        of, found, carrying, asked = of[likely], found[likely], carrying[likely], asked[likely]
        at = _renumbered(at, likely)
        estimates = made.of(found, of, at)
        again = estimates >= NEAR
        again &= (np.bincount(of[again], minlength=len(readings)) > nearest)[of]
        if again.any():
            estimates[again] = made.of(found[again], of[again], _renumbered(at, again), once=True)
        many = np.bincount(of[carrying], minlength=len(readings)) > MOST_CARRIERS
        for number in np.flatnonzero(many).tolist():
            own = carrying & (of == number)
            least = np.partition(estimates[own], -MOST_CARRIERS)[-MOST_CARRIERS]
            carrying[own] = estimates[own] >= least
        return _Likely(of, found, estimates, carrying | asked)


def _each_once(likely: _Likely) -> _Likely:
    """Of wordings that two readings of one name found, those of the better estimate."""
    keys = likely.of << _SHIFT | likely.wordings
    order = np.lexsort((-likely.estimates, keys))
    keys = keys[order]
    first = np.ones(len(keys), dtype=np.bool_)
    first[1:] = keys[1:] != keys[:-1]
    kept = order[first]
    asked = within((likely.of << _SHIFT | likely.wordings)[likely.asked], keys[first])
    return _Likely(likely.of[kept], likely.wordings[kept], likely.estimates[kept], asked)


def _carried(readings: Sequence[Reading]) -> list[int]:
    """Rare first words of names, by their place among all words: who has them may be related."""
    found, start, rare = [], 0, coefficients().evidence["core"]
    for tokens, person in readings:
        if not person:
            words = (n for n, word in enumerate(tokens) if word.kind is WordKind.WORD)
            first = next(words, None)
            if first is not None and tokens[first].weight >= rare:
                found.append(start + first)
        start += len(tokens)
    return found


def _edges(bounds: Floats, of: Numbers, readings: int, line: float) -> Mask:
    """Which wordings may come near the line, or are among the likeliest others of a reading."""
    worth = bounds >= LOWEST
    many = np.bincount(of[worth], minlength=readings) > MOST_ESTIMATED
    for number in np.flatnonzero(many).tolist():
        own = of == number
        partition = np.partition(bounds[own], -MOST_ESTIMATED)
        edge = min(float(partition[-MOST_ESTIMATED]), max(LOWEST, line - MARGIN))
        worth[own] = bounds[own] >= edge
    return worth


def _below(wordings: Sequence[Numbers]) -> Numbers:
    """Wordings, each below the number of the reading that it belongs to."""
    return np.concatenate([n << _SHIFT | one for n, one in enumerate(wordings)])


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
