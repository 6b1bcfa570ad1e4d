"""Reads OFAC's enhanced XML: ``SDN_ENHANCED.XML`` and ``CONS_ENHANCED.XML``.

Format (schema ENHANCED_XML, root element ``sanctionsData``; a file of January 2025):
``publicationInfo`` with the day and the filters of the selection, the words used, then one
``entity`` for every party: the lists that it is on with the day of each, names in every script,
addresses with their parts, features, identity documents, ties to other parties with their numbers.

Which lists the file speaks for follows from its filter: the Consolidated set names the SDN List for
parties that are on both, but is no edition of the SDN List. A file with any other filter is an
excerpt and no release.
"""

import re
from datetime import date

from lxml import etree

from caveat.domain.lists import Channel
from caveat.domain.parties import NameKind, PublishedRelation
from caveat.ingest.countries import is_country_code
from caveat.ingest.lists.formats import ListFormat, ListsRead, Reading, refuse
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
from caveat.ingest.lists.ofac_party import ALIAS_KINDS, NO_TYPE, OfacParty
from caveat.ingest.lists.ofac_ties import tie_phrase
from caveat.ingest.lists.ofac_xml import items, published
from caveat.ingest.lists.xml_stream import (
    XmlElements,
    child,
    child_text,
    children,
    local_name,
    root_of,
    text_of,
)
from caveat.ingest.opened_file import OpenedFile

