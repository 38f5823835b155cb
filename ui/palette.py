"""The palette (Ctrl+K): one field that finds every record and every command, over the dimmed window."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.commands import Command, key_caps
from ui.icons import draw_icon
from ui.matching import Ranges, match, typed_part
from ui.models.lists import Index
from ui.theme import SEMIBOLD, theme
from ui.widgets.fields import Field
from ui.widgets.painting import hairline, one_line, painter_on, rounded, text_line, text_width
from ui.widgets.panels import Hairline
from ui.widgets.text import Text

if TYPE_CHECKING:
    from consultant_desk.services.search import SearchHit

TOP = 96
MOST_ROWS = 9
PER_GROUP = 3
GROUP_HEIGHT = 26
ITEM_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """A row: what is shown, which letters match, what Enter does. A heading has no `run`."""

    title: str
    run: Callable[[], None] | None = None
    ranges: Ranges = ()
    note: str = ""
    note_ranges: Ranges = ()
    icon: str = ""
    keys: tuple[str, ...] = ()


GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Clients", frozenset({"client", "person"})),
    ("Evaluations and reports", frozenset({"evaluation", "report"})),
    ("Products", frozenset({"product", "vendor"})),
)
"""Which kinds stand together, in order; all others come last, under `ELSEWHERE`."""

ELSEWHERE = "In notes and evidence"


def record_rows(query: str, hits: Sequence[SearchHit], open_hit: Callable[[SearchHit], None]) -> list[PaletteRow]:
    """Return headings and rows of what was found, at most three of a group, in the fixed order of the groups."""
    grouped: dict[str, list[SearchHit]] = {title: [] for title in (*(title for title, _ in GROUPS), ELSEWHERE)}
    for hit in hits:
        title = next((title for title, kinds in GROUPS if hit.kind in kinds), ELSEWHERE)
        if len(grouped[title]) < PER_GROUP:
            grouped[title].append(hit)
    rows: list[PaletteRow] = []
    for title, found in grouped.items():
        if found:
            rows.append(PaletteRow(title))
            rows += [_typed(query, _record_row(hit, open_hit)) for hit in found]
    return rows


def _typed(query: str, row: PaletteRow) -> PaletteRow:
    marked, noted = typed_part(query, row.title, row.ranges), typed_part(query, row.note, row.note_ranges)
    return replace(row, ranges=marked, note_ranges=noted)


def _record_row(hit: SearchHit, open_hit: Callable[[SearchHit], None]) -> PaletteRow:
    """Return a record by its title and what matched, or, where it belongs to another, its words and whose they are."""
    run = partial(open_hit, hit)
    elsewhere = hit.kind != hit.home_kind
    if elsewhere and not hit.title_ranges and hit.ranges:
        return PaletteRow(hit.snippet, run, hit.ranges, f"{hit.label}, {hit.home_title}", icon=hit.icon)
    if elsewhere:
        return PaletteRow(hit.title, run, hit.title_ranges, f"{hit.label}, {hit.home_title}", icon=hit.icon)
    told = "" if hit.snippet == hit.title else hit.snippet
    return PaletteRow(hit.title, run, hit.title_ranges, told, hit.ranges if told else (), hit.icon)


def command_rows(query: str, commands: Sequence[Command], most: int) -> list[PaletteRow]:
    """Return a heading and the commands whose words the query starts."""
    rows: list[PaletteRow] = []
    for command in commands:
        ranges = match(query, command.text())
        if ranges is not None and len(rows) < most:
            rows.append(
                PaletteRow(command.text(), command.run, ranges, icon=command.icon, keys=key_caps(command.shortcut))
            )
    return [PaletteRow("Commands"), *rows] if rows else []


def action_rows(row: PaletteRow) -> list[PaletteRow]:
    """Return what can be done with a row."""
    title = row.title

    def copy() -> None:
        QGuiApplication.clipboard().setText(title)

    return [
        PaletteRow("Do it" if row.keys else "Open", row.run, icon=row.icon, keys=row.keys),
        PaletteRow("Copy the name", copy, icon="copy"),
    ]


class PaletteModel(QAbstractListModel):
    """The rows found."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[PaletteRow] = []

    def set_rows(self, rows: list[PaletteRow]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what a role shows of a row."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ITEM_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (row.title, row.note, " ".join(row.keys)) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if self.rows[index.row()].run is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class PaletteDelegate(QStyledItemDelegate):
    """Draws headings of 26 and rows of 36."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the row."""
        row = index.data(ITEM_ROLE)
        heading = isinstance(row, PaletteRow) and row.run is None
        return QSize(0, GROUP_HEIGHT if heading else theme().height("palette_row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        row = index.data(ITEM_ROLE)
        if not isinstance(row, PaletteRow):
            return
        painter.save()
        painter_on(painter)
        rect = QRectF(option.rect)
        area = rect.adjusted(16, 0, -16, 0)
        if row.run is None:
            text_line(painter, area.adjusted(0, 6, 0, 0), row.title, theme().color("text3"), theme().font("small"))
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            if selected:
                painter.fillRect(rect, theme().color("tint"))
            draw_icon(
                painter,
                row.icon or "chevron-right",
                QRectF(area.left(), area.center().y() - 8, 16, 16),
                theme().color("text2"),
            )
            room = self._right(painter, area, row, selected=selected)
            left = area.left() + 28
            left += marked_line(
                painter, QRectF(left, area.top(), area.right() - room - left, area.height()), row.title, row.ranges
            )
            if row.note:
                note = QRectF(left + 12, area.top(), area.right() - room - left - 12, area.height())
                marked_line(painter, note, row.note, row.note_ranges, quiet=True)
        painter.restore()

    def _right(self, painter: QPainter, area: QRectF, row: PaletteRow, *, selected: bool) -> float:
        small = theme().font("small")
        right = area.right()
        for key in reversed(row.keys):
            width = max(20, text_width(key, small) + 12)
            cap = QRectF(right - width, area.center().y() - 10, width, 20)
            rounded(painter, cap, fill="pop", border="line2", radius=4)
            text_line(painter, cap, key, theme().color("text2"), small, Qt.AlignmentFlag.AlignHCenter)
            right -= width + 5
        if selected and not row.keys:
            words = "Enter to open"
            text_line(painter, area, words, theme().color("text3"), small, Qt.AlignmentFlag.AlignRight)
            right -= text_width(words, small) + 12
        return area.right() - right


def marked_line(painter: QPainter, area: QRectF, text: str, ranges: Ranges, *, quiet: bool = False) -> float:
    """Draw one line with the matching letters in the accent and 600; return the width it took."""
    plain, bold = theme().font("body"), theme().font("body", weight=SEMIBOLD)
    shown = one_line(text)
    if shown != text:
        ranges = ()
    left = area.left()
    edges = sorted({0, len(shown), *(edge for pair in ranges for edge in pair if edge <= len(shown))})
    for start, end in pairwise(edges):
        hit = any(low <= start < high for low, high in ranges)
        font = bold if hit else plain
        piece = shown[start:end]
        color = theme().color("accentText" if hit else "text2" if quiet else "text")
        room = area.right() - left
        if room < 12:
            break
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(color)
        fitting = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, area.top(), room + 1, area.height()), int(Qt.AlignmentFlag.AlignVCenter), fitting)
        left += min(metrics.horizontalAdvance(piece), room)
    return left - area.left()


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
        rows = records + command_rows(query, self._commands(), min(PER_GROUP, left) if records else MOST_ROWS)
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
        wanted = 2 + 48 + 1 + 8 + sum(heights) + theme().height("palette_row")
        top = min(TOP, max(16, self.height() - wanted - 16))
        self._panel.setGeometry((self.width() - width) // 2, top, width, min(wanted, self.height() - top - 16))


class PaletteGlass(QWidget):
    """The magnifying glass before the field."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the glass."""
        painter = painter_on(QPainter(self))
        draw_icon(painter, "search", QRectF(0, 0, 16, 16), theme().color("text2"))
        painter.end()
