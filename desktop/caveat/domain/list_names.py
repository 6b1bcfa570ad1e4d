"""Plain names of the published lists, with the code behind: short enough for a sentence.

Full titles stand in the catalogue of lists and in every release's coverage.
"""

from collections.abc import Iterable

NAMES = {
    "US-EL": "Entity List",
    "US-DPL": "Denied Persons List",
    "US-UVL": "Unverified List",
    "US-MEU": "Military End-User List",
    "US-SDN": "SDN List",
    "US-SSI": "Sectoral Sanctions List",
    "US-FSE": "Foreign Sanctions Evaders List",
    "US-PLC": "Palestinian Legislative Council List",
    "US-CAP": "CAPTA List of foreign banks",
    "US-MBS": "Menu-Based Sanctions List",
    "US-CMIC": "Chinese Military-Industrial Companies List",
    "US-ISN": "Nonproliferation Sanctions",
    "US-DTC": "ITAR Debarred Parties",
    "UN-SC": "UN Security Council List",
    "EU-FSF": "EU financial sanctions list",
    "UK-SL": "UK Sanctions List",
}


def plain_name(code: str) -> str:
    """``Entity List``; the code itself of a list that the officer keeps."""
    return NAMES.get(code, code)


def list_name(code: str) -> str:
    """``Entity List (US-EL)``."""
    return f"{NAMES[code]} ({code})" if code in NAMES else code


def list_names(codes: Iterable[str]) -> str:
    """Several of them, by commas."""
    return ", ".join(map(list_name, codes))
