"""The state of the lists, always in sight at the bottom, and that nothing leaves the computer."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from caveat.domain.lists import ListStatus, ReleaseState
from caveat.ui.icons import dress_button
from caveat.ui.theme import Theme
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.wording import age, counted, day, one_line, tip

_FIRST = ("US-EL", "US-SDN", "US-DPL")
_CHIP = 16
"""Width that a chip may need, in font heights."""
_LONGEST_TITLE = 20
"""Characters of a title on a chip; a longer one is named by its code."""


class Footer(QFrame):
    """Ages of the lists with a sign on each that is warned about; a press opens the Lists page."""

    lists_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self._theme = theme
        self._states: tuple[ListStatus, ...] = ()
        self._opened = False
        self._fetching = False
        self._chips: list[QToolButton] = []
        self._unrecorded = PlainLabel(tone="muted")
        self._unrecorded.hide()
        self._offline = QToolButton()
        self._offline.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._offline.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        self._row.addWidget(self._unrecorded)
        self._row.addWidget(self._offline)
        theme.changed.connect(self._draw)
        self._draw()

    def show_lists(self, states: Sequence[ListStatus]) -> None:
        """Show the lists: those warned about first, then the newest."""
        self._states = tuple(states)
        self._opened = True
        self._draw()

    @Slot(bool)
    def show_fetching(self, fetching: bool) -> None:  # noqa: FBT001 - Qt's signature
        """Whether lists are being fetched over the network right now."""
        self._fetching = fetching
        self._draw()

    def show_unrecorded(self, number: int) -> None:
        """How many searches of this session were not put on record."""
        self._unrecorded.setText(f"{counted(number, 'search', 'searches')} not on record")
        self._unrecorded.setVisible(number > 0)

    def chip_texts(self) -> tuple[str, ...]:
        """What the chips say, from the left."""
        return tuple(chip.text() for chip in self._chips)

    @Slot()
    def _draw(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(0.6), px(0.1), px(0.4), px(0.1))
        self._row.setSpacing(px(0.3))
        self._say_network()
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.deleteLater()
        self._chips = []
        for text, icon, note in self._contents():
            chip = QToolButton()
            chip.setProperty("role", "chip")
            chip.setText(text)
            chip.setToolTip(note)
            chip.setAccessibleName(f"{text}. {note}. Opens the Lists page")
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            if icon:
                tone = "strong" if icon == "refused" else "possible" if icon != "lists" else "muted"
                dress_button(chip, icon, self._theme, tone)
            else:
                chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            chip.clicked.connect(self.lists_wanted)
            self._row.insertWidget(len(self._chips), chip)
            self._chips.append(chip)

    def _say_network(self) -> None:
        if self._fetching:
            self._offline.setText("Fetching lists")
            words = "Lists are fetched from their official addresses. Nothing else leaves."
        else:
            self._offline.setText("Offline")
            words = "Nothing leaves this computer. Only Update, when you press it, fetches lists."
        self._offline.setToolTip(words)
        self._offline.setAccessibleName(f"{self._offline.text()}: {words}")
        icon, tone = ("update", "accent") if self._fetching else ("offline", "muted")
        dress_button(self._offline, icon, self._theme, tone)

    def _contents(self) -> list[tuple[str, str, str]]:
        if not self._opened:
            return [("Loading the lists…", "lists", "The lists are being loaded")]
        held = [state for state in self._states if state.release is not None]
        if not held:
            return [("No list loaded", "possible", "Import a list file on the Lists page")]
        if all(s.release and s.release.state is ReleaseState.STARTER for s in held):
            words = "Starter data only: not a screening"
            return [(words, "possible", "Import the official lists on the Lists page")]
        held.sort(key=_importance)
        room = self._room(self.width())
        shown, rest = held[:room], held[room:]
        contents = [_chip(state) for state in shown]
        if rest:
            warned = sum(_warned(state) for state in rest)
            more = f"{counted(len(rest), 'more list')}, {warned} with a warning: "
            more += "; ".join(_chip(state)[0] for state in rest)
            contents.append((f"+{len(rest)}", "possible" if warned else "", more))
        return contents

    def _room(self, width: int) -> int:
        """How many lists have room for a chip of their own."""
        return min(max(width // self._theme.px(_CHIP) - 1, 1), 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer chips where there is less room."""
        super().resizeEvent(event)
        if self._room(event.oldSize().width()) != self._room(event.size().width()):
            self._draw()


def _warned(state: ListStatus) -> bool:
    return bool(state.warnings) or state.last_refused is not None


def _importance(state: ListStatus) -> int:
    """The lists that officers ask about first stand first; the others keep their order."""
    code = state.list.code
    return _FIRST.index(code) if code in _FIRST else len(_FIRST)


def _short_title(state: ListStatus) -> str:
    title = one_line(state.list.title)
    return title if len(title) <= _LONGEST_TITLE else state.list.code.partition("-")[2]


def _chip(state: ListStatus) -> tuple[str, str, str]:
    release = state.release
    title = _short_title(state)
    if release is None:
        return (f"{title}: not loaded", "possible", "No release of this list is in service")
    words = f"{title} {day(release.released)} · {age(state.age_days)}"
    if release.released is None:
        words = f"{title}: date unknown"
    icon = "possible" if _warned(state) else ""
    if release.state is ReleaseState.STARTER:
        words, icon = f"{title}: starter data", "possible"
    words_tip = tip("; ".join(state.warnings)) or "In service, no warning"
    return (words, icon, words_tip)
