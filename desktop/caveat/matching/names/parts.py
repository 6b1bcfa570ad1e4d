"""Sets two names side by side: every word of both once, how they relate, and what they weigh."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from caveat.domain.screening import Part, PartRelation
from caveat.matching.names import han
from caveat.matching.names.align import Link
from caveat.matching.names.clean import clean, is_latin
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.opposed import opposed
from caveat.matching.names.prepare import PreparedName
from caveat.matching.names.score import Verdict
from caveat.matching.names.tokens import Token

_SLIPS = frozenset({"typing", "variant"})
_NAMES = frozenset({WordKind.WORD, WordKind.LETTER})
_SHARES = 1_000
"""Weights are told in thousandths."""
_RUN = re.compile(r"[^\W_]+")


def word_weight(word: Token, *, person: bool) -> float:
    """What a word weighs in the comparison, in nats."""
    return word.personal if person and word.kind in _NAMES else word.weight


def link_weight(
    link: Link, left: Sequence[Token], right: Sequence[Token], *, person: bool
) -> float:
    """What linked words weigh, in nats: the mean of both sides, of a misspelling the lesser."""
    one = sum([word_weight(left[i], person=person) for i in link.left])
    other = sum([word_weight(right[j], person=person) for j in link.right])
    # A misspelled "technology" looks like a rare word; it weighs what the word it stands for does.
    return min(one, other) if link.likeness.reason in _SLIPS else (one + other) / 2


def surface(name: PreparedName, positions: Sequence[int]) -> str:
    """Words as written, of an abbreviation for several words the abbreviation once."""
    if len(positions) == 1:
        return name.surfaces[written_at(name, positions[0])]
    text = ""
    for place in dict.fromkeys(written_at(name, i) for i in positions):
        word = name.surfaces[place]
        together = bool(text) and han.has_han(text[-1]) and han.has_han(word[:1])
        text += word if together or not text else f" {word}"
    return text


def in_two_scripts(one: str, other: str) -> bool:
    """Whether one is written in Latin letters and the other is not."""
    letters = any(map(str.isalpha, one)) and any(map(str.isalpha, other))
    return letters and is_latin(one) != is_latin(other)


def written_at(name: PreparedName, position: int) -> int:
    """Where the word as written stands that a word of the comparison was read from."""
    while position > 0 and not name.surfaces[position]:
        position -= 1
    return position


@dataclass(slots=True)
class _Row:
    left: set[int]
    right: set[int]
    relations: list[PartRelation]
    weight: float
    contradicts: bool = field(default=False)

    def takes(self, other: "_Row") -> None:
        self.left |= other.left
        self.right |= other.right
        self.relations += other.relations
        self.weight += other.weight
        self.contradicts = self.contradicts or other.contradicts


def parts(query: PreparedName, listed: PreparedName, verdict: Verdict) -> tuple[Part, ...]:
    """Every word of both names with its relation and its share of the comparison.

    Words of which nothing could be read, or that lie beyond what is read, stand at the end and
    weigh nothing. The weights sum to 1, unless both names say nothing.
    """
    rows = _together(list(_rows(query, listed, verdict)), query, listed)
    size = max(len(query.tokens), len(listed.tokens))
    rows.sort(key=lambda row: (min(row.left, default=size), min(row.right, default=size)))
    shares = _shares([row.weight for row in rows])
    aligned = [
        _part(surface(query, sorted(row.left)), surface(listed, sorted(row.right)), row, share)
        for row, share in zip(rows, shares, strict=True)
    ]
    return (
        *aligned,
        *[Part(text, "", PartRelation.EXTRA, 0.0) for text in _unread(query.text, query.surfaces)],
        *[
            Part("", text, PartRelation.MISSING, 0.0)
            for text in _unread(listed.text, listed.surfaces)
        ],
    )


def _rows(query: PreparedName, listed: PreparedName, verdict: Verdict) -> Iterator[_Row]:
    person = query.person and listed.person
    against = {(pair.left, pair.right) for pair in opposed(query, listed, verdict)}
    # Of a name that cannot be compared at all nothing is aligned, not even as left over.
    free_left, free_right = set(range(len(query.tokens))), set(range(len(listed.tokens)))
    for link in verdict.alignment.links:
        free_left.difference_update(link.left)
        free_right.difference_update(link.right)
        weight = link_weight(link, query.tokens, listed.tokens, person=person)
        contradicts = any((i, j) in against for i in link.left for j in link.right)
        relation = link.likeness.relation
        yield _Row(set(link.left), set(link.right), [relation], weight, contradicts)
    for i, j in sorted(against):
        # A word that also stands for another one is shown where it does.
        if i in free_left and j in free_right:
            free_left.remove(i)
            free_right.remove(j)
            pair = query.tokens[i], listed.tokens[j]
            weight = sum(word_weight(word, person=person) for word in pair) / 2
            yield _Row({i}, {j}, [PartRelation.CONTRADICTION], weight, contradicts=True)
    for i in sorted(free_left):
        weight = word_weight(query.tokens[i], person=person)
        yield _Row({i}, set(), [PartRelation.EXTRA], weight)
    for j in sorted(free_right):
        weight = word_weight(listed.tokens[j], person=person)
        yield _Row(set(), {j}, [PartRelation.MISSING], weight)


def _together(rows: list[_Row], query: PreparedName, listed: PreparedName) -> list[_Row]:
    """Rows that share a word as written are one (the three words of НПО are one abbreviation)."""
    if all(query.surfaces) and all(listed.surfaces):
        return rows
    joined: list[_Row] = []
    for row in rows:
        mine = {written_at(query, i) for i in row.left}
        theirs = {written_at(listed, j) for j in row.right}
        new = _Row(mine, theirs, row.relations, row.weight, row.contradicts)
        for old in [old for old in joined if old.left & mine or old.right & theirs]:
            joined.remove(old)
            new.takes(old)
        joined.append(new)
    return joined


def _part(one: str, other: str, row: _Row, share: float) -> Part:
    return Part(one, other, _relation(one, other, row), share)


def _relation(one: str, other: str, row: _Row) -> PartRelation:
    if row.contradicts:
        return PartRelation.CONTRADICTION
    if not other:
        return PartRelation.EXTRA
    if not one:
        return PartRelation.MISSING
    linked = [r for r in row.relations if r not in {PartRelation.EXTRA, PartRelation.MISSING}]
    if len(row.relations) > 1:
        return PartRelation.ABBREVIATION if _abbreviates(one, other) else PartRelation.TRANSLATION
    if linked[0] is PartRelation.SAME and one.casefold() != other.casefold():
        translated = in_two_scripts(one, other)
        return PartRelation.TRANSLATION if translated else PartRelation.SPELLING
    return linked[0]


def _abbreviates(one: str, other: str) -> bool:
    return (" " in one) != (" " in other)


def _shares(weights: list[float]) -> list[float]:
    """Weights as thousandths that sum to 1: what rounding leaves goes to the greatest rests."""
    total = sum(weights)
    if not total:
        return [0.0 for _ in weights]
    exact = [weight / total * _SHARES for weight in weights]
    whole = [int(share) for share in exact]
    by_rest = sorted(range(len(exact)), key=lambda i: (whole[i] - exact[i], i))
    for i in by_rest[: _SHARES - sum(whole)]:
        whole[i] += 1
    return [share / _SHARES for share in whole]


@lru_cache(maxsize=16_384)
def _unread(text: str, surfaces: tuple[str, ...]) -> tuple[str, ...]:
    """Words of the text that no word of the comparison was read from."""
    text = clean(text)
    simple = han.has_han(text)
    read = _letters("".join(surfaces), simple=simple)
    return tuple([run for run in _RUN.findall(text) if _letters(run, simple=simple) not in read])


def _letters(text: str, *, simple: bool) -> str:
    return "".join(_RUN.findall(han.simplified(text) if simple else text)).casefold()
