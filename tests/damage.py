"""Ways in which a list file comes damaged, and one sample of every format that is read.

A new format needs a line in `SAMPLES`, `REAL` (if there is a real file) and `UNITS`; the tests over
every format fail until it has them.
"""

import codecs
import csv
import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st
from lxml import etree

DATA = Path(__file__).parent / "data" / "lists"

SAMPLES: Mapping[str, tuple[str, ...]] = {
    "Consolidated Screening List, CSV": ("csl_small.csv",),
    "Consolidated Screening List, JSON": ("csl_small.json",),
    "Denied Persons List, BIS text": ("bis_dpl_small.txt",),
    "Denied Persons List, BIS CSV": ("bis_dpl_small.csv",),
    "eCFR XML, 15 CFR part 744": ("ecfr_part_744.xml",),
    "UN Security Council consolidated list, XML": ("un_small.xml",),
    "EU financial sanctions, XML": ("eu_small.xml",),
    "EU financial sanctions, CSV": ("eu_small.csv",),
    "UK Sanctions List, CSV": ("uk_sanctions_list_small.csv",),
    "OFSI consolidated list, CSV": ("uk_conlist_small.csv",),
    "OFAC's lists, advanced XML": ("ofac_advanced_small.xml",),
    "OFAC's lists, classic XML": ("ofac_classic_small.xml",),
    "OFAC's lists, enhanced XML": ("ofac_enhanced_small.xml",),
    "OpenSanctions, targets.simple.csv": ("opensanctions_simple.csv",),
    "OpenSanctions, entities.ftm.json": ("opensanctions_entities.ftm.json",),
    "Own list (template)": ("own_letters.csv",),
    "OFAC's lists, CSV files": (
        "ofac_sdn_small/sdn.csv",
        "ofac_sdn_small/add.csv",
        "ofac_sdn_small/alt.csv",
        "ofac_sdn_small/sdn_comments.csv",
    ),
}
"""Files that we wrote, by the name of the format; of a set the entries first."""

REAL: Mapping[str, tuple[str, ...]] = {
    "Consolidated Screening List, CSV": ("csl_2022-04-21.csv.gz",),
    "Consolidated Screening List, JSON": ("csl_2026_three_records.json",),
    "Denied Persons List, BIS text": ("dpl_2022-09-02.txt",),
    "UN Security Council consolidated list, XML": ("un_2026-02-27.xml.gz",),
    "EU financial sanctions, XML": ("eu_fsf_sample.xml",),
    "OFSI consolidated list, CSV": ("uk_conlist_2020-04-27.csv.gz",),
    "OFAC's lists, classic XML": ("ofac_cons_classic_2020-03-17.xml.gz",),
    "OFAC's lists, enhanced XML": ("ofac_cons_enhanced_2025-01-10.xml.zip",),
    "OpenSanctions, targets.simple.csv": ("opensanctions_ua_war_sanctions_targets.simple.csv.gz",),
    "OpenSanctions, entities.ftm.json": ("opensanctions_zala.entities.ftm.json",),
    "OFAC's lists, CSV files": (
        "ofac_cons_2025-12/cons_prim.csv",
        "ofac_cons_2025-12/cons_add.csv",
        "ofac_cons_2025-12/cons_alt.csv",
        "ofac_cons_2025-12/cons_comments.csv",
    ),
}
"""Files of ../shared/data/lists, likewise."""


def plain(path: Path) -> bytes:
    """The content of a file, unpacked; of an archive that of its only member."""
    content = path.read_bytes()
    if content.startswith(b"\x1f\x8b"):
        return gzip.decompress(content)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.read(archive.namelist()[0])
    return content


# Damage -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Damage:
    """One change; ``first`` and ``second`` are places as shares of the file."""

    how: str
    first: float
    second: float
    byte: int

    def of(self, content: bytes) -> bytes:
        start, end = sorted((int(self.first * len(content)), int(self.second * len(content))))
        return _DAMAGES[self.how](content, start, end, self.byte)


def damages(most: int = 3) -> st.SearchStrategy[list[Damage]]:
    """A few changes, one after the other."""
    one = st.builds(
        Damage,
        st.sampled_from(sorted(_DAMAGES)),
        st.floats(0, 1),
        st.floats(0, 1),
        st.integers(0, 255),
    )
    return st.lists(one, min_size=1, max_size=most)


