"""Telephones, domains and people by which two parties can be told to share something.

What strangers share says nothing: domains of public mail providers and of market places are left
out (``resources/network/shared_domains.csv``), and numbers too short to be one subscriber's.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlsplit

from caveat.domain.identity import name_key
from caveat.domain.relations import RelationKind
from caveat.resources import resource

_PHONE, _EMAIL, _WEBSITE, _PERSON = "phone", "email", "website", "person"
_NOT_DIGIT = re.compile(r"\D+")
_EXTENSION = re.compile(r"(?:ext|x|转)\.?\s*\d+\s*$", re.IGNORECASE)
_SEVERAL = re.compile(r"[;,/\n|、；，]")
_ADDRESS = re.compile(r"[\w.+'-]+@([\w-]+(?:\.[\w-]+)+)")
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,24}", re.IGNORECASE)
_FEWEST_DIGITS, _MOST_DIGITS, _COMPARED_DIGITS = 8, 16, 9
_SECOND_LEVEL = frozenset({"com", "co", "net", "org", "gov", "edu", "ac", "or", "ne", "go"})
_LONGEST_PERSON = 60
_PEOPLE_WORDS = 2


class Contact(NamedTuple):
    """Something that two parties can share.

    Attributes:
        kind: The tie that it makes.
        key: Equal where it is the same.
        shown: As written.
    """

    kind: RelationKind
    key: str
    shown: str


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with resource(f"network/{name}.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream, strict=True))


@cache
def _headings() -> Mapping[str, str]:
    return MappingProxyType(
        {name_key(row["word"]): row["meaning"] for row in _rows("contact_words")}
    )


@cache
def shared_domains() -> frozenset[str]:
    """Domains that strangers share."""
    return frozenset(row["domain"] for row in _rows("shared_domains"))


def contacts_of(heading: str, text: str) -> Iterator[Contact]:
    """What a cell of a supplier's row, or an identifier of an entry, gives to compare.

    Args:
        heading: Of the column, or the publisher's kind of identifier.
        text: What stands there; several may stand in one cell.
    """
    meaning = _meaning(heading)
    for host in _ADDRESS.findall(text):
        yield from _domain(host, text, RelationKind.SHARED_EMAIL_DOMAIN)
    if "@" in text:
        return
    if meaning == _WEBSITE or text.lower().startswith(("http://", "https://", "www.")):
        for piece in _SEVERAL.sub(" ", text.replace("//", "\x00")).split():
            yield from _website(piece.replace("\x00", "//"))
    elif meaning == _PHONE:
        for piece in _SEVERAL.split(text):
            yield from _phone(piece)
    elif meaning == _PERSON:
        for piece in _SEVERAL.split(text) if ";" in text or "/" in text else [text]:
            yield from person(piece)


def _meaning(heading: str) -> str:
    key = name_key(heading)
    found = _headings().get(key)
    if found:
        return found
    # Publishers write "Phone Number", "Email Address", "Contact phone".
    meanings = {_headings()[word] for word in key.split() if word in _headings()}
    meanings -= {_PERSON}
    return meanings.pop() if len(meanings) == 1 else ""


def _phone(text: str) -> Iterator[Contact]:
    digits = _NOT_DIGIT.sub("", _EXTENSION.sub("", text.strip()))
    if _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS:
        # "+86 10 5630 8000" and "010-5630 8000": country codes and zeros before it come and go.
        key = digits.lstrip("0")[-_COMPARED_DIGITS:]
        if len(set(key)) > _PEOPLE_WORDS:
            yield Contact(RelationKind.SHARED_PHONE, key, text.strip())


def _website(text: str) -> Iterator[Contact]:
    try:
        host = urlsplit(text if "//" in text else f"//{text}").netloc.partition(":")[0]
    except ValueError:  # such as "http://[x"
        return
    if _HOST.fullmatch(host):
        yield from _domain(host, text.strip(), RelationKind.SHARED_WEBSITE)


def _domain(host: str, shown: str, kind: RelationKind) -> Iterator[Contact]:
    labels = host.lower().strip(".").split(".")
    wide = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL  # noqa: PLR2004  # example.com.cn
    key = ".".join(labels[-3:] if wide else labels[-2:])
    if key not in shared_domains() and ".".join(labels) not in shared_domains():
        yield Contact(kind, key, shown.strip())


def person(text: str) -> Iterator[Contact]:
    """A person's name; nothing where it is plainly none."""
    name = " ".join(text.split())
    words = name_key(name)
    several = len(words.split()) >= _PEOPLE_WORDS or not name.isascii()
    if several and len(name) <= _LONGEST_PERSON and not any(map(str.isdigit, name)):
        yield Contact(RelationKind.SHARED_PERSON, words, name)
