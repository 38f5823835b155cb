"""Buttons: primary, secondary, quiet, link and icon. All show hover, press, focus and disabled the same way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from ui.icons import draw_icon, draw_swatch, icon, swatch
from ui.theme import SEMIBOLD, ColorName, theme
from ui.widgets.drawn import DrawnButton
from ui.widgets.painting import focus_ring, painter_on, rounded, text_line, text_width
from ui.widgets.tips import set_tip


class Kind(Enum):
    """How much a button asks for attention."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    LINK = "link"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class _Look:
    fill: ColorName | None
    border: ColorName | None
    text: ColorName
    hover: ColorName
    bold: bool = False


_LOOKS = {
    Kind.PRIMARY: _Look("accent", None, "onAccent", "accentText", bold=True),
    Kind.SECONDARY: _Look("bg0", "line2", "text", "hover"),
    Kind.QUIET: _Look(None, None, "text2", "hover"),
    Kind.LINK: _Look(None, None, "accentText", "hover"),
    Kind.DANGER: _Look("bg0", "line2", "bad", "badTint"),
}


class Button(DrawnButton):
    """A button with words, an optional icon before and a chevron after them; 32 high, or 24 when `small`.

    `keys` names what presses it from anywhere, small behind the words.
    """

    def __init__(
        self,
        text: str,
        kind: Kind = Kind.SECONDARY,
        *,
        icon: str = "",
        small: bool = False,
        chevron: bool = False,
        keys: str = "",
        run: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind = kind
        self._icon = icon
        self._small = small
        self._chevron = chevron
        self._keys = keys
        self._swatch = ""
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme().height("control_small" if small else "control"))
        self.setAccessibleName(text)
        if run is not None:
            self.clicked.connect(lambda _checked=False: run())

    def set_label(self, text: str, icon: str | None = None) -> None:
        """Change words and icon."""
        self.setText(text)
        self.setAccessibleName(text)
        if icon is not None:
            self._icon = icon
        self.updateGeometry()

    def set_swatch(self, colour: str) -> None:
        """Draw a colour (`#RRGGBB`) before the words, or none."""
        self._swatch = colour
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open what a chevron promises on Down too."""
        if self._chevron and event.key() == Qt.Key.Key_Down:
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the room for icon, words and chevron."""
        return QSize(self._content_width() + 2 * self._padding(), self.height())

    def minimumSizeHint(self) -> QSize:
        """Words of a button are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the button."""
        painter = painter_on(QPainter(self))
        look = _LOOKS[self._kind]
        rect = QRectF(self.rect())
        enabled = self.isEnabled()
        lit = enabled and (self.underMouse() or self.isDown())
        if self._kind is Kind.PRIMARY:
            rounded(painter, rect, fill="accent" if enabled else "track")
            if lit:
                painter.setOpacity(0.14 if self.isDown() else 0.08)
                rounded(painter, rect, fill="text" if not theme().dark else "bg0")
                painter.setOpacity(1.0)
        elif lit or look.fill:
            rounded(painter, rect, fill=look.hover if lit else look.fill, border=look.border)
        if self.hasFocus():
            focus_ring(painter, rect, inner=self._kind is Kind.PRIMARY)
        self._paint_content(painter, rect, look.text if enabled else "text3")
        painter.end()

    def _paint_content(self, painter: QPainter, rect: QRectF, tone: ColorName) -> None:
        color = theme().color(tone)
        left = rect.left() + max(float(self._padding()), (rect.width() - self._content_width()) / 2)
        if self._chevron:
            left = rect.left() + self._padding()
        mark = QRectF(left, rect.center().y() - 8, 16, 16)
        if self._swatch:
            draw_swatch(painter, self._swatch, mark)
        elif self._icon:
            draw_icon(painter, self._icon, mark, color)
        left += 24 if self._icon or self._swatch else 0
        right = rect.right() - self._padding() - (24 if self._chevron else 0)
        area = QRectF(left, rect.top(), right - left + 2, rect.height())
        left += text_line(painter, area, self.text(), color, self._font())
        if self._keys:
            keys = QRectF(left + 8, rect.top(), right - left, rect.height())
            text_line(painter, keys, self._keys, color, theme().font("small"))
        if self._chevron:
            chevron = QRectF(rect.right() - self._padding() - 16, rect.center().y() - 8, 16, 16)
            draw_icon(painter, "chevron-down", chevron, theme().color("text2" if tone != "onAccent" else tone))

    def _font(self) -> QFont:
        weight = SEMIBOLD if _LOOKS[self._kind].bold else None
        return theme().font("small" if self._small else "body", weight=weight)

    def _padding(self) -> int:
        if self._kind is Kind.LINK:
            return 6
        return 8 if self._small else (16 if self._kind is Kind.PRIMARY else 12)

    def _content_width(self) -> int:
        extra = (24 if self._icon or self._swatch else 0) + (24 if self._chevron else 0)
        extra += 8 + text_width(self._keys, theme().font("small")) if self._keys else 0
        return text_width(self.text(), self._font()) + extra


