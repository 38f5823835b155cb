"""The cells of the matrix: ground by value, the raw value in words, how it is known, and the value 0..100."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from consultant_desk.domain.evaluation.problem import Cell, Criterion, EvidenceState
from ui.charts.marks import draw_evidence
from ui.charts.quick_text import BODY, RIGHT, SMALL, SMALL_FIGURES, quick_line, quick_width
from ui.evaluations.wording import DASH, cell_text
from ui.figures import number_text
from ui.theme import theme

INK = QColor("#1D1E20")
SMALL_INK = QColor("#33363A")
"""Text on heat is dark in both themes: the grounds are light in both."""
PAD = 7.0


def paint_cell(painter: QPainter, box: QRectF, criterion: Criterion, cell: Cell | None, value: float) -> None:
    """Paint one score; `value` is its value 0..100. An unknown one is a dashed frame."""
    if cell is None or cell.unknown:
        _paint_unknown(painter, box, cell.evidence_state if cell is not None else EvidenceState.NONE)
        return
    inner = box.adjusted(0, 0, -1, -1)
    painter.fillRect(inner, theme().heat(value / 100.0))
    _paint_words(painter, inner, cell_text(criterion, cell), number_text(value, 0), cell.evidence_state, INK, SMALL_INK)


def _paint_unknown(painter: QPainter, box: QRectF, state: EvidenceState) -> None:
    inner = box.adjusted(0, 0, -1, -1)
    painter.fillRect(inner, theme().color("bg0"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().color("text2"), 1, Qt.PenStyle.DashLine))
    painter.drawRect(inner.adjusted(0.5, 0.5, -0.5, -0.5))
    text, small = theme().color("text"), theme().color("text2")
    _paint_words(painter, inner, "unknown", f"0{DASH}100", state, text, small)


def _paint_words(
    painter: QPainter, box: QRectF, words: str, value: str, state: EvidenceState, ink: QColor, small: QColor
) -> None:
    room = box.adjusted(PAD, 6, -PAD, 0)
    style = BODY if quick_width(words) <= room.width() else SMALL  # smaller before it is cut
    quick_line(painter, QRectF(room.left(), room.top(), room.width(), 18), words, ink, style)
    line = QRectF(room.left(), box.top() + 25, room.width(), 16)
    draw_evidence(painter, QPointF(line.left() + 5, line.center().y()), state, ink)
    quick_line(painter, line, value, small, SMALL_FIGURES, RIGHT)


def paint_cursor(painter: QPainter, box: QRectF, *, keyboard: bool = True) -> None:
    """Paint the ring of the current cell: 2 px accent, and 1 px of the content surface within while it is typed to.

    The cell an editor beside the table is about keeps its ring.
    """
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(theme().color("accent"), 2)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.drawRect(box.adjusted(1, 1, -2, -2))
    if not keyboard:
        return
    pen.setWidthF(1)
    pen.setColor(theme().color("bg0"))
    painter.setPen(pen)
    painter.drawRect(box.adjusted(2.5, 2.5, -3.5, -3.5))
