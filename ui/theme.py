"""Colours, sizes and type of the window, from the TOML tokens; every widget asks `theme()` while it paints."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.stylesheet import style_sheet

ColorName = Literal[
    "bg0", "bg1", "hover", "line", "line2", "text", "text2", "text3", "accent", "onAccent", "accentText", "tint",
    "band", "warn", "warnTint", "bad", "badTint", "info", "infoTint", "track", "pop", "popline",
]  # fmt: skip
FontRole = Literal["title", "heading", "body", "small"]
NORMAL, SEMIBOLD = 400, 600


class Mode(StrEnum):
    """Which colours the person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """One step of the type scale, in logical pixels."""

    px: int
    line: int
    weight: int
    tracking: float


@dataclass(frozen=True, slots=True)
class Measures:
    """What both themes share: type scale, heights, widths, radii and the chart colours in their fixed order."""

    family: str
    type: dict[str, TypeStyle]
    height: dict[str, int]
    width: dict[str, int]
    radius: dict[str, int]
    chart: tuple[str, ...]
    rank_ramp: tuple[str, ...]
    label_on: dict[str, str]


@dataclass(frozen=True, slots=True)
class Colors:
    """The colours of one theme by name, and the veil laid over the window behind the palette."""

    named: dict[str, QColor]
    overlay: QColor


def _tokens(name: str) -> dict[str, Any]:
    return tomllib.loads((files("resources") / "themes" / f"{name}.toml").read_text("utf-8"))


@cache
def measures() -> Measures:
    """Return the sizes and shared colours."""
    raw = _tokens("measures")
    scale = {role: TypeStyle(**value) for role, value in raw["font"].items() if isinstance(value, dict)}
    chart = raw["chart"]
    return Measures(
        raw["font"]["family"], scale, raw["height"], raw["width"], raw["radius"],
        tuple(chart["order"]), tuple(chart["rank_ramp"]), chart["label_on"],
    )  # fmt: skip


@cache
def colors(*, dark: bool) -> Colors:
    """Return the colours of the light or the dark theme."""
    raw = _tokens("dark" if dark else "light")
    overlay = QColor(*raw["overlay"]["rgb"])
    overlay.setAlphaF(raw["overlay"]["opacity"])
    return Colors({name: QColor(value) for name, value in raw["color"].items()}, overlay)


def palette_of(named: dict[str, QColor]) -> QPalette:
    """Return the Qt palette of a set of colours; Fusion draws menus, views and selections from it."""
    role = QPalette.ColorRole
    pairs = {
        role.Window: "bg0", role.WindowText: "text", role.Base: "bg0", role.AlternateBase: "bg1", role.Text: "text",
        role.Button: "bg0", role.ButtonText: "text", role.BrightText: "bad", role.ToolTipBase: "pop",
        role.ToolTipText: "text", role.PlaceholderText: "text3", role.Highlight: "tint", role.HighlightedText: "text",
        role.Link: "accentText", role.LinkVisited: "accentText", role.Accent: "accent", role.Light: "bg0",
        role.Midlight: "line", role.Mid: "line2", role.Dark: "line2", role.Shadow: "popline",
    }  # fmt: skip
    palette = QPalette()
    for target, name in pairs.items():
        palette.setColor(target, named[name])
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, named["text3"])
    return palette


class Theme(QObject):
    """The theme in force. `changed` is sent after the application's palette has been replaced."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mode = Mode.SYSTEM
        self._dark = False
        self._colors = colors(dark=False)
        self._fonts: dict[tuple[str, int, bool], QFont] = {}

    @property
    def mode(self) -> Mode:
        """Return the person's choice."""
        return self._mode

    @property
    def dark(self) -> bool:
        """Tell whether dark colours are shown now."""
        return self._dark

    def install(self, app: QApplication, mode: Mode = Mode.SYSTEM) -> None:
        """Put style, font and colours on the application and follow the system from now on."""
        app.setStyle("Fusion")
        app.setFont(self.font("body"))
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._mode = mode
        self._show(force=True)

    def dress(self, window: QWidget) -> None:
        """Give a window its style sheet; it follows the colours from now on, and so do dialogs and menus over it.

        As one of the application it would be worked out anew for a whole page each time a part of it is put into
        something: Clients took 0.2 s to be built, and takes 0.05.
        """
        window.setStyleSheet(style_sheet(self._colors.named))

    def set_mode(self, mode: Mode) -> None:
        """Follow the system, or stay light or dark."""
        self._mode = mode
        self._show(force=False)

    def color(self, name: ColorName) -> QColor:
        """Return a colour by its role."""
        return self._colors.named[name]

    @contextmanager
    def on_paper(self) -> Iterator[None]:
        """Answer with the light colours while a picture for elsewhere is drawn; nothing on the screen notices."""
        kept, self._colors = self._colors, colors(dark=False)
        try:
            yield
        finally:
            self._colors = kept

    @property
    def overlay(self) -> QColor:
        """Return the half-transparent veil behind the palette and sheets."""
        return self._colors.overlay

    def chart(self, index: int) -> QColor:
        """Return the chart colour at `index` of the fixed order (it starts again after the eighth)."""
        order = measures().chart
        return QColor(order[index % len(order)])

    def label_on(self, fill: QColor) -> QColor:
        """Return the text colour that is legible on a chart colour."""
        return QColor(measures().label_on.get(fill.name().upper(), "#1D1E20"))

    def heat(self, value: float) -> QColor:
        """Return the cell colour of a value 0..1: `#F6FAFD` mixed with `#0072B2` by 0.02 + 0.45 v, in both themes."""
        part = 0.02 + 0.45 * min(1.0, max(0.0, value))
        low, high = (0xF6, 0xFA, 0xFD), (0x00, 0x72, 0xB2)
        return QColor(*(round(a + (b - a) * part) for a, b in zip(low, high, strict=True)))

    def height(self, name: str) -> int:
        """Return a height of the layout in logical pixels."""
        return measures().height[name]

    def width(self, name: str) -> int:
        """Return a width of the layout in logical pixels."""
        return measures().width[name]

    def radius(self, name: str = "control") -> int:
        """Return a corner radius in logical pixels."""
        return measures().radius[name]

    def line_height(self, role: FontRole) -> int:
        """Return the distance of two lines of text of this role."""
        return measures().type[role].line

    def font(self, role: FontRole = "body", *, weight: int | None = None, tabular: bool = False) -> QFont:
        """Return the font of a role; `tabular` gives every figure the same width, as number columns need."""
        style = measures().type[role]
        key = (role, weight or style.weight, tabular)
        if key not in self._fonts:
            font = QFont(measures().family)
            font.setPixelSize(style.px)
            font.setWeight(QFont.Weight(key[1]))
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            if style.tracking:
                font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, style.tracking)
            if tabular:
                font.setFeature(QFont.Tag.fromString("tnum"), 1)
            self._fonts[key] = font
        return self._fonts[key]

    def _follow(self) -> None:
        self._show(force=False)

    def _show(self, *, force: bool) -> None:
        system = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        dark = system if self._mode is Mode.SYSTEM else self._mode is Mode.DARK
        if dark == self._dark and not force:
            return
        self._dark, self._colors = dark, colors(dark=dark)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setPalette(palette_of(self._colors.named))
            for window in app.topLevelWidgets():
                if window.styleSheet():
                    self.dress(window)
        self.changed.emit()


@cache
def theme() -> Theme:
    """Return the one theme of the program."""
    return Theme()
