"""Says what would move a party's score over or under the alert line, by scoring again.

Only for what is shown: of a hit the one piece without which it would be none, of a near miss the
one change that would make it a hit. Where nothing single would, nothing is said.
"""

from collections.abc import Callable, Iterable, Iterator

from caveat.domain.parties import NameKind
from caveat.domain.screening import DEFAULT_THRESHOLD, Band, EvidenceKind, Query
from caveat.matching.catalogue import Catalogue
from caveat.matching.coefficients import coefficients
from caveat.matching.countries import country_code
from caveat.matching.found import Found, Judge, Judged, best_of
from caveat.matching.names.explain import quoted
from caveat.matching.names.prepare import PreparedName
from caveat.matching.names.score import score
from caveat.matching.names.side import Side, side_of
from caveat.matching.names.verdict import Verdict, as_compared
from caveat.matching.names.what_if import (
    Change,
    better_spelled,
    its_own_words,
    left_out,
    names_organisation,
    nearer,
)

_WITHIN_REACH = 4.0
"""Nats of distinctive words that agree, from which one change can make a near miss a hit."""
_HELD = frozenset({"acronym", "person", "whole person", "prefix", "another kind"})
"""Reasons to hold a score down that one change may lift."""
_COMES_NEAR = 40.0
"""Score of a party's other names from which one word less could make another of them a hit."""
_NO_NAME = -1.0
_MOST_NAMES = 6
"""Other names of a party that are scored again, those first that came nearest."""
_OTHERS = ((EvidenceKind.ADDRESS, "address"), (EvidenceKind.IDENTIFIER, "number"))


def told(points: float) -> str:
    """A score as a sentence gives it: rounded to 0.1, without a zero behind the point."""
    return f"{round(points, 1):g}"


