"""Lists which words the lists use for one trade name, to be reviewed into ``brands.csv``.

    python packaging/build_brands.py ../shared/data [../shared/facts]

A candidate is a pair of words that stand for one another in two names of one party while every
other word of the two agrees (rule ``one word``), or that are all that two short names hold (rule
``alone``), or the Chinese and the Latin trade name of one party (rule ``native``). Spellings of
one word, words of the lexicon and pairs that ``brands.csv`` joins already are left out. The
output is a table for a reader: nothing is taken over unread, since a brand makes two names one.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "desktop"))

from caveat.domain.parties import NameKind, PartyKind  # noqa: E402 — the path comes first
from caveat.ingest.lists.read import read_list_file  # noqa: E402 — likewise
from caveat.matching.names.align import align  # noqa: E402 — likewise
from caveat.matching.names.lexicon import WordKind  # noqa: E402 — likewise
from caveat.matching.names.prepare import PreparedName, prepare  # noqa: E402 — likewise
from caveat.matching.names.similar import likeness  # noqa: E402 — likewise

FILES = ("csl_layout_2026-07-09.csv.gz", "csl_2022-04-21.csv.gz")
LISTS = {"US-EL", "US-MEU", "US-UVL", "US-CMIC"}
SHORT = 2
LEAST = 3
_MUTE = {WordKind.FORM, WordKind.NOISE}

Candidate = tuple[str, str, str]


def listed_pairs(data: Path) -> Iterator[tuple[str, str, str]]:
    """Every two names of one entry, with what the party is called."""
    for file in FILES:
        for parsed in read_list_file(data / "lists" / file).lists:
            if parsed.list_code not in LISTS:
                continue
            for record in parsed.records:
                if record.kind is PartyKind.PERSON:
                    continue
                names = [n.text for n in record.names if n.kind is not NameKind.WEAK_ALIAS]
                for one, other in combinations(dict.fromkeys(names), 2):
                    yield one, other, names[0]


def native_pairs(facts: Path) -> Iterator[tuple[str, str, str]]:
    """Chinese and English names of a party; a name given to several is a parent's."""
    with (facts / "native_names_han.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["same_native_for"] == "1":
                yield row["native"], row["english"], row["english"]


def candidate(one: PreparedName, other: PreparedName) -> tuple[str, str] | None:
    """The two words that alone differ, or None."""
    aligned = align(one.tokens, other.tokens)
    mine = [i for i in aligned.left if one.tokens[i].kind not in _MUTE]
    theirs = [j for j in aligned.right if other.tokens[j].kind not in _MUTE]
    if len(mine) != 1 or len(theirs) != 1:
        return None
    a, b = one.tokens[mine[0]], other.tokens[theirs[0]]
    if a.kind is not WordKind.WORD or b.kind is not WordKind.WORD or a.acronym or b.acronym:
        return None
    words = (one.surfaces[mine[0]].lower(), other.surfaces[theirs[0]].lower())
    known = likeness(a, b) is not None or min(map(len, words)) < (1 if a.language else LEAST)
    return None if known else words


def rule(one: PreparedName, other: PreparedName, *, native: bool) -> str:
    """By which rule a pair was made; empty for none."""
    spoken = [[t for t in name.tokens if t.kind not in _MUTE] for name in (one, other)]
    if native:
        return "native"
    if any(len(words) == 1 for words in spoken):
        return "alone" if all(len(words) <= SHORT for words in spoken) else ""
    return "one word"


def build(data: Path, facts: Path | None) -> dict[Candidate, set[str]]:
    """Candidates with the parties they were seen at."""
    found: dict[Candidate, set[str]] = defaultdict(set)
    sources = [(listed_pairs(data), False)]
    if facts is not None:
        sources.append((native_pairs(facts), True))
    for pairs, native in sources:
        for first, second, party in pairs:
            one, other = prepare(first), prepare(second)
            words = candidate(one, other)
            made_by = rule(one, other, native=native) if words else ""
            if words and made_by:
                a, b = words if native else tuple(sorted(words))
                found[a, b, made_by].add(party)
    return found


def main() -> None:
    """Prints the candidates, those of most parties first."""
    facts = Path(sys.argv[2]) if len(sys.argv) > 2 else None  # noqa: PLR2004 — the second is free
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("one", "other", "rule", "parties", "example"))
    found = build(Path(sys.argv[1]), facts)
    for (a, b, made_by), parties in sorted(found.items(), key=lambda x: (-len(x[1]), x[0])):
        writer.writerow((a, b, made_by, len(parties), min(parties)))


if __name__ == "__main__":
    main()
