"""What a server may do to a download, and what comes of it."""

import gc
import gzip
import json
import os
import socket
import stat
import threading
import time
import tracemalloc
import warnings
from pathlib import Path

import pytest

from caveat.domain.progress import CancelledError, CancelToken, Progress
from caveat.errors import EnvironmentProblemError
from caveat.ingest.download.fetch import fetch
from caveat.ingest.download.known import Known
from caveat.ingest.download.network import USER_AGENT, Network
from caveat.ingest.download.problems import DownloadFailedError
from caveat.ingest.download.rules import Rules
from misbehaving import (
    OLD,
    Server,
    drips,
    drops,
    endless,
    in_turn,
    packed,
    page,
    raw,
    running,
    says_nothing,
    self_signed,
    stalls,
    status,
    whole,
)

LIST = b"name,address\n" + b"".join(
    b"Example %05d Ltd,Sample Road %d\n" % (n, n) for n in range(3000)
)


def left(target: Path) -> list[str]:
    """Names beside the target, but for the empty lock."""
    return sorted(p.name for p in target.parent.iterdir() if not p.name.endswith(".lock"))


def until_cancelled(get, url: str, token: CancelToken) -> None:
    with pytest.raises(CancelledError):
        get(url, cancel=token, stall_seconds=20.0)


def test_a_list_comes_whole_with_its_validators_and_nothing_else_stays(server, get, target) -> None:
    fetched = get(server.on("/list.csv", whole(LIST)))
    assert target.read_bytes() == LIST
    assert fetched.received == len(LIST)
    assert fetched.known == Known('"one"', OLD)
    assert fetched.last_modified is not None
    assert fetched.last_modified.date().isoformat() == "2026-11-21"
    assert left(target) == ["list.csv"]


def test_a_request_says_nothing_but_the_programs_version(server, get) -> None:
    get(server.on("/list.csv", whole(LIST)))
    sent = server.asked[0].headers
    assert sent["user-agent"] == USER_AGENT
    assert set(sent) == {"host", "user-agent", "accept", "accept-encoding"}


def test_files_and_folders_are_for_their_owner_alone(server, get, target) -> None:
    before = os.umask(0)
    try:
        get(server.on("/list.csv", whole(LIST)))
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert stat.S_IMODE(target.parent.stat().st_mode) == 0o700


def test_an_unchanged_list_costs_nothing(server, get, target) -> None:
    url = server.on("/list.csv", whole(LIST))
    fetched = get(url, known=Known('"one"', OLD))
    assert fetched.path is None
    assert fetched.received == 0
    assert fetched.known == Known('"one"', OLD)
    assert not target.exists()
    assert server.headers("If-None-Match") == ['"one"']


def test_a_server_without_etags_is_asked_by_date(server, get) -> None:
    url = server.on("/list.csv", whole(LIST, etag=""))
    assert get(url, known=Known("", OLD)).path is None
    assert server.headers("If-Modified-Since") == [OLD]


def test_a_changed_list_comes_although_an_older_one_is_known(server, get, target) -> None:
    url = server.on("/list.csv", whole(LIST, etag='"two"'))
    assert get(url, known=Known('"one"', "")).path == target


def test_not_modified_is_not_believed_where_nothing_is_known(server, get) -> None:
    with pytest.raises(DownloadFailedError, match="its answer: 304"):
        get(server.on("/list.csv", status(304)))


# Broken off -------------------------------------------------------------------------------------


def test_a_download_that_breaks_off_is_gone_on_with(server, get, target) -> None:
    url = server.on("/list.csv", in_turn(drops(LIST, 40_000), whole(LIST)))
    fetched = get(url)
    assert target.read_bytes() == LIST
    assert server.headers("Range") == ["", "bytes=40000-"]
    assert server.headers("If-Range") == ["", '"one"']
    assert fetched.received == len(LIST)
    assert fetched.known.etag == '"one"'


def test_what_came_before_is_thrown_away_when_the_edition_changed(server, get, target) -> None:
    other = LIST[::-1]
    url = server.on("/list.csv", in_turn(drops(LIST, 40_000), whole(other, etag='"two"')))
    fetched = get(url)
    assert target.read_bytes() == other
    assert fetched.known.etag == '"two"'


