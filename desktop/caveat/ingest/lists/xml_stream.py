"""Reads an XML list file element by element: no entities, no document type, nothing from outside.

What it is for: the formats of OFAC, the UN, the EU and the eCFR. It knows how a cut or hostile XML
file looks and what the officer reads about it; it does not know what the elements mean.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import chain

from lxml import etree

from caveat.domain.lists import UnreadRow
from caveat.errors import UnreadableFileError
from caveat.ingest.lists.formats import ListsRead, Reading, refuse
from caveat.ingest.opened_file import OpenedFile

_ROOT = re.compile(r"<(?![?!])(?:(?P<prefix>[\w.-]+):)?(?P<name>[\w.-]+)(?P<attributes>[^<>]*)")
_NOT_ELEMENTS = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>", re.DOTALL)
_NAMESPACE = re.compile(r"xmlns(?::(?P<prefix>[\w.-]+))?\s*=\s*[\"'](?P<uri>[^\"']*)[\"']")
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_CUT = re.compile(
    r"Premature end|EndTag: '</' not found|Document is empty|Extra content", re.IGNORECASE
)
_LONGEST_MESSAGE = 160
_RAW_LETTERS = 20_000
_MOST_STRANGE = 200
"""Unknown elements of which the text is kept; all are counted."""


def root_of(head: bytes) -> tuple[str, str]:
    """Local name and namespace of the first element in the first bytes of a file.

    Both empty where the bytes are no XML. For `ListFormat.sniff`: nothing is resolved or checked.
    """
    text = head.decode(_WIDE.get(head[:2], "utf-8"), errors="replace").lstrip("\ufeff \t\r\n")
    if not text.startswith("<"):
        return "", ""
    found = _ROOT.match(_NOT_ELEMENTS.sub("", text).lstrip())
    if found is None:
        return "", ""
    spaces = {m["prefix"] or "": m["uri"] for m in _NAMESPACE.finditer(found["attributes"])}
    return found["name"], spaces.get(found["prefix"] or "", "")


def local_name(element: etree._Element) -> str:
    """Name of an element without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: etree._Element | None) -> str:
    """All text inside an element on one line; empty for None."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Child elements with a local name, whatever their namespace."""
    return (child for child in element if local_name(child) == name)


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child element with a local name."""
    return next(children(element, name), None)


def child_text(element: etree._Element, name: str) -> str:
    """Text of the first child with a local name, on one line; empty where there is none."""
    return text_of(child(element, name))


class XmlElements:
    """The wanted elements of a file, one at a time; what was given is freed afterwards.

    Attributes:
        root: Attributes of the root element, by local name; filled once the iteration has begun.
    """

    def __init__(
        self,
        opened: OpenedFile,
        reading: Reading,
        wanted: Collection[str],
        *,
        around: Collection[str] | None = None,
        apart: Collection[str] = (),
    ) -> None:
        """Take a file to be read.

        Args:
            opened: The file.
            reading: How to read it; its progress is told and its token asked as for rows.
            wanted: Local names of the elements that are given, whole. They must not be nested.
            around: Local names of the elements below the root that hold the wanted ones. Where they
                are told, any other element with content is one that the publisher has added and
                may name parties: see `told`. Where not, all others are passed over.
            apart: Local names of elements that are passed over whole all the same.
        """
        self._opened = opened
        self._reading = reading
        self._wanted = frozenset(wanted)
        self._around = None if around is None else frozenset(around)
        self._apart = frozenset(apart)
        self._inside = 0
        """Wanted elements that are open."""
        self._stranger: etree._Element | None = None
        """The outermost open element that is not known."""
        self._strange: list[UnreadRow] = []
        self._strange_names: Counter[str] = Counter()
        self.root: dict[str, str] = {}

    def __iter__(self) -> Iterator[etree._Element]:
        """Give the elements in the order of the file.

        Raises:
            RefusedReleaseError: The file is cut off or not well-formed, or one wanted element
                stands in another.
            UnreadableFileError: It declares a document type or entities, or is nested too deeply.
            CancelledError: It was cancelled.
        """
        events = etree.iterparse(
            self._opened.content,
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            dtd_validation=False,
            attribute_defaults=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        given = 0
        root: etree._Element | None = None
        try:
            for event, element in events:
                if root is None:
                    root = element
                    self._begin(root)
                elif event == "start":
                    self._enter(element)
                if event == "start":
                    continue
                if self._leave(element):
                    given += 1
                    self._reading.after_row(self._opened, given)
                    yield element
                if not self._inside and self._stranger is None:
                    _free(element)
        except etree.XMLSyntaxError as error:
            raise self._broken(error) from error

    def _enter(self, element: etree._Element) -> None:
        """An element below the root begins."""
        name = local_name(element)
        if name in self._wanted:
            self._inside += 1
            self._stranger = None  # it only holds wanted ones, under a new name
            if self._inside > 1 and self._around is not None:
                raise refuse(self._opened.name, [f"one entry ({name}) stands inside another"])
        elif self._around is None or self._inside or self._stranger is not None:
            return
        elif name not in self._around:
            self._stranger = element

    def _leave(self, element: etree._Element) -> bool:
        """An element ends; whether it is a wanted one that stands in no other."""
        name = local_name(element)
        if element is self._stranger:
            self._stranger = None
            if name not in self._apart and published_leaves(element):
                self._keep(element, name)
        if name not in self._wanted:
            return False
        self._inside -= 1
        return not self._inside

    def _keep(self, element: etree._Element, name: str) -> None:
        self._strange_names[name] += 1
        if len(self._strange) < _MOST_STRANGE:
            raw = etree.tostring(element, encoding="unicode", with_tail=False)[:_RAW_LETTERS]
            reason = f"The element {name} is not known here."
            self._strange.append(UnreadRow(len(self._strange) + 1, reason, raw))

    def told(self, read: ListsRead) -> ListsRead:
        """What was read, with what stands outside the known elements as rows of no known list.

        A publisher that adds a kind of entries must not have them passed over in silence.
        """
        if not self._strange_names:
            return read
        names = (f"element {name} ({count:,})" for name, count in self._strange_names.items())
        return replace(
            read,
            unknown_sources=(*read.unknown_sources, *names),
            unknown_rows=(*read.unknown_rows, *self._strange),
        )

    def _begin(self, root: etree._Element) -> None:
        document = root.getroottree().docinfo
        if document.internalDTD is not None or document.doctype:
            raise UnreadableFileError(
                f"{self._opened.name} was not read: it declares a document type, which no "
                "published list does and which can be made to fill the memory or to read other "
                "files. Nothing was changed. Download the list again from its official address."
            )
        self.root = {str(key).rpartition("}")[2]: str(value) for key, value in root.attrib.items()}

    def _broken(self, error: etree.XMLSyntaxError) -> Exception:
        message = " ".join((error.msg or "").split())[:_LONGEST_MESSAGE]
        if "Excessive depth" in message or "huge input" in message.casefold():
            return UnreadableFileError(
                f"{self._opened.name} was not read: it is nested or filled as no published list is "
                f"({message}). Nothing was changed. Download it again from its official address."
            )
        if _CUT.search(message):
            return refuse(self._opened.name, [f"its XML ends too early ({message})"])
        return refuse(self._opened.name, [f"its XML is damaged ({message})"])


def _free(element: etree._Element) -> None:
    """Let go of an element and of everything before it, from the inside out.

    lxml takes a time that grows with the square of its size to remove a subtree from a document
    with a namespace (version 6.1: 1 s for 20,000 elements, 20 s for 80,000), but none to speak of
    where each element is removed from its parent before the parent is.
    """
    for part in reversed(list(element.iter())):
        del part[:]
    element.clear(keep_tail=True)
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def published_leaves(element: etree._Element) -> tuple[tuple[str, str], ...]:
    """Every text and attribute inside an element, verbatim, as ``(path, text)`` in its order.

    What `PartyRecord.published` keeps of an XML entry. The path is made of local names; of an
    attribute it ends in ``@name``. Texts are stripped; empty ones are left out.
    """
    return tuple(_leaves(element, ""))


def _leaves(element: etree._Element, path: str) -> Iterator[tuple[str, str]]:
    for key, value in element.attrib.items():
        if str(value).strip():
            yield f"{path}@{str(key).rpartition('}')[2]}", str(value).strip()
    inner = [child for child in element if local_name(child)]
    pieces = [element.text, *(child.tail for child in inner)]
    text = " ".join(piece.strip() for piece in pieces if piece and piece.strip())
    if text:
        yield path or local_name(element), text
    yield from chain.from_iterable(
        _leaves(child, f"{path}/{local_name(child)}" if path else local_name(child))
        for child in inner
    )
