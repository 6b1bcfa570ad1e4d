"""Starts the desktop program: one window over one workspace."""

import argparse
import contextlib
import faulthandler
import logging
import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from caveat import __version__
from caveat.logs import start_logging, write_trace
from caveat.paths import Paths, default_paths
from caveat.services.warm_up import warm_up
from caveat.settings import load_settings
from caveat.ui.backend import Backend
from caveat.ui.bridge import Bridge, Problem, problem_of
from caveat.ui.calm import CalmCollector
from caveat.ui.pages.page import Desk
from caveat.ui.state import WindowState
from caveat.ui.theme import Theme, Wish
from caveat.ui.window import MainWindow

log = logging.getLogger(__name__)


class CrashReporter(QObject):
    """Takes what no slot caught: logs it and shows a calm dialog; the program goes on."""

    happened = Signal(Problem)

    def __init__(self, logs: Path) -> None:
        super().__init__()
        self._logs = logs

    def hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """The program's ``sys.excepthook``."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        seen = error.with_traceback(trace)
        write_trace(self._logs, seen)
        self.happened.emit(problem_of(seen))


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window and run until it is closed. Answers the exit code."""
    multiprocessing.freeze_support()
    options = _options(arguments)
    paths = default_paths(options.data_dir)
    start_logging(paths.logs)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Caveat")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("caveat")
    app.setStyle("Fusion")
    settings = load_settings(paths.settings)
    theme = Theme(Wish(settings.theme), settings.zoom)
    theme.apply()
    desk = Desk(Backend(paths), Bridge(), theme, WindowState(paths.data / "window.ini"))
    warm_up()
    window = MainWindow(desk, paths, options.operator)
    collector = CalmCollector(desk.bridge)
    reporter = CrashReporter(paths.logs)
    # Queued: an error inside a paint event must not open a dialog inside that event.
    reporter.happened.connect(window.show_problem, Qt.ConnectionType.QueuedConnection)
    sys.excepthook = reporter.hook
    window.show()
    QTimer.singleShot(0, window.start)
    code = app.exec()
    sys.excepthook = sys.__excepthook__
    collector.give_back()
    if not window.ended_well:
        _leave(paths)
    return code


def _leave(paths: Paths) -> None:
    """End at once: a job ignores that it is cancelled, and a closed window must not live on.

    What is stored survives the end of the program at any moment, so nothing is lost by this.
    """
    log.critical("a job did not end; the program ends without it")
    with contextlib.suppress(OSError), (paths.logs / "hang.txt").open("w") as file:
        faulthandler.dump_traceback(file, all_threads=True)
    logging.shutdown()
    os._exit(0)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="caveat-desktop",
        description="Check suppliers against restricted-party lists, offline.",
    )
    parser.add_argument("--data-dir", type=Path, help="folder for everything the program writes")
    parser.add_argument("--operator", default="", help="name of who works")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
