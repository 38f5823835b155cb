"""Headers whose sections stay as they are, and the one of quiet words on the content surface over a hairline."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.theme import theme
from ui.widgets.painting import hairline, text_line


class FixedHeader(QHeaderView):
    """A header whose sections are neither pressed nor dragged."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(0)


class QuietHeader(FixedHeader):
    """Header words 11 px; the first column starts at `margin`, `right_columns` end `right_margin` before their edge."""

    def __init__(
        self, *, margin: int, right_columns: Collection[int] = (), right_margin: int = 8, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._margin = margin
        self._right = frozenset(right_columns)
        self._right_margin = right_margin
        self.setFixedHeight(theme().height("table_header"))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """Paint the words of one column."""
        box = QRectF(rect)
        painter.save()
        painter.fillRect(box, theme().color("bg0"))
        hairline(painter, box.left(), box.bottom() - 1, box.width())
        words = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        right = logicalIndex in self._right
        left = self._margin if logicalIndex == 0 else 0
        inner = box.adjusted(left, 0, -self._right_margin if right else -8, 0)
        align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        text_line(painter, inner, words, theme().color("text2"), theme().font("small"), align)
        painter.restore()
