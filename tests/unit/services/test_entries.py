from collections.abc import Callable

import pytest

from caveat.domain.lists import ImportReport
from caveat.domain.parties import NameKind
from caveat.domain.party_view import PartyView
from caveat.domain.screening import Answer, Query
from caveat.domain.sources import Mark
from caveat.errors import InputError
from caveat.services.entries import party_view
from caveat.services.lists import release_history
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace
from templates import row, rows

Publish = Callable[..., ImportReport]
ZUVA = row(
    "US-EL",
    "Zuvanari Photonics Ltd.",
    addresses="1 Sample Road, Exampleton, CN",
    federal_register_notice="84 FR 22963; 90 FR 14048",
    start_date="2019-05-21",
    license_requirement="For all items subject to the EAR",
)


def record_of(screener: Screener, name: str) -> int:
    return screener.screen(Query(name)).hits[0].party.record


def cited(view: PartyView, number: int) -> str:
    return next(c.title for c in view.citations if c.n == number)


def test_every_number_refers_to_a_citation_and_the_first_is_the_release(
    ws: Workspace, screener: Screener
) -> None:
    view = party_view(ws, record_of(screener, "Inspur Group"))
    assert [c.n for c in view.citations] == list(range(1, len(view.citations) + 1))
    assert view.citations[0].title == "Entity List (starter set)"
    assert view.citations[0].release_sha256 == view.release.sha256
    numbers = {c.n for c in view.citations}
    assert {n.citation for n in view.names} | {r.citation for r in view.relations} <= numbers
    assert all(set(d.citations) <= numbers and d.citations[0] == 1 for d in view.designations)


def test_a_published_name_rests_on_the_release_and_an_overlay_name_on_its_own_source(
    ws: Workspace, screener: Screener
) -> None:
    view = party_view(ws, record_of(screener, "Inspur Group"))
    published = {name.text for name in view.record.names}
    overlay = [c for c in view.names if c.name.source]
    assert any(c.name.text.startswith("浪潮") for c in overlay)
    for found in view.names:
        if found.name.source is None:
            assert found.citation == 1
            assert found.name.text in published
        else:
            assert cited(view, found.citation) == found.name.source.title


def test_a_relation_is_cited_to_where_it_is_stated(ws: Workspace, screener: Screener) -> None:
    view = party_view(ws, record_of(screener, "Nettrix Information Industry"))
    assert view.relations
    for found in view.relations:
        citation = next(c for c in view.citations if c.n == found.citation)
        source = found.relation.source
        assert (citation.title, citation.mark) == (source.title, source.mark)
        assert citation.mark is not Mark.PUBLISHED


def test_several_notices_of_an_entry_are_all_cited_once(
    publish: Publish, screener: Screener, ws: Workspace
) -> None:
    publish("csl_2025-04-01.csv", [ZUVA, *rows("US-EL", 165)])
    view = party_view(ws, record_of(screener, "Zuvanari Photonics"))
    assert [c.title for c in view.citations] == ["Entity List", "84 FR 22963", "90 FR 14048"]
    assert [d.citations for d in view.designations] == [(1, 2, 3)]


def test_what_a_release_publishes_for_no_entry_is_not_in_this_release(
    publish: Publish, screener: Screener, ws: Workspace
) -> None:
    publish("csl_2025-04-01.csv", [ZUVA, *rows("US-EL", 165)])
    view = party_view(ws, record_of(screener, "Zuvanari Photonics"))
    assert "licence_policy" in view.not_in_release
    assert "effective" in view.not_in_release
    assert "federal_register" not in view.not_in_release
    assert "licence_requirement" not in view.not_in_release
    assert "licence_policy" in view.designations[0].not_in_release


