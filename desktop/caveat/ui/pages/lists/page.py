"""The Lists page: which releases are in service, how old they are, what was refused and why."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from caveat.domain.lists import ListStatus
from caveat.domain.protection import Protection
from caveat.domain.records import Changes
from caveat.domain.updates import AddressUpdate
from caveat.ui.bridge import Latest
from caveat.ui.facts import sentence
from caveat.ui.models.rows import RowsModel
from caveat.ui.pages.lists import jobs
from caveat.ui.pages.lists.bundles import Bundles
from caveat.ui.pages.lists.columns import COLUMNS
from caveat.ui.pages.lists.comparing import ListComparing
from caveat.ui.pages.lists.facts import list_facts
from caveat.ui.pages.lists.importing import ListImport
from caveat.ui.pages.lists.own_list import OwnListImport
from caveat.ui.pages.lists.tools import ListTools
from caveat.ui.pages.lists.update import ListUpdate
from caveat.ui.pages.page import Desk, Page
from caveat.ui.widgets.drop_area import DropArea
from caveat.ui.widgets.fact_sheet import FactSheet
from caveat.ui.widgets.fact_table import FactTable
from caveat.ui.widgets.labels import ElidedLabel
from caveat.ui.widgets.notice import Notice, NoticeStrip, Offer
from caveat.ui.widgets.panes import framed
from caveat.ui.wording import counted, isolated

_NARROW = 46
"""Width in font heights below which the chosen list stands below the table."""


class ListsPage(Page):
    """A row per list; what is done with lists has modules of its own beside this one."""

    key: ClassVar[str] = "lists"
    word: ClassVar[str] = "Lists"
    icon: ClassVar[str] = "lists"

    overview_fetched = Signal(tuple)
    encrypt_wanted = Signal()
    fetching = Signal(bool)
    """Whether the network is in use."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._overview = Latest(desk.bridge, self)
        self._overview.answered.connect(self._on_overview)
        self._overview.failed.connect(self.failed)
        self._past = Latest(desk.bridge, self)
        self._past.answered.connect(self._on_past)
        self._past.failed.connect(self.failed)
        self._build()
        desk.theme.changed.connect(self._dress)
        self._dress()

    def _build(self) -> None:
        theme = self.desk.theme
        self.model = RowsModel(COLUMNS)
        self.table = FactTable(theme, "Published lists", two_lines=True)
        self.table.show_columns(self.model, COLUMNS)
        self.table.restore_widths(self.desk.state.bytes_of("lists/widths"))
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.sheet = FactSheet(theme, "The chosen list")
        self.sheet.show_facts(
            (sentence("Choose a list to see its release and its file.", "muted"),)
        )
        self.untried = ElidedLabel(tone="muted")
        self.untried.hide()
        self.unprotected = NoticeStrip(theme)
        self._build_work()
        left, right = framed(self.table), framed(self.sheet)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(left)
        self._split.addWidget(right)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 7)
        self._split.setStretchFactor(1, 3)
        state = self.desk.state.bytes_of("lists/split")
        if state is None or not self._split.restoreState(state):
            self._split.setSizes([theme.px(58), theme.px(20)])
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.tools)
        self._column.addWidget(self.unprotected)
        self._column.addWidget(self.updating.panel)
        self._column.addWidget(self.importing.progress)
        self._column.addWidget(self.bundles.progress)
        self._column.addWidget(self.comparing.progress)
        self._column.addWidget(self._split, 1)
        self._column.addWidget(self.untried)
        self._drop = DropArea("Drop list files here", self)
        self._drop.dropped.connect(self.ask_to_import)

    def _build_work(self) -> None:
        """What is done with lists, and the buttons that ask for it."""
        self.importing = ListImport(self.desk, self)
        self.importing.failed.connect(self.failed)
        self.importing.noticed.connect(self.noticed)
        self.importing.started.connect(self._on_work)
        self.importing.ended.connect(self._on_work)
        self.bundles = Bundles(self.desk, self)
        self.bundles.failed.connect(self.failed)
        self.bundles.noticed.connect(self.noticed)
        self.bundles.import_wanted.connect(self.importing.begin_bundle)
        self.importing.bundle_found.connect(self.bundles.begin)
        self.own = OwnListImport(self.desk, self)
        self.own.failed.connect(self.failed)
        self.own.noticed.connect(self.noticed)
        self.own.import_wanted.connect(self.importing.begin_own)
        self.updating = ListUpdate(self.desk, self)
        self.updating.failed.connect(self.failed)
        self.updating.started.connect(self._on_work)
        self.updating.ended.connect(self._on_work)
        self.updating.panel.report_wanted.connect(self._on_report_wanted)
        self.comparing = ListComparing(self.desk, self)
        self.comparing.failed.connect(self.failed)
        self.comparing.noticed.connect(self.noticed)
        self.comparing.put_back_wanted.connect(self.importing.put_back)
        self.tools = ListTools(self.desk.theme)
        self.tools.import_wanted.connect(self.choose_files)
        self.tools.own_list_wanted.connect(self.choose_own_list)
        self.tools.template_wanted.connect(self.own.choose_template)
        self.tools.export_wanted.connect(self.bundles.choose_export)
        self.tools.bundle_wanted.connect(self.bundles.choose_import)
        self.tools.update_wanted.connect(self.update_all)
        self.tools.update_chosen_wanted.connect(self.update_chosen)
        self.tools.changes_wanted.connect(self.show_changes)
        self.tools.channels_wanted.connect(self.show_channels)
        self.tools.releases_wanted.connect(self.show_releases)

    def chosen(self) -> ListStatus | None:
        """The list in the current row."""
        return self.model.row_at(self.table.currentIndex().row())

    # --- what is asked -------------------------------------------------------------------------

    @Slot()
    def choose_files(self) -> None:
        """Ask for files and import them."""
        if self._idle():
            self.importing.choose()

    @Slot(tuple)
    def ask_to_import(self, files: Sequence[Path]) -> None:
        """Ask of which day files are, then import them."""
        if self._idle():
            self.importing.ask(files)

    def import_files(self, files: Sequence[Path]) -> None:
        """Import files together, dated as they say."""
        if self._idle():
            self.importing.begin(jobs.Intake(tuple(files)))

    @Slot()
    def choose_own_list(self) -> None:
        """Ask for a table and take it in as a list of one's own."""
        if self._idle():
            self.own.choose()

    @Slot()
    def update_all(self) -> None:
        """Fetch every list from its official address."""
        if self._idle():
            self.updating.begin(())

    @Slot()
    def update_chosen(self) -> None:
        """Fetch the chosen lists."""
        rows = [self.model.row_at(number) for number in self.table.selected_rows()]
        codes = tuple(row.list.code for row in rows if row is not None)
        if self._idle() and codes:
            self.updating.begin(codes)

    def _idle(self) -> bool:
        return self.ready and not self.importing.progress.following and not self.updating.running

    @Slot()
    def show_changes(self) -> None:
        """What changed in the chosen list."""
        status = self.chosen()
        if status is not None:
            self.comparing.show_changes(status)

    @Slot()
    def show_channels(self) -> None:
        """The chosen list by another channel."""
        status = self.chosen()
        if status is not None:
            self.comparing.show_channels(status)

    @Slot()
    def show_releases(self) -> None:
        """The releases of the chosen list."""
        status = self.chosen()
        if status is not None:
            self.comparing.show_releases(status)

    # --- what comes back -----------------------------------------------------------------------

    @Slot(object)
    def _on_overview(self, found: object) -> None:
        if not isinstance(found, jobs.Overview):
            return
        states = found.lists
        chosen = self.chosen()
        self.model.set_rows(states)
        loaded = sum(state.release is not None for state in states)
        self.tools.count.set_text(f"{loaded} of {counted(len(states), 'list')} loaded")
        self.importing.know({state.list.code: state.list for state in states})
        row = next(
            (n for n, state in enumerate(states) if chosen and state.list.code == chosen.list.code),
            0,
        )
        if states:
            self.table.setCurrentIndex(self.model.index(row, 0))
        untried = [form.name for form in found.formats if not form.tried]
        self.untried.setVisible(bool(untried))
        words = "Built from the description, not tried on a real file"
        self.untried.set_text(f"{words}: {'; '.join(untried)}")
        self._say_protection(found.protection)
        self.overview_fetched.emit(states)

    def _say_protection(self, protection: Protection) -> None:
        """Private lists in a plain file: whoever reads the disk reads them."""
        if protection.encrypted or not protection.private_lists:
            self.unprotected.hide()
            return
        named = ", ".join(isolated(title) for title in protection.private_lists)
        words = (
            f"The workspace is not encrypted and holds private lists ({named}): whoever can read "
            "this computer's files can read them."
        )
        offers = (Offer("Encrypt…", self.encrypt_wanted.emit),) if protection.possible else ()
        notice = Notice(words, "possible", "lock", offers, can_be_closed=False)
        self.unprotected.say(notice)

    @Slot()
    def _on_row(self) -> None:
        status = self.chosen()
        if status is not None:
            self.tools.set_chosen(loaded=status.release is not None)
            self._past.ask(partial(jobs.past, self.desk.services, status))

    @Slot(object)
    def _on_past(self, found: object) -> None:
        if isinstance(found, jobs.Past):
            self.sheet.show_facts(list_facts(found.status, found.releases))

    @Slot(object)
    def _on_report_wanted(self, update: object) -> None:
        """What the import of fetched files did; what was refused can be accepted from there."""
        if isinstance(update, AddressUpdate) and update.report is not None:
            files = [Path(update.kept) / name for name in update.address.files if update.kept]
            self.importing.show_report(update.report, files)

    @Slot()
    def _on_work(self) -> None:
        self.tools.set_busy(busy=self.importing.progress.following or self.updating.running)
        self.fetching.emit(self.updating.running)

    @Slot()
    def _dress(self) -> None:
        px = self.desk.theme.px
        self._column.setContentsMargins(px(0.9), px(0.7), px(0.9), px(0.6))
        self._column.setSpacing(px(0.5))
        self._split.setHandleWidth(px(0.5))

    def _fit(self) -> None:
        """The chosen list stands below the table where there is no room beside it."""
        narrow = self.width() < self.desk.theme.px(_NARROW)
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._split.orientation() != wanted:
            self._split.setOrientation(wanted)

    def refresh(self, changes: AbstractSet[Changes]) -> None:
        """Fetch the overview anew."""
        if self.ready and Changes.LISTS in changes:
            self._overview.ask(partial(jobs.overview, self.desk.services))

    def shown(self) -> None:
        """The keyboard goes to the table."""
        self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or below."""
        super().resizeEvent(event)
        self._fit()

    def remember(self) -> None:
        """Keep widths and split."""
        self.desk.state.remember("lists/widths", self.table.widths())
        self.desk.state.remember("lists/split", self._split.saveState())
