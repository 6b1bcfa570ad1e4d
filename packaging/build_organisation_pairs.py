"""Builds ``tests/data/names/organisation_pairs.csv``: labelled pairs of organisations' names.

    python packaging/build_organisation_pairs.py ../shared/data

*Same* are two names that one entry of a published list gives one party. *Different* are names
that look alike and belong to two entries of one release which share no name, number or address.
Hand-picked pairs lie in ``organisation_pairs_by_hand.csv`` beside it and are taken over whole.
Seeded: equal files give an equal table.
"""

import csv
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from python_calamine import CalamineWorkbook
from rapidfuzz import fuzz, process

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "desktop"))

from caveat.domain.parties import Name, NameKind, PartyKind, PartyRecord  # noqa: E402 — see above
from caveat.ingest.lists.read import read_list_file  # noqa: E402 — likewise
from caveat.matching.names.clean import clean, fold  # noqa: E402 — likewise
from caveat.matching.names.lexicon import WordKind, lexicon  # noqa: E402 — likewise
from caveat.matching.names.prepare import prepare  # noqa: E402 — likewise
from caveat.matching.names.tokens import Token  # noqa: E402 — likewise

TARGET = ROOT / "tests" / "data" / "names" / "organisation_pairs.csv"
BY_HAND = TARGET.with_name("organisation_pairs_by_hand.csv")
NATIVE = ROOT / "resources" / "knowledge" / "published_names.csv"
COLUMNS = ("a", "b", "kind", "same", "why", "source")
SEED = 20_250_325
RELEASES = (
    ("csl_layout_2026-07-09.csv.gz", "CSL layout of 9 July 2026"),
    ("csl_2022-04-21.csv.gz", "CSL of 21 April 2022"),
    ("opensanctions_ua_war_sanctions_targets.simple.csv.gz", "OpenSanctions of 13 March 2026"),
    ("un_2026-02-27.xml.gz", "UN list of 27 February 2026"),
    ("uk_conlist_2020-04-27.csv.gz", "UK list of 27 April 2020"),
)
QUOTAS = {"US-EL": 250, "US-SDN": 190, "OS-UA-WAR-SANCTIONS": 110, "UN-SC": 35, "UK-SL": 45}
OTHER_LISTS = 30
MOST_OF_A_KIND = {"form": 70, "order": 40, "acronym": 40, "unlike": 65, "letters": 40,
                  "trade name": 260}  # fmt: skip
HARDEST_FIRST = ("form", "number", "direction", "letters", "place", "industry", "added", "family",
                 "trade name")  # fmt: skip
FROM_A_REGISTER, FROM_NATIVE_NAMES = 60, 90
PAIRS_PER_PARTY = 2
LONGEST = 120
_NOT_ORGANISATIONS = {"US-DPL", "US-DTC", "US-PLC"}
_ADDRESS = re.compile(r"\d{4}|\bP\.? ?O\.? |street|\bst\.|avenue|floor|tower|room", re.IGNORECASE)
_NOT_IN_A_NAME = (";", "http", "Affiliated", "Address", "successor", "?")
_STRONG = {NameKind.PRIMARY, NameKind.ALIAS, NameKind.NATIVE}
_MUTE = {WordKind.FORM, WordKind.NOISE, WordKind.TITLE}
_ALIKE, _WORDS_ALIKE, _SHARED_ADDRESS, _NEAR = 82.0, 78.0, 82.0, 72.0
_RARE, _COMMON = 12, 60
_MOST, _SOME = 0.75, 0.5
_SAME_PARTY_UNDER_TWO_REGIMES = {"UK-SL", "UN-SC"}
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{3,}")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of one release, as far as it matters here."""

    list_code: str
    release: str
    names: tuple[str, ...]
    addresses: tuple[str, ...]
    numbers: frozenset[str]

    @property
    def source(self) -> str:
        """What the table names as source."""
        return f"{self.list_code}, {self.release}: {self.names[0]}"


