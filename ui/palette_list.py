"""How the rows of the palette are drawn."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QAbstractListModel, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.icons import draw_icon
from ui.matching import Ranges
from ui.models.lists import Index
from ui.palette_rows import PaletteRow
from ui.theme import SEMIBOLD, theme
from ui.widgets.painting import one_line, painter_on, rounded, text_line, text_width

GROUP_HEIGHT = 26
ITEM_ROLE = int(Qt.ItemDataRole.UserRole)


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
