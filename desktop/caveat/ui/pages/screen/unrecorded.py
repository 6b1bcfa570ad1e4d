"""Counts searches that were looked at and not put on record."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_SETTLED_MS = 2000
"""An answer that was looked at this long counts."""


class Unrecorded(QObject):
    """Told what is shown and what is left; whatever was typed past does not count."""

    changed = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.count = 0
        self._seen = False
        self.settled = QTimer(self)
        self.settled.setSingleShot(True)
        self.settled.setInterval(_SETTLED_MS)
        self.settled.timeout.connect(self._on_settled)

    def show(self) -> None:
        """An answer that is not on record is shown."""
        self.settled.start()

    def leave(self) -> None:
        """What is shown is about to be replaced by something else."""
        if self._seen:
            self.count += 1
            self.changed.emit(self.count)
        self.forget()

    def forget(self) -> None:
        """What is shown is on record now, or is the same search answered anew."""
        self.settled.stop()
        self._seen = False

    @Slot()
    def pause(self) -> None:
        """The form was touched: what is shown is not looked at any more."""
        self.settled.stop()

    @Slot()
    def _on_settled(self) -> None:
        self._seen = True
