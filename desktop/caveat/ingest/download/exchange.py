"""One attempt to fetch a file: the request, its redirections, the answer, the bytes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial as bound
from pathlib import Path

from urllib3 import BaseHTTPResponse
from urllib3 import exceptions as http

from caveat.ingest.download import content, problems
from caveat.ingest.download.headers import broken_headers, header, printable, retry_after, validator
from caveat.ingest.download.known import Known
from caveat.ingest.download.network import Network
from caveat.ingest.download.partial import Edition
from caveat.ingest.download.problems import DownloadFailedError
from caveat.ingest.download.rules import Limits, Rules, host_of
from caveat.ingest.download.writer import GivenUpError, Writer

_OK, _PART, _NOT_MODIFIED, _NOT_SATISFIABLE = 200, 206, 304, 416
_REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTIONS = 5
_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15}|\*)")
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said of the file that it sent, or of the one that it need not send."""

    modified: bool
    etag: str = ""
    last_modified: str = ""


@dataclass(slots=True)
class Meter:
    """How far an attempt is, for the thread that watches it.

    Attributes:
        position: Bytes of the file so far.
        total: Bytes it will have; 0 while unknown.
        received: Bytes that came over the network.
        moved: Grows with everything that comes or is worked on.
        reached: Whether the server answered.
        hang_up: Breaks the connection off, from another thread.
    """

    position: int = 0
    total: int = 0
    received: int = 0
    moved: int = 0
    reached: bool = False
    hang_up: Callable[[], None] | None = None

    def tick(self, count: int) -> None:
        """Something was worked on."""
        self.moved += count


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be fetched, and how.

    Attributes:
        url: Address.
        network: Opens the connections.
        rules: Which servers may be asked.
        limits: Time-outs, sizes and attempts.
        known: What the server said of the edition that is stored here.
    """

    url: str
    network: Network
    rules: Rules
    limits: Limits
    known: Known

    @property
    def host(self) -> str:
        """The server that is asked first, for messages."""
        return host_of(self.url)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One attempt, ready to run in a thread of its own."""

    order: Order
    so_far: Edition | None
    writer: Writer
    meter: Meter

    def run(self) -> Answer:
        """Fetch the file and give it its name, or learn that it is not needed.

        Raises:
            DownloadFailedError, EnvironmentProblemError: Why it could not be done.
            GivenUpError: Nobody wants it any more.
        """
        try:
            response = self._ask()
            try:
                return self._take(response)
            finally:
                self.meter.hang_up = None
                response.close()
        except http.HTTPError as error:
            if isinstance(error, http.ProtocolError) and self.meter.position:
                raise problems.broken_off(
                    self.order.host, self.meter.position, self.meter.total or None
                ) from error
            raise problems.from_library(error, self.order.host) from error

    # The request ---------------------------------------------------------------------------------

    def _headers(self) -> dict[str, str]:
        headers = {"Accept": "*/*", "Accept-Encoding": "gzip"}
        if self.so_far is not None and self.writer.size:
            headers["Range"] = f"bytes={self.writer.size}-"
            headers["If-Range"] = self.so_far.validator
        else:
            if self.order.known.etag:
                headers["If-None-Match"] = self.order.known.etag
            if self.order.known.last_modified:
                headers["If-Modified-Since"] = self.order.known.last_modified
        return headers

    def _ask(self) -> BaseHTTPResponse:
        """The first answer that is no redirection."""
        url, headers = self.order.url, self._headers()
        seen = {url}
        for _ in range(_MOST_REDIRECTIONS + 1):
            if self.writer.given_up:
                raise GivenUpError
            response = self.order.network.get(url, headers, self.order.limits)
            self.meter.reached = True
            self.meter.tick(self.order.limits.stall_bytes)
            if broken_headers(response):
                response.close()
                raise problems.garbled(host_of(url), "its headers cannot be read")
            if response.status not in _REDIRECTIONS:
                return response
            location = response.headers.get("Location", "")
            response.close()
            before, url = url, self.order.rules.next_hop(url, location)
            if url in seen:
                raise _circle(host_of(before))
            seen.add(url)
        raise _circle(host_of(url))

    # The answer ----------------------------------------------------------------------------------

    def _take(self, response: BaseHTTPResponse) -> Answer:
        host = self.order.host
        resuming = self.so_far is not None and self.writer.size > 0
        if response.status == _NOT_MODIFIED and self.order.known and not resuming:
            return Answer(modified=False)
        if resuming and response.status == _NOT_SATISFIABLE:
            raise problems.garbled(host, "it no longer has the part that is missing")
        if response.status not in {_OK, _PART} or (response.status == _PART and not resuming):
            raise problems.turned_down(
                host,
                response.status,
                printable(response.reason or ""),
                wait=retry_after(response.headers.get("Retry-After", "")),
            )
        edition = self._edition(response, host)
        total = self._total(response, edition, host)
        if resuming and response.status == _PART and self.so_far is not None:
            edition = self.so_far  # a part need not repeat what was said of the whole
        if total is not None and total > self.order.limits.bytes:
            raise problems.too_large(host, self.order.limits.bytes)
        self.meter.total = total or 0
        self.meter.hang_up = response.shutdown
        self.writer.begin(edition, resume=response.status == _PART)
        self._read(response, edition, host, resumed=response.status == _PART)
        if total is not None and self.writer.size != total:
            raise problems.broken_off(host, self.writer.size, total)
        if not self.writer.size:
            raise problems.garbled(host, "it is empty")
        self._complete(edition, host)
        return Answer(modified=True, etag=edition.etag, last_modified=edition.last_modified)

    def _edition(self, response: BaseHTTPResponse, host: str) -> Edition:
        encoding = response.headers.get("Content-Encoding", "").strip().lower()
        if encoding in {"identity", ""}:
            encoding = ""
        elif encoding in {"gzip", "x-gzip"}:
            encoding = content.GZIP
        else:
            raise problems.garbled(host, "it is packed in a way that was not asked for")
        etag = header(response, "ETag")
        modified = header(response, "Last-Modified")
        return Edition(
            self.order.url, validator(response, etag, modified), etag, modified, encoding
        )

    def _total(self, response: BaseHTTPResponse, edition: Edition, host: str) -> int | None:
        """Bytes of the whole file; None where the server does not say.

        Raises:
            DownloadFailedError: The part that came is not the part that is missing.
        """
        length = response.headers.get("Content-Length", "").strip()
        if response.status == _OK:
            chunked = response.headers.get("Transfer-Encoding", "").strip()
            return int(length) if length.isdecimal() and length.isascii() and not chunked else None
        match = _RANGE.fullmatch(response.headers.get("Content-Range", "").strip())
        so_far = self.so_far
        fits = (
            match is not None
            and so_far is not None
            and int(match[1]) == self.writer.size
            and int(match[2]) >= int(match[1])
            and edition.encoding == so_far.encoding
            and (not edition.etag or not so_far.etag or edition.etag == so_far.etag)
        )
        if not fits or match is None:
            raise problems.garbled(host, "it sent another part than the one asked for")
        return None if match[3] == "*" else int(match[3])

    def _read(
        self, response: BaseHTTPResponse, edition: Edition, host: str, *, resumed: bool
    ) -> None:
        kind = response.headers.get("Content-Type", "")
        head, undecided = b"", not resumed
        self.meter.position = self.writer.size
        while data := response.read1(_CHUNK, decode_content=False):
            if self.writer.size + len(data) > self.order.limits.bytes:
                raise problems.too_large(host, self.order.limits.bytes)
            self.writer.write(data)
            self.meter.position = self.writer.size
            self.meter.received += len(data)
            self.meter.tick(len(data))
            if undecided:
                head += data
                undecided = len(head) < content.HEAD_BYTES
                if content.is_web_page(content.first_bytes(head, edition.encoding), kind):
                    raise problems.web_page(host)

    def _complete(self, edition: Edition, host: str) -> None:
        if edition.encoding:
            self.writer.complete(bound(_unpack, host, self.order.limits.bytes, self._tick_or_stop))
        else:
            self.writer.complete(None)

    def _tick_or_stop(self, count: int) -> None:
        if self.writer.given_up:
            raise GivenUpError
        self.meter.tick(count)


def _unpack(
    host: str, most: int, tick: Callable[[int], None], packed: Path, unpacked: Path
) -> None:
    content.unpack(packed, unpacked, host=host, most=most, tick=tick)


def _circle(host: str) -> DownloadFailedError:
    return DownloadFailedError(
        f"{host} passes the request on in a circle or too often. Nothing was fetched, and the "
        "lists in service stay as they are. Try again later."
    )
