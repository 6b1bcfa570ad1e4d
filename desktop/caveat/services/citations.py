"""Numbered citations for a listed entry: the release first, then what the entry itself cites."""

import re
from collections.abc import Iterable
from datetime import date

from caveat.domain.lists import Channel, PublishedList, Release
from caveat.domain.parties import PartyRecord
from caveat.domain.sources import Citation, Mark, Source

_NOTICE = re.compile(
    r"(?P<volume>\d+)\s*F\.?\s?R\.?\s*(?P<page>\d+)"
    r"(?:[,\s]+(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{2,4}))?"
)
_CENTURY = 2000
_FIRST_YEAR_OF_LAST_CENTURY = 50
"""The Federal Register prints two-digit years; the oldest listings cited are of the 1980s."""


class Citations:
    """Collects citations and hands out their numbers, each source once."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str, str, str], int] = {}
        self._items: list[Citation] = []

    def number(self, citation: Citation) -> int:
        """The number of a citation; the same source gets the same number."""
        key = (citation.title, citation.publisher, citation.locator, citation.url)
        if key not in self._numbers:
            number = len(self._items) + 1
            self._numbers[key] = number
            self._items.append(
                Citation(
                    number,
                    citation.title,
                    citation.publisher,
                    citation.locator,
                    citation.date,
                    citation.url,
                    citation.release_sha256,
                    citation.mark,
                )
            )
        return self._numbers[key]

    def all(self) -> tuple[Citation, ...]:
        """Every citation in the order of its number."""
        return tuple(self._items)


def release_citation(
    known: PublishedList, release: Release, record: PartyRecord, *, same_rows: bool
) -> Citation:
    """The list release that prints an entry.

    ``same_rows`` says whether the record's row number is that of this very file.
    """
    # By channel: a starter release that left service is still no publication of the list.
    starter = release.channel is Channel.STARTER
    where = f"row {record.row}" if same_rows and record.row else f"entry “{record.name}”"
    return Citation(
        0,
        f"{known.title} (starter set)" if starter else known.title,
        known.publisher,
        f"{release.file_name}, {where}",
        release.released.isoformat() if release.released else "",
        release.links[0] if release.links else known.url,
        release.sha256,
        Mark.VERIFIED if starter else Mark.PUBLISHED,
    )


def notice_citations(federal_register: str) -> Iterable[Citation]:
    """The Federal Register notices that an entry cites, as volume and page."""
    for found in _NOTICE.finditer(federal_register):
        title = f"{found['volume']} FR {found['page']}"
        yield Citation(
            0,
            title,
            "Federal Register",
            "",
            _notice_date(found["year"], found["month"], found["day"]),
            f"https://www.federalregister.gov/citation/{title.replace(' ', '-')}",
            "",
            Mark.PUBLISHED,
        )


def source_citation(source: Source) -> Citation:
    """The publication behind a statement that the list does not make."""
    return Citation(
        0,
        source.title,
        source.publisher,
        source.locator,
        source.date,
        source.url,
        "",
        source.mark,
    )


def _notice_date(year: str | None, month: str | None, day: str | None) -> str:
    if year is None or month is None or day is None:
        return ""
    number = int(year)
    if len(year) <= 2:  # noqa: PLR2004  # a two-digit year
        number += _CENTURY if number < _FIRST_YEAR_OF_LAST_CENTURY else _CENTURY - 100
    try:
        return date(number, int(month), int(day)).isoformat()
    except ValueError:
        return ""
