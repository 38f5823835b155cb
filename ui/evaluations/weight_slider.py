"""The weight slider of one row: where the track lies, what is under the mouse, and how the stability band is painted.

The painted band is the exact interval in which the winner stays the same. All rows share one axis, 0 to `axis_end`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from consultant_desk.domain.charts.bands import band
from consultant_desk.domain.evaluation.result import WeightRange
from ui.charts.quick_text import RIGHT, SMALL, SMALL_FIGURES, figure_line, figure_width, quick_line, quick_width
from ui.evaluations.wording import band_labels
from ui.theme import theme

TRACK_LEFT = 4.0
TRACK_RIGHT = 32.0
TRACK_Y = 18.0
BAND = 12.0
HANDLE = 7.0
LABEL_GAP = 6.0
WORD_GAP = 3.0


@dataclass(frozen=True, slots=True)
class SliderState:
    """What one slider shows; `axis` is the share at the right end of the track, `unbound` the label of a whole band."""

    weight: float
    axis: float
    reach: WeightRange | None
    names: Mapping[str, str]
    unbound: str
    focused: bool = False
    locked: bool = False
    fixed: bool = False


class End(NamedTuple):
    """The label of one end of a band, in words and a figure that changes in every frame; `x` is where the end lies."""

    words: str
    figure: str
    x: float
    words_width: float
    width: float


def track_of(cell: QRectF) -> QRectF:
    """Return the track inside a cell, as a rectangle of the band's height."""
    width = max(cell.width() - TRACK_LEFT - TRACK_RIGHT, 1.0)
    return QRectF(cell.left() + TRACK_LEFT, cell.top() + TRACK_Y - BAND / 2, width, BAND)


def share_at(cell: QRectF, x: float, axis: float) -> float:
    """Return the share 0..axis that a mouse position on the track stands for."""
    track = track_of(cell)
    return min(max((x - track.left()) / track.width(), 0.0), 1.0) * axis


def x_of(track: QRectF, share: float, axis: float) -> float:
    """Return where a share lies on the track."""
    return track.left() + min(share / axis, 1.0) * track.width()


def paint_slider(painter: QPainter, cell: QRectF, state: SliderState) -> None:
    """Paint track, band with its ends and labels, and the handle."""
    track = track_of(cell)
    middle = track.center().y()
    painter.fillRect(QRectF(track.left(), middle - 2, track.width(), 4), theme().color("track"))
    if state.reach is not None:
        _paint_band(painter, track, state, state.reach)
    handle = x_of(track, state.weight, state.axis)
    painter.fillRect(QRectF(track.left(), middle - 1, handle - track.left(), 2), theme().color("accentText"))
    if not state.fixed:
        _paint_handle(painter, QPointF(handle, middle), state)


def _paint_band(painter: QPainter, track: QRectF, state: SliderState, reach: WeightRange) -> None:
    shape = band(reach, state.axis, track.width())
    if shape.start is None or shape.end is None:
        _label(painter, track, "carries the whole weight")
        return
    left, right = track.left() + shape.start, track.left() + shape.end
    painter.fillRect(QRectF(left, track.top(), max(right - left, 1.0), track.height()), theme().color("band"))
    painter.setPen(QPen(theme().color("accentText"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    for tick in (shape.below, shape.above):
        if tick is not None:
            x = track.left() + tick.x
            painter.drawLine(QPointF(x, track.top() - 2), QPointF(x, track.bottom() + 2))
    if shape.runs_off:
        _paint_arrow(painter, track)
    below, above = (_end(*words, x) for words, x in zip(band_labels(reach, state.names), (left, right), strict=True))
    if not below.words and not above.words:
        _label(painter, track, state.unbound)
    else:
        _paint_labels(painter, track, (below, above), state)


def _end(words: str, figure: str, x: float) -> End:
    if not words:
        return End(words, figure, x, 0.0, 0.0)
    words_width = quick_width(words, SMALL)
    return End(words, figure, x, words_width, words_width + WORD_GAP + figure_width(figure, SMALL_FIGURES))


def _paint_labels(painter: QPainter, track: QRectF, ends: tuple[End, End], state: SliderState) -> None:
    colour = theme().color("text") if state.focused else theme().color("text2")
    below, above = ends
    below_left = min(max(below.x - LABEL_GAP - below.width, track.left()), track.right() - below.width)
    above_left = max(min(above.x + LABEL_GAP, track.right() - above.width), track.left())
    if below.words and above.words:
        above_left = max(above_left, below_left + below.width + 2 * LABEL_GAP)
    top = track.center().y() + 7
    for end, left in ((below, below_left), (above, above_left)):
        if end.words:
            room = track.right() + TRACK_RIGHT - left
            words = QRectF(left, top, min(end.words_width, room), 16)
            taken = quick_line(painter, words, end.words, colour, SMALL) + WORD_GAP
            figure_line(painter, QRectF(left + taken, top, end.width - taken, 16), end.figure, colour, SMALL_FIGURES)


def _label(painter: QPainter, track: QRectF, text: str) -> None:
    box = QRectF(track.left(), track.center().y() + 7, track.width(), 16)
    quick_line(painter, box, text, theme().color("text2"), SMALL, RIGHT)


def _paint_arrow(painter: QPainter, track: QRectF) -> None:
    x, y = track.right() + 3, track.center().y()
    painter.setPen(
        QPen(
            theme().color("accentText"), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        )
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(x, y - 3.5), QPointF(x + 3.5, y), QPointF(x, y + 3.5)]))


def _paint_handle(painter: QPainter, centre: QPointF, state: SliderState) -> None:
    painter.setPen(QPen(theme().color("accentText"), 2))
    painter.setBrush(theme().color("bg0"))
    if state.focused:
        painter.setPen(QPen(theme().color("accentText"), 1.5))
        painter.drawEllipse(centre, HANDLE + 3, HANDLE + 3)
        painter.setPen(QPen(theme().color("accentText"), 2))
    if state.locked:
        side = math.floor(HANDLE * 1.7)
        painter.drawRect(QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side))
    else:
        painter.drawEllipse(centre, HANDLE, HANDLE)
