"""The index on disk: one file, mapped, whole or none."""

import sys
from pathlib import Path

import numpy as np
import pytest

from caveat.storage.index_files import load_index, save_index

ARRAYS = {
    "names": np.frombuffer(b"Zuvanari Quellwerk" * 30, dtype=np.uint8),
    "numbers": np.arange(12, dtype=np.int64).reshape(3, 4),
    "columns": np.asfortranarray(np.arange(6, dtype=np.float32).reshape(2, 3)),
    "every second": np.arange(10, dtype=np.int16)[::2],
    "turned": np.arange(24, dtype=np.int64).reshape(2, 3, 4).transpose(1, 0, 2),
    "pairs": np.array([(1, 2.5)], dtype=[("id", "<i4"), ("weight", "<f8")]),
    "none": np.zeros(0, dtype=np.uint16),
    "one": np.array(7, dtype=np.int32),
}


def loaded(folder: Path) -> dict[str, np.ndarray]:
    found = load_index(folder, "k")
    assert found is not None
    return found


def test_an_index_is_read_back_as_it_was(tmp_path: Path) -> None:
    save_index(tmp_path, "k", ARRAYS)
    assert [path.name for path in tmp_path.iterdir()] == ["index-k.arrays"]
    assert set(loaded(tmp_path)) == set(ARRAYS)
    for name, array in loaded(tmp_path).items():
        assert array.dtype == ARRAYS[name].dtype
        assert array.shape == ARRAYS[name].shape
        assert np.array_equal(array, ARRAYS[name])
        assert not array.flags.writeable
        assert array.ctypes.data % min(array.itemsize, 8) == 0


def test_a_newer_index_takes_the_place_and_what_is_loaded_stays(tmp_path: Path) -> None:
    save_index(tmp_path, "k", ARRAYS)
    before = loaded(tmp_path)["numbers"]
    save_index(tmp_path, "k", {"numbers": np.zeros(3)})
    assert before.tolist() == ARRAYS["numbers"].tolist()
    assert loaded(tmp_path)["numbers"].tolist() == [0, 0, 0]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts descriptors in /proc")
def test_an_index_holds_one_file_open(tmp_path: Path) -> None:
    save_index(tmp_path, "k", {f"array {n}": np.arange(n) for n in range(80)})
    before = len([*Path("/proc/self/fd").iterdir()])
    arrays = loaded(tmp_path)
    assert len([*Path("/proc/self/fd").iterdir()]) - before <= 1
    assert arrays["array 79"][-1] == 78


@pytest.mark.parametrize("place", [0, 20, 70, 200, -1])
def test_an_altered_byte_makes_it_no_index(tmp_path: Path, place: int) -> None:
    save_index(tmp_path, "k", ARRAYS)
    path = tmp_path / "index-k.arrays"
    whole = bytearray(path.read_bytes())
    whole[place] ^= 1
    path.write_bytes(whole)
    assert load_index(tmp_path, "k") is None


def test_what_cannot_take_the_place_of_a_mapped_file_leaves_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "The file is in use")

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(PermissionError):
        save_index(tmp_path, "k", ARRAYS)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.undo()
    save_index(tmp_path, "k", ARRAYS)
    monkeypatch.setattr(Path, "replace", refused)
    save_index(tmp_path, "k", {"numbers": np.zeros(3)})
    assert [path.name for path in tmp_path.iterdir()] == ["index-k.arrays"]
    assert set(loaded(tmp_path)) == set(ARRAYS)
