"""The sections of a report: ticked ones are printed, in this order; moved by dragging or Alt+Up and Alt+Down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from consultant_desk.domain.report_options import KINDS, WITHOUT_NOTE, ReportKind, Section
from ui.icons import draw_icon
from ui.reports.wording import SECTION_TITLES
from ui.theme import theme
from ui.widgets.buttons import MenuItem, build_menu
from ui.widgets.painting import focus_ring, painter_on, rounded, text_line

ROW, MARGIN = 29, 24
GRIP, NOTE, ALWAYS = 14, 22, 40
"""The width of what stands at the right of a row, outermost first."""


class SectionList(QWidget):
    """One control: Up and Down move through it, Space ticks, Alt moves a section. `changed` carries the ticked ones.

    `chosen` tells which section the person looks at, so that the pages can follow; N or `note_wanted` writes its note.
    """

    changed = Signal(tuple)
    chosen = Signal(object)
    note_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ReportKind.RECOMMENDATION
        self._order: list[Section] = list(KINDS[self._kind].sections)
        self._ticked: frozenset[Section] = frozenset(self._order)
        self._noted: frozenset[Section] = frozenset()
        self._current = 0
        self._hover = -1
        self._dragged = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._tell()

    @property
    def order(self) -> tuple[Section, ...]:
        """Return all sections in the order shown."""
        return tuple(self._order)

    @property
    def sections(self) -> tuple[Section, ...]:
        """Return the ticked sections in order."""
        return tuple(section for section in self._order if section in self._ticked)

    def show_sections(self, kind: ReportKind, sections: Sequence[Section]) -> None:
        """Show these as ticked, in their order; the others of the kind stay where they were among them."""
        if kind is not self._kind:
            self._kind, self._order, self._ticked = kind, list(KINDS[kind].sections), frozenset()
            self._current, self._hover, self._dragged = 0, -1, -1
            self.updateGeometry()
        if tuple(sections) == self.sections:
            return
        order = list(sections)
        for section in self._order:
            if section not in order:
                before = [other for other in self._order[: self._order.index(section)] if other in order]
                order.insert(order.index(before[-1]) + 1 if before else 0, section)
        current = self._order[self._current]
        self._order, self._ticked = order, frozenset(sections)
        self._current = self._order.index(current)
        self._tell()

    def show_notes(self, noted: frozenset[Section]) -> None:
        """Mark the sections with a note of one's own."""
        if noted != self._noted:
            self._noted = noted
            self._tell()

    def always(self, section: Section) -> bool:
        """Tell whether the kind of the report prints a section whatever is ticked."""
        return section in KINDS[self._kind].always

    def room(self, section: Section) -> int:
        """Return the width there is for the words of a row."""
        right = MARGIN + (ALWAYS if self.always(section) else GRIP) + (NOTE if section in self._noted else 0) + 6
        return self.width() - MARGIN - 24 - right

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        return QSize(200, len(self._order) * ROW + 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, tick and reorder."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_K: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_J: 1}.get(Qt.Key(key), 0)
        if step and alt:
            self._move(self._current, self._current + step)
        elif step:
            self._choose(self._current + step)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle(self._current)
        elif key == Qt.Key.Key_N and not event.modifiers():
            self._want_note(self._order[self._current])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the section under the pointer, or with the current one."""
        row = self._row_at(QPointF(event.pos())) if event.reason() == event.Reason.Mouse else self._current
        if row < 0:
            return
        section = self._order[row]
        ticked, fixed = section in self._ticked, self.always(section)
        words = "Edit the note" if section in self._noted else "Add a note"
        tick = "Leave out" if ticked else "Print"
        items = [
            MenuItem(words, lambda: self._want_note(section), "pencil", "N", enabled=self._takes_note(section)),
            MenuItem(tick, lambda: self._toggle(row), shortcut="Space", enabled=not fixed),
            MenuItem("Move up", lambda: self._move(row, row - 1), "arrow-up", "Alt+Up"),
            MenuItem("Move down", lambda: self._move(row, row + 1), "arrow-down", "Alt+Down"),
        ]
        build_menu(self, items).popup(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick on the box, take hold elsewhere."""
        row = self._row_at(event.position())
        if row < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        self._choose(row)
        if event.position().x() < MARGIN + 20:
            self._toggle(row)
        else:
            self._dragged = row

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry a section along, or show the row under the pointer."""
        row = self._row_at(event.position())
        if self._dragged >= 0 and row >= 0 and row != self._dragged:
            self._order.insert(row, self._order.pop(self._dragged))
            self._dragged = self._current = row
        self._hover = row
        self.setCursor(
            Qt.CursorShape.ClosedHandCursor
            if self._dragged >= 0
            else Qt.CursorShape.OpenHandCursor
            if event.position().x() > self.width() - 48
            else Qt.CursorShape.ArrowCursor
        )
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        if self._dragged >= 0:
            self._dragged = -1
            self._changed()

    def leaveEvent(self, event: QEvent) -> None:
        """Drop the hover."""
        super().leaveEvent(event)
        self._hover = -1
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rows."""
        painter = painter_on(QPainter(self))
        for place, section in enumerate(self._order):
            self._paint_row(painter, place, section)
        painter.end()

    def _paint_row(self, painter: QPainter, place: int, section: Section) -> None:
        row = QRectF(0, 4 + place * ROW, self.width(), ROW)
        ticked = section in self._ticked
        if place == self._current or place == self._hover:
            painter.fillRect(row, theme().color("tint" if place == self._current else "hover"))
        box = QRectF(MARGIN, row.center().y() - 8, 16, 16)
        if ticked:
            painter.setOpacity(0.5 if self.always(section) else 1.0)
            rounded(painter, box, fill="accent", radius=4)
            draw_icon(painter, "check", box.adjusted(2, 2, -2, -2), theme().color("onAccent"))
            painter.setOpacity(1.0)
        else:
            rounded(painter, box, fill="bg0", border="line2", radius=4)
        noted = section in self._noted
        words = QRectF(MARGIN + 24, row.top(), self.room(section), row.height())
        tone = theme().color("text" if ticked else "text2")
        text_line(painter, words, SECTION_TITLES[section], tone, theme().font("body"))
        if noted:
            beside = ALWAYS if self.always(section) else GRIP
            mark = QRectF(row.right() - MARGIN - beside - NOTE, row.center().y() - 7, 14, 14)
            draw_icon(painter, "message-square-quote", mark, theme().color("accentText"))
        right = QRectF(row.right() - MARGIN - 60, row.top(), 60, row.height())
        if self.always(section):
            edge = Qt.AlignmentFlag.AlignRight
            text_line(painter, right, "always", theme().color("text2"), theme().font("small"), edge)
        else:
            grip = QRectF(row.right() - MARGIN - GRIP, row.center().y() - 7, GRIP, GRIP)
            draw_icon(painter, "grip-vertical", grip, theme().color("text2"))
        if place == self._current and self.hasFocus():
            focus_ring(painter, row.adjusted(2, 0, -2, 0), radius=4)

    def _row_at(self, point: QPointF) -> int:
        row = int((point.y() - 4) // ROW)
        return row if 0 <= row < len(self._order) else -1

    def _want_note(self, section: Section) -> None:
        if self._takes_note(section):
            self.note_wanted.emit(section)

    def _takes_note(self, section: Section) -> bool:
        return section in self._ticked and (section not in WITHOUT_NOTE or section in self._noted)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._order):
            self._current = row
            self._tell()
            self.chosen.emit(self._order[row])

    def _toggle(self, row: int) -> None:
        section = self._order[row]
        if not self.always(section):
            self._ticked = self._ticked ^ {section}
            self._changed()

    def _move(self, row: int, to: int) -> None:
        if 0 <= to < len(self._order):
            self._order.insert(to, self._order.pop(row))
            self._current = to
            self._changed()

    def _changed(self) -> None:
        self._tell()
        self.changed.emit(self.sections)

    def _tell(self) -> None:
        section = self._order[self._current]
        state = "always printed" if self.always(section) else "printed" if section in self._ticked else "left out"
        state += ", with a note" if section in self._noted else ""
        place = f"{self._current + 1} of {len(self._order)}"
        self.setAccessibleName(f"Sections: {SECTION_TITLES[section]}, {state}, {place}")
        self.update()
