"""Parties added, removed and changed, in three tables beside the one that is opened."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QSplitter, QTabWidget, QVBoxLayout, QWidget

from caveat.domain.changes import ChangedParty, ListChanges
from caveat.domain.differences import FieldChange
from caveat.domain.party_view import PartyView
from caveat.ui.bridge import Latest, Problem
from caveat.ui.facts import Fact, Grid, Heading, Words, sentence
from caveat.ui.models.columns import Column
from caveat.ui.models.rows import RowsModel
from caveat.ui.pages.page import Desk
from caveat.ui.pages.screen.detail_facts import law_facts, name_facts, published_facts
from caveat.ui.pages.screen.link_facts import link_facts
from caveat.ui.widgets.fact_sheet import FactSheet
from caveat.ui.widgets.fact_table import FactTable
from caveat.ui.widgets.panes import framed
from caveat.ui.wording import KIND_WORD, capitalised, country_name, one_line, plain

_SHOWN = 5
"""Names of changed fields in a row."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What the three tables and the two sides of a change are called."""

    added: str = "Added"
    removed: str = "Removed"
    changed: str = "Changed"
    old: str = "Old"
    new: str = "New"


def _where(party: ChangedParty) -> str:
    words = (KIND_WORD[party.kind], country_name(party.country))
    return " · ".join(filter(None, words))


def _fields(party: ChangedParty) -> str:
    names = [one_line(change.field) for change in party.fields[:_SHOWN]]
    if len(party.fields) > _SHOWN:
        names.append(f"{len(party.fields) - _SHOWN} more")
    return ", ".join(names)


_PARTY: Column[ChangedParty] = Column(
    "Party", lambda party: one_line(party.name), second=_where, tip=lambda p: p.name, width=19
)
_COLUMNS: tuple[Column[ChangedParty], ...] = (_PARTY,)
_CHANGED_COLUMNS: tuple[Column[ChangedParty], ...] = (
    _PARTY,
    Column("What changed", _fields, tip=_fields, width=9),
)


