"""Reads the ``ids`` field of a Consolidated Screening List row into single identifiers.

Two orders of the same facts were published:

* until 2022 by alphabet of the facts: country, expiry, issue, number, type
  ("JO, 2014-08-30, 2009-08-31, K475336, Passport"; "Male, Gender");
* since 2023: type, number, country, issue, expiry
  ("Passport, E590976, TN, 19 Jun 1987, 18 Jun 1992"; "Gender, Male").

The type, known from ``resources/csl_identifier_kinds.csv``, tells the order, since numbers hold
commas too. Every part becomes an `Identifier` with the verbatim part as ``text``, so that nothing
is lost. ``number`` is filled only where the part is something to search by: numbers, contacts and
wallets. For dates, sanctions texts ("Subject to Secondary Sanctions") and attributes ("Male") it is
empty. The name of an issuer of securities is also a name of the party (``issuers``). An IMO number
("IMO 9187629, Vessel Registration Identification") has the kind ``IMO`` and bare digits.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from caveat.domain.parties import Identifier
from caveat.ingest.countries import country_of, is_country_code
from caveat.ingest.lists.text_repair import mend
from caveat.resources import resource

_DATE = re.compile(
    r"(?:\d{4}-\d\d-\d\d|(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
    r" \d{4}|(?:19|20)\d\d)"
)
_IMO = re.compile(r"IMO\s*(\d{7})")
_SEARCHED = frozenset({"number", "contact", "wallet"})
_SHORT = 60
"""Longest text, in letters, that may be a number when its kind is not known."""


@dataclass(frozen=True, slots=True)
class IdentifiersRead:
    """The identifiers of a row and what else its ``ids`` field says."""

    identifiers: tuple[Identifier, ...] = ()
    issuers: tuple[str, ...] = ()
    listed: str = ""
    effective: str = ""


def read_identifiers(field: str) -> IdentifiersRead:
    """The identifiers that a row publishes.

    Args:
        field: The ``ids`` field, verbatim, joined by "; ".
    """
    if not field.strip():
        return IdentifiersRead()
    return _read([_identifier(part) for part in _parts(mend(field)[0])])


def identifiers_given_apart(given: Iterable[tuple[str, str, str, str]]) -> IdentifiersRead:
    """The identifiers of a row whose parts the publisher gives apart.

    Args:
        given: Type, number, country and verbatim text of each.
    """
    return _read([identifier_of(*each) for each in given])


def _read(found: list[Identifier]) -> IdentifiersRead:
    dates = {each.kind: _value(each) for each in found if each.kind.endswith("Date (CMIC)")}
    return IdentifiersRead(
        identifiers=tuple(found),
        issuers=tuple(_value(each) for each in found if _holds(each.kind) == "name"),
        listed=dates.get("Listing Date (CMIC)", ""),
        effective=dates.get("Effective Date (CMIC)", ""),
    )


def identifier_of(kind: str, number: str, country: str, text: str) -> Identifier:
    """An identifier whose parts the publisher gives apart, read by the same rules.

    Args:
        kind: The publisher's word for it.
        number: Number or text, as printed.
        country: Code or name, as printed.
        text: The verbatim part.
    """
    imo = _IMO.fullmatch(number)
    if imo is not None:
        vessel = kind.startswith("Vessel Registration")
        return Identifier("IMO" if vessel else kind, imo[1], country_of(country), text)
    holds = _holds(kind)
    searched = holds in _SEARCHED or (
        not holds and len(number) <= _SHORT and any(letter.isdigit() for letter in number)
    )
    return Identifier(kind, number if searched else "", country_of(country), text)


@cache
def known_kinds() -> tuple[str, ...]:
    """The types of identifier that are known by their whole name, the longest first."""
    return tuple(sorted(_kinds()[0], key=len, reverse=True))


def _parts(field: str) -> list[str]:
    """Cut at "; ", and join a piece without a known type to its neighbour with one."""
    pieces = [piece for piece in field.split("; ") if piece.strip()]
    if all(_kind_of(piece) for piece in pieces):
        return pieces
    parts: list[str] = []
    for piece in pieces:
        last = parts[-1] if parts else ""
        cut_before_type = last and not _kind_of(last) and _type_last(piece)
        cut_in_value = _type_first(last) and not _kind_of(piece) and ", " not in piece
        if cut_before_type or cut_in_value:
            parts[-1] = f"{last}; {piece}"
        else:
            parts.append(piece)
    return parts


def _identifier(part: str) -> Identifier:
    facts = part.split(", ")
    if not _type_first(part) and (_type_last(part) or is_country_code(facts[0])):
        return _alphabetical(facts, part)
    kind, *facts = facts
    while len(facts) > 1 and _DATE.fullmatch(facts[-1]):
        facts.pop()
    country = facts.pop() if len(facts) > 1 and is_country_code(facts[-1]) else ""
    if not facts:
        kind, facts = "", [part]
    return identifier_of(kind, ", ".join(facts), country, part)


def _alphabetical(facts: list[str], part: str) -> Identifier:
    *facts, kind = facts
    country = facts.pop(0) if len(facts) > 1 and is_country_code(facts[0]) else ""
    while len(facts) > 1 and _DATE.fullmatch(facts[0]):
        facts.pop(0)
    return identifier_of(kind, ", ".join(facts), country, part)


def _value(identifier: Identifier) -> str:
    """The text of an identifier without its type, at whichever end the type is."""
    text = identifier.text
    if text.startswith(f"{identifier.kind}, "):
        return text[len(identifier.kind) + 2 :]
    return text.removesuffix(f", {identifier.kind}")


def _kind_of(part: str) -> str:
    return _type_first(part) or _type_last(part)


def _type_first(part: str) -> str:
    kind = part.partition(", ")[0]
    return kind if _holds(kind) else ""


def _type_last(part: str) -> str:
    kind = part.rpartition(", ")[2]
    return kind if _holds(kind) else ""


@lru_cache(maxsize=4096)
def _holds(kind: str) -> str:
    """What a type of identifier holds: number, contact, wallet, name, date, text; or empty."""
    exact, beginnings = _kinds()
    found = exact.get(kind, "")
    if not found:
        found = next((holds for begin, holds in beginnings if kind.startswith(begin)), "")
    return found


@cache
def _kinds() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    with resource("csl_identifier_kinds.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["kind"], row["holds"]) for row in csv.DictReader(file, strict=True)]
    allowed = {*_SEARCHED, "name", "date", "text"}
    if any(holds not in allowed for _, holds in rows):
        raise ValueError(f"resources/csl_identifier_kinds.csv: only {sorted(allowed)} are allowed")
    return (
        {kind: holds for kind, holds in rows if not kind.endswith("*")},
        tuple((kind[:-1], holds) for kind, holds in rows if kind.endswith("*")),
    )
