"""Labels that show a text as it is: plain, selectable where it is a fact, in a tone."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from caveat.ui.wording import tip


class PlainLabel(QLabel):
    """A label that never takes its text as markup."""

    def __init__(
        self,
        text: str = "",
        tone: str = "",
        parent: QWidget | None = None,
        *,
        wraps: bool = False,
        selectable: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setProperty("tone", tone)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Change the colour by its meaning."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


class ElidedLabel(PlainLabel):
    """A single line that ends in an ellipsis where the room ends; the whole is in the tool tip."""

    def __init__(self, text: str = "", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", tone, parent)
        self._whole = ""
        self.set_text(text)

    @property
    def whole(self) -> str:
        """The whole text."""
        return self._whole

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setAccessibleName(text)
        self.setToolTip(tip(text))
        self._fit()
        self.updateGeometry()

    def _fit(self) -> None:
        self.setText(
            self.fontMetrics().elidedText(
                self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1)
            )
        )

    def minimumSizeHint(self) -> QSize:
        """Small, so that a long name never widens the window."""
        hint = super().minimumSizeHint()
        hint.setWidth(self.fontMetrics().averageCharWidth() * 6)
        return hint

    def sizeHint(self) -> QSize:
        """Wide enough for the whole text."""
        hint = super().sizeHint()
        hint.setWidth(self.fontMetrics().horizontalAdvance(self._whole) + 4)
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text into the new width."""
        self._fit()
        super().resizeEvent(event)
