"""The Records page: screenings, memos and the audit log, as recorded."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import ClassVar

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from caveat.domain.memo import MemoForm
from caveat.domain.records import (
    AuditVerdict,
    Changes,
    MemoRow,
    ScreeningRow,
)
from caveat.ui.contract import WrittenMemo
from caveat.ui.icons import dress_button
from caveat.ui.pages.page import Desk, Page
from caveat.ui.pages.records.columns import AUDIT, MEMOS, OUTCOME_WORD, SCREENINGS
from caveat.ui.pages.records.growing import GrowingTable
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.memo_button import MemoButton
from caveat.ui.widgets.notice import Notice, NoticeStrip
from caveat.ui.wording import capitalised, counted, one_line, short_hash

_PAUSE_MS = 150


class RecordsPage(Page):
    """Three tables. Nothing here can be altered, only read, opened and proved."""

    key: ClassVar[str] = "records"
    word: ClassVar[str] = "Records"
    icon: ClassVar[str] = "records"

    memo_made = Signal(WrittenMemo)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.fetch_screenings)
        self._build()
        desk.theme.changed.connect(self._dress)
        self._dress()

    def _build(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Kinds of records")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._build_screenings(), "Screenings")
        self.tabs.addTab(self._build_memos(), "Memos")
        self.tabs.addTab(self._build_audit(), "Audit log")
        for number, table in enumerate((self.screenings, self.memos, self.audit)):
            table.failed.connect(self.failed)
            state = self.desk.state.bytes_of(f"records/columns{number}")
            table.table.restore_widths(state)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.tabs)

    def _build_screenings(self) -> QWidget:
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by name or number")
        self.filter.setAccessibleName("Filter screenings by text")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._pause.start)
        self.outcomes = QComboBox()
        self.outcomes.setAccessibleName("Show screenings with this outcome")
        self.outcomes.addItem("Any outcome", "")
        for outcome, word in OUTCOME_WORD.items():
            self.outcomes.addItem(word, outcome.value)
        self.outcomes.currentIndexChanged.connect(self.fetch_screenings)
        self.open_button = QPushButton("Open as recorded")
        self.open_button.clicked.connect(self._open_current)
        self.memo_button = MemoButton("the chosen screening")
        self.memo_button.wanted.connect(self._memo_of_current)
        self.screenings = GrowingTable(self.desk, "Screenings on record", SCREENINGS)
        self.screenings.empty.say(
            "Nothing on record yet",
            "Search on the Screen page and press “Put on record”, or screen a supplier book. "
            "Every screening then stands here as it was.",
        )
        self.screenings.opened.connect(self._on_opened)
        line = QHBoxLayout()
        line.addWidget(self.outcomes)
        line.addWidget(self.filter, 1)
        line.addWidget(self.memo_button)
        line.addWidget(self.open_button)
        return _stack(line, self.screenings)

    def _build_memos(self) -> QWidget:
        self.memos = GrowingTable(self.desk, "Memos", MEMOS)
        self.memos.empty.say("No memos yet", "Open a screening that is on record and press “Memo”.")
        self.memos.opened.connect(self._on_opened)
        line = QHBoxLayout()
        note = "The files are yours to keep. The record holds their names and SHA-256."
        line.addWidget(PlainLabel(note, "muted", wraps=True), 1)
        return _stack(line, self.memos)

    def _build_audit(self) -> QWidget:
        self.audit = GrowingTable(self.desk, "Audit log", AUDIT, two_lines=False)
        self.audit.empty.say("The audit log is empty", "It fills by itself; nothing is left out.")
        self.verify_button = QPushButton("Verify")
        self.verify_button.setAccessibleName("Verify the audit log")
        self.verify_button.clicked.connect(self.verify)
        self.verdict = NoticeStrip(self.desk.theme)
        line = QHBoxLayout()
        note = "Each entry holds the SHA-256 of the one before and is signed."
        line.addWidget(PlainLabel(note, "muted", wraps=True), 1)
        line.addWidget(self.verify_button)
        page = _stack(line, self.audit)
        layout = page.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self.verdict)
        return page

    @Slot()
    def fetch_screenings(self) -> None:
        """Show the screenings that the filters let through."""
        if not self.ready:
            return
        services = self.desk.services
        text, outcome = self.filter.text().strip(), str(self.outcomes.currentData())

        def fetch(limit: int, offset: int) -> Sequence[ScreeningRow]:
            return services.screening_rows(text, outcome, limit, offset)

        self.screenings.show_from(fetch)

    @Slot()
    def verify(self) -> None:
        """Prove the audit log, link by link."""
        if not self.ready:
            return
        self.verify_button.setEnabled(False)
        services = self.desk.services
        job = self.desk.bridge.read(lambda _progress, _cancel: services.verify_audit())
        job.succeeded.connect(self._on_verdict)
        job.failed.connect(self.failed)
        job.finished.connect(self._on_verified)

    @Slot(object)
    def _on_verdict(self, verdict: object) -> None:
        if not isinstance(verdict, AuditVerdict):
            return
        lines = [capitalised(one_line(line)) for line in (*verdict.findings, *verdict.notes)]
        if verdict.intact:
            head = f"The chain holds: {counted(verdict.entries, 'entry', 'entries')}"
            lines.insert(0, f"{head}, newest {short_hash(verdict.head)}")
            self.verdict.say(Notice("\n".join(lines), "accent", "verify"))
        else:
            lines.insert(
                0, "The chain does not hold. Keep this folder as it is and restore a copy."
            )
            self.verdict.say(Notice("\n".join(lines), "strong", "refused"))

    @Slot()
    def _on_verified(self) -> None:
        self.verify_button.setEnabled(True)

    @Slot(object)
    def _on_opened(self, row: object) -> None:
        if isinstance(row, (ScreeningRow, MemoRow)):
            self.screening_wanted.emit(row.screening)

    @Slot()
    def _open_current(self) -> None:
        self._on_opened(self.screenings.current())

    @Slot(MemoForm)
    def _memo_of_current(self, form: MemoForm) -> None:
        row = self.screenings.current()
        if not isinstance(row, ScreeningRow):
            self.noticed.emit(Notice("Choose a screening first."))
            return
        services, screening = self.desk.services, row.screening
        job = self.desk.bridge.write(
            lambda _progress, _cancel: services.make_memo(screening, form), Changes.MEMOS
        )
        job.succeeded.connect(self.memo_made)
        job.failed.connect(self.failed)

    @Slot()
    def _dress(self) -> None:
        px = self.desk.theme.px
        self._column.setContentsMargins(px(0.9), px(0.7), px(0.9), px(0.6))
        for button, icon in (
            (self.memo_button, "memo"),
            (self.open_button, "records"),
            (self.verify_button, "verify"),
        ):
            dress_button(button, icon, self.desk.theme)

    def refresh(self, changes: AbstractSet[Changes]) -> None:
        """Fetch anew what changed."""
        if not self.ready or not changes:
            return
        services = self.desk.services
        if changes & {Changes.SCREENINGS, Changes.DISPOSITIONS}:
            self.fetch_screenings()
        if Changes.MEMOS in changes:
            self.memos.show_from(services.memo_rows)
        self.audit.show_from(services.audit_entries)
        self.verdict.hide()

    def shown(self) -> None:
        """The keyboard goes to the table in sight."""
        tables: tuple[GrowingTable, ...] = (self.screenings, self.memos, self.audit)
        tables[self.tabs.currentIndex()].table.setFocus()

    def remember(self) -> None:
        """Keep the columns' widths."""
        for number, table in enumerate((self.screenings, self.memos, self.audit)):
            self.desk.state.remember(f"records/columns{number}", table.table.widths())


def _stack(line: QHBoxLayout, table: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, table.fontMetrics().height() // 2, 0, 0)
    column.addLayout(line)
    column.addWidget(table, 1)
    return page
