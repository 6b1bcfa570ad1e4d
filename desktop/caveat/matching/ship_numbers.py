"""The numbers of the International Maritime Organization: one a ship, for life, whatever its name.

They decide: ships change names, and hundreds share one. Their scheme is IMO resolution A.1117(30),
from general knowledge; check digits are not asked for, since lists and invoices print slips too.
"""

import re
from collections.abc import Iterable

_LABELLED = re.compile(r"\bIMO(?:\s*(?:no|number|nr))?[\s.:#№-]*(\d{7})(?!\d)", re.IGNORECASE)
_BARE = re.compile(r"\s*(\d{7})\s*")


def in_text(text: str) -> frozenset[str]:
    """The numbers that a text calls so: ``Ocean Star, IMO 9187629``."""
    return frozenset(_LABELLED.findall(text)) if "imo" in text.lower() else frozenset()


def asked_for(names: Iterable[str], identifiers: Iterable[str]) -> frozenset[str]:
    """The numbers that a query gives: within names, and identifiers of seven digits."""
    found = frozenset[str]().union(*map(in_text, names))
    for text in identifiers:
        bare = _BARE.fullmatch(text)
        found |= frozenset({bare.group(1)}) if bare else in_text(text)
    return found
