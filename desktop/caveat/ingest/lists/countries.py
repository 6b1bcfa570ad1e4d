"""Country codes as the lists print them: alpha-2 codes, names, and names nobody standardised."""

import csv
import re
from functools import cache

from caveat.resources import resource

UNDETERMINED = frozenset({"undetermined", "none identified", "unknown"})
"""What publishers print where they do not know the country."""

_LONGEST = 80
"""Letters of the longest text that is looked at; a longer one is no country."""

_POSTAL = re.compile(r"^[\s.]*[\d][\d\s-]*\s+|\s+[\d][\d\s-]*[\s.]*$")


def is_country_code(text: str) -> bool:
    """Whether the text is an alpha-2 code in capitals, including the CSL's ``XK`` and ``AN``."""
    return text in _by_code()


def country_name(code: str) -> str:
    """English name of a country code; the code itself where it is not known."""
    return _by_code().get(code, code)


def country_of(text: str) -> str:
    """Alpha-2 code for a code or a country name, in any case; empty where it is neither.

    A postal code before or after the name ("China 100076") is passed over.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return ""
    if is_country_code(text):
        return text
    names = _by_name()
    code = names.get(_plain(text), "")
    return code or names.get(_plain(_POSTAL.sub("", text)), "")


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split()).rstrip(".")


@cache
def _by_code() -> dict[str, str]:
    with resource("countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file, strict=True)}


@cache
def _by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    with resource("countries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            for name in (row["name"], *filter(None, row["other_names"].split("|"))):
                plain = _plain(name)
                if names.setdefault(plain, row["code"]) != row["code"]:
                    raise ValueError(f"resources/countries.csv: {name!r} means two countries")
    return names
