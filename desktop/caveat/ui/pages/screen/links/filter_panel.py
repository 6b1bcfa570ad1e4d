"""Which ties are shown: by what they are, by who says so, and by a day on which they held."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.connections import Connections
from caveat.domain.relations import Basis, RelationKind  # noqa: TC001 - of attributes
from caveat.ui.theme import Theme
from caveat.ui.widgets.day_field import DayField
from caveat.ui.widgets.graph.filtering import TieFilter, bases_of, kinds_of
from caveat.ui.widgets.graph.words import BASIS_WORD, TIE_WORD
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.wording import capitalised

_HIGHEST = 8.5
"""In font heights; what needs more can be scrolled."""


class FilterPanel(QFrame):
    """Every kind and speaker that occurs, with its count."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filling = False
        self.kinds: dict[RelationKind, QCheckBox] = {}
        self.bases: dict[Basis, QCheckBox] = {}
        self.on_day = QCheckBox("Only what held on")
        self.on_day.setAccessibleName("Show only ties that held on a day")
        self.day = DayField("Day on which ties held")
        self.day.setEnabled(False)
        self.on_day.toggled.connect(self.day.setEnabled)
        self.on_day.toggled.connect(self._on_change)
        self.day.dateChanged.connect(self._on_change)
        self.everything = QPushButton("Show all")
        self.everything.setAccessibleName("Show all ties again")
        self.everything.clicked.connect(self.reset)
        self._boxes = _Flow(theme)
        self._area = QScrollArea()
        self._area.setObjectName("bare")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._boxes)
        row = QHBoxLayout()
        row.addWidget(self.on_day)
        row.addWidget(self.day)
        row.addStretch(1)
        row.addWidget(self.everything)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._area)
        self._column.addLayout(row)
        theme.changed.connect(self._dress)
        self._dress()

    def show_graph(self, found: Connections) -> None:
        """Offer what occurs in a graph. What was hidden stays hidden."""
        hidden = self.wanted()
        self._filling = True
        self.kinds = {
            kind: _box(f"{capitalised(TIE_WORD[kind])} ({count})", kind not in hidden.without_kinds)
            for kind, count in kinds_of(found.edges)
        }
        self.bases = {
            basis: _box(
                f"{capitalised(BASIS_WORD[basis])} ({count})", basis not in hidden.without_bases
            )
            for basis, count in bases_of(found.edges)
        }
        for box in (*self.kinds.values(), *self.bases.values()):
            box.toggled.connect(self._on_change)
        self._boxes.show_groups(
            (("What ties them", self.kinds.values()), ("Who says so", self.bases.values()))
        )
        self._filling = False
        self._dress()

    def wanted(self) -> TieFilter:
        """What is to be shown."""
        return TieFilter(
            frozenset(kind for kind, box in self.kinds.items() if not box.isChecked()),
            frozenset(basis for basis, box in self.bases.items() if not box.isChecked()),
            self.day.day() if self.on_day.isChecked() else None,
        )

    @Slot()
    def reset(self) -> None:
        """Show all ties."""
        self.clear()
        self.changed.emit()

    def clear(self) -> None:
        """Hide nothing, without telling so."""
        self._filling = True
        for box in (*self.kinds.values(), *self.bases.values()):
            box.setChecked(True)
        self.on_day.setChecked(False)
        self._filling = False

    @Slot()
    def _on_change(self) -> None:
        if not self._filling:
            self.changed.emit()

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(0.6), px(0.3), px(0.6), px(0.3))
        self._column.setSpacing(px(0.3))
        self._boxes.fit(max(self.width() - px(2.2), px(12)))
        needed = self._boxes.sizeHint().height()
        self._area.setFixedHeight(min(needed + 2, px(_HIGHEST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Boxes go beside each other as far as there is room."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._dress()


class _Flow(QWidget):
    """Groups of boxes in as many columns as fit."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._groups: list[tuple[PlainLabel, list[QCheckBox]]] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)

    def show_groups(self, groups: Iterable[tuple[str, Iterable[QCheckBox]]]) -> None:
        """Replace all boxes."""
        for label, boxes in self._groups:
            for widget in (label, *boxes):
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._groups = [(PlainLabel(title, "muted"), list(boxes)) for title, boxes in groups]
        self._columns = 0

    def fit(self, width: int) -> None:
        """Put the boxes into as many columns as a width has room for."""
        widest = max(
            (box.sizeHint().width() for _label, boxes in self._groups for box in boxes), default=1
        )
        columns = max(1, width // (widest + self._theme.px(0.8)))
        if columns == self._columns:
            return
        self._columns = columns
        line = 0
        for label, boxes in self._groups:
            self._grid.addWidget(label, line, 0, 1, columns)
            label.show()
            for number, box in enumerate(boxes):
                self._grid.addWidget(box, line + 1 + number // columns, number % columns)
                box.show()
            line += 1 + -(-len(boxes) // columns)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, int(column == columns))
        self._grid.activate()


def _box(text: str, checked: bool) -> QCheckBox:  # noqa: FBT001 - as Qt takes it
    box = QCheckBox(text)
    box.setChecked(checked)
    return box
