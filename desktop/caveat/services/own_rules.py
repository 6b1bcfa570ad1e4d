"""The officer's own file of rules: taken in, corrected, written out, taken back; all on record."""

from collections.abc import Callable
from pathlib import Path

from caveat.domain.consequences import RuleBook
from caveat.domain.rules import RulePeriod, RuleStatement
from caveat.errors import InputError
from caveat.law.book import OWN_NAME, built_in_files, rule_book
from caveat.law.own_edit import with_answer, with_period, without
from caveat.law.own_rules import own_file_of
from caveat.law.parts import read_text
from caveat.report.writing import write_whole
from caveat.resources import resource
from caveat.services.given_text import refuse_broken_text
from caveat.services.rules import current_rules
from caveat.services.workspace import Workspace
from caveat.storage import audit, rule_editions
from caveat.storage.encoding import time_text
from caveat.storage.rule_editions import OWN

_TEMPLATE = "templates/own_rules.toml"


def import_own_rules(ws: Workspace, path: Path, *, reason: str = "") -> RuleBook:
    """Let a file of own rules count from now on, in the place of the one before.

    Args:
        ws: The workspace.
        path: The file; its form is that of `export_own_rules`.
        reason: Why; goes on record.

    Raises:
        InputError: Any of its entries is missing, unknown or wrong; the message names the entry.
            Nothing was changed.
        EnvironmentProblemError: It cannot be read, or nothing can be recorded.
    """
    reason = reason.strip()
    refuse_broken_text("The reason", reason)
    text = read_text(path)
    own_file_of(text, path.name)
    rule_book(built_in_files(), "", text)
    _record(ws, text, reason)
    return current_rules(ws)


def correct_rule(ws: Workspace, rule: str, period: RulePeriod, *, reason: str = "") -> RuleBook:
    """Let a rule have another state on the days of a period; the rest of the own file stays.

    Raises:
        InputError: Anything of it is missing or wrong, or the own file cannot be read.
    """
    return _count(ws, lambda text: with_period(text, OWN_NAME, rule, period), reason)


def correct_card(
    ws: Workspace, list_code: str, statement: RuleStatement, *, reason: str = ""
) -> RuleBook:
    """Let the card of a list answer a question otherwise; the rest of the own file stays.

    Raises:
        InputError: Anything of it is missing or wrong, or the own file cannot be read.
    """
    return _count(ws, lambda text: with_answer(text, list_code, statement), reason)


def take_back(ws: Workspace, id_: str, *, reason: str = "") -> RuleBook:
    """Let what the program says under an id count again; the rest of the own file stays.

    Raises:
        InputError: Nothing of one's own is there under this id.
    """

    def left(text: str) -> str:
        if not text or id_ not in own_file_of(text, OWN_NAME).ids:
            raise InputError(f"Nothing of your own is kept for {id_}. Nothing was changed.")
        return without(text, id_)

    return _count(ws, left, reason)


def _count(ws: Workspace, change: Callable[[str], str], reason: str) -> RuleBook:
    reason = reason.strip()
    refuse_broken_text("The reason", reason)
    text = change(_text(ws))
    if text:
        own_file_of(text, OWN_NAME)
        rule_book(built_in_files(), "", text)
    _record(ws, text, reason)
    return current_rules(ws)


def drop_own_rules(ws: Workspace, *, reason: str = "") -> RuleBook:
    """Let the program's rules alone count from now on.

    Raises:
        InputError: There are no own rules.
    """
    reason = reason.strip()
    refuse_broken_text("The reason", reason)
    if not _text(ws):
        raise InputError("There are no rules of your own here. Nothing was changed.")
    _record(ws, "", reason)
    return current_rules(ws)


def export_own_rules(ws: Workspace, out: Path, *, replace: bool = False) -> Path:
    """Write the own rules as they count, or a file to begin with where there are none.

    Raises:
        InputError: There is such a file already, or no such folder.
        EnvironmentProblemError: Disk or permission; no half-written file is left.
    """
    refuse_broken_text("The name of the file", str(out))
    if not out.absolute().parent.is_dir():
        raise InputError(f"There is no folder {out.absolute().parent}. Nothing was written.")
    if out.exists() and not replace:
        raise InputError(
            f"{out} exists already. Nothing was written. Choose another name, or ask for it to be "
            "replaced (--force)."
        )
    text = _text(ws) or resource(_TEMPLATE).read_text(encoding="utf-8")
    write_whole(out, text.encode())
    return out


def _text(ws: Workspace) -> str:
    with ws.store.reading() as connection:
        newest = next(rule_editions.own_rules(connection), None)
    return newest.text if newest else ""


def _record(ws: Workspace, text: str, reason: str) -> None:
    now = ws.now()
    with ws.store.writing() as connection:
        audit.add_setting(connection, OWN, text, reason=reason, operator=ws.operator.id, at=now)
        said = {"value": text, "reason": reason, "at": time_text(now)}
        ws.append(connection, "own rules changed", OWN, said)
