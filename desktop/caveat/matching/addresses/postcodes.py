"""Which numbers of an address are its postal code."""

import re

from caveat.matching.addresses.lexicon import places
from caveat.matching.addresses.reading import Orphan, Reading
from caveat.matching.addresses.tokens import BREAK

_SIX_DIGITS = frozenset(
    ("CN", "HK", "RU", "BY", "KZ", "KG", "UZ", "TJ", "TM", "SG", "IN", "MN", "VN", "RO", "AM", "")
)
_NO_SHORT_ONES = frozenset(
    ("CN", "HK", "MO", "TW", "RU", "UA", "BY", "KZ", "KG", "UZ", "TR", "IR", "AE", "IN", "SG")
) | frozenset(("JP", "KR", "DE", "FR", "IT", "ES", "US", "GB", "MY", "MX"))
"""Where a code of four digits is none."""
_CODE = re.compile(r"\d{5}-\d{4}|\d{3}-\d{4}")
_LONG, _SIX, _FIVE, _FOUR, _THREE = 7, 6, 5, 4, 3


def looks_like_postcode(reading: Reading, orphan: Orphan) -> bool:
    """Whether a number that nothing has claimed is a postal code."""
    text = orphan.text
    if orphan.marked:
        return False
    if _CODE.fullmatch(text):
        return reading.country in {"US", "JP"} or len(text) > _LONG + 1
    if not text.isdigit():
        return False
    numbered = any(entry.street.numbers for entry in reading.streets)
    if len(text) in {_SIX, _FIVE}:
        numbered = numbered or any(
            not other.used and other is not orphan for other in reading.orphans
        )
        before_all = _SIX_DIGITS if len(text) == _SIX else frozenset[str]()
        later = len(text) == _FIVE and orphan.segment > 0
        return numbered or later or reading.country in before_all
    return len(text) >= _LONG or _is_short_code(reading, orphan, numbered=numbered)


def _is_short_code(reading: Reading, orphan: Orphan, *, numbered: bool) -> bool:
    text = orphan.text
    if reading.country == "TW" and len(text) == _THREE and _follows_a_place(reading, orphan):
        return True
    if reading.country in _NO_SHORT_ONES or len(text) != _FOUR:
        return False
    alone = orphan.position == 0 or reading.tokens[orphan.position - 1] is BREAK
    return alone and (numbered or text.startswith("0"))


def _follows_a_place(reading: Reading, orphan: Orphan) -> bool:
    before = reading.tokens[orphan.position - 1]
    city = before.meaning("city", "district") is not None or before.text in places()
    return orphan.position > 0 and city
