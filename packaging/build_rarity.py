"""Builds ``resources/lexicons/word_rarity.tsv`` from published lists and company registers.

    python packaging/build_rarity.py ../shared/data

The table holds words and counts, no names. It is a part of the matching engine: a new table is a
new engine version, an import of a list never changes it. In a list, one group of companies under
one brand fills many entries (Huawei: 150), which says nothing of how often a stranger would carry
that brand; so the entries a word *begins* count with the logarithm of their number, all others
one by one.
"""

import csv
import gzip
import io
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "desktop"))

from caveat.matching.names.lexicon import WordKind  # noqa: E402 — the path comes first
from caveat.matching.names.prepare import prepare  # noqa: E402 — likewise
from caveat.matching.names.split import split_names  # noqa: E402 — likewise
from caveat.matching.names.tokens import token  # noqa: E402 — likewise

TARGET = ROOT / "resources" / "lexicons" / "word_rarity.tsv"
LEAST = 2
"""A word seen once is as good as unseen, and would betray whose name it is."""
HEAD_FACTOR = 2.0
BRAND = "b "
ORDINARY = 80
"""At least this count for a word of the ordinary dictionary: registers of a few thousand
companies do not show how often strangers call themselves Triangle or Apex."""
_MUTE = {WordKind.FORM, WordKind.NOISE, WordKind.NUMBER, WordKind.LETTER}


def _rows(path: Path, encoding: str = "utf-8") -> Iterator[dict[str, str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as raw:
        yield from csv.DictReader(io.TextIOWrapper(raw, encoding=encoding, newline=""))


def _csl(path: Path) -> Iterator[list[str]]:
    for row in _rows(path):
        yield [row["name"], *row["alt_names"].split("; ")]


def _uk(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rb") as raw:
        text = io.TextIOWrapper(raw, encoding="cp1252", newline="")
        next(text)
        parties: dict[str, list[str]] = {}
        for row in csv.DictReader(text):
            name = " ".join(row.get(f"Name {n}") or "" for n in (1, 2, 3, 4, 5, 6))
            parties.setdefault(row["Group ID"], []).append(name)
    yield from parties.values()


def _opensanctions(path: Path) -> Iterator[list[str]]:
    for row in _rows(path):
        yield [row["name"], *row["aliases"].split(";")]


def _listed(data: Path) -> Iterator[list[str]]:
    lists = data / "lists"
    yield from _csl(lists / "csl_2022-04-21.csv.gz")
    yield from _csl(lists / "csl_layout_2026-07-09.csv.gz")
    yield from _uk(lists / "uk_conlist_2020-04-27.csv.gz")
    yield from _opensanctions(lists / "opensanctions_ua_war_sanctions_targets.simple.csv.gz")


def _registered(data: Path) -> Iterator[str]:
    folder = data / "suppliers"
    shanghai = CalamineWorkbook.from_path(str(folder / "shanghai_exchange_2025-12.xls"))
    for row in shanghai.get_sheet_by_index(0).to_python()[1:]:
        yield str(row[4])
        yield str(row[3])
    hongkong = CalamineWorkbook.from_path(str(folder / "hkex_securities_2021-10.xlsx"))
    for row in hongkong.get_sheet_by_index(0).to_python()[3:]:
        if str(row[2]) == "Equity":
            yield str(row[1])
    with (folder / "edinet_shift_jis_2025-12.csv").open(encoding="cp932", newline="") as file:
        next(file)
        for record in csv.DictReader(file):
            yield record["提出者名（英字）"]
    with (folder / "shanghai_ipo_gb18030.csv").open(encoding="gb18030", newline="") as file:
        for record in csv.DictReader(file):
            yield record["公司名称"]


def _ordinary_words() -> list[str]:
    path = ROOT / "resources" / "lexicons" / "common_words.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [row["word"] for row in csv.DictReader(file)]


def _words(names: list[str]) -> tuple[set[str], set[str]]:
    """All words of an entry, and those that begin one of its names."""
    every: set[str] = set()
    heads: set[str] = set()
    for text in names:
        for name in split_names(text) if text.strip() else ():
            prepared = prepare(name)
            spoken = [t for t in prepared.tokens if t.kind not in _MUTE]
            every.update(t.lemma for t in spoken)
            words = [t.lemma for t in spoken if t.kind is WordKind.WORD]
            if words and prepared.organisation:
                heads.add(words[0])
    return every, heads


def build(data: Path) -> str:
    """The table as text."""
    anywhere: Counter[str] = Counter()
    heads: Counter[str] = Counter()
    total = 0
    seen: set[str] = set()
    for names in _listed(data):
        key = names[0].strip().casefold()
        if key in seen:
            continue
        seen.add(key)
        total += 1
        every, first = _words(names)
        anywhere.update(every - first)
        heads.update(first)
    registered: Counter[str] = Counter()
    for text in dict.fromkeys(_registered(data)):
        if text.strip() and text.strip() != "-":
            total += 1
            registered.update(_words([text])[0])
    counts = Counter(registered)
    for word in anywhere.keys() | heads.keys():
        own, others = heads[word], anywhere[word]
        if word.startswith(BRAND):
            own, others = own + others, 0
        counts[word] += others + round(HEAD_FACTOR * math.log1p(own))
    for word in _ordinary_words():
        lemma = token(f"w:{word}").lemma
        counts[lemma] = max(counts[lemma], ORDINARY)
    lines = [f"#names\t{total}"]
    lines += [f"{word}\t{n}" for word, n in sorted(counts.items()) if n >= LEAST and word]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Writes the table and says what is in it."""
    text = build(Path(sys.argv[1]))
    TARGET.write_text(text, encoding="utf-8")
    lines = text.splitlines()
    print(
        f"{len(lines) - 1} words of {lines[0].split(chr(9))[1]} names, {len(text.encode())} bytes"
    )


if __name__ == "__main__":
    main()
