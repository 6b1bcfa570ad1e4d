"""Reads what a Consolidated Screening List row says about a party: programmes, law, dates.

Texts stay verbatim. Footnotes of the Entity List are printed as bare digits inside or after the
licence requirement: "… see §§ 734.9(e) 1 and 744.11 of the EAR 2", "734.9(g),3 746.8(a)(3)",
"… of the EAR) 4". Only the two places where the list puts them are looked at, so that paragraph
numbers ("734.9(e)(2)", "740.11(b)(2)") are never taken for footnotes.
Source: 15 CFR part 744, Supplement No. 4, footnotes 1 to 5.
"""

import re
from dataclasses import dataclass
from datetime import date

from caveat.domain.parties import Designation
from caveat.ingest.lists.csl_remarks import RemarksRead

_AFTER_SECTION = re.compile(
    r"734\s?\.\s?9\s?\((?:e|g)\)(?:\s?\(\d\))?\s*,?\s*(?P<digits>[1-5](?:[ ,]{1,3}[1-5])*)"
    r"(?=\s*(?:,|;|and\b|or\b|of\b|\d{3}\s?\.\s?\d|\)|$))"
)
_AT_THE_END = re.compile(r"\bEAR[\s.)]*(?P<digits>[1-5](?:[ ,]{1,3}[1-5])*)\s*\.?\s*$")
_DIGIT = re.compile(r"[1-5]")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_PARTIAL = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d))?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WRITTEN = re.compile(r"(?P<day>\d{1,2}) (?P<month>[A-Za-z]{3})[a-z]* (?P<year>\d{4})")
_SLASHED = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})")
_FIRST_YEAR = 1900
_LAST_YEAR = 2200


@dataclass(frozen=True, slots=True)
class DesignationRead:
    """The designation of a row and what in it could not be read."""

    designation: Designation
    unread: tuple[str, ...] = ()


def footnotes(licence_requirement: str) -> tuple[int, ...]:
    """Numbers of the Entity List's footnotes that a licence requirement carries, in order.

    Args:
        licence_requirement: The third column of Supplement No. 4, verbatim.
    """
    text = " ".join(licence_requirement.split())
    found = [digit for match in _AFTER_SECTION.finditer(text) for digit in _digits(match)]
    end = _AT_THE_END.search(text)
    if end is not None:
        found += _digits(end)
    return tuple(sorted(set(found)))


def iso_date(text: str) -> str | None:
    """A date as ISO text, possibly partial ("2021", "2021-06"); None where it is impossible.

    Years before 1900 and after 2200 are impossible here: "0017-05-26" is a slip for 2017, but only
    its publisher can say so.
    """
    text = text.strip()
    try:
        if _ISO.fullmatch(text):
            day = date.fromisoformat(text)
        elif (match := _WRITTEN.fullmatch(text)) is not None:
            month = _MONTHS.index(match["month"].casefold()) + 1
            day = date(int(match["year"]), month, int(match["day"]))
        elif (match := _SLASHED.fullmatch(text)) is not None:
            day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        elif (match := _PARTIAL.fullmatch(text)) is not None:
            date(int(match["year"]), int(match["month"] or 1), 1)
            return text if _FIRST_YEAR <= int(match["year"]) <= _LAST_YEAR else None
        else:
            return None
    except ValueError:
        return None
    return day.isoformat() if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def read_designation(
    fields: dict[str, str], remarks: RemarksRead, listed: str, effective: str
) -> DesignationRead:
    """What a row says about the party.

    Args:
        fields: The published fields by name, verbatim.
        remarks: What the remarks field says, for facts that have no field of their own.
        listed: Listing date given among the identifiers (Treasury), or empty.
        effective: Effective date given there, or empty.
    """
    unread: list[str] = []

    def day(field: str, text: str) -> str:
        read = iso_date(text) if text.strip() else ""
        if read is None:
            unread.append(f"The {field} {text.strip()!r} is not a possible date; left empty.")
        return read or ""

    programmes = [part.strip() for part in fields.get("programs", "").split("; ")]
    requirement = fields.get("license_requirement", "").strip()
    policy = fields.get("license_policy", "").strip()
    for name, text in (("licence requirement", requirement), ("licence policy", policy)):
        if text.endswith(("...", "…")):
            unread.append(f"The {name} ends in dots: the release cuts it short.")
    return DesignationRead(
        Designation(
            programmes=tuple(dict.fromkeys(filter(None, programmes))) or remarks.programmes,
            licence_requirement=requirement,
            licence_policy=policy,
            footnotes=footnotes(requirement) if requirement else (),
            listed=day("start date", fields.get("start_date", "")) or day("listing date", listed),
            effective=day("effective date", effective),
            ends=day("end date", fields.get("end_date", "")) or day("end date", remarks.ends),
            federal_register=fields.get("federal_register_notice", "").strip(),
            standard_order=fields.get("standard_order", "").strip().upper(),
        ),
        tuple(unread),
    )


def _digits(match: re.Match[str]) -> list[int]:
    return [int(digit) for digit in _DIGIT.findall(match["digits"])]
