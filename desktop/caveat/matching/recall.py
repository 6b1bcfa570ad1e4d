"""Whether changed spellings of listed names still find their parties: one trial after another."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from caveat.domain.parties import PartyKind
from caveat.domain.recall import Left, Trial
from caveat.domain.screening import Band, PartyMatch, Query
from caveat.matching.compare import compare_names
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedName
from caveat.matching.misspelling.legal_forms import with_concepts, without_forms
from caveat.matching.names.split import split_names
from caveat.matching.variants import SEED, Change, Variant, variants

CANDIDATES = 200
"""A party that is not shown counts as compared when it is among so many of the likeliest."""
_SHOWN, _NEAR = 25, 5
_ALERTS = frozenset({Band.STRONG, Band.POSSIBLE})
_OF_THE_FORM = frozenset({Change.NO_FORM, Change.OTHER_FORM, Change.FORM_ADDED, Change.DROPPED})
"""Changes that leave open which legal form is meant."""
_WORD = re.compile(r"[^\W_]+")


def normal_name(text: str) -> str:
    """A name in small letters without marks and punctuation, its words in alphabetical order."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in apart if not unicodedata.combining(c))
    return " ".join(sorted(_WORD.findall(text.casefold())))


def names_in(name: ListedName) -> tuple[str, ...]:
    """The names in a published field, the fullest first."""
    return (name.text,) if name.kind is PartyKind.PERSON else split_names(name.text)


def _exactly(text: str) -> str:
    return normal_name(with_concepts(text))


class Bearers:
    """Which parties carry a name, as it is normalised, and which carry it in any legal form."""

    def __init__(self, names: Iterable[ListedName]) -> None:
        self._exact: dict[str, set[int]] = {}
        self._formless: dict[str, set[int]] = {}
        for name in names:
            for text in {name.text, *names_in(name)}:
                self._exact.setdefault(_exactly(text), set()).add(name.key)
                self._formless.setdefault(normal_name(without_forms(text)), set()).add(name.key)

    def of(self, text: str) -> set[int]:
        """The parties that carry exactly this name."""
        return self._exact.get(_exactly(text), set())

    def of_any_form(self, text: str) -> set[int]:
        """The parties that carry it, whatever their legal form."""
        return self.of(text) | self._formless.get(normal_name(without_forms(text)), set())


def sampled(names: Sequence[ListedName], most: int, seed: int = SEED) -> list[int]:
    """Places of the names to try, each normalised name once; ``most`` is 0 for all.

    Which ones is drawn by the seed and each name alone: other names do not change the draw.
    """
    first: dict[str, int] = {}
    for place, name in enumerate(names):
        first.setdefault(normal_name(name.text), place)
    places = list(first.values())
    if 0 < most < len(places):
        places.sort(key=lambda place: _lot(names[place], seed))
        places = sorted(places[:most])
    return places


def _lot(name: ListedName, seed: int) -> bytes:
    return hashlib.sha256(f"{seed}\t{name.text}".encode("utf-8", "surrogatepass")).digest()


@dataclass(frozen=True, slots=True)
class Trials:
    """Tries changed spellings on an index.

    Attributes:
        index: What is searched.
        bearers: Of all its names.
        line: The alert line.
    """

    index: MatchingIndex
    bearers: Bearers
    line: float

    def of_name(self, name: ListedName, seed: int = SEED) -> Iterator[Trial]:
        """The trials of all changes that apply to a name."""
        text = names_in(name)[0]
        exact = self.bearers.of(text) | {name.key}
        for variant in variants(text, kind=name.kind, countries=name.countries, seed=seed):
            yield self._trial(name, text, variant, exact)

    def _trial(self, name: ListedName, text: str, variant: Variant, right: set[int]) -> Trial:
        if variant.change in _OF_THE_FORM:
            right = right | self.bearers.of_any_form(text)
        if not variant.distinctive:
            return _left_out(name, text, variant, Left.NOT_DISTINCTIVE)
        others = self.bearers.of(variant.text)
        if others and not others & right:
            return _left_out(name, text, variant, Left.ANOTHER_NAME)
        query = Query(variant.text, threshold=self.line)
        found = self.index.search(query, limit=_SHOWN, near=_NEAR)
        shown = (*found.hits, *found.near_misses)
        best = _best(shown, right)
        if (best is None or best.band not in _ALERTS) and found.alerts_total > _SHOWN:
            found = self.index.search(query, limit=found.alerts_total, near=0)
            best = _best(found.hits, right) or best
        hit = best is not None and best.band in _ALERTS
        compared = best is not None or bool(
            right.intersection(self.index.candidates(variant.text, CANDIDATES))
        )
        score = best.score if best else -1.0
        if not compared or not hit:
            score = max(score, compare_names(variant.text, text, name.kind).score)
        return Trial(
            change=variant.change,
            variant=variant.text,
            name=text,
            party=name.key,
            compared=compared,
            first=bool(shown) and shown[0].party in right,
            hit=hit,
            related=best is not None and best.band is Band.RELATED,
            score=score,
            came_first=shown[0].party if shown else None,
            came_first_score=shown[0].score if shown else 0.0,
        )


def _best(shown: Iterable[PartyMatch], right: set[int]) -> PartyMatch | None:
    return next((match for match in shown if match.party in right), None)


def _left_out(name: ListedName, text: str, variant: Variant, why: Left) -> Trial:
    return Trial(variant.change, variant.text, text, name.key, left=why)
