"""Figures measured in a process of their own, which has seen nothing yet."""

import json
import os
import subprocess
import sys


def figures_of(*arguments: object) -> dict[str, float]:
    """The figures that a process of its own prints as JSON."""
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures
