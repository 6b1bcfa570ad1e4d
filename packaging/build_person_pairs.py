"""Builds ``tests/data/names/person_pairs.csv``: names of one party, and of two that are alike.

    python packaging/build_person_pairs.py ../shared/data

Same: two names of one person or vessel, on one list or on two. Different: the nearest neighbours
among separate entries, told apart by years of birth or by IMO numbers. Every party is used once;
the choice is seeded. The table holds names as published, no dates and no numbers. Names that
share too little to be told from a nom de guerre, and namesakes that no name tells apart, are left
out on both sides.
"""

import csv
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "desktop"))

from caveat.domain.parties import PartyKind  # noqa: E402 — likewise
from caveat.matching.names.clean import skeleton  # noqa: E402 — likewise
from listed_parties import Merged, merged, script, shared, words  # noqa: E402 — path first

TARGET = ROOT / "tests" / "data" / "names" / "person_pairs.csv"
SEED = 20250325
SAME = {"spelling": 250, "part": 190, "partly": 130, "cross-script": 150, "native": 30, "order": 25}
DIFFERENT = {
    "one word apart": 330, "part": 70, "partly": 130, "alike": 70, "near": 40,
    "cross-script": 135,
}  # fmt: skip
VESSELS = 60
_NEIGHBOURS = 4
_LEAST = 62
_NEAR = 74
_YEARS_APART = 3
_LEAST_VESSEL = 78
_LITTLE = frozenset(
    {"abu", "abou", "abd", "umm", "haji", "hajji", "hajj", "mullah", "maulavi", "sheikh", "shaykh"}
)
"""Words that two names may share and still have nothing in common."""
_TELLING = 3
"""Letters by which one name must be longer than another to be told from it: not an initial."""
_SHORTEST = 5
_DIGITS = re.compile(r"\d+|\b(?:[IVX]+|[A-Z])\b")


class Pair(NamedTuple):
    """A row of the table."""

    a: str
    b: str
    kind: str
    same: int
    why: str
    source: str


def _joined(name: str) -> str:
    return " ".join(sorted(words(name)))


def _source(one: Merged, other: Merged, a: str, b: str) -> str:
    def origin(party: Merged, name: str) -> str:
        return next(entry.origin for entry in party.entries if name in entry.names)

    return "; ".join(dict.fromkeys((origin(one, a), origin(other, b))))


def _is_plain(name: str) -> bool:
    """Whether it is a name and nothing else: some fields also hold dates, numbers and brackets."""
    return not any(c.isdigit() or c in "()[];:/" for c in name)


def _relation(a: str, b: str) -> str:
    """How two names of one script lie to each other; empty if they share too little."""
    one, other = words(a), words(b)
    least, most = sorted((len(one), len(other)))
    common = shared(a, b)
    if common == least == most:
        return "order" if sorted(one) == sorted(other) else "alike"
    if common == least:
        return "part"
    if common == least - 1 and least == most:
        return "one word apart"
    return "partly" if common else ""


def _same_kind(a: str, b: str) -> str:
    scripts = {script(a), script(b)}
    if scripts != {"LATIN"}:
        native = "cross-script" if "LATIN" in scripts else "native"
        return native if len(scripts) > 1 or a.casefold() != b.casefold() else ""
    one, other = words(a), words(b)
    least = min(len(one), len(other))
    common = shared(a, b)
    if least < 2 or common * 2 < least or a.casefold() == b.casefold():  # noqa: PLR2004
        return ""
    common -= len(_LITTLE.intersection(one, other))
    if common < 1:
        return ""
    if common < 2 and fuzz.ratio(_joined(a), _joined(b)) < _NEAR:  # noqa: PLR2004
        return ""
    relation = _relation(a, b)
    return {"alike": "spelling", "one word apart": "partly"}.get(relation, relation)


def _same(parties: Sequence[Merged], stream: random.Random) -> Iterator[tuple[Pair, int]]:
    """All that may be chosen, one of every kind of every party, in random order."""
    for party in stream.sample(parties, len(parties)):
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        names = [name for name in party.names if _is_plain(name)][:24]
        for i, a in enumerate(names):
            for b in names[i + 1 :]:
                kind = _same_kind(a, b)
                if kind == "cross-script" and not _native_of(party, a, b):
                    continue
                if kind:
                    found[kind].append((a, b))
        for kind in sorted(found):
            a, b = stream.choice(found[kind])
            if stream.random() < 0.5:  # noqa: PLR2004 — either order
                a, b = b, a
            one_list = any(a in entry.names and b in entry.names for entry in party.entries)
            why = "two names of one entry" if one_list else "entries of one person on two lists"
            yield Pair(a, b, kind, 1, why, _source(party, party, a, b)), party.key


def _native_of(party: Merged, a: str, b: str) -> bool:
    """Native names stand for the primary name of their entry, and for what is spelled like it."""
    latin, native = (a, b) if script(a) == "LATIN" else (b, a)
    for entry in party.entries:
        if native in entry.names:
            primary = entry.names[0]
            least = min(len(words(primary)), len(words(latin)))
            return least > 1 and shared(primary, latin) >= max(2, least - 1)
    return False


def _are_two(one: Merged, other: Merged) -> str:
    """Why two parties are certainly two persons; empty if that is not certain."""
    if one.numbers & other.numbers or one.days & other.days:
        return ""
    if any(abs(x - y) < _YEARS_APART for x in one.years for y in other.years):
        return ""
    one_list = {entry.code for entry in one.entries} & {entry.code for entry in other.entries}
    if not one_list and any(
        # Lists disagree on dates: one person on two lists must not pass for two.
        _relation(a, b) in {"order", "alike"}
        for a in one.names
        for b in other.names
    ):
        return ""
    if one.years and other.years:
        return "separate entries with other years of birth"
    return "separate entries of one list" if one_list else ""


def _different(parties: Sequence[Merged], stream: random.Random) -> Iterator[tuple[Pair, int, int]]:
    names = [(party, n) for party in parties for n in party.names[:8] if _is_plain(n)]
    latin = [(p, n) for p, n in names if script(n) == "LATIN" and len(words(n)) > 1]
    texts = [_joined(name) for _, name in latin]
    asked = stream.sample(range(len(latin)), min(len(latin), 5_000))
    for start in range(0, len(asked), 500):
        rows = asked[start : start + 500]
        table = process.cdist(
            [texts[i] for i in rows], texts, scorer=fuzz.ratio, score_cutoff=_LEAST, dtype=np.uint8
        )
        for i, scores in zip(rows, table, strict=True):
            one, a = latin[i]
            order = np.argsort(-scores.astype(np.int16), kind="stable")[: _NEIGHBOURS * 4]
            taken = 0
            for j in (int(j) for j in order if scores[j] and taken < _NEIGHBOURS):
                other, b = latin[j]
                kind = "" if other is one else _different_kind(a, b, int(scores[j]))
                why = _are_two(one, other) if kind else ""
                if not why or (kind in {"alike", "part"} and "years" not in why):
                    continue
                taken += 1
                source = _source(one, other, a, b)
                yield Pair(a, b, kind, 0, why, source), one.key, other.key
                yield from _crossed(one, other, a, b, why)


def _different_kind(a: str, b: str, likeness: int) -> str:
    relation = _relation(a, b)
    if relation == "order":
        return ""
    one, other = words(a), words(b)
    if relation == "alike":
        bones = [sorted(skeleton(w.replace("ij", "j")) for w in each) for each in (one, other)]
        return "" if bones[0] == bones[1] else "alike"
    if relation == "part" and abs(sum(map(len, one)) - sum(map(len, other))) < _TELLING:
        return ""
    if min(len(set(one)), len(set(other))) < 2:  # noqa: PLR2004 — one word is no name
        return ""
    if relation == "partly" and shared(a, b) * 2 < min(len(one), len(other)):
        return ""
    return relation or ("near" if likeness >= _NEAR else "")


def _crossed(
    one: Merged, other: Merged, a: str, b: str, why: str
) -> Iterator[tuple[Pair, int, int]]:
    for entry in other.entries:
        if b in entry.names:
            native = next((n for n in entry.names if script(n) != "LATIN"), "")
            telling = shared(a, b) > 1 and shared(entry.names[0], b) == len(words(b))
            if native and telling:
                source = _source(one, other, a, native)
                yield Pair(a, native, "cross-script", 0, why, source), one.key, other.key


