"""What the XML formats of OFAC have in common: their elements, and lists of items inside them."""

from collections.abc import Collection, Iterator
from sys import intern

from lxml import etree

from caveat.ingest.lists.formats import Reading
from caveat.ingest.lists.xml_stream import XmlElements, children, local_name, published_leaves
from caveat.ingest.opened_file import OpenedFile

_REPEATED = 24
"""Letters up to which a published text is likely to repeat ("true", "Latin") and is kept once."""


def elements(
    opened: OpenedFile, reading: Reading, wanted: Collection[str]
) -> Iterator[etree._Element]:
    """The wanted elements of a file, as `XmlElements` gives them, let go from the inside out.

    lxml takes a time that grows with the square of its size to remove a subtree from a document
    with a namespace (version 6.1: 1 s for 20,000 elements, 20 s for 80,000), but none to speak of
    where each element is removed from its parent before the parent is.

    Raises:
        RefusedReleaseError, UnreadableFileError, CancelledError: As `XmlElements`.
    """
    for element in XmlElements(opened, reading, wanted):
        yield element
        for part in reversed(list(element.iter())):
            del part[:]


def items(element: etree._Element, listed: str) -> list[etree._Element]:
    """The items of a list inside an element; none where there is no such list."""
    return [item for each in children(element, listed) for item in each if local_name(item)]


def published(entry: etree._Element) -> list[tuple[str, str]]:
    """Every text and attribute of an entry, as `published_leaves`, repeated ones kept once."""
    return [
        (intern(path), intern(text) if len(text) <= _REPEATED else text)
        for path, text in published_leaves(entry)
    ]