def entries(data: Path) -> Iterator[Entry]:
    """The organisations of all releases."""
    for file, release in RELEASES:
        for parsed in read_list_file(data / "lists" / file).lists:
            if parsed.list_code in _NOT_ORGANISATIONS:
                continue
            for record in parsed.records:
                if _is_organisation(record):
                    names = tuple(dict.fromkeys(n.text for n in record.names if _is_usable(n)))
                    if names:
                        addresses = tuple(_letters(a.text) for a in record.addresses)
                        numbers = frozenset(_letters(i.number) for i in record.identifiers) - {""}
                        yield Entry(parsed.list_code, release, names, addresses, numbers)


def _is_organisation(record: PartyRecord) -> bool:
    if record.kind is PartyKind.UNKNOWN:
        return prepare(record.name).organisation
    return record.kind is PartyKind.COMPANY


def _is_usable(name: Name) -> bool:
    text = name.text
    if name.source is not None or name.kind not in _STRONG or len(text) > LONGEST:
        return False
    return (
        not _ADDRESS.search(text)
        and not any(mark in text for mark in _NOT_IN_A_NAME)
        and bool(prepare(text).tokens)
    )


def _letters(text: str) -> str:
    return "".join(fold(word) for word in _WORD.findall(clean(text)))


def _spoken(text: str) -> list[str]:
    """The folded words without legal forms."""
    name = prepare(text)
    pairs = zip(name.tokens, name.surfaces, strict=True)
    words = [s for t, s in pairs if s and t.kind not in _MUTE]
    return [folded for s in words for w in _WORD.findall(s) if (folded := fold(w))]


def _plain(text: str) -> str:
    return " ".join(_spoken(text))


class Parties:
    """Which entries are one party: they share a name (but for form and order) or a number."""

    def __init__(self, every: list[Entry]) -> None:
        self._root = list(range(len(every)))
        seen: dict[str, int] = {}
        for row, entry in enumerate(every):
            keys = {" ".join(sorted(_spoken(name))) for name in entry.names} - {""}
            for key in sorted(keys | {f"# {number}" for number in entry.numbers}):
                if key in seen:
                    self._root[self.of(row)] = self.of(seen[key])
                seen.setdefault(key, row)

    def of(self, row: int) -> int:
        """The party of an entry."""
        while self._root[row] != row:
            self._root[row] = self._root[self._root[row]]
            row = self._root[row]
        return row


def same_kind(a: str, b: str, links: "Links") -> str:  # noqa: PLR0911 — the plainest kind first
    """In what way two names of one party differ; empty when they do not.

    ``unlike`` where no word that tells one name from others stands for a word of the other.
    """
    one, other = _spoken(a), _spoken(b)
    if one == other:
        return "form" if _letters(a) != _letters(b) else ""
    if _is_acronym(a, one) or _is_acronym(b, other):
        return "acronym"
    if not links.between(a, b):
        return "unlike"
    if _is_beyond_latin(a) != _is_beyond_latin(b):
        return "script"
    if sorted(one) == sorted(other):
        return "order"
    if "".join(one) == "".join(other):
        return "joined"
    if fuzz.token_sort_ratio(" ".join(one), " ".join(other)) >= _ALIKE:
        return "spelling"
    if fuzz.token_set_ratio(" ".join(one), " ".join(other)) >= _WORDS_ALIKE:
        return "words"
    return "translation"


class Links:
    """Whether a word of one name stands for a word of another: spelled, translated or read."""

    def __init__(self, names: Iterable[str]) -> None:
        self._counts = Counter(lemma for name in names for lemma in {t.lemma for t in _said(name)})

    def between(self, a: str, b: str) -> bool:
        """Whether a rare word is shared, or most of the words are."""
        one, other = _said(a), _said(b)
        shared = [t for t in one if any(_stands_for(t, u) for u in other)]
        if any(t.kind is WordKind.WORD and self._counts[t.lemma] <= _COMMON for t in shared):
            return True
        if _read_aloud(one, other) or _read_aloud(other, one):
            return True
        few, many = sorted((len(one), len(other)))
        return len(shared) > 1 and len(shared) >= _MOST * few and len(shared) >= _SOME * many


