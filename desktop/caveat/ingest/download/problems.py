"""Why something could not be fetched, in sentences for the officer."""

import errno
import socket
import ssl

from urllib3 import exceptions as http

from caveat.errors import EnvironmentProblemError

_STAYS = "The lists in service stay as they are."
_BROWSER = (
    "You can open the address in a browser, save the file, and import it with “caveat lists import”"
)


class DownloadFailedError(EnvironmentProblemError):
    """A list could not be fetched.

    Attributes:
        reached: Whether the server answered.
        passing: Whether trying again at once may help.
        wait: Seconds that the server asks to wait before that.
    """

    def __init__(
        self, message: str, *, reached: bool = True, passing: bool = False, wait: float = 0.0
    ) -> None:
        super().__init__(message)
        self.reached = reached
        self.passing = passing
        self.wait = wait


class WorthlessError(DownloadFailedError):
    """What came is not (part of) the list, and must be thrown away."""


def too_large(host: str, most: int) -> WorthlessError:
    """The server sent more than is allowed."""
    return WorthlessError(
        f"{host} sent more than {most // 1024**2:,} MiB, which no published list has. The download "
        f"was stopped and what came was deleted. {_STAYS} Check the address in the table of "
        "addresses."
    )


def web_page(host: str) -> WorthlessError:
    """The server sent HTML."""
    return WorthlessError(
        f"{host} sent a web page, not the list: a sign-in page of your network, or a notice of the "
        f"publisher. {_STAYS} {_BROWSER}."
    )


def not_allowed(where: str, why: str) -> DownloadFailedError:
    """An address of the table may not be asked."""
    return DownloadFailedError(
        f"{where} was not asked: {why}. {_STAYS} Correct the address in the table of addresses.",
        reached=False,
    )


def redirected(host: str, where: str, why: str) -> DownloadFailedError:
    """The server points to an address that may not be asked."""
    return DownloadFailedError(
        f"{host} passes the request on to {where}, but {why}. Nothing was asked there. {_STAYS} "
        f"{_BROWSER}; if the publisher moved, correct the table of addresses."
    )


def stalled(host: str, seconds: float, *, reached: bool) -> DownloadFailedError:
    """Next to nothing came for a while."""
    return DownloadFailedError(
        f"{host} sent next to nothing for {seconds:,.0f} seconds. {_STAYS} Try again later; what "
        "came so far is kept for that.",
        reached=reached,
        passing=True,
    )


def took_too_long(host: str, seconds: float) -> DownloadFailedError:
    """All the time allowed went by."""
    return DownloadFailedError(
        f"{host} had not sent the whole list after {seconds / 60:,.0f} minutes. {_STAYS} Try again "
        "later; what came so far is kept for that."
    )


def broken_off(host: str, got: int, expected: int | None) -> DownloadFailedError:
    """The connection ended before the file did."""
    of = f" of {expected:,}" if expected is not None else ""
    return DownloadFailedError(
        f"The connection to {host} broke off after {got:,}{of} bytes. {_STAYS} Try again; what "
        "came so far is kept for that.",
        passing=True,
    )


def garbled(host: str, what: str) -> WorthlessError:
    """The answer contradicts itself."""
    return WorthlessError(
        f"The answer of {host} is garbled: {what}. It was thrown away. {_STAYS} Try again later.",
        passing=True,
    )


def turned_down(host: str, status: int, reason: str, *, wait: float) -> DownloadFailedError:
    """The server answered with an error."""
    said = f"{status} {reason}".strip()
    if status in {429, 503} and wait:
        advice = f"It asks to come again in {_span(wait)}."
    elif status in {401, 402, 403, 407, 451, 202, 405}:
        advice = f"It turns programs away that it does not know, or your network does. {_BROWSER}."
    elif status in {404, 410}:
        advice = (
            "The file is not there any more: look for its new address on the publisher's page and "
            "correct the table of addresses."
        )
    else:
        advice = "Try again later."
    passing = status in {408, 425, 429, 500, 502, 503, 504}
    return DownloadFailedError(
        f"{host} did not send the list (its answer: {said}). {_STAYS} {advice}",
        passing=passing,
        wait=wait,
    )


def _span(seconds: float) -> str:
    minute, hour = 60, 3600
    if seconds < 2 * minute:
        return f"{seconds:,.0f} seconds"
    return f"{seconds / minute:,.0f} minutes" if seconds < 2 * hour else f"{seconds / hour:,.0f} h"


def disk(error: OSError, where: str) -> EnvironmentProblemError:
    """The file could not be written here."""
    return EnvironmentProblemError(
        f"{where} cannot be written: {error.strerror or type(error).__name__}. {_STAYS} Make room "
        "or give yourself the permission, then try again."
    )


def from_library(error: http.HTTPError, host: str) -> DownloadFailedError:
    """The sentence for an error of urllib3."""
    cause: BaseException | None = error
    seen: list[BaseException] = []
    while cause is not None and cause not in seen:
        seen.append(cause)
        inner = next((part for part in cause.args if isinstance(part, BaseException)), None)
        cause = cause.__cause__ or inner
    for found in seen:
        if isinstance(found, ssl.SSLCertVerificationError):
            return _untrusted(host, found)
    if any(isinstance(found, http.ProxyError) for found in seen):
        return DownloadFailedError(
            f"{host} could not be reached through the proxy of this computer: {_short(seen[-1])}. "
            f"{_STAYS} Check the proxy settings, or ask your IT colleague to allow {host}.",
            reached=False,
            passing=True,
        )
    for found in seen:
        if isinstance(found, ssl.SSLError | http.SSLError):
            return DownloadFailedError(
                f"No secure connection to {host} could be made: {_short(found)}. Nothing was "
                f"fetched. {_STAYS}",
                reached=False,
                passing=True,
            )
    if isinstance(error, http.ReadTimeoutError):
        return DownloadFailedError(
            f"{host} stopped answering. {_STAYS} Try again later; what came so far is kept for "
            "that.",
            passing=True,
        )
    unreachable = (http.NewConnectionError, http.ConnectTimeoutError, http.NameResolutionError)
    if any(isinstance(found, (*unreachable, socket.gaierror)) for found in seen):
        return DownloadFailedError(
            f"{host} could not be reached: {_short(seen[-1])}. {_STAYS} Check the connection to "
            "the network, then try again.",
            reached=False,
            passing=True,
        )
    return garbled(host, _short(seen[-1]))


def _untrusted(host: str, error: ssl.SSLCertVerificationError) -> DownloadFailedError:
    return DownloadFailedError(
        f"The server that answered as {host} could not prove that it is {host} (its certificate: "
        f"{error.verify_message or 'not valid'}). Nothing was fetched. {_STAYS} If your company "
        "inspects encrypted traffic, its certificate must be installed on this computer; else "
        "check the date and time of this computer.",
        reached=False,
    )


def _short(error: BaseException) -> str:
    """What an inner error says, without the inside of a library."""
    if isinstance(error, socket.gaierror):
        return "its name is not known to the network"
    if isinstance(error, http.NameResolutionError):
        return "its name is not known to the network"
    if isinstance(error, TimeoutError | http.ConnectTimeoutError):
        return "no answer in time"
    if isinstance(error, OSError) and error.errno in errno.errorcode and error.strerror:
        return error.strerror.lower()
    if isinstance(error, ssl.SSLError):
        return (error.reason or "the handshake failed").replace("_", " ").lower()
    text = " ".join(str(error).split())
    printable = "".join(letter for letter in text if letter.isprintable())
    return printable[:120] or type(error).__name__
