"""One HTTP request: system certificates, the system's proxy, nothing about us but the version."""

import ssl
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import truststore
import urllib3
from urllib3 import BaseHTTPResponse
from urllib3.util import Timeout, make_headers

from caveat import __version__
from caveat.ingest.download.problems import DownloadFailedError
from caveat.ingest.download.rules import Limits, host_of

USER_AGENT = f"Caveat/{__version__}"


class Network:
    """Opens connections; usable from several threads. Keeps no cookies and sends no referrer."""

    def __init__(self) -> None:
        # The certificates that the system trusts, so that a company's own inspection works too.
        self._tls = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    def get(self, url: str, headers: dict[str, str], limits: Limits) -> BaseHTTPResponse:
        """Ask for one address; redirections are the caller's to follow. The body is not read.

        Args:
            url: Address; already checked.
            headers: Beside the one that names this program.
            limits: For the time-outs.

        Raises:
            urllib3.exceptions.HTTPError: Whatever went wrong on the way.
            DownloadFailedError: The system's proxy is of a kind that cannot be used.
        """
        return self._manager(url).request(
            "GET",
            url,
            headers={"User-Agent": USER_AGENT, **headers},
            timeout=Timeout(connect=limits.connect_seconds, read=limits.read_seconds),
            retries=False,
            redirect=False,
            preload_content=False,
            decode_content=False,
        )

    def _manager(self, url: str) -> urllib3.PoolManager:
        """A manager for one request: each download has a connection of its own."""
        proxy = proxy_of(url)
        if not proxy:
            return urllib3.PoolManager(num_pools=1, maxsize=1, ssl_context=self._tls)
        split = urlsplit(proxy)
        if split.scheme not in {"http", "https"}:
            raise DownloadFailedError(
                f"The proxy of this computer ({split.scheme}) is of a kind that is not supported; "
                f"HTTP proxies are. {host_of(url)} was not asked, and the lists in service stay as "
                "they are. Ask your IT colleague for an HTTP proxy, or import the file by hand.",
                reached=False,
            )
        port = f":{split.port}" if split.port else ""
        headers = None
        if split.username:
            user = f"{unquote(split.username)}:{unquote(split.password or '')}"
            headers = make_headers(proxy_basic_auth=user)
        return urllib3.ProxyManager(
            f"{split.scheme}://{split.hostname}{port}",
            num_pools=1,
            maxsize=1,
            proxy_headers=headers,
            ssl_context=self._tls,
            proxy_ssl_context=self._tls,
        )


def proxy_of(url: str) -> str:
    """The proxy that the system wants used for an address; empty for none.

    From HTTPS_PROXY, ALL_PROXY and NO_PROXY, and on Windows and macOS from the system's settings.
    Automatic configuration scripts (PAC) are not read. HTTP is asked of this very computer only,
    and so never through a proxy.
    """
    split = urlsplit(url)
    if split.scheme != "https" or proxy_bypass(split.netloc):
        return ""
    proxies = getproxies()
    proxy = proxies.get("https") or proxies.get("all") or ""
    return proxy if not proxy or "://" in proxy else f"http://{proxy}"
