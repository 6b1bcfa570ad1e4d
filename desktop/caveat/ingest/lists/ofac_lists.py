"""Says on which of OFAC's lists an entry is: by the list the file names, or else by its programmes.

OFAC publishes two collections: the SDN List, and the "Consolidated" set of all its other lists. Its
enhanced and advanced XML name the lists of every entry. Its CSV and classic XML do not: there the
list follows from the sanctions programme and, for the directives under Executive Order 14024, from
the remarks. Of the 442 entries of the CSV set of December 2025, compared with the enhanced XML of
January 2025, none lacks a list that the XML names, and 426 agree. What is too much is CAPTA for 14
and Menu-Based for 3 parties with such a directive which were blocked later, so that the XML names
the SDN List instead; the CSV does not tell. Such inferred entries carry a note.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

SDN = "US-SDN"
NON_SDN = ("US-SSI", "US-FSE", "US-PLC", "US-CAP", "US-MBS", "US-CMIC")
"""The lists of the "Consolidated" set, in the order of the catalogue."""
EVERY_LIST = (SDN, *NON_SDN)

CONSOLIDATED = "consolidated list"
"""How the XML files name the collection of all lists but the SDN List; it is no list itself."""

_BY_NAME = {
    "sdn list": SDN,
    "specially designated nationals list": SDN,
    "specially designated nationals and blocked persons list": SDN,
    "sectoral sanctions identifications list": "US-SSI",
    "fse list": "US-FSE",
    "foreign sanctions evaders list": "US-FSE",
    "non-sdn palestinian legislative council list": "US-PLC",
    "capta list": "US-CAP",
    "non-sdn menu-based sanctions list": "US-MBS",
    "non-sdn cmic list": "US-CMIC",
    "non-sdn chinese military-industrial complex companies list": "US-CMIC",
}

_BY_PROGRAMME = {
    "NS-PLC": "US-PLC",
    "UKRAINE-EO13662": "US-SSI",
    "FSE-IR": "US-FSE",
    "FSE-SY": "US-FSE",
    "561-Related": "US-CAP",
    "CMIC-EO13959": "US-CMIC",
}
"""Programmes that make an entry of the non-SDN set belong to one list, in every edition seen."""

_MENU_BASED = frozenset(
    {
        "RUSSIA-EO14024",
        "CAATSA - RUSSIA",
        "BURMA-EO14014",
        "ILLICIT-DRUGS-EO14059",
        "MBS",
        "NS-MBS",
    }
)
"""Programmes whose entries of the non-SDN set are on the Menu-Based List in the XML of 2025."""

_DIRECTIVE = re.compile(r"(?:EO|Executive Order) 14024 Directive (\d[a-z]?)\b", re.IGNORECASE)
_DIRECTIVE_LISTS = {"2": "US-CAP", "1a": "US-MBS", "3": "US-MBS", "4": "US-MBS"}
_DIRECTIVE_NAMES = {"US-CAP": "CAPTA List", "US-MBS": "Non-SDN Menu-Based Sanctions List"}
_HALF = 2
_FEW = 10


class OnList(NamedTuple):
    """A list on which an entry is put; ``doubt`` is a sentence where that was inferred."""

    code: str
    doubt: str = ""
    lost: bool = False
    """Whether no list is known, so that the doubt counts as something that could not be read."""


def list_named(name: str) -> str:
    """Code of the list that OFAC's XML files call so; empty where none is known."""
    return _BY_NAME.get(" ".join(name.split()).casefold(), "")


def is_consolidated(name: str) -> bool:
    """Whether a name is that of the collection of all lists but the SDN List."""
    return " ".join(name.split()).casefold() == CONSOLIDATED


def is_sdn_set(programmes: Iterable[Sequence[str]]) -> bool | None:
    """Whether entries are those of the SDN List, where the file does not say it.

    Nearly every entry of the non-SDN set has a programme that exists only there (433 of 442 in
    2025, all 375 in 2020), but of the SDN List next to none (31 of 8,976 in 2021: parties on both).

    Args:
        programmes: The programmes of each entry.

    Returns:
        None where the entries are neither.
    """
    total = 0
    only_there = 0
    for of_entry in programmes:
        total += 1
        only_there += any(_of_programme(programme) for programme in of_entry)
    if only_there * _HALF >= total:
        return False
    return True if only_there * _FEW <= total else None


def lists_of(programmes: Sequence[str], words: str) -> tuple[OnList, ...]:
    """The lists of an entry of the non-SDN set, where the file does not name them.

    Args:
        programmes: Its programmes, verbatim.
        words: Its remarks, and whatever else may name a directive.

    Returns:
        At least one. An entry whose programme is not known goes to the Menu-Based List, to which
        OFAC has added every new kind of restriction since that list began, and says so: kept apart
        as a row of no list it would not be searched, which hides a listed party.
    """
    found = {code: OnList(code) for each in programmes if (code := _of_programme(each))}
    for directive in _DIRECTIVE.findall(words):
        code = _DIRECTIVE_LISTS.get(directive.lower(), "")
        if code and code not in found:
            # A party blocked later leaves these lists for the SDN List; the remarks stay.
            certain = code == "US-MBS" and not found and len(programmes) == 1
            found[code] = OnList(
                code,
                ""
                if certain
                else f"The file does not say on which list the party is: the "
                f"{_DIRECTIVE_NAMES[code]} follows from “Directive {directive}” in its remarks. A "
                "party blocked since then is on the SDN List instead.",
            )
    if not found:
        found["US-MBS"] = _menu_based(programmes)
    return tuple(found[code] for code in NON_SDN if code in found)


def unknown_list(names: Sequence[str], scope: Sequence[str]) -> OnList:
    """Where an entry goes whose lists the file names, but none is known.

    Args:
        names: The lists as named; may be none.
        scope: Codes of the lists that the file speaks for.
    """
    code = SDN if tuple(scope) == (SDN,) else "US-MBS"
    named = f"“{'”, “'.join(names)}”, which this program does not know" if names else "none"
    return OnList(
        code,
        f"The list that the file names for the party: {named}. It is shown under {code} so that it "
        "is found.",
        lost=True,
    )


def _of_programme(programme: str) -> str:
    known = _BY_PROGRAMME.get(programme, "")
    if not known and programme.startswith("FSE-"):
        return "US-FSE"
    if not known and programme.startswith("CMIC-"):
        return "US-CMIC"
    return known


def _menu_based(programmes: Sequence[str]) -> OnList:
    if _MENU_BASED.intersection(programmes):
        return OnList("US-MBS")
    printed = "”, “".join(programmes) or "none"
    return OnList(
        "US-MBS",
        f"The file does not say on which list the party is, and its programme (“{printed}”) is not "
        "known here. It is shown under the Non-SDN Menu-Based Sanctions List so that it is found.",
        lost=True,
    )
