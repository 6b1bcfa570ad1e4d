"""Writes the picture of a graph into a file: SVG, or PNG.

Beneath the picture stand its legend, whom it is about, and from which day it is. The whole content
as text lies in the file too (an SVG's description, a PNG's text): boxes shorten long names.
"""

import os
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from caveat.domain.connections import Connections
from caveat.errors import EnvironmentProblemError, InputError
from caveat.ui.theme import Theme, Wish
from caveat.ui.widgets.graph import looks
from caveat.ui.widgets.graph.filtering import Shown
from caveat.ui.widgets.graph.legend import draw_legend, entries
from caveat.ui.widgets.graph.scene import GraphScene

PICTURE_FILTER = "SVG picture (*.svg);;PNG picture (*.png)"
_SHARPNESS = 2.0
"""Pixels of a PNG for one of the picture."""
_MOST_PIXELS = 12_000
"""A side of a PNG; larger pictures are made coarser."""
_FEWEST_WIDE = 40
"""Width at least, in font heights, so that the words beneath have room."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands with the picture.

    Attributes:
        title: Whom it is about.
        lines: Beneath it, such as the statement and the day.
        text: The whole content as text.
    """

    title: str
    lines: tuple[str, ...]
    text: str


def picture(found: Connections, shown: Shown, caption: Caption, suffix: str) -> bytes:
    """The picture as the bytes of a file: in light colours, as paper and letters want it.

    Raises:
        InputError: The suffix is neither ``.svg`` nor ``.png``.
    """
    if suffix.lower() not in {".svg", ".png"}:
        raise InputError(
            f"A picture is saved as .svg or .png, not as “{suffix}”. Nothing was written."
        )
    sheet = _Sheet(found, shown, caption)
    return sheet.svg() if suffix.lower() == ".svg" else sheet.png()


def write_whole(path: Path, content: bytes) -> Path:
    """Write a file so that there is either the old one or the whole new one.

    Raises:
        EnvironmentProblemError: Disk, permission or path.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise EnvironmentProblemError(
            f"The picture could not be written to {path}: {error.strerror}. Choose another place."
        ) from error
    return path


class _Sheet:
    """The picture with what stands beneath it."""

    def __init__(self, found: Connections, shown: Shown, caption: Caption) -> None:
        self._theme = theme = Theme(Wish.LIGHT)
        self._caption = caption
        self._legend = legend = entries(found)
        self._scene = scene = GraphScene(theme)
        scene.begin(found, frozenset(), shown)
        scene.finish()
        self._area = scene.sceneRect()
        em = theme.px(1)
        self._air = em
        self._font = looks.small(QApplication.font())
        self._line = QFontMetricsF(self._font).height() * 1.3
        self._width = ceil(max(self._area.width(), _FEWEST_WIDE * em) + 2 * self._air)
        inner = self._width - 2 * self._air
        self._legend_height = draw_legend(None, theme, legend, 0, 0, inner)
        self._words = self._wrapped(inner)
        below = self._legend_height + (len(self._words) + 1) * self._line
        self._height = ceil(self._area.height() + below + 2 * self._air)

    def svg(self) -> bytes:
        """As SVG."""
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        made = QSvgGenerator()
        made.setOutputDevice(buffer)
        size = QSize(self._width, self._height)
        # Letters are set in points: with another resolution they would not fit their boxes.
        made.setResolution(round(QGuiApplication.primaryScreen().logicalDotsPerInch()))
        made.setSize(size)
        made.setViewBox(QRectF(0, 0, size.width(), size.height()))
        made.setTitle(self._caption.title)
        made.setDescription(self._caption.text)
        self._paint(QPainter(made))
        buffer.close()
        return bytes(content.data())

    def png(self) -> bytes:
        """As PNG."""
        scale = min(_SHARPNESS, _MOST_PIXELS / max(self._width, self._height))
        size = QSize(round(self._width * scale), round(self._height * scale))
        image = QImage(size, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.scale(scale, scale)
        self._paint(painter)
        image.setText("Title", self._caption.title)
        image.setText("Description", self._caption.text)
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        buffer.close()
        return bytes(content.data())

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(0, 0, self._width, self._height)
        painter.fillRect(whole, self._theme.color("base"))
        target = QRectF(self._air, self._air, self._area.width(), self._area.height())
        self._scene.render(painter, target, self._area)
        top = self._area.height() + self._air
        draw_legend(painter, self._theme, self._legend, self._air, top, self._width - 2 * self._air)
        top += self._legend_height + self._line * 0.5
        painter.setFont(self._font)
        painter.setPen(self._theme.color("muted"))
        ascent = QFontMetricsF(self._font).ascent()
        for number, words in enumerate(self._words):
            painter.drawText(QPointF(self._air, top + number * self._line + ascent), words)
        painter.end()

    def _wrapped(self, room: float) -> list[str]:
        """The lines of the caption, broken between words where they are too long."""
        metrics = QFontMetricsF(self._font)
        found: list[str] = []
        for line in self._caption.lines:
            current = ""
            for word in line.split():
                longer = f"{current} {word}".strip()
                if current and metrics.horizontalAdvance(longer) > room:
                    found.append(current)
                    current = word
                else:
                    current = longer
            found.append(metrics.elidedText(current, Qt.TextElideMode.ElideRight, room))
        return found
