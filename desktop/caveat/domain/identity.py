"""When two published records are the same content, and when they mean the same party.

Publishers re-hash row ids, reorder joined values, change case and replace link addresses without
changing anything (measured between the CSL files of April 2022 and November 2023). Two hashes
keep that apart from real change:

* the *content* hash is exact text with the order of joined values and the volatile fields left
  out. Records with one content hash are stored once.
* the *substance* hash is the same with case, spaces, punctuation, the order of words and the form
  of dates folded. A new content with the old substance is stored, because the memo prints the list
  verbatim, but it is no change. The form of a date is its order and its precision: the CSL of 2022
  prints "1945-03-01" where that of 2023 prints "Mar 1945".
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import fields

from caveat.domain.parties import Designation, PartyRecord

_PAGES_OF_A_RULE = 60
"""Rules that add to the Entity List run over a few to some fifty pages."""
_NOTICE = re.compile(r"(\d{1,4})\s*F\.?\s?R\.?\s*(\d{1,7})")
_VOLATILE = frozenset(
    {
        "_id",
        "id",
        "source_list_url",
        "source_information_url",
        "first_seen",  # OpenSanctions: when its crawler looked, not what the publisher says
        "last_seen",
        "last_change",
        "referents",  # OpenSanctions: numbers of what it merged into the entity
    }
)
_MONTHS = (*("jan", "feb", "mar", "apr", "may", "jun"), *("jul", "aug", "sep", "oct", "nov", "dec"))
_DAY_MONTH_YEAR = re.compile(
    rf"\b(?:(?P<day>[0-3]?\d)[ -])?(?P<month>(?:{'|'.join(_MONTHS)})[a-z]*)"
    r"\.?,?[ -](?P<year>[12]\d{3})\b",
    re.IGNORECASE,
)
_BARE_MONTH = re.compile(r"(?<![\w-])([12]\d{3}-[01]\d)(?![\w-])")
_BARE_YEAR = re.compile(r"^\s*(?:circa\s+)?([12]\d{3})\s*$", re.IGNORECASE)
_CIRCA = re.compile(r"\b(?:circa|ca\.?|approximately)\s+(?=[12]\d{3})", re.IGNORECASE)
_MARKS = frozenset({"Mn", "Mc"})
_ASCII_KEY = bytes(ord(chr(c).lower()) if chr(c).isalnum() else ord(" ") for c in range(128)).ljust(
    256, b" "
)
"""Small letters and digits for themselves and for capitals, a blank for everything else."""
_DESIGNATION = tuple(field.name for field in fields(Designation))
_REPRESENTED = frozenset(
    {
        "source",
        "entity_number",
        "type",
        "programs",
        "name",
        "addresses",
        "federal_register_notice",
        "start_date",
        "end_date",
        "standard_order",
        "license_requirement",
        "license_policy",
        "remarks",
        "alt_names",
        "citizenships",
        "dates_of_birth",
        "nationalities",
        "places_of_birth",
        "ids",
    }
)
"""Published fields whose content is hashed through the parsed record, so that one list printed
as CSV and as JSON hashes alike."""


def name_key(text: str) -> str:
    """Letters, their marks and digits of a name, folded for case and width, single-spaced.

    Vowels of Thai, Hindi or Burmese are combining marks (Mn, Mc), so these count as letters.
    For identity across releases only: it is far too coarse to search with.
    """
    if text.isascii():  # nine names in ten; a table is five times as fast as asking each letter
        return " ".join(text.encode("ascii").translate(_ASCII_KEY).decode("ascii").split())
    # Unicode 15, D146: folding once more after composition makes the key its own key.
    folded = unicodedata.normalize("NFD", text).casefold()
    folded = unicodedata.normalize("NFKC", folded).casefold()
    folded = unicodedata.normalize("NFKC", folded)
    return " ".join(folded.translate(_LETTERS).split())


class _Letters(dict[int, str]):
    """Translates what is no letter, mark or digit into a blank. Of each sign it is told once."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        is_letter = sign.isalnum() or unicodedata.category(sign) in _MARKS
        found = self[code] = sign if is_letter else " "
        return found


_LETTERS = _Letters()


def notice_pages(text: str) -> frozenset[tuple[int, int]]:
    """Volume and page of every Federal Register citation in a text ("90 FR 14048, 3/28/25")."""
    return frozenset((int(volume), int(page)) for volume, page in _NOTICE.findall(text))


def same_rule(first: Iterable[tuple[int, int]], second: Iterable[tuple[int, int]]) -> bool:
    """Whether two sets of citations have a rule in common: same volume, pages close by.

    Never equality: some cite the first page of a rule, others the page that prints the entry
    (90 FR 14046 and 90 FR 14048 are one rule).
    """
    pages = set(second)
    return any(
        volume == other and abs(page - listed) <= _PAGES_OF_A_RULE
        for volume, page in first
        for other, listed in pages
    )


def fold_dates(text: str) -> str:
    """A text with every date in one form, ``1945-03-01``, and without "circa".

    A month or a year stands for its first day, as publishers that need a whole date print it.
    """
    text = _DAY_MONTH_YEAR.sub(_iso, text)
    text = _BARE_MONTH.sub(r"\1-01", text)
    text = _BARE_YEAR.sub(r"\1-01-01", text)
    return _CIRCA.sub("", text)


def _iso(found: "re.Match[str]") -> str:
    month = _MONTHS.index(found["month"][:3].casefold()) + 1
    return f"{found['year']}-{month:02}-{int(found['day'] or 1):02}"


def content_sha256(record: PartyRecord) -> bytes:
    """Hash of the exact published content, order of joined values and volatile fields apart."""
    return _digest(record, " ".join, dates=str)


def substance_sha256(record: PartyRecord) -> bytes:
    """Hash of the published content with case, spaces and punctuation folded."""
    return _digest(record, _words_in_one_order, dates=fold_dates)


def _words_in_one_order(words: Iterable[str]) -> str:
    """A name printed surname first in one edition is printed surname last in the next."""
    return " ".join(sorted(name_key(" ".join(words)).split()))


def _digest(
    record: PartyRecord, fold: Callable[[Iterable[str]], str], *, dates: Callable[[str], str]
) -> bytes:
    def texts(values: Iterable[str]) -> list[str]:
        return sorted(fold(value.split()) for value in values if value)

    designations = sorted(
        [fold(str(getattr(designation, name)).split()) for name in _DESIGNATION]
        for designation in record.designations
    )
    content = [
        record.list_code,
        record.publisher_id,
        record.kind.value,
        fold(record.name.split()),
        texts(f"{name.kind} {name.text}" for name in record.names),
        texts(f"{address.text} {address.country}" for address in record.addresses),
        texts(dates(_pieces(i.text or i.number)) for i in record.identifiers),
        designations,
        texts(map(dates, record.dates_of_birth)),
        texts(record.places_of_birth),
        texts(record.nationalities),
        texts(record.citizenships),
        fold(record.remarks.split()),
        texts(
            f"{field} {text}"
            for field, text in record.published
            if field not in _VOLATILE and field not in _REPRESENTED
        ),
    ]
    packed = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(packed.encode("utf-8", "surrogatepass")).digest()


def is_volatile(field: str) -> bool:
    """Whether a published field changes without the publisher meaning anything by it."""
    return field in _VOLATILE


def _pieces(identifier: str) -> str:
    """The facts of an identifier in one order: "Male, Gender" of 2022 is "Gender, Male" of 2023."""
    return " ".join(sorted(identifier.split(", ")))
