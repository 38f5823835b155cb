"""Sheets: modal dialogs with a title, a body and a row of buttons. Opened, not executed: nothing waits in a loop."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakSet

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.theme import theme
from ui.widgets.buttons import Button, Kind
from ui.widgets.choice import Dropdown, Segmented
from ui.widgets.painting import hairline
from ui.widgets.reading import move_focus
from ui.widgets.text import Text


class Sheet(QDialog):
    """A modal dialog over its window. `body` takes the content; Escape cancels; it deletes itself when closed.

    The keyboard begins in the first field one types in, or in what a sheet names as `begins_at`.
    """

    def __init__(self, parent: QWidget | None, title: str, *, width: int = 480) -> None:
        super().__init__(parent)
        if parent is None:
            theme().dress(self)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(width)
        self._outer = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.begins_at: QWidget | None = None
        self.body = QVBoxLayout()
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(12)
        self.body.addWidget(Text(title, "heading"))
        self._buttons = QHBoxLayout()
        self._buttons.setContentsMargins(24, 12, 24, 12)
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        column.addLayout(self.body, 1)
        column.addLayout(self._buttons)
        self.problem = Text("", tone="bad", wrap=True)
        self.problem.hide()
        self._heard: WeakSet[QWidget] = WeakSet()
        self._just_said = False

    def add_button(self, text: str, run: Callable[[], None]) -> Button:
        """Add a secondary button."""
        button = Button(text, Kind.SECONDARY, run=run)
        self._buttons.addWidget(button)
        return button

    def add_cancel(self, text: str = "Cancel") -> Button:
        """Add the button that closes without doing anything."""
        return self.add_button(text, self.reject)

    def add_primary(self, text: str, run: Callable[[], None], *, icon: str = "", danger: bool = False) -> Button:
        """Add the button that does it; Enter presses it from any field. `run` closes the sheet itself (`accept`)."""
        self.body.addWidget(self.problem)
        button = Button(text, Kind.DANGER if danger else Kind.PRIMARY, icon=icon, run=run)
        button.setDefault(True)
        self._buttons.addWidget(button)
        return button

    def say_problem(self, sentence: str) -> None:
        """Say in the sheet why it cannot be done; it goes with the next edit of a field."""
        bottom = self.geometry().bottom()
        self.problem.setMinimumHeight(0)
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if sentence:
            self._listen()
            self._just_said = True
            QTimer.singleShot(0, self, self._was_said)
        if self.isVisible():
            self._grow_first(bottom)

    def _grow_first(self, bottom: int) -> None:
        """Take the room that is needed before Qt takes it from the fields; the buttons stay where the pointer is."""
        for layout in (self.body, self._outer):  # what they needed before a problem changed is no longer true
            layout.invalidate()
        needed = self._outer.totalHeightForWidth(self.width())
        if needed > self.height():
            self.resize(self.width(), needed)
        lower = self.geometry().bottom() - bottom  # Qt may have made it taller already
        above = self.frameGeometry().top() - self.screen().availableGeometry().top()
        if lower > 0 and above > 0:
            self.move(self.x(), self.y() - min(lower, above))

    def _listen(self) -> None:
        """Follow the fields there are by now: an edit of any of them answers the problem that was said."""
        for field in self.findChildren(QWidget):
            if field in self._heard:
                continue
            self._heard.add(field)
            if isinstance(field, QLineEdit):
                field.textEdited.connect(self._problem_answered)  # before the sheet itself looks at the text
                field.textChanged.connect(self._field_changed)
            elif isinstance(field, QPlainTextEdit):
                field.textChanged.connect(self._field_changed)
            elif isinstance(field, (Dropdown, Segmented)):
                field.chosen.connect(self._field_changed)
            elif isinstance(field, QAbstractButton) and field.isCheckable():
                field.toggled.connect(self._field_changed)

    def _field_changed(self, *_value: object) -> None:
        if not self._just_said:  # else the sheet has just looked at this very edit
            self._problem_answered()

    def _problem_answered(self, *_value: object) -> None:
        """Take the problem away; its room stays, so that nothing moves under the pointer."""
        if self.problem.text():
            self.problem.setMinimumHeight(self.problem.height())
            self.problem.setText("")

    def _was_said(self) -> None:
        self._just_said = False

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - the signature of Qt
        """Walk by Tab as the sheet is read."""
        return move_focus(self, forward=forward)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard where the sheet begins."""
        super().showEvent(event)
        if self.begins_at is not None:
            self.begins_at.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        fields = [field for field in self.findChildren(QWidget) if isinstance(field, (QLineEdit, QPlainTextEdit))]
        first = next((field for field in fields if field.isVisible() and field.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move up where more fields or a problem would push the buttons off the screen."""
        super().resizeEvent(event)
        below = self.frameGeometry().bottom() - self.screen().availableGeometry().bottom()
        if below > 0 and self.isVisible():
            self.move(self.x(), max(self.y() - below, self.screen().availableGeometry().top()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline above the buttons."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("bg0"))
        hairline(painter, 0, self._buttons.geometry().top(), self.width())
        painter.end()


def ask(parent: QWidget, title: str, sentence: str, do: str, run: Callable[[], None], *, danger: bool = False) -> Sheet:
    """Ask before something that cannot be undone; `run` is called when the person says yes."""
    sheet = Sheet(parent, title)
    sheet.body.addWidget(Text(sentence, tone="text2", wrap=True))

    def yes() -> None:
        sheet.accept()
        run()

    cancel = sheet.add_cancel()
    sheet.add_primary(do, yes, danger=danger)
    sheet.open()
    cancel.setFocus()
    return sheet


def tell(parent: QWidget | None, title: str, sentence: str, *, details: str = "") -> Sheet:
    """Tell something that must be read; details stand behind a button."""
    sheet = Sheet(parent, title)
    sheet.body.addWidget(Text(sentence, wrap=True))
    if details:
        more = Text(details, "small", "text2", wrap=True)
        more.hide()
        opener = Button("Details", Kind.LINK, icon="chevron-right")

        def toggle() -> None:
            more.setVisible(not more.isVisible())
            opener.set_label("Details", "chevron-down" if more.isVisible() else "chevron-right")
            sheet.adjustSize()

        opener.clicked.connect(toggle)
        row = QHBoxLayout()
        row.addWidget(opener)
        row.addStretch(1)
        sheet.body.addLayout(row)
        sheet.body.addWidget(more)
    sheet.add_primary("Close", sheet.accept)
    sheet.open()
    return sheet
