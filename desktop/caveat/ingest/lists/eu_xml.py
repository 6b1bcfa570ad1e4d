"""Reads the EU's consolidated list of financial sanctions in its XML form (version 1.1).

Format: ``export`` in the namespace of the Financial Sanctions Database, with the moment of
generation, and one ``sanctionEntity`` for every party. The closing tag of the root proves that
nothing was cut.
"""

from datetime import date
from typing import TYPE_CHECKING

from lxml import etree

from caveat.domain.lists import Channel, ParsedList, UnreadRow
from caveat.ingest.lists.eu_party import LIST_CODE, EuBlocks, read_party
from caveat.ingest.lists.formats import ListFormat, ListsRead, Reading, refuse
from caveat.ingest.lists.xml_stream import (
    XmlElements,
    child_text,
    children,
    local_name,
    published_leaves,
    root_of,
    text_of,
)
from caveat.ingest.opened_file import OpenedFile

if TYPE_CHECKING:
    from caveat.domain.parties import PartyRecord

_ENTITY = "sanctionEntity"
_NAMESPACE = "http://eu.europa.ec/fpi/fsd/export"
_RENAMED = {
    "identificationtypecode": "typecode",
    "identificationtypedescription": "typedescription",
    "dayofmonth": "day",
    "monthofyear": "month",
    "eureferencenumber": "eu_referencenumber",
}
"""Attributes that the CSV form calls otherwise, all in small letters."""
_RAW_LETTERS = 20_000


def sniff(head: bytes) -> bool:
    """Whether the root element is that of this list, in its namespace."""
    return root_of(head) == ("export", _NAMESPACE)


def read(opened: OpenedFile, reading: Reading) -> ListsRead:
    """Read the whole file.

    Raises:
        RefusedReleaseError: It is not whole or holds no entry.
        UnreadableFileError: It is hostile.
    """
    elements = XmlElements(opened, reading, (_ENTITY,), around=())
    records: list[PartyRecord] = []
    unread: list[UnreadRow] = []
    for at, element in enumerate(elements, start=1):
        record = read_party(_blocks(element))
        if record is None:
            raw = etree.tostring(element, encoding="unicode", with_tail=False)[:_RAW_LETTERS]
            unread.append(UnreadRow(at, "The entry has no name.", raw))
        else:
            records.append(record)
    if not records and not reading.tolerate_damage:
        raise refuse(opened.name, ["it holds no entry that names a party"])
    parsed = ParsedList(
        list_code=LIST_CODE,
        records=tuple(records),
        unread=tuple(unread),
        rows=len(records) + len(unread),
        published_fields=tuple(
            dict.fromkeys(field for record in records for field, _ in record.published)
        ),
        released=_day(elements.root.get("generationDate", "")),
    )
    return elements.told(ListsRead("EU financial sanctions, XML 1.1", (parsed,)))


FORMAT = ListFormat("EU financial sanctions, XML", Channel.EU, 1, sniff, read)


def _blocks(element: etree._Element) -> EuBlocks:
    entity = _attributes(element)
    for subject in children(element, "subjectType"):
        entity["subjecttype"] = str(subject.get("code", ""))
        entity["subjecttype_classificationcode"] = str(subject.get("classificationCode", ""))
    return EuBlocks(
        entity=entity,
        regulations=[_attributes(each) for each in children(element, "regulation")],
        names=[_attributes(each) for each in children(element, "nameAlias")],
        addresses=[address for each in children(element, "address") for address in _address(each)],
        births=[_attributes(each) for each in children(element, "birthdate")],
        identifications=[_attributes(each) for each in children(element, "identification")],
        citizenships=[_attributes(each) for each in children(element, "citizenship")],
        remarks=[text_of(each) for each in children(element, "remark")],
        published=published_leaves(element),
    )


def _address(element: etree._Element) -> list[dict[str, str]]:
    """An address, and each further way to contact the party given with it as one of its own."""
    address = _attributes(element)
    contacts = [
        f"{each.get('key', '')}={each.get('value', '')}" if each.get("key") else text_of(each)
        for each in element
        if local_name(each) == "contactInfo"
    ]
    address["contactinfo"] = contacts[0] if contacts else child_text(element, "contactInfo")
    return [address, *({"contactinfo": contact} for contact in contacts[1:])]


def _attributes(element: etree._Element) -> dict[str, str]:
    found = {}
    for key, value in element.attrib.items():
        name = str(key).rpartition("}")[2].casefold()
        found[_RENAMED.get(name, name)] = str(value)
    return found


def _day(moment: str) -> date | None:
    """The day of "2020-04-15T15:29:22.497+02:00", in the time zone printed."""
    try:
        return date.fromisoformat(moment.strip()[:10])
    except ValueError:
        return None
