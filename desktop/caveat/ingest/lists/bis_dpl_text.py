"""Reads the Denied Persons List in the tab-separated text that BIS published until 2025.

Twelve columns in double quotes; effective and expiration dates as M/D/YYYY, the last update as
ISO in the same row; names with spaces around; some rows without country or expiration.
"""

from collections.abc import Mapping

from caveat.domain.lists import Channel
from caveat.domain.parties import PartyRecord
from caveat.ingest.lists.bis_dpl_record import DenialRow, denial_record
from caveat.ingest.lists.bis_dpl_rows import read_rows
from caveat.ingest.lists.csv_rows import first_rows
from caveat.ingest.lists.formats import ListFormat, ListsRead, Reading
from caveat.ingest.opened_file import OpenedFile

_COLUMNS = frozenset(
    {
        "Name",
        "Street_Address",
        "City",
        "State",
        "Country",
        "Postal_Code",
        "Effective_Date",
        "Expiration_Date",
        "Standard_Order",
        "Last_Update",
        "Action",
        "FR_Citation",
    }
)
_RECOGNISED = frozenset({"Name", "Street_Address", "Effective_Date"})


def sniff(head: bytes) -> bool:
    """Whether the first line names the columns of this layout."""
    return any(_RECOGNISED.issubset(row) for row in first_rows(head, "\t", 1))


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
        delimiter="\t",
        required=_COLUMNS,
        whole_ends=(b'"',),
    )


def _record(fields: Mapping[str, str], number: int) -> PartyRecord | None:
    get = fields.get
    row = DenialRow(
        name=get("Name", ""),
        street=get("Street_Address", ""),
        city=get("City", ""),
        state=get("State", ""),
        country=get("Country", ""),
        postal_code=get("Postal_Code", ""),
        effective=get("Effective_Date", ""),
        expires=get("Expiration_Date", ""),
        standard_order=get("Standard_Order", ""),
        federal_register=get("FR_Citation", ""),
        remarks=get("Action", ""),
    )
    return denial_record(row, fields, number)


FORMAT = ListFormat("Denied Persons List, BIS text", Channel.BIS, 1, sniff, read)
