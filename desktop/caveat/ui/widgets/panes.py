"""Frames around what is read, and first sizes of dialogs."""

from PySide6.QtWidgets import QDialog, QFrame, QVBoxLayout, QWidget


def framed(widget: QWidget) -> QFrame:
    """A widget in a pane of its own."""
    frame = QFrame()
    frame.setObjectName("pane")
    column = QVBoxLayout(frame)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(widget)
    return frame


def fit_screen(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog its first size, never more than the screen has room for."""
    room = dialog.screen().availableGeometry()
    dialog.resize(min(width, room.width()), min(height, room.height()))


def fit_height(dialog: QDialog) -> None:
    """Make a dialog high enough: Qt asks wrapped labels for a height only inside a layout."""
    layout = dialog.layout()
    if layout is None:
        return
    layout.activate()
    width = max(dialog.width(), dialog.minimumWidth(), layout.minimumSize().width())
    needed = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
    dialog.resize(width, max(needed, layout.minimumSize().height()))
