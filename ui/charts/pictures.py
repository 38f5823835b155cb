"""Charts as files: a PNG at twice the size, an SVG with real text, each with title and legend, in the light colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import QBuffer, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from ui.theme import measures, theme
from ui.widgets.painting import painter_on, text_line, text_width

SCALE = 2
PAD = 16
TITLE = 32
LEGEND = 20
SQUARE = 8.0
GAP = 14.0
RESOLUTION = 96
"""Units of an SVG that make an inch: those of CSS, so that one unit is one pixel."""
FALLBACK = "Helvetica, Arial, sans-serif"
LONGEST_WORDS = 4_000


class LegendEntry(NamedTuple):
    """A colour and what it stands for."""

    colour: str
    name: str


class Drawable(Protocol):
    """What a picture is made of; `draw` paints inside the size of the widget."""

    def accessibleName(self) -> str:
        """Return the title."""

    def size(self) -> QSize:
        """Return the size on the screen."""

    def legend(self) -> Sequence[LegendEntry]:
        """Return what the colours mean, if the chart itself does not say so."""

    def draw(self, painter: QPainter, shown: QRectF) -> None:
        """Paint what lies in `shown`."""

    def as_text(self) -> str:
        """Return the chart in sentences."""


def png_image(chart: Drawable) -> QImage:
    """Return a chart as an image of twice the size."""
    with theme().on_paper():
        size = _picture_size(chart)
        image = QImage(size * SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(SCALE)
        image.fill(theme().color("bg0"))
        painter = painter_on(QPainter(image))
        _draw(painter, chart)
        painter.end()
    return image


def png_bytes(chart: Drawable) -> bytes:
    """Return a chart as a PNG file."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    png_image(chart).save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know bytes for the format only
    return bytes(buffer.data().data())


def svg_bytes(chart: Drawable) -> bytes:
    """Return a chart as an SVG file; its texts are texts, in the program's font or the nearest one there is."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    size = _picture_size(chart)
    file = QSvgGenerator()
    file.setOutputDevice(buffer)
    file.setResolution(RESOLUTION)
    file.setSize(size)
    file.setViewBox(QRect(0, 0, size.width(), size.height()))
    file.setTitle(chart.accessibleName())
    file.setDescription(chart.as_text()[:LONGEST_WORDS])
    with theme().on_paper():
        painter = painter_on(QPainter(file))
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), theme().color("bg0"))
        _draw(painter, chart)
        painter.end()
    family = f'font-family="{measures().family}"'.encode()
    named = f'font-family="{measures().family}, {FALLBACK}"'.encode()
    return bytes(buffer.data().data()).replace(family, named)


def _picture_size(chart: Drawable) -> QSize:
    lines = _legend_lines(chart)
    return QSize(chart.size().width() + 2 * PAD, chart.size().height() + 2 * PAD + TITLE + LEGEND * len(lines))


def _draw(painter: QPainter, chart: Drawable) -> None:
    size = chart.size()
    title = QRectF(PAD, PAD, size.width(), TITLE - 8)
    text_line(painter, title, chart.accessibleName(), theme().color("text"), theme().font("heading"))
    top = float(PAD + TITLE)
    small = theme().font("small")
    for line in _legend_lines(chart):
        left = float(PAD)
        for entry in line:
            square = QRectF(left, top + (LEGEND - SQUARE) / 2 - 2, SQUARE, SQUARE)
            painter.fillRect(square, QColor(entry.colour))
            words = QRectF(left + SQUARE + 5, top - 2, size.width() + PAD - left - SQUARE - 5, LEGEND)
            left += SQUARE + 5 + text_line(painter, words, entry.name, theme().color("text2"), small) + GAP
        top += LEGEND
    painter.save()
    painter.translate(QPointF(PAD, top))
    chart.draw(painter, QRectF(0, 0, size.width(), size.height()))
    painter.restore()


def _legend_lines(chart: Drawable) -> list[list[LegendEntry]]:
    """Return the legend in as many lines as it needs."""
    lines: list[list[LegendEntry]] = []
    left, small = 0.0, theme().font("small")
    for entry in chart.legend():
        wide = SQUARE + 5 + text_width(entry.name, small) + GAP
        if not lines or left + wide > chart.size().width():
            lines.append([])
            left = 0.0
        lines[-1].append(entry)
        left += wide
    return lines
