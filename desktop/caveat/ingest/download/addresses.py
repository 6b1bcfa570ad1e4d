"""The table of official addresses: ``resources/list_addresses.csv``, or the officer's own copy."""

import csv
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from caveat.domain.lists import Channel
from caveat.domain.sources import Mark
from caveat.domain.updates import ListAddress
from caveat.errors import EnvironmentProblemError, InputError
from caveat.resources import resource

TABLE = "list_addresses.csv"
"""Name of the table, in the program and in the data folder."""

_KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")
_CODE = re.compile(r"[A-Z0-9]{2,8}-[A-Z0-9-]{2,20}")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}\.[A-Za-z0-9]{2,8}")
_HOST = re.compile(r"[a-z0-9.-]+")
_COLUMNS = ("key", "lists", "channel", "urls", "files", "date_from", "hosts", "what", "default")
_SOURCE_COLUMNS = ("source", "mark")
_DATE = "{date}"
_MOST_BYTES = 1024 * 1024


def list_addresses(own: Path | None = None) -> tuple[ListAddress, ...]:
    """Every address, in the order of the table.

    Args:
        own: The officer's own table. If the file exists, it takes the place of the built-in one,
            whole: an address that it does not name is never asked.

    Raises:
        InputError: The officer's table has a row that cannot be used; says which and why.
        EnvironmentProblemError: It cannot be read.
    """
    path = own if own is not None and own.is_file() else resource(TABLE)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError(f"{path} is too large for a table of addresses. Nothing was fetched.")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise EnvironmentProblemError(
            f"{path} cannot be read ({error.strerror}), so nothing was fetched. Check its "
            "permissions."
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path} is not in UTF-8, so nothing was fetched. Save it as CSV UTF-8."
        ) from error
    return _table(text, path)


def _table(text: str, path: Path) -> tuple[ListAddress, ...]:
    found: dict[str, ListAddress] = {}
    rows = csv.DictReader(text.splitlines(), strict=True)
    try:
        lacking = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
        if lacking:
            raise _unusable(path, 1, f"the column {lacking[0]} is missing")
        for row in rows:
            try:
                address = _address({name: (row.get(name) or "").strip() for name in row if name})
            except ValueError as error:
                raise _unusable(path, rows.line_num, str(error)) from error
            if address.key in found:
                raise _unusable(path, rows.line_num, f"the key {address.key} is there twice")
            found[address.key] = address
    except csv.Error as error:
        raise _unusable(path, rows.line_num, f"it is not CSV ({error})") from error
    return tuple(found.values())


def _unusable(path: Path, line: int, why: str) -> InputError:
    return InputError(
        f"{path}, line {line}: {why}. Nothing was fetched. Correct the line, or remove the file to "
        "use the addresses that came with the program."
    )


def _address(row: Mapping[str, str]) -> ListAddress:
    """One row.

    Raises:
        ValueError: What is wrong with it.
    """
    address = ListAddress(
        key=_matching(_KEY, row["key"], "key"),
        lists=tuple(_matching(_CODE, code, "list code") for code in _parts(row["lists"])),
        channel=_channel(row["channel"]),
        urls=tuple(_url(url) for url in _parts(row["urls"])),
        files=tuple(_matching(_FILE, name, "file name") for name in _parts(row["files"])),
        date_from=_url(row["date_from"]) if row["date_from"] else "",
        hosts=tuple(_matching(_HOST, host, "host") for host in _parts(row["hosts"].lower())),
        what=row["what"],
        default=_yes_or_no(row["default"]),
        source=row.get("source", ""),
        mark=Mark(row.get("mark") or Mark.UNVERIFIED),
    )
    if not (address.lists and address.urls and address.what):
        raise ValueError("lists, urls and what must be filled")
    if len(address.files) != len(address.urls) or len(set(address.files)) != len(address.files):
        raise ValueError("there must be one file name for each of the urls, each another")
    if any(_DATE in url for url in address.urls) != bool(address.date_from):
        raise ValueError("{date} in urls and an address in date_from go together")
    return address


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _matching(pattern: re.Pattern[str], text: str, what: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(f"“{text[:60]}” is no {what}")
    return text


def _channel(text: str) -> Channel:
    known = [channel for channel in Channel if channel is not Channel.STARTER]
    if text not in known:
        raise ValueError(f"“{text[:60]}” is no channel; the channels are {', '.join(known)}")
    return Channel(text)


def _yes_or_no(text: str) -> bool:
    if text not in {"yes", "no"}:
        raise ValueError("default must be yes or no")
    return text == "yes"


def _url(text: str) -> str:
    """An address of the table; whether it may be asked is judged again when it is."""
    split = urlsplit(text)
    no_file = split.scheme not in {"https", "http"} or not split.hostname or not split.path
    if no_file or not _is_port(split):
        raise ValueError(f"“{text[:80]}” is no address of a file")
    if not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError(f"“{text[:80]}” has characters that an address cannot have")
    return text


def _is_port(split: SplitResult) -> bool:
    """Whether the port, where one is named, can be one."""
    try:
        return split.port is None or split.port > 0
    except ValueError:
        return False