class ChangesView(QWidget):
    """A filter, three tables, and the chosen party: first what changed, then its entry."""

    copied = Signal(str)

    def __init__(self, desk: Desk, sides: Sides, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sides = sides
        self._changes: ListChanges | None = None
        self._party: ChangedParty | None = None
        self._opening = Latest(desk.bridge, self)
        self._opening.answered.connect(self._on_view)
        self._opening.failed.connect(self._on_problem)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by name, field or text")
        self.filter.setAccessibleName("Filter the parties")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._fill)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Kinds of changes")
        self.tabs.setDocumentMode(True)
        self.models: list[RowsModel[ChangedParty]] = []
        self.tables: list[FactTable] = []
        for word, columns in (
            (sides.added, _COLUMNS),
            (sides.removed, _COLUMNS),
            (sides.changed, _CHANGED_COLUMNS),
        ):
            self._add_table(word, columns)
        self.tabs.currentChanged.connect(self._on_row)
        self.sheet = FactSheet(desk.theme, "The chosen party")
        self.sheet.copied.connect(self.copied)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(framed(self.tabs))
        self.split.addWidget(framed(self.sheet))
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(desk.theme.px(0.5))
        self.split.setSizes([desk.theme.px(32), desk.theme.px(34)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.filter)
        column.addWidget(self.split, 1)

    def _add_table(self, word: str, columns: tuple[Column[ChangedParty], ...]) -> None:
        model = RowsModel(columns)
        table = FactTable(self._desk.theme, f"Parties: {word.lower()}", two_lines=True)
        table.show_columns(model, columns)
        table.selectionModel().currentRowChanged.connect(self._on_row)
        table.opened.connect(self._on_opened)
        self.models.append(model)
        self.tables.append(table)
        self.tabs.addTab(table, word)

    def show_changes(self, changes: ListChanges) -> None:
        """Show other changes; the first kind that there is comes to the front."""
        self._changes = changes
        self._fill()
        counts = [len(parties) for parties in self._kinds()]
        if not counts[self.tabs.currentIndex()]:
            self.tabs.setCurrentIndex(next((n for n, count in enumerate(counts) if count), 0))
        self._on_row()

    def text(self) -> str:
        """Everything that the filter leaves, as text."""
        lines: list[str] = []
        words = (self._sides.added, self._sides.removed, self._sides.changed)
        for word, model in zip(words, self.models, strict=True):
            lines += ["", f"{word} ({len(model.rows):,})"]
            for party in model.rows:
                lines.append(f"{one_line(party.name)}\t{_where(party)}")
                for change in party.fields:
                    old, new = (one_line("; ".join(side)) for side in (change.old, change.new))
                    lines.append(f"\t{change.field}\t{old or '–'}\t{new or '–'}")
        return "\n".join(lines).strip()

    def _kinds(self) -> tuple[tuple[ChangedParty, ...], ...]:
        found = self._changes
        return (found.added, found.removed, found.changed) if found else ((), (), ())

    @Slot()
    def _fill(self) -> None:
        wanted = self.filter.text().casefold().split()
        words = (self._sides.added, self._sides.removed, self._sides.changed)
        for place, (parties, word) in enumerate(zip(self._kinds(), words, strict=True)):
            left = [party for party in parties if _holds(party, wanted)] if wanted else parties
            self.models[place].set_rows(left)
            count = f"{len(left):,}" if not wanted else f"{len(left):,} of {len(parties):,}"
            self.tabs.setTabText(place, f"{word} ({count})")
            if left:
                self.tables[place].setCurrentIndex(self.models[place].index(0, 0))
        self._on_row()

    @Slot()
    def _on_row(self) -> None:
        place = max(self.tabs.currentIndex(), 0)
        party = self.models[place].row_at(self.tables[place].currentIndex().row())
        self._party = party
        if party is None:
            self._opening.forget()
            words = "Nothing of this kind." if self._changes else "Comparing…"
            self.sheet.show_facts((sentence(words, "muted"),))
            return
        self.sheet.show_facts(party_facts(party, self._sides))
        services, record = self._desk.services, party.record
        self._opening.ask(lambda _progress, _cancel: services.party_view(record))

    @Slot(int)
    def _on_opened(self, _row: int) -> None:
        self.sheet.setFocus()

    @Slot(object)
    def _on_view(self, view: object) -> None:
        if isinstance(view, PartyView) and self._party is not None:
            whole = Heading("As published")
            entry = (*law_facts(view), *name_facts(view), *link_facts(view), whole)
            entry = (*entry, *published_facts(view))
            self.sheet.show_facts((*party_facts(self._party, self._sides), *entry))

    @Slot(Problem)
    def _on_problem(self, problem: Problem) -> None:
        if self._party is not None:
            tail = sentence(problem.text, "strong", "refused")
            self.sheet.show_facts((*party_facts(self._party, self._sides), tail))


def _holds(party: ChangedParty, wanted: Sequence[str]) -> bool:
    texts = [party.name, country_name(party.country)]
    for change in party.fields:
        texts += [change.field, *change.old, *change.new]
    whole = "\n".join(texts).casefold()
    return all(part in whole for part in wanted)


def party_facts(party: ChangedParty, sides: Sides) -> tuple[Fact, ...]:
    """Name of the party, and what changed about it, field by field."""
    facts: list[Fact] = [Heading(one_line(party.name)), sentence(_where(party), "muted")]
    for change in party.fields:
        facts.append(Heading(capitalised(one_line(change.field))))
        facts.append(_change(change, sides))
    return tuple(facts)


def _change(change: FieldChange, sides: Sides) -> Grid:
    old, new = (plain("\n".join(texts)) or "–" for texts in (change.old, change.new))
    return Grid((sides.old, sides.new), ((Words(old, "muted"), Words(new)),), (50, 50))
