"""Asks what is otherwise of a rule or of a list's card, what says so, and why it counts here."""

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.consequences import CARD_QUESTIONS, Card, RuleBook
from caveat.domain.list_names import list_name
from caveat.domain.rules import RulePeriod, RuleState, RuleStatement
from caveat.ui.contract_rules import CardCorrection, RuleCorrection
from caveat.ui.dialogs.source_fields import SourceFields
from caveat.ui.theme import Theme
from caveat.ui.widgets.day_field import DayField
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.notice import Notice, NoticeStrip
from caveat.ui.widgets.panes import fit_screen
from caveat.ui.wording import capitalised, one_line

_STATES = (RuleState.IN_FORCE, RuleState.SUSPENDED, RuleState.ENDED, RuleState.NOT_YET)
_YEARS_AHEAD = 20
_LONGEST = 2000


class CorrectionDialog(QDialog):
    """Stays open until the correction counts. Without a source and a reason nothing is offered."""

    wanted = Signal(object)
    """A `RuleCorrection` or a `CardCorrection`."""

    def __init__(
        self, theme: Theme, book: RuleBook, id_: str, day: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._id = id_
        self._card = book.card(id_)
        rule = next((each for each in book.rules if each.id == id_), None)
        title = rule.title if rule else f"What a hit on {list_name(id_)} means"
        self.setWindowTitle("Correct with a source")
        self.title = PlainLabel(one_line(title), "title", wraps=True)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(theme.px(1))
        self.form.setVerticalSpacing(theme.px(0.5))
        if self._card is not None:
            self._build_card(self._card)
        else:
            self._build_rule(day)
        self.source = SourceFields(self.form)
        self.source.changed.connect(self._check)
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST)
        self.reason.setPlaceholderText("Why; it goes on record with your name")
        self.reason.setAccessibleName("Reason")
        self.reason.textChanged.connect(self._check)
        self.form.addRow(PlainLabel("Reason", "muted"), self.reason)
        self._build_frame()
        self._check()
        fit_screen(self, theme.px(40), self.sizeHint().height())

    def _build_rule(self, day: date) -> None:
        self.state = QComboBox()
        self.state.setAccessibleName("State")
        for state in _STATES:
            self.state.addItem(capitalised(state.value), state)
        self.since = _day_field("From", day)
        self.until = _day_field("Until", day)
        self.until.setEnabled(False)
        self.ends = QCheckBox("it ends on")
        self.ends.setAccessibleName("It has a last day")
        self.ends.toggled.connect(self.until.setEnabled)
        for changed in (self.since.dateChanged, self.until.dateChanged, self.ends.toggled):
            changed.connect(self._check)
        self.note = QLineEdit()
        self.note.setMaxLength(_LONGEST)
        self.note.setPlaceholderText("What colleagues should know; may be empty")
        self.note.setAccessibleName("Note")
        last = QHBoxLayout()
        last.setSpacing(self._theme.px(0.7))
        last.addWidget(self.ends)
        last.addWidget(self.until)
        last.addStretch(1)
        self.form.addRow(PlainLabel("State", "muted"), self.state)
        self.form.addRow(PlainLabel("From", "muted"), self.since)
        self.form.addRow(PlainLabel("Last day", "muted"), last)
        self.form.addRow(PlainLabel("Note", "muted"), self.note)

    def _build_card(self, card: Card) -> None:
        self.question = QComboBox()
        self.question.setAccessibleName("Question")
        for question, words in CARD_QUESTIONS.items():
            self.question.addItem(words, question)
        self.question.currentIndexChanged.connect(self._on_question)
        self.answer = QPlainTextEdit()
        self.answer.setAccessibleName("Answer")
        self.answer.setTabChangesFocus(True)
        self.answer.setFixedHeight(self._theme.px(5))
        self.form.addRow(PlainLabel("Question", "muted"), self.question)
        self.form.addRow(PlainLabel("Answer", "muted"), self.answer)
        self._said = {
            question: " ".join(each.text for each in card.about(question))
            for question in CARD_QUESTIONS
        }
        self.answer.setPlainText(self._said["in short"])
        self.answer.textChanged.connect(self._check)

    def _build_frame(self) -> None:
        self.notice = NoticeStrip(self._theme)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.agree = QPushButton("Correct")
        self.agree.setProperty("role", "main")
        self.agree.setDefault(True)
        self.buttons.addButton(self.agree, QDialogButtonBox.ButtonRole.ApplyRole)
        self.agree.clicked.connect(self._on_agreed)
        self.buttons.rejected.connect(self.reject)
        inside = QWidget()
        inside.setLayout(self.form)
        self.form.setContentsMargins(0, 0, self._theme.px(0.5), 0)
        area = QScrollArea()
        area.setObjectName("bare")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setMinimumHeight(
            min(inside.sizeHint().height(), self.screen().availableGeometry().height() * 3 // 5)
        )
        words = "It counts from now on; searches on record keep the rules they were made with."
        column = QVBoxLayout(self)
        px = self._theme.px
        column.setContentsMargins(px(1.2), px(1), px(1.2), px(0.8))
        column.setSpacing(px(0.6))
        for widget in (self.title, PlainLabel(words, "muted", wraps=True), self.notice):
            column.addWidget(widget)
        column.addWidget(area, 1)
        column.addWidget(self.buttons)

    def correction(self) -> RuleCorrection | CardCorrection:
        """What was typed."""
        source, reason = self.source.source(), self.reason.text().strip()
        if self._card is not None:
            about = str(self.question.currentData())
            statement = RuleStatement(about, one_line(self.answer.toPlainText()), source)
            return CardCorrection(self._id, statement, reason)
        period = RulePeriod(
            state=RuleState(self.state.currentData()),
            since=self.since.day(),
            until=self.until.day() if self.ends.isChecked() else None,
            source=source,
            note=self.note.text().strip(),
        )
        return RuleCorrection(self._id, period, reason)

    def fail(self, text: str) -> None:
        """Say why it does not count; what was typed stays."""
        self.notice.say(Notice(text, "strong", "refused"))
        self.agree.setEnabled(True)

    @Slot()
    def _on_question(self) -> None:
        self.answer.setPlainText(self._said[str(self.question.currentData())])

    @Slot()
    def _check(self) -> None:
        said = bool(self.source.title.text().strip() and self.reason.text().strip())
        if self._card is not None:
            said = said and bool(self.answer.toPlainText().strip())
        elif self.ends.isChecked():
            said = said and self.until.day() >= self.since.day()
        self.agree.setEnabled(said)

    @Slot()
    def _on_agreed(self) -> None:
        self.agree.setEnabled(False)
        self.wanted.emit(self.correction())


def _day_field(name: str, day: date) -> DayField:
    field = DayField(name)
    field.setMaximumDate(QDate.currentDate().addYears(_YEARS_AHEAD))
    field.show_day(day)
    return field
