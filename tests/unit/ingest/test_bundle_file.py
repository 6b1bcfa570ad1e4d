import gzip
import hashlib
import io
import os
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.domain.lists import FilePart
from caveat.domain.progress import CancelledError, CancelToken, ignore_progress
from caveat.errors import EnvironmentProblemError, UnreadableFileError
from caveat.ingest import bundle_file
from caveat.ingest.bundle_file import (
    BundleFile,
    carried_name,
    is_bundle,
    open_bundle,
    refuse_other_members,
    unpack,
    write_bundle,
)

CONTENT = b"name,country\nZuvanari Quellwerk,DE\n" * 40
SIGNATURE = "ab" * 64
MANIFEST = b'{"caveat_bundle":1}'


def part_of(content: bytes, name: str = "list.csv") -> FilePart:
    return FilePart("entries", name, hashlib.sha256(content).hexdigest(), len(content))


PART = part_of(CONTENT)


def bundle(
    path: Path,
    files: list[tuple[str, bytes]] | None = None,
    manifest: bytes = MANIFEST,
    signature: str = SIGNATURE,
) -> Path:
    given = [(PART.sha256, gzip.compress(CONTENT, mtime=0))] if files is None else files
    with path.open("wb") as file:
        write_bundle(file, manifest, signature, [(name, [packed]) for name, packed in given])
    return path


def unpacked(path: Path, folder: Path, *parts: FilePart) -> tuple[Path, ...]:
    opened = open_bundle(path)
    wanted = parts or (PART,)
    refuse_other_members(opened, wanted)
    folder.mkdir(exist_ok=True)
    return unpack(opened, wanted, folder, progress=ignore_progress, cancel=None)


def test_what_was_put_in_comes_out_under_its_own_name(tmp_path: Path) -> None:
    path = bundle(tmp_path / "x")
    assert is_bundle(path)
    opened = open_bundle(path)
    assert (opened.manifest, opened.signature) == (MANIFEST, SIGNATURE)
    assert opened.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    (out,) = unpacked(path, tmp_path / "out")
    assert (out.name, out.read_bytes()) == ("list.csv", CONTENT)


def test_any_zip_program_opens_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle(tmp_path / "x")) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[:2] == ["caveat-bundle.json", "caveat-bundle.signature"]
        assert gzip.decompress(archive.read(archive.namelist()[2])) == CONTENT


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + b"\0" * 100, b"name,country\n"])
def test_other_files_are_no_bundles(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    assert not is_bundle(path)
    assert not is_bundle(tmp_path / "none")
    assert not is_bundle(tmp_path)


def test_no_byte_can_be_altered(tmp_path: Path) -> None:
    whole = bundle(tmp_path / "x").read_bytes()
    path = tmp_path / "y"
    unnoticed = []
    for place in range(len(whole)):
        altered = bytearray(whole)
        altered[place] ^= 1 << (place % 8)
        path.write_bytes(altered)
        try:
            unpacked(path, tmp_path / f"out{place}")
        except UnreadableFileError:
            continue
        unnoticed.append(place)
    assert unnoticed == []


def test_it_cannot_be_cut_nor_lengthened_anywhere(tmp_path: Path) -> None:
    whole = bundle(tmp_path / "x").read_bytes()
    path = tmp_path / "y"
    for changed in (
        *(whole[:end] for end in range(0, len(whole), 3)),
        whole + b"\0",
        whole + whole,
        b"\0" + whole,
        whole[:-2] + struct.pack("<H", 5) + b"hello",
    ):
        path.write_bytes(changed)
        with pytest.raises(UnreadableFileError, match="Nothing was changed"):
            open_bundle(path)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_is_done_to_it_it_is_read_whole_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("mutated")
    whole = bundle(folder / "x").read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 200)))
    put = data.draw(st.binary(max_size=60))
    (folder / "y").write_bytes(whole[:start] + put + whole[end:])
    try:
        (out,) = unpacked(folder / "y", folder / "out")
    except UnreadableFileError:
        return
    assert out.read_bytes() == CONTENT


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


