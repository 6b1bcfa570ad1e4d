"""The ties to listed parties of a book's suppliers without a hit, counted in the background."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from caveat.domain.book_ties import SupplierTies
from caveat.domain.progress import CancelToken, ReportProgress
from caveat.domain.suppliers import SupplierRow
from caveat.ui.bridge import Latest
from caveat.ui.contract import Services
from caveat.ui.pages.page import Desk


class BookTies(QObject):
    """Of one book at a time. A failure leaves none: the tab Links tells what is in the way."""

    counted = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._book = 0
        self.found: dict[int, SupplierTies] = {}
        self._latest = Latest(desk.bridge, self)
        self._latest.answered.connect(self._on_answer)

    def ask(self, book: int) -> None:
        """Count for a book; what is known of it stays until the count is there."""
        if book != self._book:
            self._book, self.found = book, {}
        if book:
            self._latest.ask(partial(_ties, self._desk.services, book))
        else:
            self._latest.forget()

    def of(self, row: SupplierRow) -> SupplierTies | None:
        """What ties a supplier, if it has no hit."""
        return None if row.hits else self.found.get(row.id)

    @Slot(object)
    def _on_answer(self, found: object) -> None:
        if isinstance(found, tuple):
            self.found = {each.supplier: each for each in found if isinstance(each, SupplierTies)}
            self.counted.emit()


def _ties(
    services: Services, book: int, progress: ReportProgress, cancel: CancelToken
) -> tuple[SupplierTies, ...]:
    return services.ties_of_book(book, progress, cancel)