def damaged(content: bytes, changes: Iterable[Damage]) -> bytes:
    for change in changes:
        content = change.of(content)
    return content


_TOKENS = (
    *(b"\0", b'"', b"'", b"<", b">", b"&", b"\r", b"\n", b"\x1a", b",", b";", b"\t", b"{", b"]"),
    *(codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b"\xe9", b"\xed\xa0\x80", "\u202e".encode()),
    *(b"&#0;", b"&#x110000;", b"<![CDATA[", b"<!--", b"-0-", b"99999999999999999999", b"1e999"),
    *(b"NaN", b"9999-99-99", b"00/00/0000", b"null", b'"a": {}', b" " * 3000, b"x" * 3000),
)
_BETWEEN = re.compile(rb"([,;\t<>\"\n|])")
_ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp1252", "utf-8-sig")


def _flip(content: bytes, start: int, end: int, byte: int) -> bytes:
    changed = bytearray(content)
    for at in {start, end} & set(range(len(changed))):
        changed[at] ^= byte or 1
    return bytes(changed)


def _insert(content: bytes, start: int, end: int, byte: int) -> bytes:
    token = _TOKENS[byte % len(_TOKENS)] * (1 + (end - start) % 3)
    return content[:start] + token + content[start:]


def _recode(content: bytes, start: int, end: int, _byte: int) -> bytes:
    part = content[start:end].decode("utf-8", errors="replace")
    return content[:start] + part.encode("cp1252", errors="replace") + content[end:]


def _encode(content: bytes, _start: int, _end: int, byte: int) -> bytes:
    text = content.decode("utf-8", errors="replace")
    return text.encode(_ENCODINGS[byte % len(_ENCODINGS)], errors="replace")


def _exchange(content: bytes, start: int, end: int, byte: int) -> bytes:
    """Two values between delimiters, tags or quotation marks in the place of each other."""
    values = _BETWEEN.split(content)
    first = _place(start, content, len(values)) & ~1
    second = min((_place(end, content, len(values)) + 2 * byte) & ~1, (len(values) - 1) & ~1)
    values[first], values[second] = values[second], values[first]
    return b"".join(values)


def _empty(content: bytes, start: int, _end: int, byte: int) -> bytes:
    values = _BETWEEN.split(content)
    values[_place(start, content, len(values)) & ~1] = (b"", b" ", b"-", b"\xc2\xa0")[byte % 4]
    return b"".join(values)


def _lines(
    change: Callable[[list[bytes], int, int], None],
) -> Callable[[bytes, int, int, int], bytes]:
    def of(content: bytes, start: int, end: int, _byte: int) -> bytes:
        lines = content.splitlines(keepends=True) or [b""]
        change(lines, _place(start, content, len(lines)), _place(end, content, len(lines)))
        return b"".join(lines)

    return of


def _swap_lines(lines: list[bytes], first: int, second: int) -> None:
    lines[first], lines[second] = lines[second], lines[first]


def _columns(content: bytes, start: int, end: int, byte: int) -> bytes:
    """Two columns of a table in the place of each other, the header with them or left behind."""
    delimiter = b"\t" if content.count(b"\t") > content.count(b",") else b","
    lines = content.splitlines(keepends=True)
    width = lines[0].count(delimiter) if lines else 0
    first, second = (_place(at, content, width or 1) for at in (start, end))
    for number, line in enumerate(lines):
        cells = line.split(delimiter)
        if number >= byte % 2 and len(cells) > max(first, second):
            cells[first], cells[second] = cells[second], cells[first]
            lines[number] = delimiter.join(cells)
    return b"".join(lines)