def test_a_server_without_ranges_starts_from_the_beginning(server, get, target) -> None:
    url = server.on("/list.csv", in_turn(drops(LIST, 40_000), whole(LIST, ranges=False)))
    get(url)
    assert target.read_bytes() == LIST


@pytest.mark.parametrize("said", [{"ETag": 'W/"one"'}, {"ETag": ""}])
def test_without_a_strong_validator_nothing_is_gone_on_with(server, get, target, said) -> None:
    get(server.on("/list.csv", in_turn(drops(LIST, 40_000, **said), whole(LIST))))
    assert target.read_bytes() == LIST
    assert server.headers("Range") == ["", ""]


@pytest.mark.parametrize(
    ("modified", "resumed"), [(OLD, True), ("Sun, 22 Nov 2026 08:59:59 GMT", False)]
)
def test_a_date_identifies_an_edition_only_if_it_is_old_enough(
    server, get, target, modified: str, *, resumed: bool
) -> None:
    first = drops(LIST, 40_000, ETag="", Last_Modified=modified)
    get(server.on("/list.csv", in_turn(first, whole(LIST, etag="", modified=modified))))
    assert target.read_bytes() == LIST
    assert (server.headers("Range")[1] != "") is resumed


@pytest.mark.parametrize(
    "span",
    [
        "bytes 0-{last}/{size}",
        "bytes 39999-{last}/{size}",
        "bytes 40001-{last}/{size}",
        "bytes 40000-39999/{size}",
        "bytes */{size}",
        "items 1-2/3",
        "",
    ],
)
def test_a_part_that_was_not_asked_for_is_not_appended(server, get, target, span: str) -> None:
    said = span.format(last=len(LIST) - 1, size=len(LIST)).encode()
    wrong = raw(
        b'HTTP/1.1 206 Part\r\nETag: "one"\r\nContent-Length: 5\r\nContent-Range: '
        + said
        + b"\r\nConnection: close\r\n\r\nwrong"
    )
    get(server.on("/list.csv", in_turn(drops(LIST, 40_000), wrong, whole(LIST))))
    assert target.read_bytes() == LIST


def test_a_part_of_another_edition_is_not_appended(server, get, target) -> None:
    span = f"bytes 40000-{len(LIST) - 1}/{len(LIST)}".encode()
    other = raw(
        b'HTTP/1.1 206 Part\r\nETag: "two"\r\nContent-Range: ' + span + b"\r\n"
        b"Connection: close\r\n\r\n" + b"x" * (len(LIST) - 40_000)
    )
    get(server.on("/list.csv", in_turn(drops(LIST, 40_000), other, whole(LIST))))
    assert target.read_bytes() == LIST


def test_a_range_that_cannot_be_had_starts_over(server, get, target) -> None:
    url = server.on("/list.csv", in_turn(drops(LIST, 40_000), status(416), whole(LIST)))
    get(url)
    assert target.read_bytes() == LIST
    assert server.headers("Range") == ["", "bytes=40000-", ""]


def test_a_server_that_always_truncates_fails_and_nothing_takes_the_lists_name(
    server, get, target
) -> None:
    url = server.on("/list.csv", drops(LIST, 40_000, ETag=""))
    with pytest.raises(DownloadFailedError, match=r"broke off after 40,000 of [\d,]+ bytes"):
        get(url)
    assert len(server.asked) == 3
    assert not target.exists()


def test_many_small_steps_forward_are_not_given_up_on(server, get, target) -> None:
    body = LIST[:20_000]

    def a_little_more(asked) -> None:
        start = int(asked.headers.get("range", "bytes=0-").removeprefix("bytes=")[:-1])
        span = f"bytes {start}-{len(body) - 1}/{len(body)}"
        length = str(len(body) - start)
        extra = {"Content_Range": span} if start else {}
        asked.head(206 if start else 200, ETag='"one"', Content_Length=length, **extra)
        asked.send(body[start : start + 2500])

    fetched = get(server.on("/list.csv", a_little_more))
    assert target.read_bytes() == body
    assert fetched.attempts == 8


