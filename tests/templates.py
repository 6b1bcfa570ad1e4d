"""Workspaces made once a session and copied for every test that needs one.

Making a workspace costs a key, the starter data and an index; copying one costs a few files. The
big one, with the real lists, is made once for all of pytest-xdist's processes.
"""

import csv
import os
import pickle
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from caveat.domain.lists import ImportReport
from caveat.paths import default_paths
from caveat.services.lists import import_files
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace, open_workspace

OPERATOR = "Ada Example"
START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is told otherwise."""

    def __init__(self, moment: datetime = START) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **span: float) -> None:
        self.moment += timedelta(**span)


def open_at(home: Path, clock: Clock | None = None, operator: str = OPERATOR) -> Workspace:
    return open_workspace(default_paths(home), operator=operator, now=clock or Clock())


def copy_home(template: Path, home: Path) -> Path:
    """Copy a closed workspace. Index files are never changed in place, so links will do."""
    shutil.copytree(template, home, ignore=shutil.ignore_patterns("cache", "backups"))
    for name in ("cache", "backups"):
        if (template / name).is_dir():
            shutil.copytree(template / name, home / name, copy_function=_link)
    return home


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def starter_template(folder: Path) -> Path:
    """A workspace with the starter data and its index."""
    home = folder / "home"
    with made_once(folder) as to_make:
        if to_make:
            ws = open_at(home)
            Screener(ws).prepare()
            ws.store.back_up_daily(ws.paths.backups)  # before, so that copies need no backup
            ws.close()
    return home


def import_step(
    template: Path | None, files: Sequence[Path], folder: Path, *, index: bool = False
) -> Path:
    """A workspace into which files were imported, with or without the index over them."""
    home = folder / "home"
    with made_once(folder) as to_make:
        if to_make:
            if template:
                copy_home(template, home)
            ws = open_at(home)
            ws.store.back_up_daily(ws.paths.backups)
            report = import_files(ws, files)
            if index:
                Screener(ws).prepare()
            ws.close()
            (folder / "report.pickle").write_bytes(pickle.dumps(report))
    return home


def report_of(home: Path) -> ImportReport:
    report = pickle.loads((home.parent / "report.pickle").read_bytes())  # noqa: S301  # ours
    assert isinstance(report, ImportReport)
    return report


@contextmanager
def made_once(folder: Path) -> Iterator[bool]:
    """Whether the caller must fill the folder; other processes wait until it has."""
    folder.mkdir(parents=True, exist_ok=True)
    done = folder / "done"
    with (folder / "lock").open("w") as lock:
        _wait_for(lock.fileno())
        yield not done.exists()
        done.touch()


def _wait_for(descriptor: int) -> None:
    try:
        import fcntl  # noqa: PLC0415  # not on Windows
    except ImportError:  # pragma: no cover
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """One folder for all processes of a session."""
    base = factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


# List files -------------------------------------------------------------------------------------

COLUMNS = [
    "_id",
    "source",
    "entity_number",
    "type",
    "programs",
    "name",
    "title",
    "addresses",
    "federal_register_notice",
    "start_date",
    "end_date",
    "standard_order",
    "license_requirement",
    "license_policy",
    "call_sign",
    "vessel_type",
    "gross_tonnage",
    "gross_registered_tonnage",
    "vessel_flag",
    "vessel_owner",
    "remarks",
    "source_list_url",
    "alt_names",
    "citizenships",
    "dates_of_birth",
    "nationalities",
    "places_of_birth",
    "source_information_url",
    "ids",
]
SOURCES = {
    "US-EL": "Entity List (EL) - Bureau of Industry and Security",
    "US-DPL": "Denied Persons List (DPL) - Bureau of Industry and Security",
    "US-UVL": "Unverified List (UVL) - Bureau of Industry and Security",
    "US-MEU": "Military End User (MEU) List - Bureau of Industry and Security",
    "US-CMIC": "Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - "
    "Treasury Department",
    "US-SDN": "Specially Designated Nationals (SDN) - Treasury Department",
}
Row = Mapping[str, str]


def row(list_code: str, name: str, **fields: str) -> Row:
    """One row of the Consolidated Screening List; other fields by their column's name."""
    return {
        "_id": f"{list_code}-{name}",
        "source": SOURCES.get(list_code, list_code),
        "name": name,
        "source_list_url": "https://www.example.gov/list",
        **fields,
    }


def rows(list_code: str, count: int, *, start: int = 1) -> list[Row]:
    """Entries with different invented names, the same for the same numbers."""
    return [
        row(
            list_code,
            f"{_word(n)} {_word(n * 7 + 3)} Example Co., Ltd.",
            addresses=f"No. {n} Sample Road, Exampleton, CN",
            federal_register_notice="90 FR 14048",
            start_date="2025-03-28",
            license_requirement="For all items subject to the EAR",
        )
        for n in range(start, start + count)
    ]


def _word(number: int) -> str:
    syllables = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu")
    text = "".join(syllables[int(digit)] for digit in f"{number * 37 + 1009}")
    return text.capitalize()


def write_csl(path: Path, entries: Sequence[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(entries)
    return path