_ROOT = "sanctionsData"
_ABOUT = "publicationInfo"
_WORD = "referenceValue"
_ENTITY = "entity"
_AROUND = ("referenceValues", "entities")
_APART = ("featureTypes",)
_KEYS = re.compile(r"@(?:refId|featureTypeId|nameId|nameTranslationId)$|/(?:versionId|valueRefId)$")
"""Keys into the file's own tables, whose words stand beside them; they are not published text."""
_LINES = ("REGION", "ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "POSTAL CODE")
_LATIN = "latin"
_TRUE = "true"


def sniff(head: bytes) -> bool:
    """Whether the root element is that of this format."""
    return root_of(head)[0] == _ROOT


def read(opened: OpenedFile, reading: Reading) -> ListsRead:
    """Read the whole file.

    Raises:
        RefusedReleaseError: It is not whole, or is an excerpt.
        UnreadableFileError: It is hostile.
        CancelledError: It was cancelled.
    """
    return _EnhancedFile(opened, reading).read()


FORMAT = ListFormat("OFAC's lists, enhanced XML", Channel.OFAC, 1, sniff, read)


class _EnhancedFile:
    """One pass over a file."""

    def __init__(self, opened: OpenedFile, reading: Reading) -> None:
        self._opened = opened
        self._reading = reading
        self._released: date | None = None
        self._scope: tuple[str, ...] = EVERY_LIST
        self._codes: dict[str, str] = {}
        self._collected = OfacCollector()

    def read(self) -> ListsRead:
        """Read, then judge."""
        elements = XmlElements(
            self._opened,
            self._reading,
            (_ABOUT, _WORD, _ENTITY),
            around=_AROUND,
            apart=_APART,
        )
        for element in elements:
            name = local_name(element)
            if name == _ABOUT:
                self._about(element)
            elif name == _WORD:
                self._codes[element.get("refId", "")] = child_text(element, "isoCode")
            else:
                party = self._party(element)
                raw = "" if party.name else etree.tostring(element, encoding="unicode")
                self._collected.add(party, lambda raw=raw: raw)  # type: ignore[misc]
        damages = []
        if self._released is None:
            damages.append("it does not state its date")
        if not self._collected.parties:
            damages.append("it holds no entry")
        if self._collected.repeated:
            damages.append(f"{len(self._collected.repeated):,} of its entries come twice")
        if damages and not self._reading.tolerate_damage:
            raise refuse(self._opened.name, damages)
        return elements.told(self._collected.finish("OFAC enhanced XML", self._released))

    def _about(self, about: etree._Element) -> None:
        try:
            self._released = date.fromisoformat(child_text(about, "dataAsOf")[:10])
        except ValueError:
            self._released = None
        names: list[str] = []
        for filtered in items(about, "filters"):
            if local_name(filtered) == "sanctionsLists":
                names += [text_of(each) for each in children(filtered, "sanctionsList")]
            elif text_of(filtered):
                raise refuse(
                    self._opened.name,
                    [f"it is an excerpt, selected by its {local_name(filtered)}"],
                )
        if names:
            self._scope = self._scope_of(names)

    def _scope_of(self, names: list[str]) -> tuple[str, ...]:
        codes: set[str] = set()
        for name in names:
            code = list_named(name)
            if is_consolidated(name):
                codes.update(NON_SDN)
            elif code:
                codes.add(code)
            else:
                self._collected.unknown_list(name)
        return tuple(code for code in EVERY_LIST if code in codes) or EVERY_LIST

    def _party(self, entity: etree._Element) -> OfacParty:
        about = child(entity, "generalInfo")
        party = OfacParty(
            number=entity.get("id", ""),
            type=(child_text(about, "entityType") if about is not None else "") or NO_TYPE,
            programmes=tuple(dict.fromkeys(map(text_of, items(entity, "sanctionsPrograms")))),
            published=[each for each in published(entity) if not _KEYS.search(each[0])],
        )
        self._lists(entity, party)
        _names(entity, party)
        for address in items(entity, "addresses"):
            self._address(address, party)
        for feature in items(entity, "features"):
            kind = child_text(feature, "type")
            party.fact(kind, child_text(feature, "value"))
        for document in items(entity, "identityDocuments"):
            country = child_text(document, "issuingCountry")
            kind, number = child_text(document, "type"), child_text(document, "documentNumber")
            party.fact(kind, number, country or child_text(document, "issuingLocation"))
        for relation in items(entity, "relationships"):
            other = child(relation, "relatedEntity")
            kind, quality = child_text(relation, "type"), child_text(relation, "quality")
            told = (kind, f"({quality})" if quality else "", text_of(other))
            text = " ".join(filter(None, told))
            if text_of(other):
                other_id = other.get("entityId", "") if other is not None else ""
                party.relations.append(
                    PublishedRelation(tie_phrase(kind), text_of(other), text, other_id)
                )
        if about is not None:
            party.remark(child_text(about, "remarks"))
        return party

    def _lists(self, entity: etree._Element, party: OfacParty) -> None:
        """On which of the lists that the file speaks for the party is, and since when."""
        unknown: list[str] = []
        codes: dict[str, None] = {}
        for each in items(entity, "sanctionsLists"):
            name = text_of(each)
            code = list_named(name)
            if code:
                codes[code] = None
                party.listed[code] = each.get("datePublished", "")
            elif name and not is_consolidated(name):
                unknown.append(name)
                self._collected.unknown_list(name)
        party.lists = tuple(OnList(code) for code in self._scope if code in codes)
        if not party.lists:
            party.lists = (unknown_list(unknown, self._scope),)
        elif unknown:
            named = "”, “".join(unknown)
            party.notes.append(
                f"The file puts the party on the list “{named}” too, which is not known here."
            )
        if SDN in codes and SDN not in self._scope:
            party.notes.append("The file says that the party is on the SDN List too.")

    def _address(self, address: etree._Element, party: OfacParty) -> None:
        """Each address, and besides it every form of it in another script."""
        country = child(address, "country")
        code = self._codes.get(country.get("refId", ""), "") if country is not None else ""
        code = code if is_country_code(code) else ""
        translations = items(address, "translations")
        for translation in translations:
            parts: dict[str, str] = {}
            for part in items(translation, "addressParts"):
                kind = child_text(part, "type").upper()
                parts[kind] = ", ".join(filter(None, (parts.get(kind), child_text(part, "value"))))
            if not parts and len(translations) > 1:
                continue
            known = [parts.pop(line, "") for line in _LINES]
            party.address(
                [*known[1:], *parts.values(), known[0]],
                text_of(country),
                code=code,
                city=known[4],
                state=known[5],
                postal_code=known[6],
            )
        if not translations:
            party.address([], text_of(country), code=code)


def _names(entity: etree._Element, party: OfacParty) -> None:
    """The names; what the list prints in another script is native to the primary name."""
    for name in items(entity, "names"):
        primary = child_text(name, "isPrimary") == _TRUE
        kind = ALIAS_KINDS.get(child_text(name, "aliasType").casefold(), NameKind.ALIAS)
        weak = child_text(name, "isLowQuality") == _TRUE
        for translation in items(name, "translations"):
            text = child_text(translation, "formattedFullName") or _joined(translation)
            script = child_text(translation, "script").casefold()
            if primary and child_text(translation, "isPrimary") == _TRUE and not party.name:
                party.name = text
            elif weak:
                party.other_names.append((text, NameKind.WEAK_ALIAS))
            elif primary and script not in ("", _LATIN):
                party.other_names.append((text, NameKind.NATIVE))
            else:
                party.other_names.append((text, kind))
    if not party.name and party.other_names:
        party.name, _ = party.other_names.pop(0)
        party.unread.append("No name is marked as the primary one; the first was taken.")


def _joined(translation: etree._Element) -> str:
    """A name from its parts, where the file does not print it whole."""
    parts = [child_text(part, "value") for part in items(translation, "nameParts")]
    return ", ".join(filter(None, (*parts[:1], " ".join(parts[1:]))))
