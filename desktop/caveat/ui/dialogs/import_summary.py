"""What an import of list files did, list by list."""

from collections.abc import Mapping

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from caveat.domain.lists import ImportReport, ReleaseOutcome, ReleaseState
from caveat.ui.facts import Fact, Grid, Words, sentence
from caveat.ui.theme import Theme
from caveat.ui.widgets.fact_sheet import FactSheet
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.panes import framed
from caveat.ui.wording import STATE_WORD, counted, day, isolated, one_line


class ImportSummaryDialog(QDialog):
    """Counts for each list, what was refused and why, and the warnings that last."""

    def __init__(
        self,
        theme: Theme,
        report: ImportReport,
        titles: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import of list files")
        self.sheet = FactSheet(theme, "What the import did")
        self.sheet.show_facts(report_facts(report, titles))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = QPushButton("Copy as text")
        copy.clicked.connect(self._copy)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(PlainLabel(headline(report), "title", wraps=True))
        column.addWidget(framed(self.sheet), 1)
        column.addWidget(buttons)
        self.resize(theme.px(46), theme.px(28))
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.sheet.text())


def headline(report: ImportReport) -> str:
    """One sentence: how many lists are in service, how many were refused."""
    refused = sum(item.state is ReleaseState.REFUSED for item in report.outcomes)
    taken = sum(
        item.state is ReleaseState.IN_SERVICE and not item.unchanged for item in report.outcomes
    )
    same = sum(item.unchanged for item in report.outcomes)
    words = [f"{counted(taken, 'list')} put into service"]
    if same:
        words.append(f"{same} unchanged")
    if refused:
        words.append(f"{refused} refused")
    return ", ".join(words)


def report_facts(report: ImportReport, titles: Mapping[str, str]) -> tuple[Fact, ...]:
    """The table of lists and the warnings."""
    names = ", ".join(isolated(name) for name in report.file_names)
    facts: list[Fact] = [sentence(f"From {names}, in {report.seconds:.1f} s.", "muted")]
    facts += [sentence(warning, "possible", "possible") for warning in report.warnings]
    facts += [
        sentence(
            f"{titles.get(item.list_code, item.list_code)} was refused: {item.reason} "
            "The release before stays in service.",
            "strong",
            "refused",
        )
        for item in report.outcomes
        if item.state is ReleaseState.REFUSED
    ]
    rows = tuple(_row(item, titles) for item in report.outcomes)
    if rows:
        headers = ("List", "Released", "Parties", "Added", "Changed", "Removed", "State")
        facts.append(Grid(headers, rows, (30, 14, 11, 10, 11, 11, 13)))
    return tuple(facts)


def _row(item: ReleaseOutcome, titles: Mapping[str, str]) -> tuple[Words, ...]:
    refused = item.state is ReleaseState.REFUSED
    state = "Unchanged" if item.unchanged else STATE_WORD[item.state]
    counts = (item.parties, item.added, item.changed, item.removed)
    return (
        Words(one_line(titles.get(item.list_code, "")) or item.list_code),
        Words(day(item.released), "muted"),
        *(Words("–" if refused else f"{number:,}") for number in counts),
        Words(state, "strong" if refused else ""),
    )
