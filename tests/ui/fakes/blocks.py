"""How long the window did not answer."""

from typing import Self

from PySide6.QtCore import QElapsedTimer, QTimer


class LongestBlock:
    """Measures how long the window did not answer: the longest gap between two timer ticks."""

    def __init__(self) -> None:
        self.longest = 0
        self._clock = QElapsedTimer()
        self._timer = QTimer()
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)

    def __enter__(self) -> Self:
        self._clock.start()
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        self.longest = max(self.longest, self._clock.restart())
