"""Which addresses may be asked: HTTPS, and only the hosts that the table names."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from urllib3.util import parse_url

from caveat.domain.updates import ListAddress
from caveat.ingest.download import problems

_LOCAL = "127.0.0.1"
_PORTS = {"https": 443, "http": 80}
_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much a download may be.

    Attributes:
        bytes: Most bytes of one file, as sent and as unpacked.
        connect_seconds: Wait for a connection.
        read_seconds: Wait for the next byte.
        stall_seconds: How long less than `stall_bytes` may come before the attempt is given up:
            what a server that drips a byte at a time cannot get around.
        stall_bytes: See there.
        total_seconds: For all attempts together.
        attempts: How many attempts in a row may bring nothing new.
        attempts_in_all: How many attempts there are whatever they bring.
        back_off_seconds: Wait before the second attempt; doubled each time.
        most_wait_seconds: Longest wait that a server may ask for (``Retry-After``).
        checkpoint_bytes: After how many bytes the file so far is made safe against loss of power.
    """

    bytes: int = 512 * 1024**2
    connect_seconds: float = 15.0
    read_seconds: float = 30.0
    stall_seconds: float = 60.0
    stall_bytes: int = 16 * 1024
    total_seconds: float = 3600.0
    attempts: int = 4
    attempts_in_all: int = 30
    back_off_seconds: float = 1.0
    most_wait_seconds: float = 60.0
    checkpoint_bytes: int = 4 * 1024**2

    def back_off(self, attempt: int) -> float:
        """Seconds to wait after the ``attempt``-th attempt in a row that brought nothing."""
        return min(self.back_off_seconds * math.pow(2, max(0, attempt - 1)), 30.0)


@dataclass(frozen=True, slots=True)
class Rules:
    """Which servers may be asked.

    Attributes:
        hosts: ``host:port`` of each.
        local_http: Whether HTTP to this very computer is allowed. Only for tests, only in code.
    """

    hosts: frozenset[str]
    local_http: bool = False

    @classmethod
    def of(cls, addresses: Iterable[ListAddress], *, local_http: bool = False) -> "Rules":
        """The rules for a table: its addresses' hosts and those that they pass us on to."""
        hosts: set[str] = set()
        for address in addresses:
            hosts.update(f"{host}:{_PORTS['https']}" for host in address.hosts)
            for url in (*address.urls, *filter(None, [address.date_from])):
                hosts.add(_host_and_port(url))
        return cls(frozenset(hosts), local_http)

    def check(self, url: str) -> None:
        """Refuse an address of the table that may not be asked.

        Raises:
            DownloadFailedError: It may not.
        """
        why = self._objection(url)
        if why:
            raise problems.not_allowed(_shown(url), why)

    def next_hop(self, url: str, location: str) -> str:
        """Where a redirection leads.

        Raises:
            DownloadFailedError: To an address that may not be asked.
        """
        try:
            target = _without_empty_port(urljoin(url, location.strip()).split("#", 1)[0])
        except ValueError:
            target = ""
        why = self._objection(target)
        if why:
            raise problems.redirected(host_of(url), _shown(target), why)
        return target

    def _objection(self, url: str) -> str:
        try:
            split = urlsplit(url)
            place = _host_and_port(url)
            asked = parse_url(url)  # what the library will ask must be what is judged here
        except ValueError:
            return "it cannot be read as an address"
        readable = url.isascii() and url.isprintable() and " " not in url
        local = self.local_http and split.scheme == "http" and split.hostname == _LOCAL
        port = asked.port or _PORTS.get(split.scheme, 0)
        objections = {
            "it cannot be read as an address": not readable,
            "it carries a user name": split.username is not None or split.password is not None,
            "it is not encrypted (not https)": split.scheme != "https" and not local,
            "the table of addresses does not name this server": place not in self.hosts
            or place != f"{(asked.host or '').rstrip('.')}:{port}",
        }
        return next((why for why, holds in objections.items() if holds), "")


def _without_empty_port(url: str) -> str:
    """``https://host:/a`` as ``https://host/a``, which it means (RFC 3986, 6.2.3)."""
    split = urlsplit(url)
    if not split.netloc.endswith(":"):
        return url
    return split._replace(netloc=split.netloc.removesuffix(":")).geturl()


def host_of(url: str) -> str:
    """The server of an address, for messages."""
    try:
        return urlsplit(url).hostname or "the server"
    except ValueError:
        return "the server"


def _host_and_port(url: str) -> str:
    split = urlsplit(url)
    port = split.port if split.port is not None else _PORTS.get(split.scheme, 0)
    return f"{(split.hostname or '').rstrip('.').lower()}:{port}"


def _shown(url: str) -> str:
    """An address without its query and user name: either may hold a secret."""
    try:
        split = urlsplit(url)
        text = f"{split.scheme}://{split.hostname or ''}{split.path}"
    except ValueError:
        text = "an address that cannot be read"
    text = "".join(letter for letter in text if letter.isprintable())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
