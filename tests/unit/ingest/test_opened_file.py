import gzip
import hashlib
import io
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from caveat.domain.progress import CancelledError, CancelToken, Progress
from caveat.errors import EnvironmentProblemError, UnreadableFileError
from caveat.ingest.opened_file import HEAD_BYTES, Limits, OpenedFile, open_safely

LIST = b"list of parties\n" + b"a,b,c\n" * 20_000


def is_list(head: bytes) -> bool:
    return head.startswith(b"list")


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.fixture
def content_of(tmp_path: Path) -> Callable[..., bytes]:
    def read(packed: bytes, limits: Limits | None = None) -> bytes:
        path = tmp_path / "given"
        path.write_bytes(packed)
        with open_safely(path, recognise=is_list, limits=limits) as opened:
            return opened.content.read()

    return read


@pytest.mark.parametrize(
    "packed",
    [
        LIST,
        gzip.compress(LIST),
        gzip.compress(LIST[:100]) + gzip.compress(LIST[100:]),
        zipped({"list.csv": LIST}),
        zipped({"list.csv": LIST}, zipfile.ZIP_STORED),
        zipped({"readme.txt": b"read me", "__MACOSX/._list.csv": b"list", "d/list.csv": LIST}),
    ],
    ids=["plain", "gzip", "gzip of two members", "zip", "stored zip", "zip with company"],
)
def test_the_content_comes_out_whole_however_it_is_packed(
    packed: bytes, content_of: Callable[..., bytes]
):
    assert content_of(packed) == LIST


def test_the_digest_and_the_size_are_those_of_the_file_as_given(tmp_path: Path):
    packed = gzip.compress(LIST)
    path = tmp_path / "list.csv.gz"
    path.write_bytes(packed)
    told: list[Progress] = []
    with open_safely(path, recognise=is_list, progress=told.append) as opened:
        assert opened.sha256 == hashlib.sha256(packed).hexdigest()
        assert (opened.size, opened.name) == (len(packed), "list.csv.gz")
        assert opened.head == LIST[:HEAD_BYTES]
        opened.content.read()
        assert opened.position() == len(packed)
    assert told[-1] == Progress("checking the file", len(packed), len(packed))


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lambda data: zipped({"list": data})])
def test_a_file_that_changes_while_it_is_read_is_refused(
    pack: Callable[[bytes], bytes], tmp_path: Path
):
    """The digest on record must be of the bytes that were read."""
    path = tmp_path / "list"
    path.write_bytes(pack(LIST))

    def change() -> None:
        with path.open("r+b") as file:
            file.write(pack(LIST.replace(b"a,b,c", b"x,y,z")))

    def change_after_hashing(progress: Progress) -> None:
        if progress.done == progress.total:
            change()

    with (
        pytest.raises(UnreadableFileError, match="changed while it was read"),
        open_safely(path, recognise=is_list, progress=change_after_hashing) as opened,
    ):
        opened.content.read()


def test_a_file_put_in_the_place_of_one_being_read_does_not_matter(tmp_path: Path):
    path = tmp_path / "list"
    path.write_bytes(LIST)
    (tmp_path / "new").write_bytes(b"other")
    with open_safely(path, recognise=is_list) as opened:
        if sys.platform != "win32":
            (tmp_path / "new").replace(path)
        assert opened.content.read() == LIST
        assert opened.sha256 == hashlib.sha256(LIST).hexdigest()


def test_of_a_zip_archive_the_member_is_named(tmp_path: Path):
    path = tmp_path / "list.zip"
    path.write_bytes(zipped({"a.txt": b"no", "inside/list.csv": LIST}))
    with open_safely(path, recognise=is_list) as opened:
        assert opened.member == "inside/list.csv"


def test_a_single_member_is_given_even_if_nobody_knows_it(content_of: Callable[..., bytes]):
    assert content_of(zipped({"what.bin": b"unknown"})) == b"unknown"


