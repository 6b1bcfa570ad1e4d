"""Jobs that workers can import from a file of their own."""

import functools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

JOBS = '''
"""Jobs for workers, importable by them."""
import os, pathlib, sys, time
from caveat.domain.progress import Progress
from caveat.errors import InputError

def tell(steps, *, progress):
    for step in range(steps):
        progress(Progress("Working", step + 1, steps))
        time.sleep(0.002)
    return steps

def greet(name, *, mark=""):
    return f"Hello {name}{mark}"

def print_and_return(value):
    print("this must not get among the answers")
    sys.stdout.flush()
    os.write(1, b"nor this")
    return value

def write_file(path):
    pathlib.Path(path).write_text("x" * 100)

def refuse(path):
    raise InputError(f"{path}: three words, nothing changed, try again.")

def die_on(other, path):
    os._exit(1)

class Odd(Exception):
    def __init__(self, one, two):
        super().__init__(f"{one} and {two}")

def raise_odd():
    raise Odd(1, 2)

def modules(_):
    return sorted(sys.modules)

def compiled_at():
    return sys.pycache_prefix

state = []

def load(value):
    state.append(value)

def add_state(item):
    return item + sum(state)

def slow_add(item):
    time.sleep(0.05 if item % 7 == 0 else 0)
    return item + 1

def die_at_five(item):
    if item == 5:
        os._exit(7)
    return item

def refuse_five(item):
    if item == 5:
        raise InputError("five is refused")
    return item

def pid_of(item):
    return os.getpid()

def return_a_function():
    return lambda: 0
'''


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], object]]:
    """Finds a job by name, in a module that workers can import too."""
    folder = tmp_path / "importable"
    folder.mkdir()
    (folder / "caveat_test_jobs.py").write_text(JOBS)
    monkeypatch.syspath_prepend(str(folder))
    sys.modules.pop("caveat_test_jobs", None)
    module = __import__("caveat_test_jobs")
    yield functools.partial(getattr, module)
    sys.modules.pop("caveat_test_jobs", None)
