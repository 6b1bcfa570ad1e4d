"""Reads the name and alternative names of a Consolidated Screening List row into single names.

The list prints several things in one name field. Decisions, each with a real row:

* ``Huawei Technologies Co., Ltd. (Huawei)``: the primary name is ``Huawei Technologies Co., Ltd.``;
  ``Huawei`` is an alias. Likewise ``… Technology (AASPT)``.
* ``Huawei Technologies Co., Ltd. (Huawei).  Affiliated Entity:  Ningbo Huawei Computer & Net
  Co., Ltd.``: the row *is* the affiliate (its address and citation are the affiliate's; the parent
  has rows of its own), so the affiliate is the primary name.
* ``… Second Academy.  Subordinate Institution - 201 Research Institute``: likewise, but a name
  that is only a number or a generic word stays behind its parent: the whole is the primary name
  and ``201 Research Institute`` an alias.
* ``Gazprom Telekom, OOO (f.k.a. …)``, ``Far East Trading Company, Inc. (a.k.a. FETCO, Inc.)``: what
  stands before is the primary name, what stands inside are former names or aliases.
* ``Ardis Group of Companies LLC and any successor, sub-unit, or subsidiary thereof``,
  ``Ri Sung Chol (… ) (DPRK individual)``: the remark is no part of the name.
* ``(Private)``, ``(HK)``, ``(KIEV)``: part of the name; nothing is split.

Wherever the primary name is not the whole printed text, the whole text is the last alias, so that
a search for what is printed finds the row; `PartyRecord.published` keeps it with every space.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from caveat.domain.parties import Name, NameKind, PartyKind
from caveat.ingest.lists.inline_names import InlineName, read_inline_names
from caveat.ingest.lists.text_repair import (
    lost_letters,
    mend,
    other_readings,
    with_apostrophes,
)

_ADDRESS_ONLY = re.compile(r"Address \d{1,3}")
_WEAK = re.compile(r'"[^"]+"|“[^“”]+”')
_LEAD = re.compile(
    r"^(?:[-—–]\s*|(?:and|or)\s+(?!any\b)|(?:(?i:a\.?k\.?a)\.?,?|(?i:also known as):?)\s+)+"
)
"""What joins an alternative name to those before it. A capital "And" or "OR" begins a name."""
_FORMER_LEAD = re.compile(r"^(?:f\.?k\.?a\.?,?|formerly(?: known as)?:?)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r";\s+|;(?=[\w—–(-])|;$")
_LEGAL_FORM = re.compile(
    r"(?:co|corp|corporation|company|ltd|limited|inc|llc|l\.l\.c|s\.?a|ag|gmbh|plc|jsc|ooo|oao|zao"
    r"|ao|pao|jr|sr|pvt|pte)\b\.?.*",
    re.IGNORECASE,
)
_COMMA_JOINED = frozenset({"US-ISN"})
"""Lists whose alternative names a release of 2023 joins by ", " instead of "; "."""

_TREASURY = frozenset({"US-SDN", "US-SSI", "US-FSE", "US-PLC", "US-CAP", "US-MBS", "US-CMIC"})


_DOUBTFUL = "Letters may be broken; it is searched as “{}” too."


@dataclass(frozen=True, slots=True)
class NamesRead:
    """The names of a row; the first is the primary one. ``kind`` where the name tells it."""

    names: tuple[Name, ...]
    kind: PartyKind | None = None
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_names(
    printed: str,
    alternatives: str,
    list_code: str,
    issuers: Iterable[str] = (),
    given: Iterable[tuple[str, NameKind]] = (),
) -> NamesRead:
    """The names that a row publishes.

    Args:
        printed: The ``name`` field, verbatim.
        alternatives: The ``alt_names`` field, verbatim, joined by "; ".
        list_code: Code of the list; some customs hold for one publisher only.
        issuers: Names of issuers of securities that the ``ids`` field gives.
        given: Alternative names that the publisher gives apart, each with its kind (OFAC's files).

    Returns:
        No names at all where the name field holds none.
    """
    whole, notes = mend(printed)
    if not whole:
        return NamesRead(())
    if list_code == "US-EL" and _ADDRESS_ONLY.fullmatch(whole):
        kind: PartyKind | None = PartyKind.ADDRESS
        found = [InlineName(whole, NameKind.PRIMARY)]
    else:
        found, kind = read_inline_names(whole, treasury=list_code in _TREASURY)
    told = [f"Name: {note}" for note in notes]
    for alternative in split_alternatives(alternatives, list_code):
        text, notes = mend(alternative)
        told += [f"Alternative name: {note}" for note in notes]
        found += _alternative(text, list_code)
        for reading in other_readings(alternative):
            told.append(f"Alternative name: {_DOUBTFUL.format(reading)}")
            found += _alternative(reading, list_code)
    for other, kind_given in given:
        text, notes = mend(other)
        told += [f"Alternative name: {note}" for note in notes]
        found += _as_kind(text, kind_given, list_code)
    for reading in other_readings(printed):
        told.append(f"Name: {_DOUBTFUL.format(reading)}")
        inside, _ = read_inline_names(reading, treasury=list_code in _TREASURY)
        found += [
            InlineName(name.text, NameKind.ALIAS if name.kind is NameKind.PRIMARY else name.kind)
            for name in inside
        ]
    found += [InlineName(mend(issuer)[0], NameKind.ALIAS) for issuer in issuers]
    if found[0].text != whole:
        found.append(InlineName(whole, NameKind.ALIAS))
    unread = []
    if any(lost_letters(name.text) for name in found):
        unread.append("Letters of a name are lost: the release prints ? or � in their place.")
        found += [InlineName(with_apostrophes(name.text), name.kind) for name in found[1:]]
        found.append(InlineName(with_apostrophes(found[0].text), NameKind.ALIAS))
    return NamesRead(_without_repeats(found), kind, tuple(unread), tuple(dict.fromkeys(told)))


def split_alternatives(text: str, list_code: str) -> list[str]:
    """The parts of an ``alt_names`` field, verbatim, each one alternative name or clause.

    Parts are joined by "; ", seldom by ";" alone. A part whose parenthesis is closed in the next
    part only is not a part. In lists that join by ", " the parts are given besides the whole.
    """
    parts: list[str] = []
    for part in _BETWEEN.split(text):
        if parts and parts[-1].count("(") > parts[-1].count(")") and ")" in part:
            parts[-1] = f"{parts[-1]}; {part}"
        else:
            parts.append(part)
    parts = [part for part in parts if part.strip(" ,.-—–") not in {"", "and", "or"}]
    if list_code in _COMMA_JOINED and len(parts) == 1:
        pieces = re.split(r",\s+(?:and\s+)?", parts[0])
        if len(pieces) > 1 and not any(_LEGAL_FORM.fullmatch(piece) for piece in pieces[1:]):
            parts += pieces
    return parts


def _alternative(text: str, list_code: str) -> list[InlineName]:
    kind = NameKind.ALIAS
    text = _LEAD.sub("", text).strip(" ,")
    if _FORMER_LEAD.match(text):
        kind = NameKind.FORMER
        text = _FORMER_LEAD.sub("", text)
    if text.count(")") > text.count("("):
        text = text.rstrip(".")
        text = text[:-1].rstrip() if text.endswith(")") else text
    if _WEAK.fullmatch(text):
        # OFAC encloses its weak aliases in double quotation marks; others only quote.
        text = text[1:-1].strip()
        kind = NameKind.WEAK_ALIAS if list_code in _TREASURY else kind
    return _as_kind(text, kind, list_code)


def _as_kind(text: str, kind: NameKind, list_code: str) -> list[InlineName]:
    if not text:
        return []
    inside, _ = read_inline_names(text, treasury=list_code in _TREASURY)
    return [
        InlineName(name.text, kind if name.kind is NameKind.PRIMARY else name.kind)
        for name in inside
    ]


def _without_repeats(found: Iterable[InlineName]) -> tuple[Name, ...]:
    names: dict[str, Name] = {}
    for name in found:
        if name.text:
            names.setdefault(name.text.casefold(), Name(name.text, name.kind))
    return tuple(names.values())
