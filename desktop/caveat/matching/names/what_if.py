"""Names as they would be with a word left out, put in or spelled otherwise, ready to be scored.

Counterfactuals score these again. Nothing here says what the outcome means.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from caveat.matching.names.align import Link
from caveat.matching.names.explain import word_quoted
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.opposed import opposed, part_places
from caveat.matching.names.parts import link_weight, written_at
from caveat.matching.names.person_name import PersonName
from caveat.matching.names.prepare import PreparedName
from caveat.matching.names.side import SILENT, Side
from caveat.matching.names.tokens import Token
from caveat.matching.names.verdict import Verdict

_MOST_TRIED = 3
"""Words that weigh less than the first few never decide a hit alone."""
_MOST_TOLD = 4
_SURE = 0.95
"""How well words agree that are hardly chance."""
_WERE = {
    "typing": "were spelled",
    "syllable": "were spelled",
    "variant": "were spelled",
    "prefix": "were completed to",
    "initial": "stood for",
    "equivalent": "were",
}
"""Ways to agree in which one word could stand as the other does, and how that is said."""
_PROOF = frozenset({WordKind.ACTIVITY, WordKind.GENERIC, WordKind.UNIT, WordKind.FORM})
_Word = tuple[PreparedName, int]


class Change(NamedTuple):
    """A name changed, and what tells it; most changes are scored and never told."""

    side: Side
    tell: Callable[[], str]

    @property
    def text(self) -> str:
        """The words for it: ``without ‘Nettrix’``."""
        return self.tell()


def names_organisation(side: Side) -> bool:
    """Whether a word shows that the name is an organisation's."""
    return any(word.kind in _PROOF for word in side.tokens)


def left_out(query: PreparedName, listed: PreparedName, verdict: Verdict) -> Iterator[Change]:
    """The query without one of the words that agree, the weightiest first."""
    spoken = [k for k in verdict.alignment.links if query.tokens[k.left[0]].kind not in SILENT]
    spoken.sort(key=lambda k: (-_weight(k, query, listed), k.left))
    tried: list[set[int]] = []
    for link in spoken[:_MOST_TRIED]:
        gone = _whole(query, link.left)
        if gone not in tried and _speaks_without(query, gone):
            tried.append(gone)
            yield Change(_without(query, gone), partial(_without_words, query, gone))


def nearer(query: PreparedName, listed: PreparedName, verdict: Verdict) -> Iterator[Change]:
    """What would bring the query nearer to the listed name, one change at a time."""
    alignment = verdict.alignment
    if verdict.capped == "another kind":
        forms = {i for i, word in enumerate(query.tokens) if word.kind is WordKind.FORM}
        if forms and len(forms) < len(query.tokens):
            yield Change(_without(query, forms), partial(_without_words, query, forms))
    mine, theirs = _spoken(query, alignment.left), _spoken(listed, alignment.right)
    if not (query.person and theirs):
        # Two persons of different names are not made one by leaving a name out.
        for extra in _rare_then_all(query, mine):
            if _speaks_without(query, set(extra)):
                yield Change(
                    _without(query, set(extra)), partial(_told_with, "without", query, extra)
                )
    yield from better_spelled(query, listed, verdict)
    for pair in opposed(query, listed, verdict):
        yield _as_listed(query, listed, (pair.left,), (pair.right,), "were")
    if not mine and all(link.likeness.value >= _SURE for link in alignment.links):
        # Only of a part of the listed name: any other would be it too, were it given its words.
        for missing in _rare_then_all(listed, theirs):
            words = _in_listed_order(query, listed, verdict, put_in=set(missing), drop=set())
            yield Change(_side(words, query), partial(_told_with, "with", listed, missing))


def better_spelled(query: PreparedName, listed: PreparedName, verdict: Verdict) -> Iterator[Change]:
    """The query with one word as the listed name has it, the weightiest first."""
    links = sorted(verdict.alignment.links, key=lambda k: (-_weight(k, query, listed), k.left))
    for link in links:
        if link.likeness.value < 1.0 and link.likeness.reason in _WERE:
            were = _WERE[link.likeness.reason]
            yield _as_listed(query, listed, link.left, link.right, were)


def _spoken(name: PreparedName, free: Iterable[int]) -> list[int]:
    return [i for i in free if name.tokens[i].kind not in SILENT]


def _rare_then_all(name: PreparedName, free: list[int]) -> list[list[int]]:
    """The words that we do not know among some, and all of them, where there are others."""
    rare = [i for i in free if name.tokens[i].kind is WordKind.WORD]
    return [words for words in ([rare, free] if rare != free else [free]) if words]


def its_own_words(
    query: PreparedName, listed: PreparedName, verdict: Verdict, *, is_listed: bool = True
) -> Iterator[Change]:
    """The query with the other name's words wherever the two differ."""
    mine = _spoken(query, verdict.alignment.left)
    theirs = _spoken(listed, verdict.alignment.right)
    words = _in_listed_order(query, listed, verdict, put_in=set(theirs), drop=set(mine))
    if mine and theirs:
        tell = partial(_its_own, query, mine, listed, theirs, is_listed=is_listed)
    elif mine:
        tell = partial(_told_with, "without", query, mine)
    elif theirs:
        tell = partial(_told_with, "with", listed, theirs)
    else:
        return
    yield Change(_side(words, query), tell)


