"""Links and relations in the fake."""

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import linked
import owned
from caveat.domain.connections import Connections
from caveat.domain.ownership_view import KnownOwnership
from caveat.domain.progress import CancelToken, Progress, ReportProgress
from caveat.domain.relation_tables import RowRemark
from caveat.domain.relations import Basis, PartyRef, RefKind, RelationKind, Tie
from caveat.domain.shares import Share
from caveat.domain.sources import Mark, Source
from caveat.domain.stated_relations import RelationImport, StatedRelation
from caveat.services.shortest_ways import with_ways
from caveat.ui.contract_links import LinksAsked, TypedHolding
from ui.fakes.base import NOW, BaseFake

TIES = (
    Tie(
        PartyRef.named("Tianjin Haitai Holding"),
        RelationKind.SHAREHOLDER,
        PartyRef(RefKind.LISTED, "US-EL-1", "Sugon"),
        Basis.IMPORTED,
        Source("", "Trade register, page 3", mark=Mark.SECONDARY),
        "Tianjin Haitai Holding | shareholder of | Sugon",
        Share.of("30"),
        row=2,
    ),
)
REMARKS = (
    RowRemark(
        "owners.xlsx", "Owners", 3, "D", "has a share over 100", "Write a share.", used=False
    ),
    RowRemark("owners.xlsx", "Owners", 2, "", "names somebody unknown", "Kept.", used=True),
)
OWN = tuple(
    StatedRelation(number, owned.holds(holder, company, 30, since="2021"), "", NOW, "Officer")
    for number, (holder, company) in enumerate(
        (("Top", "Mid"), ("Green", "Low"), ("<b>Mid</b>", "Low")), 1
    )
)
SEEN = RelationImport("owners.xlsx", "Owners", 1, 2, 0, TIES, REMARKS, unknown=("Tianjin",))


class LinksFake(BaseFake):
    """Answers with the graph in ``links``; whoever is called "Nobody…" has no tie."""

    def __init__(self, **more: bool) -> None:
        super().__init__(**more)
        self.links: Connections = linked.small()
        self.links_asked: list[LinksAsked] = []
        self.links_threads: set[int] = set()
        self.relations_stored: list[tuple[Path, str]] = []
        self.templates: list[Path] = []
        self.owned: KnownOwnership = owned.known()
        self.owners_asked: list[tuple[tuple[LinksAsked, ...], date]] = []
        self.owners_rules: list[str] = []
        self.owners_threads: set[int] = set()
        self.holdings_typed: list[TypedHolding] = []
        self.brought_in: list[StatedRelation] = list(OWN)
        self.withdrawn: dict[str, str] = {}

    def ownership(
        self,
        asked: Sequence[LinksAsked],
        on: date,
        rules: str,
        _progress: ReportProgress,
        cancel: CancelToken,
    ) -> KnownOwnership:
        self.owners_asked.append((tuple(asked), on))
        self.owners_rules.append(rules)
        self.owners_threads.add(threading.get_ident())
        time.sleep(self.delay)
        cancel.check()
        if self.failure:
            raise self.failure
        return replace(self.owned, day=on, as_of=next((each.as_of for each in asked), None))

    def type_in_holding(self, holding: TypedHolding) -> None:
        if self.failure:
            raise self.failure
        self.holdings_typed.append(holding)

    def own_relations(self) -> tuple[StatedRelation, ...]:
        return tuple(each for each in self.brought_in if each.number not in self.withdrawn)

    def withdraw_relation(self, number: str, reason: str) -> StatedRelation:
        if self.failure:
            raise self.failure
        self.withdrawn[number] = reason
        return next(each for each in self.brought_in if each.number == number)

    def restore_relation(self, number: str) -> StatedRelation:
        stated = next(each for each in self.brought_in if each.number == number)
        self.brought_in.append(replace(stated, id=len(self.brought_in) + 1))
        return self.brought_in[-1]

    def connections(
        self, asked: LinksAsked, progress: ReportProgress, cancel: CancelToken
    ) -> Connections:
        self.links_asked.append(asked)
        self.links_threads.add(threading.get_ident())
        for done in range(10):
            cancel.check()
            progress(Progress("reading ties", done, 10))
            time.sleep(self.delay / 10)
        if self.failure:
            raise self.failure
        if "nobody" in asked.who.casefold() or "nothing" in asked.who.casefold():
            return linked.lone(asked.who)
        if asked.depth == 1:
            return linked.one_more(asked.who)
        start = self.links.nodes[0]
        kind = RefKind.NAMED if asked.as_typed else RefKind.LISTED
        first = replace(start, ref=PartyRef(kind, asked.who, start.name))
        return replace(self.links, nodes=(first, *self.links.nodes[1:]), depth=asked.depth)

    def with_ways(self, found: Connections) -> Connections:
        self.links_threads.add(threading.get_ident())
        return with_ways(found)

    def preview_relations(
        self, _path: Path, _sheet: str, _progress: ReportProgress, _cancel: CancelToken
    ) -> RelationImport:
        if self.failure:
            raise self.failure
        return SEEN

    def import_relations(
        self, path: Path, sheet: str, _progress: ReportProgress, _cancel: CancelToken
    ) -> RelationImport:
        self.relations_stored.append((path, sheet))
        return replace(SEEN, stored=len(TIES))

    def save_relation_template(self, out: Path) -> Path:
        self.templates.append(out)
        return out
