"""What the pages ask about links and relations.

The services are imported when they are first asked, in a job's thread, so that the window is on
the screen before they are.
"""
# ruff: noqa: PLC0415 - see above: imported when first asked, not when the window is built

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from caveat.domain.book_ties import SupplierTies
from caveat.domain.connections import Connections
from caveat.domain.ownership_view import KnownOwnership
from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.relations import RelationKind
from caveat.domain.stated_relations import RelationImport, StatedRelation
from caveat.paths import Paths
from caveat.ui.backend_lists import ListsBackend
from caveat.ui.contract_links import LinksAsked, TypedHolding

if TYPE_CHECKING:
    from caveat.services.connections import Asked, Connector
    from caveat.services.screening import Screener


class LinksBackend(ListsBackend):
    """The real services for links and relations."""

    def __init__(self, paths: Paths) -> None:
        super().__init__(paths)
        self._connector: tuple[Screener, Connector] | None = None

    def connections(
        self, asked: LinksAsked, progress: ReportProgress, cancel: CancelToken
    ) -> Connections:
        """What ties a party to others."""
        return self._ties().connections(_asked(asked), progress, cancel)

    def ownership(
        self,
        asked: Sequence[LinksAsked],
        on: date,
        rules: str,
        progress: ReportProgress,
        cancel: CancelToken,
    ) -> KnownOwnership:
        """Who owns some parties on a day."""
        from caveat.services.ownership_view import Subject, known_ownership
        from caveat.services.rules import book_of

        subjects = [
            Subject("your supplier" if each.as_typed else "the listed party", _asked(each))
            for each in asked
        ]
        return known_ownership(
            self._ws,
            self._ties(),
            subjects,
            on=on,
            as_of=next((each.as_of for each in asked), None),
            rules=book_of(self._ws, rules),
            progress=progress,
            cancel=cancel,
        )

    def _ties(self) -> "Connector":
        """What reads the ties of parties, one as long as the same officer works."""
        from caveat.services.connections import Connector

        engine = self._engine
        if self._connector is None or self._connector[0] is not engine:  # another officer's
            self._connector = (engine, Connector(self._ws, engine))
        return self._connector[1]

    def with_ways(self, found: Connections) -> Connections:
        """A graph that has grown, with its shortest ways looked for anew."""
        from caveat.services import shortest_ways

        return shortest_ways.with_ways(found)

    def preview_relations(
        self, path: Path, sheet: str, progress: ReportProgress, cancel: CancelToken
    ) -> RelationImport:
        """What importing a table of relations would store."""
        from caveat.services import relations

        return relations.import_relations(
            self._ws,
            self._engine,
            path,
            sheet=sheet,
            preview=True,
            progress=progress,
            cancel=cancel,
        )

    def import_relations(
        self, path: Path, sheet: str, progress: ReportProgress, cancel: CancelToken
    ) -> RelationImport:
        """Store the relations of a table."""
        from caveat.services import relations

        return relations.import_relations(
            self._ws, self._engine, path, sheet=sheet, progress=progress, cancel=cancel
        )

    def type_in_holding(self, holding: TypedHolding) -> None:
        """Store a holding that the officer states."""
        from caveat.services import relations

        relations.type_in(
            self._ws,
            relations.TypedRelation(
                holding.holder,
                RelationKind.SHAREHOLDER,
                holding.company,
                holding.source,
                share=holding.share,
                since=holding.since,
            ),
        )

    def ties_of_book(
        self, book: int, progress: ReportProgress, cancel: CancelToken
    ) -> tuple[SupplierTies, ...]:
        """The suppliers of a book without a hit that are tied to listed parties."""
        from caveat.services import book_ties

        return book_ties.ties_of_book(self._ws, self._ties(), book, progress, cancel)

    def own_relations(self) -> tuple[StatedRelation, ...]:
        """The relations that the officer brought in and that count."""
        from caveat.services import relations

        return relations.list_relations(self._ws)

    def withdraw_relation(self, number: str, reason: str) -> StatedRelation:
        """Let one of them count no more."""
        from caveat.services import withdrawn_relations

        return withdrawn_relations.withdraw_relation(self._ws, number, reason)

    def restore_relation(self, number: str) -> StatedRelation:
        """Take a withdrawal back."""
        from caveat.services import withdrawn_relations

        return withdrawn_relations.restore_relation(self._ws, number)

    def save_relation_template(self, out: Path) -> Path:
        """Write the template of a table of relations."""
        from caveat.services import relations

        return relations.save_relation_template(out)


def _asked(asked: LinksAsked) -> "Asked":
    from caveat.services.connections import Asked

    return Asked(
        asked.who,
        asked.address,
        asked.country,
        asked.depth,
        as_named=asked.as_typed,
        beyond_name=asked.beyond_name,
        as_of=asked.as_of,
    )
