"""Text that reads like a page and turns into an editor where one clicks or presses Enter on it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.fields import TextArea
from ui.widgets.painting import focus_ring, painter_on
from ui.widgets.text import Span, Text, hint

SHOWN = 1_200
"""Characters shown while reading; the editor holds the whole text."""

MAX_LINES = 12
KEYS = "Ctrl+Return goes on, Esc finishes"
"""What stands below an open editor: Return alone starts a new line there."""

INSET = 6
"""Room left and right of the text for ring and ground; columns start this much earlier."""


def shortened(text: str) -> str:
    """Return what is shown of a text while reading."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}… ({len(text):,} characters)"


class GrowingArea(TextArea):
    """Plain text that grows with its content up to 12 lines. Escape leaves it, Ctrl+Enter asks for the next thing."""

    left = Signal()
    next_wanted = Signal()

    def __init__(self, *, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", name=name, placeholder=placeholder, lines=1, parent=parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # lines break, even in long words
        self._showing = True  # a margin counts as a change of the text
        self.document().setDocumentMargin(2)
        self._showing = False
        self.textChanged.connect(self._fit)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape ends the edit, Ctrl+Enter goes on."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.commit()
            self.next_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew, and take the height they need."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = float(MAX_LINES * self.fontMetrics().lineSpacing())
        height, block = 0.0, self.document().firstBlock()
        while block.isValid() and height < room:
            height += self.blockBoundingRect(block).height()
            block = block.next()
        wanted = int(min(room, max(height, self.fontMetrics().lineSpacing()))) + 18
        full = height >= room
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if full else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if bar != self.verticalScrollBarPolicy():  # none while it can grow: it would come and go with each new line
            self.setVerticalScrollBarPolicy(bar)
        if wanted != self.height():
            self.setFixedHeight(wanted)


class Part(QWidget):
    """One text of a prose: its editor, with a small caption when there are several."""

    def __init__(self, key: str, caption: str, placeholder: str, *, captioned: bool) -> None:
        super().__init__()
        self.key = key
        self.area = GrowingArea(name=caption, placeholder=placeholder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if captioned:
            column.addWidget(hint(caption))
        column.addWidget(self.area)
        self.setFocusProxy(self.area)


class Prose(QWidget):
    """One or several texts shown as one.

    `edited` carries (key, text), `typed` tells of every letter before that, `next_wanted` of Ctrl+Enter.
    `parts` are (key, caption, placeholder), `keys` stands below while they are edited. While reading it takes focus as
    a whole: Enter, F2 or a click edits.
    """

    edited = Signal(str, str)
    typed = Signal()
    next_wanted = Signal()
    closed = Signal()

    def __init__(
        self, parts: Sequence[tuple[str, str, str]], *, name: str, keys: str = KEYS, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._texts: dict[str, str] = {}
        self._reading = Text("", wrap=True)
        self._second = Text("", "small", "text2", wrap=True)
        self._specs = tuple(parts)
        self._parts: list[Part] = []
        self._editing = False
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(INSET, 2, 2, 2)
        column.setSpacing(0)
        column.addWidget(self._reading)
        column.addWidget(self._second)
        self._second.hide()
        self._keys = hint(keys, wrap=True)
        self._keys.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def editing(self) -> bool:
        """Tell whether the editors are open."""
        return self._editing

    def text(self) -> str:
        """Return what is shown while reading."""
        return self._reading.text()

    def value(self, key: str) -> str:
        """Return a text as it stands now, in the editor while that is open."""
        return self.area(key).toPlainText() if self.editing else self._texts.get(key, "")

    def area(self, key: str) -> GrowingArea:
        """Return the editor of a part."""
        self._build()
        return next(part.area for part in self._parts if part.key == key)

    def show_texts(self, texts: dict[str, str], spans: Sequence[Span], second: str = "") -> None:
        """Show other texts; `spans` is how they read, `second` stands small below. Typing is not disturbed."""
        self._texts = dict(texts)
        if self.editing:
            self._fill()
        self._reading.set_spans(*spans)
        self._second.setText(second)
        self._second.setVisible(bool(second) and not self.editing)
        self.setAccessibleName(f"{self._name}: {self._reading.text()[:300]}")

    def edit(self, key: str = "") -> None:
        """Open the editors with the cursor at the end of one of them."""
        self._reading.hide()
        self._second.hide()
        self._build()
        if not self._editing:
            self._fill()
        self._editing = True
        for part in self._parts:
            part.show()
        self._keys.show()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area = self.area(key) if key else self._parts[0].area
        area.setFocus(Qt.FocusReason.OtherFocusReason)
        area.moveCursor(area.textCursor().MoveOperation.End)
        self.updateGeometry()

    def close_editors(self) -> None:
        """Commit and read again."""
        for part in self._parts:
            part.area.commit()
        if not self._editing:
            return
        self._editing = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if any(part.area.hasFocus() for part in self._parts):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        for part in self._parts:
            part.hide()
        self._keys.hide()
        self._reading.show()
        self._second.setVisible(bool(self._second.text()))
        self.updateGeometry()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close when the keyboard has gone elsewhere."""
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            popup = event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
            if not popup:
                QTimer.singleShot(0, self, self._close_if_left)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or F2 edits, Ctrl+Enter goes on, a letter starts typing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.next_wanted.emit()
            else:
                self.edit()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Edit where it is clicked."""
        if event.button() == Qt.MouseButton.LeftButton and not self.editing:
            self.edit()

    def sizeHint(self) -> QSize:
        """Ask for the height of what is shown."""
        return self._column.sizeHint()

    def hasHeightForWidth(self) -> bool:
        """Flow with the width."""
        return self._column.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """Return the height at this width."""
        return self._column.heightForWidth(width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring while it has the keyboard, a quiet ground under the pointer."""
        if self.editing:
            return
        painter = painter_on(QPainter(self))
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), radius=4)
        elif self.underMouse():
            painter.fillRect(self.rect(), theme().color("hover"))
        painter.end()

    def _build(self) -> None:
        """Make the editors when they are needed first: most texts are only read."""
        for key, caption, hinted in self._specs if not self._parts else ():
            part = Part(key, caption, hinted, captioned=len(self._specs) > 1)
            part.hide()
            self._column.addWidget(part)
            self._parts.append(part)
            part.area.edited.connect(partial(self._report, key))
            part.area.textChanged.connect(self.typed)
            part.area.left.connect(self._escape)
            part.area.next_wanted.connect(self._next)
            part.area.installEventFilter(self)
            part.area.setAccessibleDescription(self._keys.text())
        if self._column.indexOf(self._keys) < 0:
            self._column.addWidget(self._keys)

    def _fill(self) -> None:
        """Put the texts into the editors, which are filled only while they are open: long ones take their time."""
        for part in self._parts:
            part.area.show_value(self._texts.get(part.key, ""))

    def _report(self, key: str, text: str) -> None:
        self._texts[key] = text
        self.edited.emit(key, text)

    def _escape(self) -> None:
        self.close_editors()

    def _next(self) -> None:
        self.close_editors()
        self.next_wanted.emit()

    def _close_if_left(self) -> None:
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self.close_editors()