FILE = (f"files/{PART.sha256}.gz", gzip.compress(CONTENT, mtime=0))
HEAD = (("caveat-bundle.json", MANIFEST), ("caveat-bundle.signature", SIGNATURE.encode()))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "members",
    [
        (*HEAD, FILE, FILE),
        (*HEAD, FILE, ("files/../../etc/passwd", b"x")),
        (*HEAD, FILE, ("/etc/passwd", b"x")),
        (*HEAD, FILE, ("files/more.txt", b"x")),
        (*HEAD, FILE, HEAD[0]),
        (HEAD[1], HEAD[0], FILE),
        (HEAD[0], FILE),
        (HEAD[0],),
        (FILE,),
        (),
    ],
    ids=lambda members: " ".join(name for name, _ in members) or "none",
)
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_that_no_bundle_has_are_refused(
    tmp_path: Path, members: tuple[tuple[str, bytes], ...], method: int
) -> None:
    path = tmp_path / "x"
    path.write_bytes(zipped(*members, method=method))
    with pytest.raises(UnreadableFileError):
        open_bundle(path)


def test_members_and_contents_must_be_the_same_set(tmp_path: Path) -> None:
    other = part_of(b"other")
    packed = [
        (PART.sha256, gzip.compress(CONTENT, mtime=0)),
        (other.sha256, gzip.compress(b"other", mtime=0)),
    ]
    both = open_bundle(bundle(tmp_path / "x", sorted(packed)))
    refuse_other_members(both, (PART, other))
    for parts in ((PART,), (), (PART, other, part_of(b"third"))):
        with pytest.raises(UnreadableFileError, match="not those that its table"):
            refuse_other_members(both, parts)


def test_files_out_of_order_are_not_of_the_one_form(tmp_path: Path) -> None:
    other = part_of(b"other")
    packed = [
        (PART.sha256, gzip.compress(CONTENT, mtime=0)),
        (other.sha256, gzip.compress(b"other", mtime=0)),
    ]
    path = bundle(tmp_path / "x", sorted(packed, reverse=True))
    with pytest.raises(UnreadableFileError, match="order"):
        open_bundle(path)


def opened_with(tmp_path: Path, packed: bytes) -> BundleFile:
    return open_bundle(bundle(tmp_path / "x", [(PART.sha256, packed)]))


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        CONTENT,
        gzip.compress(CONTENT, mtime=0)[:-1],
        gzip.compress(CONTENT, mtime=0) + b"\0",
        gzip.compress(CONTENT, mtime=0) + gzip.compress(b"", mtime=0),
        gzip.compress(CONTENT + b"x", mtime=0),
        gzip.compress(CONTENT[:-1]),
        gzip.compress(CONTENT[:-1] + b"x"),
        zlib.compress(CONTENT),
        gzip.compress(b"\0" * (64 << 20)),
    ],
    ids=lambda packed: f"{len(packed)} bytes",
)
def test_a_member_that_is_not_the_promised_file_is_refused(tmp_path: Path, packed: bytes) -> None:
    opened = opened_with(tmp_path, packed)
    (tmp_path / "out").mkdir()
    with pytest.raises(UnreadableFileError, match="not the file that was put in"):
        unpack(opened, (PART,), tmp_path / "out", progress=ignore_progress, cancel=None)


def test_a_bomb_is_not_inflated_beyond_what_was_stated(tmp_path: Path) -> None:
    opened = opened_with(tmp_path, gzip.compress(b"\0" * (64 << 20)))
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(UnreadableFileError):
        unpack(opened, (PART,), folder, progress=ignore_progress, cancel=None)
    assert (folder / PART.file_name).stat().st_size <= PART.size


