"""The outline icons (Lucide), drawn in the colour of a role at the device's resolution."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme import ColorName, theme

SIZE = 16
RATIOS = (1.0, 1.5, 2.0)
"""Pixels of a screen per point that icons are drawn for."""


@cache
def _source(name: str) -> str:
    return (files("resources") / "icons" / f"{name}.svg").read_text("utf-8")


@cache
def icon_names() -> frozenset[str]:
    """Return the names of all icons the program carries."""
    folder = files("resources") / "icons"
    return frozenset(entry.name.removesuffix(".svg") for entry in folder.iterdir() if entry.name.endswith(".svg"))


@cache
def _renderer(name: str, rgb: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", rgb).encode()))


def draw_icon(painter: QPainter, name: str, rect: QRectF, color: QColor) -> None:
    """Draw an icon centred in `rect` as the largest square that fits."""
    side = min(rect.width(), rect.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(rect.center())
    _renderer(name, color.name()).render(painter, square)


@cache
def _pixmap(name: str, rgb: str, size: int, ratio: float) -> QPixmap:
    return _drawn(lambda painter, box: _renderer(name, rgb).render(painter, box), size, ratio)


def _drawn(draw: Callable[[QPainter, QRectF], None], size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def swatch(colour: str, size: int = SIZE) -> QIcon:
    """Return a colour (`#RRGGBB`) as an icon for menus."""
    result = QIcon()
    for ratio in RATIOS:
        result.addPixmap(_drawn(lambda painter, box: draw_swatch(painter, colour, box), size, ratio))
    return result


def draw_swatch(painter: QPainter, colour: str, rect: QRectF) -> None:
    """Draw a colour as a small square inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 2, 2)
    painter.restore()


def icon(name: str, tone: ColorName = "text2", size: int = SIZE) -> QIcon:
    """Return an icon for menus and actions, sharp at 1x, 1.5x and 2x."""
    result = QIcon()
    rgb = theme().color(tone).name()
    for ratio in RATIOS:
        result.addPixmap(_pixmap(name, rgb, size, ratio))
    return result