class IconButton(DrawnButton):
    """A square button with an icon only; its name is read aloud and shown as a tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        side: int = 32,
        bordered: bool = False,
        tone: ColorName = "text2",
        run: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._icon = icon
        self._tone: ColorName = tone
        self._bordered = bordered
        self.setFixedSize(side, side)
        self.rename(name)
        if run is not None:
            self.clicked.connect(lambda _checked=False: run())

    def rename(self, name: str) -> None:
        """Change what is read aloud and shown as a tooltip."""
        self.setAccessibleName(name)
        set_tip(self, name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon on its square."""
        painter = painter_on(QPainter(self))
        rect = QRectF(self.rect())
        lit = self.isEnabled() and (self.underMouse() or self.isDown() or self.isChecked())
        if lit or self._bordered:
            rounded(painter, rect, fill="hover" if lit else "bg0", border="line2" if self._bordered else None)
        if self.hasFocus():
            focus_ring(painter, rect)
        tone: ColorName = self._tone if self.isEnabled() else "line2"
        draw_icon(
            painter, self._icon, QRectF(rect.center().x() - 8, rect.center().y() - 8, 16, 16), theme().color(tone)
        )
        painter.end()


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One line of a menu; an empty text is a separator."""

    text: str
    run: Callable[[], None] = lambda: None
    icon: str = ""
    shortcut: str = ""
    enabled: bool = True
    checked: bool | None = None
    swatch: str = ""


def build_menu(parent: QWidget, items: list[MenuItem] | tuple[MenuItem, ...]) -> QMenu:
    """Return a menu of these lines; it deletes itself when it closes."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    for item in items:
        if not item.text:
            menu.addSeparator()
            continue
        action = menu.addAction(item.text.replace("&", "&&"))
        if item.icon or item.swatch:
            action.setIcon(icon(item.icon) if item.icon else swatch(item.swatch))
        if item.shortcut:
            action.setText(f"{action.text()}\t{item.shortcut}")
        if item.checked is not None:
            action.setCheckable(True)
            action.setChecked(item.checked)
        action.setEnabled(item.enabled)
        action.triggered.connect(lambda _checked=False, run=item.run: run())
    return menu


def open_menu(anchor: QWidget, items: list[MenuItem] | tuple[MenuItem, ...]) -> QMenu:
    """Open a menu under `anchor`, its left edge on the anchor's (or its right edge near the window's)."""
    menu = build_menu(anchor, items)
    corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 2))
    window = anchor.window()
    room = window.mapToGlobal(QPoint(window.width(), 0)).x() - corner.x()
    if room < menu.sizeHint().width():
        corner.setX(anchor.mapToGlobal(QPoint(anchor.width(), 0)).x() - menu.sizeHint().width())
    menu.popup(corner)
    return menu


class MenuButton(IconButton):
    """An icon button (three dots by default) that opens a menu made anew each time."""

    def __init__(
        self, name: str, items: Callable[[], list[MenuItem]], *, icon: str = "ellipsis", bordered: bool = False
    ) -> None:
        super().__init__(icon, name, bordered=bordered)
        self._items = items
        self.clicked.connect(self.open)

    def open(self) -> None:
        """Open the menu; its first usable line is chosen."""
        open_menu(self, self._items())
