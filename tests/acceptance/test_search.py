"""Point 3: what an officer types, and what she sees."""

from collections.abc import Callable
from pathlib import Path

import pytest

from caveat.domain.screening import Answer, Hit, Outcome, Query
from caveat.services.entries import party_view
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace

MARCH_2025 = "90 FR 14048"
LISTED = {
    # What is typed → a listed name, the citation of its listing.
    "Nettrix": ("Nettrix Information Industry", MARCH_2025),
    "浪潮": ("Inspur", "FR"),
    "Inspur Beijing": ("Inspur (Beijing) Electronic Information Industry", "90 FR"),
    "Sugon": ("Sugon", "84 FR 29373"),
}


def listed(answer: Answer, name: str) -> Hit:
    found = [
        hit
        for hit in answer.alerts
        if name.casefold() in hit.party.name.casefold()
        or any(name.casefold() in evidence.listed.casefold() for evidence in hit.evidence)
    ]
    assert found, [hit.party.name for hit in answer.hits]
    return found[0]


def proves(hit: Hit, citation: str) -> None:
    """A hit has score, sentence, list, licence requirement and numbered sources."""
    assert 70 <= hit.score <= 100
    assert hit.because.endswith((".", "…"))
    assert len(hit.because) > 20
    assert hit.party.list_code == "US-EL"
    designation = hit.designations[0].designation
    assert citation in designation.federal_register
    assert [c.n for c in hit.citations] == list(range(1, len(hit.citations) + 1))
    assert any(citation in c.title for c in hit.citations)
    assert hit.citations[0].release_sha256
    assert set(hit.designations[0].citations) <= {c.n for c in hit.citations}


def opens(ws: Workspace, hit: Hit) -> None:
    """An opened hit shows names, addresses, designations and numbered sources."""
    view = party_view(ws, hit.party.record)
    assert view.record.name == hit.party.name
    assert view.names
    assert view.record.addresses
    assert view.designations
    assert view.citations[0].n == 1


@pytest.mark.parametrize("typed", LISTED)
def test_on_the_starter_set_the_right_party_is_found_explained_and_cited(
    open_copy: Callable[..., Workspace], starter_home: Path, typed: str
) -> None:
    ws = open_copy(starter_home)
    answer = Screener(ws).screen(Query(typed))
    assert answer.outcome is Outcome.NOT_SCREENED
    hit = listed(answer, LISTED[typed][0])
    proves(hit, LISTED[typed][1])
    designation = hit.designations[0].designation
    assert "EAR" in designation.licence_requirement or designation.footnotes
    assert "(starter set)" in hit.citations[0].title
    opens(ws, hit)


@pytest.mark.real_data
@pytest.mark.parametrize("typed", LISTED)
def test_on_the_real_lists_the_right_party_is_found_explained_and_cited(
    real: tuple[Workspace, Screener], typed: str
) -> None:
    ws, screener = real
    answer = screener.screen(Query(typed))
    assert answer.outcome is Outcome.HITS
    hit = listed(answer, LISTED[typed][0])
    proves(hit, LISTED[typed][1])
    assert "EAR" in hit.designations[0].designation.licence_requirement
    assert hit.citations[0].title == "Entity List"
    assert hit.citations[0].locator.startswith("csl_layout_2026-07-09.csv.gz, row ")
    opens(ws, hit)


@pytest.mark.real_data
def test_the_row_that_is_cited_is_the_row_of_the_file(
    real: tuple[Workspace, Screener], shared_data: Path
) -> None:
    import csv  # noqa: PLC0415
    import gzip  # noqa: PLC0415

    _, screener = real
    hit = listed(screener.screen(Query("Nettrix")), "Nettrix")
    row = int(hit.citations[0].locator.rsplit(" ", 1)[1])
    path = shared_data / "lists" / "csl_layout_2026-07-09.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        printed = list(csv.DictReader(file))[row - 2]
    assert "Nettrix" in printed["name"] + printed["alt_names"]


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("typed", "name"),
    [("浪潮", "Inspur"), ("曙光", "Sugon"), ("中科曙光", "Sugon"), ("华为", "Huawei")],
)
def test_names_in_chinese_which_no_us_list_prints_find_their_party_first(
    real: tuple[Workspace, Screener], typed: str, name: str
) -> None:
    ws, screener = real
    first = screener.screen(Query(typed)).alerts[0]
    assert name in first.party.name
    assert first.score >= 90
    native = [n for n in party_view(ws, first.party.record).names if n.name.source]
    assert any(typed in n.name.text for n in native)


@pytest.mark.real_data
def test_a_name_that_the_list_does_not_print_is_cited_to_its_own_source(
    real: tuple[Workspace, Screener],
) -> None:
    _, screener = real
    hit = screener.screen(Query("浪潮")).alerts[0]
    assert hit.evidence[0].field == "native name"
    assert any(citation.mark != "published" for citation in hit.citations)


def test_the_new_name_at_the_old_door_is_found_by_its_address_alone(
    open_copy: Callable[..., Workspace], starter_home: Path
) -> None:
    ws = open_copy(starter_home)
    answer = Screener(ws).screen(
        Query(
            "Entirely New Name Limited",
            addresses=("No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin",),
        )
    )
    found = {hit.party.name for hit in answer.alerts}
    assert any("Nettrix" in name for name in found), found
    assert any("Sugon" in name or "Dawning" in name for name in found), found
    assert all(
        any(evidence.kind == "address" for evidence in hit.evidence) for hit in answer.alerts
    )
