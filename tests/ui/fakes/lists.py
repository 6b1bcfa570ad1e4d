"""Lists of the fake: releases, a refused one, importing."""

import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from caveat.domain.lists import (
    Channel,
    ImportReport,
    ListStatus,
    PublishedList,
    Release,
    ReleasedBasis,
    ReleaseOutcome,
    ReleaseState,
)
from caveat.domain.progress import CancelToken, Progress, ReportProgress
from ui.fakes.base import NOW, SHA, BaseFake

ENTITY_LIST = PublishedList(
    "US-EL",
    "Entity List",
    "Bureau of Industry and Security",
    "https://www.bis.gov/entity-list",
)
SDN = PublishedList("US-SDN", "Specially Designated Nationals", "Office of Foreign Assets Control")
DENIED = PublishedList("US-DPL", "Denied Persons List", "Bureau of Industry and Security")
UNVERIFIED = PublishedList("US-UVL", "Unverified List", "Bureau of Industry and Security")
LISTS = (ENTITY_LIST, SDN, DENIED, UNVERIFIED)


def release(known: PublishedList, released: date, parties: int, **more: Any) -> Release:
    values: dict[str, Any] = {
        "id": 1,
        "list_code": known.code,
        "channel": Channel.CSL,
        "released": released,
        "released_basis": ReleasedBasis.FILE_NAME,
        "imported_at": NOW,
        "file_name": "csl_layout_2026-07-09.csv.gz",
        "sha256": SHA,
        "format": "CSL CSV, 29 columns",
        "parser_version": 1,
        "rows": parties,
        "parties": parties,
        "names": parties * 2,
        "addresses": parties + 40,
        "unread": 0,
        "state": ReleaseState.IN_SERVICE,
        "published_fields": ("addresses", "designation.licence_requirement"),
    }
    return Release(**(values | more))


RELEASES = {
    "US-EL": release(ENTITY_LIST, date(2026, 7, 9), 3409),
    "US-SDN": release(SDN, date(2026, 11, 12), 10026),
    "US-DPL": release(DENIED, date(2022, 4, 21), 462, unread=2),
}
STARTER = {
    "US-EL": release(
        ENTITY_LIST,
        date(2026, 7, 9),
        101,
        channel=Channel.STARTER,
        state=ReleaseState.STARTER,
        file_name="entries.csv",
    )
}
REFUSED = release(
    SDN,
    date(2026, 11, 20),
    0,
    state=ReleaseState.REFUSED,
    file_name="sdn_broken.csv",
    reason="The file ends inside a quoted field after 4,228 records.",
)


class ListsFake(BaseFake):
    """Lists and importing them."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.imported: list[tuple[Path, ...]] = []

    def _releases(self) -> Mapping[str, Release]:
        return STARTER if self.starter else RELEASES

    def list_overview(self) -> tuple[ListStatus, ...]:
        found = []
        for known in LISTS:
            held = self._releases().get(known.code)
            warnings: tuple[str, ...] = ()
            age = (NOW.date() - held.released).days if held and held.released else None
            if age and age > 100:
                warnings = (f"{age} days old; published about every 30 days",)
            refused = REFUSED if known is SDN and not self.starter else None
            if refused:
                warnings = (
                    *warnings,
                    f"the file {refused.file_name} was refused: {refused.reason}",
                )
            found.append(ListStatus(known, held, age, warnings, refused))
        return tuple(found)

    def release_history(self, list_code: str) -> tuple[Release, ...]:
        held = self._releases().get(list_code)
        return (held,) if held else ()

    def import_lists(
        self, files: Sequence[Path], progress: ReportProgress, cancel: CancelToken
    ) -> ImportReport:
        self.imported.append(tuple(files))
        if self.failure:
            raise self.failure
        for done in range(20):
            cancel.check()
            progress(Progress("reading rows", done, 20, "Entity List"))
            time.sleep(self.delay)
        self.starter = False
        return ImportReport(
            tuple(file.name for file in files),
            (
                ReleaseOutcome("US-EL", date(2026, 7, 9), ReleaseState.IN_SERVICE, 3409, 82, 4, 2),
                ReleaseOutcome("US-SDN", None, ReleaseState.REFUSED, reason="It ends in a field."),
            ),
            ("US-UVL is missing from this file.",),
            1.2,
        )
