"""The tab Timeline: what happened, newest first, by day; a line at the top logs the next touch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from consultant_desk.services.operations import FieldValue
from consultant_desk.services.rows.clients import ClientSheet, InteractionRow
from ui.clients.touch_sheet import TouchSheet
from ui.clients.wording import TOUCHES, hours, near_day
from ui.icons import draw_icon
from ui.shell import Shell
from ui.theme import theme
from ui.widgets.buttons import MenuItem, build_menu
from ui.widgets.drawn import DrawnLine
from ui.widgets.painting import focus_ring, hairline, one_line, painter_on, text_line, text_width
from ui.widgets.panels import EmptyState, GroupBand, ScrollArea, clear_layout
from ui.widgets.tips import set_tip

SHOWN_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class DayName:
    """A day as its group is headed."""

    title: str
    note: str


def day_name(iso: str, today: date) -> DayName:
    """Return "Today", "Yesterday" or the date, and how long ago it was."""
    days = (today - date.fromisoformat(iso)).days
    shown = near_day(iso, today)
    if days in (0, 1):
        return DayName("Today" if days == 0 else "Yesterday", shown)
    return DayName(shown, f"{days} days ago" if days > 0 else "ahead")


class TouchLine(DrawnLine):
    """One touch: icon, what, who, how long; below it the first line of the text. Enter edits, Delete deletes."""

    def __init__(self, row: InteractionRow) -> None:
        super().__init__(52 if row.body.strip() else 38)
        self.row = row
        self._words, self._icon = TOUCHES.get(row.kind, ("Note", "pencil"))
        set_tip(self, one_line(row.summary, 400))
        self.setAccessibleName(", ".join(part for part in (self._words, row.summary[:200], self._right()) if part))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with it."""
        items = [
            MenuItem("Edit", self.opened.emit, "pencil", "Enter"),
            MenuItem("Delete", self.removed.emit, "trash-2", "Del"),
        ]
        build_menu(self, items).popup(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in new colours."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = painter_on(QPainter(self))
        rect = QRectF(self.rect())
        if self.underMouse():
            painter.fillRect(rect, theme().color("hover"))
        hairline(painter, 24, rect.height() - 1, rect.width() - 48)
        top = 9.0 if not self.row.body.strip() else 7.0
        draw_icon(painter, self._icon, QRectF(24, top + 2, 16, 16), theme().color("text2"))
        right, small = self._right(), theme().font("small", tabular=True)
        room = text_width(right, small) + 16 if right else 0
        area = QRectF(52, top, rect.width() - 76 - room, 20)
        text_line(painter, area, self.row.summary, theme().color("text"), theme().font("body"))
        edge = QRectF(rect.width() - 24 - room, top, room, 20)
        text_line(painter, edge, right, theme().color("text2"), small, Qt.AlignmentFlag.AlignRight)
        if self.row.body.strip():
            below = QRectF(52, top + 20, rect.width() - 76, 16)
            metrics = QFontMetricsF(theme().font("small"))
            text = metrics.elidedText(one_line(self.row.body), Qt.TextElideMode.ElideRight, below.width())
            text_line(painter, below, text, theme().color("text2"), theme().font("small"))
        if self.hasFocus():
            focus_ring(painter, rect.adjusted(18, 1, -18, -2), radius=4)
        painter.end()

    def _right(self) -> str:
        minutes = self.row.minutes
        length = "" if not minutes else f"{minutes} min" if minutes < 120 else f"{hours(minutes / 60)} h"
        return ", ".join(part for part in (self.row.person, self.row.happened_at, length) if part)


class TimelineTab(QWidget):
    """The touches of one client, in groups by day; the newest 200, then more on request."""

    log_wanted = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._sheet: ClientSheet | None = None
        self._limit = SHOWN_AT_ONCE
        self._area = ScrollArea(margins=(0, 0, 0, 24), spacing=0)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(page)
        self._stack.addWidget(
            EmptyState(
                "A touch is a call, a mail, a meeting or a note. Log one after each talk: it keeps what was said, and "
                "tells you how long it has been.",
                icon="message-circle", title="Nothing logged yet", action=("Log the first touch", self.log_wanted.emit),
            )
        )  # fmt: skip

    def show_timeline(self, sheet: ClientSheet) -> None:
        """Show the touches of a client."""
        if self._sheet is not None and sheet.id == self._sheet.id and sheet.timeline == self._sheet.timeline:
            self._sheet = sheet
            return
        if self._sheet is None or sheet.id != self._sheet.id:
            self._limit = SHOWN_AT_ONCE
        self._sheet = sheet
        self._stack.setCurrentIndex(0 if sheet.timeline else 1)
        self._fill()

    def lines(self) -> tuple[TouchLine, ...]:
        """Return the lines shown, newest first."""
        column = self._area.column
        widgets = [item.widget() for place in range(column.count()) if (item := column.itemAt(place)) is not None]
        return tuple(widget for widget in widgets if isinstance(widget, TouchLine))

    def _fill(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        scrolled = self._area.verticalScrollBar().value()
        clear_layout(self._area.column)
        today = self._shell.today()
        for day, group in groupby(sheet.timeline[: self._limit], key=lambda row: row.happened_on):
            named = day_name(day, today)
            self._area.column.addWidget(GroupBand(named.title, named.note))
            for row in group:
                self._area.column.addWidget(self._line(row))
        if len(sheet.timeline) > self._limit:
            from ui.widgets.buttons import Button, Kind

            rest = len(sheet.timeline) - self._limit
            self._area.column.addWidget(Button(f"Show {rest} more", Kind.LINK, run=self._more))
        self._area.column.addStretch(1)
        self._area.verticalScrollBar().setValue(scrolled)

    def _line(self, row: InteractionRow) -> TouchLine:
        line = TouchLine(row)
        line.opened.connect(lambda: self._edit(row))
        line.removed.connect(lambda: self._delete(row))
        return line

    def _more(self) -> None:
        self._limit += 5 * SHOWN_AT_ONCE
        self._fill()

    def _edit(self, row: InteractionRow) -> None:
        if self._sheet is None:
            return
        desk = self._shell.desk

        def save(values: dict[str, FieldValue]) -> None:
            self._shell.write(lambda: desk.clients.edit_interaction(row.id, **values))

        TouchSheet(self.window(), self._sheet, self._shell.today, save, row=row).open()

    def _delete(self, row: InteractionRow) -> None:
        desk = self._shell.desk
        self.focusNextChild()
        self._shell.write(lambda: desk.clients.trash_interaction(row.id), say="Touch moved to the Trash")