def _said(text: str) -> list[Token]:
    return [t for t in prepare(text).tokens if t.kind not in _MUTE]


def _stands_for(one: Token, other: Token) -> bool:
    if one is other or one.meanings & other.meanings or one.brands & other.brands:
        return True
    if one.number >= 0 or other.number >= 0:
        return one.number == other.number
    long = min(len(one.roman), len(other.roman)) >= 4  # noqa: PLR2004 — shorter ones are alike by chance
    return bool(one.roman) and fuzz.ratio(one.roman, other.roman) >= (_ALIKE if long else 100.0)


def _read_aloud(one: list[Token], other: list[Token]) -> bool:
    """Whether Chinese characters that no table knows stand in the other name in pinyin."""
    letters = "".join(t.roman for t in other)
    return any(t.code.startswith("h:") and len(t.roman) > 3 and t.roman in letters for t in one)  # noqa: PLR2004


def _is_beyond_latin(text: str) -> bool:
    return any(c.isalpha() and ord(c) > 0x24F for c in text)  # noqa: PLR2004 — last Latin letter


def _is_acronym(text: str, words: list[str]) -> bool:
    capitals = sum(c.isupper() for c in text)
    return len(words) == 1 and len(words[0]) <= 7 and capitals > len(words[0]) / 2  # noqa: PLR2004


def different_kind(a: str, b: str) -> str:
    """In what way two alike names of two parties differ."""
    one, other = prepare(a), prepare(b)
    mine = [t for t in one.tokens if t not in other.tokens and t.kind not in _MUTE]
    theirs = [t for t in other.tokens if t not in one.tokens and t.kind not in _MUTE]
    kinds = ({t.kind for t in mine}, {t.kind for t in theirs})
    if not mine and not theirs:
        return "form" if one.forms != other.forms else ""
    for kind in (WordKind.NUMBER, WordKind.DIRECTION, WordKind.PLACE):
        if kind in kinds[0] and kind in kinds[1]:
            return kind.coefficient
    if not mine or not theirs:
        # The same firm stands under two countries often enough.
        return "" if all(_is_country(t) for t in mine + theirs) else "added"
    if WordKind.WORD not in kinds[0] | kinds[1]:
        return "industry"
    apart = fuzz.ratio(_plain(a), _plain(b))
    if apart >= 93:  # noqa: PLR2004 — one or two letters
        return "letters"
    shared = [t for t in one.tokens if t in other.tokens and t.kind is WordKind.WORD]
    return "family" if shared else "trade name"


def _is_country(word: Token) -> bool:
    places = lexicon().places
    if word.kind is WordKind.PLACE:
        return all(places[place].kind == "country" for place in word.meanings)
    return word.kind is WordKind.GENERIC


def same_pairs(every: list[Entry], parties: Parties, rng: random.Random) -> list[tuple[str, ...]]:
    """Names of one entry, at most two pairs a party, the rarer kinds first."""
    found: dict[int, list[tuple[str, str, str, Entry]]] = defaultdict(list)
    links = Links(name for entry in every for name in entry.names)
    for row, entry in enumerate(every):
        for a, b in combinations(entry.names[:8], 2):
            kind = same_kind(a, b, links)
            if kind:
                found[parties.of(row)].append((kind, a, b, entry))
    chosen: list[tuple[str, ...]] = []
    taken: Counter[str] = Counter()
    by_list: Counter[str] = Counter()
    order = sorted(found)
    rng.shuffle(order)
    for party in order:
        pairs = found[party]
        rng.shuffle(pairs)
        kinds: set[str] = set()
        for kind, a, b, entry in pairs:
            if len(kinds) == PAIRS_PER_PARTY or kind in kinds:
                continue
            if taken[kind] >= MOST_OF_A_KIND.get(kind, 1_000):
                continue
            if by_list[entry.list_code] >= QUOTAS.get(entry.list_code, OTHER_LISTS):
                continue
            kinds.add(kind)
            taken[kind] += 1
            by_list[entry.list_code] += 1
            pair = rng.sample((a, b), 2)
            chosen.append((*pair, kind, "1", "two published names of one entry", entry.source))
    return chosen