@pytest.mark.parametrize(
    ("packed", "message"),
    [
        (b"", "is empty"),
        (gzip.compress(b""), "is empty"),
        (gzip.compress(LIST)[:-30], "is cut off"),
        (gzip.compress(LIST)[:12], "is cut off"),
        (gzip.compress(LIST)[:-8] + b"\0" * 8, "is damaged"),
        (gzip.compress(LIST) + b"rubbish", "is damaged"),
        (b"\x1f\x8b" + b"\xff" * 40, "is damaged"),
        (gzip.compress(gzip.compress(LIST)), "an archive inside an archive"),
        (zipped({"list.gz": gzip.compress(LIST)}), "an archive inside an archive"),
        (gzip.compress(zipped({"list": LIST})), "an archive inside an archive"),
        (zipped({"list.csv": LIST})[:-40], "its table of contents at the end is missing"),
        (zipped({}), "holds no file"),
        (zipped({"folder/": b""}), "holds no file"),
        (zipped({"list1.csv": LIST, "list2.csv": LIST}), "holds several list files"),
        (zipped({"a.txt": b"x", "b.txt": b"y"}), "None of the files inside"),
        (zipped({"[Content_Types].xml": b"<x/>", "xl/a.xml": b"<x/>"}), "spreadsheet"),
        (zipped({"mimetype": b"application/vnd", "content.xml": b"<x/>"}), "spreadsheet"),
        (zipped({f"{n}.txt": b"" for n in range(1001)}), "more than 1000 files"),
    ],
    ids=lambda value: "file" if isinstance(value, bytes) else value,
)
def test_what_cannot_be_read_is_said_in_words(
    packed: bytes, message: str, content_of: Callable[..., bytes]
):
    with pytest.raises(UnreadableFileError, match=message) as caught:
        content_of(packed)
    assert "Nothing was changed" in str(caught.value)


def test_a_zip_archive_with_a_password_is_named_as_such(content_of: Callable[..., bytes]):
    packed = bytearray(zipped({"list.csv": LIST}))
    packed[6] |= 1  # the encryption flag of the member …
    at = packed.rindex(b"PK\x01\x02")
    packed[at + 8] |= 1  # … and of its entry in the table of contents
    with pytest.raises(UnreadableFileError, match="protected with a password"):
        content_of(bytes(packed))


def test_a_damaged_member_is_noticed_by_its_checksum(content_of: Callable[..., bytes]):
    packed = bytearray(zipped({"list.csv": LIST}, zipfile.ZIP_STORED))
    packed[LIST.__len__() // 2] ^= 0xFF
    with pytest.raises(UnreadableFileError, match="is damaged"):
        content_of(bytes(packed))


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: zipped({"list": data})])
def test_a_file_made_to_fill_the_disk_is_stopped_by_what_comes_out(
    pack: Callable[[bytes], bytes], content_of: Callable[..., bytes]
):
    bomb = pack(b"list" + b"\0" * 4_000_000)
    with pytest.raises(UnreadableFileError, match="made to fill a disk"):
        content_of(bomb, Limits(inflated_bytes=1_000_000))
    with pytest.raises(UnreadableFileError, match="made to fill a disk"):
        content_of(bomb, Limits(ratio_from=1_000_000))


def test_a_zip_that_lies_about_its_size_is_stopped_too(content_of: Callable[..., bytes]):
    packed = bytearray(zipped({"list": b"list" + b"\0" * 4_000_000}))
    at = packed.rindex(b"PK\x01\x02")
    packed[at + 24 : at + 28] = (100).to_bytes(4, "little")
    with pytest.raises(UnreadableFileError):
        content_of(bytes(packed), Limits(inflated_bytes=1_000_000))


def test_a_list_that_compresses_well_is_no_bomb(content_of: Callable[..., bytes]):
    assert content_of(gzip.compress(LIST * 20)) == LIST * 20


def test_a_file_larger_than_any_list_is_not_even_read(content_of: Callable[..., bytes]):
    with pytest.raises(UnreadableFileError, match="no published list is larger"):
        content_of(LIST, Limits(file_bytes=1000))


def test_a_missing_file_a_folder_and_an_impossible_name_are_input_errors(tmp_path: Path):
    for path in (tmp_path / "none", tmp_path, tmp_path / "a\0b", tmp_path / "none" / "x"):
        with pytest.raises(UnreadableFileError, match="Nothing was changed"):
            _open(path)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in the file system")
def test_a_pipe_does_not_make_the_program_wait(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableFileError, match="not a file that can be read"):
        _open(pipe)


def test_a_drive_that_fails_is_the_computer_s_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "list.csv"
    path.write_bytes(LIST)

    def fail(*_args: object, **_kwargs: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(EnvironmentProblemError, match="Input/output error"):
        _open(path)


def test_a_cancelled_opening_stops(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_bytes(LIST)
    token = CancelToken()
    token.cancel()
    with (
        pytest.raises(CancelledError),
        open_safely(path, recognise=is_list, cancel=token),
    ):
        pass


def _open(path: Path) -> OpenedFile:
    with open_safely(path, recognise=is_list) as opened:
        return opened
