"""The words and forms in which the window shows facts: dates, counts, bands, safe texts."""

import re
import unicodedata
from collections import Counter
from datetime import date, datetime
from functools import cache

from PySide6.QtCore import QLocale

from caveat.domain.decisions import Decision
from caveat.domain.lists import ReleaseState
from caveat.domain.parties import PartyKind
from caveat.domain.screening import Band, PartRelation
from caveat.domain.suppliers import SupplierField, SupplierStatus

_CODE = 2
"""Letters of a country's code."""
_MINUTES_FROM = 90
"""Seconds from which a time left is told in minutes."""
_SHORT = 8
"""Characters of a shortened hash."""
FSI, PDI = "\u2068", "\u2069"
_LEFT_TO_RIGHT = "\u200e"
_LETTERS = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+"
_RIGHT_TO_LEFT = re.compile(rf"{_LETTERS}(?:[\s\u200c-]+{_LETTERS})*")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# Direction marks of a stranger's text would reorder our own words around it, and control
# characters would draw boxes. Both are left out of what is shown, never out of what is stored.
_UNSHOWN = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]")
_BREAKS = re.compile(r"[\s\u2028\u2029]+")

BAND_WORD = {
    Band.STRONG: "Strong",
    Band.POSSIBLE: "Possible",
    Band.RELATED: "Related",
    Band.EXPIRED: "Expired",
    Band.NEAR_MISS: "Near miss",
    Band.DELISTED: "Delisted",
}
RELATION_WORD = {
    PartRelation.SAME: "same word",
    PartRelation.SPELLING: "other spelling",
    PartRelation.TRANSLATION: "translation",
    PartRelation.ABBREVIATION: "abbreviation",
    PartRelation.MISSING: "only in the list",
    PartRelation.EXTRA: "only in yours",
    PartRelation.CONTRADICTION: "contradiction",
}
DECISION_WORD = {
    Decision.TRUE_MATCH: "True match",
    Decision.FALSE_POSITIVE: "False positive",
    Decision.OPEN: "Open",
}
STATUS_WORD = {
    SupplierStatus.NOT_SCREENED: "Not screened",
    SupplierStatus.NO_MATCH: "No match",
    SupplierStatus.STARTER_ONLY: "Starter data only",
    SupplierStatus.TO_REVIEW: "To review",
    SupplierStatus.DECIDED: "Decided",
}
MEANING_WORD = {
    SupplierField.NAME: "Name",
    SupplierField.ALIAS: "Other name",
    SupplierField.ADDRESS: "Address",
    SupplierField.CITY: "City",
    SupplierField.COUNTRY: "Country",
    SupplierField.IDENTIFIER: "Number (registration, tax …)",
    SupplierField.REFERENCE: "Your own reference",
}
STATE_WORD = {
    ReleaseState.IN_SERVICE: "In service",
    ReleaseState.STARTER: "Starter data",
    ReleaseState.SUPERSEDED: "Superseded",
    ReleaseState.REFUSED: "Refused",
}
KIND_WORD = {
    PartyKind.COMPANY: "Company",
    PartyKind.PERSON: "Person",
    PartyKind.VESSEL: "Vessel",
    PartyKind.AIRCRAFT: "Aircraft",
    PartyKind.ADDRESS: "Address",
    PartyKind.UNKNOWN: "Kind not published",
}
_SCRIPTS = {
    "LATIN": "Latin",
    "CJK": "Han",
    "CYRILLIC": "Cyrillic",
    "ARABIC": "Arabic",
    "HEBREW": "Hebrew",
    "HANGUL": "Hangul",
    "HIRAGANA": "Kana",
    "KATAKANA": "Kana",
    "GREEK": "Greek",
    "THAI": "Thai",
    "DEVANAGARI": "Devanagari",
    "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
}


def plain(text: str) -> str:
    """A stranger's text without control and direction characters; line breaks stay."""
    return _UNSHOWN.sub("", text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """Likewise, with every run of white space as one blank."""
    shown = _UNSHOWN.sub("", _BREAKS.sub(" ", text))
    # What was taken out may have stood between two blanks.
    return _BREAKS.sub(" ", shown).strip()


def capitalised(text: str) -> str:
    """A sentence's first letter as a capital; the rest as it is."""
    return text[:1].upper() + text[1:]


def as_sentence(text: str) -> str:
    """One line that begins with a capital and ends with a full stop."""
    shown = capitalised(one_line(text))
    return shown if shown.endswith((".", "?", "!")) else f"{shown}."


def tip(text: str) -> str:
    """A stranger's text for a tool tip, which would else take what looks like markup as such."""
    return one_line(text).replace("<", "‹")


def our_words(text: str) -> str:
    """A sentence of ours that quotes names in Arabic or Hebrew: it reads from left to right.

    Told by its first letter it would be turned round where such a name stands at its beginning.
    """
    shown = _RIGHT_TO_LEFT.sub(rf"{FSI}\g<0>{PDI}", text)
    return text if shown == text else f"{_LEFT_TO_RIGHT}{shown}"


def isolated(text: str) -> str:
    """A stranger's text that cannot disturb the direction of the sentence around it."""
    return f"{FSI}{one_line(text)}{PDI}"


def day(value: date | None) -> str:
    """``9 Jul 2026``, or that the date is not known."""
    if value is None:
        return "date unknown"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime | None) -> str:
    """Date and time on this computer's clock; empty for None."""
    if value is None:
        return ""
    local = value.astimezone()
    return f"{day(local.date())}, {local:%H:%M}"


def age(days: int | None) -> str:
    """How old a release is."""
    if days is None:
        return "age unknown"
    return "today" if days == 0 else counted(days, "day")


def counted(number: int, noun: str, plural: str = "") -> str:
    """``1 hit``, ``2,400 hits``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def score_text(score: float) -> str:
    """The score as a whole number, never rounded up over a band's edge."""
    return str(int(score))


@cache
def country_name(code: str) -> str:
    """The country's name for an ISO 3166 alpha-2 code; the text itself where it is none."""
    if len(code) != _CODE or not code.isascii():
        return code
    name = QLocale.territoryToString(QLocale.codeToTerritory(code.upper()))
    return code if name in {"", "Default"} else name


@cache
def all_countries() -> tuple[tuple[str, str], ...]:
    """Every country that has a two-letter code, as (code, name), by name."""
    found = {}
    for territory in QLocale.Country:
        code = QLocale.territoryToCode(territory)
        if len(code) == _CODE and code.isalpha():
            found[code] = QLocale.territoryToString(territory)
    return tuple(sorted(found.items(), key=lambda item: item[1]))


def script_of(text: str) -> str:
    """The script that most letters of a text are written in; empty without letters."""
    seen: Counter[str] = Counter()
    for letter in text:
        if letter.isalpha():
            first = unicodedata.name(letter, "OTHER").split(maxsplit=1)[0]
            seen[_SCRIPTS.get(first, "Other")] += 1
    return seen.most_common(1)[0][0] if seen else ""


def remaining(seconds: float) -> str:
    """``about 40 s left``."""
    if seconds < 1:
        return "nearly done"
    if seconds < _MINUTES_FROM:
        return f"about {round(seconds)} s left"
    return f"about {round(seconds / 60)} min left"


def short_hash(sha256: str) -> str:
    """The first characters of a SHA-256, enough to compare by eye."""
    return f"{sha256[:_SHORT]}…" if len(sha256) > _SHORT else sha256