def _choose_same(
    parties: Sequence[Merged], used: set[int], stream: random.Random
) -> Iterator[Pair]:
    offered: dict[str, list[tuple[Pair, int]]] = defaultdict(list)
    for pair, key in _same(parties, stream):
        offered[pair.kind].append((pair, key))
    for kind, wanted in SAME.items():
        chosen = 0
        for pair, key in offered[kind]:
            if key not in used and chosen < wanted:
                used.add(key)
                chosen += 1
                yield pair


def _choose_different(
    parties: Sequence[Merged], used: set[int], stream: random.Random
) -> Iterator[Pair]:
    offered: dict[str, list[tuple[Pair, int, int]]] = defaultdict(list)
    for pair, one, other in _different(parties, stream):
        offered[pair.kind].append((pair, one, other))
    for kind in sorted(DIFFERENT, key=lambda kind: len(offered[kind])):
        chosen = 0
        for pair, one, other in stream.sample(offered[kind], len(offered[kind])):
            if used.isdisjoint({one, other}) and chosen < DIFFERENT[kind]:
                used.update((one, other))
                chosen += 1
                yield pair


def _vessel_pairs(parties: Sequence[Merged], stream: random.Random) -> Iterator[Pair]:
    same: list[tuple[Pair, set[int]]] = []
    for party in parties:
        for i, a in enumerate(party.names):
            for b in party.names[i + 1 :]:
                if _one_hull_name(a, b):
                    why = "two spellings of one name of one vessel"
                    pair = Pair(a, b, "vessel spelling", 1, why, _source(party, party, a, b))
                    same.append((pair, {party.key}))
    names = [(party, name) for party in parties if party.numbers for name in party.names]
    texts = [" ".join(words(name)) for _, name in names]
    table = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=_LEAST_VESSEL)
    different: list[tuple[Pair, set[int]]] = []
    for i, j in zip(*np.nonzero(np.triu(table, 1)), strict=True):
        (one, a), (other, b) = names[int(i)], names[int(j)]
        if one is other or one.numbers & other.numbers or texts[i] == texts[j]:
            continue
        bare = [_DIGITS.sub("", name.upper()).strip(" -.") for name in (a, b)]
        kind = "vessel number" if bare[0] == bare[1] else "vessel name"
        source = _source(one, other, a, b)
        pair = Pair(a, b, kind, 0, "two hulls: other IMO numbers", source)
        different.append((pair, {one.key, other.key}))
    used: set[int] = set()
    for offered in (same, different):
        counts: dict[str, int] = defaultdict(int)
        kinds = {pair.kind for pair, _ in offered}
        for pair, keys in stream.sample(offered, len(offered)):
            if counts[pair.kind] < VESSELS // len(kinds) and used.isdisjoint(keys):
                used |= keys
                counts[pair.kind] += 1
                yield pair


def _one_hull_name(a: str, b: str) -> bool:
    if a.casefold() == b.casefold() or _digits(a) != _digits(b):
        return False
    one, other = "".join(words(a)), "".join(words(b))
    if script(a) != script(b) or min(len(one), len(other)) < _SHORTEST or one[0] != other[0]:
        return False
    slips = OSA.distance(one, other)
    return slips < 2 or (skeleton(one) == skeleton(other) and slips < 3)  # noqa: PLR2004


def _digits(name: str) -> list[str]:
    return _DIGITS.findall(name.upper())


def build(data: Path) -> list[Pair]:
    """All pairs, in a fixed order."""
    # A fixed, repeatable stream is wanted, not secrecy.
    stream = random.Random(SEED)  # noqa: S311 — see above
    persons = [party for party in merged(data, PartyKind.PERSON) if not party.doubtful]
    used: set[int] = set()
    pairs = [*_choose_same(persons, used, stream)]
    pairs += _choose_different([p for p in persons if p.key not in used], used, stream)
    vessels = [party for party in merged(data, PartyKind.VESSEL) if not party.doubtful]
    return sorted([*pairs, *_vessel_pairs(vessels, stream)], key=lambda p: (-p.same, p.kind, p))


def main() -> None:
    """Writes the table and says how many pairs of each kind it holds."""
    pairs = build(Path(sys.argv[1]))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(Pair._fields)
        rows.writerows(pairs)
    counts: dict[tuple[int, str], int] = defaultdict(int)
    for pair in pairs:
        counts[pair.same, pair.kind] += 1
    for (same, kind), n in sorted(counts.items()):
        print(f"{'same' if same else 'different'}\t{kind}\t{n}")


if __name__ == "__main__":
    main()
