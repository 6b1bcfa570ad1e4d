"""Tells the addresses of an entry of the eCFR apart, and the cross references among them.

The regulation joins them by "; and", older entries by ", and" after the country; a reference to
another row stands in brackets: "(See alternate addresses under Pakistan)".
"""

import re

from caveat.ingest.countries import country_of

_SEE = re.compile(r"\(\s*see\b[^()]*(?:\([^()]*\)[^()]*)*\)", re.IGNORECASE)
_BETWEEN = re.compile(r";\s*(?:(?:and|or)\b,?\s*)?")
_AND_AFTER = re.compile(r"[,.]\s+and\s+")
_CONJUNCTION = re.compile(r"\b(?:and|or)$", re.IGNORECASE)


def without_references(text: str) -> tuple[str, list[str]]:
    """The text without its cross references, and these, verbatim."""
    return _SEE.sub(" ", text), [" ".join(found.split()) for found in _SEE.findall(text)]


def without_conjunction(text: str) -> str:
    """The text without the "; and" that joins it to the next."""
    return _CONJUNCTION.sub("", text.rstrip(" ;,")).rstrip(" ;,")


def split_addresses(text: str) -> list[str]:
    """The single addresses of a text that joins them by "; and", or by ", and" after a country."""
    found: list[str] = []
    for piece in _outside_of_brackets(text):
        start = 0
        for joint in _AND_AFTER.finditer(piece):
            if country_of(piece[start : joint.start()].rpartition(",")[2]):
                found.append(piece[start : joint.start()])
                start = joint.end()
        found.append(piece[start:])
    cleaned = [without_conjunction(" ".join(piece.split())).strip(" .,;:") for piece in found]
    return [piece for piece in cleaned if piece]


def _outside_of_brackets(text: str) -> list[str]:
    """The parts of a text between semicolons that stand outside of brackets."""
    pieces: list[str] = []
    for piece in _BETWEEN.split(text):
        if pieces and pieces[-1].count("(") > pieces[-1].count(")") and ")" in piece:
            pieces[-1] = f"{pieces[-1]}; {piece}"
        else:
            pieces.append(piece)
    return pieces
