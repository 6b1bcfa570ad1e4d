"""Fields for a source: what says so, and how far the officer checked it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit

from caveat.domain.sources import Mark, Source
from caveat.ui.widgets.labels import PlainLabel

_MARKS = {
    Mark.VERIFIED: "I read it in this source",
    Mark.SECONDARY: "I read it in a summary: shown with “verify”",
    Mark.UNVERIFIED: "Not checked: shown with “verify”",
}
_FIELDS = {
    "title": ("Source", "As printed, such as 91 FR 12345"),
    "publisher": ("Publisher", "Such as Bureau of Industry and Security (BIS)"),
    "locator": ("Where in it", "Page, document number or section; may be empty"),
    "date": ("Published on", "YYYY-MM-DD, YYYY-MM or YYYY; may be empty"),
    "url": ("Address", "https://…; may be empty"),
}
_LONGEST = 500


class SourceFields(QObject):
    """Rows of a form; only the title must be given."""

    changed = Signal()

    def __init__(self, form: QFormLayout) -> None:
        super().__init__(form)
        self.fields: dict[str, QLineEdit] = {}
        for name, (label, hint) in _FIELDS.items():
            line = QLineEdit()
            line.setPlaceholderText(hint)
            line.setAccessibleName(label)
            line.setMaxLength(_LONGEST)
            line.textChanged.connect(self.changed)
            form.addRow(PlainLabel(label, "muted"), line)
            self.fields[name] = line
        self.mark = QComboBox()
        self.mark.setAccessibleName("How far you checked it")
        for mark, words in _MARKS.items():
            self.mark.addItem(words, mark)
        self.mark.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.mark.setCurrentIndex(self.mark.findData(Mark.UNVERIFIED))
        form.addRow(PlainLabel("Checked", "muted"), self.mark)

    @property
    def title(self) -> QLineEdit:
        """The title's field."""
        return self.fields["title"]

    def source(self) -> Source:
        """What was typed; its key is given when it is written down."""
        said = {name: line.text().strip() for name, line in self.fields.items()}
        return Source("", **said, mark=Mark(self.mark.currentData()))
