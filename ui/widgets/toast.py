"""A note at the foot of the window about what just happened, with a way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QTimer
from PySide6.QtGui import QColor, QEnterEvent, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ui.icons import draw_icon
from ui.theme import ColorName, theme
from ui.widgets.buttons import Button, IconButton, Kind
from ui.widgets.painting import one_line, painter_on, rounded
from ui.widgets.reading import reading_order
from ui.widgets.text import Text

SHOWN_MS = 6_000
FOOT = 24
STEP = 8
LOOK_MS = 200
CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit)
WIDEST = 560
LONGEST = 300
"""Letters of a message that are shown: a name of any length may stand in it."""


class Toast(QWidget):
    """One note over `parent`; a new one takes the place of the last. The pointer over it keeps it there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._keep_clear)
        self._run: Callable[[], None] = lambda: None
        self._icon, self._tone = "check", "accentText"
        self._text = Text("", wrap=True)
        self._action = Button("Undo", Kind.LINK, run=self._act)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(44, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(IconButton("x", "Close this note", side=28, run=self.hide))
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(28)
        shadow.setOffset(0, 8)
        shadow.setColor(QColor(0, 0, 0, 56))
        self.setGraphicsEffect(shadow)
        parent.installEventFilter(self)
        self.hide()

    @property
    def message(self) -> str:
        """Return the note shown, or nothing."""
        return self._text.text() if self.isVisible() else ""

    def say(self, message: str, action: str = "", run: Callable[[], None] | None = None) -> None:
        """Tell what happened; `action` names the button that calls `run`."""
        self._show(message, action, run, "check", "accentText")

    def warn(self, message: str) -> None:
        """Tell what could not be done."""
        self._show(message, "", None, "circle-alert", "warn")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the window when that changes size."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while it is being read."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Count again."""
        super().leaveEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no longer whether something lies below."""
        super().hideEvent(event)
        self._look.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the note's ground and icon."""
        painter = painter_on(QPainter(self))
        rounded(painter, QRectF(self.rect()), fill="pop", border="popline", radius=8)
        tone: ColorName = "warn" if self._tone == "warn" else "accentText"
        draw_icon(painter, self._icon, QRectF(16, self.height() / 2 - 8, 16, 16), theme().color(tone))
        painter.end()

    def _show(self, message: str, action: str, run: Callable[[], None] | None, icon: str, tone: str) -> None:
        self._text.setText(one_line(message, LONGEST))
        self._action.setVisible(bool(action) and run is not None)
        self._action.set_label(action)
        self._run = run or (lambda: None)
        self._icon, self._tone = icon, tone
        self.setAccessibleName(message)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        self._look.start()

    def _act(self) -> None:
        self.hide()
        self._run()

    def _place(self) -> None:
        parent = self._over
        width = min(WIDEST, parent.width() - 48, self._row.sizeHint().width() + 8)
        height = max(44, self._row.totalHeightForWidth(width))
        self.resize(width, height)
        self._clear_place()

    def _keep_clear(self) -> None:
        """Move when a control has come below, as on another step; under the pointer it stays."""
        if not self.underMouse():
            self._clear_place()

    def _clear_place(self) -> None:
        """Move to the lowest place in the middle that covers no control, such as the button of a warning.

        It stays at the foot where there is none, as over a page full of fields.
        """
        parent = self._over
        foot = QPoint((parent.width() - self.width()) // 2, parent.height() - self.height() - FOOT)
        place, controls = QRect(foot, self.size()), _controls(parent, self)
        higher = (place.translated(0, -up) for up in range(0, parent.height() // 2, STEP))
        clear = next((box for box in higher if not any(box.intersects(control) for control in controls)), place)
        self.move(clear.topLeft())


def _controls(window: QWidget, toast: QWidget) -> list[QRect]:
    """Return where there is something to press or to type into; lists, tables and charts are too large to give way."""
    found = []
    for widget in reading_order(window):
        if isinstance(widget, CONTROLS) and not toast.isAncestorOf(widget):
            seen = widget.visibleRegion().boundingRect()
            if not seen.isEmpty():
                found.append(QRect(widget.mapTo(window, seen.topLeft()), seen.size()))
    return found
