"""Sets two names side by side: every word of both once, how they relate, and what they weigh."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from caveat.domain.screening import Part, PartRelation
from caveat.matching.names import han
from caveat.matching.names.align import Link
from caveat.matching.names.clean import clean, is_latin
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.opposed import opposed
from caveat.matching.names.prepare import PreparedName
from caveat.matching.names.tokens import Token
from caveat.matching.names.verdict import Verdict

_SLIPS = frozenset({"typing", "variant"})
_NAMES = frozenset({WordKind.WORD, WordKind.LETTER})
_SHARES = 1_000
"""Weights are told in thousandths."""
_RUN = re.compile(r"[^\W_]+")


def word_weight(word: Token, *, person: bool) -> float:
    """What a word weighs in the comparison, in nats."""
    return word.weight if not person or word.kind not in _NAMES else word.personal


def link_weight(
    link: Link, left: Sequence[Token], right: Sequence[Token], *, person: bool
) -> float:
    """What linked words weigh, in nats: the mean of both sides, of a misspelling the lesser."""
    if len(link.left) == len(link.right) == 1:
        one = word_weight(left[link.left[0]], person=person)
        other = word_weight(right[link.right[0]], person=person)
    else:
        one = sum([word_weight(left[i], person=person) for i in link.left])
        other = sum([word_weight(right[j], person=person) for j in link.right])
    # A misspelled "technology" looks like a rare word; it weighs what the word it stands for does.
    return min(one, other) if link.likeness.reason in _SLIPS else (one + other) / 2


def surface(name: PreparedName, positions: Sequence[int]) -> str:
    """Words as written, of an abbreviation for several words the abbreviation once."""
    if len(positions) == 1:
        place = positions[0]
        return name.surfaces[place] or name.surfaces[written_at(name, place)]
    text = ""
    for place in dict.fromkeys(written_at(name, i) for i in positions):
        word = name.surfaces[place]
        together = bool(text) and han.has_han(text[-1]) and han.has_han(word[:1])
        text += word if together or not text else f" {word}"
    return text


def in_two_scripts(one: str, other: str) -> bool:
    """Whether one is written in Latin letters and the other is not."""
    if one.isascii() and other.isascii():
        return False
    letters = any(map(str.isalpha, one)) and any(map(str.isalpha, other))
    return letters and is_latin(one) != is_latin(other)


def written_at(name: PreparedName, position: int) -> int:
    """Where the word as written stands that a word of the comparison was read from."""
    while position > 0 and not name.surfaces[position]:
        position -= 1
    return position


@dataclass(slots=True)
class _Row:
    left: tuple[int, ...]
    right: tuple[int, ...]
    relations: list[PartRelation]
    weight: float
    contradicts: bool = False

    def takes(self, other: "_Row") -> None:
        self.left = tuple(sorted({*self.left, *other.left}))
        self.right = tuple(sorted({*self.right, *other.right}))
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
    rows.sort(
        key=lambda row: (row.left[0] if row.left else size, row.right[0] if row.right else size)
    )
    shares = _shares([row.weight for row in rows])
    aligned = [
        _part(surface(query, row.left), surface(listed, row.right), row, share)
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
    mine, theirs = query.tokens, listed.tokens
    links, free_left, free_right = verdict.alignment
    if not links and not free_left and not free_right:
        # Of a name that cannot be compared at all nothing is aligned, not even as left over.
        free_left, free_right = tuple(range(len(mine))), tuple(range(len(theirs)))
    for link in links:
        left, right, likeness = link
        weight = link_weight(link, mine, theirs, person=person)
        contradicts = bool(against) and any((i, j) in against for i in left for j in right)
        yield _Row(left, right, [likeness.relation], weight, contradicts)
    taken_left, taken_right = set[int](), set[int]()
    for i, j in sorted(against):
        # A word that also stands for another one is shown where it does.
        if i in free_left and j in free_right:
            taken_left.add(i)
            taken_right.add(j)
            weight = sum(word_weight(word, person=person) for word in (mine[i], theirs[j])) / 2
            yield _Row((i,), (j,), [PartRelation.CONTRADICTION], weight, contradicts=True)
    for i in free_left:
        if i not in taken_left:
            yield _Row((i,), (), [PartRelation.EXTRA], word_weight(mine[i], person=person))
    for j in free_right:
        if j not in taken_right:
            yield _Row((), (j,), [PartRelation.MISSING], word_weight(theirs[j], person=person))


def _together(rows: list[_Row], query: PreparedName, listed: PreparedName) -> list[_Row]:
    """Rows that share a word as written are one (the three words of НПО are one abbreviation)."""
    if all(query.surfaces) and all(listed.surfaces):
        return rows
    joined: list[_Row] = []
    for row in rows:
        mine = {written_at(query, i) for i in row.left}
        theirs = {written_at(listed, j) for j in row.right}
        new = _Row(
            tuple(sorted(mine)), tuple(sorted(theirs)), row.relations, row.weight, row.contradicts
        )
        for old in [
            old
            for old in joined
            if not (mine.isdisjoint(old.left) and theirs.isdisjoint(old.right))
        ]:
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
    if len(row.relations) > 1:
        return PartRelation.ABBREVIATION if _abbreviates(one, other) else PartRelation.TRANSLATION
    relation = row.relations[0]
    if relation is PartRelation.SAME and one != other and one.casefold() != other.casefold():
        translated = in_two_scripts(one, other)
        return PartRelation.TRANSLATION if translated else PartRelation.SPELLING
    return relation


def _abbreviates(one: str, other: str) -> bool:
    return (" " in one) != (" " in other)


def _shares(weights: list[float]) -> list[float]:
    """Weights as thousandths that sum to 1: what rounding leaves goes to the greatest rests."""
    total = sum(weights)
    if not total:
        return [0.0 for _ in weights]
    exact = [weight / total * _SHARES for weight in weights]
    whole = [int(share) for share in exact]
    left = _SHARES - sum(whole)
    if left:
        rests = [share - given for share, given in zip(whole, exact, strict=True)]
        for i in sorted(range(len(exact)), key=rests.__getitem__)[:left]:
            whole[i] += 1
    return [share / _SHARES for share in whole]


@lru_cache(maxsize=16_384)
def _unread(text: str, surfaces: tuple[str, ...]) -> tuple[str, ...]:
    """Words of the text that no word of the comparison was read from."""
    text = clean(text)
    simple = han.has_han(text)
    read = _letters("".join(surfaces), simple=simple)
    if simple:
        return tuple([run for run in _RUN.findall(text) if _letters(run, simple=True) not in read])
    return tuple([run for run in _RUN.findall(text) if run.casefold() not in read])


def _letters(text: str, *, simple: bool) -> str:
    return "".join(_RUN.findall(han.simplified(text) if simple else text)).casefold()
