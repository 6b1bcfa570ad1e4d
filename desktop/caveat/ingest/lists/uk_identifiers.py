"""Reads numbers, contacts and flags out of a British list's cells and remarks.

OFSI's list has no columns for most of them: they stand in "Other Information", in 2020 as prose
("State Registration Number: 1037739044111", "UN Ref QDe.004", "IMO: 8937675"), later behind labels
in brackets ("(IMO number):8937675 (UK Sanctions List Ref):RUS1234. ").
"""

import re
from collections.abc import Callable, Iterator

from caveat.domain.parties import Identifier
from caveat.ingest.lists.uk_cells import country_in, document_number, numbered, numbers_in

Block = Callable[[str], list[dict[str, str]]]
Values = Callable[[str], list[str]]

_REFERENCES = (("ofsi_id", "OFSI Group ID"), ("un_reference", "UN Reference Number"))
_CONTACTS = (("phone", "Phone number"), ("website", "Website"), ("email", "Email address"))
_FLAGS = (("flag", "Vessel flag"), ("former_flag", "Former vessel flag"))
_IMO = re.compile(r"(?<!\d)\d{7}(?!\d)")
_IN_REMARKS = (
    ("IMO", re.compile(r"\bIMO(?:\s+(?:number|no\.?))?\)?\s*:?\s*(\d{7})(?!\d)", re.IGNORECASE)),
    ("MMSI", re.compile(r"\bMMSI\)?\s*:?\s*(\d{9})(?!\d)")),
    (
        "UN Reference Number",
        re.compile(
            r"\bUN\s+Ref(?:erence)?(?:\s+number)?\)?\s*[.:]?\s*"
            r"([A-Z]{1,3}[ei]?\.(?:[A-Z]{1,3}\.)?\d+(?:\.\d+)*)",
            re.IGNORECASE,
        ),
    ),
    ("UK Sanctions List reference", re.compile(r"\bUK Sanctions List Ref\)?:?\s*([A-Z]{3}\d{4})")),
    (
        "Registration number",
        re.compile(
            r"(?<!Tax )\b(?:State Registration Number|Registration (?:Number|ID|No\.?)"
            r"|Business Reg(?:istration)? No\.?)\)?\s*:?\s*([A-Z0-9][A-Z0-9/-]{3,30})"
        ),
    ),
    (
        "Tax number",
        re.compile(
            r"\bTax (?:Registration|ID|Identification)(?: (?:Number|No\.?))?\)?\s*:?\s*(\d{6,15})"
        ),
    ),
    ("SWIFT/BIC", re.compile(r"\bSWIFT(?:/BIC)?\)?:?\s+([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b")),
)
"""Only words that can mean nothing else; the number may not be part of a longer one."""


def read_identifiers(block: Block, values: Values) -> Iterator[Identifier]:
    """The identifiers of a party.

    Args:
        block: Gives the distinct values of a block of columns.
        values: Gives those of a column by itself.
    """
    found: dict[Identifier, None] = {}
    for identifier in _all(block, values):
        found[identifier] = None
    yield from found


def _all(block: Block, values: Values) -> Iterator[Identifier]:
    for meaning, kind in _REFERENCES:
        yield from (Identifier(kind, text.strip(), "", text.strip()) for text in values(meaning))
    yield from _documents(block("passports"), "passport", "Passport")
    yield from _documents(block("national"), "national", "National identification number")
    yield from _registrations(values)
    for meaning, kind in _CONTACTS:
        for cell in values(meaning):
            yield from (Identifier(kind, value, "", value) for value in numbered(cell))
    for meaning, kind in _FLAGS:
        for cell in values(meaning):
            yield from (Identifier(kind, "", country_in(value), value) for value in numbered(cell))
    # On one line with single spaces: the patterns would take long over thousands of blanks.
    for text in (" ".join(cell.split()) for cell in values("other")):
        for kind, pattern in _IN_REMARKS:
            for match in pattern.finditer(text):
                yield Identifier(kind, match[1].rstrip("./-"), "", match[0].strip())


def _registrations(values: Values) -> Iterator[Identifier]:
    for cell in values("registration"):
        for value in numbered(cell):
            for number in numbers_in(value) or [""]:
                yield Identifier("Business registration number", number, "", value)
    for cell in values("imo"):
        for number in _IMO.findall(cell) or [cell.strip()]:
            yield Identifier("IMO", number, "", cell.strip())
    for cell in values("hull"):
        yield Identifier("Hull identification number (HIN)", cell.strip(), "", cell.strip())


def _documents(blocks: list[dict[str, str]], name: str, kind: str) -> Iterator[Identifier]:
    """Documents, each value one. What is said about them stands in a cell beside, if anywhere."""
    number_key = "national_id" if name == "national" else "passport"
    for each in blocks:
        numbers = numbered(each.get(number_key, ""))
        details = numbered(each.get(f"{name}_details", ""))
        if not numbers:
            # In the layout of 2020 the details of passports hold the numbers.
            for value in details:
                yield Identifier(kind, document_number(value), "", value)
            continue
        paired = len(details) == len(numbers)
        for at, value in enumerate(numbers):
            told = details[at] if paired else "; ".join(details)
            text = f"{value} ({told})" if told else value
            yield Identifier(kind, document_number(value) or value, "", text)
