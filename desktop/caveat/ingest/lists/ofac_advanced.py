"""Reads OFAC's advanced XML: ``SDN_ADVANCED.XML`` and ``CONS_ADVANCED.XML``, root ``Sanctions``.

Format: the "Advanced Sanctions Data Model" that OFAC shares with the United Nations. It was built
from OFAC's public description of the model and from the elements, attributes and counts that users
of the file of August 2025 publish; **it was never tried on a real file**. In its order: the day of
issue, the tables of words, places, documents, parties, ties between parties, and the entries that
put a party on a list under its programmes. Everything refers to everything by number.

Which lists the file speaks for: the SDN file names other lists too for parties that are on both, so
the list that every party is on tells it.
"""

from dataclasses import replace
from datetime import date

from lxml import etree

from caveat.domain.lists import Channel
from caveat.domain.parties import PublishedRelation
from caveat.ingest.lists.formats import ListFormat, ListsRead, Reading, refuse
from caveat.ingest.lists.ofac_advanced_party import Tables, read_party
from caveat.ingest.lists.ofac_advanced_words import UNKNOWN, bounds, day, period
from caveat.ingest.lists.ofac_collected import OfacCollector
from caveat.ingest.lists.ofac_lists import (
    EVERY_LIST,
    NON_SDN,
    SDN,
    OnList,
    is_consolidated,
    list_named,
    unknown_list,
)
from caveat.ingest.lists.ofac_party import OfacParty
from caveat.ingest.lists.ofac_ties import tie_phrase
from caveat.ingest.lists.xml_stream import (
    XmlElements,
    child,
    child_text,
    children,
    local_name,
    root_of,
)
from caveat.ingest.opened_file import OpenedFile

_ROOT = "Sanctions"
_SPACES = ("advanced_xml", "/sanctions/1.0")
"""Ends of the namespaces that OFAC has used for the model."""
_WANTED = (
    "DateOfIssue",
    "ReferenceValueSets",
    "Location",
    "IDRegDocument",
    "DistinctParty",
    "ProfileRelationship",
    "SanctionsEntry",
)
_AROUND = (
    "Locations",
    "IDRegDocuments",
    "DistinctParties",
    "ProfileRelationships",
    "SanctionsEntries",
)
_APART = ("SanctionsEntryLinks",)
"""Ties between entries; they name no party."""
_TRUE = "true"
_SHOWN = 3


def sniff(head: bytes) -> bool:
    """Whether the root element is that of this format."""
    name, space = root_of(head)
    return name == _ROOT and space.rstrip("/").casefold().endswith(_SPACES)


def read(opened: OpenedFile, reading: Reading) -> ListsRead:
    """Read the whole file.

    Raises:
        RefusedReleaseError: It is not whole.
        UnreadableFileError: It is hostile.
        CancelledError: It was cancelled.
    """
    return _AdvancedFile(opened, reading).read()


FORMAT = ListFormat("OFAC's lists, advanced XML", Channel.OFAC, 1, sniff, read, tried=False)


