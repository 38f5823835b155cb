"""The palette (Ctrl+K): one field that finds every record and every command, over the dimmed window."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QListView, QVBoxLayout, QWidget

from ui.commands import Command
from ui.icons import draw_icon
from ui.palette_list import GROUP_HEIGHT, PaletteDelegate, PaletteModel
from ui.palette_rows import PER_GROUP, PaletteRow, action_rows, command_rows, in_order, record_rows
from ui.theme import theme
from ui.widgets.fields import Field
from ui.widgets.painting import hairline, painter_on, rounded, text_line
from ui.widgets.panels import Hairline
from ui.widgets.text import Text

if TYPE_CHECKING:
    from consultant_desk.services.search import SearchHit

TOP = 96
MOST_ROWS = 9


class PalettePanel(QWidget):
    """The surface of the palette; draws its ground and the line of keys at the foot."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(40)
        shadow.setOffset(0, 12)
        shadow.setColor(QColor(0, 0, 0, 56))
        self.setGraphicsEffect(shadow)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface."""
        painter = painter_on(QPainter(self))
        rounded(painter, QRectF(self.rect()), fill="pop", border="popline", radius=6)
        foot = self.height() - theme().height("palette_row")
        hairline(painter, 1, foot, self.width() - 2)
        small, tone = theme().font("small"), theme().color("text2")
        area = QRectF(16, foot, self.width() - 32, theme().height("palette_row"))
        left = area.left()
        for words in ("↑ ↓ choose", "Enter open", "Tab actions", "Esc close"):
            left += text_line(painter, QRectF(left, foot, 200, area.height()), words, tone, small) + 16
        text_line(painter, area, "> commands only", tone, small, Qt.AlignmentFlag.AlignRight)
        painter.end()


class Palette(QWidget):
    """The palette over the whole window. `find(text, done)` looks for records without blocking."""

    closed = Signal()

    def __init__(
        self,
        window: QWidget,
        commands: Callable[[], Sequence[Command]],
        find: Callable[[str, Callable[[Sequence[SearchHit]], None]], None],
        open_hit: Callable[[SearchHit], None],
    ) -> None:
        super().__init__(window)
        self._over = window
        self._commands, self._find, self._open_hit = commands, find, open_hit
        self._asked_at = 0.0
        self._actions: PaletteRow | None = None
        self._panel = PalettePanel(self)
        self.field = Field(placeholder="Find a record or a command", name="Find or do")
        self.field.setProperty("bare", "true")
        self.field.setFixedHeight(32)
        self.field.setFont(theme().font("heading", weight=400))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._search)
        self._count = Text("", "small", "text3")
        self.list = QListView()
        self._model = PaletteModel(self)
        self._set_up()
        window.installEventFilter(self)
        self.hide()

    @property
    def rows(self) -> list[PaletteRow]:
        """Return the rows shown, headings included."""
        return self._model.rows

    def open(self, text: str = "") -> None:
        """Show the palette, empty or with some text."""
        self._actions = None
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.field.text() == text:
            self._search(text)
        else:
            self.field.setText(text)

    def close_palette(self) -> None:
        """Hide the palette; the window gives the keyboard back."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size; take the keys of the field that move and choose."""
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over.rect())
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def resizeEvent(self, _event: object) -> None:
        """Keep the panel in its place."""
        self._place()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close on a click beside the panel."""
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the window."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().overlay)
        painter.end()

    def _set_up(self) -> None:
        self.list.setModel(self._model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMinimumHeight(1)  # Qt's own least height would push the field out of a short panel
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("Results")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setProperty("pop", "true")
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        head = QHBoxLayout()
        head.setContentsMargins(44, 8, 16, 8)
        head.addWidget(self.field, 1)
        head.addWidget(self._count)
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(1, 1, 1, theme().height("palette_row"))
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Hairline())
        column.addSpacing(4)
        column.addWidget(self.list)
        column.addSpacing(4)
        glass = PaletteGlass(self._panel)
        glass.setGeometry(16, 16, 18, 18)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._back()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex().row())
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._show_actions()
        else:
            return False
        return True

    def _search(self, text: str) -> None:
        self._actions = None
        self._asked_at = time.perf_counter()
        query = text.strip()
        if not query or query.startswith(">"):
            self._show(command_rows(query.lstrip("> "), self._commands(), MOST_ROWS))
            return
        self._find(query, lambda hits: self._found(query, hits))

    def _found(self, query: str, hits: Sequence[SearchHit]) -> None:
        if not self.isVisible() or self.field.text().strip() != query or self._actions is not None:
            return
        records = record_rows(query, hits, self._open_hit)
        left = max(2, MOST_ROWS - sum(1 for row in records if row.run is not None))
        commands = command_rows(query, self._commands(), min(PER_GROUP, left) if records else MOST_ROWS)
        rows = in_order(records, commands)
        kept: list[PaletteRow] = []
        for row in rows:
            if row.run is None or sum(1 for other in kept if other.run is not None) < MOST_ROWS:
                kept.append(row)
        while kept and kept[-1].run is None:
            kept.pop()
        self._show(kept)

    def _show(self, rows: list[PaletteRow]) -> None:
        self._model.set_rows(rows)
        spent = (time.perf_counter() - self._asked_at) * 1000
        found = sum(1 for row in rows if row.run is not None)
        self._count.setText(f"{found} found in {max(1, round(spent))} ms" if found else "nothing found")
        self._place()
        self._move(1, start=-1)

    def _move(self, by: int, start: int | None = None) -> None:
        rows = self._model.rows
        place = (self.list.currentIndex().row() if start is None else start) + by
        while 0 <= place < len(rows) and rows[place].run is None:
            place += by
        if 0 <= place < len(rows):
            index = self._model.index(place, 0)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(self._model.index(max(0, place - 1), 0) if place == 1 else index)

    def _choose(self, place: int) -> None:
        rows = self._model.rows
        run = rows[place].run if 0 <= place < len(rows) else None
        if run is not None:
            self.close_palette()
            run()

    def _show_actions(self) -> None:
        place = self.list.currentIndex().row()
        rows = self._model.rows
        if self._actions is not None or not 0 <= place < len(rows) or not rows[place].run:
            return
        row = rows[place]
        self._actions = row
        self._model.set_rows([PaletteRow(row.title), *action_rows(row)])
        self._place()
        self._move(1, start=-1)

    def _back(self) -> None:
        if self._actions is None:
            self.close_palette()
        else:
            self._search(self.field.text())

    def _place(self) -> None:
        width = min(theme().width("palette"), self.width() - 32)
        heights = [GROUP_HEIGHT if row.run is None else theme().height("palette_row") for row in self._model.rows]
        wanted = 2 + 48 + 1 + 8 + max(1, sum(heights)) + theme().height("palette_row")
        top = min(TOP, max(16, self.height() - wanted - 16))
        self._panel.setGeometry((self.width() - width) // 2, top, width, min(wanted, self.height() - top - 16))


class PaletteGlass(QWidget):
    """The magnifying glass before the field."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the glass."""
        painter = painter_on(QPainter(self))
        draw_icon(painter, "search", QRectF(0, 0, 16, 16), theme().color("text2"))
        painter.end()
