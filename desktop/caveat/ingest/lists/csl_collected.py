"""Collects the rows of a Consolidated Screening List file into one parsed list per source."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from caveat.domain.lists import ParsedList, PublishedList, UnreadRow
from caveat.domain.parties import PartyRecord
from caveat.ingest.lists.catalogue import list_of_source, published_lists
from caveat.ingest.lists.csl_addresses import AddressesRead
from caveat.ingest.lists.csl_identifiers import IdentifiersRead
from caveat.ingest.lists.csl_record import UnreadableRowError, read_record
from caveat.ingest.lists.formats import ListsRead
from caveat.ingest.lists.official_links import is_official_link, refused_link_note

_REPEATED = frozenset(
    {
        "source",
        "type",
        "programs",
        "federal_register_notice",
        "start_date",
        "license_requirement",
        "license_policy",
        "source_list_url",
        "source_information_url",
        "title",
        "nationalities",
        "remarks",
    }
)
"""Fields whose texts repeat in thousands of rows and are kept once in memory."""

_LINKS = ("source_list_url", "source_information_url")
_RAW_LETTERS = 20_000
"""Longest raw text kept of a row that cannot be read."""


@dataclass(slots=True)
class _OneList:
    records: list[PartyRecord] = field(default_factory=list)
    unread: list[UnreadRow] = field(default_factory=list)
    rows: int = 0
    filled: dict[str, None] = field(default_factory=dict)
    links: dict[str, None] = field(default_factory=dict)


class CslCollector:
    """Takes rows one by one; `finish` gives the lists."""

    def __init__(self) -> None:
        self._lists: dict[str, _OneList] = {}
        self._sources: dict[str, PublishedList | None] = {}
        self._unknown: Counter[str] = Counter()
        self._unknown_rows: list[UnreadRow] = []
        self._texts: dict[str, str] = {}
        self.rows = 0

    def list_code(self, source: str) -> str:
        """Code of the list that a ``source`` value means; empty where none is known."""
        if source not in self._sources:
            self._sources[source] = list_of_source(source)
        known = self._sources[source]
        return known.code if known is not None else ""

    def add(
        self,
        fields: dict[str, str],
        row: int,
        raw: Callable[[], str],
        *,
        stored_row: int | None = None,
        addresses: AddressesRead | None = None,
        identifiers: IdentifiersRead | None = None,
    ) -> None:
        """Take one row.

        Args:
            fields: Published fields with a value, verbatim.
            row: Its place in the file, for messages.
            raw: Gives the row as text, asked only if it cannot be read.
            stored_row: Row number of the record, if it differs (formats without rows: 0).
            addresses: Addresses, where the format gives their parts apart.
            identifiers: Likewise.
        """
        self.rows += 1
        source = fields.get("source", "")
        code = self.list_code(source)
        if not code:
            reason = f"The source {source.strip()!r} is not a list that this program knows."
            self.set_aside(row, reason if source.strip() else "The row names no source.", raw())
            self._unknown[source.strip() or "(no source)"] += 1
            return
        one = self._lists.setdefault(code, _OneList())
        one.rows += 1
        for name, text in fields.items():
            if name in _REPEATED:
                fields[name] = self._texts.setdefault(text, text)
        try:
            record = read_record(
                code,
                fields,
                row=row if stored_row is None else stored_row,
                addresses=addresses,
                identifiers=identifiers,
            )
        except UnreadableRowError as error:
            one.unread.append(UnreadRow(row, str(error), raw()[:_RAW_LETTERS]))
            return
        links = [link for name in _LINKS if (link := fields.get(name, "").strip())]
        refused = dict.fromkeys(link for link in links if not is_official_link(link))
        if refused:
            record = replace(record, notes=(*record.notes, *map(refused_link_note, refused)))
        one.records.append(record)
        one.filled.update((name, None) for name, text in fields.items() if text.strip())
        one.links.update((link, None) for link in links if link not in refused)

    def set_aside(self, row: int, reason: str, raw: str) -> None:
        """Keep a row that belongs to no list as raw text."""
        self._unknown_rows.append(UnreadRow(row, reason, raw[:_RAW_LETTERS]))

    def finish(self, form: str, released: Mapping[str, date] | None = None) -> ListsRead:
        """The lists in the order of the catalogue.

        Args:
            form: Name of the variant of the format.
            released: Date of each list, by code, where the file states it.
        """
        dates = released or {}
        lists = []
        for known in published_lists():
            one = self._lists.get(known.code)
            if one is not None:
                lists.append(
                    ParsedList(
                        list_code=known.code,
                        records=tuple(one.records),
                        unread=tuple(one.unread),
                        rows=one.rows,
                        published_fields=tuple(one.filled),
                        released=dates.get(known.code),
                        links=tuple(one.links),
                    )
                )
        return ListsRead(
            form=form,
            lists=tuple(lists),
            unknown_sources=tuple(
                f"{source} ({count:,} rows)" for source, count in self._unknown.items()
            ),
            unknown_rows=tuple(self._unknown_rows),
        )
