"""Fetches all files of one row of the table: one, a set, or the eCFR's of its newest day."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from caveat.domain.progress import CancelToken, Progress, ReportProgress
from caveat.domain.updates import ListAddress
from caveat.ingest.download import problems
from caveat.ingest.download.fetch import Fetched, fetch
from caveat.ingest.download.known import Known, Stored
from caveat.ingest.download.network import Network
from caveat.ingest.download.rules import Limits, Rules, host_of

_TITLE = re.compile(r"/title-(\d{1,2})\.")
_MOST_TABLE_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Means:
    """What fetching needs.

    Attributes:
        network: Opens the connections.
        rules: Which servers may be asked.
        limits: Time-outs, sizes and attempts.
    """

    network: Network
    rules: Rules
    limits: Limits


@dataclass(frozen=True, slots=True)
class AddressFiles:
    """The files of an address.

    Attributes:
        paths: Where they lie, in the order of the table; empty where nothing is newer than what
            is stored.
        received: Bytes that came over the network.
        stored: What the server said of them, for the next time.
        url: The first address as it was asked.
        last_modified: What the server said of the date of the first file.
    """

    paths: tuple[Path, ...]
    received: int
    stored: Stored
    url: str
    last_modified: date | None


def fetch_address(
    address: ListAddress,
    folder: Path,
    means: Means,
    *,
    stored: Stored | None,
    progress: ReportProgress,
    cancel: CancelToken,
) -> AddressFiles:
    """Fetch the files of an address, or learn that they need not be fetched.

    Args:
        address: Which.
        folder: Where they go, under the names that the table gives them.
        means: How.
        stored: What is known of the files that are stored here; None where nothing is.
        progress: Told the bytes so far of all files together.
        cancel: Ends the call within a tenth of a second.

    Raises:
        DownloadFailedError, EnvironmentProblemError, CancelledError: As `fetch`.
    """
    fetching = _Files(address, folder, means, progress, cancel)
    edition = fetching.newest_edition() if address.date_from else ""
    urls = [url.replace("{date}", edition) for url in address.urls]
    known = [Known()] * len(urls)
    if stored is not None and len(stored.known) == len(urls) and stored.edition == edition:
        if edition:  # the date says it all: the text of a day does not change
            return AddressFiles((), fetching.received, stored, urls[0], None)
        known = list(stored.known)
    found = [fetching.one(*each) for each in zip(urls, address.files, known, strict=True)]
    if all(one.path is None for one in found) and stored is not None:
        return AddressFiles((), fetching.received, stored, urls[0], None)
    # Some files of a set are newer: the others are needed beside them.
    for place, one in enumerate(found):
        if one.path is None:
            found[place] = fetching.one(urls[place], address.files[place], Known())
    first = found[0].last_modified
    return AddressFiles(
        tuple(one.path for one in found if one.path is not None),
        fetching.received,
        Stored(tuple(one.known for one in found), edition),
        urls[0],
        date.fromisoformat(edition) if edition else first.date() if first else None,
    )


class _Files:
    """Fetches file after file and adds up what came."""

    def __init__(
        self,
        address: ListAddress,
        folder: Path,
        means: Means,
        progress: ReportProgress,
        cancel: CancelToken,
    ) -> None:
        self._address = address
        self._folder = folder
        self._means = means
        self._progress = progress
        self._cancel = cancel
        self.received = 0

    def one(self, url: str, name: str, known: Known, most: int | None = None) -> Fetched:
        """One file of the address."""
        limits = self._means.limits
        fetched = fetch(
            url,
            self._folder / name,
            network=self._means.network,
            rules=self._means.rules,
            limits=limits if most is None else replace(limits, bytes=most),
            known=known,
            progress=self._counted(self.received),
            cancel=self._cancel,
        )
        self.received += fetched.received
        return fetched

    def _counted(self, before: int) -> Callable[[Progress], None]:
        several = len(self._address.urls) > 1

        def report(progress: Progress) -> None:
            total = 0 if several or not progress.total else before + progress.total
            self._progress(replace(progress, done=before + progress.done, total=total))

        return report

    def newest_edition(self) -> str:
        """The newest date for which the eCFR has the title.

        Raises:
            DownloadFailedError: Its table of titles does not say.
        """
        table = self.one(self._address.date_from, "editions.json", Known(), _MOST_TABLE_BYTES)
        title = _TITLE.search(self._address.urls[0])
        found = None
        if table.path is not None:
            text = table.path.read_bytes()
            table.path.unlink(missing_ok=True)
            found = newest_date(text, int(title[1])) if title else None
        if found is None:
            raise problems.garbled(
                host_of(self._address.date_from), "it does not say of which day its newest text is"
            )
        return found.isoformat()


def newest_date(table: bytes, title: int) -> date | None:
    """Up to which day a title of the eCFR is, by its table of titles; None where it says nothing.

    ``{"titles": [{"number": 15, "up_to_date_as_of": "2026-07-09", …}, …]}``, as the service of
    ecfr.gov describes it. A later day than this is answered with 404.
    """
    try:
        rows = json.loads(table)["titles"]
        of_title: Sequence[dict[str, object]] = [r for r in rows if r["number"] == title]
        row = of_title[0]
        return date.fromisoformat(str(row.get("up_to_date_as_of") or row["latest_issue_date"]))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return None
