"""Reads the cells of the British lists: several numbered values in one, countries with remarks.

Custom of the lists, each with a real cell of April 2020: ``1) Saudi Arabia 2) Qatar``,
``(1) 57388 (Afghan)(tazkira). Issued in … (2) Residential card number 665 …``,
``a) General b)Major General``, ``(1)-(2) Algeria`` (the same for 1 and 2), ``(1) - (2) Shabwa``
(nothing for 1), ``Afghanistan (previous address)``, ``Uganda (as of May 2016)``.
"""

import re

from caveat.ingest.countries import country_of
from caveat.ingest.lists.text_repair import mend

_MARK = re.compile(
    r"(?:^|(?<=[\s.,;)\-]))\(?(?P<mark>\d{1,2}|[a-zA-Z])\)(?:(?:-|\s+to\s+)(?=\())?\s*"
)
_NOTHING = frozenset({"", "-", "n/a", "na", "unknown", "not known"})
_NUMBER = re.compile(r"(?<![\w/.-])(?=(?:[A-Z/.-]*\d){4})[A-Z0-9][A-Z0-9/.-]*[A-Z0-9]")
"""A word with at least four digits, such as the number in front of a remark."""
_LONG_NUMBER = re.compile(r"(?<![\w/.-])(?=(?:[A-Z/.-]*\d){6})[A-Z0-9][A-Z0-9/.-]*[A-Z0-9]")
_FIRST_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9/-]*(?: \d{2,})*(?=$|[.,;]?\s|[(,;.])")
"""A number at the beginning, perhaps in groups ("TR-P 614 166 (Turkish)")."""
_FEWEST_DIGITS = 3
_ABBREVIATED = re.compile(r"\b(?:no|nr|number)\s*[.:]\s*", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT = 24
_SINCE = re.compile(r"\s+(?:as (?:at|of)|since|until|from)\s.*", re.DOTALL)
_LONGEST_SPLIT = 20_000


def numbered(cell: str) -> list[str]:
    """The values of a cell, one or several, mended; empty ones are left out."""
    return [value for _, value in by_number(cell) if value]


def by_number(cell: str) -> list[tuple[int, str]]:
    """The values of a cell with their numbers, so that two numbered cells can be paired.

    A cell without numbers is the value of 0. A mark counts only if it goes on with the one before,
    from 1 or a on, so that "(77)" in an address and "3)" in a sentence are no marks. A value not
    given is empty; "(1)-(2) Algeria" is Algeria for both.
    """
    text = mend(cell)[0]
    if len(text) > _LONGEST_SPLIT:
        return [(0, text)]
    marks: list[re.Match[str]] = []
    expected = 1
    for match in _MARK.finditer(text):
        if not marks and match.start() != 0:
            break
        number = _number(match["mark"])
        ranged = bool(marks) and number > expected and _joins(marks[-1])
        if number == expected or ranged:
            marks.append(match)
            expected = number + 1
    if not marks:
        return [(0, "" if text.casefold() in _NOTHING else text)]
    values: list[tuple[int, str]] = []
    first_open = 0
    for match, following in zip(marks, [*marks[1:], None], strict=True):
        number = _number(match["mark"])
        if _joins(match):
            first_open = first_open or number
            continue
        value = text[match.end() : following.start() if following else len(text)].strip(" ,;")
        value = "" if value.casefold() in _NOTHING else value
        values += [(each, value) for each in range(first_open or number, number + 1)]
        first_open = 0
    return values


def document_number(text: str) -> str:
    """The number in a text about a document: "Passport No: 592667 (Qatari passport issued …)".

    A short text that is all number is it whole ("842 781"); a long one without any has none.
    """
    text = _ABBREVIATED.sub(" ", text).strip()
    first = _FIRST_NUMBER.match(text)
    enough = first is not None and sum(sign.isdigit() for sign in first[0]) >= _FEWEST_DIGITS
    if first is not None and enough and not _YEAR.fullmatch(first[0]):
        return first[0].strip(".-/ ")
    for match in _NUMBER.finditer(text):
        if not _YEAR.fullmatch(match[0]):
            return match[0].strip(".-/")
    numeric = any(sign.isdigit() for sign in text) and not any(sign.islower() for sign in text)
    return text if numeric and len(text) <= _SHORT else ""


def numbers_in(text: str) -> list[str]:
    """Every number in a text about registrations: "OGRN: 1037739044111, INN: 7725056162"."""
    found = [each.strip(".-/") for each in _LONG_NUMBER.findall(text)]
    return list(dict.fromkeys(found)) or [number for number in [document_number(text)] if number]


def several(cell: str) -> list[str]:
    """Names in a cell, numbered or parted by semicolons. Commas are parts of company names."""
    return [
        name
        for value in numbered(cell)
        for part in value.split(";")
        if (name := part.strip(" ,")) and name.casefold() not in _NOTHING
    ]


def country_in(text: str) -> str:
    """Code of a country that a cell names, with or without a remark behind it."""
    text = text.strip(" .")
    if not text:
        return ""
    bare = text.partition(" (")[0].strip(" .")
    return country_of(text) or country_of(bare) or country_of(_SINCE.sub("", bare))


def _number(mark: str) -> int:
    return int(mark) if mark.isdecimal() else ord(mark.lower()) - ord("a") + 1


def _joins(match: re.Match[str]) -> bool:
    """Whether a mark is the first of a range: "(1)-(2)", "(1) to (6)"."""
    return match[0].rstrip().endswith(("-", "to"))
