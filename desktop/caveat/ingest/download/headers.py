"""Reads the headers of an answer: validators, dates, waits. Hostile like everything received."""

from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime

from urllib3 import BaseHTTPResponse

_STRONG_AFTER = timedelta(seconds=60)
"""How much older than the answer a Last-Modified must be to identify an edition.

RFC 9110, 8.8.2.2: two versions within one second have the same date; the minute allows for clocks
that differ (the span RFC 7232 named).
"""
_MOST_HEADER = 1000


def validator(response: BaseHTTPResponse, etag: str, modified: str) -> str:
    """What may stand in If-Range: a strong ETag, or a date old enough to be one."""
    if etag and not etag.startswith("W/"):
        return etag
    if etag:
        return ""
    then, now = http_date(modified), http_date(header(response, "Date"))
    return modified if then and now and now - then >= _STRONG_AFTER else ""


def http_date(text: str) -> datetime | None:
    """The moment in a header, in UTC; None where there is none."""
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None


def retry_after(text: str) -> float:
    """Seconds that the server asks to wait; 0 where it does not say."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    moment = http_date(text)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds()) if moment else 0.0


def header(response: BaseHTTPResponse, name: str) -> str:
    """A header that will be sent back as it came; nothing where it cannot be."""
    value = response.headers.get(name, "").strip()
    return value if value.isascii() and value.isprintable() and len(value) < _MOST_HEADER else ""


def broken_headers(response: BaseHTTPResponse) -> bool:
    """Whether the headers end in the middle, so that a length or an encoding may be lost.

    WORKAROUND urllib3 only logs this (HTTPConnection.getresponse) and goes on with the headers that
    it could read; what stands behind them, the length of the body say, is then as if never sent.
    """
    original = getattr(response, "_original_response", None)
    message = getattr(original, "msg", None)
    unread = (
        isinstance(message, Message) and isinstance(body := message.get_payload(), str) and body
    )
    return bool(unread)


def printable(reason: str) -> str:
    """What a server says of its answer, for a message."""
    return "".join(letter for letter in reason[:80] if letter.isprintable())
