"""What the cells of a column look like: shares of countries, addresses, numbers, legal forms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from caveat.ingest.countries import country_code
from caveat.ingest.folding import fold_heading
from caveat.ingest.spreadsheets.cells import meant_text
from caveat.ingest.spreadsheets.lexicon import content_words, is_unspaced

_HAN = re.compile("[\u3400-\u9fff]")
_NATIVE = re.compile(
    "[\u0370-\u03ff\u0400-\u052f\u0590-\u06ff\u0900-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
)
_HAN_ADDRESS = re.compile(
    "[\u3400-\u9fff].{0,40}?(?:[路街号號巷弄道村镇鎮区區县縣楼樓室]|丁目|番地|番)"
)
_NUMBER = re.compile(r"[+-]?[\d.,' \u00a0]*\d[\d.,' \u00a0]*%?")
_DATE = re.compile(r"\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?(?:[ T]\d{1,2}:\d{2}.*)?|(?:19|20)\d{6}")
_LINK = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+", re.IGNORECASE)
_NUMBERS_OF_PARTIES = (
    re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}"),  # USCC, GB 32100-2015
    re.compile(r"[A-Z0-9]{18}\d{2}"),  # LEI, ISO 17442
    re.compile(r"[A-Z]{2}[A-Z0-9]{9}\d"),  # ISIN, ISO 6166
    re.compile(r"IMO ?\d{7}"),
    re.compile(r"[A-Z]{2}\d{8,12}"),  # VAT numbers of most EU members
)
_ADDRESS_LENGTH = 12
_LOOKED_AT = 300
"""Characters of a cell."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Shares (0-1) of a column's filled cells that look like something.

    ``filled`` is the share of filled cells among all, ``distinct`` that of different texts among
    the filled, ``length`` the mean number of characters.
    """

    filled: float = 0.0
    distinct: float = 0.0
    length: float = 0.0
    countries: float = 0.0
    addresses: float = 0.0
    numbers: float = 0.0
    dates: float = 0.0
    links: float = 0.0
    party_numbers: float = 0.0
    legal_forms: float = 0.0
    worded: float = 0.0
    """Cells that hold at least two letters."""
    native: float = 0.0
    """Cells with letters of another script than Latin."""


def look_at(cells: Sequence[str]) -> Contents:
    """What a column's cells look like."""
    # A prefix tells enough, and some patterns need time with the square of the length.
    texts = [text for cell in cells if (text := meant_text(cell[:_LOOKED_AT]))]
    if not texts:
        return Contents()
    count = len(texts)
    return Contents(
        filled=count / len(cells),
        distinct=len(set(texts)) / count,
        length=sum(map(len, texts)) / count,
        countries=sum(bool(country_code(text)) for text in texts) / count,
        addresses=sum(map(looks_like_address, texts)) / count,
        numbers=sum(_NUMBER.fullmatch(text) is not None for text in texts) / count,
        dates=sum(_DATE.fullmatch(text) is not None for text in texts) / count,
        links=sum(_LINK.search(text) is not None for text in texts) / count,
        party_numbers=sum(map(_is_party_number, texts)) / count,
        legal_forms=sum(map(holds_legal_form, texts)) / count,
        worded=sum(sum(map(str.isalpha, text)) > 1 for text in texts) / count,
        native=sum(_NATIVE.search(text) is not None for text in texts) / count,
    )


@cache
def _street_words() -> frozenset[str]:
    return frozenset(word for word in content_words("street word") if not is_unspaced(word))


def looks_like_address(text: str) -> bool:
    """Whether a text has what addresses have: a number beside a street word or commas."""
    if len(text) < _ADDRESS_LENGTH and not _HAN.search(text):
        return False
    if _HAN_ADDRESS.search(text) and any(map(str.isdigit, text)):
        return True
    tokens = set(fold_heading(text).split())
    numbered = any(token[0].isdigit() for token in tokens)
    street = not _street_words().isdisjoint(tokens)
    return (numbered and (street or text.count(",") > 0)) or (street and text.count(",") > 1)


@cache
def _spaced_forms() -> frozenset[str]:
    return frozenset(form for form in content_words("legal form") if not is_unspaced(form))


@cache
def _unspaced_forms() -> tuple[str, ...]:
    return tuple(form for form in content_words("legal form") if is_unspaced(form))


def holds_legal_form(text: str) -> bool:
    """Whether a text ends or begins like a company's name, or holds an unspaced legal form."""
    tokens = fold_heading(text).split()
    forms = _spaced_forms()
    for length in (1, 2, 3, 4):
        if len(tokens) > length and (
            " ".join(tokens[-length:]) in forms or " ".join(tokens[:length]) in forms
        ):
            return True
    return any(form in text for form in _unspaced_forms())


def _is_party_number(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in _NUMBERS_OF_PARTIES)
