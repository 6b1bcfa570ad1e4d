"""History costs little, and who is who survives what publishers do to their files."""

import contextlib
import csv
import gzip
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from caveat.domain.identity import name_key
from caveat.domain.lists import ParsedList
from caveat.domain.progress import ignore_progress
from caveat.ingest.lists.read import read_list_file, read_whole_rows
from caveat.services.intake import IntakeOptions, take_in
from caveat.services.workspace import Workspace
from templates import COLUMNS, Row, write_csl

pytestmark = pytest.mark.real_data
EDITIONS = 10


def real_rows(path: Path, mark: str) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if mark in row["source"]]


def size(ws: Workspace, folder: Path) -> int:
    """Bytes of the whole workspace without what is free in it."""
    target = folder / "measured.sqlite"
    target.unlink(missing_ok=True)
    ws.store.reader().execute("VACUUM INTO ?", (str(target),))
    return target.stat().st_size


def take(ws: Workspace, path: Path, *, reason: str = "") -> None:
    options = IntakeOptions(None, reason, whole_file=False)
    take_in(ws, read_list_file(path), options, progress=ignore_progress, cancel=None)


def test_ten_editions_cost_little_more_than_one(
    open_copy: Callable[..., Workspace], starter_home: Path, shared_data: Path, tmp_path: Path
) -> None:
    ws = open_copy(starter_home)
    entries = real_rows(shared_data / "lists" / "csl_2022-04-21.csv.gz", "Entity List")
    entries = [{name: row.get(name) or "" for name in COLUMNS} for row in entries]
    assert len(entries) == 2_001
    entries = entries[:1_000]  # half of them show it as well
    empty = size(ws, tmp_path)
    sizes = []
    for edition in range(EDITIONS):
        changed = [dict(row) for row in entries]
        for number in range(edition * 5, edition * 5 + 5):  # five entries change, one comes
            changed[number * 7]["remarks"] = f"changed in edition {edition}"
        changed = [
            {
                **row,
                "_id": f"{edition}-{n}",
                "source_list_url": f"https://www.example.gov/{edition}",
            }
            for n, row in enumerate(changed)
        ]
        changed.append({**changed[-1], "name": f"Newcomer {edition} Example Ltd."})
        take(ws, write_csl(tmp_path / f"csl_2023-01-{edition + 1:02d}.csv", changed))
        if edition in {0, EDITIONS - 1}:
            sizes.append(size(ws, tmp_path) - empty)
    print(  # noqa: T201
        f"\none edition {sizes[0] / 1e6:.2f} MB, ten {sizes[-1] / 1e6:.2f} MB "
        f"(× {sizes[-1] / sizes[0]:.2f})"
    )
    assert sizes[-1] < sizes[0] * 1.5
    with contextlib.closing(sqlite3.connect(tmp_path / "measured.sqlite")) as raw:
        releases = raw.execute("SELECT count(*) FROM release WHERE channel = 'csl'").fetchone()[0]
    assert releases == EDITIONS


def folded(parsed: ParsedList) -> Counter[str]:
    return Counter(name_key(record.name) for record in parsed.records)


def test_parties_of_2022_are_known_again_in_2023(
    open_copy: Callable[..., Workspace], home_2022: Path, shared_data: Path
) -> None:
    """Row ids re-hashed, parts reordered, case changed, links replaced: still the same parties."""
    ws = open_copy(home_2022)
    later = read_whole_rows(shared_data / "lists" / "csl_truncated_2023-11-16.csv.gz")
    earlier = read_list_file(shared_data / "lists" / "csl_2022-04-21.csv.gz")
    old = {parsed.list_code: parsed for parsed in earlier.lists}
    options = IntakeOptions(None, "to compare parties", whole_file=False)
    report = take_in(ws, later, options, progress=ignore_progress, cancel=None)
    done = {outcome.list_code: outcome for outcome in report.outcomes}
    print("\nlist      2023  named alike in both  same party  of them changed  called new")  # noqa: T201
    connection = ws.store.reader()
    alike_all = same_all = 0
    for parsed in later.lists:
        code = parsed.list_code
        before, now = folded(old[code]), folded(parsed)
        alike = {key for key, count in now.items() if count == 1 and before[key] == 1}
        parties: dict[str, set[int]] = {}
        for name, party in connection.execute(
            "SELECT r.name, r.party_id FROM record AS r JOIN membership AS m ON m.record_id = r.id "
            "WHERE r.list_code = ? AND m.channel = 'csl'",
            (code,),
        ):
            parties.setdefault(name_key(name), set()).add(party)
        same = sum(1 for key in alike if len(parties[key]) == 1)
        outcome = done[code]
        print(  # noqa: T201
            f"{code:8} {len(parsed.records):6} {len(alike):20} {same:11} "
            f"{outcome.changed:16} {outcome.added:11}"
        )
        alike_all += len(alike)
        same_all += same
    print(f"all {same_all} of {alike_all} ({same_all / alike_all:.2%})")  # noqa: T201
    assert same_all >= alike_all * 0.99
