"""A month to choose a day from: arrows move by days and weeks, Page Up and Page Down by months, Enter takes the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.entry import month_text, months_on, weekday_letters
from ui.theme import SEMIBOLD, theme
from ui.widgets.buttons import IconButton
from ui.widgets.painting import focus_ring, painter_on, rounded, text_line
from ui.widgets.popover import Popover
from ui.widgets.text import Text

CELL, ROWS, COLUMNS = 32, 6, 7
HEAD = 24
WEEK = timedelta(days=7)


class MonthGrid(QWidget):
    """The days of a month, weeks from Monday; `taken` carries the day chosen, `moved` the day that is current."""

    taken = Signal(object)
    moved = Signal(object)

    def __init__(self, today: date, day: date) -> None:
        super().__init__()
        self._today, self._day = today, day
        self.setFixedSize(CELL * COLUMNS, HEAD + CELL * ROWS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name()

    @property
    def day(self) -> date:
        """Return the current day."""
        return self._day

    def move_to(self, day: date) -> None:
        """Make a day current."""
        self._day = day
        self._name()
        self.moved.emit(day)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of six weeks."""
        return self.size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and take by keys."""
        day = self._day
        steps = {
            Qt.Key.Key_Left: day - timedelta(days=1),
            Qt.Key.Key_Right: day + timedelta(days=1),
            Qt.Key.Key_Up: day - WEEK,
            Qt.Key.Key_Down: day + WEEK,
            Qt.Key.Key_PageUp: months_on(day, -1),
            Qt.Key.Key_PageDown: months_on(day, 1),
            Qt.Key.Key_Home: self._today,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.move_to(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.taken.emit(self._day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the day under the pointer."""
        place = event.position()
        if place.y() >= HEAD:
            weeks, days = int((place.y() - HEAD) // CELL), int(place.x() // CELL)
            self.move_to(self._first() + timedelta(days=7 * weeks + days))
            self.taken.emit(self._day)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw weekdays and days."""
        painter = painter_on(QPainter(self))
        middle = Qt.AlignmentFlag.AlignHCenter
        small, body = theme().font("small"), theme().font("body", tabular=True)
        for place, letters in enumerate(weekday_letters()):
            text_line(painter, QRectF(place * CELL, 0, CELL, HEAD), letters, theme().color("text3"), small, middle)
        for place in range(ROWS * COLUMNS):
            day = self._first() + timedelta(days=place)
            box = QRectF(place % COLUMNS * CELL, HEAD + place // COLUMNS * CELL, CELL, CELL).adjusted(2, 2, -2, -2)
            if day == self._day:
                rounded(painter, box, fill="tint")
                if self.hasFocus():
                    focus_ring(painter, box)
            tone = theme().color("text" if day.month == self._day.month else "text3")
            font = theme().font("body", weight=SEMIBOLD, tabular=True) if day == self._today else body
            text_line(
                painter, box, str(day.day), theme().color("accentText") if day == self._today else tone, font, middle
            )
        painter.end()

    def _first(self) -> date:
        first = self._day.replace(day=1)
        return first - timedelta(days=first.weekday())

    def _name(self) -> None:
        self.setAccessibleName(self._day.isoformat())


class CalendarPopover(Popover):
    """A month under a date field; the day taken goes to `take` and the popover closes."""

    def __init__(self, anchor: QWidget, today: date, day: date, take: Callable[[date], None]) -> None:
        super().__init__(anchor, width=CELL * COLUMNS + 32)
        self.grid = MonthGrid(today, day)
        self._month = Text(month_text(day), bold=True)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._month, 1)
        head.addWidget(IconButton("chevron-left", "Month before", side=28, run=lambda: self._turn(-1)))
        head.addWidget(IconButton("chevron-right", "Month after", side=28, run=lambda: self._turn(1)))
        self.column.addLayout(head)
        self.column.addWidget(self.grid)
        self.setFocusProxy(self.grid)
        self.grid.moved.connect(lambda moved: self._month.setText(month_text(moved)))
        self._take = take
        self.grid.taken.connect(self._taken)

    def _turn(self, months: int) -> None:
        self.grid.move_to(months_on(self.grid.day, months))

    def _taken(self, day: date) -> None:
        self.close()
        self._take(day)