def test_a_field_that_one_entry_fills_is_published_and_merely_empty_for_the_others(
    publish: Publish, screener: Screener, ws: Workspace
) -> None:
    other = row("US-EL", "Another Ltd.", license_policy="Presumption of denial")
    publish("csl_2025-04-01.csv", [ZUVA, other, *rows("US-EL", 165)])
    view = party_view(ws, record_of(screener, "Zuvanari Photonics"))
    assert "licence_policy" not in view.not_in_release
    assert view.designations[0].designation.licence_policy == ""


def test_the_release_in_service_is_cited_if_it_still_prints_the_entry(
    publish: Publish, screener: Screener, ws: Workspace
) -> None:
    publish("csl_2025-04-01.csv", [ZUVA, *rows("US-EL", 165)])
    record = record_of(screener, "Zuvanari Photonics")
    publish("csl_2025-05-01.csv", [ZUVA, *rows("US-EL", 166)])
    assert party_view(ws, record).release.file_name == "csl_2025-05-01.csv"
    publish("csl_2025-06-01.csv", rows("US-EL", 167))
    assert party_view(ws, record).release.file_name == "csl_2025-05-01.csv"


def test_an_entry_of_the_starter_set_stays_one_when_the_official_list_enters(
    ws: Workspace, put_on_record: Callable[..., Answer], publish: Publish
) -> None:
    hit = put_on_record("Nettrix").hits[0]
    publish("csl_2025-04-01.csv", rows("US-EL", 165))
    view = party_view(ws, hit.party.record)
    assert view.starter
    assert view.citations[0].title == "Entity List (starter set)"
    assert view.citations[0].mark is Mark.VERIFIED


def locator(screener: Screener, name: str) -> str:
    return screener.screen(Query(name)).hits[0].citations[0].locator


def test_the_row_is_cited_only_for_the_file_in_which_it_was_counted(
    publish: Publish, screener: Screener
) -> None:
    publish("csl_2025-04-01.csv", [*rows("US-EL", 165), ZUVA])
    assert locator(screener, "Zuvanari Photonics") == "csl_2025-04-01.csv, row 167"
    publish("csl_2025-05-01.csv", [ZUVA, *rows("US-EL", 165)])
    assert locator(screener, "Zuvanari Photonics") == (
        "csl_2025-05-01.csv, entry “Zuvanari Photonics Ltd.”"
    )


def test_the_row_is_not_cited_for_a_file_in_which_an_entry_came_back(
    publish: Publish, screener: Screener
) -> None:
    publish("csl_2025-04-01.csv", [*rows("US-EL", 165), ZUVA])
    publish("csl_2025-05-01.csv", rows("US-EL", 165))
    publish("csl_2025-06-01.csv", [ZUVA, *rows("US-EL", 165)])
    assert locator(screener, "Zuvanari Photonics") == (
        "csl_2025-06-01.csv, entry “Zuvanari Photonics Ltd.”"
    )


def test_the_row_is_not_cited_for_an_older_file_that_came_late(
    publish: Publish, screener: Screener, ws: Workspace
) -> None:
    publish("csl_2025-04-01.csv", [*rows("US-EL", 165), ZUVA])
    publish("csl_2025-03-01.csv", [ZUVA, *rows("US-EL", 164)])
    assert locator(screener, "Zuvanari Photonics") == "csl_2025-04-01.csv, row 167"
    assert len(release_history(ws, "US-EL")) == 3


def test_an_overlay_name_that_a_hit_rests_on_is_cited(screener: Screener) -> None:
    hit = screener.screen(Query("浪潮")).hits[0]
    listed = hit.evidence[0].listed
    assert hit.evidence[0].field == NameKind.NATIVE
    assert listed.startswith("浪潮")
    own = [c for c in hit.citations if c.n > 1 and c.publisher != "Federal Register"]
    assert own


@pytest.mark.parametrize("record", [0, -1, 10**9])
def test_a_number_under_which_nothing_is_stored_is_an_error_of_the_officer(
    ws: Workspace, record: int
) -> None:
    with pytest.raises(InputError, match=str(record)):
        party_view(ws, record)
