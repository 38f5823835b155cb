"""Choosing one of several: segments in a row, a drop-down, a tick box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from ui.icons import draw_icon
from ui.theme import SEMIBOLD, theme
from ui.widgets.buttons import Button, MenuItem, open_menu
from ui.widgets.painting import focus_ring, hairline, painter_on, rounded, text_line, text_width


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: what is stored, what is shown; `swatch` is a colour (`#RRGGBB`) drawn before it."""

    value: str
    label: str
    swatch: str = ""


class _Segment(QAbstractButton):
    def __init__(self, option: Option, among: QButtonGroup, *, first: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.among = among
        self.setText(option.label)
        self.setAccessibleName(option.label)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._first = first

    def sizeHint(self) -> QSize:
        return QSize(text_width(self.text(), theme().font("body", weight=SEMIBOLD)) + 24, theme().height("control"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(QPainter(self))
        rect = QRectF(self.rect())
        if self.isChecked():
            rounded(painter, rect.adjusted(1, 1, -1, -1), fill="tint", radius=5)
        elif self.underMouse() and self.isEnabled():
            rounded(painter, rect.adjusted(1, 1, -1, -1), fill="hover", radius=5)
        if not self._first:
            hairline(painter, 0, 1, rect.height() - 2, vertical=True)
        font = theme().font("body", weight=SEMIBOLD if self.isChecked() else None)
        color = theme().color("accentText" if self.isChecked() else "text2")
        text_line(painter, rect, self.text(), color, font, Qt.AlignmentFlag.AlignHCenter)
        if self.hasFocus():
            focus_ring(painter, rect)
        painter.end()


class Segmented(QWidget):
    """A few choices side by side; Left and Right move, `chosen` carries the value."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[Option], *, name: str, value: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._options = tuple(options)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for index, option in enumerate(self._options):
            segment = _Segment(option, self._group, first=index == 0, parent=self)
            self._group.addButton(segment, index)
            row.addWidget(segment)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme().height("control"))
        self.set_value(value or self._options[0].value)
        self._group.idToggled.connect(self._toggled)

    def value(self) -> str:
        """Return the value chosen."""
        return self._options[self._group.checkedId()].value

    def set_value(self, value: str) -> None:
        """Choose without telling anyone."""
        for index, option in enumerate(self._options):
            if option.value == value:
                blocked = self._group.blockSignals(True)
                self._group.button(index).setChecked(True)
                self._group.blockSignals(blocked)

    def relabel(self, options: Sequence[Option]) -> None:
        """Show other words for the same values, such as counts that changed."""
        self._options = tuple(options)
        for index, option in enumerate(self._options):
            segment = self._group.button(index)
            segment.setText(option.label)
            segment.setAccessibleName(option.label)
            segment.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the common border."""
        painter = painter_on(QPainter(self))
        rounded(painter, QRectF(self.rect()), fill="bg0", border="line2")
        painter.end()

    def _toggled(self, index: int, checked: bool) -> None:  # noqa: FBT001 - the signature of a Qt signal
        if checked:
            self.chosen.emit(self._options[index].value)


class Dropdown(Button):
    """One of many, shown with a chevron; Enter, Space or Down opens the menu, `chosen` carries the value."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[Option], *, name: str, value: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", chevron=True, parent=parent)
        self._name = name
        self._options: tuple[Option, ...] = ()
        self._value = ""
        self.set_options(options, value)
        self.clicked.connect(self.open)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_options(self, options: Sequence[Option], value: str = "") -> None:
        """Offer other choices."""
        self._options = tuple(options)
        self.set_value(value or (self._options[0].value if self._options else ""))

    def value(self) -> str:
        """Return the value chosen."""
        return self._value

    def set_value(self, value: str) -> None:
        """Choose without telling anyone."""
        self._value = value
        option = next((option for option in self._options if option.value == value), Option(value, value))
        label = option.label
        self.set_label(label)
        self.set_swatch(option.swatch)
        self.setAccessibleName(f"{self._name}: {label}")

    def minimumSizeHint(self) -> QSize:
        """Allow a long choice to be elided."""
        return QSize(min(self.sizeHint().width(), 88), self.height())

    def open(self) -> None:
        """Open the menu of choices."""
        items = [
            MenuItem(o.label, partial(self._choose, o.value), checked=o.value == self._value, swatch=o.swatch)
            for o in self._options
        ]
        menu = open_menu(self, items)
        chosen = next((action for action in menu.actions() if action.isChecked()), None)
        if chosen is not None:
            menu.setActiveAction(chosen)

    def _choose(self, value: str) -> None:
        if value != self._value:
            self.set_value(value)
            self.chosen.emit(value)


def draw_tick(painter: QPainter, box: QRectF, *, checked: bool) -> None:
    """Draw a box of 16 with or without its check mark."""
    if checked:
        rounded(painter, box, fill="accent", radius=4)
        draw_icon(painter, "check", box.adjusted(2, 2, -2, -2), theme().color("onAccent"))
    else:
        rounded(painter, box, fill="bg0", border="line2", radius=4)


class TickBox(QCheckBox):
    """A box with a check mark and words; `ticked` is sent only when the person changes it."""

    ticked = Signal(bool)

    def __init__(self, text: str, *, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(text)
        self.setChecked(checked)
        self.clicked.connect(self.ticked)

    def sizeHint(self) -> QSize:
        """Return the room for box and words."""
        return QSize(24 + text_width(self.text(), theme().font("body")) + 6, 28)

    def hitButton(self, position: object) -> bool:
        """Count a click anywhere on box and words."""
        del position
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, check mark and words."""
        painter = painter_on(QPainter(self))
        box = QRectF(2, (self.height() - 16) / 2, 16, 16)
        painter.setOpacity(0.5 if self.isChecked() and not self.isEnabled() else 1.0)
        draw_tick(painter, box, checked=self.isChecked())
        painter.setOpacity(1.0)
        if self.hasFocus():
            focus_ring(painter, box.adjusted(-2, -2, 2, 2), radius=5)
        color = theme().color("text" if self.isEnabled() else "text3")
        area = QRectF(26, 0, self.width() - 26, self.height())
        text_line(painter, area, self.text(), color, theme().font("body"))
        painter.end()
