"""Safe reading of XML: what is given, what is refused, and that nothing costs too much."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from caveat.errors import CaveatError, RefusedReleaseError, UnreadableFileError
from caveat.ingest.lists.formats import ListsRead, Reading
from caveat.ingest.lists.xml_stream import XmlElements, published_leaves, root_of, text_of
from caveat.ingest.opened_file import open_safely

Write = Callable[[str, bytes], Path]


def given(path: Path, *wanted: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    with open_safely(path, recognise=lambda _: True) as opened:
        return [
            (text_of(element), published_leaves(element))
            for element in XmlElements(opened, Reading(), wanted)
        ]


@pytest.mark.parametrize(
    ("head", "root"),
    [
        (b"<list/>", ("list", "")),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- <no/> --><a:l xmlns:a="u:x">', ("l", "u:x")),
        (b'<list xmlns="urn:y" a="1">', ("list", "urn:y")),
        ('<?xml version="1.0"?><list>'.encode("utf-16"), ("list", "")),
        (b"id,name\n1,<b>", ("", "")),
        (b"", ("", "")),
        (b"<", ("", "")),
    ],
)  # fmt: skip
def test_the_first_element_is_told_without_reading_the_file(head: bytes, root: tuple[str, str]):
    assert root_of(head) == root


def test_every_text_and_attribute_of_an_element_is_given_by_its_path(write: Write):
    path = write("l.xml", b'<l xmlns="urn:x"><e n="1">a <b>c</b> d<b k=" "/></e><e/><f>no</f></l>')

    assert given(path, "e") == [
        ("a c d", (("@n", "1"), ("e", "a d"), ("b", "c"))),
        ("", ()),
    ]


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE l [<!ENTITY a "x">]><l><e>&a;</e></l>',
        b'<!DOCTYPE l SYSTEM "file:///etc/passwd"><l><e/></l>',
        b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l><e>&a;</e></l>',
        b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l><e>&b;</e></l>',
        b"<l>" + b"<e>" * 400 + b"</e>" * 400 + b"</l>",
    ],
)
def test_a_document_type_an_entity_and_deep_nesting_are_refused(write: Write, content: bytes):
    with pytest.raises(UnreadableFileError):
        given(write("l.xml", content), "e")


def strange(path: Path) -> tuple[tuple[str, ...], list[str]]:
    """What the reader says of elements that it does not know: names, and their raw text."""
    with open_safely(path, recognise=lambda _: True) as opened:
        elements = XmlElements(opened, Reading(), ["e"], around=["es"], apart=["words"])
        assert [text_of(element) for element in elements] == ["1", "2"]
        read = elements.told(ListsRead("", (), ("before",)))
    return read.unknown_sources, [row.raw for row in read.unknown_rows]


@pytest.mark.parametrize(
    ("added", "names", "raw"),
    [
        ("", (), []),
        ("<x/><es/><y><z/></y>", (), []),
        ("<words><w n='1'>word</w></words>", (), []),
        ("<v><w>One</w></v><v n='2'/>", ("element v (2)",), ["<v><w>One</w></v>", '<v n="2"/>']),
        ("<es><v>Two</v></es>", ("element v (1)",), ["<v>Two</v>"]),
    ],
)
def test_a_kind_of_entries_that_is_not_known_is_told_and_kept(
    write: Write, added: str, names: tuple[str, ...], raw: list[str]
):
    content = f"<l><es><e>1</e></es>{added}<renamed><e>2</e></renamed></l>"

    assert strange(write("l.xml", content.encode())) == (("before", *names), raw)


def test_an_entry_inside_another_is_refused_where_entries_are_known(write: Write):
    path = write("l.xml", b"<l><e>1<e>2</e></e></l>")

    with pytest.raises(RefusedReleaseError, match="stands inside another"):
        strange(path)


@pytest.mark.parametrize(
    "content",
    [b"<l><e>1</e>", b"<l><e>1</l>", b"<l><e>1</e></l><l/>", b"<l><e>\x00</e></l>", b"<l>&x;</l>"],
)
def test_xml_that_is_cut_or_damaged_is_refused_as_a_release(write: Write, content: bytes):
    with pytest.raises(RefusedReleaseError, match="Nothing was changed"):
        given(write("l.xml", content), "e")


def test_a_field_of_ten_million_letters_is_refused(write: Write):
    with pytest.raises(CaveatError):
        given(write("l.xml", b"<l><e>" + b"x" * 10_500_000 + b"</e></l>"), "e")


def test_a_large_entry_costs_little_more_than_its_share(write: Write):
    """lxml removes a large subtree of a namespaced document in quadratic time."""

    def seconds(children: int) -> float:
        content = b'<l xmlns="urn:x"><e>' + b"<n>1</n>" * children + b"</e></l>"
        started = time.process_time()
        assert len(given(write(f"{children}.xml", content), "e")[0][1]) == children
        return time.process_time() - started

    seconds(1_000)
    assert seconds(40_000) < 60 * max(seconds(4_000), 0.004)