class Counterfactuals:
    """Answers for the parties found by one query."""

    def __init__(
        self,
        catalogue: Catalogue,
        judge: Judge,
        query: Query,
        of_another_kind: Callable[[Verdict, Side, int], Verdict],
    ) -> None:
        """``of_another_kind`` holds a company's name down beside a wording of no company."""
        self._catalogue, self._judge = catalogue, judge
        self._of_another_kind = of_another_kind if query.kind is None else None
        self._line = query.threshold
        self._country = country_code(query.country)
        self._verdicts: dict[tuple[Side, int], Verdict] = {}
        """What was scored already: lists print many names twice, and parties share names."""

    def about(self, row: int, found: Found, judged: Judged) -> str:
        """One sentence, or nothing."""
        if judged.hidden or judged.band is Band.EXPIRED:
            return ""
        if judged.score >= self._line:
            return next(self._below(row, found), "")
        return next(self._above(row, found, related=judged.band is Band.RELATED), "")

    # A hit: what it rests on.

    def _below(self, row: int, found: Found) -> Iterator[str]:
        for kind, word in _OTHERS:
            others = [e for e in found.others if e.kind is not kind]
            if len(others) < len(found.others):
                points = self._by(row, found.name_score, found.verdict, best_of(others))
                if points < self._line:
                    yield _gone(f"the {word}", points)
        if self._country:
            points = self._judge.points(
                row, found.name_score, found.verdict, found.other_score, country=""
            )
            if points < self._line:
                yield _gone(f"the country {self._country}", points)
        if found.query is None or found.verdict is None:
            return
        yield from self._without_alias(row, found)
        yield from self._without_a_word(row, found, found.query, found.verdict)
        if found.others and found.other_score >= self._line:
            name = self._by(row, found.name_score, found.verdict, 0.0)
            other = self._by(row, _NO_NAME, None, found.other_score)
            yield f"Each would do alone: the name {told(name)}, the rest {told(other)}."

    def _without_alias(self, row: int, found: Found) -> Iterator[str]:
        number = int(self._catalogue.form_name[found.form])
        kind = self._catalogue.name_kind(number)
        if kind is NameKind.PRIMARY:
            return
        numbers = self._catalogue.form_name
        other = found.other_score
        points = self._by(row, _NO_NAME, None, other)
        for name in found.names:
            if int(numbers[name.form]) != number:
                points = max(points, self._by(row, name.score, name.verdict, other))
        if points < self._line:
            yield _gone(f"the {kind} {quoted(self._catalogue.name_text(number))}", points)

    def _without_a_word(
        self, row: int, found: Found, query: PreparedName, verdict: Verdict
    ) -> Iterator[str]:
        names = [name for name in found.names if name.query is not query]
        other = found.other_score
        beside = max([self._by(row, n.score, n.verdict, other) for n in names], default=0.0)
        least: tuple[float, str] | None = None
        listed = as_compared(self._catalogue.prepared(found.form), verdict)
        for change in left_out(as_compared(query, verdict), listed, verdict):
            named = self._with_name(row, found, change.side)
            points = max(beside, self._by_any_name(row, found, change.side, named))
            if points < self._line:
                yield _gone(change.text.removeprefix("without "), points)
            elif least is None or points < least[0]:
                least = points, change.text
        if other >= self._line:
            return
        if least is None:
            yield f"Rests on {quoted(query.text)} alone."
        else:
            yield f"Would still be {told(least[0])} {least[1]}."

    # A near miss or a related party: what it lacks.

    def _above(self, row: int, found: Found, *, related: bool) -> Iterator[str]:
        verdict = found.verdict
        if verdict is None or found.query is None:
            return
        countries = self._catalogue.countries(row)
        if verdict.capped == "acronym" and not self._country and countries:
            points = self._judge.points(
                row, found.name_score, verdict, found.other_score, country=countries[0]
            )
            if points >= self._line:
                yield f"Would be {told(points)} with the country {countries[0]}."
        if found.name_score < found.other_score:
            return
        listed = as_compared(self._catalogue.prepared(found.form), verdict)
        query = as_compared(found.query, verdict)
        within_reach = verdict.evidence >= _WITHIN_REACH or verdict.capped in _HELD
        ways = its_own_words if related else nearer if within_reach else better_spelled
        changes: Iterable[Change] = ways(query, listed, verdict)
        for change in changes:
            points = self._with_name(row, found, change.side)
            if points >= self._line:
                best = self._by_any_name(row, found, change.side, points)
                yield f"Would be {told(best)} {change.text}."
        if verdict.capped == "another kind":
            whole = score(side_of(found.query), self._catalogue.side(found.form), typing=True)
            points = self._judged(row, found, found.form, whole)
            if points >= self._line:
                yield f"Would be {told(points)} with the kind {self._catalogue.kind(row)}."

    # Scoring again.

    def _by(self, row: int, name_score: float, verdict: Verdict | None, other: float) -> float:
        """The party's score if it were found by that name, and so much of what is none."""
        return self._judge.points(row, name_score, verdict, other)

    def _with_name(self, row: int, found: Found, side: Side) -> float:
        """The party's score if the query were another, by the name that was found."""
        return self._judged(row, found, found.form, self._scored(side, found.form))

    def _scored(self, side: Side, form: int) -> Verdict:
        wording = self._catalogue.wording_of(form)
        verdict = self._verdicts.get((side, wording))
        if verdict is None:
            listed = self._catalogue.wording(wording)
            verdict = score(side, listed, typing=True)
            if self._of_another_kind is not None and names_organisation(side):
                verdict = self._of_another_kind(verdict, listed, wording)
            self._verdicts[side, wording] = verdict
        return verdict

    def _by_any_name(self, row: int, found: Found, side: Side, best: float) -> float:
        """The same by any of its names that were compared; ``best`` by the one that was found."""
        if len(found.names) == 1:
            return best
        others = sorted(
            {(-name.score, name.form) for name in found.names if name.score >= _COMES_NEAR}
        )
        known = self._catalogue.side(found.form)
        for _, form in others[:_MOST_NAMES]:
            listed = self._catalogue.side(form)
            if listed.person == side.person and listed is not known:
                best = max(best, self._judged(row, found, form, self._scored(side, form)))
        return best

    def _judged(self, row: int, found: Found, form: int, verdict: Verdict) -> float:
        name = int(self._catalogue.form_name[form])
        weak = self._catalogue.name_kind(name) is NameKind.WEAK_ALIAS
        points = min(verdict.score, coefficients().cap["weak_alias"]) if weak else verdict.score
        return self._by(row, points, verdict, found.other_score)


def about_names(query: PreparedName, listed: PreparedName, verdict: Verdict) -> str:
    """What would move the score of two names over or under the usual line; one sentence."""
    line = DEFAULT_THRESHOLD
    hit = round(verdict.score, 1) >= line
    ways = left_out if hit else _own_words if verdict.carries else nearer
    tried = [(score(c.side, side_of(listed)).score, c) for c in ways(query, listed, verdict)]
    if hit:
        if not tried:
            return f"Rests on {quoted(query.text)} alone."
        points, change = min(tried, key=lambda item: item[0])
        if round(points, 1) < line:
            return _gone(change.text.removeprefix("without "), points)
        return f"Would still be {told(points)} {change.text}."
    for points, change in tried:
        if round(points, 1) >= line:
            return f"Would be {told(points)} {change.text}."
    return ""


def _own_words(query: PreparedName, listed: PreparedName, verdict: Verdict) -> Iterator[Change]:
    return its_own_words(query, listed, verdict, is_listed=False)


def _gone(words: str, points: float) -> str:
    """What is left without a piece."""
    if points <= 0:
        return f"Without {words} it would not be found."
    return f"Without {words}: {told(points)}."
