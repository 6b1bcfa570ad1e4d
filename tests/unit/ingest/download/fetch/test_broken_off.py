import json
import threading
import time
from pathlib import Path

import pytest

from caveat.domain.progress import CancelledError, CancelToken
from caveat.ingest.download.problems import DownloadFailedError
from fetched import LIST, left
from misbehaving import (
    OLD,
    drops,
    in_turn,
    raw,
    stalls,
    status,
    whole,
)


def until_cancelled(get, url: str, token: CancelToken) -> None:
    with pytest.raises(CancelledError):
        get(url, cancel=token, stall_seconds=20.0)


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
