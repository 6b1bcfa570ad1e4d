"""Every field and every name of the real files, read by plain readers and looked up in the records.

The readers here know nothing of ours: csv, json and lxml, a row or an element for a party.
"""

import csv
import io
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from caveat.domain.identity import name_key
from caveat.domain.parties import NameKind, PartyRecord
from caveat.ingest.lists.read import read_list_set
from damage import REAL, plain

SAMPLE = 200
"""Entries of each file that are looked at; always the same ones."""
Fields = list[tuple[str, str]]


@dataclass
class Raw:
    """An entry as it stands in a file: its key, its filled fields, its names, its weak names."""

    key: str
    fields: Fields
    names: list[str]
    weak: list[str]


Reader = Callable[[Sequence[bytes]], Iterator[Raw]]


def text_of(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def table(content: bytes, delimiter: str = ",", above: int = 0) -> Iterator[dict[str, str]]:
    rows = list(csv.reader(io.StringIO(text_of(content), newline=""), delimiter=delimiter))
    for row in rows[above + 1 :]:
        yield dict(zip(rows[above], row, strict=True))


def csl(files: Sequence[bytes]) -> Iterator[Raw]:
    for number, row in enumerate(table(files[0]), 2):
        aliases = [re.sub(r"^and ", "", alias) for alias in row["alt_names"].split("; ")]
        yield Raw(f"row {number}", [*row.items()], [row["name"], *aliases], [])


def csl_json(files: Sequence[bytes]) -> Iterator[Raw]:
    for entry in json.loads(files[0])["results"]:
        names = [entry["name"], *(entry["alt_names"] or ())]
        yield Raw(entry["id"], [*flat(entry)], names, [])


def flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flat(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from flat(inner, path)
    elif value is not None:
        yield path, str(value)


def dpl(files: Sequence[bytes]) -> Iterator[Raw]:
    for number, row in enumerate(table(files[0], "\t"), 2):
        yield Raw(f"row {number}", [*row.items()], [row["Name"]], [])


def ofac_csv(files: Sequence[bytes]) -> Iterator[Raw]:
    found: dict[str, Raw] = {}
    for place, content in enumerate(files):
        for row in csv.reader(io.StringIO(text_of(content), newline="")):
            if row == ["\x1a"]:
                continue
            raw = found.setdefault(row[0], Raw(row[0], [], [], []))
            raw.fields += [(f"{place}.{n}", "" if t == "-0- " else t) for n, t in enumerate(row)]
            raw.names += [row[1]] if place == 0 else [row[3]] if place == 2 else []
    yield from found.values()


def elements(content: bytes, *names: str) -> Iterator[etree._Element]:
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    return root.iter(*(f"{{*}}{name}" for name in names))


def leaves(entry: etree._Element) -> Iterator[tuple[str, str]]:
    for element in entry.iter():
        name = etree.QName(element).localname
        yield from ((f"{name}@{key}", value) for key, value in element.attrib.items())
        yield name, element.text or ""


def inner(entry: etree._Element, name: str) -> list[str]:
    return [" ".join((each.text or "").split()) for each in entry.iter(f"{{*}}{name}")]


def classic(files: Sequence[bytes]) -> Iterator[Raw]:
    def called(element: etree._Element) -> str:
        parts = (element.findtext(f"{{*}}{name}") for name in ("lastName", "firstName"))
        return ", ".join(filter(None, parts))

    for entry in elements(files[0], "sdnEntry"):
        aliases = [*entry.iter("{*}aka")]
        weak = [called(each) for each in aliases if each.findtext("{*}category") == "weak"]
        names = [called(entry), *map(called, aliases)]
        yield Raw(entry.findtext("{*}uid") or "", [*leaves(entry)], names, weak)


KEYS = re.compile(r"@(?:refId|featureTypeId|nameId|nameTranslationId)$|^(?:versionId|valueRefId)$")
"""Numbers of the tables inside the enhanced file, whose words are printed beside them."""


def enhanced(files: Sequence[bytes]) -> Iterator[Raw]:
    for entry in elements(files[0], "entity"):
        fields = [(name, text) for name, text in leaves(entry) if not KEYS.search(name)]
        names, weak = [], []
        for name in entry.iter("{*}name"):
            printed = inner(name, "formattedFullName")
            names += printed
            weak += printed if name.findtext("{*}isLowQuality") == "true" else []
        yield Raw(entry.get("id", ""), fields, names, weak)


def un(files: Sequence[bytes]) -> Iterator[Raw]:
    for entry in elements(files[0], "INDIVIDUAL", "ENTITY"):
        parts = (f"{number}_NAME" for number in ("FIRST", "SECOND", "THIRD", "FOURTH"))
        name = " ".join((entry.findtext(part) or "").strip() for part in parts)
        names, weak = [name, *inner(entry, "NAME_ORIGINAL_SCRIPT")], []
        for alias in entry.iter("INDIVIDUAL_ALIAS", "ENTITY_ALIAS"):
            names += inner(alias, "ALIAS_NAME")
            weak += inner(alias, "ALIAS_NAME") if inner(alias, "QUALITY") == ["Low"] else []
        key = (entry.findtext("REFERENCE_NUMBER") or "").strip()
        yield Raw(key, [*leaves(entry)], names, [text for text in weak if text])


def eu(files: Sequence[bytes]) -> Iterator[Raw]:
    for entry in elements(files[0], "sanctionEntity"):
        names = [alias.get("wholeName", "") for alias in entry.iter("{*}nameAlias")]
        yield Raw(entry.get("euReferenceNumber", ""), [*leaves(entry)], names, [])


def conlist(files: Sequence[bytes]) -> Iterator[Raw]:
    for row in table(files[0], above=1):
        name = " ".join(row[f"Name {n}"].strip() for n in (1, 2, 3, 4, 5, 6))
        yield Raw(row["Group ID"], [*row.items()], [name], [])


def opensanctions(files: Sequence[bytes]) -> Iterator[Raw]:
    for row in table(files[0]):
        cell = row["aliases"].replace("\n", " ")
        aliases = next(csv.reader([cell], delimiter=";"), [])
        yield Raw(row["id"], [*row.items()], [row["name"], *aliases], [])


def ftm(files: Sequence[bytes]) -> Iterator[Raw]:
    for line in text_of(files[0]).splitlines():
        entity = json.loads(line)
        properties = entity["properties"]
        if entity.get("target"):
            kinds = ("name", "alias", "weakAlias", "previousName", "abbreviation")
            names = [text for kind in kinds for text in properties.get(kind, ())]
            strong = {
                name_key(text)
                for kind in kinds
                if kind != "weakAlias"
                for text in properties.get(kind, ())
            }
            # What one source calls weak another calls a name of full value, and that counts.
            weak = [t for t in properties.get("weakAlias", ()) if name_key(t) not in strong]
            yield Raw(entity["id"], [*flat(properties)], [entity["caption"], *names], weak)


READERS: dict[str, Reader] = {
    "Consolidated Screening List, CSV": csl,
    "Consolidated Screening List, JSON": csl_json,
    "Denied Persons List, BIS text": dpl,
    "UN Security Council consolidated list, XML": un,
    "EU financial sanctions, XML": eu,
    "OFSI consolidated list, CSV": conlist,
    "OFAC's lists, classic XML": classic,
    "OFAC's lists, enhanced XML": enhanced,
    "OpenSanctions, targets.simple.csv": opensanctions,
    "OpenSanctions, entities.ftm.json": ftm,
    "OFAC's lists, CSV files": ofac_csv,
}


@pytest.fixture(scope="module")
def read(shared_data: Path) -> Callable[[str], tuple[list[Raw], dict[str, list[PartyRecord]]]]:
    """Some entries of the real file of a format, and all its records by every key they have."""
    done: dict[str, tuple[list[Raw], dict[str, list[PartyRecord]]]] = {}

    def of(name: str) -> tuple[list[Raw], dict[str, list[PartyRecord]]]:
        if name not in done:
            paths = [shared_data / "lists" / part for part in REAL[name]]
            records: dict[str, list[PartyRecord]] = defaultdict(list)
            for item in read_list_set(paths).lists:
                for record in item.records:
                    keys = {record.publisher_id, record.row_id, f"row {record.row}"} - {""}
                    for key in keys:
                        records[key].append(record)
            raw = list(READERS[name]([plain(path) for path in paths]))
            chance = random.Random(name)  # noqa: S311  # the same entries in every run
            done[name] = chance.sample(raw, min(SAMPLE, len(raw))), records
        return done[name]

    return of


def told(texts: Iterable[str]) -> set[str]:
    return {" ".join(text.split()) for text in texts}


@pytest.mark.real_data
@pytest.mark.parametrize("name", REAL)
def test_every_filled_field_is_published_verbatim(name: str, read: Callable[[str], Any]):
    raw, records = read(name)
    lost = []
    for entry in raw:
        published = told(text for each in records[entry.key] for _, text in each.published)
        if name == "Consolidated Screening List, JSON":  # joins the parts as the CSV file does
            published |= {text for _, text in entry.fields if any(text in p for p in published)}
        lost += [
            (entry.key, field, text)
            for field, text in entry.fields
            if text.strip() and " ".join(text.split()) not in published
        ]
    assert lost == []


@pytest.mark.real_data
@pytest.mark.parametrize("name", REAL)
def test_every_name_is_among_the_names_of_its_party(name: str, read: Callable[[str], Any]):
    """But for case, punctuation and an abbreviation in brackets, which is a name of its own."""
    raw, records = read(name)
    lost = []
    for entry in raw:
        known = {name_key(each.text) for r in records[entry.key] for each in r.names}
        for text in filter(name_key, entry.names):
            bare, inside = re.sub(r"\([^()]*\)", "", text), re.findall(r"\(([^()]*)\)", text)
            parts = {name_key(part) for part in (bare, *inside)} - {""}
            if name_key(text) not in known and not parts <= known:
                lost.append((entry.key, text))
    assert [each for each in lost if each[1] not in KNOWN_TO_BE_NONE] == []


READ_IN_PARTS = frozenset(
    {
        "OFAC's lists, CSV files",
        "UN Security Council consolidated list, XML",
        "OpenSanctions, entities.ftm.json",
    }
)
"""Formats in which a weak name may be read in another order or in parts, each of them weak."""
KNOWN_TO_BE_NONE = frozenset({"and"})
"""Words that a real file prints in place of a name."""


@pytest.mark.real_data
@pytest.mark.parametrize("name", REAL)
def test_weak_names_are_weak_and_no_others(name: str, read: Callable[[str], Any]):
    """What OFAC's remarks quote is weak too: it stands in no field of its own."""
    raw, records = read(name)
    for entry in raw:
        weak = {
            name_key(each.text)
            for record in records[entry.key]
            for each in record.names
            if each.kind is NameKind.WEAK_ALIAS
        }
        printed = {name_key(text) for text in entry.weak}
        assert printed <= weak
        if name not in READ_IN_PARTS:
            assert weak == printed
