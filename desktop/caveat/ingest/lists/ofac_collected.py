"""Collects the entries of one of OFAC's files into one parsed list per list."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from caveat.domain.lists import ParsedList, UnreadRow
from caveat.domain.parties import NameKind, PartyRecord, PublishedRelation
from caveat.ingest.lists.csl_record import UnreadableRowError
from caveat.ingest.lists.formats import ListsRead
from caveat.ingest.lists.ofac_lists import EVERY_LIST
from caveat.ingest.lists.ofac_party import OfacParty

_RAW_LETTERS = 20_000
"""Longest raw text kept of an entry that cannot be read."""


class OfacCollector:
    """Takes entries one by one; `finish` gives the lists.

    Attributes:
        parties: Entries taken.
        repeated: Entity numbers that came more than once, as if two files were joined.
    """

    def __init__(self) -> None:
        self._records: list[PartyRecord] = []
        self._unread: list[tuple[str, UnreadRow]] = []
        self._numbers: set[str] = set()
        self._unknown: Counter[str] = Counter()
        self.parties = 0
        self.repeated: list[str] = []

    def add(self, party: OfacParty, raw: Callable[[], str]) -> None:
        """Take an entry whose lists are known; ``raw`` gives its text if it cannot be read."""
        self.parties += 1
        if party.number in self._numbers:
            self.repeated.append(party.number)
        self._numbers.add(party.number)
        try:
            self._records += party.records()
        except UnreadableRowError as error:
            row = UnreadRow(party.row or self.parties, str(error), raw()[:_RAW_LETTERS])
            self._unread += [(on.code, row) for on in party.lists]

    def unknown_list(self, name: str) -> None:
        """Count an entry on a list that is not known here."""
        self._unknown[name] += 1

    def finish(self, form: str, released: date | None = None) -> ListsRead:
        """The lists in the order of the catalogue, ties told by the number of the other party."""
        numbers = self._numbers_by_name()
        by_list: dict[str, list[PartyRecord]] = {}
        for record in self._records:
            by_list.setdefault(record.list_code, []).append(_with_numbers(record, numbers))
        lists = []
        for code in EVERY_LIST:
            records = by_list.get(code, [])
            unread = [row for on, row in self._unread if on == code]
            if records or unread:
                fields = dict.fromkeys(name for record in records for name, _ in record.published)
                lists.append(
                    ParsedList(
                        list_code=code,
                        records=tuple(records),
                        unread=tuple(unread),
                        rows=len(records) + len(unread),
                        published_fields=tuple(fields),
                        released=released,
                    )
                )
        return ListsRead(
            form=form,
            lists=tuple(lists),
            unknown_sources=tuple(
                f"{name} ({count:,} entries)" for name, count in self._unknown.items()
            ),
        )

    def _numbers_by_name(self) -> dict[str, str]:
        """Entity number by name, for names that only one party has; primary names go first."""
        primary: dict[str, str] = {}
        others: dict[str, str] = {}
        for record in self._records:
            for at, name in enumerate(record.names):
                if name.kind is not NameKind.WEAK_ALIAS:
                    known = primary if at == 0 else others
                    number = known.setdefault(name.text.casefold(), record.publisher_id)
                    if number != record.publisher_id:
                        known[name.text.casefold()] = ""
        return others | primary


def _with_numbers(record: PartyRecord, numbers: dict[str, str]) -> PartyRecord:
    if not record.relations:
        return record
    return replace(
        record, relations=tuple(_with_number(each, numbers) for each in record.relations)
    )


def _with_number(relation: PublishedRelation, numbers: dict[str, str]) -> PublishedRelation:
    """The tie with the number of the other party, where just one is called so."""
    if relation.other_id:
        return relation
    for name in (relation.other, f"{relation.other}."):
        # The full stop that closes the remarks may be that of "CO." before it.
        number = numbers.get(name.casefold(), "")
        if number:
            return replace(relation, other=name, other_id=number)
    return relation
