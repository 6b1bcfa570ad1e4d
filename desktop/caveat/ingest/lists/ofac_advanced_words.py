"""The reference tables of OFAC's advanced XML, and what its dates, names and places say in words.

The advanced format prints keys where the others print words: ``AliasTypeID="1400"`` is "A.K.A.".
Its tables stand at the beginning of every file; here a key becomes its word again. Dates are
intervals between two intervals: a year is printed as its first and its last day.
"""

from calendar import monthrange
from collections.abc import Iterator
from sys import intern

from lxml import etree

from caveat.ingest.countries import is_country_code
from caveat.ingest.lists.xml_stream import child, child_text, children, local_name, text_of

UNKNOWN = "unknown"
LOCATION_PARTS = (
    "ADDRESS1",
    "ADDRESS2",
    "ADDRESS3",
    "CITY",
    "STATE/PROVINCE",
    "POSTAL CODE",
    "REGION",
)
"""Parts of an address, in the order in which it is written."""

_DATES = frozenset({"DatePeriod", "Date"})
_KEY = "ID"
_NO_TEXT = frozenset({"FixedRef", "YearFixed", "MonthFixed", "DayFixed"})
_TRUE = "true"
_LONGEST_NUMBER = 4
_DECEMBER = 12
_LAST = 31


class Words:
    """The tables of one file."""

    def __init__(self) -> None:
        self._words: dict[tuple[str, str], str] = {}
        self._attributes: dict[tuple[str, str, str], str] = {}

    def take(self, tables: etree._Element) -> None:
        """Take ``ReferenceValueSets``: tables such as ``AliasTypeValues`` of ``AliasType``."""
        for table in tables:
            for value in table:
                name, key = local_name(value), value.get("ID", "")
                self._words[name, key] = text_of(value)
                for attribute, text in value.attrib.items():
                    self._attributes[name, key, str(attribute)] = str(text)

    def word(self, table: str, key: str | None) -> str:
        """What a key of a table means; empty where the table does not hold it."""
        return self._words.get((table, key or ""), "")

    def of(self, element: etree._Element | None, attribute: str) -> str:
        """What the key in an attribute means; ``IssuedBy-CountryID`` is a key of ``Country``."""
        if element is None:
            return ""
        return self.word(_table_of(attribute), element.get(attribute))

    def country_code(self, key: str | None) -> str:
        """Alpha-2 code of a country's key, where its table gives one."""
        code = self._attributes.get(("Country", key or "", "ISO2"), "")
        return code if is_country_code(code) else ""

    def area(self, key: str | None) -> tuple[str, str]:
        """Name and alpha-2 code of an area's key."""
        name = self._attributes.get(("AreaCode", key or "", "Description"), "")
        code = self.word("AreaCode", key)
        return name, code if is_country_code(code) else ""

    def party_type(self, subtype: str | None) -> str:
        """What a party is: "Individual", "Entity", "Vessel" or "Aircraft"."""
        named = self.word("PartySubType", subtype)
        if named and named.casefold() != UNKNOWN:
            return named
        key = self._attributes.get(("PartySubType", subtype or "", "PartyTypeID"), "")
        return self.word("PartyType", key)

    def leaves(self, element: etree._Element, path: str) -> Iterator[tuple[str, str]]:
        """Every text inside an element as ``(path, text)``, with words for keys.

        Keys that only tie pieces together are left out, for the pieces are put together here, and
        so is every attribute that says "false"; dates are given as `period` words them.
        """
        for attribute, text in element.attrib.items():
            name = str(attribute)
            if name.endswith(_KEY):
                word = self.of(element, name)
                if word and word.casefold() != UNKNOWN:
                    yield intern(f"{path}@{name.removesuffix(_KEY)}"), word
            elif name not in _NO_TEXT and str(text).strip() not in ("", "false"):
                yield intern(f"{path}@{name}"), str(text).strip()
        if local_name(element) in _DATES:
            worded = period(element)
            if worded:
                yield path, worded
            return
        if element.text and element.text.strip():
            yield path, element.text.strip()
        for part in element:
            if local_name(part):
                yield from self.leaves(part, intern(f"{path}/{local_name(part)}"))


def _table_of(attribute: str) -> str:
    return attribute.removesuffix(_KEY).rpartition("-")[2]


def period(element: etree._Element | None) -> str:
    """A date or a period in words: "1962-11-23", "1962", "1962 to 1964", "circa 1951"."""
    if element is None:
        return ""
    if local_name(element) == "Date":
        return day(element)
    start, end = child(element, "Start"), child(element, "End")
    first = _bound(start, "From") or _bound(start, "To")
    last = _bound(end, "To") or _bound(end, "From") or _bound(start, "To") or first
    approximate = any(
        each is not None and each.get("Approximate") == _TRUE for each in (start, end)
    )
    worded = _worded(first or last, last)
    return f"circa {worded}" if approximate and worded else worded


def day(element: etree._Element | None) -> str:
    """The day that an element gives as year, month and day, as ISO text, possibly partial."""
    return _iso(_parts(element))


def bounds(element: etree._Element | None) -> tuple[str, str]:
    """The first and the last day of a period as ISO texts; empty where it is open."""
    if element is None:
        return "", ""
    first = _bound(child(element, "Start"), "From")
    return _iso(first), _iso(_bound(child(element, "End"), "To"))


def _worded(first: tuple[int, ...], last: tuple[int, ...]) -> str:
    if first == last:
        return _iso(first)
    if first[1:] == (1, 1) and last[1:] == (_DECEMBER, _LAST):
        return _iso(first[:1]) if first[0] == last[0] else f"{_iso(first[:1])} to {_iso(last[:1])}"
    if len(first) == len(last) == len(("year", "month", "day")):
        whole_month = first[2] == 1 and last[2] == monthrange(last[0], last[1])[1]
        if first[:2] == last[:2] and whole_month:
            return _iso(first[:2])
    return f"{_iso(first)} to {_iso(last)}"


def _bound(limit: etree._Element | None, which: str) -> tuple[int, ...]:
    return _parts(child(limit, which)) if limit is not None else ()


def _parts(element: etree._Element | None) -> tuple[int, ...]:
    """Year, month and day, as far as they are given and possible."""
    if element is None:
        return ()
    found: list[int] = []
    for name, most in (("Year", 9999), ("Month", 12), ("Day", 31)):
        text = child_text(element, name)
        if not (text.isdecimal() and text.isascii() and len(text) <= _LONGEST_NUMBER):
            break
        number = int(text)
        if not 1 <= number <= most:
            break
        found.append(number)
    return tuple(found)


def _iso(parts: tuple[int, ...]) -> str:
    return "-".join(f"{part:0{4 if at == 0 else 2}}" for at, part in enumerate(parts))


def place_parts(location: etree._Element, words: Words) -> tuple[dict[str, str], dict[str, str]]:
    """The parts of a place by their type: as usual, and in another script where it is printed."""
    usual: dict[str, str] = {}
    other: dict[str, str] = {}
    for part in children(location, "LocationPart"):
        kind = words.of(part, "LocPartTypeID").upper()
        for value in children(part, "LocationPartValue"):
            text = child_text(value, "Value")
            found = usual if value.get("Primary", _TRUE) == _TRUE else other
            if text:
                found[kind] = f"{found[kind]}, {text}" if kind in found else text
    return usual, other
