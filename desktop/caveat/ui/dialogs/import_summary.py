"""What an import of list files did, list by list, and what the officer may accept after all."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.lists import (
    CHANNEL_TITLES,
    ImportReport,
    Override,
    ReleaseOutcome,
    ReleaseState,
)
from caveat.ui.facts import Fact, Grid, Words, sentence
from caveat.ui.list_words import ACCEPT_WORD
from caveat.ui.theme import Theme
from caveat.ui.widgets.fact_sheet import FactSheet
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.notice import Offer, OfferButton
from caveat.ui.widgets.panes import fit_screen, framed
from caveat.ui.wording import STATE_WORD, as_sentence, counted, day, isolated, one_line

_MANY_OFFERS = 3


class ImportSummaryDialog(QDialog):
    """Counts for each list, what was refused and why, and the warnings that last."""

    accept_wanted = Signal(object)
    """A `ReleaseOutcome` with an override that the officer wants to accept."""

    def __init__(
        self,
        theme: Theme,
        report: ImportReport,
        titles: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle("Import of list files")
        self.sheet = FactSheet(theme, "What the import did")
        self.sheet.show_facts(report_facts(report, titles))
        self.offers: list[OfferButton] = []
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = QPushButton("Copy as text")
        copy.clicked.connect(self._copy)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(PlainLabel(headline(report), "title", wraps=True))
        column.addWidget(framed(self.sheet), 1)
        acceptable = [item for item in report.outcomes if item.override is not None]
        if acceptable:
            column.addWidget(self._build_offers(acceptable, titles))
        column.addWidget(buttons)
        fit_screen(self, theme.px(50), theme.px(30))
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()

    def _build_offers(
        self, outcomes: Sequence[ReleaseOutcome], titles: Mapping[str, str]
    ) -> QWidget:
        """A line for each list that may enter service if the officer says why."""
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        for row, item in enumerate(outcomes):
            if item.override is None:
                continue
            title = one_line(titles.get(item.list_code, item.list_code))
            grid.addWidget(PlainLabel(title, wraps=True), row, 0)
            button = OfferButton(
                Offer(ACCEPT_WORD[item.override], partial(self.accept_wanted.emit, item))
            )
            button.setAccessibleName(f"{title}: {ACCEPT_WORD[item.override]}")
            grid.addWidget(button, row, 1)
            self.offers.append(button)
        if len(outcomes) <= _MANY_OFFERS:
            return inner
        area = QScrollArea()
        area.setObjectName("bare")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMaximumHeight(self._theme.px(8))
        area.setWidget(inner)
        return area

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.sheet.text())


def headline(report: ImportReport) -> str:
    """One sentence: how many lists are in service, kept as history, refused."""
    waiting = sum(item.override is Override.COUNTS for item in report.outcomes)
    refused = sum(item.state is ReleaseState.REFUSED for item in report.outcomes) - waiting
    taken = sum(
        item.state is ReleaseState.IN_SERVICE and not item.unchanged for item in report.outcomes
    )
    kept = sum(
        item.state is ReleaseState.SUPERSEDED and not item.unchanged for item in report.outcomes
    )
    same = sum(item.unchanged for item in report.outcomes)
    words = [f"{counted(taken, 'list')} put into service"]
    if kept:
        words.append(f"{kept} kept as history")
    if same:
        words.append(f"{same} unchanged")
    if waiting:
        words.append(f"{waiting} waiting for your confirmation")
    if refused:
        words.append(f"{refused} refused")
    return ", ".join(words)


def report_facts(report: ImportReport, titles: Mapping[str, str]) -> tuple[Fact, ...]:
    """The table of lists and the warnings."""
    names = ", ".join(isolated(name) for name in report.file_names)
    facts: list[Fact] = [sentence(f"From {names}, in {report.seconds:.1f} s.", "muted")]
    facts += [sentence(warning, "possible", "possible") for warning in report.warnings]
    for item in report.outcomes:
        title = one_line(titles.get(item.list_code, "")) or item.list_code
        if item.override is Override.COUNTS:
            words = f"{title} waits for your confirmation. {as_sentence(item.reason)}"
            facts.append(sentence(words, "possible", "possible"))
        elif item.state is ReleaseState.REFUSED:
            words = (
                f"{title} was refused: {as_sentence(item.reason)} The release before stays in "
                "service."
            )
            facts.append(sentence(words, "strong", "refused"))
        elif item.reason:
            tone = "muted" if item.unchanged else "possible"
            facts.append(
                sentence(
                    f"{title}: {as_sentence(item.reason)}",
                    tone,
                    "" if item.unchanged else "possible",
                )
            )
    rows = tuple(_row(item, titles) for item in report.outcomes)
    if rows:
        headers = ("List", "Released", "Parties", "Added", "Changed", "Removed", "Unread", "State")
        facts.append(Grid(headers, rows, (26, 13, 9, 9, 10, 10, 8, 15)))
    return tuple(facts)


def _row(item: ReleaseOutcome, titles: Mapping[str, str]) -> tuple[Words, ...]:
    refused = item.state is ReleaseState.REFUSED
    state = "Unchanged" if item.unchanged else STATE_WORD[item.state]
    waits = item.override is Override.COUNTS
    if waits:
        state = "Waits for you"
    if item.state is ReleaseState.SUPERSEDED and not item.unchanged:
        state = "Kept as history"
    counts = (item.added, item.changed, item.removed)
    title = one_line(titles.get(item.list_code, "")) or item.list_code
    return (
        Words(f"{title} · {CHANNEL_TITLES[item.channel]}"),
        Words(day(item.released), "muted" if item.released else "possible"),
        Words(f"{item.parties:,}" if item.parties else "–"),
        *(Words("–" if refused or item.unchanged else f"{number:,}") for number in counts),
        Words(f"{item.unread:,}" if item.unread else "–"),
        Words(state, "possible" if waits else "strong" if refused else ""),
    )
