"""Reads the Denied Persons List in the CSV that bis.gov offers since 2026.

Five columns: ``Name_and_Address``, ``Effective_Date``, ``Expiration_Date``, ``Appropriate Federal
Register Citations``, ``Type of Denial``. The first one joins name, street, city, state, country and
postal code by ", ", an empty one included, so that the last three are always certain:

* six pieces: every part is certain ("HELENE EXAMPLE, 37 RUE …, PARIS, , FR, 75015");
* more: a comma stands inside the name, the street or the city. A legal form or "JR." belongs to
  the name ("THORN-COAT, INC, 12 ROYAL DRIVE, …"). "JIN, ZHENG, 18 SAMPLE DRIVE, …" may be a name
  turned round: the shorter reading is the name, the longer one is searched as an alias.

Built from the layout of the edition of April 2026; not tried on the file itself.
"""

import re
from collections.abc import Mapping

from caveat.domain.lists import Channel
from caveat.domain.parties import PartyRecord
from caveat.ingest.lists.bis_dpl_record import DenialRow, denial_record
from caveat.ingest.lists.bis_dpl_rows import read_rows
from caveat.ingest.lists.csv_rows import first_rows
from caveat.ingest.lists.formats import ListFormat, ListsRead, Reading
from caveat.ingest.opened_file import OpenedFile

_WHO = "Name_and_Address"
_CITATION = "Appropriate Federal Register Citations"
_TYPE = "Type of Denial"
_REQUIRED = frozenset({_WHO, "Effective_Date", "Expiration_Date"})
_PIECES = 6
"""Name, street, city, state, country, postal code."""
_OF_THE_NAME = re.compile(
    r"(?:inc|incorporated|ltd|limited|l\.?l\.?c|llp|s\.?l|co|corp|corporation|company|gmbh|ag|s\.?a|plc"
    r"|pte|pvt|b\.?v|n\.?v|fze|fzco|jsc|ooo|jr|sr|i{1,3}|iv|m\.?d|ph\.?d)\b\.?"
    r"(?:,?\s*(?:ltd|inc|llc)\b\.?)*",
    re.IGNORECASE,
)
_LIKE_A_NAME = re.compile(r"[^\W\d_]+(?:[ .'-]+[^\W\d_]+){0,2}\.?")
_PLACE_WORDS = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|box|building|floor|suite|room|airport|base|office|house"
    r"|drive|lane|plaza|tower|city|province|district|zone|estate)\b",
    re.IGNORECASE,
)
_TOO_FEW = "The address has fewer parts than the list prints; where the name ends was inferred."
_TOO_MANY = (
    "Name and address stand in one field with more commas than parts; where each part ends was "
    "inferred."
)
_STANDARD = {"standard": "Y", "non-standard": "N", "nonstandard": "N", "non standard": "N"}


def sniff(head: bytes) -> bool:
    """Whether the first line names the columns of this layout."""
    return any(_REQUIRED.issubset(row) for row in first_rows(head, rows=1))


def read(opened: OpenedFile, reading: Reading) -> ListsRead:
    """Read the whole file.

    Raises:
        RefusedReleaseError: It is not whole.
        UnreadableFileError: It is not UTF-8 text.
    """
    return read_rows(
        opened,
        reading,
        _record,
        form=FORMAT.name,
        delimiter=",",
        required=_REQUIRED,
        whole_ends=(b'"', b"Standard"),
    )


def split_name_and_address(text: str) -> DenialRow:
    """The parts of a ``Name_and_Address`` field; the name is empty where the field has none."""
    pieces = f"{text.rstrip()} ".split(", ") if text.rstrip().endswith(",") else text.split(", ")
    if len(pieces) < _PIECES:
        who, _, rest = text.partition(", ")
        return DenialRow(name=who.strip(" ,"), street=rest.strip(" ,"), notes=(_TOO_FEW,))
    city, state, country, postal = pieces[-4:]
    name, front = [pieces[0].strip(" ,")], pieces[1:-4]
    while len(front) > 1 and len(name) < _PIECES and _goes_on(name, front[0]):
        name.append(front.pop(0).strip())
    others: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    if len(front) > 1:
        notes = (_TOO_MANY,)
        if len(name) == 1 and _may_be_turned_round(name[0], front[0]):
            others = (f"{name[0]}, {front[0].strip()}",)
    return DenialRow(
        name=", ".join(name),
        street=", ".join(part.strip() for part in front if part.strip()),
        city=city,
        state=state,
        country=country,
        postal_code=postal,
        other_names=others,
        notes=notes,
    )


def _goes_on(name: list[str], following: str) -> bool:
    """Whether a name goes on behind a comma: "THORN-COAT, INC", "WEAR (QUILL, INC.)"."""
    whole = "".join(name)
    is_open = whole.count("(") > whole.count(")")
    return is_open or _OF_THE_NAME.fullmatch(following.strip()) is not None


def _may_be_turned_round(name: str, following: str) -> bool:
    return (
        " " not in name
        and _LIKE_A_NAME.fullmatch(following.strip()) is not None
        and _PLACE_WORDS.search(following) is None
    )


def _record(fields: Mapping[str, str], number: int) -> PartyRecord | None:
    get = fields.get
    who = split_name_and_address(get(_WHO, ""))
    kind = " ".join(get(_TYPE, "").split())
    row = DenialRow(
        name=who.name,
        street=who.street,
        city=who.city,
        state=who.state,
        country=who.country,
        postal_code=who.postal_code,
        effective=get("Effective_Date", ""),
        expires=get("Expiration_Date", ""),
        standard_order=_STANDARD.get(kind.casefold(), ""),
        federal_register=get(_CITATION, ""),
        remarks=f"Type of denial: {kind}" if kind else "",
        other_names=who.other_names,
        notes=who.notes,
    )
    return denial_record(row, fields, number)


FORMAT = ListFormat("Denied Persons List, BIS CSV", Channel.BIS, 1, sniff, read, tried=False)
