"""Carries an attempt to the network and back, in a thread that can be left behind."""

import threading

from caveat.ingest.download.exchange import Answer, Exchange


class Courier:
    """Runs an exchange in a thread that nobody has to wait for."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self.ended = threading.Event()
        self._answer: Answer | None = None
        self._error: BaseException | None = None

    def start(self) -> None:
        """Set out. `ended` is set on the return."""
        name = f"fetching from {self._exchange.order.host}"
        threading.Thread(target=self._run, name=name, daemon=True).start()

    def _run(self) -> None:
        try:
            self._answer = self._exchange.run()
        except BaseException as error:  # noqa: BLE001  # carried over to the waiting thread
            self._error = error
        finally:
            if not self._exchange.writer.given_up:
                self._exchange.writer.pause()
            self.ended.set()

    def answer(self) -> Answer:
        """What the exchange gave, or raised."""
        if self._error is not None:
            raise self._error
        if self._answer is None:
            raise RuntimeError("the exchange ended without an answer")
        return self._answer
