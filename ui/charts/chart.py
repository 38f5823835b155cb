"""What every chart has: a text for those who do not see it, and a copy as a picture."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QWidget

from ui.theme import theme
from ui.widgets.buttons import MenuItem, build_menu

COPY_SCALE = 2


class Chart(QWidget):
    """A chart that can be read and copied; subclasses say `as_text` and paint themselves."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def as_text(self) -> str:
        """Return the chart in sentences."""
        raise NotImplementedError

    def say(self) -> None:
        """Offer the chart's words to a screen reader and repaint; call it when the data changed."""
        self.setAccessibleDescription(self.as_text())
        self.updateGeometry()
        self.update()

    def picture(self) -> QImage:
        """Return the chart as a picture on the content surface, at twice the size of the screen."""
        image = QImage(self.size() * COPY_SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(COPY_SCALE)
        image.fill(theme().color("bg0"))
        painter = QPainter(image)
        self.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
        painter.end()
        return image

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.picture())

    def copy_text(self) -> None:
        """Put the words on the clipboard."""
        QGuiApplication.clipboard().setText(self.as_text())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy."""
        items = [
            MenuItem("Copy as PNG", self.copy_picture, "image", "Ctrl+C"),
            MenuItem("Copy as text", self.copy_text, "copy"),
        ]
        build_menu(self, items).popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the picture with Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_picture()
        else:
            super().keyPressEvent(event)