def _its_own(
    query: PreparedName,
    mine: list[int],
    listed: PreparedName,
    theirs: list[int],
    *,
    is_listed: bool,
) -> str:
    party, place = ("the listed party", "the list") if is_listed else ("the other", "the other")
    return (
        f"if its own words were {party}’s: {_listing(query, mine)} "
        f"{'stand' if len(_runs(query, mine)) > 1 else 'stands'} where {place} has "
        f"{_listing(listed, theirs)}"
    )


def _told_with(how: str, name: PreparedName, words: list[int]) -> str:
    return f"{how} {_listing(name, words)}"


def _without_words(name: PreparedName, gone: Collection[int]) -> str:
    return f"without {word_quoted(name, sorted(gone))}"


def _weight(link: Link, query: PreparedName, listed: PreparedName) -> float:
    person = query.person and listed.person
    return link_weight(link, query.tokens, listed.tokens, person=person)


def _whole(name: PreparedName, positions: Iterable[int]) -> set[int]:
    """The positions with all others that were read from the same words as written."""
    places = {written_at(name, i) for i in positions}
    return {i for i in range(len(name.tokens)) if written_at(name, i) in places}


def _speaks_without(name: PreparedName, gone: Collection[int]) -> bool:
    return any(i not in gone and word.kind not in SILENT for i, word in enumerate(name.tokens))


def _without(name: PreparedName, gone: Collection[int]) -> Side:
    return _side([(name, i) for i in range(len(name.tokens)) if i not in gone], name)


def _as_listed(
    query: PreparedName,
    listed: PreparedName,
    mine: tuple[int, ...],
    theirs: tuple[int, ...],
    were: str,
) -> Change:
    """The query with words of the listed name in the place of some of its own."""
    words: list[_Word] = []
    for i in range(len(query.tokens)):
        if i == mine[0]:
            words += [(listed, j) for j in theirs]
        elif i not in mine:
            words.append((query, i))
    return Change(_side(words, query), partial(_told_as, query, mine, were, listed, theirs))


def _told_as(
    query: PreparedName, mine: tuple[int, ...], were: str, listed: PreparedName,
    theirs: tuple[int, ...],
) -> str:  # fmt: skip
    return f"if {word_quoted(query, mine)} {were} {word_quoted(listed, theirs)}"


def _in_listed_order(
    query: PreparedName,
    listed: PreparedName,
    verdict: Verdict,
    *,
    put_in: set[int],
    drop: set[int],
) -> list[_Word]:
    """The query's words where those of the listed name stand, and its other words after them."""
    at = {link.right[0]: link.left for link in verdict.alignment.links}
    words: list[_Word] = []
    for j in range(len(listed.tokens)):
        words += [(query, i) for i in at.get(j, ())]
        if j in put_in:
            words.append((listed, j))
    return words + [(query, i) for i in verdict.alignment.left if i not in drop]


def _side(words: list[_Word], query: PreparedName) -> Side:
    tokens = tuple([name.tokens[i] for name, i in words])
    if not query.person:
        return _changed(tokens)
    surname = frozenset(k for k, (name, i) in enumerate(words) if i in name.surname)
    if len(surname) == len(tokens):
        surname = frozenset()
    return Side(tokens, _forms(tokens), query.person, surname, _reading(words, query))


@lru_cache(maxsize=4_096)
def _changed(tokens: tuple[Token, ...]) -> Side:
    """Remembered: a query without its second word is the same one for all that are found."""
    return Side(tokens, _forms(tokens))


def _forms(tokens: tuple[Token, ...]) -> frozenset[str]:
    return frozenset([word.form for word in tokens if word.form])


def _reading(words: list[_Word], query: PreparedName) -> PersonName | None:
    if query.reading is None:
        return None
    places = {id(name): part_places(name) for name, _ in words}
    parts = tuple(places[id(name)][i] for name, i in words if i in places[id(name)])
    sexes = {part.sex for part in parts if part.sex}
    return PersonName(
        query.reading.words, parts, query.reading.ordered, query.reading.eastern,
        sexes.pop() if len(sexes) == 1 else "",
    )  # fmt: skip


def _runs(name: PreparedName, positions: Iterable[int]) -> list[list[int]]:
    """Positions of words as written, neighbours together."""
    runs: list[list[int]] = []
    for place in dict.fromkeys(written_at(name, i) for i in positions):
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _listing(name: PreparedName, positions: Iterable[int]) -> str:
    """Neighbouring words in one pair of quotation marks, others apart."""
    runs = _runs(name, positions)
    told = [word_quoted(name, run) for run in runs[:_MOST_TOLD]]
    return ", ".join(told) + (" and more" if len(runs) > _MOST_TOLD else "")
