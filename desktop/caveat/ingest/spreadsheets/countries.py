"""Countries as spreadsheets write them, in forty languages, to ISO 3166-1 alpha-2."""

import csv
import re
import unicodedata
from functools import cache, lru_cache

from caveat.ingest.folding import fold_heading
from caveat.resources import resource

_CODES = "countries.csv"
"""The codes, with the English names that publishers of lists use."""
_NAMES = "lexicons/country_names.csv"
"""Further spellings, and the names in other languages."""
_BETWEEN = re.compile(r"\s*[()\[\]/|:;,–—、]\s*|\s+-\s+|\s*-\s*(?=[A-Z]{2,3}$)|(?<=^[A-Z]{2})-")
_SEVERAL = re.compile(r"[/;&+|]")
_STYLE = re.compile(r"^(?:(?:islamic|federal|hashemite)\s)?(?:republic|kingdom) of\s")
"""What may precede a name without changing which country is meant, once whole names failed."""
_LONGEST_CODE = 3
_LONGEST = 80
"""Characters; no country is longer, and a longer text is an address."""


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Names as written, and names folded. A name that folds to a code gives way to the code."""
    codes: dict[str, str] = {}
    names: list[tuple[str, str]] = []
    with resource(_CODES).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            codes[row["code"]] = row["code"]
            spelled = (row["name"], *filter(None, row["other_names"].split("|")))
            names += [(name, row["code"]) for name in spelled]
    with resource(_NAMES).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
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
    if code := written.get(text):
        return code
    key = _key(text)
    return folded.get(key) or folded.get(_STYLE.sub("", key), "")


def _key(name: str) -> str:
    return " ".join(word for word in fold_heading(name).split() if word not in {"and", "the"})
