"""Fetches one file, with attempts, and stops when it should: cancelled, stalled, or out of time.

The network is left to a thread that can be given up, since nothing else ends a wait for a name, a
connection or a byte within a tenth of a second on every system.
"""

import contextlib
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from caveat.domain.progress import (
    CancelledError,
    CancelToken,
    Progress,
    ReportProgress,
    ignore_progress,
)
from caveat.ingest.download import problems
from caveat.ingest.download.courier import Courier
from caveat.ingest.download.exchange import Answer, Exchange, Meter, Order
from caveat.ingest.download.headers import http_date
from caveat.ingest.download.known import Known
from caveat.ingest.download.network import Network
from caveat.ingest.download.partial import Partial
from caveat.ingest.download.problems import DownloadFailedError, WorthlessError
from caveat.ingest.download.rules import Limits, Rules
from caveat.ingest.download.writer import Writer

_LOOK_EVERY = 0.02
"""Seconds between looks at the cancel token and the clock."""
_DISK_PATIENCE = 10.0
"""Seconds that a stalled attempt may take to end its last write before the next begins."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that came, or need not come.

    Attributes:
        path: Where it lies; None where the server has nothing newer than what is known.
        received: Bytes that came over the network, all attempts together.
        known: What the server said of it, to be given at the next fetch.
        last_modified: The same as a moment, in UTC; None where it did not say.
        attempts: How many it took.
    """

    path: Path | None
    received: int
    known: Known
    last_modified: datetime | None
    attempts: int = 1


def fetch(
    url: str,
    target: Path,
    *,
    network: Network,
    rules: Rules,
    limits: Limits | None = None,
    known: Known | None = None,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
) -> Fetched:
    """Fetch one file. Its name appears only when all of it is there and safe on the disk.

    What came of a file that broke off stays beside the target and is gone on with at the next
    call, if the server still has the same edition.

    Args:
        url: Address; HTTPS and a host that the rules name.
        target: Where the file goes; its folder is made.
        network: Opens the connections.
        rules: Which servers may be asked.
        limits: Time-outs, sizes and attempts.
        known: What the server said of the edition that is stored already.
        progress: Told the bytes so far, of how many (0 while unknown), in the calling thread.
        cancel: Ends the call within a tenth of a second.

    Raises:
        DownloadFailedError: The server, the network or the rules are in the way.
        EnvironmentProblemError: The disk is.
        CancelledError: It was cancelled.
    """
    rules.check(url)
    limits = limits or Limits()
    partial = Partial(target)
    if partial.edition is not None and partial.edition.url != url:
        partial.discard()
    order = Order(url, network, rules, limits, known or Known())
    fetching = _Fetching(order, partial, progress, cancel)
    try:
        return fetching.run()
    finally:
        if not fetching.lock_passed_on:
            partial.release()


class _Fetching:
    """The attempts at one file."""

    def __init__(
        self,
        order: Order,
        partial: Partial,
        progress: ReportProgress,
        cancel: CancelToken | None,
    ) -> None:
        self._order = order
        self._limits = order.limits
        self._partial = partial
        self._progress = progress
        self._cancel = cancel
        self._deadline = time.monotonic() + order.limits.total_seconds
        self._received = 0
        self._reached = False
        self.lock_passed_on = False

    def run(self) -> Fetched:
        """Try until it is there or cannot be had."""
        fruitless, furthest = 0, self._partial.size
        attempt = 0
        while True:
            attempt += 1
            try:
                return self._fetched(self._attempt(), attempt)
            except DownloadFailedError as error:
                if isinstance(error, WorthlessError):
                    self._partial.discard()
                fruitless = 0 if self._partial.size > furthest else fruitless + 1
                furthest = max(furthest, self._partial.size)
                out_of_attempts = (
                    fruitless >= self._limits.attempts or attempt >= self._limits.attempts_in_all
                )
                too_long = error.wait > self._limits.most_wait_seconds
                if not error.passing or out_of_attempts or too_long:
                    error.reached = error.reached or self._reached
                    raise
                wait = max(error.wait, self._limits.back_off(fruitless))
            self._sleep(wait)

    def _fetched(self, answer: Answer, attempts: int) -> Fetched:
        if not answer.modified:
            return Fetched(None, self._received, self._order.known, None, attempts)
        return Fetched(
            self._partial.target,
            self._received,
            Known(answer.etag, answer.last_modified),
            http_date(answer.last_modified),
            attempts,
        )

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        if until > self._deadline:
            raise problems.took_too_long(self._order.host, self._limits.total_seconds)
        while time.monotonic() < until:
            self._check_cancelled()
            time.sleep(min(_LOOK_EVERY, max(0.0, until - time.monotonic())))

    def _check_cancelled(self) -> None:
        if self._cancel is not None:
            self._cancel.check()

    def _attempt(self) -> Answer:
        """One attempt in a thread of its own, watched from here."""
        self._check_cancelled()
        writer = Writer(self._partial, self._limits.checkpoint_bytes)
        meter = Meter(position=self._partial.size)
        exchange = Exchange(self._order, self._partial.edition, writer, meter)
        courier = Courier(exchange)
        courier.start()
        try:
            self._watch(courier, meter)
        except CancelledError:
            self._leave(writer, meter)
            raise
        except DownloadFailedError:
            if not writer.give_up(patience=_DISK_PATIENCE, keep=True):
                self._leave(writer, meter)
                raise DownloadFailedError(
                    f"The disk of {self._partial.target.parent} does not answer. The lists in "
                    "service stay as they are. Try again later.",
                    reached=meter.reached,
                ) from None
            _hang_up(meter)
            raise
        except BaseException:
            self._leave(writer, meter)
            raise
        finally:
            self._reached = self._reached or meter.reached
            self._received += meter.received
        return courier.answer()

    def _leave(self, writer: Writer, meter: Meter) -> None:
        """Go at once; the thread, wherever it hangs, touches no file any more."""
        self.lock_passed_on = True
        writer.give_up(self._partial.release)
        _hang_up(meter)

    def _watch(self, courier: Courier, meter: Meter) -> None:
        """Wait for the end of an attempt.

        Raises:
            CancelledError: It is not wanted any more.
            DownloadFailedError: It stalls, or takes too long altogether.
        """
        stage = f"Fetching from {self._order.host}"
        seen, since = meter.moved, time.monotonic()
        told = -1
        while not courier.ended.wait(_LOOK_EVERY):
            self._check_cancelled()
            now = time.monotonic()
            if meter.position != told:
                told = meter.position
                self._progress(Progress(stage, told, max(meter.total, told) if meter.total else 0))
            if meter.moved - seen >= self._limits.stall_bytes:
                seen, since = meter.moved, now
            if now - since > self._limits.stall_seconds:
                raise problems.stalled(
                    self._order.host, self._limits.stall_seconds, reached=meter.reached
                )
            if now > self._deadline:
                raise problems.took_too_long(self._order.host, self._limits.total_seconds)
        if meter.position:
            self._progress(Progress(stage, meter.position, meter.total))


def _hang_up(meter: Meter) -> None:
    hang_up = meter.hang_up
    if hang_up is not None:
        with contextlib.suppress(Exception):  # the connection may be gone already
            hang_up()
