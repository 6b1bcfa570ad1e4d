"""What a command works with: the workspace, opened late, and how it shows progress."""

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import click

from caveat.cli.passphrases import asked_until_open
from caveat.domain.parties import PartyKind
from caveat.domain.progress import Progress, ReportProgress, ignore_progress
from caveat.paths import Paths
from caveat.services.screening import Screener
from caveat.services.workspace import Workspace, open_workspace

KINDS = [
    kind.value
    for kind in (PartyKind.COMPANY, PartyKind.PERSON, PartyKind.VESSEL, PartyKind.AIRCRAFT)
]
"""What ``--kind`` accepts."""
_SECONDS_BETWEEN_LINES = 0.1


class Session:
    """One run of the command line."""

    def __init__(self, paths: Paths, operator: str) -> None:
        self.paths = paths
        self.operator = operator
        self._workspace: Workspace | None = None
        self._screener: Screener | None = None

    @property
    def workspace(self) -> Workspace:
        """The workspace, opened when first asked for; its passphrase is asked for if it has one."""
        if self._workspace is None:
            self._workspace = asked_until_open(
                lambda passphrase, key: open_workspace(
                    self.paths,
                    operator=self.operator,
                    passphrase=passphrase,
                    key_passphrase=key,
                    progress=terminal_progress(),
                )
            )
        return self._workspace

    @property
    def screener(self) -> Screener:
        """The screener, with its index loaded."""
        if self._screener is None:
            screener = Screener(self.workspace)
            screener.prepare(terminal_progress())
            self._screener = screener
        return self._screener

    def close(self) -> None:
        """Close what was opened."""
        if self._workspace is not None:
            self._workspace.close()


def terminal_progress() -> ReportProgress:
    """Progress on a terminal's stderr; nothing when stderr is no terminal."""
    return _TerminalLine() if sys.stderr.isatty() else ignore_progress


class _TerminalLine:
    """Rewrites one line."""

    def __init__(self) -> None:
        self._last = 0.0

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        finished = bool(progress.total) and progress.done >= progress.total
        if now - self._last < _SECONDS_BETWEEN_LINES and not finished:
            return
        self._last = now
        count = f" {progress.done:,} of {progress.total:,}" if progress.total else ""
        note = f" · {progress.note}" if progress.note else ""
        click.echo(f"\r\x1b[K{progress.stage}{count}{note}", nl=False, err=True)
        if finished:
            click.echo("\r\x1b[K", nl=False, err=True)


def emit_json(document: Any) -> None:
    """The one JSON document of a command, on stdout."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=1))


def json_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--json`` as every command has it."""
    return click.option(
        "as_json", "--json", is_flag=True, help="One JSON document on stdout, nothing else."
    )(function)


def as_date(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """An ISO date given on the command line."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter("a date is written YYYY-MM-DD") from error
