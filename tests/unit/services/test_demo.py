from pathlib import Path

import pypdfium2
import pytest

from caveat.errors import EnvironmentProblemError
from caveat.paths import default_paths
from caveat.services.demo import run_demo
from templates import Clock


def test_the_demonstration_writes_a_table_and_a_memo_and_nothing_into_the_workspace(
    tmp_path: Path,
) -> None:
    paths = default_paths(tmp_path / "home")
    done = run_demo(paths, tmp_path / "out")
    assert done.suppliers >= 15
    assert 0 < done.with_hits < done.suppliers
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "caveat-demo-results.xlsx",
        "caveat-demo-memo.pdf",
    }
    assert done.results.read_bytes().startswith(b"PK")
    document = pypdfium2.PdfDocument(done.memo)
    told = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "STARTER DATA" in told
    assert not paths.data.exists()
    assert done.remark.startswith("Not screened")
    assert done.lines[0][1] >= done.lines[-1][1]
    assert all(why for _, _, _, why in done.lines)


def test_without_a_folder_the_results_go_to_the_data_folder(tmp_path: Path) -> None:
    done = run_demo(default_paths(tmp_path / "home"), None)
    assert done.memo.parent == tmp_path / "home" / "demo"
    assert Clock().moment.year == 2026


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentProblemError, match="cannot be made"):
        run_demo(default_paths(tmp_path / "home"), tmp_path / "file")
