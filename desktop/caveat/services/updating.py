"""Fetches lists from their official addresses and takes them in: the only use of the network.

The addresses are asked in parallel; what has come is imported here, one after the other, while the
rest still comes. What goes wrong with one address stops no other.
"""

import contextlib
import queue
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from caveat.domain.lists import ImportReport, Origin, ReleaseState
from caveat.domain.progress import (
    CancelledError,
    CancelToken,
    Progress,
    ReportProgress,
    ignore_progress,
)
from caveat.domain.updates import AddressUpdate, ListAddress, UpdateOutcome, UpdateReport
from caveat.errors import CaveatError, EnvironmentProblemError
from caveat.ingest.download.address_files import AddressFiles, Means, fetch_address
from caveat.ingest.download.addresses import TABLE, list_addresses
from caveat.ingest.download.known import Stored
from caveat.ingest.download.leftovers import clear_leftovers
from caveat.ingest.download.network import Network
from caveat.ingest.download.problems import DownloadFailedError
from caveat.ingest.download.rules import Limits, Rules
from caveat.services.download_state import remember_failure, remember_success, stored_files
from caveat.services.lists import import_files
from caveat.services.update_choice import choose_addresses
from caveat.services.workspace import Workspace

_TOLD_EVERY = 0.05
_OUR_BUG = "an error of the program itself stopped it; the lists in service stay as they are"


@dataclass(frozen=True, slots=True)
class Fetching:
    """How an update fetches. Not a setting: other values are for tests.

    Attributes:
        limits: Time-outs, sizes and attempts.
        at_once: Addresses that are asked at the same time.
        local_http: Whether this very computer may be asked without encryption.
    """

    limits: Limits = field(default_factory=Limits)
    at_once: int = 4
    local_http: bool = False


def known_addresses(ws: Workspace) -> tuple[ListAddress, ...]:
    """The table of addresses: the officer's own in the data folder, else the program's.

    Raises:
        InputError: The officer's table has a row that cannot be used.
    """
    return list_addresses(ws.paths.data / TABLE)


def update_lists(
    ws: Workspace,
    codes: Sequence[str] = (),
    *,
    addresses: Sequence[ListAddress] | None = None,
    progress: ReportProgress = ignore_progress,
    cancel: CancelToken | None = None,
    fetching: Fetching | None = None,
) -> UpdateReport:
    """Fetch lists from their official addresses, then import them as files are imported.

    Args:
        ws: The workspace.
        codes: List codes or keys of addresses; without any, what `choose_addresses` says.
        addresses: The table; by default `known_addresses`.
        progress: Told, in this thread, how many bytes of which address came, and how far its
            import is; ``stage`` begins with the publication's name.
        cancel: Ends fetching within a tenth of a second, and an import before anything of it is
            stored.
        fetching: How.

    Raises:
        InputError: A wish that names nothing; an unusable table.
        EnvironmentProblemError: The workspace is read-only.
    """
    if ws.read_only:
        raise EnvironmentProblemError(
            "This workspace is open for reading only, so no list can be imported. Nothing was "
            "fetched. Give yourself write permission for its folder."
        )
    table = tuple(known_addresses(ws) if addresses is None else addresses)
    chosen = choose_addresses(ws, table, codes)
    how = fetching or Fetching()
    clear_leftovers(_folder(ws))
    means = Means(Network(), Rules.of(table, local_http=how.local_http), how.limits)
    started = time.monotonic()
    update = _Update(ws, chosen, means, progress, cancel)
    update.run(how.at_once)
    return UpdateReport(update.done(), time.monotonic() - started)


def _folder(ws: Workspace) -> Path:
    return ws.paths.cache / "downloads"


@dataclass(frozen=True, slots=True)
class _Came:
    """What a thread brings back: files or the reason why there are none."""

    address: ListAddress
    files: AddressFiles | None
    error: BaseException | None
    received: int
    seconds: float


