"""Countries as spreadsheets write them, in forty languages, to ISO 3166-1 alpha-2."""

import csv
import re
import unicodedata
from functools import cache, lru_cache

from caveat.ingest.spreadsheets.lexicon import fold_heading
from caveat.resources import resource

_FILE = "lexicons/country_names.csv"
_BETWEEN = re.compile(r"\s*[()\[\]/|:;,–—、]\s*|\s+-\s+|\s*-\s*(?=[A-Z]{2,3}$)|(?<=^[A-Z]{2})-")
_SEVERAL = re.compile(r"[/;&+|]")
_LONGEST_CODE = 3
_LONGEST = 80
"""Characters; no country is longer, and a longer text is an address."""


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Names as written, and names folded. A name that folds to a code gives way to the code."""
    written: dict[str, str] = {}
    folded: dict[str, str] = {}
    with resource(_FILE).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            written.setdefault(unicodedata.normalize("NFKC", row["name"]), row["alpha2"])
            name = fold_heading(row["name"])
            if row["language"] == "code":
                folded[name] = row["alpha2"]
            else:
                folded.setdefault(name, row["alpha2"])
    return written, folded


@lru_cache(maxsize=8192)
def country_code(text: str) -> str:
    """The alpha-2 code of a country's name or code; empty where it is not known for certain.

    "China (PRC)" and "CN - China" are China; "China / Taiwan" is not decided.
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
    written, folded = _tables()
    return written.get(text) or folded.get(fold_heading(text), "")
