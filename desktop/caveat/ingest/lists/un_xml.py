"""Reads the consolidated list of the UN Security Council in its XML form.

Format: CONSOLIDATED_LIST with the moment of generation, INDIVIDUALS of INDIVIDUAL, ENTITIES of
ENTITY; one element for every party, whole. The closing tag of the root proves that nothing was cut.
"""

from datetime import date
from typing import TYPE_CHECKING

from lxml import etree

from caveat.domain.lists import Channel, ParsedList, UnreadRow
from caveat.ingest.lists.formats import ListFormat, ListsRead, Reading, refuse
from caveat.ingest.lists.un_party import LIST_CODE, ORGANISATION, PERSON, read_party
from caveat.ingest.lists.xml_stream import XmlElements, local_name, root_of
from caveat.ingest.opened_file import OpenedFile

if TYPE_CHECKING:
    from caveat.domain.parties import PartyRecord

_ROOT = "CONSOLIDATED_LIST"
_AROUND = ("INDIVIDUALS", "ENTITIES")
_RAW_LETTERS = 20_000


def sniff(head: bytes) -> bool:
    """Whether the root element is that of this list."""
    return root_of(head)[0] == _ROOT


def read(opened: OpenedFile, reading: Reading) -> ListsRead:
    """Read the whole file.

    Raises:
        RefusedReleaseError: It is not whole, or holds no person or no organisation.
        UnreadableFileError: It is hostile.
    """
    elements = XmlElements(opened, reading, (PERSON, ORGANISATION), around=_AROUND)
    records: list[PartyRecord] = []
    unread: list[UnreadRow] = []
    counted = {PERSON: 0, ORGANISATION: 0}
    for at, element in enumerate(elements, start=1):
        counted[local_name(element)] += 1
        record = read_party(element)
        if record is None:
            raw = etree.tostring(element, encoding="unicode", with_tail=False)[:_RAW_LETTERS]
            unread.append(UnreadRow(at, "The entry has no name.", raw))
        else:
            records.append(record)
    if not all(counted.values()) and not reading.tolerate_damage:
        counts = f"{counted[PERSON]:,} persons and {counted[ORGANISATION]:,} organisations"
        raise refuse(opened.name, [f"it holds {counts}, and the list has both"])
    parsed = ParsedList(
        list_code=LIST_CODE,
        records=tuple(records),
        unread=tuple(unread),
        rows=sum(counted.values()),
        published_fields=tuple(
            dict.fromkeys(field for record in records for field, _ in record.published)
        ),
        released=_day(elements.root.get("dateGenerated", "")),
    )
    return elements.told(ListsRead("UN consolidated list, XML", (parsed,)))


FORMAT = ListFormat("UN Security Council consolidated list, XML", Channel.UN, 1, sniff, read)


def _day(moment: str) -> date | None:
    """The day of "2026-02-27T00:00:09.554Z", in the time zone printed."""
    try:
        return date.fromisoformat(moment.strip()[:10])
    except ValueError:
        return None
