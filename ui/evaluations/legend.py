"""Which colour stands for which group: small squares with words, flowing over as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from consultant_desk.domain.charts.bars import Part
from ui.charts.marks import chart_colour
from ui.charts.pictures import LegendEntry
from ui.theme import theme
from ui.widgets.painting import text_line, text_width

SQUARE = 8.0
BETWEEN = 5.0
GAP = 13.0
LINE = 18.0

Entry = Part | LegendEntry


class Legend(QWidget):
    """The legend of the bars by group."""

    def __init__(self, *, right: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Entry, ...] = ()
        self._widths: dict[str, float] = {}
        self._right = right
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_parts(self, parts: Sequence[Entry]) -> None:
        """Name these parts."""
        parts = tuple(parts)
        if parts != self._parts:
            self._parts = parts
            self._widths = {
                part.name: SQUARE + BETWEEN + text_width(part.name, theme().font("small")) for part in parts
            }
            self.setAccessibleName("Colours of the bars: " + ", ".join(part.name for part in parts))
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        """More parts need more lines where there is less width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        places = self._places(float(width))
        return round((places[-1][1].top() if places else 0.0) + LINE)

    def sizeHint(self) -> QSize:
        """Return the size on one line."""
        return QSize(round(sum(self._wide(part) + GAP for part in self._parts)), round(LINE))

    def minimumSizeHint(self) -> QSize:
        """Names may be elided."""
        return QSize(60, round(LINE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint squares and words."""
        painter = QPainter(self)
        places = self._places(float(self.width()))
        shift = 0.0
        if self._right and places and places[-1][1].top() == 0.0:
            shift = max(0.0, self.width() - places[-1][1].right())
        for part, box in places:
            spot = box.translated(shift, 0)
            square = QRectF(round(spot.left()), spot.center().y() - SQUARE / 2, SQUARE, SQUARE)
            painter.fillRect(square, chart_colour(part.colour))
            words = spot.adjusted(SQUARE + BETWEEN, 0, 1, 0)
            text_line(
                painter, words, part.name, theme().color("text2"), theme().font("small"), Qt.AlignmentFlag.AlignLeft
            )
        painter.end()

    def _wide(self, part: Entry) -> float:
        return self._widths[part.name]

    def _places(self, width: float) -> list[tuple[Entry, QRectF]]:
        places: list[tuple[Entry, QRectF]] = []
        left, top = 0.0, 0.0
        for part in self._parts:
            wide = min(self._wide(part), width)
            if left > 0 and left + wide > width:
                left, top = 0.0, top + LINE
            places.append((part, QRectF(left, top, wide, LINE)))
            left += wide + GAP
        return places
