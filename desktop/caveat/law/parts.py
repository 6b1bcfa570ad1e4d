"""Reads what all files of rules have in common: the file, sources, statements, periods."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from caveat.domain.rules import RulePeriod, RuleState, RuleStatement
from caveat.domain.sources import Mark, Source
from caveat.errors import EnvironmentProblemError, InputError
from caveat.law.entries import Entry, WrongEntryError

LIST_CODE = r"[A-Z]{2,3}-[A-Z0-9][A-Z0-9-]{0,23}"
ID = r"[a-z0-9]+(-[a-z0-9]+)*"
Sources = Mapping[str, Source]
Period = TypeVar("Period", bound=RulePeriod)

_VERSION = 1
_MARKS = {mark.value: mark for mark in (Mark.VERIFIED, Mark.SECONDARY, Mark.UNVERIFIED)}
_STATES = {state.value: state for state in RuleState if state is not RuleState.NOT_KNOWN}
_MOST_BYTES = 1_000_000


def read_text(path: Path) -> str:
    """The text of a file of rules.

    Raises:
        InputError: It is too large, or no text.
        EnvironmentProblemError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise EnvironmentProblemError(
            f"{path.name}: the rules could not be read ({error.strerror or error}). Nothing was "
            "changed. Check that the file is there and may be read."
        ) from error
    if len(data) > _MOST_BYTES:
        raise InputError(f"{path.name} is too large for a file of rules. Nothing was changed.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _unusable(path.name, error) from error


@contextmanager
def strictly(name: str) -> Iterator[None]:
    """Turn whatever is wrong within a file into an `InputError` that names file and entry."""
    try:
        yield
    except (WrongEntryError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise _unusable(name, error) from error


def _unusable(name: str, error: Exception) -> InputError:
    return InputError(
        f"{name}: {error}. None of its rules is used. Correct it, or put the file back that came "
        "with the program."
    )


def top_of(text: str) -> tuple[Entry, Sources]:
    """The file as an entry whose version and sources were taken already."""
    top = Entry("", tomllib.loads(text))
    if top.whole_number("version") != _VERSION:
        raise WrongEntryError(f"“version” is not {_VERSION}")
    if not top.has("sources"):
        return top, {}
    return top, {key: _source(key, entry) for key, entry in top.table("sources").tables(ID).items()}


def _source(key: str, entry: Entry) -> Source:
    source = Source(
        key=key,
        title=entry.text("title"),
        publisher=entry.text("publisher", default=""),
        locator=entry.text("locator", default=""),
        date=entry.partial_date("date"),
        url=entry.text("url", default="", pattern=r"https://\S+"),
        mark=entry.one_of("mark", _MARKS),
    )
    entry.nothing_else()
    return source


def read_statement(entry: Entry, sources: Sources, about: str = "") -> RuleStatement:
    """A statement; ``about`` where the entry does not say what it speaks of."""
    statement = RuleStatement(
        about=about or entry.text("about"),
        text=entry.text("text"),
        source=entry.one_of("source", sources),
    )
    entry.nothing_else()
    return statement


def plain_period(_entry: Entry, plain: RulePeriod) -> RulePeriod:
    """A period that has nothing besides."""
    return plain


def read_periods(
    entry: Entry, sources: Sources, make: Callable[[Entry, RulePeriod], Period]
) -> tuple[Period, ...]:
    """Periods in order of time, without overlap.

    ``make`` takes from an entry what a kind of period has besides, and makes the period.
    """
    found: list[Period] = []
    for each in entry.array("periods"):
        seen = each.day_or_none("seen")
        plain = RulePeriod(
            state=each.one_of("state", _STATES),
            since=seen or each.day("since"),
            until=each.day_or_none("until"),
            source=each.one_of("source", sources),
            note=each.text("note", default=""),
            began_earlier=seen is not None,
        )
        period = make(each, plain)
        each.nothing_else()
        if period.until is not None and period.until < period.since:
            raise each.wrong("ends before it begins")
        before = found[-1] if found else None
        if before is not None and (before.until is None or before.until >= period.since):
            raise each.wrong("begins before the one above it has ended")
        found.append(period)
    return tuple(found)
