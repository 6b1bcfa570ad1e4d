"""Below the form: results and detail side by side, in turns where it is narrow; or what to do."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from caveat.ui.pages.page import Desk
from caveat.ui.pages.screen.decision_bar import DecisionBar
from caveat.ui.pages.screen.detail import DetailPane
from caveat.ui.pages.screen.first_start import FirstStart
from caveat.ui.pages.screen.result_pane import ResultPane
from caveat.ui.widgets.empty_state import EmptyState

_SPLIT = "screen/split"


class ScreenBody(QStackedWidget):
    """Shows what it is told; which of its halves has the whole page is the page's to say."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        theme = desk.theme
        self.results = ResultPane(theme)
        self.detail = DetailPane(desk)
        self.decide = DecisionBar(theme)
        self.first = FirstStart(theme)
        self.empty = EmptyState(theme, "screen")
        self.empty.say(
            "Type a name, an address or a number",
            "Results appear while you type, in any script. Each says why it is there.",
        )
        self._right = QWidget()
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.detail, 1)
        column.addWidget(self.decide)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self.results)
        self._split.addWidget(self._right)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 4)
        self._split.setStretchFactor(1, 6)
        state = desk.state.bytes_of(_SPLIT)
        if state is None or not self._split.restoreState(state):
            self._split.setSizes([theme.px(30), theme.px(44)])
        for widget in (self.empty, self.first, self._split):
            self.addWidget(widget)
        theme.changed.connect(self._dress)
        self._dress()

    def show_answer(self) -> None:
        """Results and detail."""
        self.setCurrentWidget(self._split)

    def show_idle(self, *, starter_only: bool) -> None:
        """What to do where nothing is asked."""
        self.setCurrentWidget(self.first if starter_only else self.empty)

    def show_detail_alone(self) -> None:
        """The detail takes the place of the results."""
        self.results.hide()
        self._right.show()
        self.detail.set_alone(alone=True)

    def fit(self, *, narrow: bool, enlarged: bool) -> None:
        """Share out the room: both halves, the results alone, or the links alone."""
        self.results.setVisible(not enlarged)
        self._right.setVisible(enlarged or not narrow)
        self.decide.setVisible(self.detail.hit is not None and not enlarged)
        self.detail.set_alone(alone=enlarged)
        for links in (self.detail.links, self.detail.links_as_typed):
            links.tools.show_enlarged(enlarged=enlarged)

    def remember(self) -> None:
        """Keep the split."""
        self._desk.state.remember(_SPLIT, self._split.saveState())

    @Slot()
    def _dress(self) -> None:
        self._split.setHandleWidth(self._desk.theme.px(0.5))
