"""Small words that can be pressed: a priority as a chip, initials, the link to a criterion, a fact of the header."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.clients.wording import MOSCOW
from ui.theme import ColorName, FontRole, theme
from ui.widgets.buttons import MenuItem, open_menu
from ui.widgets.chips import chip_width, draw_chip
from ui.widgets.drawn import DrawnButton
from ui.widgets.painting import focus_ring, painter_on, rounded, text_line, text_width
from ui.widgets.tips import set_tip


class WordButton(DrawnButton):
    """Words that look like text and act like a button; underlined by a ground while pointed at."""

    def __init__(
        self, text: str = "", *, role: FontRole = "small", tone: ColorName = "text2", right: bool = False
    ) -> None:
        super().__init__()
        self._role: FontRole = role
        self._tone: ColorName = tone
        self._side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_words(text, tone)

    def show_words(self, text: str, tone: ColorName | None = None, *, spoken: str = "") -> None:
        """Show other words; `spoken` is what a screen reader says and the tooltip shows."""
        self._tone = tone or self._tone
        self.setText(text)
        self.setAccessibleName(spoken or text)
        set_tip(self, spoken)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room for the words."""
        return QSize(text_width(self.text(), theme().font(self._role)) + 8, theme().line_height(self._role) + 4)

    def minimumSizeHint(self) -> QSize:
        """Allow long words to be elided."""
        return QSize(min(self.sizeHint().width(), 32), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words."""
        painter = painter_on(QPainter(self))
        rect = QRectF(self.rect())
        if self.underMouse() and self.isEnabled():
            rounded(painter, rect, fill="hover", radius=4)
        text_line(
            painter, rect.adjusted(4, 0, -4, 0), self.text(), theme().color(self._tone), theme().font(self._role),
            self._side,
        )  # fmt: skip
        if self.hasFocus():
            focus_ring(painter, rect, radius=4)
        painter.end()


class MoscowButton(QAbstractButton):
    """The priority of a requirement; Enter opens the choices, M S C W choose at once. `chosen` carries it."""

    chosen = Signal(str)

    def __init__(self, value: str = "should") -> None:
        super().__init__()
        self._value = value
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._open)
        self.show_value(value)

    @property
    def value(self) -> str:
        """Return the priority shown."""
        return self._value

    def show_value(self, value: str) -> None:
        """Show a priority without telling anyone."""
        self._value = value if value in MOSCOW else "should"
        self.setText(MOSCOW[self._value][0])
        self.setAccessibleName(f"Priority: {self.text()}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for the widest priority."""
        return QSize(max(chip_width(word) for word, _mood in MOSCOW.values()) + 4, 24)

    def minimumSizeHint(self) -> QSize:
        """Never cut a priority."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by first letter; Enter opens the choices."""
        letter = event.text().casefold()
        for value in MOSCOW:
            if letter == value[0] and not event.modifiers():
                self._choose(value)
                return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = painter_on(QPainter(self))
        word, mood = MOSCOW[self._value]
        chip = QRectF(0, (self.height() - 20) / 2, chip_width(word), 20)
        draw_chip(painter, chip, word, mood)
        if self.hasFocus():
            focus_ring(painter, chip.adjusted(-1, -1, 1, 1), radius=5)
        painter.end()

    def _open(self) -> None:
        items = [
            MenuItem(word, partial(self._choose, value), shortcut=word[0], checked=value == self._value)
            for value, (word, _mood) in MOSCOW.items()
        ]
        open_menu(self, items)

    def _choose(self, value: str) -> None:
        if value != self._value:
            self.show_value(value)
            self.chosen.emit(value)


class Fact(DrawnButton):
    """A fact of the header: its name small, below it what is so. One that `gives_way` is elided before the others."""

    def __init__(self, name: str, *, gives_way: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._name = name
        self._least = 96 if gives_way else 190
        self._strong, self._quiet = "", ""
        self._tone: ColorName = "text2"
        self._empty = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(40)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """Return what is shown under the name."""
        return ", ".join(part for part in (self._strong, self._quiet) if part) or self._empty

    def show_fact(self, strong: str, quiet: str = "", *, tone: ColorName = "text2", empty: str = "") -> None:
        """Show words; `empty` is what stands there, as an invitation, when there are none."""
        self._strong, self._quiet, self._tone, self._empty = strong, quiet, tone, empty
        self.setText(self.words)
        self.setAccessibleName(f"{self._name}: {self.words}")
        set_tip(self, self.words if self.sizeHint().width() > self.width() else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for the words."""
        strong = text_width(self._strong or self._empty, theme().font("body"))
        quiet = text_width(self._quiet, theme().font("body")) + (8 if self._quiet else 0)
        return QSize(max(strong + quiet, text_width(self._name, theme().font("small"))) + 12, 40)

    def minimumSizeHint(self) -> QSize:
        """Allow long words to be elided."""
        return QSize(min(self.sizeHint().width(), self._least), 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw name and words."""
        painter = painter_on(QPainter(self))
        rect = QRectF(self.rect())
        if self.underMouse():
            rounded(painter, rect, fill="hover", radius=4)
        left, width, body = 4.0, rect.width() - 8, theme().font("body")
        text_line(painter, QRectF(left, 2, width, 16), self._name, theme().color("text2"), theme().font("small"))
        words = self._strong + ("," if self._strong and self._quiet else "")
        tone: ColorName = "text" if words else "text3"
        taken = text_line(painter, QRectF(left, 18, width, 20), words or self._empty, theme().color(tone), body)
        if self._quiet and taken + 8 < width:
            start = left + taken + (4 if taken else 0)
            rest = QRectF(start, 18, width - (start - left), 20)
            text_line(painter, rest, self._quiet, theme().color(self._tone), body)
        if self.hasFocus():
            focus_ring(painter, rect, radius=4)
        painter.end()
