"""The labelled pairs of names, as tests and benchmarks take them."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from caveat.domain.parties import PartyKind

FOLDER = Path(__file__).parent / "data" / "names"
Score = Callable[[str, str], float]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Pairs of names with labels.

    Attributes:
        pairs: The names.
        same: 1.0 where both name one party, else 0.0.
        party: What they name, where it is known.
    """

    pairs: tuple[tuple[str, str], ...]
    same: npt.NDArray[np.float64]
    party: PartyKind | None = None

    def scores(self, score: Score) -> npt.NDArray[np.float64]:
        """What a function makes of every pair."""
        return np.array([score(one, other) for one, other in self.pairs])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _labelled(rows: list[dict[str, str]], party: PartyKind | None = None) -> Labelled:
    pairs = tuple((row["a"], row["b"]) for row in rows)
    return Labelled(pairs, np.array([float(row["same"] == "1") for row in rows]), party)


def organisations(*, unlike: bool = True) -> Labelled:
    """Published names of organisations; without ``unlike``, those with a link in the words."""
    rows = _rows(FOLDER / "organisation_pairs.csv")
    return _labelled([row for row in rows if unlike or row["kind"] != "unlike"])


def persons() -> Labelled:
    """Published names of persons."""
    rows = _rows(FOLDER / "person_pairs.csv")
    return _labelled([r for r in rows if not r["kind"].startswith("vessel")], PartyKind.PERSON)


def vessels() -> Labelled:
    """Published names of vessels."""
    rows = _rows(FOLDER / "person_pairs.csv")
    return _labelled([r for r in rows if r["kind"].startswith("vessel")], PartyKind.VESSEL)


WRITTEN = {
    "organisation": None,
    "person": PartyKind.PERSON,
    "vessel": PartyKind.VESSEL,
}


def written(use: str, kind: str) -> Labelled:
    """Pairs written from general knowledge by people who had not seen the program's tables.

    Args:
        use: ``mended by``: its errors were read, class by class, to mend the comparison; ``held
            out``: nobody who mended has read it. It measures, and is not to be tuned by.
        kind: A key of `WRITTEN`.
    """
    rows = _rows(FOLDER / "written_pairs.csv")
    chosen = [row for row in rows if row["use"] == use and row["kind"] == kind]
    return _labelled(chosen, WRITTEN[kind])


def adversarial(facts: Path) -> Labelled:
    """One party under unlike names, two parties under near-identical ones."""
    rows = _rows(facts / "name_pairs_dev.csv")
    pairs = tuple((row["name_a"], row["name_b"]) for row in rows)
    return Labelled(pairs, np.array([float(row["same"] == "same") for row in rows]))


@cache
def organisation_names() -> tuple[str, ...]:
    """Every name of an organisation among the pairs, sorted."""
    return _names(organisations())


@cache
def person_names() -> tuple[str, ...]:
    """Every name of a person among the pairs, sorted."""
    return _names(persons())


def _names(labelled: Labelled) -> tuple[str, ...]:
    return tuple(sorted({name for pair in labelled.pairs for name in pair}))
