"""Text in a few lines, the last one elided, as delegates and pictures paint it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption


def elided_lines(text: str, font: QFont, room: float, most: int) -> list[str]:
    """A text in as many lines as it may take, the last one elided.

    Args:
        text: Plain text.
        font: In which it is painted.
        room: Width of a line in pixels.
        most: Lines.
    """
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(room)
        rest = text[line.textStart() :]
        if len(lines) == most - 1 and line.textLength() < len(rest):
            lines.append(QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, room))
        else:
            lines.append(rest[: line.textLength()].rstrip())
    layout.endLayout()
    return lines
