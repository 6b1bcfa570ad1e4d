"""Archives that are more than they seem."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from caveat.domain.progress import CancelledError, CancelToken
from caveat.errors import UnreadableFileError
from caveat.ingest.spreadsheets import inflating
from caveat.ingest.spreadsheets.formats import SheetFormat
from caveat.ingest.spreadsheets.inflating import check_archive
from caveat.ingest.spreadsheets.read import preview
from caveat.ingest.spreadsheets.source import SourceFile, take_in

Make = Callable[..., Path]
CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def check(path: Path) -> None:
    check_archive(take_in(path), SheetFormat.XLSX)


def with_part(path: Path, name: str, write: Callable[[zipfile.ZipFile, str], None]) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        write(archive, name)


@pytest.fixture
def inflated(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Bytes that were really inflated, by part."""
    inflate = inflating._inflate
    sizes: dict[str, int] = {}

    def counted(source: SourceFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
        for piece in inflate(source, part):
            sizes[part.filename] = sizes.get(part.filename, 0) + len(piece)
            yield piece

    monkeypatch.setattr(inflating, "_inflate", counted)
    return sizes


def announced(path: Path) -> dict[str, int]:
    with zipfile.ZipFile(path) as archive:
        return {part.filename: part.file_size for part in archive.infolist()}


def test_an_honest_workbook_is_inflated_whole_and_passes(
    raw_workbook: Make, inflated: dict[str, int]
) -> None:
    path = raw_workbook(CELL * 5_000)
    check(path)
    assert inflated == announced(path)
    assert len(inflated) == 5


def test_a_part_that_inflates_beyond_all_measure_is_refused(raw_workbook: Make) -> None:
    bomb = raw_workbook(CELL, more={"xl/media/picture.bin": bytes(40_000_000)})
    assert bomb.stat().st_size < 100_000
    with pytest.raises(UnreadableFileError, match="more than 250 times its size"):
        check(bomb)
    with pytest.raises(UnreadableFileError, match="ask whoever sent it"):
        preview(bomb)


def test_many_parts_that_are_harmless_alone_are_refused_together(
    raw_workbook: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inflating, "MAX_INFLATED_BYTES", 5_000_000)
    parts = {f"xl/media/{n}.bin": bytes(1_000_000) for n in range(6)}
    with pytest.raises(UnreadableFileError, match="unpacks to more than 5 megabytes"):
        check(raw_workbook(CELL, more=parts))


def test_sizes_in_headers_are_not_believed(raw_workbook: Make) -> None:
    """The header claims 10 bytes; what counts is what comes out."""
    path = raw_workbook(CELL, more={"xl/media/lie.bin": bytes(40_000_000)})
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(signature)
        while at >= 0:
            length = struct.unpack_from("<I", data, at + offset)[0]
            if length == 40_000_000:
                struct.pack_into("<I", data, at + offset, 10)
            at = data.find(signature, at + 4)
    path.write_bytes(data)
    with zipfile.ZipFile(path) as archive:
        assert archive.getinfo("xl/media/lie.bin").file_size == 10
    with pytest.raises(UnreadableFileError, match="more than 250 times its size"):
        check(path)


def test_a_part_that_differs_from_its_header_is_damage(raw_workbook: Make) -> None:
    path = raw_workbook(CELL, more={"xl/media/lie.bin": b"x" * 5_000})
    data = bytearray(path.read_bytes())
    data[data.rfind(b"PK\x01\x02") + 24 :][:0] = b""
    struct.pack_into("<I", data, data.rfind(b"PK\x01\x02") + 24, 10)
    path.write_bytes(data)
    with pytest.raises(UnreadableFileError, match="holds 5,000 bytes where 10 are announced"):
        check(path)


def test_overlapping_parts_count_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many directory entries that point to one packed part: a bomb without a high ratio."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = kernel.compress(bytes(2_000_000)) + kernel.flush()
    name = b"a"
    local = struct.pack(
        "<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, zlib.crc32(bytes(2_000_000)), len(packed),
        2_000_000, len(name), 0,
    )  # fmt: skip
    body = local + name + packed
    directory = b""
    for number in range(9):
        entry = f"xl/part{number}".encode()
        directory += struct.pack(
            "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, zlib.crc32(bytes(2_000_000)),
            len(packed), 2_000_000, len(entry), 0, 0, 0, 0, 0, 0,
        ) + entry  # fmt: skip
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 9, 9, len(directory), len(body), 0)
    path = tmp_path / "overlap.xlsx"
    path.write_bytes(body + directory + end)
    monkeypatch.setattr(inflating, "MAX_INFLATED_BYTES", 10_000_000)
    with pytest.raises(UnreadableFileError, match="unpacks to more than 10 megabytes"):
        check(path)