def _place(at: int, content: bytes, count: int) -> int:
    return min(at * count // (len(content) or 1), count - 1)


def _between(change: Callable[[bytes, int, int], bytes]) -> Callable[[bytes, int, int, int], bytes]:
    def of(content: bytes, start: int, end: int, _byte: int) -> bytes:
        return change(content, start, end)

    return of


_DAMAGES: Mapping[str, Callable[[bytes, int, int, int], bytes]] = {
    "flip": _flip,
    "cut": _between(lambda content, start, _: content[:start]),
    "hole": _between(lambda content, start, end: content[:start] + content[end:]),
    "double": _between(lambda content, _start, _end: content + content),
    "repeat": _between(lambda content, start, end: content[:end] + content[start:]),
    "rotate": _between(lambda content, start, _: content[start:] + content[:start]),
    "insert": _insert,
    "recode": _recode,
    "encode": _encode,
    "exchange": _exchange,
    "empty": _empty,
    "columns": _columns,
    "drop a line": _lines(lambda lines, first, _: lines.__delitem__(first)),
    "repeat a line": _lines(lambda lines, first, second: lines.insert(second, lines[first])),
    "swap lines": _lines(_swap_lines),
}


# What a file holds, counted by something else than its reader -----------------------------------


def _table(delimiter: str = ",", *, above: int = 1, key: str = "") -> Callable[..., int]:
    """Filled rows of a table below its header; with a key, the different ones in that column."""

    def count(content: bytes) -> int:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252")
        rows = [
            row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row
        ]
        if not key:
            return len(rows) - above
        header = next(row for row in rows if key in map(_one_line, row))
        at = [*map(_one_line, header)].index(key)
        below = rows[rows.index(header) + 1 :]
        blank = sum(not row[at].strip() for row in below)
        return len({row[at].strip() for row in below} - {""}) + blank

    return count


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _elements(*names: str) -> Callable[[bytes], int]:
    def count(content: bytes) -> int:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
        return sum(1 for name in names for _ in root.iter(f"{{*}}{name}"))

    return count


def _results(content: bytes) -> int:
    return len(json.loads(content)["results"])


def _lines_of(content: bytes) -> int:
    return sum(1 for line in content.decode("utf-8-sig").split("\n") if line.strip())


def _entries(content: bytes) -> int:
    rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    return sum(1 for row in rows if row and row != ["\x1a"])


def _own(content: bytes) -> int:
    """Rows below the headings of an own list; such as join a party above are counted too."""
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = content.decode("utf-16" if wide else "utf-8-sig", errors="surrogateescape")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    header = next(row for row in rows if "party" in [cell.strip().casefold() for cell in row])
    below = rows[rows.index(header) + 1 :]
    return sum(
        1
        for row in below
        if any(map(str.strip, row)) and not row[0].lstrip().startswith("#") and row != header
    )


PARTIES = "parties"
ROWS = "rows"
Units = tuple[str, Callable[[bytes], int]]

UNITS: Mapping[str, Units | None] = {
    "Consolidated Screening List, CSV": (PARTIES, _table()),
    "Consolidated Screening List, JSON": (PARTIES, _results),
    "Denied Persons List, BIS text": (PARTIES, _table("\t")),
    "Denied Persons List, BIS CSV": (PARTIES, _table()),
    "eCFR XML, 15 CFR part 744": None,
    "UN Security Council consolidated list, XML": (PARTIES, _elements("INDIVIDUAL", "ENTITY")),
    "EU financial sanctions, XML": (PARTIES, _elements("sanctionEntity")),
    "EU financial sanctions, CSV": (ROWS, _table(";")),
    "UK Sanctions List, CSV": (PARTIES, _table(key="Unique ID")),
    "OFSI consolidated list, CSV": (PARTIES, _table(key="Group ID")),
    "OFAC's lists, advanced XML": (PARTIES, _elements("DistinctParty")),
    "OFAC's lists, classic XML": (PARTIES, _elements("sdnEntry")),
    "OFAC's lists, enhanced XML": (PARTIES, _elements("entity")),
    "OpenSanctions, targets.simple.csv": (PARTIES, _table()),
    "OpenSanctions, entities.ftm.json": (ROWS, _lines_of),
    "Own list (template)": (ROWS, _own),
    "OFAC's lists, CSV files": (PARTIES, _entries),
}
"""What the entries of a file must come to: parties, or rows where several make one. None for the
eCFR, whose rows may be headings, notes or the rest of the row above."""


def packed(content: bytes, name: str) -> Sequence[tuple[str, bytes]]:
    """A content as it may come: under another name, packed with gzip, alone in an archive."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr(f"folder/{name}", content)
    return (
        ("a list.pdf", content),
        ("list", gzip.compress(content, mtime=0)),
        ("list.csv", archive.getvalue()),
    )
