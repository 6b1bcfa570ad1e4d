"""Saving the picture: the dialog, the file, and what is said afterwards."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from caveat.domain.progress import CancelToken, ReportProgress
from caveat.errors import InputError
from caveat.ui.bridge import Problem, problem_of
from caveat.ui.files import open_in_system
from caveat.ui.pages.page import Desk
from caveat.ui.widgets.graph.export import PICTURE_FILTER, write_whole
from caveat.ui.widgets.notice import Notice, Offer
from caveat.ui.wording import isolated, one_line

_LONGEST = 60


class PictureSaving(QObject):
    """Draws in the window's thread, as Qt wants it, and writes in a job's."""

    noticed = Signal(Notice)
    failed = Signal(Problem)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page

    def choose(self, name: str, picture: Callable[[Path], bytes]) -> None:
        """Ask where the picture goes."""
        chosen, kind = QFileDialog.getSaveFileName(
            self._page, "Export the picture of the links", file_name(name), PICTURE_FILTER
        )
        if chosen:
            path = Path(chosen)
            if not path.suffix:
                path = path.with_suffix(".png" if "png" in kind else ".svg")
            self.save(path, picture)

    def save(self, path: Path, picture: Callable[[Path], bytes]) -> None:
        """Draw and write the picture."""
        try:
            content = picture(path)
        except InputError as error:
            self.failed.emit(problem_of(error))
            return
        job = self._desk.bridge.read(partial(_write, path, content))
        job.succeeded.connect(self._on_written)
        job.failed.connect(self.failed)

    @Slot(object)
    def _on_written(self, path: object) -> None:
        if isinstance(path, Path):
            offers = (
                Offer("Open file", partial(open_in_system, path), main=True),
                Offer("Open folder", partial(open_in_system, path.parent)),
            )
            words = f"Picture written: {isolated(str(path))}"
            self.noticed.emit(Notice(words, "accent", "export", offers))


def file_name(name: str) -> str:
    """A name for the file of a party's picture that every system takes."""
    plain = re.sub(r"[^\w\- ]+", " ", one_line(name))
    return f"Links of {' '.join(plain.split())[:_LONGEST].strip()}.svg"


def _write(path: Path, content: bytes, _progress: ReportProgress, _cancel: CancelToken) -> Path:
    return write_whole(path, content)