def test_an_archive_within_is_measured_as_it_lies_and_never_opened(raw_workbook: Make) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", bytes(40_000_000))
    path = raw_workbook(CELL, more={"xl/embeddings/inner.xlsx": inner.getvalue()})
    check(path)
    assert preview(path).rows == 1


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        "<!--" + "x" * 300_000 + "--><!DOCTYPE x>",
    ],
)
def test_entities_are_refused_wherever_they_are_declared(
    raw_workbook: Make, declaration: str
) -> None:
    path = raw_workbook(CELL, before=f'<?xml version="1.0"?>{declaration}')
    with pytest.raises(UnreadableFileError, match="declares a document type"):
        preview(path)


def test_entities_are_refused_in_sixteen_bits_too(raw_workbook: Make) -> None:
    part = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol">]><x/>'.encode("utf-16")
    path = raw_workbook(CELL, more={"xl/styles.xml": part})
    with pytest.raises(UnreadableFileError, match="declares a document type"):
        check(path)


@pytest.mark.parametrize(
    ("far", "says"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>5</v></c></row>', r"column 16,384, row 1,048,576"),
        ('<row r="99999999"><c r="A99999999"><v>5</v></c></row>', r"row 99,999,999"),
        ("<row r='70000'><c s='1' r='AZZ70000'><v>5</v></c></row>", r"column 1,378, row 70,000"),
    ],
)
def test_cells_too_far_apart_are_refused_before_the_reader_makes_room_for_them(
    raw_workbook: Make, far: str, says: str
) -> None:
    path = raw_workbook(CELL + far)
    with pytest.raises(UnreadableFileError, match=says) as refused:
        preview(path)
    assert "Delete the empty rows and columns" in str(refused.value)


def test_parts_of_the_same_name_are_refused(raw_workbook: Make) -> None:
    path = raw_workbook(CELL)
    with pytest.warns(UserWarning, match="Duplicate name"):
        with_part(path, "xl/worksheets/sheet1.xml", lambda z, n: z.writestr(n, b"other"))
    with pytest.raises(UnreadableFileError, match="parts of the same name"):
        check(path)


def test_an_unusual_packing_is_refused(raw_workbook: Make) -> None:
    path = raw_workbook(CELL)
    with_part(path, "xl/x.bin", lambda z, n: z.writestr(n, b"data" * 99, zipfile.ZIP_BZIP2))
    with pytest.raises(UnreadableFileError, match="packed in a way"):
        check(path)


def test_a_part_that_is_stored_unpacked_is_measured_and_fine(
    raw_workbook: Make, inflated: dict[str, int]
) -> None:
    path = raw_workbook(CELL)
    with_part(path, "xl/x.bin", lambda z, n: z.writestr(n, b"data" * 99, zipfile.ZIP_STORED))
    check(path)
    assert inflated["xl/x.bin"] == 4 * 99
    assert inflated == announced(path)


def test_an_encrypted_part_is_reported_as_protected(raw_workbook: Make) -> None:
    path = raw_workbook(CELL)
    data = bytearray(path.read_bytes())
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(UnreadableFileError, match="protected with a password"):
        check(path)


def test_bytes_altered_inside_a_part_are_damage(raw_workbook: Make) -> None:
    path = raw_workbook(CELL * 50)
    data = bytearray(path.read_bytes())
    at = data.rfind(b"xl/worksheets/sheet1.xml", 0, data.find(b"PK\x01\x02"))
    data[at + 30 : at + 60] = bytes(30)
    path.write_bytes(data)
    with pytest.raises(UnreadableFileError, match="damaged"):
        preview(path)


def test_names_of_parts_are_shown_without_control_characters(raw_workbook: Make) -> None:
    path = raw_workbook(CELL, more={"xl/\x1b[31m\u202e.bin": bytes(40_000_000)})
    with pytest.raises(UnreadableFileError) as refused:
        check(path)
    assert "\x1b" not in str(refused.value)
    assert "\u202e" not in str(refused.value)


def test_a_cancel_is_heard_while_inflating(raw_workbook: Make) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(CancelledError):
        check_archive(take_in(raw_workbook(CELL)), SheetFormat.XLSX, cancel=cancel)
