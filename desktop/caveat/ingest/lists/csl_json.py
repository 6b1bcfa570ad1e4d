"""Reads the Consolidated Screening List in its JSON form.

Format of 2026: an object with ``results``, a list of records with ``addresses`` and ``ids`` as
objects and ``alt_names`` null, [] or a list; ``sources_used`` with the time of the last update of
each list. The records differ in their fields by source (``country`` beside ``addresses`` in the
nonproliferation list). Records are decoded one by one, so that a large or cut file costs little.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from caveat.domain.lists import Channel
from caveat.domain.parties import Address
from caveat.ingest.countries import country_of
from caveat.ingest.lists.catalogue import list_of_source
from caveat.ingest.lists.csl_addresses import AddressesRead, read_addresses
from caveat.ingest.lists.csl_collected import CslCollector
from caveat.ingest.lists.csl_identifiers import IdentifiersRead, identifiers_given_apart
from caveat.ingest.lists.csl_record import COLUMNS, country_only
from caveat.ingest.lists.formats import ListFormat, ListsRead, Reading, refuse
from caveat.ingest.lists.json_stream import BrokenJsonError, JsonStream
from caveat.ingest.lists.text_repair import mend
from caveat.ingest.opened_file import OpenedFile

_ADDRESS_PARTS = ("address", "city", "state", "postal_code", "country")
_ID_PARTS = ("type", "number", "country", "issue_date", "expiration_date")
_NO_LETTER = re.compile("[\0\ud800-\udfff]")
"""What JSON can escape and no text holds: NUL and halves of a surrogate pair."""

_SIGNS = (b'"results"', b'"sources_used"', b'"source_list_url"')


def sniff(head: bytes) -> bool:
    """Whether the content is JSON that names parts of this list."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and any(sign in head for sign in _SIGNS)


def read(opened: OpenedFile, reading: Reading) -> ListsRead:
    """Read the whole file.

    Raises:
        RefusedReleaseError: It is not whole.
        UnreadableFileError: It is not UTF-8 text.
    """
    return _JsonFile(opened, reading).read()


FORMAT = ListFormat("Consolidated Screening List, JSON", Channel.CSL, 2, sniff, read, combined=True)


@dataclass(slots=True)
class _JsonFile:
    """One pass over a file."""

    opened: OpenedFile
    reading: Reading
    records: int = 0
    sources_used: Any = None
    rows: CslCollector = field(default_factory=CslCollector)

    def read(self) -> ListsRead:
        """Read, then judge."""
        stream = JsonStream(self.opened.content, self.opened.name)
        damages: list[str] = []
        try:
            found = self._members(stream)
            if not found:
                damages.append("it has no “results”")
            elif self.records == 0:
                damages.append("its “results” are empty")
        except BrokenJsonError as error:
            damages.append(f"it {error} after {self.records:,} records")
        if damages and not self.reading.tolerate_damage:
            raise refuse(self.opened.name, damages)
        return self.rows.finish("CSL JSON", _released(self.sources_used))

    def _members(self, stream: JsonStream) -> bool:
        """Go through the members of the outer object; whether ``results`` was among them."""
        found = False
        for name in stream.members():
            if name == "results":
                if found:
                    raise BrokenJsonError("has “results” a second time")
                found = True
                for record in stream.items():
                    self.records += 1
                    self._take(record)
                    self.reading.after_row(self.opened, self.records)
            elif name == "sources_used":
                self.sources_used = stream.value()
            else:
                stream.value()
        return found

    def _take(self, record: Any) -> None:
        def raw() -> str:
            return _letters(json.dumps(record, ensure_ascii=False))

        if not isinstance(record, dict):
            self.rows.set_aside(self.records, "This is not a record.", raw())
            return
        fields = _fields(record)
        code = self.rows.list_code(fields.get("source", ""))
        self.rows.add(
            fields,
            self.records,
            raw,
            stored_row=0,
            addresses=_addresses(record, code),
            identifiers=_identifiers(record, fields.get("ids", "")),
        )


def _fields(record: dict[str, Any]) -> dict[str, str]:
    """The fields by their CSV names and in that order, those the CSV has not at the end."""
    named = {"_id" if name == "id" else _letters(name): value for name, value in record.items()}
    order = [name for name in COLUMNS if name in named]
    order += [name for name in named if name not in COLUMNS]
    texts = {name: _text(name, named[name]) for name in order}
    return {name: text for name, text in texts.items() if text}


def _text(name: str, value: Any) -> str:
    """A value as the CSV file prints it: lists joined by "; ", parts by ", "."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _letters(value)
    if isinstance(value, list):
        return "; ".join(filter(None, (_text(name, each) for each in value)))
    if isinstance(value, dict):
        known = {"addresses": _ADDRESS_PARTS, "ids": _ID_PARTS}.get(name)
        if known is not None and set(value) <= set(known):
            return ", ".join(filter(None, (_scalar(value.get(part)) for part in known)))
        return _letters(json.dumps(value, ensure_ascii=False))
    return str(value)


def _scalar(value: Any) -> str:
    if value is None:
        return ""
    return _letters(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _letters(text: str) -> str:
    return text if text.isascii() and "\0" not in text else _NO_LETTER.sub("\ufffd", text)


def _addresses(record: dict[str, Any], list_code: str) -> AddressesRead | None:
    """Addresses with their parts; None where they are not given as objects."""
    given = record.get("addresses")
    if not given and isinstance(record.get("country"), str):
        return AddressesRead(country_only(record["country"]))
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        return None
    found: list[Address] = []
    unread: list[str] = []
    notes: list[str] = []
    ambiguous = 0
    for each in given:
        parts = [mend(_scalar(each.get(part)))[0] for part in _ADDRESS_PARTS]
        read = read_addresses(", ".join(filter(None, parts)), list_code)
        unread += read.unread
        notes += read.notes
        ambiguous += read.ambiguous
        if len(read.addresses) == 1:
            country = country_of(parts[4]) or read.addresses[0].country
            text = read.addresses[0].text
            found.append(Address(text, parts[1], parts[2], parts[3], country))
        else:
            found += read.addresses
    return AddressesRead(
        tuple(found), tuple(dict.fromkeys(unread)), tuple(dict.fromkeys(notes)), ambiguous
    )


def _identifiers(record: dict[str, Any], text: str) -> IdentifiersRead | None:
    given = record.get("ids")
    if not text or not isinstance(given, list):
        return None
    if not all(isinstance(each, dict) for each in given):
        return None
    return identifiers_given_apart(
        (
            mend(_scalar(each.get("type")))[0],
            mend(_scalar(each.get("number")))[0],
            _scalar(each.get("country")),
            mend(_text("ids", each))[0],
        )
        for each in given
    )


def _released(sources_used: Any) -> dict[str, date]:
    """The day, in UTC, on which each list was last updated, by list code."""
    dates: dict[str, date] = {}
    if not isinstance(sources_used, list):
        return dates
    for each in sources_used:
        if not isinstance(each, dict):
            continue
        known = list_of_source(_scalar(each.get("source")))
        try:
            updated = datetime.fromisoformat(_scalar(each.get("source_last_updated")))
        except ValueError:
            continue
        if known is not None:
            zoned = updated if updated.tzinfo else updated.replace(tzinfo=UTC)
            try:
                dates[known.code] = zoned.astimezone(UTC).date()
            except OverflowError:
                continue
    return dates
