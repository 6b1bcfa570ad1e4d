"""Reads the remarks of OFAC's CSV and classic XML files item by item into facts.

OFAC prints everything that has no column of its own there, joined by "; " and closed by a full
stop: "DOB 10 Dec 1948; POB Haifa; nationality Iraq; Passport A123 (Iraq) issued 03 May 2001 expires
02 May 2006; a.k.a. 'ABU NIDAL'; Linked To: X." A second value is marked "alt.". In quotation marks
are the weak aliases (OFAC FAQ 122). The kinds of numbers are those of the Consolidated Screening
List, ``resources/csl_identifier_kinds.csv``, so that both channels name them alike. What is no fact
known here ("ICTY indictee", "Major General") stays in the remarks, which are kept verbatim.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from caveat.domain.parties import PublishedRelation
from caveat.ingest.countries import UNDETERMINED, country_of
from caveat.ingest.lists.csl_identifiers import known_kinds

_BETWEEN = re.compile(r";\s+|;(?=[A-Za-z])")
_SECOND = re.compile(r"^(?:alt\.?|Alt\.?)\s+")
_MORE_KINDS = re.compile(
    r"Digital Currency Address - [^\s,;]+"
    r"|Executive Order \d+ (?:Directive Determination -|Directive Information(?: -|:)?"
    r"|[Ii]nformation:)"
    r"|(?:Effective|Listing|Purchase/Sales For Divestment) Date \([^()]*\):?"
)
"""Kinds of which only the beginning is known: the wildcards of the table of kinds."""
_ALIAS = re.compile(r"[afn]\.k\.a\.,? '(?P<name>.*)'", re.DOTALL)
_OPEN_ALIAS = re.compile(r"(?:alt\. )?[afn]\.k\.a\.,? '")
_LINK = re.compile(r"\(?Linked To: (?P<name>.+)", re.DOTALL)
_FAMILY = re.compile(
    r"(?P<kind>(?:half-)?(?:brother|sister)(?:-in-law)?|wife|husband|spouse|son(?:-in-law)?"
    r"|daughter(?:-in-law)?|child|nephew|niece|cousin|father|mother) of (?P<name>[A-Z].+)",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(
    r"(?P<kind>Tele(?:phone|x)|Phone|Fax)(?: No\.| Number)?:?\s+(?P<number>\S.*)", re.IGNORECASE
)
_DOCUMENT = re.compile(
    r"(?P<number>.*?)(?:\s*\((?P<country>[^()]*)\))?"
    r"(?:,?\s*issued (?P<issued>.*?))?(?:,?\s*expire[sd] .*)?",
    re.DOTALL,
)
_ABBREVIATED = re.compile(r"\.[A-Z]{1,2}\.$")
"""An end that is no full stop of the remarks: "Linked To: R D I S.A."."""
_LONGEST_DOCUMENT = 300
"""Letters up to which a number is looked for before "(Iran) issued 03 May 2001"."""
_WHOLE = frozenset({"Issuer Name", "Website", "Email Address"})
"""Kinds whose value is taken whole: a bracket may be part of it."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = re.compile(rf"(?P<month>{'|'.join(_MONTHS)}) (?P<year>(?:19|20)\d\d)")

FACTS = {
    "DOB": "Birthdate",
    "POB": "Place of Birth",
    "nationality": "Nationality Country",
    "citizen": "Citizenship Country",
}
"""Facts of a person as the remarks call them, and as the XML files do."""


class RemarkFact(NamedTuple):
    """A fact with its kind, as OFAC's XML files name it; ``text`` is the item, verbatim."""

    kind: str
    value: str
    country: str
    text: str


class RemarkFacts(NamedTuple):
    """What the remarks of an entry say, in their order."""

    facts: tuple[RemarkFact, ...] = ()
    weak_aliases: tuple[str, ...] = ()
    relations: tuple[PublishedRelation, ...] = ()


def read_ofac_remarks(remarks: str) -> RemarkFacts:
    """The facts in remarks.

    Args:
        remarks: The whole field, with its continuation where the publisher spilt it over.
    """
    facts: list[RemarkFact] = []
    aliases: list[str] = []
    relations: list[PublishedRelation] = []
    text = remarks.strip()
    if text.endswith(".") and not _ABBREVIATED.search(text[-4:]):
        text = text[:-1]
    for item in _items(text):
        body = _SECOND.sub("", item.strip())
        if not body:
            continue
        alias = _ALIAS.fullmatch(body)
        link = _LINK.fullmatch(body)
        family = _FAMILY.fullmatch(body)
        if alias is not None:
            name = alias["name"].strip()
            quoted = len(name) > 1 and name[0] == name[-1] == "'"
            aliases.append(name[1:-1].strip() if quoted else name)
        elif link is not None:
            name = link["name"].strip()
            name = name.removesuffix(")") if body.startswith("(") else name
            relations.append(PublishedRelation("linked to", name, item.strip()))
        elif family is not None:
            kind = f"{family['kind'].lower()} of"
            relations.append(PublishedRelation(kind, family["name"].strip(), item.strip()))
        else:
            fact = _fact(body, item.strip())
            if fact is not None:
                facts.append(fact)
    return RemarkFacts(tuple(facts), tuple(filter(None, aliases)), tuple(relations))


def _items(text: str) -> Iterator[str]:
    """The items; an alias is joined to what follows until its quotation ends."""
    open_alias: list[str] = []
    for item in _BETWEEN.split(text):
        if open_alias or _OPEN_ALIAS.match(item):
            open_alias.append(item)
            if item.endswith("'"):
                yield "; ".join(open_alias)
                open_alias = []
        else:
            yield item
    yield from open_alias


def iso_month(text: str) -> str:
    """ISO text of a month ("Jan 1959" is "1959-01"); the text itself where it is none."""
    found = _MONTH.fullmatch(text.strip())
    if found is None:
        return text
    return f"{found['year']}-{_MONTHS.index(found['month']) + 1:02}"


def leading_kind(text: str) -> str:
    """The kind of identifier or feature that an item begins with; empty where none is known."""
    more = _MORE_KINDS.match(text)
    if more is not None:
        return more.group()
    kinds = _kinds_by_first_word().get(text.partition(" ")[0], ())
    return next((kind for kind in kinds if text.startswith(f"{kind} ")), "")


@cache
def _kinds_by_first_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for kind in known_kinds():
        word = kind.partition(" ")[0]
        found[word] = (*found.get(word, ()), kind)
    return found


def _fact(body: str, item: str) -> RemarkFact | None:
    first, _, rest = body.partition(" ")
    if first in FACTS:
        return RemarkFact(FACTS[first], rest.strip(), "", item)
    kind = leading_kind(body)
    if kind:
        return _numbered(kind, body[len(kind) :].strip(), item)
    telephone = _TELEPHONE.fullmatch(body)
    if telephone is not None:
        return RemarkFact(telephone["kind"].capitalize(), telephone["number"].strip(), "", item)
    return None


def _numbered(kind: str, value: str, item: str) -> RemarkFact:
    whole = kind in _WHOLE or len(value) > _LONGEST_DOCUMENT
    document = None if whole else _DOCUMENT.fullmatch(value)
    if document is None or not document["number"]:
        return RemarkFact(kind, value, "", item)
    country = document["country"] or ""
    if country and not country_of(country) and country.casefold() not in UNDETERMINED:
        if any(letter.isdigit() for letter in country):
            return RemarkFact(kind, value, "", item)
        country = ""
    return RemarkFact(kind, document["number"].strip(), country, item)
