"""Text for what repaints in every frame of a drag: laid out once and kept, which takes an eighth of the time."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QStaticText, QTextLayout, QTransform

from ui.theme import SEMIBOLD, FontRole, theme
from ui.widgets.painting import one_line, text_line

KEPT = 4096
"""Laid-out texts that are kept."""

ZEROS = str.maketrans("123456789", "000000000")

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter


class Style(NamedTuple):
    """Role, weight and figures of a text."""

    role: FontRole = "body"
    bold: bool = False
    tabular: bool = False

    @property
    def font(self) -> QFont:
        """Return the font."""
        return theme().font(self.role, weight=SEMIBOLD if self.bold else None, tabular=self.tabular)


BODY = Style()
BOLD = Style(bold=True)
SMALL = Style("small")
FIGURES = Style(tabular=True)
FIGURES_BOLD = Style(bold=True, tabular=True)
SMALL_FIGURES = Style("small", tabular=True)
HEADING_FIGURES = Style("heading", tabular=True)


def quick_line(
    painter: QPainter, rect: QRectF, text: str, color: QColor, style: Style = BODY, align: Qt.AlignmentFlag = LEFT
) -> float:
    """Draw one line of plain text centred in the height of `rect`, elided if need be; return the width it took."""
    if not text:
        return 0.0
    laid_out, width, height = _laid_out(text, style)
    if width > rect.width() + 0.5:
        return text_line(painter, rect, text, color, style.font, align)
    painter.setFont(style.font)
    painter.setPen(color)
    painter.drawStaticText(QPointF(_left(rect, width, align), rect.center().y() - height / 2), laid_out)
    return width


def quick_width(text: str, style: Style = BODY) -> float:
    """Return the width of one line."""
    return _laid_out(text, style)[1]


def figure_line(
    painter: QPainter, rect: QRectF, text: str, color: QColor, style: Style = FIGURES, align: Qt.AlignmentFlag = LEFT
) -> float:
    """Draw figures that are others in the next frame, so that keeping them is no use; return the width they took."""
    painter.setFont(style.font)
    painter.setPen(color)
    width = figure_width(text, style)
    ascent, height = _line(style)
    baseline = rect.center().y() - height / 2 + ascent
    painter.drawText(QPointF(_left(rect, width, align), baseline), text)
    return width


def figure_width(text: str, style: Style = FIGURES) -> float:
    """Return the width of figures; all digits of a tabular font are as wide as zero."""
    return quick_width(text.translate(ZEROS), style)


def _left(rect: QRectF, width: float, align: Qt.AlignmentFlag) -> float:
    if align is RIGHT:
        return rect.right() - width
    return rect.center().x() - width / 2 if align is CENTRE else rect.left()


@cache
def _line(style: Style) -> tuple[float, float]:
    """Return ascent and height of a line, as the kept texts are laid out, so that both share a baseline."""
    layout = QTextLayout("0", style.font)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return line.ascent(), line.height()


@lru_cache(maxsize=KEPT)
def _laid_out(text: str, style: Style) -> tuple[QStaticText, float, float]:
    made = QStaticText(one_line(text))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(QTransform(), style.font)
    return made, made.size().width(), made.size().height()
