"""Where a trace goes when something unforeseen happens."""

import logging
import traceback
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

_BYTES = 1_000_000
_FILES = 3
_NAME = "caveat's own file"
_private = False


def leave_out_texts() -> None:
    """From now on write of an error what it was and where, but not its words.

    They may quote a name, and logs lie in plain text beside a workspace that is encrypted.
    """
    global _private  # noqa: PLW0603  # one log a process, so one answer
    _private = True


class _Lines(logging.Formatter):
    """A line a record, and the trace of its error below."""

    def formatException(self, ei: Any) -> str:  # noqa: N802  # the base's name
        """The trace, with the words of the error or without."""
        return _trace(ei[1]).rstrip("\n")


class _QuietFile(RotatingFileHandler):
    """Says nothing on stderr when it cannot write: that would stand among a command's messages."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # the base's name
        """Let it go: a log is no reason to disturb the work."""


def start_logging(folder: Path) -> None:
    """Log to a file in the folder; without one (read-only disk), to nowhere."""
    logger = logging.getLogger("caveat")
    if any(handler.get_name() == _NAME for handler in logger.handlers):
        return
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler: logging.Handler = _QuietFile(
            folder / "caveat.log",
            maxBytes=_BYTES,
            backupCount=_FILES,
            encoding="utf-8",
            errors="backslashreplace",
            delay=True,
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_Lines("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.set_name(_NAME)
    logger.addHandler(handler)


def write_trace(folder: Path, error: BaseException) -> Path | None:
    """Write the trace of an unforeseen error to a file of its own; None if that fails too."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S.%fZ")
    path = folder / f"trace-{stamp}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text(_trace(error), encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None
    return path


def _trace(error: BaseException) -> str:
    if not _private:
        return "".join(traceback.format_exception(error))
    parts: list[str] = []
    seen: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in seen:
        seen.append(at)
        where = "".join(traceback.format_tb(at.__traceback__))
        parts.insert(0, f"{where}{type(at).__module__}.{type(at).__qualname__}\n")
        at = at.__cause__ or at.__context__
    said = "The words of errors are left out: the workspace is encrypted.\n"
    return said + "\nfrom which came:\n".join(parts)
