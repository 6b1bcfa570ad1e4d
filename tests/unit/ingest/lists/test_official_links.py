from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.ingest.lists.official_links import is_official_link
from caveat.ingest.lists.read import read_list_file

SOURCE = "Entity List (EL) - Bureau of Industry and Security"
HOSTILE = [
    "javascript:alert(1)//https://www.bis.gov/",
    "data:text/html,https://www.bis.gov/",
    "file:///etc/passwd",
    "//www.bis.gov/",
    "www.bis.gov",
    "ftp://www.bis.gov/",
    "https://www.bis.gov.example.com/",
    "https://example.com/www.bis.gov",
    "https://www.bis.gov@example.com/",
    "https://user:pass@www.bis.gov/",
    "https://www.bis.gov:8080/",
    "https://example.com\\@www.bis.gov/",
    "https://10.0.0.1/",
    "https://[::1]/",
    "https://[/",
    "https://gov/",
    "https://localhost/",
    "https://www.bıs.gov/",
    "https://www.bis.gov/\u202e",
    "https://www.bis.gov/a b",
    'https://www.bis.gov/"onclick',
    "https://www.bis.gov/<b>",
    "https://www.bis.gov/\njavascript:",
    "https://www.bis.gov/" + "x" * 2_000,
    "x",
    "",
]


@pytest.mark.parametrize("link", HOSTILE)
def test_a_link_that_does_not_lead_to_a_publisher_is_none(link: str):
    assert not is_official_link(link)


@pytest.mark.parametrize(
    "link",
    [
        "https://www.bis.gov/entity-list",
        "HTTPS://WWW.BIS.GOV/regulations/ear/744#supplement-4-744",
        "http://bit.ly/1L47xrV",
        "https://www.pmddtc.state.gov/ddtc_public?id=ddtc_kb_article_page&sys_id=c22d",
        "https://www.ecfr.gov/current/appendix-Supplement%20No.%204%20to%20Part%20744",
    ],
)
def test_the_links_that_are_printed_are_official(link: str):
    assert is_official_link(link)


@given(st.text(max_size=60).map(lambda text: f"https://{text}"))
def test_any_text_is_judged(link: str):
    if is_official_link(link):
        assert link.isascii()
        assert link.isprintable()


def test_a_hostile_link_is_kept_as_text_told_and_never_cited(write_rows: Callable[..., Path]):
    hostile, official = "javascript:alert(document.domain)", "https://www.bis.gov/entity-list"
    (found,) = read_list_file(
        write_rows(
            {"source": SOURCE, "name": "Zulu", "source_list_url": hostile},
            {
                "source": SOURCE,
                "name": "Yankee",
                "source_list_url": hostile,
                "source_information_url": f" {official} ",
            },
            {"source": SOURCE, "name": "Xray", "source_list_url": official},
        )
    ).lists
    assert found.links == (official,)
    assert [len(record.notes) for record in found.records] == [1, 1, 0]
    assert hostile in found.records[0].notes[0]
    assert "not used as a link" in found.records[0].notes[0]
    assert dict(found.records[0].published)["source_list_url"] == hostile
