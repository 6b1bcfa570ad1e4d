"""Reads facts out of the remarks of a Consolidated Screening List row that have no field there.

The official file seldom has any. Editions rebuilt in its layout from the agencies' own tables put
them there: "Type of denial: Standard; Expires: 2026-10-27" (Denied Persons), "Authority: … ;
imposed 4/1/2004; status: Expired on 04/01/06" (nonproliferation), "Date of birth: June, 1981"
(debarred), "USCC: 9111… (China); Program: CMIC-EO13959" (military-industrial complex). The remarks
themselves stay verbatim; a fact is taken only where its words are exactly these.
"""

import re
from dataclasses import dataclass

from caveat.domain.parties import Identifier
from caveat.ingest.countries import country_of

_EXPIRES = re.compile(r"(?:^|; )Expires: (\d{4}-\d\d-\d\d)(?=;|$)")
_AUTHORITY = re.compile(
    r"(?:^|\| )Authority: (?P<authority>[^;|]+)(?:; imposed [^;|]*)?(?P<rest>[^|]*)"
)
_STATUS = re.compile(r"; status: (?P<status>[^;|]*)")
_OVER = re.compile(
    r"\s*(?:(?:Expired|Lifted|Terminated)(?: on)?|All provisions expired as of)"
    r" (\d{1,2})/(\d{1,2})/(\d{4}|\d\d)\s*",
    re.IGNORECASE,
)
_BORN = re.compile(r"Date of birth: ([A-Z][a-z]+,? \d{4}|\d{4}(?:-\d\d){0,2})")
_USCC = re.compile(r"USCC: ([0-9A-Z]{18})(?: \(([^)]+)\))?")
_PROGRAMME = re.compile(r"(?:^|; )Program: ([^;]+)")
_PIVOT = 50
"""Two-digit years below are of this century: the first of these sanctions is of 1991."""


@dataclass(frozen=True, slots=True)
class RemarksRead:
    """Facts found in remarks.

    Attributes:
        programmes: Statutes and programmes named there.
        ends: ISO date after which *nothing* that the remarks name is in force; empty if anything
            still is, or if that is not said of everything.
        dates_of_birth: As printed.
        identifiers: Registration numbers named there.
    """

    programmes: tuple[str, ...] = ()
    ends: str = ""
    dates_of_birth: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()


def read_remarks(remarks: str, list_code: str) -> RemarksRead:
    """The facts in a ``remarks`` field, verbatim as published.

    Args:
        remarks: The field.
        list_code: Code of the list; each custom belongs to one.
    """
    if not remarks:
        return RemarksRead()
    if list_code == "US-DPL":
        expires = _EXPIRES.search(remarks)
        return RemarksRead(ends=expires[1] if expires else "")
    if list_code == "US-ISN":
        return _sanctions(remarks)
    if list_code == "US-DTC":
        return RemarksRead(dates_of_birth=tuple(_BORN.findall(remarks)))
    if list_code == "US-CMIC":
        return RemarksRead(
            programmes=tuple(name.strip() for name in _PROGRAMME.findall(remarks)),
            identifiers=tuple(
                Identifier(
                    "Unified Social Credit Code (USCC)",
                    match[1],
                    country_of(match[2] or ""),
                    match[0],
                )
                for match in _USCC.finditer(remarks)
            ),
        )
    return RemarksRead()


def _sanctions(remarks: str) -> RemarksRead:
    """Several sanctions of one party; the row ends when the last of them did."""
    programmes: list[str] = []
    ends: list[str] = []
    for match in _AUTHORITY.finditer(remarks):
        programmes.append(match["authority"].strip())
        status = _STATUS.search(match["rest"])
        over = _OVER.fullmatch(status["status"]) if status is not None else None
        ends.append(_date(over) if over is not None else "")
    return RemarksRead(
        programmes=tuple(dict.fromkeys(programmes)),
        ends=max(ends) if ends and all(ends) else "",
    )


def _date(match: re.Match[str]) -> str:
    month, day, year = int(match[1]), int(match[2]), int(match[3])
    if len(match[3]) == len("94"):
        year += 2000 if year < _PIVOT else 1900
    return f"{year:04}-{month:02}-{day:02}"
