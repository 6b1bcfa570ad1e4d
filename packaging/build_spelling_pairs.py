"""Builds ``resources/lexicons/spelling_pairs.csv`` from the lists' own names of persons.

    python packaging/build_spelling_pairs.py ../shared/data

Where two names of one person agree in all words but one, the two words that are left stand for
one another: Qadhafi, Gaddafi. Kept are pairs of words that are alike and do so for two persons,
or for one and are very much alike; dropped are those that tell two listed persons apart as often,
and those that the table of given names or a rule of transliteration knows already. Persons of
the labelled pairs (``person_pairs.csv``) are left out: what is measured on those must not be
known beforehand.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from rapidfuzz.distance import OSA

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "desktop"))

from caveat.domain.parties import PartyKind  # noqa: E402 — the path comes first
from caveat.matching.names.clean import skeleton, variant_key  # noqa: E402 — likewise
from caveat.matching.names.given import Relation, father, groups, related  # noqa: E402 — likewise
from listed_parties import Merged, merged, script, words  # noqa: E402 — likewise

LABELLED = ROOT / "tests" / "data" / "names" / "person_pairs.csv"
TARGET = ROOT / "resources" / "lexicons" / "spelling_pairs.csv"
MOST_NAMES = 40
SHORTEST = 3
ALIKE = 0.55
"""Likeness that two words need where two persons vouch for them."""
VERY_ALIKE = 0.75
"""Likeness that they need where one person does."""
SHORTEST_OF_ONE = 5
YEARS_APART = 2

Pair = tuple[str, str]


def _labelled() -> set[str]:
    with LABELLED.open(encoding="utf-8", newline="") as file:
        return {row[side] for row in csv.DictReader(file) for side in ("a", "b")}


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _left(one: Sequence[str], other: Sequence[str]) -> Pair | None:
    """The one word in which two names of equal length differ, if nothing else differs."""
    if len(one) != len(other) or len(one) < 2:  # noqa: PLR2004 — something has to agree
        return None
    mine, theirs = Counter(one) - Counter(other), Counter(other) - Counter(one)
    if mine.total() != 1:
        return None
    (a,), (b,) = mine, theirs
    return _pair(a, b)


def _spellings(person: Merged) -> set[Pair]:
    """Pairs of words that stand for one another in the names of one person."""
    names = [words(name) for name in person.names[:MOST_NAMES] if script(name) != "ARABIC"]
    found = {_left(one, other) for one, other in combinations(dict.fromkeys(names), 2)}
    return {pair for pair in found if pair is not None and min(map(len, pair)) >= SHORTEST}


def _contexts(persons: Sequence[Merged]) -> Iterator[list[tuple[str, int]]]:
    """Words of different persons that stand beside the same other words."""
    beside: dict[tuple[str, ...], dict[tuple[str, int], None]] = defaultdict(dict)
    for place, person in enumerate(persons):
        for name in person.names[:MOST_NAMES]:
            every = words(name)
            for i, word in enumerate(every):
                rest = tuple(sorted(every[:i] + every[i + 1 :]))
                if rest:
                    beside[rest][word, place] = None
    yield from (list(found) for found in beside.values() if 1 < len(found) <= MOST_NAMES)


def _distinguishing(persons: Sequence[Merged]) -> Counter[Pair]:
    """How many times a pair of words tells two persons of other birth years apart."""
    seen: dict[Pair, set[tuple[int, int]]] = defaultdict(set)
    for context in _contexts(persons):
        for (a, one), (b, other) in combinations(context, 2):
            if a != b and one != other and _apart(persons[one], persons[other]):
                seen[_pair(a, b)].add((min(one, other), max(one, other)))
    return Counter({pair: len(found) for pair, found in seen.items()})


def _apart(one: Merged, other: Merged) -> bool:
    years = [abs(x - y) for x in one.years for y in other.years]
    return bool(years) and min(years) >= YEARS_APART


def likeness(one: str, other: str) -> float:
    """0-1: of the spellings, or of what the usual transliterations have in common."""
    return max(
        OSA.normalized_similarity(one, other),
        OSA.normalized_similarity(variant_key(one), variant_key(other)),
    )


def _is_known(pair: Pair) -> bool:
    relation = related(*pair)
    return relation in {Relation.SAME, Relation.VARIANT} or (
        variant_key(pair[0]) == variant_key(pair[1])
    )


def _are_two_names(pair: Pair) -> bool:
    """Whether both words are known names, of different groups: Ahmad is never Muhammad."""
    one, other = (bool(groups(word)) for word in pair)
    (_, mine), (_, theirs) = (father(word) for word in pair)
    if (one and other) or (mine and theirs):
        return related(*pair) is None
    # A known name and a word that is not: only if it is hardly to be told from it.
    slip = len(pair[0]) == len(pair[1]) or likeness(*pair) < VERY_ALIKE
    return one is not other and slip and skeleton(pair[0]) != skeleton(pair[1])


def build(data: Path) -> list[tuple[str, str, int, str]]:
    """The rows of the table, in alphabetical order."""
    persons = [person for person in merged(data, PartyKind.PERSON) if not person.doubtful]
    vouching: Counter[Pair] = Counter()
    lists: dict[Pair, set[str]] = defaultdict(set)
    labelled = _labelled()
    for person in persons:
        if not labelled.isdisjoint(person.names):
            continue
        for pair in _spellings(person):
            vouching[pair] += 1
            lists[pair].update(entry.code for entry in person.entries)
    against = _distinguishing(persons)
    rows = []
    for pair, count in sorted(vouching.items()):
        if against[pair] >= count or _is_known(pair) or _are_two_names(pair):
            continue
        if "abd" in pair or related(*pair) is Relation.GENDERED:
            continue
        near, bones = likeness(*pair), skeleton(pair[0]) == skeleton(pair[1])
        long = min(map(len, pair)) >= SHORTEST_OF_ONE and pair[0][0] == pair[1][0]
        if (count > 1 and (near >= ALIKE or bones)) or (long and near >= VERY_ALIKE):
            rows.append((*pair, count, " ".join(sorted(lists[pair]))))
    return rows


def main() -> None:
    """Writes the table and says what is in it."""
    rows = build(Path(sys.argv[1]))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("one", "other", "persons", "source"))
        table.writerows(rows)
    print(f"{len(rows)} pairs, {sum(row[2] > 1 for row in rows)} of them of several persons")


if __name__ == "__main__":
    main()
