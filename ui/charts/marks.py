"""Small marks painted in tables and charts: value curves, evidence dots, whiskers, stacked bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from consultant_desk.domain.evaluation.problem import EvidenceState
from ui.theme import theme

DOT = 10.0
"""Diameter of an evidence dot."""


def draw_curve(painter: QPainter, box: QRectF, points: Sequence[tuple[float, float]]) -> None:
    """Draw a value function on its two axes."""
    painter.setPen(QPen(theme().color("line2"), 1))
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    painter.drawLine(box.topLeft(), box.bottomLeft())
    path = QPainterPath()
    for place, (x, y) in enumerate(points):
        spot = QPointF(box.left() + x * box.width(), box.bottom() - y * box.height())
        path.lineTo(spot) if place else path.moveTo(spot)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(
        QPen(theme().color("text2"), 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
    )
    painter.drawPath(path)


def draw_evidence(painter: QPainter, centre: QPointF, state: EvidenceState, colour: QColor) -> None:
    """Draw how a score is known: dashed ring none, ring claim, half filled seen, filled tested or reference."""
    box = QRectF(centre.x() - DOT / 2 + 1, centre.y() - DOT / 2 + 1, DOT - 2, DOT - 2)
    pen = QPen(colour, 1.3)
    if state is EvidenceState.NONE:
        pen = QPen(colour, 1.0)
        pen.setDashPattern([2.0, 2.2])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    full = state in {EvidenceState.TESTED, EvidenceState.REFERENCE}
    painter.setBrush(colour if full else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
    if state is EvidenceState.SEEN:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPie(box, 90 * 16, 180 * 16)


@lru_cache(maxsize=64)
def chart_colour(name: str) -> QColor:
    """Return the colour of a name like #0072B2, read once: bars of 200 criteria ask for thousands in one painting."""
    return QColor(name)


def draw_segments(painter: QPainter, box: QRectF, parts: Iterable[tuple[float, QColor]], whole: float = 100.0) -> None:
    """Draw parts of `whole` side by side from the left, one pixel apart; zero parts leave no mark."""
    left = box.left()
    painter.setPen(Qt.PenStyle.NoPen)
    for amount, colour in parts:
        width = box.width() * max(amount, 0.0) / whole
        if width <= 0:
            continue
        painter.fillRect(QRectF(left, box.top(), max(width - 1.0, 0.5), box.height()), colour)
        left += width


def draw_whisker(painter: QPainter, left: float, right: float, y: float, colour: QColor, cap: float = 0.0) -> None:
    """Draw a range as a line, with end caps of half height `cap`."""
    painter.setPen(QPen(colour, 2 if cap == 0 else 1.4))
    painter.drawLine(QPointF(left, y), QPointF(right, y))
    if cap > 0:
        for x in (left, right):
            painter.drawLine(QPointF(x, y - cap), QPointF(x, y + cap))
