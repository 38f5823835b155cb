"""A field with quiet words inside its frame: a caption before the text, a remark after it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import theme
from ui.widgets.fields import Field
from ui.widgets.painting import text_line, text_width

INSIDE = 9


class CaptionedField(Field):
    """`caption` stands at the left and the text at the right; `remark` stands at the right and the text at the left."""

    def __init__(self, *, name: str, caption: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self._caption = caption
        self._remark = ""
        self.setFont(theme().font("body", tabular=True))
        if caption:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._make_room()

    def set_remark(self, words: str) -> None:
        """Say something about the value, such as what it is worth."""
        if words != self._remark:
            self._remark = words
            self.setAccessibleDescription(words)
            self._make_room()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then the quiet words."""
        super().paintEvent(event)
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(INSIDE, 0, -INSIDE, 0)
        small, tone = theme().font("small", tabular=True), theme().color("text2")
        text_line(painter, box, self._caption, tone, small)
        text_line(painter, box, self._remark, tone, small, Qt.AlignmentFlag.AlignRight)
        painter.end()

    def _make_room(self) -> None:
        small = theme().font("small", tabular=True)
        before = text_width(self._caption, small) + 6 if self._caption else 0
        after = text_width(self._remark, small) + 6 if self._remark else 0
        self.setTextMargins(before, 0, after, 0)
