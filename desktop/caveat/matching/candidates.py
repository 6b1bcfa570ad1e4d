"""Finds the names worth comparing: shared character trigrams and shared rare words.

Both are postings in numpy, summed with ``bincount``. Nothing here decides anything; it only must
not lose the right name. So every name that shares enough is compared, however many they are; how
many a caller wants to see is no concern of this module.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from caveat.matching.coefficients import coefficients
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.tokens import Token

Array = npt.NDArray[Any]
_MUTE = frozenset({WordKind.FORM, WordKind.NOISE})
_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789 "
_BASE = len(_ALPHABET) + 1
_TRIGRAMS = _BASE**3
_LONGEST = 400
_TO_NUMBER = {c: n for n, c in enumerate(_ALPHABET, start=1)}
_FEW_TERMS = 3_000
_ENOUGH = 0.5
"""Names that share more, by either measure, are compared whatever their number. Of 75 names, each
compared with all of 46,000, none that shares less came to the line."""
_ALMOST, _FILLED = 0.4, 250
"""Names that share so much fill up to so many forms, for misspellings of common words."""
_LOWEST = 0.2
"""Names that share less, by both measures, cannot come near the line."""
_FEWEST = 60
"""Parties whose names are compared by each measure though they share less than enough."""
_EVIDENT = 1.2
_FORMS_PER_PARTY = 4


@cache
def _term_hash(term: str) -> int:
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "big")


def terms(tokens: Sequence[Token]) -> dict[int, float]:
    """Hashed words of a name with their weights: meanings, brands, readings."""
    found: dict[int, float] = {}
    for word in tokens:
        if word.kind in _MUTE:
            continue
        keys = [f"m {m}" for m in word.meanings]
        keys += [f"b {b}" for b in word.brands] + [f"b {b}" for b in word.hints]
        if not word.meanings:
            keys.append(f"v {word.variant or word.code}")
        if word.kind is WordKind.WORD and len(word.skeleton) > 3:  # noqa: PLR2004 — shorter is noise
            keys.append(f"s {word.skeleton}")
        for key in keys:
            found[_term_hash(key)] = word.weight
    return found


def readings(tokens: Sequence[Token]) -> str:
    """The name in lower-case Latin letters, in its plainest wording, for trigrams."""
    plain: list[str] = []
    written: list[str] = []
    for word in tokens:
        if word.kind in _MUTE:
            continue
        if word.meanings:
            plain.append(min(word.meanings).lower())
        elif word.number >= 0:
            plain.append(str(word.number))
        elif word.brands:
            plain.append(min(word.brands))
            written.append(word.roman)
        else:
            plain.append(word.roman or word.code[2:])
    if not plain:
        plain = [word.roman for word in tokens if word.roman]
    # A space joins and separates: "rosoboron export" and "rosoboronexport" share most trigrams.
    return f" {' '.join([*plain, *written])} "[:_LONGEST]


def trigrams(text: str) -> npt.NDArray[np.int64]:
    """Numbers of the distinct trigrams of a reading, in order. Other letters share one number."""
    numbers = [_TO_NUMBER.get(c, 0) or 1 + ord(c) % (_BASE - 1) for c in text]
    if len(numbers) < 3:  # noqa: PLR2004 — a trigram has three
        numbers += [0] * (3 - len(numbers))
    codes = np.array(numbers, dtype=np.int64)
    found = (codes[:-2] * _BASE + codes[1:-1]) * _BASE + codes[2:]
    return np.unique(found)


class CandidateIndex:
    """Postings over the forms of all names. Immutable; safe to use from several threads."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.arrays = arrays
        self._grams = arrays["grams"]
        self._gram_starts = arrays["gram_starts"]
        self._idf = arrays["gram_idf"]
        self._norm = arrays["gram_norm"]
        self._terms = arrays["terms"]
        self._term_starts = arrays["term_starts"]
        self._term_forms = arrays["term_forms"]
        self._mass = arrays["term_mass"]

    @classmethod
    def build(cls, names: Iterable[Sequence[Token]]) -> "CandidateIndex":
        """Builds the postings; the n-th name becomes form n."""
        gram_lists: list[npt.NDArray[np.int64]] = []
        found: dict[int, list[int]] = {}
        mass: list[float] = []
        for form, tokens in enumerate(names):
            gram_lists.append(trigrams(readings(tokens)))
            own = terms(tokens)
            for term in own:
                found.setdefault(term, []).append(form)
            mass.append(sum(word.weight for word in tokens))
        count = len(gram_lists)
        sizes = np.array([len(g) for g in gram_lists], dtype=np.int64)
        grams = np.concatenate(gram_lists) if count else np.empty(0, dtype=np.int64)
        forms = np.repeat(np.arange(count, dtype=np.int32), sizes)
        order = np.argsort(grams, kind="stable")
        per_gram = np.bincount(grams, minlength=_TRIGRAMS)
        idf = np.log((count + 1) / (per_gram + 1)).astype(np.float32)
        squared = np.bincount(forms, weights=idf[grams].astype(np.float64) ** 2, minlength=count)
        ordered = sorted(found)
        lengths = [len(found[term]) for term in ordered]
        return cls(
            {
                "grams": forms[order],
                "gram_starts": np.concatenate(([0], np.cumsum(per_gram))).astype(np.int32),
                "gram_idf": idf,
                "gram_norm": np.sqrt(np.maximum(squared, 1e-6)).astype(np.float32),
                "terms": np.array(ordered, dtype=np.uint64),
                "term_starts": np.concatenate(([0], np.cumsum(lengths))).astype(np.int32),
                "term_forms": np.array(
                    [form for term in ordered for form in found[term]], dtype=np.int32
                ),
                "term_mass": np.array(mass, dtype=np.float32),
            }
        )

    def __len__(self) -> int:
        return len(self._norm)

    def find(
        self,
        tokens: Sequence[Token],
        *,
        owners: Array,
        fewest: int = _FEWEST,
        allowed: npt.NDArray[np.bool_] | None = None,
    ) -> list[int]:
        """Forms that may be the name, likeliest first.

        Args:
            tokens: The name in question.
            owners: Party of every form. One with many names takes no place from another.
            fewest: So many parties by each measure, even if they share less than enough.
            allowed: The forms that may be answered; None for all.
        """
        if not len(self) or not tokens:
            return []
        cosine = self._by_trigram(tokens)
        overlap = self._by_term(tokens)
        if allowed is not None:
            cosine *= allowed
            overlap *= allowed
        likely = np.maximum(cosine, overlap)
        carriers = self._carriers(tokens, allowed)
        chosen = np.unique(
            np.concatenate(
                (
                    np.flatnonzero(likely >= _ENOUGH),
                    carriers,
                    _top(np.flatnonzero(likely >= _ALMOST), likely, _FILLED),
                    _best(cosine, owners, fewest),
                    _best(overlap, owners, fewest),
                )
            )
        )
        order = np.lexsort((chosen, -likely[chosen]))
        ranked = chosen[order]
        floor = min(_LOWEST, float(likely[ranked[0]]) / 2) if len(ranked) else 0.0
        kept = (likely[ranked] > floor) | np.isin(ranked, carriers)
        return [int(form) for form in ranked[kept]]

    def _by_trigram(self, tokens: Sequence[Token]) -> npt.NDArray[np.float64]:
        wanted = trigrams(readings(tokens))
        weights = self._idf[wanted].astype(np.float64) ** 2
        starts, ends = self._gram_starts[wanted], self._gram_starts[wanted + 1]
        total: npt.NDArray[Any] = np.zeros(len(self), dtype=np.float64)
        lengths = ends - starts
        if lengths.sum():
            forms = np.concatenate(
                [self._grams[s:e] for s, e in zip(starts, ends, strict=True) if e > s]
            )
            total = np.bincount(forms, weights=np.repeat(weights, lengths), minlength=len(self))
        norm = max(float(np.sqrt(weights.sum())), 1e-6)
        return np.asarray(total / (self._norm * norm), dtype=np.float64)

    def _carriers(
        self, tokens: Sequence[Token], allowed: npt.NDArray[np.bool_] | None
    ) -> npt.NDArray[np.int64]:
        """All forms with the rare first word of the name: who may be related."""
        first = next((word for word in tokens if word.kind is WordKind.WORD), None)
        if first is None or first.weight < coefficients().evidence["core"]:
            return np.empty(0, dtype=np.int64)
        found = [self._postings(term) for term in terms((first,))]
        forms = np.unique(np.concatenate(found)).astype(np.int64)
        return forms if allowed is None else forms[allowed[forms]]

    def _postings(self, term: int) -> npt.NDArray[np.int32]:
        """The forms that hold a term, in order."""
        place = int(np.searchsorted(self._terms, np.uint64(term)))
        if place == len(self._terms) or int(self._terms[place]) != term:
            return np.empty(0, dtype=np.int32)
        return np.asarray(
            self._term_forms[int(self._term_starts[place]) : int(self._term_starts[place + 1])]
        )

    def _by_term(self, tokens: Sequence[Token]) -> npt.NDArray[np.float64]:
        wanted = terms(tokens)
        total = np.zeros(len(self), dtype=np.float64)
        for term, weight in wanted.items():
            forms = self._postings(term)
            if len(forms) > _FEW_TERMS and weight < _EVIDENT and len(wanted) > 1:
                continue
            total[forms] += weight
        mass = sum(word.weight for word in tokens)
        return np.asarray(2 * total / (self._mass + mass), dtype=np.float64)


def _best(scores: npt.NDArray[np.float64], owners: Array, parties: int) -> npt.NDArray[np.int64]:
    """The best forms, down to the best one of the last of so many parties."""
    rows = np.flatnonzero(scores > _LOWEST / 4)
    size = parties * _FORMS_PER_PARTY
    while True:
        top = _top(rows, scores, size)
        # Stable, so that forms of one score stand in their own order.
        top = top[np.argsort(-scores[top], kind="stable")]
        _, first = np.unique(owners[top], return_index=True)
        if len(first) >= parties:
            return np.asarray(top[: np.sort(first)[parties - 1] + 1], dtype=np.int64)
        if len(top) == len(rows):
            return np.asarray(top, dtype=np.int64)
        size *= 4


def _top(
    rows: npt.NDArray[np.int64], scores: npt.NDArray[np.float64], most: int
) -> npt.NDArray[np.int64]:
    if len(rows) <= most:
        return rows
    # Ties at the edge are broken by position, or the same question could be answered twice.
    values = scores[rows]
    edge = np.partition(values, -most)[-most]
    above = rows[values > edge]
    level = rows[values == edge][: most - len(above)]
    return np.sort(np.concatenate((above, level)))
