"""A page that takes files dropped on it, and says so while they hover."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from caveat.ui.files import dropped_files
from caveat.ui.widgets.labels import PlainLabel


class DropArea(QFrame):
    """Covers a page while files are dragged over it. Answers with `dropped`."""

    dropped = Signal(tuple)

    def __init__(self, words: str, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("drop")
        self._page = page
        label = PlainLabel(words, "title")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.addWidget(label)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what is dragged over the page."""
        if watched is self._page:
            if isinstance(event, QDragEnterEvent):
                if dropped_files(event.mimeData()):
                    event.acceptProposedAction()
                    self.setGeometry(self._page.rect().adjusted(8, 8, -8, -8))
                    self.raise_()
                    self.show()
                    return True
            elif isinstance(event, QDragLeaveEvent):
                self.hide()
            elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
                self.hide()
                files = dropped_files(event.mimeData())
                if files:
                    event.acceptProposedAction()
                    self.dropped.emit(files)
                    return True
        return super().eventFilter(watched, event)