class _AdvancedFile:
    """One pass over a file; the parties are finished once everything was read."""

    def __init__(self, opened: OpenedFile, reading: Reading) -> None:
        self._opened = opened
        self._reading = reading
        self._released: date | None = None
        self._tables = Tables()
        self._parties: list[tuple[OfacParty, str]] = []
        self._by_number: dict[str, OfacParty] = {}
        self._named: dict[str, list[str]] = {}
        """Names of the lists of each party."""
        self._strangers: list[str] = []
        self._programmes: dict[str, dict[str, None]] = {}
        self._ties: dict[str, list[PublishedRelation]] = {}
        """Ties by the number of the party that they are of, the other one by its number only."""

    def read(self) -> ListsRead:
        """Read, put together, then judge."""
        elements = XmlElements(self._opened, self._reading, _WANTED, around=_AROUND, apart=_APART)
        for element in elements:
            self._take(local_name(element), element)
        scope = self._scope()
        collected = OfacCollector()
        for party, raw in self._parties:
            self._finish(party, scope, collected)
            collected.add(party, lambda raw=raw: raw)  # type: ignore[misc]  # bound now, not later
        damages = []
        if self._released is None:
            damages.append("it does not state its date of issue")
        if not self._parties:
            damages.append("it holds no party")
        if collected.repeated:
            damages.append(f"{len(collected.repeated):,} of its parties come twice")
        if self._strangers:
            shown = ", ".join(self._strangers[:_SHOWN])
            damages.append(
                f"{len(self._strangers):,} of its entries are of parties that it does not hold "
                f"({shown})"
            )
        if damages and not self._reading.tolerate_damage:
            raise refuse(self._opened.name, damages)
        return elements.told(collected.finish("OFAC advanced XML", self._released))

    def _take(self, name: str, element: etree._Element) -> None:
        if name == "DateOfIssue":
            try:
                self._released = date.fromisoformat(day(element))
            except ValueError:
                self._released = None
        elif name == "ReferenceValueSets":
            self._tables.words.take(element)
        elif name == "Location":
            self._tables.take_place(element)
        elif name == "IDRegDocument":
            self._tables.take_document(element)
        elif name == "DistinctParty":
            party = read_party(element, self._tables)
            raw = "" if party.name else etree.tostring(element, encoding="unicode")
            self._parties.append((party, raw))
            self._by_number.setdefault(party.number, party)
        elif name == "ProfileRelationship":
            self._tie(element)
        else:
            self._entry(element)

    def _tie(self, element: etree._Element) -> None:
        words = self._tables.words
        printed = words.of(element, "RelationTypeID")
        phrase = tie_phrase(printed)
        if element.get("Former") == _TRUE:
            phrase = f"formerly {phrase}"
        quality = words.of(element, "RelationQualityID")
        quality = "" if quality.casefold() in ("", UNKNOWN) else f"({quality})"
        told = (printed, quality, child_text(element, "Comment"))
        since, until = bounds(child(element, "DatePeriod"))
        other_id = element.get("To-ProfileID", "")
        relation = PublishedRelation(
            phrase, "", " ".join(filter(None, told)), other_id, since=since, until=until
        )
        self._ties.setdefault(element.get("From-ProfileID", ""), []).append(relation)

    def _entry(self, element: etree._Element) -> None:
        """An entry puts a party on a list, since a day, under programmes."""
        words = self._tables.words
        number = element.get("ProfileID", "")
        party = self._by_number.get(number)
        if party is None:
            self._strangers.append(number)
            return
        name = words.of(element, "ListID")
        self._named.setdefault(number, []).append(name)
        party.published += words.leaves(element, "SanctionsEntry")
        days = [period(child(event, "Date")) for event in children(element, "EntryEvent")]
        code = list_named(name)
        if code and any(days):
            party.listed[code] = min(filter(None, days))
        programmes = [child_text(each, "Comment") for each in children(element, "SanctionsMeasure")]
        self._programmes.setdefault(number, {}).update(dict.fromkeys(filter(None, programmes)))

    def _scope(self) -> tuple[str, ...]:
        named = [names for names in self._named.values() if any(names)]
        if named and all(any(list_named(name) == SDN for name in names) for names in named):
            return (SDN,)
        if named and all(any(is_consolidated(name) for name in names) for names in named):
            return NON_SDN
        return EVERY_LIST

    def _finish(self, party: OfacParty, scope: tuple[str, ...], collected: OfacCollector) -> None:
        party.programmes = tuple(self._programmes.get(party.number, ()))
        for tie in self._ties.get(party.number, ()):
            # The other party may be on a list of another file; its number is told all the same.
            held = self._by_number.get(tie.other_id)
            other = held.name if held is not None and held.name else f"OFAC entry {tie.other_id}"
            text = f"{tie.text} {other}".strip()
            party.relations.append(replace(tie, other=other, text=text))
            party.published.append(("ProfileRelationship", text))
        names = [name for name in self._named.get(party.number, ()) if not is_consolidated(name)]
        codes = {list_named(name) for name in names}
        party.lists = tuple(OnList(code) for code in scope if code in codes)
        unknown = [name for name in names if name and not list_named(name)]
        for name in unknown:
            collected.unknown_list(name)
        if not party.lists:
            party.lists = (unknown_list(unknown, scope),)
        elsewhere = [code for code in EVERY_LIST if code in codes and code not in scope]
        if elsewhere:
            party.notes.append(f"The file says that the party is on {', '.join(elsewhere)} too.")
