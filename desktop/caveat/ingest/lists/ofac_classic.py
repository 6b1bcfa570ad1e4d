"""Reads OFAC's classic XML: ``sdn.xml`` and ``consolidated.xml``, root element ``sdnList``.

Format (schema ``sdnList.xsd``; a file of March 2020): ``publshInformation`` with the day of release
and the count of entries, then one ``sdnEntry`` for every party. Aliases are marked weak or strong;
numbers and features stand together in ``idList``; free remarks and "Linked To" in ``remarks``. The
lists of an entry are not named: see `caveat.ingest.lists.ofac_lists`.
"""

import re
from datetime import date

from lxml import etree

from caveat.domain.lists import Channel
from caveat.domain.parties import NameKind
from caveat.ingest.lists.formats import ListFormat, ListsRead, Reading, refuse
from caveat.ingest.lists.ofac_collected import OfacCollector
from caveat.ingest.lists.ofac_lists import SDN, OnList, is_sdn_set, lists_of
from caveat.ingest.lists.ofac_party import ALIAS_KINDS, NO_TYPE, OfacParty
from caveat.ingest.lists.ofac_xml import items, published
from caveat.ingest.lists.xml_stream import (
    XmlElements,
    child,
    child_text,
    local_name,
    root_of,
    text_of,
)
from caveat.ingest.opened_file import OpenedFile

_ROOT = "sdnList"
_ABOUT = "publshInformation"
_ENTRY = "sdnEntry"
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_WEAK = "weak"
_VESSEL = {
    "callSign": "Vessel Call Sign",
    "vesselFlag": "Vessel Flag",
    "vesselOwner": "Vessel Owner",
}
_PERSON = (
    ("dateOfBirthList", "dateOfBirth", "Birthdate"),
    ("placeOfBirthList", "placeOfBirth", "Place of Birth"),
    ("nationalityList", "country", "Nationality Country"),
    ("citizenshipList", "country", "Citizenship Country"),
)


def sniff(head: bytes) -> bool:
    """Whether the root element is that of this format."""
    return root_of(head)[0] == _ROOT


def read(opened: OpenedFile, reading: Reading) -> ListsRead:
    """Read the whole file.

    Raises:
        RefusedReleaseError: It is not whole, or holds another number of entries than it says.
        UnreadableFileError: It is hostile.
        CancelledError: It was cancelled.
    """
    released: date | None = None
    stated = ""
    parties: list[tuple[OfacParty, str]] = []
    elements = XmlElements(opened, reading, (_ABOUT, _ENTRY), around=())
    for element in elements:
        if local_name(element) == _ABOUT:
            released = _day(child_text(element, "Publish_Date"))
            stated = child_text(element, "Record_Count")
        else:
            party = _party(element)
            raw = "" if party.name else etree.tostring(element, encoding="unicode")
            parties.append((party, raw))
    sdn = is_sdn_set(party.programmes for party, _ in parties)
    collected = OfacCollector()
    for party, raw in parties:
        words = " ".join([party.remarks, *(each.text for each in party.identifiers)])
        party.lists = (OnList(SDN),) if sdn else lists_of(party.programmes, words)
        collected.add(party, lambda raw=raw: raw)  # type: ignore[misc]  # bound now, not later
    if not reading.tolerate_damage:
        _judge(opened, collected, stated, released, sdn=sdn)
    of = "SDN List" if sdn else "lists other than the SDN List"
    return elements.told(collected.finish(f"OFAC classic XML, {of}", released))


FORMAT = ListFormat("OFAC's lists, classic XML", Channel.OFAC, 1, sniff, read)


def _judge(
    opened: OpenedFile,
    collected: OfacCollector,
    stated: str,
    released: date | None,
    *,
    sdn: bool | None,
) -> None:
    damages = []
    if not stated.isdecimal() or released is None:
        damages.append("it does not state its date and its count of entries")
    elif int(stated[:9]) != collected.parties or not collected.parties:
        damages.append(f"it holds {collected.parties:,} entries and says that it has {stated[:9]}")
    if collected.repeated:
        damages.append(f"{len(collected.repeated):,} of its entries come twice")
    if sdn is None:
        damages.append(
            "its programmes are neither those of the SDN List nor those of the other lists"
        )
    if damages:
        raise refuse(opened.name, damages)


def _party(entry: etree._Element) -> OfacParty:
    party = OfacParty(
        number=child_text(entry, "uid"),
        type=child_text(entry, "sdnType") or NO_TYPE,
        name=_full_name(entry),
        programmes=tuple(text_of(each) for each in items(entry, "programList")),
        published=published(entry),
    )
    for alias in items(entry, "akaList"):
        kind = ALIAS_KINDS.get(child_text(alias, "type").casefold(), NameKind.ALIAS)
        if child_text(alias, "category").casefold() == _WEAK:
            kind = NameKind.WEAK_ALIAS
        party.other_names.append((_full_name(alias), kind))
    for address in items(entry, "addressList"):
        lines = [child_text(address, f"address{number}") for number in (1, 2, 3)]
        city = child_text(address, "city")
        state = child_text(address, "stateOrProvince")
        postal_code = child_text(address, "postalCode")
        party.address(
            [*lines, city, state, postal_code],
            child_text(address, "country"),
            city=city,
            state=state,
            postal_code=postal_code,
        )
    for listed, part, kind_of_fact in _PERSON:
        for item in items(entry, listed):
            party.fact(kind_of_fact, child_text(item, part))
    for number in items(entry, "idList"):
        party.fact(
            child_text(number, "idType"),
            child_text(number, "idNumber"),
            child_text(number, "idCountry"),
        )
    vessel = child(entry, "vesselInfo")
    if vessel is not None:
        for part, kind_of_fact in _VESSEL.items():
            party.fact(kind_of_fact, child_text(vessel, part))
    party.remark(child_text(entry, "remarks"))
    return party


def _full_name(element: etree._Element) -> str:
    """A name as the CSV files print it: "LASTNAME, First"."""
    parts = (child_text(element, "lastName"), child_text(element, "firstName"))
    return ", ".join(filter(None, parts))


def _day(text: str) -> date | None:
    """The day that OFAC prints as month, day and year ("03/17/2020")."""
    found = _DAY.fullmatch(text)
    try:
        return date(int(found[3]), int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None
