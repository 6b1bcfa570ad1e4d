import os
import subprocess
import sys


def test_starting_loads_nothing_that_only_reading_files_or_the_network_needs() -> None:
    heavy = {"lxml", "urllib3", "truststore", "python_calamine", "chardet", "reportlab", "PySide6"}
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    code = "import caveat.cli.main, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    ).stdout.split()
    assert not heavy & set(loaded)
