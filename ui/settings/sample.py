"""A picture of a report's first page in the colours of a brand, drawn anew with every change."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import SEMIBOLD, theme
from ui.widgets.painting import painter_on

WIDTH, HEIGHT = 260, 368
INK, SOFT, PAPER = QColor("#1D1E20"), QColor("#56575B"), QColor("#FFFFFF")
BARS = ((0.92, 0.42), (0.86, 0.36), (0.70, 0.30), (0.52, 0.24))
LEGIBLE = 4.5


@dataclass(frozen=True, slots=True)
class Look:
    """What the sample shows of a brand."""

    name: str = ""
    primary: str = "#24408E"
    secondary: str = "#B45309"
    contact_line: str = ""
    legal_footer: str = ""


def contrast_on_white(color: QColor) -> float:
    """Return the contrast ratio of a colour with white (WCAG 2.2)."""
    channels = color.redF(), color.greenF(), color.blueF()
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


class BrandSample(QWidget):
    """A page as it will look: band, logo, title, bars, contact and footer. Paper stays white in the dark theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(WIDTH, HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Sample of a report in this brand")
        self._look = Look()
        self._logo = QPixmap()

    @property
    def look(self) -> Look:
        """Return what is shown."""
        return self._look

    @property
    def has_logo(self) -> bool:
        """Tell whether a logo is shown."""
        return not self._logo.isNull()

    def sizeHint(self) -> QSize:
        """Return the size of the page."""
        return QSize(WIDTH, HEIGHT)

    def show_look(self, look: Look) -> None:
        """Show these colours and words."""
        self._look = look
        self.update()

    def show_logo(self, png: bytes | None) -> None:
        """Show this logo, or none."""
        self._logo = QPixmap()
        if png:
            self._logo.loadFromData(png)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page."""
        painter = painter_on(QPainter(self))
        painter.fillRect(self.rect(), PAPER)
        painter.fillRect(QRectF(0, 0, WIDTH, 6), QColor(self._look.primary))
        self._head(painter)
        self._exhibit(painter)
        self._foot(painter)
        painter.setPen(QPen(theme().color("line2"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _head(self, painter: QPainter) -> None:
        if self.has_logo:
            ratio = self.devicePixelRatioF()
            logo = self._logo.scaled(
                round(120 * ratio), round(30 * ratio), Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )  # fmt: skip
            painter.drawPixmap(QRectF(20, 20, logo.width() / ratio, logo.height() / ratio), logo, QRectF(logo.rect()))
        else:
            self._line(painter, 24, self._look.name or "Your name", INK, _font(10, bold=True))
        self._line(painter, 66, "Executive summary", SOFT, _font(7))
        self._line(painter, 78, "Choose Northwind Desk;", INK, _font(14, bold=True))
        self._line(painter, 97, "Contoso Flow is close behind", INK, _font(14, bold=True))
        self._line(painter, 128, "Exhibit 1. Score of four candidates", QColor(self._look.primary), _font(8, bold=True))

    def _exhibit(self, painter: QPainter) -> None:
        top = 148.0
        for whole, part in BARS:
            painter.fillRect(QRectF(20, top, 190 * whole, 10), QColor(self._look.secondary))
            painter.fillRect(QRectF(20, top, 190 * part, 10), QColor(self._look.primary))
            top += 17
        for place in range(4):
            width = 220 if place < 3 else 130
            painter.fillRect(QRectF(20, 232 + place * 11, width, 3), QColor("#DDDAD3"))
        painter.setPen(QPen(QColor(self._look.primary), 1))
        painter.drawRect(QRectF(20.5, 284.5, WIDTH - 41, 32))
        self._line(painter, 290, "Interests. Nobody pays for this advice but you.", INK, _font(7), left=28)

    def _foot(self, painter: QPainter) -> None:
        painter.fillRect(QRectF(20, HEIGHT - 36, WIDTH - 40, 1), QColor("#DDDAD3"))
        self._line(painter, HEIGHT - 32, self._look.contact_line or "Contact line", SOFT, _font(7))
        self._line(painter, HEIGHT - 21, self._look.legal_footer, SOFT, _font(7))

    def _line(self, painter: QPainter, top: float, text: str, color: QColor, font: QFont, left: int = 20) -> None:
        painter.setFont(font)
        painter.setPen(color)
        shown = painter.fontMetrics().elidedText(" ".join(text[:300].split()), Qt.TextElideMode.ElideRight, WIDTH - 40)
        painter.drawText(QRectF(left, top, WIDTH - 40, 22), int(Qt.AlignmentFlag.AlignLeft), shown)


def _font(pixels: int, *, bold: bool = False) -> QFont:
    font = QFont(theme().font("body", weight=SEMIBOLD if bold else None))
    font.setPixelSize(pixels)
    return font
