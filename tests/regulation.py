"""Supplements to 15 CFR part 744 as the eCFR prints them, made up and in small."""

from collections.abc import Callable
from pathlib import Path

from caveat.domain.lists import ParsedFile, ParsedList
from caveat.domain.parties import PartyRecord
from caveat.ingest.lists.read import read_list_file

PART = Path(__file__).resolve().parent / "data" / "lists" / "ecfr_part_744.xml"

Write = Callable[[str, bytes], Path]

HEADING = (
    "<TR><TH>Country</TH><TH>Entity</TH><TH>License requirement</TH>"
    "<TH>License review policy</TH><TH>Federal Register citation</TH></TR>"
)

NIMBUS = "<TD>Nimbus, 1 Road, City</TD><TD>All items</TD><TD>Denial</TD><TD>90 FR 1, 1/2/25.</TD>"

WHOLE = f"<TR><TD>NARNIA</TD>{NIMBUS}</TR>"


def the(parsed: ParsedFile, code: str) -> ParsedList:
    return next(item for item in parsed.lists if item.list_code == code)


def named(parsed: ParsedFile, code: str, name: str) -> PartyRecord:
    (record,) = (record for record in the(parsed, code).records if record.name == name)
    return record


def supplement(rows: str, number: int = 4, heading: str = HEADING) -> bytes:
    name = f"Supplement No. {number} to Part 744"
    return (
        f'<DIV9 N="{name}" TYPE="APPENDIX"><HEAD>{name}—List</HEAD><DIV><TABLE>{heading}{rows}'
        "</TABLE></DIV></DIV9>"
    ).encode()


def entities(write: Write, rows: str, **also: object) -> tuple[PartyRecord, ...]:
    path = write("supplement.xml", supplement(rows, **also))  # type: ignore[arg-type]  # as given
    return read_list_file(path).lists[0].records
