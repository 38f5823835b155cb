"""Before you issue: what keeps the report back, what deserves a look, what is in order; each line leads there.

The list stands below the sections, which may fill the panel: how much is left is said at its foot.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from consultant_desk.services.readiness import Readiness, ReadyItem, Weight
from ui.icons import draw_icon
from ui.reports.wording import left_words
from ui.theme import ColorName, theme
from ui.widgets.drawn import DrawnButton
from ui.widgets.painting import focus_ring, hairline, painter_on, rounded, text_line
from ui.widgets.panels import clear_layout
from ui.widgets.text import Text

LOOKS: dict[Weight, tuple[str, ColorName, str]] = {
    Weight.BLOCKER: ("circle-alert", "bad", "keeps it back"),
    Weight.WARNING: ("triangle-alert", "warn", "have a look"),
    Weight.FINE: ("check", "accentText", "in order"),
}


class ReadyLine(DrawnButton):
    """One line: mark and words; Enter or a click goes where it is mended."""

    def __init__(self, item: ReadyItem) -> None:
        super().__init__(item.text)
        self.item = item
        self._icon, self._tone, said = LOOKS[item.weight]
        self.setAccessibleName(f"{item.text} ({said})")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words = Text(item.text, wrap=True, parent=self)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Flow with the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at this width."""
        return self._words.heightForWidth(width - 56) + 6

    def sizeHint(self) -> QSize:
        """Ask for the height at the usual width."""
        return QSize(240, self.heightForWidth(272))

    def resizeEvent(self, event: object) -> None:
        """Keep the words beside the mark."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._words.setGeometry(46, 3, self.width() - 56, self.height() - 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw mark and ground."""
        painter = painter_on(QPainter(self))
        rect = QRectF(self.rect())
        if self.underMouse():
            rounded(painter, rect.adjusted(16, 0, -8, 0), fill="hover", radius=4)
        draw_icon(painter, self._icon, QRectF(24, 5, 16, 16), theme().color(self._tone))
        if self.hasFocus():
            focus_ring(painter, rect.adjusted(16, 0, -8, 0), radius=4)
        painter.end()


class ReadyList(QWidget):
    """All lines; `opened` carries the line one wants to mend."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._readiness: Readiness | None = None

    @property
    def items(self) -> tuple[ReadyItem, ...]:
        """Return the lines shown."""
        return self._readiness.items if self._readiness else ()

    def show_readiness(self, readiness: Readiness) -> None:
        """Show what is left to do; nothing moves while it stays the same."""
        if readiness == self._readiness:
            return
        self._readiness = readiness
        clear_layout(self._column)
        for item in readiness.items:
            line = ReadyLine(item)
            line.clicked.connect(partial(self.opened.emit, item))
            self._column.addWidget(line)

    def take_focus(self) -> None:
        """Give the keyboard to the first line."""
        first = self._column.itemAt(0)
        line = first.widget() if first is not None else None
        if line is not None:
            line.setFocus()


class ReadyFoot(DrawnButton):
    """One line that is always in sight: how much is left to mend or to look at; it leads to the list."""

    def __init__(self) -> None:
        super().__init__("")
        self._weight = Weight.FINE
        self.setFixedHeight(40)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_readiness(self, readiness: Readiness) -> None:
        """Say what is left of a list whose gravest lines stand first."""
        self._weight = readiness.items[0].weight if readiness.items else Weight.FINE
        words = left_words(readiness)
        self.setText(words)
        self.setAccessibleName(f"Before you issue: {words}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw mark and words."""
        painter = painter_on(QPainter(self))
        rect = QRectF(self.rect())
        icon, tone, _said = LOOKS[self._weight]
        painter.fillRect(rect, theme().color("hover" if self.underMouse() else "bg0"))
        hairline(painter, 0, 0, rect.width())
        draw_icon(painter, icon, QRectF(24, 12, 16, 16), theme().color(tone))
        words = QRectF(46, 1, rect.width() - 56, rect.height() - 1)
        text_line(painter, words, self.text(), theme().color("text"), theme().font("body"))
        if self.hasFocus():
            focus_ring(painter, rect.adjusted(2, 3, -2, -2), radius=4)
        painter.end()
