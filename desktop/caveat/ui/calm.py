"""Collects garbage when nothing is under way, because a full collection stops the window.

Measured: while a list of 5,000 parties is imported, CPython's full collections hold the
interpreter for 40-210 ms each. They are therefore put off until the program is idle, and what
lives for long (the index, the modules) is taken out of their sight, so that they stay short.
"""

import gc
import logging
import time

from PySide6.QtCore import QObject, QTimer, Slot

from caveat.ui.bridge import Bridge

_YOUNG, _MIDDLE, _NEVER = 700, 10, 1_000_000_000
_IDLE_MS = 1_500
"""How long nothing must be under way before garbage is collected."""

log = logging.getLogger(__name__)


class CalmCollector(QObject):
    """Takes the full collections over from the interpreter for as long as the window lives."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._warm = False
        self._before = gc.get_threshold()
        gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self.collect)
        bridge.idle.connect(self._idle.start)

    @Slot()
    def collect(self) -> None:
        """Collect now, unless work is under way again; then it is put off once more."""
        if self._bridge.busy:
            return
        began = time.perf_counter()
        if self._warm:  # the first time there is nothing but what lives for long
            gc.collect()
        self._warm = True
        gc.freeze()
        log.debug("garbage collected in %.0f ms", (time.perf_counter() - began) * 1000)

    def give_back(self) -> None:
        """The interpreter collects as it did before."""
        self._idle.stop()
        gc.set_threshold(*self._before)
        gc.unfreeze()
