"""Reads single cells of an own list as people write them: dates, kinds, duties, several names."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from types import MappingProxyType

from caveat.domain.lists import Duty
from caveat.domain.parties import Identifier, PartyKind
from caveat.ingest.folding import fold_heading
from caveat.ingest.spreadsheets.cells import meant_text, one_line
from caveat.ingest.spreadsheets.lexicon import content_words

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ]\d\d:\d\d.*)?")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_WORDED = re.compile(r"(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\.?\s+(?:(\d{1,2}),\s*)?(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEVERAL = re.compile(r"[;；\n\r]+")
_CLOSE_COMMA = re.compile(r",(?=[^\W\d])")
_LABELLED = re.compile(r"([^\W\d][^:：]{0,39})[:：]\s*(\S.*)")
_LONGEST = 60
"""Characters of the longest text that is looked at as a date, a kind or a duty."""

_KINDS: Mapping[str, PartyKind] = MappingProxyType(
    {
        word: kind
        for kind, words in (
            (PartyKind.COMPANY, "company organisation organization entity firm enterprise group"),
            (PartyKind.COMPANY, "institution agency corporation authority publicbody"),
            (PartyKind.PERSON, "person individual people naturalperson"),
            (PartyKind.VESSEL, "vessel ship boat"),
            (PartyKind.AIRCRAFT, "aircraft airplane plane"),
            (PartyKind.ADDRESS, "address addressonly"),
            (PartyKind.UNKNOWN, "unknown legalentity"),
        )
        for word in words.split()
    }
)
_DUTIES: Mapping[str, Duty] = MappingProxyType(
    {
        "deny": Duty.DENY,
        "denied": Duty.DENY,
        "licence": Duty.LICENCE,
        "license": Duty.LICENCE,
        "enquire": Duty.ENQUIRE,
        "inquire": Duty.ENQUIRE,
        "scrutinise": Duty.SCRUTINISE,
        "scrutinize": Duty.SCRUTINISE,
    }
)


def date_of(text: str) -> str | None:
    """A date as ISO, possibly partial; None where it is none, or could be two.

    ``12/05/2026`` is the fifth of December or the twelfth of May: it is not guessed.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    if iso := _ISO.fullmatch(text):
        return _day(iso[1], iso[2], iso[3])
    if dotted := _DOTTED.fullmatch(text):
        return _day(dotted[3], dotted[2], dotted[1])
    worded = _WORDED.fullmatch(text)
    if worded is not None and worded[2][:3].lower() in _MONTHS:
        month = str(_MONTHS.index(worded[2][:3].lower()) + 1)
        return _day(worded[4], month, worded[1] or worded[3])
    return None


def _day(year: str, month: str | None, day: str | None) -> str | None:
    with suppress(ValueError):
        whole = date(int(year), int(month or 1), int(day or 1)).isoformat()
        return whole if day else whole[:7] if month else whole[:4]
    return None


def kind_of(text: str) -> PartyKind | None:
    """What a party is; None where the word is not known."""
    return _KINDS.get(fold_heading(text[:_LONGEST]).replace(" ", ""))


def duty_of(text: str) -> Duty | None:
    """A duty; None where the word is none."""
    return _DUTIES.get(text[:_LONGEST].strip().casefold())


def several(cell: str) -> tuple[str, ...]:
    """The values of a cell: between semicolons and line breaks."""
    found = (one_line(meant_text(part)) for part in _SEVERAL.split(cell))
    return tuple(dict.fromkeys(text for text in found if text))


def several_names(cell: str) -> tuple[str, ...]:
    """The names of a cell.

    A comma without a space behind it may join two names ("Knownsec,Beijing Knownsec") or belong to
    one ("Acme Co.,Ltd."). Unless a legal form follows, the parts are given besides the whole.
    """
    found: dict[str, None] = {}
    for text in several(cell):
        found[text] = None
        parts = [part.strip() for part in _CLOSE_COMMA.split(text)]
        if len(parts) > 1 and not any(_is_legal_form(part) for part in parts):
            found.update(dict.fromkeys(part for part in parts if part))
    return tuple(found)


def identifier_of(text: str) -> Identifier:
    """An identifier; "LEI: 5299…" says its kind."""
    labelled = _LABELLED.fullmatch(text)
    if labelled is not None and not labelled[2].startswith("//"):
        return Identifier(labelled[1].strip(), labelled[2].strip(), "", text)
    return Identifier("identifier", text, "", text)


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(content_words("legal form"))


def _is_legal_form(part: str) -> bool:
    return len(part) <= _LONGEST and fold_heading(part) in _legal_forms()
