"""What the classic and the enhanced XML of OFAC have in common: lists of items inside an entry."""

from lxml import etree

from caveat.ingest.lists.xml_stream import children, local_name


def items(element: etree._Element, listed: str) -> list[etree._Element]:
    """The items of a list inside an element; none where there is no such list."""
    return [item for each in children(element, listed) for item in each if local_name(item)]