@pytest.mark.parametrize(
    "name",
    [
        "../x.csv",
        "/etc/passwd",
        "a/b",
        "a\\b",
        "c:x",
        "",
        ".",
        "..",
        ".hidden",
        "x.",
        "x ",
        "con",
        "NUL.csv",
        "a\nb",
        "a\u202eb",
        "a" * 300,
        "a\0b",
    ],
)
def test_a_name_that_could_do_harm_is_refused_and_made_harmless_by_the_sender(
    tmp_path: Path, name: str
) -> None:
    opened = open_bundle(bundle(tmp_path / "x"))
    with pytest.raises(UnreadableFileError, match="names a file"):
        refuse_other_members(opened, (FilePart("entries", name, PART.sha256, PART.size),))
    safe = carried_name(name)
    assert carried_name(safe) == safe
    assert (tmp_path / safe).parent == tmp_path
    (tmp_path / safe).write_bytes(b"")


@settings(max_examples=200)
@given(st.text(max_size=400))
def test_a_name_is_made_harmless_once_and_for_all(name: str) -> None:
    safe = carried_name(name)
    assert carried_name(safe) == safe
    assert not set(safe) & set('/\\:*?"<>|\0')
    assert safe not in {"", ".", ".."}


@pytest.mark.parametrize("name", ["consolidated.csv", "un_2026-02-27.xml.gz", "制裁名单 2026.csv"])
def test_harmless_names_stay_as_they_are(name: str) -> None:
    assert carried_name(name) == name


def test_two_files_of_one_name_in_one_list_are_refused(tmp_path: Path) -> None:
    other = part_of(b"other")
    packed = sorted(
        [
            (PART.sha256, gzip.compress(CONTENT, mtime=0)),
            (other.sha256, gzip.compress(b"other", mtime=0)),
        ]
    )
    with pytest.raises(UnreadableFileError, match="same name"):
        unpacked(bundle(tmp_path / "x", packed), tmp_path / "out", PART, other)


def test_impossible_sizes_are_refused(tmp_path: Path) -> None:
    opened = open_bundle(bundle(tmp_path / "x"))
    huge = FilePart("entries", "list.csv", PART.sha256, bundle_file.MOST_FILE_BYTES + 1)
    with pytest.raises(UnreadableFileError, match="larger than any"):
        refuse_other_members(opened, (huge,))
    two = FilePart("entries", "list.csv", PART.sha256, PART.size + 1)
    with pytest.raises(UnreadableFileError, match="two sizes"):
        refuse_other_members(opened, (PART, two))


def test_a_huge_table_of_contents_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle_file, "MOST_MANIFEST_BYTES", 10)
    with pytest.raises(UnreadableFileError, match="impossible size"):
        open_bundle(bundle(tmp_path / "x"))
    monkeypatch.undo()
    with pytest.raises(UnreadableFileError, match="impossible size"):
        open_bundle(bundle(tmp_path / "x", signature="ab"))


def test_a_full_disk_is_told_before_anything_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type("Usage", (), {"free": 10})
    monkeypatch.setattr(bundle_file.shutil, "disk_usage", lambda _folder: usage)
    with pytest.raises(EnvironmentProblemError, match="no room"):
        unpacked(bundle(tmp_path / "x"), tmp_path / "out")


def test_unpacking_can_be_cancelled(tmp_path: Path) -> None:
    opened = open_bundle(bundle(tmp_path / "x"))
    (tmp_path / "out").mkdir()
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(CancelledError):
        unpack(opened, (PART,), tmp_path / "out", progress=ignore_progress, cancel=cancel)


def test_a_bundle_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no file"):
        open_bundle(tmp_path / "none")
    with pytest.raises(UnreadableFileError, match="not the name"):
        open_bundle(tmp_path / "a\0b")


def test_a_folder_or_a_pipe_is_no_bundle_and_not_waited_for(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="a folder or a device"):
        open_bundle(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert not is_bundle(tmp_path / "pipe")
        with pytest.raises(UnreadableFileError, match="a folder or a device"):
            open_bundle(tmp_path / "pipe")
