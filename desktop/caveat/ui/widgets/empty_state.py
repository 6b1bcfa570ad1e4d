"""What an empty page says: what belongs here and what to do."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from caveat.ui.icons import dress_label
from caveat.ui.theme import Theme
from caveat.ui.widgets.labels import PlainLabel
from caveat.ui.widgets.notice import Offer, OfferButton


class EmptyState(QWidget):
    """An icon, a sentence, an explanation and up to a few offers, centred."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._title = PlainLabel(tone="title", wraps=True)
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text = PlainLabel(tone="muted", wraps=True, selectable=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._offers = QHBoxLayout()
        self._buttons: list[OfferButton] = []
        self._column = QVBoxLayout(self)
        self._column.addStretch(2)
        self._column.addWidget(self._icon)
        self._column.addWidget(self._title)
        self._column.addWidget(self._text)
        self._column.addLayout(self._offers)
        self._column.addStretch(3)
        theme.changed.connect(self._dress)
        self._dress()

    def say(self, title: str, text: str, offers: Sequence[Offer] = ()) -> None:
        """Show a sentence, an explanation and offers."""
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(f"{title}. {text}")
        while self._offers.count():
            self._offers.takeAt(0)
        for button in self._buttons:
            button.deleteLater()
        self._buttons = [OfferButton(offer) for offer in offers]
        self._offers.addStretch(1)
        for button in self._buttons:
            self._offers.addWidget(button)
        self._offers.addStretch(1)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Where there is little room the words have it, and not the icon."""
        needed = self._column.totalHeightForWidth(self.width())
        if self._icon.isHidden():
            needed += self._icon.sizeHint().height() + self._column.spacing()
        self._icon.setVisible(needed <= self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size, another fit."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Fits anew once the buttons take their room: they are shown after the words."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return done

    @Slot()
    def _dress(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(1.5), px(1), px(1.5), px(1))
        self._column.setSpacing(px(0.6))
        dress_label(self._icon, self._icon_name, self._theme, "muted", ems=2.2)
