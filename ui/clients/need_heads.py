"""The names above the three columns of the needs."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.clients.need_block import EDGE, GAP, Columns
from ui.icons import draw_icon
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.painting import hairline, painter_on, text_line


class NeedHeads(QWidget):
    """The names of the three columns, and the button that adds a need."""

    def __init__(self, add: Button) -> None:
        super().__init__()
        self.columns = Columns.of(960)
        self._add = add
        add.setParent(self)
        self.setFixedHeight(theme().height("table_header"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right edge."""
        super().resizeEvent(event)
        size = self._add.sizeHint()
        self._add.setGeometry(self.width() - EDGE - size.width() + 8, (self.height() - 24) // 2, size.width(), 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the names with arrows between them."""
        painter = painter_on(QPainter(self))
        hairline(painter, 0, self.height() - 1, self.width())
        need = self.columns.words + GAP if self.columns.beside else EDGE + 84
        starts = (
            (EDGE, "In their words"),
            (need, "Need"),
            (self.columns.need + GAP, "Requirements, with the test and who asked"),
        )
        for place, (start, words) in enumerate(starts):
            if place:
                draw_icon(painter, "arrow-right", QRectF(start, 9, 14, 14), theme().color("text2"))
            left = start + (18 if place else 0)
            area = QRectF(left, 0, self.width() - left - 110, self.height())
            text_line(painter, area, words, theme().color("text2"), theme().font("small"))
        for edge in (self.columns.words, self.columns.need):
            if edge:
                hairline(painter, edge, 0, self.height(), vertical=True)
        painter.end()
