"""A strip that says something and offers what can be done about it; never a modal box."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from caveat.ui.icons import dress_button, dress_label
from caveat.ui.theme import Theme
from caveat.ui.widgets.labels import PlainLabel


@dataclass(frozen=True, slots=True)
class Offer:
    """A button on a notice."""

    text: str
    act: Callable[[], object]
    main: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says. ``tone`` is ``note``, ``possible``, ``strong`` or ``accent``."""

    text: str
    tone: str = "note"
    icon: str = "note"
    offers: tuple[Offer, ...] = ()
    can_be_closed: bool = True


class OfferButton(QPushButton):
    """A button that does what an offer says."""

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(offer.text, parent)
        self._act = offer.act
        self.setAccessibleName(offer.text)
        self.setProperty("role", "main" if offer.main else "")
        self.clicked.connect(self._do)

    @Slot()
    def _do(self) -> None:
        self._act()


class NoticeStrip(QFrame):
    """Shows one notice at a time; hidden while there is none."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._theme = theme
        self._notice: Notice | None = None
        self._buttons: list[OfferButton] = []
        self._icon = QLabel()
        self._label = PlainLabel(wraps=True, selectable=True)
        self._close = QToolButton()
        self._close.setAccessibleName("Close this notice")
        self._close.setToolTip("Close")
        self._close.clicked.connect(self.close_notice)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._label, 1)
        self._row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._dress)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """What is shown."""
        return self._notice

    def say(self, notice: Notice) -> None:
        """Show a notice in place of the last one."""
        self._notice = notice
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        for offer in notice.offers:
            button = OfferButton(offer)
            self._row.insertWidget(self._row.count() - 1, button)
            self._buttons.append(button)
        self._label.setText(notice.text)
        self.setAccessibleName(notice.text)
        self._close.setVisible(notice.can_be_closed)
        self.setProperty("tone", notice.tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self._dress()
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    @Slot()
    def close_notice(self) -> None:
        """Hide it."""
        self._notice = None
        self.hide()
        self.closed.emit()

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(0.6), px(0.35), px(0.35), px(0.35))
        self._row.setSpacing(px(0.5))
        dress_button(self._close, "cross", self._theme, "muted", ems=0.9)
        if self._notice is not None:
            dress_label(self._icon, self._notice.icon, self._theme, self._notice.tone, ems=1.1)
