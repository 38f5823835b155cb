"""The tags of a record: chips that turn into one field when pressed; words parted by commas."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets.chips import chip_width, draw_chip
from ui.widgets.fields import Field
from ui.widgets.painting import focus_ring, painter_on, rounded, text_line
from ui.widgets.tips import set_tip

GAP = 6
INVITATION = "Add tags"


class _Chips(QAbstractButton):
    def __init__(self) -> None:
        super().__init__()
        self.tags: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(28)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_tags(self, tags: Sequence[str]) -> None:
        self.tags = tuple(tags)
        self.setText(", ".join(tags) or INVITATION)
        self.setAccessibleName(f"Tags: {', '.join(tags) or 'none'}")
        set_tip(self, ", ".join(tags))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        widths = [chip_width(tag) + GAP for tag in self.tags or (INVITATION,)]
        return QSize(sum(widths) + 4, 28)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 28)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(QPainter(self))
        left, middle = 2.0, self.height() / 2
        if not self.tags and (self.underMouse() or self.hasFocus()):
            area = QRectF(left + 6, 0, self.width(), self.height())
            text_line(painter, area, INVITATION, theme().color("text3"), theme().font("small"))
        for tag in self.tags:
            room = self.width() - left - 2
            if room < 24:
                break
            width = min(float(chip_width(tag)), room)
            draw_chip(painter, QRectF(left, middle - 10, width, 20), tag)
            left += width + GAP
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), radius=5)
        elif self.underMouse() and self.tags:
            rounded(painter, QRectF(0.0, 1.0, min(left, self.width()), self.height() - 2.0), border="line2", radius=5)
        painter.end()


class _TagField(Field):
    done = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.done.emit()


class TagRow(QWidget):
    """Shows tags; Enter or a click lets one write them; `edited` carries all of them."""

    edited = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self._chips = _Chips()
        self._field = _TagField(placeholder="tags, parted by commas", name="Tags")
        self._field.setFixedWidth(260)
        self._field.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._chips)
        row.addWidget(self._field)
        self._chips.clicked.connect(self.edit)
        self._field.done.connect(self._done)
        self._field.left.connect(self._read_again)

    @property
    def tags(self) -> tuple[str, ...]:
        """Return the tags shown."""
        return self._chips.tags

    def show_tags(self, tags: Sequence[str]) -> None:
        """Show these tags."""
        self._chips.show_tags(tags)

    def edit(self) -> None:
        """Write the tags."""
        self._field.setText(", ".join(self.tags))
        self._chips.hide()
        self._field.show()
        self._field.setFocus()
        self._field.selectAll()

    def _done(self) -> None:
        if self._field.isHidden():
            return
        words = tuple(dict.fromkeys(word.strip() for word in self._field.text().split(",") if word.strip()))
        self._read_again()
        if words != self.tags:
            self.edited.emit(words)

    def _read_again(self) -> None:
        self._chips.show()
        if self._field.hasFocus():
            self._field.setText(", ".join(self.tags))
            self._chips.setFocus()
        self._field.hide()