def test_what_broke_off_is_gone_on_with_by_the_next_call(server, get, target) -> None:
    url = server.on("/list.csv", drops(LIST, 40_000))
    with pytest.raises(DownloadFailedError, match="Try again"):
        get(url, attempts_in_all=1)
    assert left(target) == ["list.csv.partial", "list.csv.partial.json"]
    server.on("/list.csv", whole(LIST))
    get(url)
    assert target.read_bytes() == LIST
    assert server.headers("Range")[-1] == "bytes=40000-"
    assert left(target) == ["list.csv"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda note, _: note.write_text("{", encoding="utf-8"),
        lambda note, _: note.write_text("[]", encoding="utf-8"),
        lambda note, _: note.write_text('{"edition": {}, "safe": 5}', encoding="utf-8"),
        lambda note, _: note.write_text('{"edition": {"x": 1}, "safe": "y"}', encoding="utf-8"),
        lambda note, _: note.write_text("null", encoding="utf-8"),
        lambda note, _: note.write_bytes(b"\xff\xfe" * 50),
        lambda note, _: note.write_bytes(b"[" * 100_000),
        lambda note, _: note.unlink(),
        lambda _, body: body.unlink(),
        lambda _, body: body.write_bytes(b"cut"),
    ],
)
def test_leftovers_that_do_not_fit_together_are_thrown_away(server, get, target, damage) -> None:
    url = server.on("/list.csv", in_turn(drops(LIST, 40_000), whole(LIST)))
    with pytest.raises(DownloadFailedError):
        get(url, attempts_in_all=1)
    damage(Path(f"{target}.partial.json"), Path(f"{target}.partial"))
    get(url)
    assert target.read_bytes() == LIST
    assert server.headers("Range")[-1] == ""


def test_bytes_behind_the_safe_ones_are_not_built_upon(server, get, target) -> None:
    """After a loss of power the end of a file may be anything."""
    url = server.on("/list.csv", in_turn(drops(LIST, 40_000), whole(LIST)))
    with pytest.raises(DownloadFailedError):
        get(url, attempts_in_all=1)
    note = Path(f"{target}.partial.json")
    told = json.loads(note.read_text(encoding="utf-8"))
    note.write_text(json.dumps(told | {"safe": 30_000}), encoding="utf-8")
    with Path(f"{target}.partial").open("r+b") as body:
        body.seek(30_000)
        body.write(b"\0" * 10_000)
    get(url)
    assert server.headers("Range")[-1] == "bytes=30000-"
    assert target.read_bytes() == LIST


def test_the_beginning_of_another_address_is_not_built_upon(server, get, target) -> None:
    with pytest.raises(DownloadFailedError):
        get(server.on("/old.csv", drops(LIST, 40_000)), attempts_in_all=1)
    get(server.on("/new.csv", whole(LIST[::-1])))
    assert target.read_bytes() == LIST[::-1]
    assert server.headers("Range")[-1] == ""


def test_a_file_that_two_fetch_at_once_is_fetched_by_one(server, get, target) -> None:
    url = server.on("/list.csv", stalls(b"x"))
    token = CancelToken()
    first = threading.Thread(target=until_cancelled, args=(get, url, token))
    first.start()
    while not Path(f"{target}.partial").exists():
        time.sleep(0.005)
    with pytest.raises(DownloadFailedError, match="by another window or command"):
        get(url)
    token.cancel()
    first.join()
    server.on("/list.csv", whole(LIST))
    get(url)
    assert target.read_bytes() == LIST


# Lengths and encodings --------------------------------------------------------------------------


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


# Too much ---------------------------------------------------------------------------------------


def test_a_body_that_is_said_to_be_too_large_is_not_begun(server, get, target) -> None:
    url = server.on("/list.csv", endless(2 * 1024**3, say_length=True))
    with pytest.raises(DownloadFailedError, match="more than 512 MiB"):
        get(url)
    assert left(target) == []
    assert len(server.asked) == 1


