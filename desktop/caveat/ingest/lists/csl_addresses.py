"""Reads the address field of a Consolidated Screening List row into single addresses.

The field joins addresses by "; ", and most end with a country code. Counted in the release of
April 2022: 392 of 17,000 parts end without one, for four reasons, each with a real row:

* one address of the list holds several ("50 Yongding Road, …, Beijing, China; and 51 Yongding
  Road, … Xian, China, CN"): they are told apart, the country is read from the name or, in the
  lists of Commerce, taken from the end of the group;
* the publisher gives none: prisoners and firms in the United States ("… , TX, 75159"), "Prague";
* "; " stands inside one address ("11th Floor; P.O. Box Beirut-Hamra 113/5647, Beirut, LB"):
  joined again where the cut is plainly inside;
* a country that has no code ("Gaza Strip, undetermined").

The text of an address stays as printed, with its country code; only broken letters are mended.
"""

import re
from dataclasses import dataclass

from caveat.domain.parties import Address
from caveat.ingest.countries import UNDETERMINED, country_of, is_country_code
from caveat.ingest.lists.text_repair import lost_letters, mend

_COMMERCE = frozenset({"US-EL", "US-UVL", "US-MEU"})
"""Lists whose rows are filed under one country, so that the end of a group speaks for all."""

_CODE = re.compile(r"(?:^|,\s*)([A-Z]{2})$")
_AND = re.compile(r"^(?:and|or)\s+")
"""Joins an address to those before it. Or Yehuda and Or Akiva are towns in Israel."""
_UNFINISHED = re.compile(
    r"(?:\bNos?\.?|\bKat:.*|\b\d+(?:st|nd|rd|th) Floor|[,:#-])$", re.IGNORECASE
)
_CONTINUES = re.compile(r"^(?:P\.?\s?O\.?\s?Box|Ramallah II)\b", re.IGNORECASE)
_LONGEST_JOINED = 500
"""Letters above which pieces are not joined any more: no address is that long."""

_STATE = (
    r"A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI"
    r"|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
)
_US_END = re.compile(
    rf",\s*(?:(?:{_STATE}),\s*\d{{4,5}}(?:-\d{{4}})?|\d{{5}}(?:-\d{{4}})?,\s*(?P<last>{_STATE}))$"
)
"""How American addresses of the Denied Persons List end where no country is printed. A leading
zero of the postal code may be lost."""


@dataclass(frozen=True, slots=True)
class AddressesRead:
    """The addresses of a row, in the order printed.

    ``ambiguous`` counts the cuts that were decided by the rules above and could be otherwise.
    """

    addresses: tuple[Address, ...] = ()
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    ambiguous: int = 0


def read_addresses(field: str, list_code: str) -> AddressesRead:
    """The addresses that a row publishes.

    Args:
        field: The ``addresses`` field, verbatim, joined by "; ".
        list_code: Code of the list; whether a country speaks for others depends on it.
    """
    if not field.strip():
        return AddressesRead()
    text, notes = mend(field)
    told = [f"Address: {note}" for note in notes]
    parts, ambiguous = _split(text, list_code)
    countries = [_country(part, list_code) for part in parts]
    if list_code in _COMMERCE:
        countries = _from_the_group(countries)
    if ambiguous:
        told.append("Address: the release joins several addresses; where one ends was inferred.")
    unread = []
    if lost_letters(text):
        unread.append("Letters of an address are lost: the release prints ? or � in their place.")
    return AddressesRead(
        tuple(
            Address(text=part, country=country)
            for part, country in zip(parts, countries, strict=True)
        ),
        tuple(unread),
        tuple(told),
        ambiguous,
    )


def _split(text: str, list_code: str) -> tuple[list[str], int]:
    """Cut at "; ", and join again what was plainly one address."""
    parts: list[str] = []
    ambiguous = 0
    for piece in text.split("; "):
        address = _AND.sub("", piece.strip(" ;")) if parts else piece.strip(" ;")
        if not address or address.casefold() in UNDETERMINED:
            continue
        if parts and not _country(parts[-1], list_code):
            ambiguous += 1
            goes_on = _UNFINISHED.search(parts[-1]) or _CONTINUES.match(address)
            if goes_on and len(parts[-1]) < _LONGEST_JOINED:
                parts[-1] = f"{parts[-1]}; {address}"
                continue
        parts.append(address)
    return parts, ambiguous


def _country(part: str, list_code: str) -> str:
    if list_code == "US-DPL":
        end = _US_END.search(part)
        if end is not None:
            last = end["last"]
            # "…, MUNICH, 81675, DE" is Germany; only what is no country is a state out of place.
            return last if last and is_country_code(last) else "US"
    code = _CODE.search(part)
    if code is not None and is_country_code(code[1]):
        return code[1]
    last = part.rstrip(" ,.").rpartition(",")[2].strip()
    if last.casefold() in UNDETERMINED:
        return ""
    return country_of(last) or country_of(",".join(part.rsplit(",", 2)[-2:]))


def _from_the_group(countries: list[str]) -> list[str]:
    """Give each address without a country the one of the next that has it, or the row's only."""
    filled = list(countries)
    for at in range(len(filled) - 2, -1, -1):
        filled[at] = filled[at] or filled[at + 1]
    named = set(filled) - {""}
    return [country or next(iter(named)) for country in filled] if len(named) == 1 else filled