def different_pairs(
    every: list[Entry], parties: Parties, rng: random.Random
) -> list[tuple[str, ...]]:
    """Near neighbours among the separate entries of one list in one release."""
    chosen: list[tuple[str, ...]] = []
    used: Counter[int] = Counter()
    taken: Counter[str] = Counter()
    releases: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, entry in enumerate(every):
        releases[entry.list_code, entry.release].append(row)
    by_list: Counter[str] = Counter()
    for (code, _), rows in releases.items():
        names = [(row, name) for row in rows for name in every[row].names]
        plain = [_plain(name) for _, name in names]
        counts = Counter(word for text in plain for word in set(text.split()))
        order = list(range(len(names)))
        rng.shuffle(order)
        for at in order:
            if by_list[code] >= QUOTAS.get(code, OTHER_LISTS):
                break
            row, a = names[at]
            if used[parties.of(row)] or " " not in plain[at]:
                continue
            by_letters = rng.random() < 0.5  # noqa: PLR2004 — half by letters, half by a rare word
            near = [
                (kind, place, b, why)
                for place, b, why in _neighbours(at, names, plain, counts, by_letters=by_letters)
                if not used[parties.of(place)] and _are_apart(every, parties, row, place)
                for kind in (different_kind(a, b),)
                if kind and taken[kind] < MOST_OF_A_KIND.get(kind, 1_000)
                if kind not in {"added", "letters"} or code not in _SAME_PARTY_UNDER_TWO_REGIMES
            ]
            if not near:
                continue
            kind, place, b, why = min(near, key=lambda n: HARDEST_FIRST.index(n[0]))
            used.update({parties.of(row), parties.of(place)})
            taken[kind] += 1
            by_list[code] += 1
            source = f"{every[row].source} | {every[place].names[0]}"
            chosen.append((a, b, kind, "0", f"separate entries; {why}", source))
    return chosen


def _neighbours(
    at: int,
    names: list[tuple[int, str]],
    plain: list[str],
    counts: Counter[str],
    *,
    by_letters: bool,
) -> Iterator[tuple[int, str, str]]:
    """The names most like one, by letters or among those that share its rarest word."""
    rare = min(plain[at].split(), key=lambda w: (counts[w], w))
    if by_letters or not 1 < counts[rare] <= _RARE:
        scores = process.cdist([plain[at]], plain, scorer=fuzz.token_sort_ratio)[0]
        why = "alike in letters"
    else:
        scores = np.array(
            [fuzz.token_sort_ratio(plain[at], p) if rare in p.split() else 0.0 for p in plain]
        )
        why = f"both carry “{rare}”"
    for place in np.argsort(-scores, kind="stable")[:12]:
        least = _NEAR if why.startswith("alike") else 1.0
        if scores[place] >= least and names[place][0] != names[at][0]:
            yield names[place][0], names[place][1], why


def _are_apart(every: list[Entry], parties: Parties, row: int, other: int) -> bool:
    """Whether nothing but a likeness of names speaks for one party listed twice."""
    one, two = every[row], every[other]
    if parties.of(row) == parties.of(other):
        return False
    if not one.addresses or not two.addresses:
        return one.list_code != "US-EL" and not _hardly_differ(one.names, two.names)
    if any(
        a in b or b in a or fuzz.ratio(a, b) >= _SHARED_ADDRESS
        for a in one.addresses
        for b in two.addresses
    ):
        return False
    return not _hardly_differ(one.names, two.names)


