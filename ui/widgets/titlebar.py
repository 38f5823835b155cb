"""The title bar of a section: where one is, one line of state, at most one primary button, an overflow menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.icons import draw_icon
from ui.theme import theme
from ui.widgets.buttons import Button, Kind, MenuButton, MenuItem, open_menu
from ui.widgets.chips import Chip, Mood
from ui.widgets.painting import hairline, painter_on
from ui.widgets.panels import clear_layout
from ui.widgets.text import Text
from ui.widgets.tips import set_tip


class _Chevron(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(16, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(QPainter(self))
        draw_icon(painter, "chevron-right", self.rect().toRectF(), theme().color("text2"))
        painter.end()


class TitleBar(QWidget):
    """A bar of 56 with 24 at both sides. `keyboard_lost`: the button that had the keyboard is gone for good."""

    keyboard_lost = Signal()

    def __init__(self, title: str = "", state: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme().height("title_bar"))
        self._crumbs = QHBoxLayout()
        self._crumbs.setSpacing(8)
        self._title = Text(title, "title")
        self._state = Text(state, tone="text2")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._lost: str | None = None
        self._stand_in: QWidget | None = None
        self._overflow: Callable[[], Sequence[MenuItem]] = tuple
        self._more = MenuButton("More", lambda: list(self._overflow()))
        self._more.hide()
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 16, 1)
        row.setSpacing(12)
        row.addLayout(self._crumbs)
        row.addWidget(self._title)
        row.addWidget(self._state, 1)
        row.addLayout(self._buttons)
        row.addWidget(self._more)
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._state.setContentsMargins(0, 4, 0, 0)

    @property
    def title(self) -> str:
        """Return the title shown."""
        return self._title.text()

    @property
    def state(self) -> str:
        """Return the line of state shown."""
        return self._state.text()

    def set_title(self, title: str, state: str = "") -> None:
        """Show title and state."""
        self._title.setText(title)
        self._state.setText(state)

    def set_state(self, state: str) -> None:
        """Show another state."""
        self._state.setText(state)

    def set_crumbs(self, crumbs: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Show the way here; each crumb leads back."""
        self._clear(self._crumbs)
        for label, run in crumbs:
            back = Button(label, Kind.QUIET, run=run)
            self._crumbs.addWidget(back)
            self._crumbs.addWidget(_Chevron())
        self._row.setContentsMargins(12 if crumbs else 24, 0, 16, 1)

    def add_button(self, text: str, run: Callable[[], None], *, icon: str = "", primary: bool = False) -> Button:
        """Add a button; at most one is primary, and it comes last."""
        button = Button(text, Kind.PRIMARY if primary else Kind.SECONDARY, icon=icon, run=run)
        self._buttons.addWidget(button)
        return button

    def add_menu(self, text: str, items: Callable[[], Sequence[MenuItem]], *, icon: str = "") -> Button:
        """Add a button that opens a menu, made anew at every opening."""
        button = Button(text, icon=icon, chevron=True)
        button.clicked.connect(lambda _checked=False: open_menu(button, list(items())))
        self._buttons.addWidget(button)
        return button

    def add_chip(self, text: str, mood: Mood = "quiet", *, icon: str = "", tip: str = "") -> Chip:
        """Add a state before the buttons."""
        chip = Chip(text, mood, icon=icon)
        if tip:
            set_tip(chip, tip)
            chip.setAccessibleDescription(tip)
        self._buttons.addWidget(chip)
        return chip

    def clear_buttons(self) -> None:
        """Take all buttons and chips away."""
        self._clear(self._buttons)

    def _clear(self, row: QHBoxLayout) -> None:
        holder = self.window().focusWidget()
        held = holder is not None and holder in _widgets(row)
        if self._lost is not None and holder is not self._stand_in and not held:
            self._lost = None  # somebody else took the keyboard meanwhile
        elif self._lost is None and held:
            self._lost = holder.text() if isinstance(holder, Button) else ""
            QTimer.singleShot(0, self, self._give_back)
        clear_layout(row)
        if self._lost is not None:
            self._stand_in = self.window().focusWidget()  # Qt's choice, which may be cleared away next

    def _give_back(self) -> None:
        """Put the keyboard on the button that took the place of the one it was on."""
        words, stand_in = self._lost, self._stand_in
        self._lost = self._stand_in = None
        holder = self.window().focusWidget()
        if words is None or (holder is not None and holder is not stand_in):
            return
        for widget in (*_widgets(self._crumbs), *_widgets(self._buttons)):
            if words and isinstance(widget, Button) and widget.text() == words and widget.isEnabled():
                widget.show()  # a layout shows what it was given a moment later, and what is hidden loses the keyboard
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.keyboard_lost.emit()

    def set_overflow(self, items: Callable[[], Sequence[MenuItem]]) -> None:
        """Offer a menu behind the three dots; it is made anew at every opening."""
        self._overflow = items
        self._more.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the hairline below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("bg0"))
        hairline(painter, 0, self.height() - 1, self.width())
        painter.end()


def _widgets(row: QHBoxLayout) -> list[QWidget]:
    items = [row.itemAt(place) for place in range(row.count())]
    return [widget for item in items if item is not None and (widget := item.widget()) is not None]
