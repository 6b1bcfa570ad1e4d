"""Lists that the officer keeps: what a column of theirs can mean, and how one is read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from caveat.domain.lists import Duty
from caveat.domain.suppliers import SheetPreview

OWN_CODE = re.compile(r"OWN-[A-Z0-9][A-Z0-9-]{0,23}")
"""What the code of an own list looks like."""

DUTY_SENTENCES: Mapping[Duty, str] = MappingProxyType(
    {
        Duty.DENY: "Deny: no business",
        Duty.LICENCE: "Licence: not without a licence",
        Duty.ENQUIRE: "Enquire: ask before going on",
        Duty.SCRUTINISE: "Scrutinise: look closely",
    }
)
"""What a hit on a list means for the officer, in words that stand among the programmes."""

REVIEW_DAYS = 365
"""After how many days an own list is called old, unless its keeper says otherwise: our choice."""


class OwnField(StrEnum):
    """What a column of an own list can mean. Several columns may mean the same."""

    PARTY = "party"
    """Name of the party. Rows of one name, or of one number, are one party."""
    NUMBER = "number"
    """The keeper's own number for the party."""
    ALIAS = "alias"
    WEAK_ALIAS = "weak alias"
    FORMER_NAME = "former name"
    ADDRESS = "address"
    ADDRESS_PART = "address part"
    """Street, city, postal code …: the parts of a row make one address."""
    COUNTRY = "country"
    IDENTIFIER = "identifier"
    KIND = "kind"
    PARENT = "parent"
    """Name of the party that this one is a subsidiary of."""
    PROGRAMME = "programme"
    DUTY = "duty"
    """Of this party, where it is not the list's."""
    REFERENCE = "reference"
    """Letter, notice or Federal Register citation."""
    FROM = "from"
    UNTIL = "until"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class OwnListSettings:
    """What an own list is, and how its table is to be read.

    Attributes:
        code: ``OWN-`` and up to 24 letters, digits and hyphens.
        title: As shown.
        duty: What a hit means, unless a row says otherwise.
        publisher: Who keeps the list.
        note: What the keeper says about it.
        columns: 0-based column numbers and what they mean.
        sheet: Name of the sheet; empty for the first that holds something.
        header_row: 1-based; 0 where there is none. Rows above are not read.
        encoding: Of a text file; empty to find out.
        released: Date of the edition, where known.
        review_days: After how many days the list is called old.
    """

    code: str
    title: str
    duty: Duty
    publisher: str
    note: str = ""
    columns: tuple[tuple[int, OwnField], ...] = ()
    sheet: str = ""
    header_row: int = 1
    encoding: str = ""
    released: date | None = None
    review_days: int = REVIEW_DAYS


@dataclass(frozen=True, slots=True)
class OwnListPreview:
    """What a table looks like before it is read as an own list; every guess is correctable."""

    settings: OwnListSettings
    seen: SheetPreview
