"""The Links tab: whose links, how far, which of them; the picture and the list beneath."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from caveat.domain.connections import Connections
from caveat.domain.relations import RefKind
from caveat.ui.bridge import Problem
from caveat.ui.contract_links import LinksAsked
from caveat.ui.pages.page import Desk
from caveat.ui.pages.screen.links.asking import Asking
from caveat.ui.pages.screen.links.filter_panel import FilterPanel
from caveat.ui.pages.screen.links.saving import PictureSaving
from caveat.ui.pages.screen.links.sides import LinkSides
from caveat.ui.pages.screen.links.tools import LinkTools
from caveat.ui.widgets.empty_state import EmptyState
from caveat.ui.widgets.labels import ElidedLabel
from caveat.ui.widgets.notice import Notice, Offer
from caveat.ui.wording import counted, isolated, one_line

_LOW = 26
"""Height in font heights below which filter and picture take turns."""
_LAW = "Links are those known today; what was law on another day does not change them."


class LinksPane(QWidget):
    """Asks only while it is in sight."""

    enlarge_wanted = Signal(bool)
    import_wanted = Signal()
    withdrawing_wanted = Signal(str)
    """A relation that was brought in here is to be withdrawn; of whom."""
    search_wanted = Signal(str)
    """A name to be searched."""
    noticed = Signal(Notice)
    failed = Signal(Problem)
    copied = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._party: LinksAsked | None = None
        self._typed: LinksAsked | None = None
        self._as_of: date | None = None
        self._law = self._focus_later = False
        self._filtered = ("", "")
        self.asking = Asking(desk, self)
        self.asking.answered.connect(self._on_found)
        self.asking.grew.connect(self._on_grown)
        self.asking.failed.connect(self._on_failed)
        self.asking.step_failed.connect(self._on_step_failed)
        self.asking.waiting_for.connect(self._on_waiting)
        self.saving = PictureSaving(desk, self)
        self.saving.noticed.connect(self.noticed)
        self.saving.failed.connect(self.failed)
        self._build()
        desk.theme.changed.connect(self._dress)
        self._dress()

    def _build(self) -> None:
        theme = self._desk.theme
        self.filter = FilterPanel(theme)
        self.filter.hide()
        self.filter.changed.connect(self._on_filtered)
        self.status = ElidedLabel(tone="muted")
        self.cancel = QPushButton("Cancel")
        self.cancel.setAccessibleName("Cancel looking up links")
        self.cancel.clicked.connect(self._on_cancel)
        self.cancel.hide()
        self.sides = LinkSides(theme)
        self.sides.said.connect(self._on_said)
        self.sides.expand_wanted.connect(self.expand)
        self.sides.search_wanted.connect(self.search_wanted)
        self.sides.copied.connect(self.copied)
        self._build_tools()
        self.empty = EmptyState(theme, "related")
        self._body = QStackedWidget()
        self._body.addWidget(self.empty)
        self._body.addWidget(self.sides)
        self._line = QHBoxLayout()
        self._line.addWidget(self.status, 1)
        self._line.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.filter)
        column.addLayout(self._line)
        column.addWidget(self._body, 1)
        self._say_empty("No links asked for", "Search a supplier first.")

    def _build_tools(self) -> None:
        self.tools = LinkTools(self._desk.theme)
        self.tools.subject_chosen.connect(self._ask)
        self.tools.steps_chosen.connect(self._ask)
        self.tools.filter_toggled.connect(self._fit)
        self.tools.zoomed.connect(self.sides.graph.view.zoom_by)
        self.tools.fitted.connect(self.sides.graph.view.fit)
        self.tools.enlarge_wanted.connect(self.enlarge_wanted)
        self.tools.export_wanted.connect(self.choose_export)
        self.tools.copy_wanted.connect(self.copy_list)
        self.tools.import_wanted.connect(self.import_wanted)
        self.tools.withdraw_wanted.connect(self._on_withdraw)

    # --- what is asked -------------------------------------------------------------------------

    def show_subjects(
        self,
        party: LinksAsked | None,
        typed: LinksAsked | None,
        *,
        as_of: date | None = None,
        law: bool = False,
    ) -> None:
        """Offer the links of a listed party, of the supplier as typed, or of both.

        Args:
            party: The listed party that is opened.
            typed: The supplier that was searched.
            as_of: The day whose knowledge the answer rests on; None for today's.
            law: Whether the answer is by what was law on another day: links are not.
        """
        self._party, self._typed, self._as_of, self._law = party, typed, as_of, law
        self.tools.offer(party=party is not None, typed=typed is not None)
        if self.isVisible():
            self._ask()

    def ask_again(self) -> None:
        """What is known has changed."""
        self.asking.stale = True
        if self.isVisible():
            self._ask()

    @Slot()
    def _ask(self) -> None:
        subject = self._subject()
        if subject is None:
            self.asking.forget()
            self._say_empty("No links asked for", "Give a name or an address.")
        else:
            self.asking.ask(subject)

    def _subject(self) -> LinksAsked | None:
        subject = self._party if self.tools.party.isChecked() else self._typed
        return subject and replace(subject, depth=self.tools.steps_wanted, as_of=self._as_of)

    @Slot(int)
    def expand(self, place: int) -> None:
        """Look up one more step from a party of the picture."""
        if place in self.asking.expandable():
            self.asking.expand(place)
        elif self.asking.found is not None:
            name = isolated(self.asking.found.nodes[place].name)
            self.status.set_text(f"One step from {name} is looked up already.")

    # --- what comes back -----------------------------------------------------------------------

    @Slot(object)
    def _on_found(self, found: object) -> None:
        asked = self.asking.asked
        if not isinstance(found, Connections) or asked is None:
            return
        if not asked.as_typed and found.nodes[0].ref.kind is not RefKind.LISTED:
            when = f"on {self._as_of}" if self._as_of else "today"
            self._say_empty(
                f"Not listed {when}",
                f"This entry is on no list in service {when}, so its ties cannot be looked up. "
                "Those of the supplier as typed can.",
            )
        elif found.edges:
            self._show(found, fresh=True)
        else:
            self._say_no_tie(found, asked)

    @Slot(object)
    def _on_grown(self, found: object) -> None:
        if isinstance(found, Connections):
            self._show(found, fresh=False)

    def _show(self, found: Connections, *, fresh: bool) -> None:
        asked = self.asking.asked
        about = (asked.who, asked.address) if asked is not None else ("", "")
        if about != self._filtered:  # what was hidden of one party must not hide ties of another
            self._filtered = about
            self.filter.clear()
        self.filter.show_graph(found)
        self._body.setCurrentWidget(self.sides)
        self.tools.set_usable(usable=True)
        wanted = self.filter.wanted()
        self.tools.say_filtered(filtered=not wanted.shows_all)
        self.sides.show_found(found, wanted, self.asking.expandable(), fresh=fresh)
        if self._focus_later and self.tools.steps.hasFocus():
            self.sides.graph.view.setFocus()
        self._focus_later = False

    def _say_no_tie(self, found: Connections, asked: LinksAsked) -> None:
        about = ", ".join(isolated(text) for text in (asked.who, asked.address) if text)
        words = [f"Asked was {about}, {counted(found.depth, 'step')}."]
        words += map(one_line, found.notes)
        words.append(
            ("" if asked.address else "Give an address of the supplier, too. ")
            + "Import relations that you know of: who holds, leads or supplies whom."
        )
        offers = (Offer("Import relations…", self.import_wanted.emit),)
        self._say_empty("No tie is known", "\n".join(words), offers)

    def _say_empty(self, title: str, text: str, offers: tuple[Offer, ...] = ()) -> None:
        self.empty.say(title, text, offers)
        self._body.setCurrentWidget(self.empty)
        self.tools.set_usable(usable=False)
        self.tools.filter.setChecked(False)
        self.status.set_text("")

    @Slot(Problem)
    def _on_failed(self, problem: Problem) -> None:
        self._say_empty(problem.title, problem.text, (Offer("Try again", self._ask),))

    @Slot(Problem)
    def _on_step_failed(self, problem: Problem) -> None:
        self.status.set_text(one_line(problem.text))

    @Slot(str)
    def _on_waiting(self, words: str) -> None:
        self.cancel.setVisible(bool(words))
        if words and self.asking.found is None:  # what is shown belongs to another question
            self._say_empty(words, "")
        elif words:
            self.status.set_text(words)

    @Slot()
    def _on_cancel(self) -> None:
        self.asking.cancel()
        if self.asking.found is None:
            self._say_empty("Cancelled", "", (Offer("Look up again", self._ask),))
        else:
            self._on_said(self.sides.counts())

    # --- filter, files -------------------------------------------------------------------------

    @Slot()
    def _on_filtered(self) -> None:
        wanted = self.filter.wanted()
        self.tools.say_filtered(filtered=not wanted.shows_all)
        self.sides.show_only(wanted)

    @Slot(str)
    def _on_said(self, words: str) -> None:
        said = [words]
        if self._as_of is not None:
            said.append(f"As known on {self._as_of}.")
        elif self._law:
            said.append(_LAW)
        self.status.set_text(". ".join(said))

    def text(self) -> str:
        """Everything shown as text; where nothing is, why."""
        return self.known_text() or self.empty.accessibleName()

    def known_text(self) -> str:
        """The links as text, where they are those of the party that is opened now."""
        looked_up = self._body.currentWidget() is self.sides
        return self.sides.text() if looked_up and self._subject() == self.asking.asked else ""

    @Slot()
    def copy_list(self) -> None:
        """The list as text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())
        self.noticed.emit(Notice("Copied: the links as text", "accent", "copy"))

    @Slot()
    def choose_export(self) -> None:
        """Ask where the picture goes."""
        found = self.sides.found
        if self._body.currentWidget() is self.sides and found is not None:
            self.saving.choose(found.nodes[0].name, self.sides.picture_of)
        else:
            self.noticed.emit(Notice("There is no picture of links to export."))

    @Slot()
    def _on_withdraw(self) -> None:
        found = self.sides.found
        self.withdrawing_wanted.emit(found.nodes[0].name if found is not None else "")

    # --- look ----------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """The keyboard goes to the picture, or to what stands in its place."""
        if self._body.currentWidget() is self.sides:
            self.sides.graph.view.setFocus()
        else:
            self.tools.steps.setFocus()
            self._focus_later = self.asking.waiting

    @Slot()
    def _dress(self) -> None:
        px = self._desk.theme.px
        self._line.setContentsMargins(px(0.7), 0, px(0.5), px(0.2))
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """The filter stands above the picture where there is room, else in its place."""
        filtering = self.tools.filter.isChecked()
        self.filter.setVisible(filtering)
        low = self.height() < self._desk.theme.px(_LOW)
        self._body.setVisible(not (filtering and low))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height, another arrangement."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """What came meanwhile is asked now."""
        super().showEvent(event)
        self._ask()
