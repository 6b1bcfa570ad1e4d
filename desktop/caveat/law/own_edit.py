"""Writes one correction into the officer's own file of rules, or takes one out of it.

Comments and order of the file stay. What comes out is read strictly before it counts, as any file.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import tomlkit
from tomlkit.items import AoT

from caveat.domain.rules import RulePeriod, RuleStatement
from caveat.domain.sources import Source
from caveat.law.own_rules import laid_over, own_file_of

_EMPTY = "version = 1\n"
_PARTS: dict[str, Callable[[Any], str]] = {
    "corrections": lambda entry: entry["rule"],
    "rules": lambda entry: entry["id"],
    "cards": lambda entry: entry["list"],
    "red_flags": lambda entry: f"flag-{entry['number']}",
}
"""The arrays of the file, and by which id an entry of each is known."""


def with_period(text: str, name: str, rule: str, period: RulePeriod) -> str:
    """The file with another state of a rule on the days of a period.

    Args:
        text: The file; empty where there is none yet.
        name: How the file is called in messages.
        rule: Id of the rule.
        period: Earlier corrections of the same days give way to it.

    Raises:
        InputError: The file cannot be read; the message names the entry.
    """
    known = own_file_of(text, name).corrections if text else ()
    before = next((each.periods for each in known if each.rule == rule), ())
    document = tomlkit.parse(text or _EMPTY)
    entry = _entry(document, "corrections", "rule", rule)
    periods = tomlkit.aot()
    for each in laid_over(before, (period,)):
        periods.append(_period(document, each))
    entry["periods"] = periods
    return tomlkit.dumps(document)


def with_answer(text: str, list_code: str, statement: RuleStatement) -> str:
    """The file with another answer on the card of a list, in place of those to this question."""
    document = tomlkit.parse(text or _EMPTY)
    entry = _entry(document, "cards", "list", list_code)
    said = tomlkit.table()
    said["about"] = statement.about
    said["text"] = statement.text
    said["source"] = _source_key(document, statement.source)
    _keep(entry, "statements", lambda each: each["about"] != statement.about)
    _array(entry, "statements").append(said)
    return tomlkit.dumps(document)


def without(text: str, id_: str) -> str:
    """The file without what it corrects or adds under an id; empty where nothing is left."""
    document = tomlkit.parse(text or _EMPTY)
    for part in _PARTS:
        if part in document:
            _keep(document, part, partial(_is_another, part, id_))
    return tomlkit.dumps(document) if document.keys() & _PARTS.keys() else ""


def _is_another(part: str, id_: str, entry: Any) -> bool:
    return _PARTS[part](entry) != id_


def _entry(document: Any, part: str, key: str, value: str) -> Any:
    entries = _array(document, part)
    for entry in entries:
        if entry[key] == value:
            return entry
    made = tomlkit.table()
    made[key] = value
    entries.append(made)
    return entries[-1]


def _array(holder: Any, part: str) -> Any:
    """An array of tables, also where the file has it on one line."""
    found = holder.get(part)
    if not isinstance(found, AoT):
        made = tomlkit.aot()
        for each in found.unwrap() if found is not None else ():
            made.append(tomlkit.item(each))
        holder[part] = made
    return holder[part]


def _keep(holder: Any, part: str, wanted: Callable[[Any], bool]) -> None:
    if part not in holder:
        return
    entries = _array(holder, part)
    for place in reversed(range(len(entries))):
        if not wanted(entries[place]):
            del entries[place]
    if not len(entries):
        del holder[part]


def _period(document: Any, period: RulePeriod) -> Any:
    made = tomlkit.table()
    made["state"] = str(period.state)
    made["seen" if period.began_earlier else "since"] = period.since
    if period.until is not None:
        made["until"] = period.until
    made["source"] = _source_key(document, period.source)
    if period.note:
        made["note"] = period.note
    return made


def _source_key(document: Any, source: Source) -> str:
    """The key of a source that the file has already, or of one that is added."""
    if "sources" not in document:
        document["sources"] = tomlkit.table(is_super_table=True)
    sources = document["sources"]
    wanted = _source(source)
    for key, each in sources.items():
        if _plain(each) == wanted:
            return str(key)
    number = 1
    while f"source-{number}" in sources:
        number += 1
    made = tomlkit.table()
    for name, value in wanted.items():
        made[name] = value
    sources[f"source-{number}"] = made
    return f"source-{number}"


def _source(source: Source) -> dict[str, str]:
    said = {
        "title": source.title,
        "publisher": source.publisher,
        "locator": source.locator,
        "date": source.date,
        "url": source.url,
        "mark": str(source.mark),
    }
    return {name: value for name, value in said.items() if value}


def _plain(entry: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in entry.items() if str(value)}
