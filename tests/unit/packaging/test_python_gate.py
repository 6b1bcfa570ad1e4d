import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[3] / "packaging"
READ_BY_EVERY_PYTHON = ["run.py", "test.py", "python_gate.py"]


@pytest.mark.parametrize("script", ["run.py", "test.py"])
def test_an_old_python_gets_one_sentence_and_exit_code_3(script: str) -> None:
    program = (
        "import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0); sys.version = '3.9.2 (x)'; "
        f"sys.argv = [{str(PACKAGING / script)!r}]; sys.path.insert(0, {str(PACKAGING)!r}); "
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "3.9.2" in done.stderr
    assert f"packaging/{script}" in done.stderr


@pytest.mark.parametrize("script", READ_BY_EVERY_PYTHON)
def test_what_an_old_python_reads_uses_nothing_that_it_cannot_parse(script: str) -> None:
    tree = ast.parse((PACKAGING / script).read_text())
    new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef, ast.Match)
    for node in ast.walk(tree):
        assert not isinstance(node, new)
        if isinstance(node, ast.FunctionDef):
            assert node.returns is None
            assert all(argument.annotation is None for argument in node.args.args)
            assert not node.args.kwonlyargs
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print"
    text = (PACKAGING / script).read_text()
    assert text.isascii()


def test_nothing_newer_is_imported_before_the_gate_has_been_passed() -> None:
    for script in ("run.py", "test.py"):
        tree = ast.parse((PACKAGING / script).read_text())
        first = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        assert [ast.unparse(node) for node in first] == [
            "import sys",
            "from python_gate import refuse_old_python",
        ]
