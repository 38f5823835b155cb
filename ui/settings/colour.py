"""Choosing a colour: a swatch that opens the picker, and a field that takes #RRGGBB."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QColorDialog, QHBoxLayout, QPushButton, QWidget

from ui.widgets.fields import Field
from ui.widgets.painting import focus_ring, painter_on, rounded
from ui.widgets.tips import set_tip


class Swatch(QPushButton):
    """A square in the colour; it opens the picker."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        set_tip(self, name)
        self.setFixedSize(32, 32)
        self.color = QColor("#000000")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the square."""
        painter = painter_on(QPainter(self))
        rect = QRectF(self.rect())
        painter.setBrush(self.color)
        painter.setPen(self.color.darker(120))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self.hasFocus():
            rounded(painter, rect.adjusted(2, 2, -2, -2), border="bg0", radius=4)
            focus_ring(painter, rect)
        painter.end()


class ColourField(QWidget):
    """A colour; `colour_edited` carries #RRGGBB once it is valid."""

    colour_edited = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._name = name
        self.swatch = Swatch(f"Choose {name.lower()}")
        self.field = Field(name=name, placeholder="#24408E")
        self.field.setMaxLength(7)
        self.field.setFixedWidth(104)
        self.swatch.clicked.connect(self._pick)
        self.field.edited.connect(self._typed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.swatch)
        row.addWidget(self.field)
        row.addStretch(1)
        self.setFocusProxy(self.field)

    def show_colour(self, colour: str) -> None:
        """Show a colour."""
        self.field.set_problem("")
        self.field.show_value(colour.upper())
        self.swatch.color = QColor(colour)
        self.swatch.update()

    def _typed(self, text: str) -> None:
        typed = text.strip()
        colour = QColor(typed if typed.startswith("#") else f"#{typed}")
        if not colour.isValid() or len(typed.lstrip("#")) != 6:
            self.field.set_problem("Write the colour as #24408E.")
            return
        self._take(colour)

    def _pick(self) -> None:
        dialog = QColorDialog(self.swatch.color, self.window())
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.setWindowTitle(self._name)
        dialog.colorSelected.connect(self._take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take(self, colour: QColor) -> None:
        self.show_colour(colour.name())
        self.colour_edited.emit(colour.name().upper())
