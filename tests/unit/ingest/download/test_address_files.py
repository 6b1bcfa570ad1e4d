"""All files of an address: sets, and the newest day of the eCFR."""

import json
from datetime import date
from pathlib import Path

import pytest

from caveat.domain.lists import Channel
from caveat.domain.progress import CancelToken, Progress
from caveat.domain.updates import ListAddress
from caveat.ingest.download.address_files import AddressFiles, Means, fetch_address, newest_date
from caveat.ingest.download.known import Known, Stored
from caveat.ingest.download.problems import DownloadFailedError
from caveat.ingest.download.rules import Limits, Rules
from misbehaving import Server, status, whole

LIMITS = Limits(read_seconds=2.0, stall_seconds=1.0, attempts=2, back_off_seconds=0.01)
TITLES = {
    "titles": [
        {"number": 14, "up_to_date_as_of": "2020-01-01"},
        {"number": 15, "up_to_date_as_of": "2026-07-09", "latest_issue_date": "2026-07-01"},
    ],
    "meta": {"date": "2026-07-10"},
}


def run(
    network, folder: Path, address: ListAddress, stored: Stored | None = None, **how
) -> AddressFiles:
    rules = Rules.of([address], local_http=True)
    return fetch_address(
        address,
        folder,
        Means(network, rules, LIMITS),
        stored=stored,
        progress=how.get("progress", lambda _: None),
        cancel=CancelToken(),
    )


@pytest.fixture
def pair(server: Server) -> ListAddress:
    urls = tuple(f"{server.url}/{name}" for name in ("sdn.csv", "add.csv"))
    return ListAddress("sdn", ("US-SDN",), Channel.OFAC, urls, ("sdn.csv", "add.csv"), "SDN")


@pytest.fixture
def ecfr(server: Server) -> ListAddress:
    return ListAddress(
        "ecfr",
        ("US-EL",),
        Channel.ECFR,
        (f"{server.url}/full/{{date}}/title-15.xml",),
        ("part.xml",),
        "eCFR",
        date_from=f"{server.url}/titles.json",
    )


def test_a_set_comes_with_all_its_files(server, network, pair, tmp_path) -> None:
    server.on("/sdn.csv", whole(b"entries", etag='"a"'))
    server.on("/add.csv", whole(b"addresses", etag='"b"'))
    told: list[Progress] = []
    files = run(network, tmp_path, pair, progress=told.append)
    assert [path.read_bytes() for path in files.paths] == [b"entries", b"addresses"]
    assert [path.name for path in files.paths] == ["sdn.csv", "add.csv"]
    assert files.received == told[-1].done == 16
    assert [known.etag for known in files.stored.known] == ['"a"', '"b"']
    assert files.last_modified == date(2026, 11, 21)


def test_a_set_is_not_there_when_one_file_is_not(server, network, pair, tmp_path) -> None:
    server.on("/sdn.csv", whole(b"entries"))
    server.on("/add.csv", status(404))
    with pytest.raises(DownloadFailedError, match="404"):
        run(network, tmp_path, pair)


def test_an_unchanged_set_costs_nothing(server, network, pair, tmp_path) -> None:
    server.on("/sdn.csv", whole(b"entries", etag='"a"'))
    server.on("/add.csv", whole(b"addresses", etag='"b"'))
    stored = Stored((Known('"a"'), Known('"b"')))
    files = run(network, tmp_path, pair, stored)
    assert (files.paths, files.received, files.stored) == ((), 0, stored)


def test_when_one_file_of_a_set_changed_the_others_come_with_it(
    server, network, pair, tmp_path
) -> None:
    server.on("/sdn.csv", whole(b"entries", etag='"a"'))
    server.on("/add.csv", whole(b"new addresses", etag='"c"'))
    files = run(network, tmp_path, pair, Stored((Known('"a"'), Known('"b"'))))
    assert [path.read_bytes() for path in files.paths] == [b"entries", b"new addresses"]


def test_what_is_known_of_another_number_of_files_is_not_used(
    server, network, pair, tmp_path
) -> None:
    server.on("/sdn.csv", whole(b"entries", etag='"a"'))
    server.on("/add.csv", whole(b"addresses", etag='"b"'))
    assert len(run(network, tmp_path, pair, Stored((Known('"a"'),))).paths) == 2


def test_the_ecfr_is_asked_for_its_newest_day_and_dated_by_it(
    server, network, ecfr, tmp_path
) -> None:
    server.on("/titles.json", whole(json.dumps(TITLES).encode()))
    server.on("/full/2026-07-09/title-15.xml", whole(b"<DIV5/>"))
    files = run(network, tmp_path, ecfr)
    assert [path.name for path in files.paths] == ["part.xml"]
    assert files.url.endswith("/full/2026-07-09/title-15.xml")
    assert files.last_modified == date(2026, 7, 9)
    assert files.stored.edition == "2026-07-09"
    assert sorted(path.name for path in tmp_path.glob("*.json")) == []


def test_a_day_of_the_ecfr_that_is_stored_is_not_fetched_again(
    server, network, ecfr, tmp_path
) -> None:
    server.on("/titles.json", whole(json.dumps(TITLES).encode()))
    stored = Stored((Known('"x"'),), "2026-07-09")
    assert run(network, tmp_path, ecfr, stored).paths == ()
    assert [request.path for request in server.asked] == ["/titles.json"]


def test_a_newer_day_of_the_ecfr_is_fetched_whole(server, network, ecfr, tmp_path) -> None:
    server.on("/titles.json", whole(json.dumps(TITLES).encode()))
    server.on("/full/2026-07-09/title-15.xml", whole(b"<DIV5/>", etag='"x"'))
    files = run(network, tmp_path, ecfr, Stored((Known('"x"'),), "2026-07-08"))
    assert len(files.paths) == 1


@pytest.mark.parametrize(
    "table",
    [
        b"",
        b"{}",
        b"[]",
        b'{"titles": []}',
        b'{"titles": [{"number": 15}]}',
        b'{"titles": [{"number": 15, "up_to_date_as_of": "soon"}]}',
        b'{"titles": [{"number": 15, "up_to_date_as_of": null}]}',
        b'{"titles": 5}',
        b'{"titles": [5]}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_a_table_of_titles_that_says_nothing_is_no_date(table: bytes) -> None:
    assert newest_date(table, 15) is None


def test_the_date_of_issue_is_taken_where_no_other_is_given() -> None:
    table = (
        b'{"titles": [{"number": 15, "up_to_date_as_of": "", "latest_issue_date": "2026-07-01"}]}'
    )
    assert newest_date(table, 15) == date(2026, 7, 1)


def test_without_a_date_the_ecfr_is_not_asked(server, network, ecfr, tmp_path) -> None:
    server.on("/titles.json", whole(b'{"titles": []}'))
    with pytest.raises(DownloadFailedError, match="of which day its newest text is"):
        run(network, tmp_path, ecfr)
    assert {request.path for request in server.asked} == {"/titles.json"}
