from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from caveat.domain.lists import Channel, PublishedList, Release, ReleasedBasis, ReleaseState
from caveat.domain.parties import Name, PartyKind, PartyRecord
from caveat.domain.sources import Citation, Mark, Source
from caveat.services.citations import (
    Citations,
    notice_citations,
    release_citation,
    source_citation,
)

LIST = PublishedList("US-EL", "Entity List", "Bureau", "https://www.bis.gov/entity-list")
RELEASE = Release(
    id=1,
    list_code="US-EL",
    channel=Channel.CSL,
    released=date(2026, 7, 9),
    released_basis=ReleasedBasis.FILE_NAME,
    imported_at=datetime(2026, 7, 10, tzinfo=UTC),
    file_name="csl.csv",
    sha256="a" * 64,
    format="test",
    parser_version=1,
    rows=1,
    parties=1,
    names=1,
    addresses=0,
    unread=0,
    state=ReleaseState.IN_SERVICE,
)
RECORD = PartyRecord("US-EL", "", "", PartyKind.UNKNOWN, (Name("Sugon"),), row=7)


def told(text: str) -> list[tuple[str, str]]:
    return [(citation.title, citation.date) for citation in notice_citations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90 FR 14048", [("90 FR 14048", "")]),
        ("90 FR 14048, 3/28/25", [("90 FR 14048", "2025-03-28")]),
        ("90 FR 14048 3/28/2025", [("90 FR 14048", "2025-03-28")]),
        ("68 F.R. 38290 6/27/03", [("68 FR 38290", "2003-06-27")]),
        ("53 F.R. 1234 12/31/88", [("53 FR 1234", "1988-12-31")]),
        ("63 F. R. 64322, 11/19/98", [("63 FR 64322", "1998-11-19")]),
        ("90 FR 14048, 2/30/25", [("90 FR 14048", "")]),
        ("84 FR 22963; 85 FR 51603, 8/20/20", [("84 FR 22963", ""), ("85 FR 51603", "2020-08-20")]),
        ("84 FR 22961, 84 FR 43495", [("84 FR 22961", ""), ("84 FR 43495", "")]),
        ("see the notice", []),
        ("", []),
    ],
)
def test_every_notice_that_an_entry_cites_is_read_with_its_date(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert told(text) == expected


def test_a_notice_can_be_looked_up() -> None:
    (citation,) = notice_citations("90 FR 14048, 3/28/25")
    assert citation.url == "https://www.federalregister.gov/citation/90-FR-14048"
    assert (citation.publisher, citation.mark) == ("Federal Register", Mark.PUBLISHED)


def test_each_source_is_numbered_once_in_the_order_of_its_first_use() -> None:
    citations = Citations()
    first, second = Citation(0, "A", "p"), Citation(0, "B", "p")
    assert [citations.number(c) for c in (first, second, first, replace(first, n=9))] == [
        1,
        2,
        1,
        1,
    ]
    assert [(c.n, c.title) for c in citations.all()] == [(1, "A"), (2, "B")]


def test_two_places_in_one_publication_are_two_citations() -> None:
    citations = Citations()
    numbers = {citations.number(Citation(0, "A", "p", locator)) for locator in ("p. 1", "p. 2")}
    assert numbers == {1, 2}


def test_a_release_is_cited_with_file_row_date_and_hash() -> None:
    citation = release_citation(LIST, RELEASE, RECORD, same_rows=True)
    assert citation == Citation(
        0,
        "Entity List",
        "Bureau",
        "csl.csv, row 7",
        "2026-07-09",
        "https://www.bis.gov/entity-list",
        "a" * 64,
        Mark.PUBLISHED,
    )


def test_a_row_number_of_another_file_is_not_cited() -> None:
    citation = release_citation(LIST, RELEASE, RECORD, same_rows=False)
    assert citation.locator == "csl.csv, entry “Sugon”"


def test_the_address_that_the_release_prints_is_cited_before_the_catalogues() -> None:
    printed = replace(RELEASE, links=("https://www.example.gov/el",))
    citation = release_citation(LIST, printed, RECORD, same_rows=True)
    assert citation.url == "https://www.example.gov/el"


def test_a_release_without_a_date_is_cited_without_one() -> None:
    undated = replace(RELEASE, released=None)
    assert release_citation(LIST, undated, RECORD, same_rows=True).date == ""


@pytest.mark.parametrize("state", [ReleaseState.STARTER, ReleaseState.SUPERSEDED])
def test_the_starter_set_is_never_cited_as_published_even_when_it_left_service(
    state: ReleaseState,
) -> None:
    starter = replace(RELEASE, channel=Channel.STARTER, state=state)
    citation = release_citation(LIST, starter, RECORD, same_rows=True)
    assert citation.title == "Entity List (starter set)"
    assert citation.mark is Mark.VERIFIED


def test_a_source_keeps_its_mark() -> None:
    source = Source("k", "Caliber.Az", "Caliber", "p. 1", "2025-03", "https://x", Mark.SECONDARY)
    assert source_citation(source) == Citation(
        0, "Caliber.Az", "Caliber", "p. 1", "2025-03", "https://x", "", Mark.SECONDARY
    )
