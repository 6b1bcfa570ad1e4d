from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.storage import encrypted_files, index_files
from caveat.storage.encrypted_files import DamagedSealError, is_sealed, read_sealed, write_sealed
from caveat.storage.encryption import StoreKey
from caveat.storage.index_files import drop_indexes, load_index, plain_indexes, save_index

KEY = StoreKey(bytes(range(32)), bytes(16))
OTHER = StoreKey(bytes(range(1, 33)), bytes(16))
PIECE = 64


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encrypted_files, "_PIECE", PIECE)


def read(path: Path, key: StoreKey = KEY, purpose: str = "test") -> bytes:
    return b"".join(read_sealed(path, key, purpose))


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 1000])
@pytest.mark.parametrize("given_in", [1, 7, 1000])
def test_what_was_written_is_read(tmp_path: Path, size: int, given_in: int) -> None:
    content = bytes(number % 251 for number in range(size))
    pieces = [content[start : start + given_in] for start in range(0, size, given_in)]
    write_sealed(tmp_path / "x", KEY, "test", pieces)
    assert read(tmp_path / "x") == content
    assert is_sealed(tmp_path / "x")


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 1000), bit=st.integers(0, 7))
def test_no_bit_can_be_altered(
    tmp_path_factory: pytest.TempPathFactory, place: int, bit: int
) -> None:
    path = tmp_path_factory.mktemp("sealed") / "x"
    write_sealed(path, KEY, "test", [b"Zuvanari " * 50])
    altered = bytearray(path.read_bytes())
    altered[place % len(altered)] ^= 1 << bit
    path.write_bytes(altered)
    with pytest.raises(DamagedSealError):
        read(path)


def test_it_cannot_be_cut_anywhere_nor_lengthened(tmp_path: Path) -> None:
    path = tmp_path / "x"
    write_sealed(path, KEY, "test", [b"Zuvanari " * 20])
    whole = path.read_bytes()
    for end in range(len(whole)):
        path.write_bytes(whole[:end])
        with pytest.raises(DamagedSealError):
            read(path)
    for more in (b"\0", whole[-80:], whole):
        path.write_bytes(whole + more)
        with pytest.raises(DamagedSealError):
            read(path)


def test_pieces_cannot_change_places(tmp_path: Path) -> None:
    path = tmp_path / "x"
    write_sealed(path, KEY, "test", [b"a" * PIECE, b"b" * PIECE, b"c"])
    whole = path.read_bytes()
    start = len(whole) - (PIECE + 16) * 2 - 17
    first, second = (whole[start + n * (PIECE + 16) :][: PIECE + 16] for n in (0, 1))
    path.write_bytes(whole[:start] + second + first + whole[start + 2 * (PIECE + 16) :])
    with pytest.raises(DamagedSealError):
        read(path)


def test_another_key_or_purpose_reads_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x"
    write_sealed(path, KEY, "test", [b"Zuvanari"])
    for key, purpose in ((OTHER, "test"), (KEY, "other")):
        with pytest.raises(DamagedSealError):
            read(path, key, purpose)


def test_two_files_of_the_same_content_have_nothing_in_common(tmp_path: Path) -> None:
    for name in "ab":
        write_sealed(tmp_path / name, KEY, "test", [b"Zuvanari"])
    first, second = ((tmp_path / name).read_bytes()[16:] for name in "ab")
    assert first != second
    assert b"Zuvanari" not in first + second


def test_a_sealed_file_is_for_its_owners_eyes_only_and_takes_no_others_place(
    tmp_path: Path,
) -> None:
    write_sealed(tmp_path / "x", KEY, "test", [b"Zuvanari"])
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        write_sealed(tmp_path / "x", KEY, "test", [b"other"])


ARRAYS = {
    "names": np.frombuffer(b"Zuvanari Quellwerk" * 30, dtype=np.uint8),
    "numbers": np.arange(12, dtype=np.int64).reshape(3, 4),
    "columns": np.asfortranarray(np.arange(6, dtype=np.float32).reshape(2, 3)),
    "pairs": np.array([(1, 2.5)], dtype=[("id", "<i4"), ("weight", "<f8")]),
    "none": np.zeros(0, dtype=np.uint16),
    "one": np.array(7, dtype=np.int32),
}


def test_an_index_under_a_key_is_read_back_as_it_was(tmp_path: Path) -> None:
    save_index(tmp_path, "k", ARRAYS, KEY)
    loaded = load_index(tmp_path, "k", KEY)
    assert loaded is not None
    assert set(loaded) == set(ARRAYS)
    for name, array in ARRAYS.items():
        assert loaded[name].dtype == array.dtype
        assert np.array_equal(loaded[name], array)
        assert not loaded[name].flags.writeable
    assert b"Zuvanari" not in b"".join(path.read_bytes() for path in tmp_path.rglob("*.*"))


def test_an_index_under_a_key_is_for_that_key_and_that_content_only(tmp_path: Path) -> None:
    save_index(tmp_path, "k", ARRAYS, KEY)
    assert load_index(tmp_path, "k", OTHER) is None
    assert load_index(tmp_path, "k") is None
    assert load_index(tmp_path, "other", KEY) is None
    (tmp_path / "index-k.sealed").rename(tmp_path / "index-other.sealed")
    assert load_index(tmp_path, "other", KEY) is None


def test_a_plain_index_is_not_taken_beside_an_encrypted_workspace(tmp_path: Path) -> None:
    save_index(tmp_path, "k", ARRAYS)
    assert load_index(tmp_path, "k", KEY) is None
    assert [path.name for path in plain_indexes(tmp_path)] == ["index-k.arrays"]


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "gone"])
def test_a_damaged_index_under_a_key_is_no_index(tmp_path: Path, damage: str) -> None:
    save_index(tmp_path, "k", ARRAYS, KEY)
    path = tmp_path / "index-k.sealed"
    whole = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        flipped = whole[:200] + bytes([whole[200] ^ 1]) + whole[201:]
        path.write_bytes({"cut": whole[:-1], "flip": flipped, "empty": b""}[damage])
    assert load_index(tmp_path, "k", KEY) is None


def test_old_indexes_go_and_all_can_be_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_files, "_KEPT", 2)
    save_index(tmp_path, "plain", ARRAYS)
    for number in range(4):
        save_index(tmp_path, f"k{number}", ARRAYS, KEY)
    assert len(list(tmp_path.iterdir())) == 2
    assert drop_indexes(tmp_path) == 0
    assert list(tmp_path.iterdir()) == []


def test_an_index_that_cannot_be_kept_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("caveat.storage.encrypted_files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        save_index(tmp_path, "k", ARRAYS, KEY)
    assert list(tmp_path.iterdir()) == []
