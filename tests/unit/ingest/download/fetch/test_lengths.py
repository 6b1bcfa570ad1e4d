import gc
import gzip
import warnings

import pytest

from caveat.ingest.download.problems import DownloadFailedError
from fetched import LIST, left
from misbehaving import (
    drops,
    in_turn,
    packed,
    raw,
    whole,
)


def test_a_length_that_is_too_great_is_a_truncation(server, get, target) -> None:
    too_great = raw(
        b"HTTP/1.1 200 Fine\r\nContent-Length: 99999\r\nConnection: close\r\n\r\n" + LIST[:50]
    )
    with pytest.raises(DownloadFailedError, match="broke off after 50 of 99,999 bytes"):
        get(server.on("/list.csv", too_great))
    assert not target.exists()


def test_two_lengths_that_differ_are_not_believed(server, get, target) -> None:
    answer = raw(
        b"HTTP/1.1 200 Fine\r\nContent-Length: 5\r\nContent-Length: 7\r\n"
        b"Connection: close\r\n\r\nabcdefg"
    )
    with warnings.catch_warnings():
        # urllib3 leaves the connection to the garbage collector when it refuses these headers.
        warnings.simplefilter("ignore", ResourceWarning)
        with pytest.raises(DownloadFailedError, match="garbled"):
            get(server.on("/list.csv", answer))
        gc.collect()
    assert not target.exists()


def test_an_empty_answer_is_no_list(server, get, target) -> None:
    with pytest.raises(DownloadFailedError, match="it is empty"):
        get(server.on("/list.csv", whole(b"", etag="")))
    assert not target.exists()


def test_chunks_are_put_together(server, get, target) -> None:
    def chunked(asked) -> None:
        asked.head(200, Transfer_Encoding="chunked")
        for start in range(0, len(LIST), 10_000):
            piece = LIST[start : start + 10_000]
            asked.send(b"%x\r\n%s\r\n" % (len(piece), piece))
        asked.send(b"0\r\n\r\n")

    get(server.on("/list.csv", chunked))
    assert target.read_bytes() == LIST


@pytest.mark.parametrize(
    "garbage", [b"zz\r\nhello", b"5\r\nhel", b"5\r\nhello\r\n-7\r\n", b"5\r\nhello", b"\0\xff" * 9]
)
def test_garbage_among_chunks_never_becomes_a_list(server, get, target, garbage: bytes) -> None:
    answer = raw(
        b"HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + garbage
    )
    with pytest.raises(DownloadFailedError, match=r"garbled|broke off"):
        get(server.on("/list.csv", answer))
    assert not target.exists()


@pytest.mark.parametrize(
    "noise", [b"\0" * 100, b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 abc\r\n\r\n", b""]
)
def test_what_is_no_http_is_said_to_be_none(server, get, target, noise: bytes) -> None:
    with pytest.raises(DownloadFailedError, match=r"garbled|broke off"):
        get(server.on("/list.csv", raw(noise)), attempts=2)
    assert not target.exists()


def test_what_was_compressed_is_unpacked(server, get, target) -> None:
    fetched = get(server.on("/list.csv", packed(LIST, ETag='"one-gzip"')))
    assert target.read_bytes() == LIST
    assert fetched.received < len(LIST)
    assert left(target) == ["list.csv"]


def test_a_compressed_download_is_gone_on_with_too(server, get, target) -> None:
    small = gzip.compress(LIST)
    half = len(small) // 2
    span = f"bytes {half}-{len(small) - 1}/{len(small)}".encode()
    rest = raw(
        b'HTTP/1.1 206 Part\r\nETag: "one"\r\nContent-Encoding: gzip\r\nContent-Range: '
        + span
        + b"\r\nConnection: close\r\n\r\n"
        + small[half:]
    )
    first = drops(small, half, Content_Encoding="gzip")
    get(server.on("/list.csv", in_turn(first, rest)))
    assert target.read_bytes() == LIST


def test_members_of_one_compressed_answer_are_one_content(server, get, target) -> None:
    two = gzip.compress(LIST[:1000]) + gzip.compress(LIST[1000:])
    said = f"HTTP/1.1 200 Fine\r\nContent-Encoding: gzip\r\nContent-Length: {len(two)}\r\n\r\n"
    get(server.on("/list.csv", raw(said.encode() + two)))
    assert target.read_bytes() == LIST


@pytest.mark.parametrize("cut", [slice(0, -20), slice(0, 11), slice(5, None)])
def test_what_cannot_be_unpacked_is_garbled(server, get, target, cut: slice) -> None:
    small = gzip.compress(LIST)[cut]
    said = f"HTTP/1.1 200 Fine\r\nContent-Encoding: gzip\r\nContent-Length: {len(small)}\r\n\r\n"
    with pytest.raises(DownloadFailedError, match="compressed"):
        get(server.on("/list.csv", raw(said.encode() + small)))
    assert left(target) == []


def test_a_compressed_bomb_is_stopped_at_the_limit(server, get, target) -> None:
    with pytest.raises(DownloadFailedError, match="more than 2 MiB"):
        get(server.on("/list.csv", packed(b"\0" * (64 * 1024**2))), bytes=2 * 1024**2)
    assert left(target) == []


def test_an_encoding_that_was_not_asked_for_is_not_taken(server, get, target) -> None:
    answer = raw(b"HTTP/1.1 200 Fine\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc")
    with pytest.raises(DownloadFailedError, match="a way that was not asked for"):
        get(server.on("/list.csv", answer))
    assert not target.exists()
