"""The ``caveat`` command: global options, exit codes, errors in the operator's words."""

import errno
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import click

from caveat import __version__
from caveat.cli.context import Session
from caveat.domain.progress import CancelledError
from caveat.errors import CaveatError, EnvironmentProblemError
from caveat.logs import start_logging, write_trace
from caveat.paths import Paths, default_paths

OpenWindow = Callable[[list[str]], int]

_COMMANDS = (
    "lists",
    "screen",
    "suppliers",
    "batch",
    "relations",
    "connections",
    "ownership",
    "memo",
    "rules",
    "compare",
    "self-test",
    "audit",
    "workspace",
    "demo",
)
_USAGE, _BUG, _INTERRUPTED = 2, 4, 130
_ENVIRONMENT = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM, errno.EMFILE}
)
"""Errors of the system that no part of the program put into words of its own."""


@dataclass(slots=True)
class _Run:
    """What one call of `run` knows: how to open the window, and where a trace would go."""

    open_window: OpenWindow | None
    paths: Paths


class _LazyCommands(click.Group):
    """Imports a command's module only when it is asked for: a search should not wait for PDF."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"caveat.cli.{cmd_name.replace('-', '_')}").command
        return command


@click.group(
    cls=_LazyCommands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the program writes (also CAVEAT_HOME). By default the user's own data folder.",
)
@click.option("--operator", default="", help="Who works: printed on memos, part of the record.")
@click.version_option(__version__, prog_name="caveat")
@click.pass_context
def cli(ctx: click.Context, data_dir: Path | None, operator: str) -> None:
    """Check suppliers against restricted-party lists, offline, with a citation for every fact.

    Every command takes --json. Exit codes: 0 done, nothing to review; 1 done, something to
    review; 2 usage or bad input; 3 environment (disk, network, lock); 4 our bug.
    """
    started: _Run = ctx.obj
    started.paths = paths = default_paths(data_dir)
    open_window = started.open_window
    start_logging(paths.logs)
    ctx.obj = Session(paths, operator)
    ctx.call_on_close(ctx.obj.close)
    if ctx.invoked_subcommand is None:
        if open_window is None or not _has_display():
            click.echo(
                "There is no display for the window. Commands: " + ", ".join(_COMMANDS) + ".",
                err=True,
            )
            ctx.exit(_USAGE)
        arguments = ["--data-dir", str(data_dir)] if data_dir else []
        arguments += ["--operator", operator] if operator else []
        ctx.exit(open_window(arguments))


def _has_display() -> bool:
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(arguments: Sequence[str], *, open_window: OpenWindow | None = None) -> int:
    """Run a command line; its exit code. Nothing but the command's output goes to stdout."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    started = _Run(open_window, default_paths())
    try:
        code = cli.main(list(arguments), prog_name="caveat", standalone_mode=False, obj=started)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BaseException as error:  # noqa: BLE001  # the border of a command
        return _exit_code(error, started.paths)
    return code if isinstance(code, int) else 0


def _exit_code(error: BaseException, paths: Paths) -> int:
    """Say what happened, and which exit code it means."""
    if isinstance(error, click.Abort | KeyboardInterrupt | CancelledError):
        click.echo("Cancelled. What was recorded before stays; nothing was half-written.", err=True)
        return _INTERRUPTED
    if isinstance(error, CaveatError):
        click.echo(f"caveat: {error}", err=True)
        return error.exit_code
    if isinstance(error, SystemExit):
        # click ends so when the reader of our output went away.
        return error.code if isinstance(error.code, int) else 0
    if isinstance(error, BrokenPipeError):
        _give_up_output()
        return 0
    if isinstance(error, OSError) and error.errno in _ENVIRONMENT:
        where = f" ({error.filename})" if error.filename else ""
        click.echo(
            f"caveat: {error.strerror}{where}. What was recorded before is safe. Make room or give "
            "yourself the permission, then try again.",
            err=True,
        )
        _give_up_output()
        return EnvironmentProblemError.exit_code
    trace = write_trace(paths.logs, error)
    where = f" The trace is in {trace}." if trace else ""
    click.echo(
        f"caveat: an error of the program itself ({type(error).__name__}: {error}). What was "
        f"recorded is safe.{where}",
        err=True,
    )
    return _BUG


def _give_up_output() -> None:
    """Send what is left for stdout nowhere if it can go nowhere else.

    Its reader went away or its disk is full; Python would complain once more at exit, and put an
    exit code of its own (120) in place of ours.
    """
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> int:
    """Run without a window (``python -m caveat.cli.main``)."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
