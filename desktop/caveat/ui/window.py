"""The main window: pages on the left, the state of the lists at the bottom, notices between."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QCloseEvent, QIcon, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from caveat.domain.lists import ListStatus
from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.protection import Rekeying
from caveat.domain.records import Changes
from caveat.paths import Paths
from caveat.resources import resource
from caveat.ui.actions import Actions
from caveat.ui.bridge import Problem
from caveat.ui.contract import Services, WrittenMemo
from caveat.ui.dialogs.command_palette import CommandPalette
from caveat.ui.dialogs.problem import ProblemDialog
from caveat.ui.files import open_in_system
from caveat.ui.holding_typing import HoldingTyping
from caveat.ui.menus import window_actions
from caveat.ui.opening import Opening
from caveat.ui.pages.lists.page import ListsPage
from caveat.ui.pages.page import Desk, Page
from caveat.ui.pages.records.page import RecordsPage
from caveat.ui.pages.screen.page import ScreenPage
from caveat.ui.pages.settings.general import AlertLine, GeneralRoom
from caveat.ui.pages.settings.page import SettingsPage
from caveat.ui.pages.settings.rules import RulesRoom
from caveat.ui.pages.suppliers.page import SuppliersPage
from caveat.ui.protecting import Protecting
from caveat.ui.relations_importing import RelationsImport
from caveat.ui.theme import Wish
from caveat.ui.widgets.footer import Footer
from caveat.ui.widgets.navigation import Navigation
from caveat.ui.widgets.notice import Notice, NoticeStrip, Offer
from caveat.ui.withdrawing import Withdrawing
from caveat.ui.wording import isolated

_NARROW = 58
"""Width in font heights below which the pages are named by icons alone."""


class MainWindow(QMainWindow):
    """Opens at once; the workspace and the index follow in the background."""

    workspace_opened = Signal()

    def __init__(self, desk: Desk, paths: Paths, operator: str = "") -> None:
        super().__init__()
        self.desk = desk
        self._paths = paths
        self._operator = operator
        self._opened = False
        self.ended_well = True
        self._problem: ProblemDialog | None = None
        self._build()
        self.actions_registry = Actions(self, desk.theme)
        for spec in window_actions(self):
            self.actions_registry.add(spec)
        desk.bridge.changed.connect(self._on_changed)
        desk.theme.changed.connect(self._dress)
        self._dress()
        self._restore()

    def _build(self) -> None:
        self.setWindowTitle("Caveat")
        self.setWindowIcon(QIcon(str(resource("icons/caveat.svg"))))
        self.screen_page = ScreenPage(self.desk)
        self.suppliers_page = SuppliersPage(self.desk)
        self.lists_page = ListsPage(self.desk)
        self.records_page = RecordsPage(self.desk)
        self.settings_page = SettingsPage(self.desk)
        self.pages: tuple[Page, ...] = (
            self.screen_page,
            self.suppliers_page,
            self.lists_page,
            self.records_page,
            self.settings_page,
        )
        self.navigation = Navigation(self.desk.theme)
        self._stack = QStackedWidget()
        for page in self.pages:
            self._stack.addWidget(page)
            self.navigation.add_page(page.key, page.word, page.icon)
            page.noticed.connect(self.say)
            page.failed.connect(self.show_problem)
            page.screening_wanted.connect(self.open_screening)
            page.page_wanted.connect(self.go_to)
        self.navigation.page_chosen.connect(self._on_page)
        self.screen_page.import_lists_wanted.connect(self.import_lists)
        self.screen_page.update_lists_wanted.connect(self.update_lists)
        self.screen_page.example_wanted.connect(self.try_example)
        self.screen_page.memo_made.connect(self._on_memo)
        self.records_page.memo_made.connect(self._on_memo)
        self.notice = NoticeStrip(self.desk.theme)
        self._make_opening()
        self.footer = Footer(self.desk.theme)
        self.footer.lists_wanted.connect(partial(self.go_to, "lists"))
        self.screen_page.unrecorded_changed.connect(self.footer.show_unrecorded)
        middle = QWidget()
        self._middle = QVBoxLayout(middle)
        self._middle.addWidget(self.notice)
        self._middle.addWidget(self.opening.progress)
        self._middle.addWidget(self.relations.progress)
        self._middle.addWidget(self._stack, 1)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.navigation)
        body.addWidget(middle, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(self.footer)
        self.setCentralWidget(whole)
        self.lists_page.overview_fetched.connect(self._on_overview)
        self.lists_page.fetching.connect(self.footer.show_fetching)
        self.lists_page.encrypt_wanted.connect(self._on_encrypt_wanted)

    def _make_opening(self) -> None:
        self.opening = Opening(self.desk, self._operator, self)
        self.opening.opened.connect(self._on_opened)
        self.opening.noticed.connect(self.say)
        self.opening.notice_over.connect(self.notice.close_notice)
        self.protecting = Protecting(self.desk, self)
        self.protecting.noticed.connect(self.say)
        self.relations = RelationsImport(self.desk, self)
        self.relations.noticed.connect(self.say)
        self.relations.failed.connect(self.show_problem)
        self.screen_page.import_relations_wanted.connect(self.relations.choose)
        general = self.settings_page.general
        general.rekey_wanted.connect(self.protecting.ask)
        general.theme_chosen.connect(self.set_wish)
        general.zoom_chosen.connect(self._on_zoom_chosen)
        general.operator_chosen.connect(self._on_operator_chosen)
        general.alert_line_chosen.connect(self._on_alert_line)
        self.holdings = HoldingTyping(self.desk, self)
        self.holdings.noticed.connect(self.say)
        self.holdings.failed.connect(self.show_problem)
        self.screen_page.typing_holding_wanted.connect(self.holdings.begin)
        self.withdrawing = Withdrawing(self.desk, self)
        self.withdrawing.noticed.connect(self.say)
        self.withdrawing.failed.connect(self.show_problem)
        self.screen_page.withdrawing_wanted.connect(self.withdrawing.begin)

    # --- opening -------------------------------------------------------------------------------

    @Slot()
    def start(self) -> None:
        """Open the workspace in the background. Typing is possible meanwhile."""
        self.opening.start()

    @Slot()
    def _on_opened(self) -> None:
        self._opened = True
        for page in self.pages:
            page.workspace_opened()
        self.desk.bridge.read(partial(_warm_up, self.desk.services))
        self.workspace_opened.emit()

    # --- what pages and actions ask for --------------------------------------------------------

    @Slot(Notice)
    def say(self, notice: Notice) -> None:
        """Show a notice above the page."""
        self.notice.say(notice)

    @Slot(Problem)
    def show_problem(self, problem: Problem) -> None:
        """Show an error, one at a time."""
        if self._problem is not None and self._problem.isVisible():
            return
        self._problem = ProblemDialog(self.desk.theme, problem, self)
        self._problem.open()

    @Slot(str)
    def go_to(self, key: str) -> None:
        """Show a page."""
        self.navigation.choose(key)

    @Slot(str)
    def open_screening(self, screening: str) -> None:
        """Show a recorded screening on the Screen page."""
        self.go_to(ScreenPage.key)
        self.screen_page.open_recorded(screening)

    @Slot()
    def import_lists(self) -> None:
        """Go to the Lists page and ask for files."""
        self.go_to(ListsPage.key)
        self.lists_page.choose_files()

    @Slot()
    def update_lists(self) -> None:
        """Go to the Lists page and fetch every list."""
        self.go_to(ListsPage.key)
        self.lists_page.update_all()

    def import_suppliers(self) -> None:
        """Go to the Suppliers page and ask for a spreadsheet."""
        self.go_to(SuppliersPage.key)
        self.suppliers_page.choose_file()

    @Slot()
    def try_example(self) -> None:
        """Import the built-in example spreadsheet and screen it."""
        self.go_to(SuppliersPage.key)
        self.suppliers_page.import_file(resource("examples/suppliers.xlsx"), screen_at_once=True)

    def new_search(self) -> None:
        """Begin a new search."""
        self.go_to(ScreenPage.key)
        self.screen_page.new_search()

    def open_palette(self) -> None:
        """Show the command palette."""
        palette = CommandPalette(self.desk.theme, self.actions_registry.all(), self)
        palette.open_over(self)

    def open_settings(self) -> None:
        """Show how the program and its workspace are set."""
        self.settings_page.show_room(GeneralRoom.key)
        self.go_to(SettingsPage.key)

    def open_rules(self) -> None:
        """Show the dated rules."""
        self.settings_page.show_room(RulesRoom.key)
        self.go_to(SettingsPage.key)

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller, or back to normal for 0 steps."""
        if steps:
            self.desk.theme.zoom_by(steps)
        else:
            self.desk.theme.set_zoom(1.0)
        self._keep({"zoom": self.desk.theme.zoom})

    def set_wish(self, wish: str) -> None:
        """Light, dark or as the system."""
        self.desk.theme.set_wish(Wish(wish))
        self._keep({"theme": wish})

    def verify_audit(self) -> None:
        """Go to the audit log and prove it."""
        self.go_to(RecordsPage.key)
        self.records_page.tabs.setCurrentIndex(2)
        self.records_page.verify()

    def open_data_folder(self) -> None:
        """Show where everything is stored."""
        open_in_system(self._paths.data)

    def open_log_folder(self) -> None:
        """Show the log files."""
        open_in_system(self._paths.logs)

    # --- what comes back -----------------------------------------------------------------------

    @Slot()
    def _on_encrypt_wanted(self) -> None:
        self.protecting.ask(Rekeying.ENCRYPTED)

    @Slot(float)
    def _on_zoom_chosen(self, zoom: float) -> None:
        self.desk.theme.set_zoom(zoom)
        self._keep({"zoom": zoom})

    @Slot(str)
    def _on_operator_chosen(self, name: str) -> None:
        services = self.desk.services
        job = self.desk.bridge.write(
            lambda _progress, _cancel: services.change_operator(name), Changes.SETTINGS
        )
        job.failed.connect(self.show_problem)

    @Slot(AlertLine)
    def _on_alert_line(self, line: AlertLine) -> None:
        services = self.desk.services
        job = self.desk.bridge.write(
            lambda _progress, _cancel: services.set_alert_line(line.value, line.reason),
            Changes.SETTINGS,
        )
        job.failed.connect(self.show_problem)

    def _keep(self, changes: dict[str, object]) -> None:
        if self._opened:
            services = self.desk.services
            job = self.desk.bridge.write(
                lambda _progress, _cancel: services.change_settings(changes)
            )
            job.failed.connect(self.show_problem)

    @Slot(frozenset)
    def _on_changed(self, changes: frozenset[Changes]) -> None:
        if self._opened:
            for page in self.pages:
                page.refresh(changes)

    @Slot(tuple)
    def _on_overview(self, states: Sequence[object]) -> None:
        known = [state for state in states if isinstance(state, ListStatus)]
        self.footer.show_lists(known)
        warned = any(state.warnings or state.last_refused for state in known if state.release)
        self.navigation.set_badge(ListsPage.key, "!" if warned else "")

    @Slot(WrittenMemo)
    def _on_memo(self, memo: WrittenMemo) -> None:
        path = memo.path
        offers = (
            Offer("Open file", partial(open_in_system, path), main=True),
            Offer("Open folder", partial(open_in_system, path.parent)),
        )
        self.say(Notice(f"Memo written: {isolated(str(path))}", "accent", "memo", offers))

    @Slot(str)
    def _on_page(self, key: str) -> None:
        for page in self.pages:
            if page.key == key:
                if self.notice.notice is not None and self.notice.notice.can_be_closed:
                    self.notice.close_notice()  # it spoke of the page that is left
                self._stack.setCurrentWidget(page)
                page.shown()

    @Slot()
    def _dress(self) -> None:
        px = self.desk.theme.px
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self.notice.setContentsMargins(px(0.3), 0, px(0.3), 0)
        self.setIconSize(QSize(px(1.1), px(1.1)))
        self.navigation.set_narrow(narrow=self.width() < px(_NARROW))

    def _restore(self) -> None:
        px = self.desk.theme.px
        self.setMinimumSize(px(30), px(20))
        geometry = self.desk.state.bytes_of("window/geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(px(82), px(50))
            screen = self.screen()
            if screen is not None:
                room = screen.availableGeometry()
                self.resize(min(self.width(), room.width()), min(self.height(), room.height()))
        page = self.desk.state.page
        self.go_to(page if page in {known.key for known in self.pages} else ScreenPage.key)

    def showEvent(self, event: QShowEvent) -> None:
        """The first page gets the keyboard."""
        super().showEvent(event)
        current = self._stack.currentWidget()
        if isinstance(current, Page):
            current.shown()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the pages only where there is room."""
        super().resizeEvent(event)
        self.navigation.set_narrow(narrow=self.width() < self.desk.theme.px(_NARROW))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window; jobs under way are cancelled, nothing is half-written."""
        state = self.desk.state
        state.remember("window/geometry", self.saveGeometry())
        current = self._stack.currentWidget()
        if isinstance(current, Page):
            state.page = current.key
        for page in self.pages:
            page.remember()
        state.save()
        self.hide()
        self.ended_well = self.desk.bridge.shut_down()
        if self.ended_well:  # a thread still at work must keep its database
            self.desk.services.close()
        event.accept()


def _warm_up(services: Services, _progress: ReportProgress, _cancel: CancelToken) -> None:
    services.warm_up()