def test_two_gigabytes_are_stopped_at_the_limit_with_memory_and_disk_bounded(
    server, get, target
) -> None:
    url = server.on("/list.csv", endless(2 * 1024**3, say_length=False))
    most_on_disk = 0

    def look(_progress: Progress) -> None:
        nonlocal most_on_disk
        sizes = [path.stat().st_size for path in target.parent.glob("*.partial")]
        most_on_disk = max([most_on_disk, *sizes])

    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    try:
        with pytest.raises(DownloadFailedError, match="more than 24 MiB") as refused:
            get(url, bytes=24 * 1024**2, progress=look)
        most_in_memory = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "was deleted" in str(refused.value)
    assert 0 < most_on_disk <= 24 * 1024**2
    assert most_in_memory - before < 4 * 1024**2
    assert left(target) == []


# Web pages --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><html></html>",
        "\ufeff\r\n  <!doctype HTML>",
        "<html><head>",
        "<!-- portal --><!-- x -->\n<HTML>",
        '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">',
        "<script>location='/login'</script>",
    ],
)
def test_a_web_page_is_told_from_a_list(server, get, target, text: str) -> None:
    with pytest.raises(DownloadFailedError, match="sent a web page, not the list"):
        get(server.on("/list.csv", page(text)))
    assert left(target) == []
    assert len(server.asked) == 1


def test_a_web_page_that_is_compressed_is_told_too(server, get, target) -> None:
    with pytest.raises(DownloadFailedError, match="web page"):
        get(server.on("/list.csv", packed(b"<!DOCTYPE html><html>" + b" " * 9000)))
    assert left(target) == []


def test_a_list_that_is_called_a_web_page_is_a_list(server, get, target) -> None:
    body = b'<?xml version="1.0"?><sdnList><head>1</head></sdnList>'
    get(server.on("/list.xml", whole(body, kind="text/html; charset=utf-8")))
    assert target.read_bytes() == body


# Waiting ----------------------------------------------------------------------------------------


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


# Cancelling -------------------------------------------------------------------------------------


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


# The disk ---------------------------------------------------------------------------------------


def test_a_folder_that_cannot_be_made_is_the_environment(server, network, tmp_path) -> None:
    (tmp_path / "downloads").write_text("", encoding="utf-8")
    rules = Rules(frozenset({server.url.removeprefix("http://")}), local_http=True)
    with pytest.raises(EnvironmentProblemError, match="cannot be written"):
        fetch(
            server.on("/list.csv", whole(LIST)),
            tmp_path / "downloads" / "csl" / "list.csv",
            network=network,
            rules=rules,
        )


def test_a_full_disk_is_said_once_and_not_tried_again(
    server, get, target, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(EnvironmentProblemError, match="No space left on device"):
        get(server.on("/list.csv", whole(LIST)))
    assert len(server.asked) == 1
    assert not target.exists()


# Certificates -----------------------------------------------------------------------------------


def test_a_certificate_that_nobody_vouches_for_is_refused(get, target, tmp_path) -> None:
    context, _ = self_signed(tmp_path)
    with running(context) as server:
        rules = Rules(frozenset({server.url.removeprefix("https://")}))
        url = server.on("/list.csv", whole(LIST))
        with pytest.raises(DownloadFailedError, match="could not prove that it is") as refused:
            get(url, rules=rules)
        assert server.asked == []
    assert not refused.value.reached
    assert not target.exists()


def test_a_certificate_that_the_system_trusts_is_taken(
    get, target, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, certificate = self_signed(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with running(context) as server:
        rules = Rules(frozenset({server.url.removeprefix("https://")}))
        get(server.on("/list.csv", whole(LIST)), rules=rules, network=Network())
    assert target.read_bytes() == LIST


def test_a_certificate_that_ran_out_is_refused(
    get, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, certificate = self_signed(tmp_path, days=-1)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with running(context) as server:
        rules = Rules(frozenset({server.url.removeprefix("https://")}))
        with pytest.raises(DownloadFailedError, match="certificate has expired"):
            get(server.on("/list.csv", whole(LIST)), rules=rules, network=Network())


def test_a_server_that_speaks_no_tls_gives_no_list(server: Server, get, target) -> None:
    url = server.on("/list.csv", whole(LIST)).replace("http://", "https://")
    with pytest.raises(DownloadFailedError, match="No secure connection") as failed:
        get(url, attempts=1)
    assert not failed.value.reached
    assert not target.exists()
