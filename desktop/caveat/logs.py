"""Where a trace goes when something unforeseen happens."""

import logging
import traceback
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

_BYTES = 1_000_000
_FILES = 3
_NAME = "caveat's own file"


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
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.set_name(_NAME)
    logger.addHandler(handler)


def write_trace(folder: Path, error: BaseException) -> Path | None:
    """Write the trace of an unforeseen error to a file of its own; None if that fails too."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S.%fZ")
    path = folder / f"trace-{stamp}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        text = "".join(traceback.format_exception(error))
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None
    return path
