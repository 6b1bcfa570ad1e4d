"""Small list files of our own, and ways to vary them."""

import csv
import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[3] / "data" / "lists"

COLUMNS = (DATA / "csl_small.csv").read_text(encoding="utf-8").split("\n", 1)[0].split(",")


@pytest.fixture
def small_csv() -> Path:
    """Twenty made-up rows of all thirteen lists, with every quirk measured in the real ones."""
    return DATA / "csl_small.csv"


@pytest.fixture
def small_json() -> Path:
    return DATA / "csl_small.json"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def write_file(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write_file


@pytest.fixture
def write_rows(tmp_path: Path) -> Callable[..., Path]:
    """Write rows, given as dictionaries of some columns, as a list file."""

    def write_file(
        *rows: dict[str, str], delimiter: str = ",", columns: list[str] = COLUMNS
    ) -> Path:
        text = io.StringIO()
        # Everything is quoted: the csv module would leave a lone carriage return bare.
        writer = csv.DictWriter(
            text,
            columns,
            restval="",
            delimiter=delimiter,
            lineterminator="\n",
            quoting=csv.QUOTE_ALL,
        )
        writer.writeheader()
        writer.writerows(rows)
        path = tmp_path / "rows.csv"
        path.write_text(text.getvalue(), encoding="utf-8", newline="")
        return path

    return write_file


def gzipped(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.fixture
def pack() -> Callable[..., bytes]:
    return zipped


@pytest.fixture
def squeeze() -> Callable[[bytes], bytes]:
    return gzipped
