"""The button that writes a memo: its menu asks first how much of it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from caveat.domain.memo import MemoForm

_FORMS = (
    (MemoForm.FULL, "Whole memo: every listed text in full", "It may have over a hundred pages"),
    (
        MemoForm.SHORT,
        "Short memo: a block for each hit",
        "With its citations; it says what it leaves out and how long the whole is",
    ),
)


class MemoButton(QPushButton):
    """Whole or short."""

    wanted = Signal(MemoForm)

    def __init__(self, of: str, parent: QWidget | None = None) -> None:
        super().__init__("Memo", parent)
        self.setAccessibleName(f"Write the memo of {of} as PDF, whole or short")
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self.forms = {}
        for form, words, hint in _FORMS:
            action = menu.addAction(words)
            action.setToolTip(hint)
            action.triggered.connect(partial(self._choose, form))
            self.forms[form] = action
        self.setMenu(menu)

    def _choose(self, form: MemoForm, _checked: object = None) -> None:
        self.wanted.emit(form)
