"""Text entry. An edit is reported when the field loses focus or 500 ms after the last key: one undo step each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QTextOption
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QWidget

from ui.icons import draw_icon
from ui.theme import theme
from ui.widgets.painting import painter_on, text_line
from ui.widgets.tips import set_tip

PAUSE_MS = 500

_UNBROKEN = re.compile(r"\S{400}")


class EditPause(QObject):
    """Waits for the pause after typing; `reached` is sent once per edit."""

    reached = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.reached)

    @property
    def waiting(self) -> bool:
        """Tell whether something was typed that has not been reported."""
        return self._timer.isActive()

    def typed(self) -> None:
        """Start waiting anew."""
        self._timer.start()

    def flush(self) -> None:
        """Report at once what is still waiting."""
        if self._timer.isActive():
            self._timer.stop()
            self.reached.emit()

    def drop(self) -> None:
        """Forget what is still waiting."""
        self._timer.stop()


def means_the_journal(event: QKeyEvent, *, waiting: bool) -> bool:
    """Tell whether Ctrl+Z or Ctrl+Shift+Z here means the journal: it does once nothing uncommitted is typed.

    The key is then ignored and travels up to the window. (`event` is not overridden for this: Python would be called
    for every event of every field.)
    """
    history = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    return history and not waiting


class Field(QLineEdit):
    """One line of text. `edited` carries the new text once per edit; `show_value` never disturbs typing."""

    edited = Signal(str)

    def __init__(self, text: str = "", *, placeholder: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(theme().font("body"))
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self._reported = text
        self._problem = ""
        self._pause = EditPause(self)
        self._pause.reached.connect(self._report)
        self.textEdited.connect(lambda _text: self._pause.typed())
        self.returnPressed.connect(self._pause.flush)

    @property
    def problem(self) -> str:
        """Return what is wrong with the entry, or nothing."""
        return self._problem

    def show_value(self, text: str) -> None:
        """Show a value from outside, unless the person is typing here."""
        if self._pause.waiting:
            return
        self._reported = text
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def offer(self, names: Sequence[str]) -> None:
        """Offer names that hold what is typed; others can be typed all the same."""
        completer = QCompleter(names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        if (popup := completer.popup()) is not None:  # a window of its own, which takes no style from this one
            theme().dress(popup)
        self.setCompleter(completer)

    def commit(self) -> None:
        """Report at once what was typed."""
        self._pause.flush()

    def drop(self) -> None:
        """Forget what was typed and not reported."""
        self._pause.drop()

    def set_problem(self, sentence: str) -> None:
        """Mark the entry as wrong and say why; empty takes the mark away."""
        if sentence == self._problem:
            return
        self._problem = sentence
        self.setProperty("problem", "true" if sentence else "false")
        set_tip(self, sentence)
        self.setAccessibleDescription(sentence)
        self.style().unpolish(self)
        self.style().polish(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave files to the window: their path is not what is meant to be written here."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field ends the edit."""
        self._pause.flush()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave undo to the window when nothing uncommitted is typed."""
        if means_the_journal(event, waiting=self._pause.waiting):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _report(self) -> None:
        if self.text() != self._reported:
            self._reported = self.text()
            self.edited.emit(self._reported)


class SearchField(Field):
    """A field with a magnifying glass; Escape empties it, Down leaves it for the list (`left_down`)."""

    searched = Signal(str)
    left_down = Signal()

    def __init__(self, placeholder: str = "Search", *, key_hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder=placeholder, parent=parent)
        self._key_hint = key_hint
        self.setTextMargins(22, 0, 44 if key_hint else 0, 0)
        self.textChanged.connect(self.searched)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears, Down goes to the results."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the glass and the key hint over the field."""
        super().paintEvent(event)
        painter = painter_on(QPainter(self))
        middle = self.height() / 2
        draw_icon(painter, "search", QRectF(9, middle - 8, 16, 16), theme().color("text2"))
        if self._key_hint and not self.text():
            area = QRectF(0, 0, self.width() - 9, self.height())
            text_line(
                painter,
                area,
                self._key_hint,
                theme().color("text3"),
                theme().font("small"),
                Qt.AlignmentFlag.AlignRight,
            )
        painter.end()


class TextArea(QPlainTextEdit):
    """Several lines of plain text, with the same rules as `Field`; Tab leaves it."""

    edited = Signal(str)

    def __init__(
        self, text: str = "", *, name: str, placeholder: str = "", lines: int = 4, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._wrap_for(text)
        self.setPlainText(text)
        self.setFont(theme().font("body"))
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * theme().line_height("body") + 12)
        self._reported = text
        self._showing = False
        self._pause = EditPause(self)
        self._pause.reached.connect(self._report)
        self.textChanged.connect(self._typed)

    def show_value(self, text: str) -> None:
        """Show a value from outside, unless the person is typing here."""
        if self._pause.waiting:
            return
        self._reported = text
        if text != self.toPlainText():
            self._showing = True
            self._wrap_for(text)
            self.setPlainText(text)
            self._showing = False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave files to the window, as `Field` does."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste or take what is dropped."""
        self._wrap_for(self.toPlainText() + source.text())
        super().insertFromMimeData(source)

    def _wrap_for(self, text: str) -> None:
        """Break lines anywhere for text without spaces: Qt looks for the best place through all of it, for seconds."""
        unbroken = _UNBROKEN.search(text) is not None
        mode = QTextOption.WrapMode.WrapAnywhere if unbroken else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        if mode != self.wordWrapMode():
            self.setWordWrapMode(mode)

    def commit(self) -> None:
        """Report at once what was typed."""
        self._pause.flush()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field ends the edit."""
        self._pause.flush()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave undo to the window when nothing uncommitted is typed."""
        if means_the_journal(event, waiting=self._pause.waiting):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _typed(self) -> None:
        if not self._showing:
            self._pause.typed()

    def _report(self) -> None:
        if self.toPlainText() != self._reported:
            self._reported = self.toPlainText()
            self.edited.emit(self._reported)
