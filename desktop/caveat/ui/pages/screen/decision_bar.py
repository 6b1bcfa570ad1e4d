"""Where the officer decides on a hit: true match, false positive or open, with a reason."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.decisions import Decision, Disposition
from caveat.domain.screening import Band, Hit
from caveat.ui.icons import dress_button
from caveat.ui.theme import Theme
from caveat.ui.widgets.labels import ElidedLabel
from caveat.ui.wording import DECISION_WORD, day, isolated, moment

_TERMS = (
    ("Holds until either side changes", 0),
    ("Ask again in 6 months", 182),
    ("Ask again in 1 year", 365),
)
_UNDECIDED = {
    Band.NEAR_MISS: "A near miss needs no decision.",
    Band.DELISTED: "A delisted party is history and needs no decision.",
}
_LONGEST_REASON = 2000


class DecisionBar(QFrame):
    """Three buttons and a reason. Enabled only for a hit that is on record."""

    decided = Signal(str, str, object)
    """Decision, reason, and the day it expires (a date or None)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._theme = theme
        self._days = 0
        self.buttons = {decision: QPushButton(DECISION_WORD[decision]) for decision in Decision}
        self.buttons[Decision.TRUE_MATCH].clicked.connect(self._on_true_match)
        self.buttons[Decision.FALSE_POSITIVE].clicked.connect(self._on_false_positive)
        self.buttons[Decision.OPEN].clicked.connect(self._on_open)
        self._term = QToolButton()
        self._term.setText("Expiry")
        self._term.setAccessibleName("How long a false positive holds")
        self._term.setToolTip("How long a false positive holds")
        self._term.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._terms = QMenu(self)
        self._term.setMenu(self._terms)
        for words, days in _TERMS:
            action = QAction(words, self)
            action.setCheckable(True)
            action.setChecked(days == 0)
            action.setData(days)
            self._terms.addAction(action)
        self._terms.triggered.connect(self._on_term)
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST_REASON)
        self.reason.setPlaceholderText("Reason, in your words")
        self.reason.setAccessibleName("Reason for the decision")
        self.state = ElidedLabel(tone="muted")
        row = QHBoxLayout()
        for decision, button in self.buttons.items():
            button.setAccessibleName(f"Decide: {DECISION_WORD[decision]}")
            row.addWidget(button)
        row.insertWidget(2, self._term)
        row.addWidget(self.reason, 1)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(self.state)
        theme.changed.connect(self._dress)
        self._dress()
        self.show_hit((), decidable=False, hint="")

    def show_hit(self, made: Sequence[Disposition], *, decidable: bool, hint: str) -> None:
        """Show what was decided on a hit so far, or why nothing can be decided."""
        for widget in (*self.buttons.values(), self._term, self.reason):
            widget.setEnabled(decidable)
        self.reason.clear()
        self.state.set_tone("muted")
        if made:
            last = made[-1]
            words = (
                f"{DECISION_WORD[last.decision]}, {isolated(last.operator)}, "
                f"{moment(last.decided_at)}: {isolated(last.reason)}"
            )
            if last.expires:
                words += f" (until {day(last.expires)})"
            if len(made) > 1:
                words += f" · {len(made) - 1} earlier"
            self.state.set_text(words)
        else:
            self.state.set_text(hint)

    def text(self) -> str:
        """What the bar says about the hit."""
        return self.state.whole

    def _decide(self, decision: Decision) -> None:
        reason = self.reason.text().strip()
        if not reason and decision is not Decision.OPEN:
            self.state.set_tone("possible")
            self.state.set_text("Say why first: a decision without a reason proves nothing later.")
            self.reason.setFocus()
            return
        expires: date | None = None
        if decision is Decision.FALSE_POSITIVE and self._days:
            expires = datetime.now().astimezone().date() + timedelta(days=self._days)
        self.decided.emit(decision.value, reason, expires)

    @Slot()
    def _on_true_match(self) -> None:
        self._decide(Decision.TRUE_MATCH)

    @Slot()
    def _on_false_positive(self) -> None:
        self._decide(Decision.FALSE_POSITIVE)

    @Slot()
    def _on_open(self) -> None:
        self._decide(Decision.OPEN)

    @Slot(QAction)
    def _on_term(self, chosen: QAction) -> None:
        self._days = int(chosen.data())
        for action in self._terms.actions():
            action.setChecked(action is chosen)

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        icons = {
            Decision.TRUE_MATCH: ("true-match", "strong"),
            Decision.FALSE_POSITIVE: ("false-positive", "muted"),
            Decision.OPEN: ("open", "possible"),
        }
        for decision, (icon, tone) in icons.items():
            dress_button(self.buttons[decision], icon, self._theme, tone)
        dress_button(self._term, "expired", self._theme, "muted")
        self._term.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(px(0.6), px(0.5), px(0.6), px(0.4))
            layout.setSpacing(px(0.3))


def why_not(hit: Hit, *, recorded: bool) -> str:
    """Why nothing can be decided about a hit; empty where it can."""
    if not recorded:
        return "Put the search on record to decide."
    return "" if hit.hit else _UNDECIDED.get(hit.band, "")