def _hardly_differ(names: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two entries have names that one may be a misspelling of the other."""
    mine, theirs = [_plain(n) for n in names], [_plain(n) for n in others]
    return any(
        fuzz.ratio("".join(sorted(a.split())), "".join(sorted(b.split()))) >= 97  # noqa: PLR2004
        and re.findall(r"\d+", a) == re.findall(r"\d+", b)
        for a in mine
        for b in theirs
    )


def register_pairs(data: Path, rng: random.Random) -> list[tuple[str, ...]]:
    """Chinese and English names of ordinary companies."""
    book = CalamineWorkbook.from_path(str(data / "suppliers" / "shanghai_exchange_2025-12.xls"))
    rows = [(str(row[3]), str(row[4])) for row in book.get_sheet_by_index(0).to_python()[1:]]
    rows = [pair for pair in dict.fromkeys(rows) if _HAN_NAME.fullmatch(pair[0]) and pair[1] != "-"]
    return _in_two_scripts(rows, FROM_A_REGISTER, "Shanghai exchange, December 2025", rng)


def native_pairs(rng: random.Random) -> list[tuple[str, ...]]:
    """Chinese and English names of listed parties, as far as our own table gives both."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    with NATIVE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names[row["party"]].setdefault(row["kind"], row["name"])
    rows = [
        (n["native name"], n["name"]) for n in names.values() if {"native name", "name"} <= n.keys()
    ]
    return _in_two_scripts(
        rows, FROM_NATIVE_NAMES, "published_names.csv, native names not verified", rng
    )


def _in_two_scripts(
    rows: list[tuple[str, str]], most: int, source: str, rng: random.Random
) -> list[tuple[str, ...]]:
    """The two names of one party, and those of two whose English names are alike."""
    chosen: list[tuple[str, ...]] = []
    links = Links(latin for _, latin in rows)
    picked = rng.sample(range(len(rows)), len(rows))
    same = [at for at in picked if links.between(*rows[at])][:most]
    picked = [*same, *(at for at in picked if at not in same)][: 2 * most]
    for at in picked[:most]:
        han, latin = rows[at]
        chosen.append((han, latin, "script", "1", "Chinese and English name of one", source))
    plain = [_plain(latin) for _, latin in rows]
    for at in picked[most:]:
        scores = process.cdist([plain[at]], plain, scorer=fuzz.token_sort_ratio)[0]
        scores[at] = 0.0
        other = rows[int(np.argmax(scores))][1]
        why = "Chinese name of one, English name of the likest other"
        chosen.append((rows[at][0], other, "script", "0", why, f"{source}: {rows[at][1]}"))
    return chosen


def build(data: Path) -> list[tuple[str, ...]]:
    """All pairs, hand-picked ones first."""
    rng = random.Random(SEED)  # noqa: S311 — a choice that can be repeated, not a secret
    every = list(entries(data))
    parties = Parties(every)
    same = same_pairs(every, parties, rng)
    different = different_pairs(every, parties, rng)
    with BY_HAND.open(encoding="utf-8", newline="") as file:
        picked = [tuple(row[c] for c in COLUMNS) for row in csv.DictReader(file)]
    scripts = [*register_pairs(data, rng), *native_pairs(rng)]
    rows = picked + sorted(same) + sorted(different) + sorted(scripts)
    return list({frozenset(row[:2]): row for row in reversed(rows)}.values())[::-1]


def main() -> None:
    """Writes the table and says what is in it."""
    rows = build(Path(sys.argv[1]))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    for (same, kind), number in sorted(Counter((row[3], row[2]) for row in rows).items()):
        print(f"{'same' if same == '1' else 'different'}\t{kind}\t{number}")
    print(f"{len(rows)} pairs")


if __name__ == "__main__":
    main()
