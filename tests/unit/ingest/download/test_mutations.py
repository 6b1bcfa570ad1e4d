"""Answers with bytes flipped, cut, doubled: a file, or a sentence, and never anything else."""

import gc
import gzip
import random
import warnings

import pytest

from caveat.ingest.download.problems import DownloadFailedError
from misbehaving import raw

BODY = gzip.compress(b"name,address\n" + b"Example Ltd,Sample Road 1\n" * 40)
PLAIN = b"name,address\n" + b"Example Ltd,Sample Road 1\n" * 4
ANSWERS = (
    b"HTTP/1.1 200 Fine\r\nDate: Sun, 22 Nov 2026 09:00:00 GMT\r\nContent-Type: text/csv\r\n"
    b'ETag: "one"\r\nLast-Modified: Sat, 21 Nov 2026 05:00:00 GMT\r\nContent-Encoding: gzip\r\n'
    b"Content-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(BODY), BODY),
    b"HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    b"%x\r\n%s\r\n0\r\n\r\n" % (len(PLAIN), PLAIN),
    b"HTTP/1.1 302 There\r\nLocation: /list.csv?again\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 429 Busy\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n",
)


def mutated(answer: bytes, chance: random.Random) -> bytes:
    data = bytearray(answer)
    head = answer.index(b"\r\n\r\n") + 8
    for _ in range(chance.randint(1, 4)):
        if not data:
            break
        place = chance.randrange(min(head, len(data)) or 1)
        what = chance.randrange(5)
        if what == 0:
            data[place] = chance.randrange(256)
        elif what == 1:
            del data[place : place + chance.randint(1, 30)]
        elif what == 2:
            data[place:place] = data[place : place + chance.randint(1, 60)]
        elif what == 3:
            data[place:place] = chance.randbytes(chance.randint(1, 9))
        else:
            del data[place + 1 :]
    return bytes(data)


def test_a_length_behind_headers_that_cannot_be_read_is_not_lost(server, get, target) -> None:
    """Else a list that breaks off would be taken for whole."""
    answer = raw(
        b"HTTP/1.1 200 Fine\r\nServer: x\r\nno header\r\nContent-Length: 99999\r\n"
        b"Connection: close\r\n\r\n" + PLAIN
    )
    with pytest.raises(DownloadFailedError, match="its headers cannot be read"):
        get(server.on("/list.csv", answer))
    assert not target.exists()


@pytest.mark.parametrize("seed", range(8))
def test_whatever_a_server_says_is_a_file_or_a_sentence(server, get, target, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same every time on purpose
    with warnings.catch_warnings():
        # urllib3 leaves a connection to the garbage collector when it refuses its headers.
        warnings.simplefilter("ignore", ResourceWarning)
        for number in range(40):
            answer = mutated(ANSWERS[number % len(ANSWERS)], chance)
            url = server.on(f"/{number}.csv", raw(answer))
            said = ""
            try:
                get(url, attempts=1, attempts_in_all=1, stall_seconds=0.3, most_wait_seconds=0.0)
            except DownloadFailedError as error:
                said = str(error)
            assert target.exists() is not bool(said)
            assert said.isprintable()
            target.unlink(missing_ok=True)
        gc.collect()
