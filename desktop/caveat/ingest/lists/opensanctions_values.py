"""Reads the values of single fields that both formats of OpenSanctions write alike."""

import re
from collections.abc import Iterable

from caveat.domain.parties import Address, Identifier
from caveat.ingest.countries import country_of

_IMO = re.compile(r"IMO\s*(\d{7})", re.IGNORECASE)


def codes_of(printed: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """ISO codes of countries as OpenSanctions writes them, and the texts that have none.

    It writes alpha-2 codes in small letters, ``gb-sct`` for a part of a country, and codes of its
    own for what is none (``suhh``, the Soviet Union; ``eu``; ``zz``, the world).
    """
    codes: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for text in printed:
        code = country_of(text.strip().upper().partition("-")[0])
        if code:
            codes[code] = None
        elif text.strip():
            unknown[text.strip()] = None
    return tuple(codes), tuple(unknown)


def bare_countries(codes: Iterable[str], covered: Iterable[str]) -> tuple[Address, ...]:
    """An address that says only the country, for each that nothing else of the party says.

    As the Consolidated Screening List prints them; a tie to a country is no nationality.
    """
    known = set(covered)
    return tuple(Address(text=code, country=code) for code in codes if code not in known)


def country_within(text: str, home: frozenset[str]) -> str:
    """The country named at the end of an address, if it is one of the party's; else empty.

    Two letters are no country here: "Atlanta, GA" is not Gabon.
    """
    for part in text.split(",")[:-3:-1]:
        plain = part.strip(" .;)")
        code = country_of(plain) if len(plain) > 2 else ""  # noqa: PLR2004  # a code
        if code and (not home or code in home):
            return code
    return ""


def identifier_of(kind: str, text: str, country: str = "") -> Identifier:
    """An identifier; an IMO number is told by itself ("IMO9253325") and given in bare digits."""
    number = text.strip()
    imo = _IMO.fullmatch(number)
    if imo is not None:
        return Identifier("IMO", imo[1], country, text)
    return Identifier(kind, number, country, text)
