"""The side of Today: the next days, the open engagements by stage, and the first steps until they are done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import groupby

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from consultant_desk.services.rows.tasks import TaskRow
from consultant_desk.services.rows.today import FirstSteps, TodaySheet
from ui.entry import weekday_text
from ui.icons import draw_icon
from ui.theme import theme
from ui.widgets.buttons import Button, Kind
from ui.widgets.painting import painter_on, rounded, text_line
from ui.widgets.panels import Hairline, SidePanel, clear_layout
from ui.widgets.text import Text, heading
from ui.widgets.tips import set_tip

SQUARE, SQUARE_HIGH, PITCH = 13, 12, 16
STAGE_WIDTH = 108
MOST_DAYS = 12


class StageRow(QWidget):
    """One stage: its name, a square per engagement (as many as fit), the number."""

    def __init__(self, stage: str, count: int) -> None:
        super().__init__()
        self._stage, self._count = stage.capitalize(), count
        self.setFixedHeight(28)
        self.setAccessibleName(f"{self._stage}: {count}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw name, squares and number."""
        painter = painter_on(QPainter(self))
        rect = QRectF(self.rect())
        font = theme().font("body", tabular=True)
        text_line(painter, QRectF(0, 0, STAGE_WIDTH, rect.height()), self._stage, theme().color("text2"), font)
        fits = int((rect.width() - STAGE_WIDTH - 32) // PITCH)
        painter.setBrush(theme().chart(0))
        painter.setPen(Qt.PenStyle.NoPen)
        for place in range(min(self._count, fits)):
            left = STAGE_WIDTH + place * PITCH
            painter.drawRoundedRect(QRectF(left, (rect.height() - SQUARE_HIGH) / 2, SQUARE, SQUARE_HIGH), 2, 2)
        number = str(self._count)
        text_line(painter, rect, number, theme().color("text"), font, Qt.AlignmentFlag.AlignRight)
        painter.end()


class StepButton(Button):
    """One first step: a ring to do, a check when done; a click leads there."""

    def __init__(self, text: str, run: Callable[[], None], *, done: bool) -> None:
        super().__init__(text, Kind.LINK, run=run)
        self._done = done
        self.setFixedHeight(24)
        self.setAccessibleName(f"{text}, {'done' if done else 'to do'}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw mark and words."""
        painter = painter_on(QPainter(self))
        rect = QRectF(self.rect())
        if self.underMouse():
            rounded(painter, rect, fill="hover", radius=4)
        icon, tone = ("circle-check", "accentText") if self._done else ("circle", "text3")
        draw_icon(painter, icon, QRectF(0, rect.center().y() - 8, 16, 16), theme().color(tone))  # type: ignore[arg-type]
        area = rect.adjusted(24, 0, 0, 0)
        text_line(painter, area, self.text(), theme().color("text2" if self._done else "text"), theme().font("body"))
        if self.hasFocus():
            rounded(painter, rect, border="accent", radius=4)
        painter.end()


class TodaySide(SidePanel):
    """The side panel; `go` leads to the section of a first step."""

    def __init__(self, go: Callable[[str], None]) -> None:
        super().__init__(theme().width("today_side"))
        self._go = go

    def show_sheet(self, sheet: TodaySheet) -> None:
        """Show what comes and what is open."""
        clear_layout(self.column)
        self.column.setSpacing(8)
        if sheet.ahead:
            self.column.addWidget(heading("Next days"))
            self.column.addWidget(_days(sheet))
            self.column.addSpacing(16)
        if sheet.stages:
            self.column.addWidget(heading("Open engagements"))
            self.column.addWidget(_stages(sheet.stages))
            self.column.addSpacing(16)
        if not sheet.first_steps.done:
            self.column.addWidget(heading("First steps"))
            self.column.addWidget(self._steps(sheet.first_steps))
        self.column.addStretch(1)

    def _steps(self, steps: FirstSteps) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for text, done, page in (
            ("Brand and logo", steps.brand, "settings"),
            ("First client", steps.client, "clients"),
            ("First evaluation", steps.evaluation, "evaluations"),
            ("Issue a report", steps.report, "reports"),
        ):
            column.addWidget(StepButton(text, partial(self._go, page), done=done))
        return box


def _days(sheet: TodaySheet) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(0)
    grid.setColumnMinimumWidth(0, 48)
    grid.setColumnStretch(2, 1)
    plain = not any(task.due_at for task in sheet.ahead)
    row = 0
    for day, tasks in groupby(sheet.ahead[:MOST_DAYS], key=lambda task: task.due_on):
        if row:
            row = _rule(grid, row)
        today = day == sheet.day
        name = Text(weekday_text(date.fromisoformat(day)), tone="accentText" if today else "text2", bold=today)
        grid.addWidget(name, row, 0)
        for task in tasks:
            words = Text(_words(task))
            set_tip(words, _words(task))
            if task.due_at:
                grid.addWidget(Text(task.due_at, tone="text2", tabular=True), row, 1)
                grid.addWidget(words, row, 2)
            else:
                grid.addWidget(words, row, 1 if plain else 2, 1, 2 if plain else 1)
            row += 1
    return box


def _rule(grid: QGridLayout, row: int) -> int:
    grid.setRowMinimumHeight(row, 17)
    grid.addWidget(Hairline(), row, 0, 1, 3)
    return row + 1


def _words(task: TaskRow) -> str:
    return f"{task.client}, {task.text}" if task.client else task.text


def _stages(stages: tuple[tuple[str, int], ...]) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for stage, count in stages:
        column.addWidget(StageRow(stage, count))
    column.addWidget(Hairline())
    total = QGridLayout()
    total.setContentsMargins(0, 6, 0, 0)
    total.addWidget(Text("Open", bold=True), 0, 0)
    number = Text(str(sum(count for _stage, count in stages)), bold=True, tabular=True)
    number.setAlignment(Qt.AlignmentFlag.AlignRight)
    total.addWidget(number, 0, 1)
    column.addLayout(total)
    return box
