"""Shapes that several controls draw in the same way."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ui.theme import ColorName, theme

FOCUS_WIDTH = 2
_FLAGS = {
    align: int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
    for align in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter)
}


def painter_on(widget_painter: QPainter) -> QPainter:
    """Return the painter with smooth edges switched on."""
    widget_painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return widget_painter


def rounded(
    painter: QPainter, rect: QRectF, *, fill: ColorName | None = None, border: ColorName | None = None, radius: int = 6
) -> None:
    """Fill and outline a rounded rectangle; the 1 px border lies inside `rect`."""
    painter.save()
    painter.setBrush(theme().color(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().color(border), 1) if border else Qt.PenStyle.NoPen)
    edge = rect.adjusted(0.5, 0.5, -0.5, -0.5) if border else rect
    painter.drawRoundedRect(edge, radius, radius)
    painter.restore()


def focus_ring(painter: QPainter, rect: QRectF, *, radius: int = 6, inner: bool = False) -> None:
    """Draw the 2 px ring of the focused control inside `rect`; `inner` adds 1 px of background within it."""
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().color("accent"), FOCUS_WIDTH))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
    if inner:
        painter.setPen(QPen(theme().color("bg0"), 1))
        painter.drawRoundedRect(rect.adjusted(2.5, 2.5, -2.5, -2.5), radius - 2, radius - 2)
    painter.restore()


def hairline(painter: QPainter, x: float, y: float, length: float, *, vertical: bool = False) -> None:
    """Draw a crisp 1 px separator."""
    rect = QRectF(x, y, 1, length) if vertical else QRectF(x, y, length, 1)
    painter.fillRect(rect, theme().color("line"))


def text_line(
    painter: QPainter,
    rect: QRectF,
    text: str,
    color: QColor,
    font: QFont,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> float:
    """Draw one line of plain text, elided to `rect` and centred in its height; return the width it took."""
    metrics, shown = QFontMetricsF(font), one_line(text)
    width = metrics.horizontalAdvance(shown)
    if width > rect.width():  # which takes twice as long, and is needed for a few of the hundreds of cells of a table
        shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, rect.width())
        width = metrics.horizontalAdvance(shown)
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(rect, _FLAGS[align], shown)
    return width


def one_line(text: str, longest: int = 600) -> str:
    """Return text fit for one line: line breaks become spaces, and what no window could show is cut off."""
    return " ".join(text[: longest * 2].split())[:longest]


def text_width(text: str, font: QFont) -> int:
    """Return the width of one line, rounded up."""
    return int(QFontMetricsF(font).horizontalAdvance(one_line(text)) + 0.999)
