import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from caveat.domain.progress import CancelledError, CancelToken, Progress
from caveat.errors import RefusedReleaseError, UnreadableFileError
from caveat.ingest.lists import formats
from caveat.ingest.lists.looks_like import looks_like
from caveat.ingest.lists.read import read_list_file
from caveat.ingest.lists.registry import FORMATS
from caveat.ingest.opened_file import Limits

Write = Callable[[str, bytes], Path]


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.xls", "a", "a.gz"])
def test_a_list_is_recognised_by_its_content_and_not_by_its_name(
    name: str, small_csv: Path, small_json: Path, write: Write
):
    for source in (small_csv, small_json):
        plain = read_list_file(source)
        renamed = read_list_file(write(name, source.read_bytes()))
        assert renamed.lists == plain.lists
        assert renamed.file_name == name


def test_a_packed_file_gives_the_same_parties_and_its_own_digest(
    small_csv: Path, write: Write, pack: Callable[..., bytes]
):
    content = small_csv.read_bytes()
    plain = read_list_file(small_csv)
    assert plain.sha256 == hashlib.sha256(content).hexdigest()
    packed = (gzip.compress(content), pack(**{"README.txt": b"read me", "csl.csv": content}))
    for name, each in zip(("csl.csv.gz", "csl.zip"), packed, strict=True):
        parsed = read_list_file(write(name, each))
        assert parsed.lists == plain.lists
        assert parsed.sha256 == hashlib.sha256(each).hexdigest()
        assert parsed.size == len(each)


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"<!DOCTYPE html><html><head>", "a web page"),
        (b"\xef\xbb\xbf  <HTML><body>moved", "a web page"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, "an old Excel or Word file"),
        (b"\xff\xfei\0d\0", "text in UTF-16"),
        (b'<?xml version="1.0"?><invoices>', "an XML file"),
        (b'{"schema": "Company"}', "JSON, but not of a published list"),
        (b"\x00\x01\x02\x03", "binary data"),
        (b"7z\xbc\xaf\x27\x1c\0\0", "a 7-Zip archive"),
        (b"MZ\x90\0", "a program"),
        ("Größe;Länge\n".encode("cp1252"), "another encoding than UTF-8"),
        (b"Name,Address\nA,B\n", "text that begins with “Name,Address”"),
        (b"x" * 5000, "text that begins with"),
        (b"\n\n  \n", "a file of blanks"),
        (b'"id","source","name"\n', "text that begins with"),
    ],
)
def test_a_file_that_is_no_list_is_described_with_what_to_do(head: bytes, what: str, write: Write):
    with pytest.raises(UnreadableFileError) as caught:
        read_list_file(write("given.csv", head))
    message = str(caught.value)
    assert what in message
    assert "Nothing was changed" in message
    assert len(message) < 600


def test_control_characters_of_a_file_do_not_reach_the_message():
    what, _ = looks_like(b"\x1b[31mred\x07 text,\xe2\x80\xae\n")
    assert what.isprintable()


def test_the_member_of_an_archive_is_named_in_the_message(write: Write, pack: Callable[..., bytes]):
    with pytest.raises(UnreadableFileError, match=r"\(in page\.html\)"):
        read_list_file(write("a.zip", pack(**{"page.html": b"<html>"})))


def test_limits_hold_for_lists(small_csv: Path, write: Write):
    packed = write("a.gz", gzip.compress(small_csv.read_bytes() * 50))
    with pytest.raises(UnreadableFileError, match="made to fill a disk"):
        read_list_file(packed, limits=Limits(inflated_bytes=100_000))


def test_more_rows_than_any_list_are_refused(small_csv: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(formats, "MOST_ROWS", 5)
    with pytest.raises(UnreadableFileError, match="more than 5 rows"):
        read_list_file(small_csv)


def test_progress_is_told_in_bytes_and_a_cancelled_reading_stops(small_csv: Path, write: Write):
    content = small_csv.read_bytes()
    rows = content.index(b"\n") + 1
    path = write("many.csv", content + content[rows:] * 40)
    told: list[Progress] = []
    read_list_file(path, progress=told.append)
    reading = [each for each in told if each.stage == "reading the list"]
    assert reading
    assert all(0 < each.done <= each.total == path.stat().st_size for each in reading)
    token = CancelToken()

    def cancel_at_the_first_rows(progress: Progress) -> None:
        if progress.stage == "reading the list":
            token.cancel()

    with pytest.raises(CancelledError):
        read_list_file(path, progress=cancel_at_the_first_rows, cancel=token)


def test_no_two_formats_claim_the_same_content(small_csv: Path, small_json: Path):
    for path in (small_csv, small_json):
        head = path.read_bytes()[:2000]
        assert [known.sniff(head) for known in FORMATS].count(True) == 1


def test_an_official_header_in_a_broken_file_is_still_recognised_and_refused(write: Write):
    with pytest.raises(RefusedReleaseError):
        read_list_file(
            write(
                "cut.csv",
                b"_id,source,entity_number,type,programs,name,title,addresses,start_date,end_date,"
                b"standard_order,license_requirement,license_policy,call_sign,vessel_ty",
            )
        )