class _Update:
    """One update under way."""

    def __init__(
        self,
        ws: Workspace,
        chosen: Sequence[ListAddress],
        means: Means,
        progress: ReportProgress,
        cancel: CancelToken | None,
    ) -> None:
        self._ws = ws
        self._chosen = chosen
        self._means = means
        self._report_progress = progress
        self._wished_away = cancel
        self._token = CancelToken()
        self._latest: dict[str, Progress] = {}
        self._told: dict[str, Progress] = {}
        self._told_at = 0.0
        self._arrived: queue.SimpleQueue[_Came] = queue.SimpleQueue()
        self._results: dict[str, AddressUpdate] = {}

    def done(self) -> tuple[AddressUpdate, ...]:
        """What became of each address, in the order of the table."""
        return tuple(self._results[address.key] for address in self._chosen)

    def run(self, at_once: int) -> None:
        """Fetch in threads, import here."""
        stored = {address.key: stored_files(self._ws, address) for address in self._chosen}
        bugs: list[BaseException] = []
        self._pass_on_cancelling()
        with ThreadPoolExecutor(at_once, thread_name_prefix="lists") as threads:
            try:
                for address in self._chosen:
                    threads.submit(self._fetch, address, stored[address.key])
                for _ in self._chosen:
                    came = self._next()
                    try:
                        result = self._settle(came)
                    except Exception as error:  # noqa: BLE001  # the border of an address's job
                        bugs.append(error)
                        result = self._failed(came, _OUR_BUG, reached=True)
                    self._results[came.address.key] = result
            except BaseException:
                self._token.cancel()  # so that the threads end, and leaving waits for nothing
                raise
        if bugs:
            raise bugs[0]

    # In a thread of the pool ---------------------------------------------------------------------

    def _fetch(self, address: ListAddress, stored: Stored | None) -> None:
        started = time.monotonic()
        files: AddressFiles | None = None
        problem: BaseException | None = None
        try:
            files = fetch_address(
                address,
                _folder(self._ws) / address.key,
                self._means,
                stored=stored,
                progress=partial(self._note, address),
                cancel=self._token,
            )
        except BaseException as error:  # noqa: BLE001  # carried over to the calling thread
            problem = error
        latest = self._latest.get(address.key)
        received = files.received if files else latest.done if latest else 0
        seconds = time.monotonic() - started
        self._arrived.put(_Came(address, files, problem, received, seconds))

    def _note(self, address: ListAddress, progress: Progress) -> None:
        self._latest[address.key] = replace(progress, stage=f"{address.what}: fetching")

    # In the calling thread -----------------------------------------------------------------------

    def _next(self) -> _Came:
        """The next address that is done with fetching; meanwhile tells progress."""
        while True:
            self._pass_on_cancelling()
            self._tell()
            with contextlib.suppress(queue.Empty):
                return self._arrived.get(timeout=0.02)

    def _pass_on_cancelling(self) -> None:
        if self._wished_away is not None and self._wished_away.cancelled:
            self._token.cancel()

    def _tell(self) -> None:
        now = time.monotonic()
        if now - self._told_at < _TOLD_EVERY:
            return
        self._told_at = now
        for key, latest in list(self._latest.items()):
            if self._told.get(key) != latest:
                self._told[key] = latest
                self._report_progress(latest)

    def _settle(self, came: _Came) -> AddressUpdate:
        """Import what came, or note why nothing did."""
        error = came.error
        if isinstance(error, CancelledError):
            return AddressUpdate(came.address, UpdateOutcome.CANCELLED, came.received, came.seconds)
        if isinstance(error, CaveatError):
            reached = error.reached if isinstance(error, DownloadFailedError) else True
            return self._failed(came, str(error), reached=reached)
        if error is not None:
            raise error
        if came.files is None:
            raise RuntimeError("nothing came back from fetching")
        if not came.files.paths:
            remember_success(self._ws, came.address, came.files.stored, None)
            return AddressUpdate(
                came.address, UpdateOutcome.NOT_MODIFIED, came.received, came.seconds
            )
        return self._import(came, came.files)

    def _failed(self, came: _Came, reason: str, *, reached: bool, kept: str = "") -> AddressUpdate:
        remember_failure(self._ws, came.address, reason)
        return AddressUpdate(
            came.address,
            UpdateOutcome.FAILED,
            came.received,
            came.seconds,
            reason,
            reached=reached,
            kept=kept,
        )

    def _import(self, came: _Came, files: AddressFiles) -> AddressUpdate:
        address = came.address
        folder = _folder(self._ws) / address.key

        def tell(progress: Progress) -> None:
            self._pass_on_cancelling()
            self._report_progress(replace(progress, stage=f"{address.what}: {progress.stage}"))
            self._tell()

        try:
            report = import_files(
                self._ws,
                files.paths,
                origin=Origin(files.url, self._believable(files.last_modified)),
                progress=tell,
                cancel=self._wished_away,
            )
        except CancelledError:
            _throw_away(files.paths)
            return AddressUpdate(address, UpdateOutcome.CANCELLED, came.received, came.seconds)
        except CaveatError as error:
            return self._failed(came, str(error), reached=True, kept=str(folder))
        remember_success(self._ws, address, files.stored, report)
        refused = _refused(report)
        if not refused:
            _throw_away(files.paths)
        return AddressUpdate(
            address,
            UpdateOutcome.FETCHED,
            came.received,
            came.seconds,
            report=report,
            kept=str(folder) if refused else "",
        )

    def _believable(self, last_modified: date | None) -> date | None:
        """A date of the server, unless its clock is wrong: no edition is of tomorrow."""
        if last_modified and last_modified > self._ws.now().date() + timedelta(days=1):
            return None
        return last_modified


def _refused(report: ImportReport) -> bool:
    return any(outcome.state is ReleaseState.REFUSED for outcome in report.outcomes)


def _throw_away(paths: Sequence[Path]) -> None:
    """What was taken in is in the database; a file that cannot be deleted goes with the rest."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
