"""A value from 1 to 5 as five pips: set by a click or the keys 1 to 5, taken away with 0, Backspace or Delete."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import SEMIBOLD, theme
from ui.widgets.painting import focus_ring, painter_on, rounded, text_line
from ui.widgets.tips import set_tip

COUNT = 5
PIP, HIGH, STEP, LABEL = 10.0, 8.0, 13.0, 76.0


class Pips(QWidget):
    """A label, five pips and the figure; `chosen` carries 1..5, or None when taken away."""

    chosen = Signal(object)

    def __init__(self, label: str, value: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._value: int | None = None
        self._hover = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_tip(self, f"{label}: 1 to {COUNT}, 0 for unknown")
        self.show_value(value)

    @property
    def value(self) -> int | None:
        """Return the value shown."""
        return self._value

    def show_value(self, value: int | None) -> None:
        """Show a value without telling anyone."""
        self._value = value
        said = "unknown" if value is None else f"{value} of {COUNT}"
        self.setAccessibleName(f"{self._label}: {said}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for label, pips and figure."""
        return QSize(int(LABEL + COUNT * STEP + 24), 18)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set by figure, move by Left and Right, take away by 0, Backspace or Delete."""
        key = event.key()
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self._choose(key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._choose(None)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = 1 if key == Qt.Key.Key_Right else -1
            self._choose(min(COUNT, max(1, (self._value or 0) + by)))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Set the pip clicked."""
        pip = self._pip_at(event.position())
        if pip:
            self._choose(pip)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which pip a click would set."""
        self._hover = self._pip_at(event.position())
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Show the value alone again."""
        super().leaveEvent(event)  # type: ignore[arg-type]
        self._hover = 0
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw label, pips and figure."""
        painter = painter_on(QPainter(self))
        height = float(self.height())
        text_line(painter, QRectF(0, 0, LABEL, height), self._label, theme().color("text2"), theme().font("small"))
        for pip in range(1, COUNT + 1):
            box = QRectF(LABEL + (pip - 1) * STEP, (height - HIGH) / 2, PIP, HIGH)
            filled = pip <= (self._value or 0)
            ahead = not filled and pip <= self._hover
            rounded(painter, box, fill="accent" if filled else "band" if ahead else "track", radius=2)
        figure = "–" if self._value is None else str(self._value)
        font = theme().font("small", weight=SEMIBOLD, tabular=True)
        text_line(painter, QRectF(LABEL + COUNT * STEP + 8, 0, 16, height), figure, theme().color("text"), font)
        if self.hasFocus():
            focus_ring(painter, QRectF(LABEL - 5, 0, COUNT * STEP + 6, height), radius=4)
        painter.end()

    def _pip_at(self, point: QPointF) -> int:
        place = (point.x() - LABEL + (STEP - PIP) / 2) / STEP
        return int(place) + 1 if 0 <= place < COUNT else 0

    def _choose(self, value: int | None) -> None:
        if value != self._value:
            self.show_value(value)
            self.chosen.emit(value)
