"""Countries as lists and spreadsheets write them, to ISO 3166-1 alpha-2.

Two readings of one table: `country_of` for a publisher's fields, where only codes in capitals are
codes, and `country_code` for what people write, in forty languages and any case.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from caveat.ingest.folding import fold_heading
from caveat.resources import resource

UNDETERMINED = frozenset({"undetermined", "none identified", "unknown"})
"""What publishers print where they do not know the country."""

_CODES = "countries.csv"
"""The codes, with the English names that publishers of lists use."""
_NAMES = "lexicons/country_names.csv"
"""Further spellings, and the names in other languages."""
_LONGEST = 80
"""Characters of the longest text that is looked at; a longer one is an address."""

_POSTAL = re.compile(r"^[\s.]*[\d][\d\s-]*\s+|\s+[\d][\d\s-]*[\s.]*$")
_BETWEEN = re.compile(r"\s*[()\[\]/|:;,–—、]\s*|\s+-\s+|\s*-\s*(?=[A-Z]{2,3}$)|(?<=^[A-Z]{2})-")
_SEVERAL = re.compile(r"[/;&+|]")
_STYLE = re.compile(r"^(?:(?:islamic|federal|hashemite)\s)?(?:republic|kingdom) of\s")
"""What may precede a name without changing which country is meant, once whole names failed."""
_LONGEST_CODE = 3


def is_country_code(text: str) -> bool:
    """Whether the text is an alpha-2 code in capitals, including the CSL's ``XK`` and ``AN``."""
    return text in _english()


def country_name(code: str) -> str:
    """English name of a country code; the code itself where it is not known."""
    return _english().get(code, (code,))[0]


def country_of(text: str) -> str:
    """Alpha-2 code of what a list prints as a country; empty where it is none.

    Codes are read in capitals only, English names in any case. A postal code before or after the
    name ("China 100076") is passed over.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return ""
    if is_country_code(text):
        return text
    names = _by_printed_name()
    code = names.get(_plain(text), "")
    return code or names.get(_plain(_POSTAL.sub("", text)), "")


@lru_cache(maxsize=8192)
def country_code(text: str) -> str:
    """Alpha-2 code of a country as a person writes it; empty where it is not known for certain.

    "germany", "DEU", "Deutschland" and "ドイツ" are DE, "UK" is GB, "China (PRC)" and "CN - China"
    are CN; "China / Taiwan" and "ZZ" are nothing.
    """
    if not text or len(text) > _LONGEST:
        return ""
    text = unicodedata.normalize("NFKC", text).strip()
    if not _SEVERAL.search(text) and (code := _known(text)):
        return code
    codes = {_known(part) for part in _BETWEEN.split(text) if part}
    if len(codes) == 1 and (code := codes.pop()):
        return code
    first, _, rest = text.partition(" ")
    is_code = len(first) <= _LONGEST_CODE and first.isupper()
    return _known(first) if is_code and _known(first) == _known(rest) else ""


def _known(text: str) -> str:
    written, folded = _by_any_name()
    if code := written.get(text):
        return code
    key = _key(text)
    return folded.get(key) or folded.get(_STYLE.sub("", key), "")


def _key(name: str) -> str:
    return " ".join(word for word in fold_heading(name).split() if word not in {"and", "the"})


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split()).rstrip(".")


@cache
def _english() -> dict[str, tuple[str, ...]]:
    """The names of each code, the usual one first."""
    with resource(_CODES).open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: (row["name"], *filter(None, row["other_names"].split("|")))
            for row in csv.DictReader(file, strict=True)
        }


def _english_names() -> Iterator[tuple[str, str]]:
    for code, names in _english().items():
        for name in names:
            yield name, code


@cache
def _by_printed_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for name, code in _english_names():
        if names.setdefault(_plain(name), code) != code:
            raise ValueError(f"resources/countries.csv: {name!r} means two countries")
    return names


@cache
def _by_any_name() -> tuple[dict[str, str], dict[str, str]]:
    """Names as written, and names folded. A name that folds to a code gives way to the code."""
    codes = {code: code for code in _english()}
    names = list(_english_names())
    with resource(_NAMES).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            if row["language"] == "code":
                codes[row["name"]] = row["alpha2"]
            else:
                names.append((row["name"], row["alpha2"]))
    written = dict(codes)
    folded = {code.lower(): alpha2 for code, alpha2 in codes.items()}
    for name, alpha2 in names:
        written.setdefault(unicodedata.normalize("NFKC", name), alpha2)
        folded.setdefault(_key(name), alpha2)
    return written, folded
