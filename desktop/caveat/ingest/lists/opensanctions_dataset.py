"""Which list a file of OpenSanctions holds: one dataset, or a collection of several.

``entities.ftm.json`` names datasets (``ua_war_sanctions``), ``targets.simple.csv`` their titles
("Ukraine War and Sanctions"); ``resources/opensanctions_datasets.csv`` tells that both are one. A
title that is not there gives the code by itself, so that one dataset in two formats may become two
lists: shown, never mixed.
"""

import csv
import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from caveat.domain.lists import PublishedList
from caveat.resources import resource

COLLECTION = "OS-COLLECTION"
"""Code of a file whose entries come from several datasets. No file names its collection."""

_EVERY_DAYS = 7
"""Our choice: OpenSanctions renews most datasets daily; a list a week old deserves a warning."""
_LONGEST_CODE = 24
_CHECK = 4
_NAMED = 20
_NOT_CODE = re.compile(r"[^A-Z0-9]+")
_SITE = "https://www.opensanctions.org/datasets/"


@dataclass(frozen=True, slots=True)
class _Dataset:
    name: str
    title: str
    publisher: str


def list_of_datasets(groups: Iterable[Collection[str]], remark: str = "") -> PublishedList:
    """The list that entries make up.

    Args:
        groups: Of each listed entry the datasets that it names, by name or by title.
        remark: What is to be said of the format, a whole sentence.
    """
    named = sorted({dataset for group in groups for dataset in group})
    single = named[0] if len(named) == 1 else ""
    choice = f"That it should be renewed every {_EVERY_DAYS} days is this program's choice."
    about = f"{remark} {choice}".strip()
    if not single:
        shown = ", ".join(named[:_NAMED]) + (", …" if len(named) > _NAMED else "")
        return PublishedList(
            code=COLLECTION,
            title="OpenSanctions collection",
            publisher="OpenSanctions (publishers of the data: as each entry says)",
            url=_SITE,
            published_every_days=_EVERY_DAYS,
            note=f"Entries of {len(named):,} datasets: {shown}. {about}",
        )
    known = _known().get(single.casefold())
    name = known.name if known else single
    is_name = re.fullmatch(r"[a-z0-9_]+", name) is not None
    of = known.publisher if known else "see the page of the dataset"
    return PublishedList(
        code=_code(name),
        title=known.title if known else single,
        publisher=f"OpenSanctions (publisher of the data: {of})",
        url=f"{_SITE}{name}/" if is_name else _SITE,
        published_every_days=_EVERY_DAYS,
        note=f"As OpenSanctions publishes the dataset “{single}”. {about}",
    )


def _code(name: str) -> str:
    """``ua_war_sanctions`` is ``OS-UA-WAR-SANCTIONS``; a long name ends in a check of the whole."""
    plain = _NOT_CODE.sub("-", name.upper()).strip("-")
    if len(plain) > _LONGEST_CODE or not plain:
        check = hashlib.sha256(name.encode()).hexdigest()[:_CHECK].upper()
        plain = f"{plain[: _LONGEST_CODE - _CHECK - 1].strip('-')}-{check}".strip("-")
    return f"OS-{plain}"


@cache
def _known() -> dict[str, _Dataset]:
    found: dict[str, _Dataset] = {}
    with resource("opensanctions_datasets.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            known = _Dataset(row["name"], row["title"], row["publisher"])
            for key in (known.name, known.title.casefold()):
                if key in found or not row["source"]:
                    raise ValueError(f"resources/opensanctions_datasets.csv: {key!r}")
                found[key] = known
    return found
