"""What pages may ask about links and relations; part of `caveat.ui.contract.Services`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from caveat.domain.book_ties import SupplierTies
from caveat.domain.connections import Connections
from caveat.domain.ownership_view import KnownOwnership
from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.stated_relations import RelationImport, StatedRelation

STEPS = 3
"""Steps that are walked unless the officer says otherwise."""


@dataclass(frozen=True, slots=True)
class LinksAsked:
    """Whose links are asked for.

    Attributes:
        who: The number of a listed party, ``supplier:12``, or a name.
        address, country: Of somebody who is in no list and no book.
        depth: Steps to walk.
        as_typed: It is the supplier as typed, whoever else has the name.
        beyond_name: Leave out which listed parties carry the name: the search has judged that.
        as_of: From what was known here by the end of this day; None for today.
    """

    who: str
    address: str = ""
    country: str = ""
    depth: int = STEPS
    as_typed: bool = False
    beyond_name: bool = False
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class TypedHolding:
    """That somebody holds a share of a company, as the officer types it in.

    Attributes:
        share: As a table may state it: ``30``, ``30-40``, ``>50``, ``about 30``; empty for unknown.
        since: Possibly partial; empty where nobody says.
        source: Register, report, page. Required.
    """

    holder: str
    company: str
    share: str
    since: str
    source: str


class LinkServices(Protocol):
    """Links of a party, and the relations that the officer brings in."""

    def connections(
        self, asked: LinksAsked, progress: ReportProgress, cancel: CancelToken
    ) -> Connections:
        """What ties a party to others, and to listed parties above all."""

    def with_ways(self, found: Connections) -> Connections:
        """A graph that has grown, with its shortest ways looked for anew."""

    def ownership(
        self,
        asked: Sequence[LinksAsked],
        on: date,
        rules: str,
        progress: ReportProgress,
        cancel: CancelToken,
    ) -> KnownOwnership:
        """Who owns some parties on a day, under each dated rule of one edition.

        As far as was known on the day of the subjects, which is the same for all; ``rules`` is the
        hash of the edition.
        """

    def preview_relations(
        self, path: Path, sheet: str, progress: ReportProgress, cancel: CancelToken
    ) -> RelationImport:
        """What importing a table of relations would store; nothing is stored."""

    def import_relations(
        self, path: Path, sheet: str, progress: ReportProgress, cancel: CancelToken
    ) -> RelationImport:
        """Store the relations of a table."""

    def type_in_holding(self, holding: TypedHolding) -> None:
        """Store a holding that the officer states, with its source."""

    def ties_of_book(
        self, book: int, progress: ReportProgress, cancel: CancelToken
    ) -> tuple[SupplierTies, ...]:
        """The suppliers of a book without a hit that are tied to listed parties."""

    def own_relations(self) -> tuple[StatedRelation, ...]:
        """The relations that the officer brought in and that count, oldest first."""

    def withdraw_relation(self, number: str, reason: str) -> StatedRelation:
        """Let one of them count no more; it stays on record."""

    def restore_relation(self, number: str) -> StatedRelation:
        """Take a withdrawal back; the relation counts again, under a new number."""

    def save_relation_template(self, out: Path) -> Path:
        """Write the template of a table of relations, as .xlsx or .csv."""
