"""Finds data files in a checkout, an editable install, a wheel and a frozen build."""

from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    here = Path(__file__).resolve().parent
    packaged = here / "_resources"
    return packaged if packaged.is_dir() else here.parents[1] / "resources"


def resource(name: str) -> Path:
    """Path of a data file, such as ``resource("starter/SOURCES.csv")``.

    Raises:
        FileNotFoundError: If the installation lacks the file (our bug, not the officer's).
    """
    path = _root() / name
    if not path.exists():
        raise FileNotFoundError(f"the installation lacks its data file {name}")
    return path
