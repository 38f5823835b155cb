"""The scale of one pairwise judgement: seventeen steps from 9 for the left thing over 1 to 9 for the right one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from consultant_desk.domain.evaluation.judging import OUTERMOST, verbal
from ui.charts.quick_text import BOLD, CENTRE, FIGURES, quick_line
from ui.theme import theme
from ui.widgets.painting import focus_ring, painter_on

HEIGHT = 56
TRACK_Y = 18.0
DOT = 7.0
DIGITS = "123456789"


class JudgementScale(QWidget):
    """Holds a step (8 = left extremely more important, 0 = equal, None = not judged). `chosen` carries a new one.

    Left and Right move, a digit sets how much, U takes the judgement back; `left_behind` asks for the pair after (1)
    or before (-1), `suggestion_wanted` for the judgement that would fit.
    """

    chosen = Signal(object)
    left_behind = Signal(int)
    suggestion_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step: int | None = None
        self._fits: float | None = None
        self._left = self._right = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)

    @property
    def step(self) -> int | None:
        """Return the step shown."""
        return self._step

    def sizeHint(self) -> QSize:
        """Return room for seventeen figures."""
        return QSize(440, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Figures may stand close."""
        return QSize(300, HEIGHT)

    def show_judgement(self, left: str, right: str, step: int | None, fits: float | None) -> None:
        """Show what is judged of a pair, and where it would fit the other judgements (in steps, None: nowhere)."""
        self._left, self._right, self._step, self._fits = left, right, step, fits
        self.setAccessibleName(f"Judgement of {left} against {right}")
        self.setAccessibleDescription(self.words())
        self.update()

    def words(self) -> str:
        """Return the judgement as a sentence."""
        if self._step is None:
            return "Not judged yet."
        if self._step == 0:
            return f"{self._left} and {self._right} are equally important."
        more, less = (self._left, self._right) if self._step > 0 else (self._right, self._left)
        return f"{more} is {verbal(self._step)} than {less}: {abs(self._step) + 1}."

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the judgement, set it, take it back, or go to another pair."""
        key = event.key()
        now = self._step or 0
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._choose(now + (1 if key == Qt.Key.Key_Left else -1))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._choose(OUTERMOST if key == Qt.Key.Key_Home else -OUTERMOST)
        elif key == Qt.Key.Key_U or key == Qt.Key.Key_Delete:
            self._choose(None)
        elif key == Qt.Key.Key_T:
            self.suggestion_wanted.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.left_behind.emit(-1 if back else 1)
        elif key == Qt.Key.Key_Backspace:
            self.left_behind.emit(-1)
        elif event.text() and event.text() in DIGITS:
            size = int(event.text()) - 1
            self._choose(-size if now < 0 else size)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the step that was clicked."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._choose(self._step_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse while it is held down."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(self._step_at(event.position().x()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the track with its steps, the judgement, and a mark where it would fit."""
        painter = painter_on(QPainter(self))
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()))
        left, right, middle = self._x_of(OUTERMOST), self._x_of(-OUTERMOST), self._x_of(0)
        painter.fillRect(QRectF(left, TRACK_Y - 1.5, right - left, 3), theme().color("track"))
        for step in range(-OUTERMOST, OUTERMOST + 1):
            self._paint_step(painter, step)
        if self._fits is not None:
            self._paint_fitting(painter, self._x_of(self._fits))
        if self._step is not None:
            x = self._x_of(self._step)
            colour = theme().color("accentText")
            painter.fillRect(QRectF(min(x, middle), TRACK_Y - 1.5, abs(x - middle), 3), colour)
            painter.setPen(QPen(colour, 2))
            painter.setBrush(theme().color("bg0"))
            painter.drawEllipse(QPointF(x, TRACK_Y), DOT, DOT)
        painter.end()

    def _paint_step(self, painter: QPainter, step: int) -> None:
        x = self._x_of(step)
        chosen = step == self._step
        named = step % 2 == 0
        tick = 9.0 if step == 0 else 6.0 if named else 4.0
        painter.fillRect(QRectF(x - 0.5, TRACK_Y - tick, 1, 2 * tick), theme().color("line2"))
        tone = theme().color("text" if chosen else "text2" if named else "text3")
        box = QRectF(x - 16, TRACK_Y + 14, 32, 18)
        quick_line(painter, box, str(abs(step) + 1), tone, BOLD if chosen else FIGURES, CENTRE)

    def _paint_fitting(self, painter: QPainter, x: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("text2"))
        painter.drawPolygon([QPointF(x - 4, 2), QPointF(x + 4, 2), QPointF(x, 8)])

    def _x_of(self, step: float) -> float:
        room = self.width() - 40.0
        return 20.0 + room * (OUTERMOST - step) / (2 * OUTERMOST)

    def _step_at(self, x: float) -> int:
        step = OUTERMOST - round((x - 20.0) / (self.width() - 40.0) * 2 * OUTERMOST)
        return max(-OUTERMOST, min(OUTERMOST, step))

    def _choose(self, step: int | None) -> None:
        if step is not None:
            step = max(-OUTERMOST, min(OUTERMOST, step))
        if step != self._step:
            self.chosen.emit(step)
