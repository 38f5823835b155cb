"""The navigation at the left: find, sections with counts, and at the foot the workspace, its state and the settings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import draw_icon
from ui.pages import PageSpec
from ui.theme import SEMIBOLD, ColorName, theme
from ui.widgets.drawn import DrawnButton
from ui.widgets.painting import focus_ring, hairline, painter_on, rounded, text_line
from ui.widgets.panels import Hairline, Surface
from ui.widgets.tips import set_tip

EDGE = 8


class RailButton(DrawnButton):
    """A row of the rail: icon, words, count; only the icon when the rail is narrow."""

    def __init__(self, text: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self.count: int | None = None
        self.narrow = False
        self.among: QButtonGroup | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(theme().height("nav_row"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_count(None)

    def show_count(self, count: int | None) -> None:
        """Show a figure at the right, or none."""
        self.count = count
        self.setAccessibleName(self.text() if count is None else f"{self.text()}, {count}")
        self.update()

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 - a property setter in all but name
        """Show the icon only, with the words as a tooltip."""
        self.narrow = narrow
        set_tip(self, self.text() if narrow else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a row."""
        return QSize(40, theme().height("nav_row"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row."""
        painter = painter_on(QPainter(self))
        rect = QRectF(self.rect())
        current = self.isChecked()
        if current or self.underMouse():
            rounded(painter, rect, fill="tint" if current else "hover")
        tone: ColorName = "accentText" if current else "text2"
        left = rect.center().x() - 8 if self.narrow else rect.left() + 8
        draw_icon(painter, self._icon, QRectF(left, rect.center().y() - 8, 16, 16), theme().color(tone))
        if not self.narrow:
            font = theme().font("body", weight=SEMIBOLD if current else None)
            text_line(painter, rect.adjusted(34, 0, -36, 0), self.text(), theme().color(tone), font)
            if self.count:
                small = theme().font("small", tabular=True)
                count = theme().color(tone if current else "text3")
                text_line(
                    painter, rect.adjusted(0, 0, -8, 0), str(self.count), count, small, Qt.AlignmentFlag.AlignRight
                )
        if self.hasFocus():
            focus_ring(painter, rect)
        painter.end()


class FindButton(RailButton):
    """Looks like a field and opens the palette."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the field."""
        painter = painter_on(QPainter(self))
        rect = QRectF(self.rect())
        rounded(painter, rect, fill="hover" if self.underMouse() else "bg0", border="line2")
        left = rect.center().x() - 8 if self.narrow else rect.left() + 9
        draw_icon(painter, "search", QRectF(left, rect.center().y() - 8, 16, 16), theme().color("text2"))
        if not self.narrow:
            text_line(painter, rect.adjusted(32, 0, -48, 0), self.text(), theme().color("text2"), theme().font("body"))
            keys = rect.adjusted(0, 0, -9, 0)
            text_line(
                painter, keys, "Ctrl K", theme().color("text3"), theme().font("small"), Qt.AlignmentFlag.AlignRight
            )
        if self.hasFocus():
            focus_ring(painter, rect)
        painter.end()


class WorkspaceFoot(QWidget):
    """The workspace's name and, below it, in words, whether everything is saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._state, self._icon = "", "", "hard-drive"
        self.narrow = False
        self.setFixedHeight(52)

    def show_workspace(self, name: str, state: str, icon: str = "hard-drive") -> None:
        """Show name and state."""
        self._name, self._state, self._icon = name, state, icon
        self.setAccessibleName(f"{name}, {state}" if name else "")
        set_tip(self, f"{name}\n{state}" if name else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both lines, or the icon alone."""
        if not self._name:
            return
        painter = painter_on(QPainter(self))
        rect = QRectF(self.rect())
        tone = theme().color("text2")
        if self.narrow:
            draw_icon(painter, self._icon, QRectF(rect.center().x() - 8, rect.center().y() - 8, 16, 16), tone)
        else:
            name = QRectF(8, 6, rect.width() - 12, 20)
            text_line(painter, name, self._name, theme().color("text"), theme().font("body", weight=SEMIBOLD))
            draw_icon(painter, self._icon, QRectF(8, 29, 12, 12), tone)
            text_line(
                painter, QRectF(26, 27, rect.width() - 30, 16), self._state, tone, theme().font("small", tabular=True)
            )
        painter.end()


class Rail(Surface):
    """The rail; `chosen` carries the id of a section, `find_asked` asks for the palette."""

    chosen = Signal(str)
    find_asked = Signal()

    def __init__(self, specs: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__("bg1", lines=("right",), parent=parent)
        self.setAccessibleName("Sections")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(EDGE, 12, EDGE + 1, 8)
        self._column.setSpacing(2)
        self._find = FindButton("Find or do", "search")
        self._find.clicked.connect(self.find_asked)
        self._column.addWidget(self._find)
        self._column.addSpacing(10)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        self._specs = tuple(specs)
        foot = [spec for spec in specs if not spec.in_rail]
        for spec in specs:
            if spec.in_rail:
                self._add(spec)
        self._column.addStretch(1)
        self._line = Hairline()
        self.foot = WorkspaceFoot()
        self._column.addWidget(self._line)
        self._column.addWidget(self.foot)
        for spec in foot:
            self._add(spec)
        self.set_narrow(narrow=False)

    @property
    def buttons(self) -> dict[str, RailButton]:
        """Return the rows by section."""
        return self._buttons

    def show_current(self, page: str) -> None:
        """Mark a section as the one shown."""
        if page in self._buttons:
            self._buttons[page].setChecked(True)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only (56), or icons and words (200)."""
        self.setFixedWidth(theme().width("rail_collapsed" if narrow else "rail"))
        self.foot.narrow = narrow
        self.foot.update()
        for button in (self._find, *self._buttons.values()):
            button.set_narrow(narrow)

    def take_focus(self) -> None:
        """Put the keyboard on the current section."""
        button = self._group.checkedButton() or self._find
        button.setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, spec: PageSpec) -> None:
        button = RailButton(spec.title, spec.icon)
        button.setCheckable(True)
        button.clicked.connect(lambda _checked=False, page=spec.id: self.chosen.emit(page))
        self._group.addButton(button)
        button.among = self._group
        self._buttons[spec.id] = button
        self._column.addWidget(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground; the hairline above the foot spans the whole rail."""
        super().paintEvent(event)
        painter = QPainter(self)
        hairline(painter, 0, self._line.y(), self.width())
        painter.end()
