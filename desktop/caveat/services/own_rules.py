"""The officer's own file of rules: taken in, written out, taken back; each on record."""

from pathlib import Path

from caveat.domain.consequences import RuleBook
from caveat.errors import InputError
from caveat.law.book import built_in_files, rule_book
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
