import socket
import time

import pytest

from caveat.ingest.download.problems import DownloadFailedError
from caveat.ingest.download.rules import Rules
from fetched import LIST
from misbehaving import (
    drips,
    in_turn,
    running,
    says_nothing,
    stalls,
    status,
    whole,
)


def test_an_error_that_passes_is_waited_out(server, get, target) -> None:
    get(server.on("/list.csv", in_turn(status(500), status(503), whole(LIST))))
    assert target.read_bytes() == LIST


def test_the_wait_that_the_server_asks_for_is_kept(server, get) -> None:
    url = server.on("/list.csv", in_turn(status(429, Retry_After="1"), whole(LIST)))
    started = time.monotonic()
    get(url)
    assert time.monotonic() - started >= 1.0
    assert len(server.asked) == 2


@pytest.mark.parametrize("wait", ["7200", "Wed, 21 Oct 2099 07:28:00 GMT"])
def test_a_wait_that_is_too_long_is_said_and_not_begun(server, get, wait: str) -> None:
    with pytest.raises(DownloadFailedError, match="asks to come again in"):
        get(server.on("/list.csv", status(429, Retry_After=wait)))
    assert len(server.asked) == 1


@pytest.mark.parametrize("wait", ["", "soon", "-5", "٣", "1e9"])
def test_a_wait_that_cannot_be_read_is_ours_to_choose(server, get, wait: str) -> None:
    get(server.on("/list.csv", in_turn(status(503, Retry_After=wait), whole(LIST))))
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        (401, "in a browser"),
        (403, "in a browser"),
        (202, "in a browser"),
        (404, "new address"),
        (410, "new address"),
        (418, "Try again later"),
        (204, "Try again later"),
    ],
)
def test_an_error_that_stays_is_not_repeated_and_says_what_to_do(
    server, get, code: int, advice: str
) -> None:
    with pytest.raises(DownloadFailedError, match=f"its answer: {code}.*{advice}") as failed:
        get(server.on("/list.csv", status(code)))
    assert len(server.asked) == 1
    assert failed.value.reached


def test_an_error_that_never_passes_is_given_up(server, get) -> None:
    with pytest.raises(DownloadFailedError, match="its answer: 500"):
        get(server.on("/list.csv", status(500)))
    assert len(server.asked) == 3


def test_a_server_that_stalls_is_given_up_and_gone_on_with(server, get, target) -> None:
    url = server.on("/list.csv", in_turn(stalls(LIST[:5000], len(LIST)), whole(LIST)))
    get(url)
    assert target.read_bytes() == LIST
    assert server.headers("Range") == ["", "bytes=5000-"]


def test_a_server_that_stops_answering_is_noticed_by_the_byte(server, get) -> None:
    url = server.on("/list.csv", stalls(LIST[:5000], len(LIST)))
    with pytest.raises(DownloadFailedError, match="stopped answering"):
        get(url, attempts_in_all=1, read_seconds=0.2, stall_seconds=20.0)


def test_a_server_that_drips_is_given_up(server, get, target) -> None:
    url = server.on("/list.csv", drips(LIST, 0.01))
    with pytest.raises(DownloadFailedError, match="next to nothing for"):
        get(url, attempts=1)
    assert not target.exists()


def test_a_server_that_never_answers_was_not_reached(server, get) -> None:
    with pytest.raises(DownloadFailedError, match="next to nothing") as failed:
        get(server.on("/list.csv", says_nothing), attempts=1)
    assert not failed.value.reached


def test_there_is_an_end_to_all_attempts_together(server, get) -> None:
    with pytest.raises(DownloadFailedError, match="had not sent the whole list"):
        get(server.on("/list.csv", drips(LIST, 0.005)), total_seconds=0.5, stall_bytes=1)


def test_a_port_where_nobody_listens_was_not_reached(get) -> None:
    with running() as gone:
        url = f"{gone.url}/list.csv"
    rules = Rules(frozenset({gone.url.removeprefix("http://")}), local_http=True)
    with pytest.raises(DownloadFailedError, match="could not be reached: connection refused") as no:
        get(url, rules=rules)
    assert not no.value.reached


def test_a_name_that_the_network_does_not_know_was_not_reached(
    get, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    rules = Rules(frozenset({"lists.example.gov:443"}))
    with pytest.raises(DownloadFailedError, match="its name is not known to the network") as no:
        get("https://lists.example.gov/list.csv", rules=rules, attempts=1)
    assert not no.value.reached
