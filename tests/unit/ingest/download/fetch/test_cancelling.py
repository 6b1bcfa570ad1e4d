import threading

import pytest

from caveat.domain.progress import CancelledError, CancelToken, Progress
from fetched import LIST
from misbehaving import (
    raw,
    says_nothing,
    stalls,
    status,
    whole,
)


@pytest.mark.parametrize("reply", [says_nothing, stalls(LIST[:5000], len(LIST)), status(503)])
def test_cancelling_ends_a_download_wherever_it_waits(server, get, target, reply) -> None:
    url = server.on("/list.csv", reply)
    token = CancelToken()
    timer = threading.Timer(0.2, token.cancel)
    timer.start()
    with pytest.raises(CancelledError):
        get(url, cancel=token, back_off_seconds=10.0, stall_seconds=20.0)
    timer.join()
    assert not target.exists()
    server.on("/list.csv", whole(LIST))
    get(url)  # and what hangs behind does not get in the way of the next
    assert target.read_bytes() == LIST


def test_a_token_that_was_cancelled_before_asks_nobody(server, get) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        get(server.on("/list.csv", whole(LIST)), cancel=token)
    assert server.asked == []


def test_progress_is_told_in_bytes_with_or_without_a_total(server, get) -> None:
    known: list[Progress] = []
    get(server.on("/list.csv", whole(LIST)), progress=known.append)
    assert (known[-1].done, known[-1].total) == (len(LIST), len(LIST))
    unknown: list[Progress] = []
    answer = raw(b"HTTP/1.1 200 Fine\r\nConnection: close\r\n\r\n", LIST)
    get(server.on("/other.csv", answer), progress=unknown.append)
    assert (unknown[-1].done, unknown[-1].total) == (len(LIST), 0)
