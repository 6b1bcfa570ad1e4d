"""Which of the links that a list file prints may be shown as a link to its publisher.

A file is whatever somebody sent: a link in it becomes the address of a citation, which officers
click and memos print. In four editions of the Consolidated Screening List from 2019 to 2026 every
link is empty, at a host of the United States government, or at the shortener that it used to 2022.
"""

import re
from urllib.parse import urlsplit

_LONGEST = 2_000
_WEB = re.compile(r"https?://[!#-;=?-Z_a-z~\[\]]+", re.IGNORECASE)
"""Printable ASCII without blanks, quotation marks, angle brackets and backslashes."""
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+gov")
_SHORTENER = "bit.ly"
_SHOWN = 80


def is_official_link(link: str) -> bool:
    """Whether a link leads, over the web, to a host that the publishers of these lists use."""
    if len(link) > _LONGEST or not _WEB.fullmatch(link):
        return False
    try:
        # An account or a port before the path serves to disguise the host.
        host = urlsplit(link).netloc.lower()
    except ValueError:
        return False
    return host == _SHORTENER or _HOST.fullmatch(host) is not None


def refused_link_note(link: str) -> str:
    """What is told of a row whose link is not one of its publisher."""
    shown = "".join(letter if letter.isprintable() else "?" for letter in link[:_SHOWN])
    return (
        f"Link: “{shown}” is no web address of this list's publisher. It is kept as text and not "
        "used as a link."
    )
