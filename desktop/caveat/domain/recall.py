"""What a self-test measures: recall over changed spellings of listed names."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from caveat.domain.screening import Coverage


class Left(StrEnum):
    """Why a changed spelling was left out."""

    TRIED = ""
    NOT_DISTINCTIVE = "no distinctive word left"
    ANOTHER_NAME = "is another listed name"


@dataclass(frozen=True, slots=True)
class Trial:
    """One changed spelling, and whether the search found the party that carries the name.

    Attributes:
        change: What was done to the name.
        variant: The changed spelling.
        name: As listed.
        party: Its key.
        left: Why it was not tried.
        compared: Whether a record that carries the name was compared.
        first: Whether one was shown first.
        hit: Whether one was a hit at or above the alert line.
        related: Whether the best of them was only *related*.
        score: The best score of one of them; of the two texts alone where it was no hit.
        came_first: Key of the party shown first.
        came_first_score: Its score.
    """

    change: str
    variant: str
    name: str
    party: int
    left: Left = Left.TRIED
    compared: bool = False
    first: bool = False
    hit: bool = False
    related: bool = False
    score: float = 0.0
    came_first: int | None = None
    came_first_score: float = 0.0


@dataclass(frozen=True, slots=True)
class Counts:
    """What the trials of one kind of change came to.

    Attributes:
        change: What was done to the names.
        strength: How much of it.
        tried: Changed spellings that were searched.
        not_distinctive: Left out: no distinctive word left.
        another_name: Left out: exactly the name of another listed party.
        compared: A record that carries the name was compared.
        first: One was shown first.
        hit: One was a hit at or above the alert line.
        related: The best of them was only *related*.
    """

    change: str
    strength: str
    tried: int = 0
    not_distinctive: int = 0
    another_name: int = 0
    compared: int = 0
    first: int = 0
    hit: int = 0
    related: int = 0


@dataclass(frozen=True, slots=True)
class Miss:
    """A changed spelling that was no hit.

    Attributes:
        trial: It.
        list_code: The list of the party wanted.
        came_first_name: Primary name of what was shown first; empty for nothing.
        came_first_list: Its list.
    """

    trial: Trial
    list_code: str
    came_first_name: str = ""
    came_first_list: str = ""


@dataclass(frozen=True, slots=True)
class MeasuredRecall:
    """The figures of a self-test, without names, as they are kept and cited.

    Attributes:
        measured_at: When.
        engine: Version of the engine.
        recipe: Version of the recipes.
        seed: What chance was drawn by.
        line: The alert line.
        names: Names tried.
        of_names: Distinct names in the lists.
        counts: By kind of change.
    """

    measured_at: datetime
    engine: str
    recipe: int
    seed: int
    line: float
    names: int
    of_names: int
    counts: tuple[Counts, ...]

    @property
    def tried(self) -> int:
        """Changed spellings that were searched."""
        return sum(count.tried for count in self.counts)

    @property
    def hit(self) -> int:
        """Those that were a hit at or above the alert line."""
        return sum(count.hit for count in self.counts)


@dataclass(frozen=True, slots=True)
class SelfTest:
    """A self-test as it is shown.

    Attributes:
        figures: What it came to.
        coverage: The lists whose names were tried.
        misses: The worst misses, of every kind of change some.
        list_code: The one list whose names were tried; empty for all in service.
    """

    figures: MeasuredRecall
    coverage: tuple[Coverage, ...]
    misses: tuple[Miss, ...]
    list_code: str = ""
