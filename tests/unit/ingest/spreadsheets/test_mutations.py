"""Files altered at random: read, or refused with advice; never a crash of ours."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caveat.domain.suppliers import SheetPreview
from caveat.errors import CaveatError
from caveat.ingest.spreadsheets.read import guessed_reading, preview, read_suppliers
from caveat.services.workers import run_limited

DATA = Path(__file__).resolve().parents[3] / "data" / "spreadsheets"
Make = Callable[..., Path]
ROWS = [["Name", "Address", "Country"], *([f"Firm {n}", f"{n} Main St", "GB"] for n in range(20))]
PATCHES = (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\0\0\1\0", b"<", b'"')


def altered(data: bytes, chance: random.Random) -> bytes:
    mutant = bytearray(data)
    for _ in range(chance.choice([1, 3, 20])):
        at = chance.randrange(len(mutant) + 1)
        kind = chance.randrange(4)
        if kind == 0:
            del mutant[at : at + chance.randrange(1, 400)]
        elif kind == 1:
            mutant[at:at] = mutant[chance.randrange(len(mutant) + 1) :][:300]
        elif kind == 2:
            mutant[at : at + 4] = chance.choice(PATCHES)
        else:
            mutant[at : at + 1] = chance.randbytes(1)
    return bytes(mutant)


def altered_inside(data: bytes, chance: random.Random) -> bytes:
    """A workbook whose archive is whole and whose parts are not."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if content and chance.random() < 1 / 3:
                content = altered(content, chance)
            new.writestr(part.filename, content)
    return packed.getvalue()


def outcome(path: Path) -> SheetPreview | CaveatError:
    """In a worker, as the program does it: the compiled reader may abort for want of memory."""
    try:
        return run_limited(preview, path, seconds=30, memory_mib=800)
    except CaveatError as error:
        return error


@pytest.mark.parametrize("seed", range(12))
def test_an_altered_workbook_is_read_or_refused(workbook: Make, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # a repeatable test, no secret
    path = workbook(ROWS)
    change = altered_inside if seed % 2 else altered
    path.write_bytes(change(path.read_bytes(), chance))
    seen = outcome(path)
    assert isinstance(seen, SheetPreview) or str(seen).startswith("suppliers.xlsx: ")


@pytest.mark.parametrize("seed", range(12))
def test_an_altered_old_workbook_is_read_or_refused(text_file: Make, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # a repeatable test, no secret
    data = (DATA / "suppliers.xls").read_bytes()
    path = text_file(altered(data, chance), name="suppliers.xls")
    seen = outcome(path)
    assert isinstance(seen, SheetPreview) or str(seen).startswith("suppliers.xls: ")


TEXT = (
    "编号;供应商名称;Address;Country\n"
    '1;"上海示例; 有限公司";"No. 5\nExample Road";中国\n'
    "2;Beispiel GmbH;Ringstraße 7;DE\n3;ООО Пример;ул. Ленина, 5;Россия\n"
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(
    chance=st.randoms(use_true_random=False),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
)
def test_an_altered_text_loses_no_row_in_silence(
    tmp_path: Path, chance: random.Random, encoding: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(altered((TEXT * 3).encode(encoding, "replace"), chance))
    try:
        seen = preview(path)
        parsed = read_suppliers(path, guessed_reading(seen))
    except CaveatError:
        return
    assert len(parsed.suppliers) + len(parsed.not_taken) == parsed.rows_read == seen.rows
    for supplier in parsed.suppliers:
        str(supplier).encode("utf-8")
    for row in parsed.not_taken:
        row.raw.encode("utf-8")
