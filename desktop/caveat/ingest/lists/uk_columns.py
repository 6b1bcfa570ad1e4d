"""The columns of the two British lists, and what each means.

The UK Sanctions List of the FCDO (58 columns, since 28 January 2026 the only one) and OFSI's
consolidated list, in its layouts of 2020 (29 columns) and 2022 (36). Both print one party in many
rows. Columns are told by their names, whatever their order, case or spaces.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caveat.ingest.lists.csv_rows import unique_header
from caveat.ingest.lists.formats import refuse

_NAMES = {f"Name {at}": f"name{at}" for at in range(1, 7)}

SANCTIONS_LIST = {
    **_NAMES,
    "Last Updated": "updated",
    "Unique ID": "id",
    "OFSI Group ID": "ofsi_id",
    "UN Reference Number": "un_reference",
    "Name type": "name_type",
    "Alias strength": "strength",
    "Title": "title",
    "Name non-latin script": "native",
    "Non-latin script type": "script",
    "Non-latin script language": "language",
    "Regime Name": "regime",
    "Designation Type": "kind",
    "Individual, Entity, Ship": "kind",
    "Designation source": "designation_source",
    "Sanctions Imposed": "sanctions",
    "Other Information": "other",
    "UK Statement of Reasons": "reasons",
    **{f"Address Line {at}": f"address{at}" for at in range(1, 7)},
    "Address Postal Code": "postcode",
    "Address Country": "country",
    "Phone number": "phone",
    "Website": "website",
    "Email address": "email",
    "Date Designated": "listed",
    "D.O.B": "born",
    "Nationality(/ies)": "nationality",
    "National Identifier number": "national_id",
    "National Identifier additional information": "national_details",
    "Passport number": "passport",
    "Passport additional information": "passport_details",
    "Position": "position",
    "Gender": "gender",
    "Town of birth": "birth_town",
    "Country of birth": "birth_country",
    "Type of entity": "entity_type",
    "Subsidiaries": "subsidiaries",
    "Parent company": "parent",
    "Business registration number (s)": "registration",
    "IMO number": "imo",
    "Current owner/operator (s)": "owner",
    "Previous owner/operator (s)": "former_owner",
    "Current believed flag of ship": "flag",
    "Previous flags": "former_flag",
    "Type of ship": "ship_type",
    "Tonnage of ship": "tonnage",
    "Length of ship": "length",
    "Year Built": "built",
    "Hull identification number (HIN)": "hull",
}
"""The UK Sanctions List. The one column with two names is called so in different descriptions."""

CONSOLIDATED_LIST = {
    **_NAMES,
    "Title": "title",
    "Name Non-Latin Script": "native",
    "Non-Latin Script Type": "script",
    "Non-Latin Script Language": "language",
    "DOB": "born",
    "Town of Birth": "birth_town",
    "Country of Birth": "birth_country",
    "Nationality": "nationality",
    "Passport Number": "passport",
    "Passport Details": "passport_details",
    "NI Number": "national_id",
    "National Identification Number": "national_id",
    "National Identification Details": "national_details",
    "Position": "position",
    **{f"Address {at}": f"address{at}" for at in range(1, 7)},
    "Post/Zip Code": "postcode",
    "Country": "country",
    "Other Information": "other",
    "Group Type": "kind",
    "Alias Type": "name_type",
    "Alias Quality": "strength",
    "Regime": "regime",
    "Listed On": "listed",
    "UK Sanctions List Date Designated": "designated",
    "Last Updated": "updated",
    "Group ID": "id",
}
"""OFSI's consolidated list. In 2020 "Passport Details" holds the numbers too."""

BLOCKS = {
    **{f"name{at}": "names" for at in range(1, 7)},
    **dict.fromkeys(("name_type", "strength", "title", "native", "script", "language"), "names"),
    **{f"address{at}": "addresses" for at in range(1, 7)},
    **dict.fromkeys(("postcode", "country"), "addresses"),
    **dict.fromkeys(("born", "birth_town", "birth_country"), "births"),
    **dict.fromkeys(("passport", "passport_details"), "passports"),
    **dict.fromkeys(("national_id", "national_details"), "national"),
    **dict.fromkeys(("regime", "listed", "designation_source", "sanctions"), "designations"),
}
"""Columns that are kept together; every other one stands by itself."""

_REQUIRED = frozenset(
    {
        *(f"name{at}" for at in range(1, 7)),
        *(f"address{at}" for at in range(1, 7)),
        "name_type",
        "kind",
        "regime",
        "listed",
        "id",
        "born",
        "nationality",
        "country",
        "other",
        "national_id",
    }
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The header of a file.

    Attributes:
        header: Names of the columns as printed.
        meaning: What each means, by the printed name; unknown ones are left out.
    """

    header: tuple[str, ...]
    meaning: Mapping[str, str]

    @property
    def blocks(self) -> dict[str, str]:
        """Name of the block of each column; a known column of its own is named by its meaning."""
        return {name: BLOCKS.get(mean, mean) for name, mean in self.meaning.items()}


def is_header(row: Sequence[str], columns: Mapping[str, str], decisive: frozenset[str]) -> bool:
    """Whether a row is the header of a list: it names all its decisive columns.

    Args:
        row: Its cells.
        columns: Those of the list.
        decisive: Meanings that tell the list from others.
    """
    return decisive.issubset(_meanings(row, columns).values())


def checked_layout(name: str, header: Sequence[str], columns: Mapping[str, str]) -> Layout:
    """The layout of a file whose header is complete.

    Raises:
        RefusedReleaseError: A column is lacking that holds names, addresses or numbers, or one is
            there twice.
    """
    meaning = _meanings(header, columns)
    lacking = _REQUIRED.difference(meaning.values())
    if lacking:
        printed = [next(c for c, mean in columns.items() if mean == each) for each in lacking]
        raise refuse(name, [f"its header lacks the columns {', '.join(sorted(printed))}"])
    if len(set(meaning.values())) != len(meaning):
        raise refuse(name, ["its header names a column twice or not at all"])
    return Layout(tuple(unique_header(name, list(header), frozenset())), meaning)


def _meanings(header: Sequence[str], columns: Mapping[str, str]) -> dict[str, str]:
    known = {_plain(name): meaning for name, meaning in columns.items()}
    return {name: known[_plain(name)] for name in header if _plain(name) in known}


def _plain(name: str) -> str:
    return "".join(name.casefold().split())
