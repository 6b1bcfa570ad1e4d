"""What the XML formats of OFAC have in common: their elements, and lists of items inside them."""

from sys import intern

from lxml import etree

from caveat.ingest.lists.xml_stream import children, local_name, published_leaves

_REPEATED = 24
"""Letters up to which a published text is likely to repeat ("true", "Latin") and is kept once."""


def items(element: etree._Element, listed: str) -> list[etree._Element]:
    """The items of a list inside an element; none where there is no such list."""
    return [item for each in children(element, listed) for item in each if local_name(item)]


def published(entry: etree._Element) -> list[tuple[str, str]]:
    """Every text and attribute of an entry, as `published_leaves`, repeated ones kept once."""
    return [
        (intern(path), intern(text) if len(text) <= _REPEATED else text)
        for path, text in published_leaves(entry)
    ]
