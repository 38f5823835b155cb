"""What a brand takes from files: the line of its logo, and the line of a font of one's own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.buttons import Button, Kind
from ui.widgets.painting import painter_on, text_line
from ui.widgets.text import Text

WIDTH, HEIGHT = 132, 48


class Thumbnail(QWidget):
    """The logo on white paper, as it is printed, in either theme."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(WIDTH, HEIGHT)
        self._logo = QPixmap()
        self.show_logo(None)

    @property
    def has_logo(self) -> bool:
        """Tell whether a logo is shown."""
        return not self._logo.isNull()

    def show_logo(self, png: bytes | None) -> None:
        """Show this logo, or none."""
        self._logo = QPixmap()
        if png:
            self._logo.loadFromData(png)
        self.setAccessibleName("The logo" if self.has_logo else "No logo")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw paper and logo."""
        painter = painter_on(QPainter(self))
        rect = QRectF(self.rect())
        painter.fillRect(rect, QColor("#FFFFFF"))
        if self.has_logo:
            room = rect.adjusted(8, 6, -8, -6)
            scale = min(room.width() / self._logo.width(), room.height() / self._logo.height(), 1.0)
            wide, high = self._logo.width() * scale, self._logo.height() * scale
            place = QRectF(room.center().x() - wide / 2, room.center().y() - high / 2, wide, high)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(place, self._logo, QRectF(self._logo.rect()))
        else:
            middle = Qt.AlignmentFlag.AlignHCenter
            text_line(painter, rect, "No logo", QColor("#56606B"), theme().font("small"), middle)
        painter.setPen(theme().color("line2"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


class LogoLine(QWidget):
    """Thumbnail, a button to choose a picture, and one to take it off."""

    def __init__(self, choose: Callable[[], None], remove: Callable[[], None]) -> None:
        super().__init__()
        self.thumbnail = Thumbnail()
        self.choose = Button("Choose a logo …", Kind.SECONDARY, icon="image", run=choose)
        self.remove = Button("Remove", Kind.QUIET, run=remove)
        self.remove.setAccessibleName("Remove the logo")
        _in_a_row(self, self.thumbnail, self.choose, self.remove)
        self.setFocusProxy(self.choose)

    def show_logo(self, png: bytes | None) -> None:
        """Show a logo, or none."""
        self.thumbnail.show_logo(png)
        _offer(self.remove, self.choose, there=self.thumbnail.has_logo)


class FontLine(QWidget):
    """Name of the font, a button to choose one, and one to take it off."""

    def __init__(self, choose: Callable[[], None], remove: Callable[[], None]) -> None:
        super().__init__()
        self.name = Text("")
        self.choose = Button("Choose a font …", Kind.SECONDARY, run=choose)
        self.remove = Button("Remove", Kind.QUIET, run=remove)
        self.remove.setAccessibleName("Remove the font")
        _in_a_row(self, self.name, self.choose, self.remove)
        self.setFocusProxy(self.choose)

    def show_font(self, name: str) -> None:
        """Show the name of a font, or none."""
        self.name.setText(name)
        self.name.setVisible(bool(name))
        _offer(self.remove, self.choose, there=bool(name))


def _offer(remove: Button, choose: Button, *, there: bool) -> None:
    if not there and remove.hasFocus():
        choose.setFocus(Qt.FocusReason.OtherFocusReason)
    remove.setVisible(there)


def _in_a_row(box: QWidget, *widgets: QWidget) -> None:
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
