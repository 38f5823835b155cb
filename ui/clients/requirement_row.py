"""One requirement: priority, text with its test, who asked, and the criterion it led to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from consultant_desk.services.rows.needs import RequirementRow
from consultant_desk.services.rows.people import PersonRow
from ui.clients.words import MoscowButton, WordButton
from ui.theme import theme
from ui.widgets.buttons import MenuItem, build_menu, open_menu
from ui.widgets.painting import hairline
from ui.widgets.prose import INSET, Prose, shortened
from ui.widgets.text import Span

PRIORITY, ASKED, CRITERION, CRITERION_NARROW = 64, 32, 150, 104


class RequirementLine(QWidget):
    """A row of at least 42. What a person does with it is sent out with the values; the tab runs the operation.

    `edited` carries (field, value), `moved` -1 or 1. A line without an id is being written for the first time.
    """

    edited = Signal(str, object)
    moved = Signal(int)
    deleted = Signal()
    next_wanted = Signal()
    criterion_opened = Signal()
    criterion_wanted = Signal()
    abandoned = Signal()

    def __init__(self, people: Sequence[PersonRow] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: RequirementRow | None = None
        self._people = tuple(people)
        self.moscow = MoscowButton()
        parts = [("text", "Requirement", "What has to hold"), ("test", "Test", "How it is tested")]
        self.prose = Prose(parts, name="Requirement")
        self.asked = WordButton("", tone="text2")
        self.asked.setFixedWidth(ASKED)
        self.criterion = WordButton("", tone="accentText", right=True)
        self.criterion.setFixedWidth(CRITERION)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 1, 0, 2)
        line.setSpacing(0)
        self.moscow.setFixedWidth(PRIORITY - INSET)
        line.addWidget(self.moscow)
        line.addWidget(self.prose, 1)
        line.addWidget(self.asked)
        line.addWidget(self.criterion)
        self.setMinimumHeight(theme().height("requirement_row"))
        self.moscow.chosen.connect(lambda value: self.edited.emit("moscow", value))
        self.prose.edited.connect(self._text_edited)
        self.prose.next_wanted.connect(self.next_wanted)
        self.prose.closed.connect(self._closed)
        self.asked.clicked.connect(self._choose_asker)
        self.criterion.clicked.connect(self._criterion_clicked)
        for part in (self.moscow, self.prose, self.asked, self.criterion):
            part.installEventFilter(self)
        self.show_row(None)

    def show_row(self, row: RequirementRow | None) -> None:
        """Show a requirement, or an empty line to write one."""
        self.row = row
        text, test = (row.text, row.test) if row else ("", "")
        span = Span(shortened(text)) if text else Span("What has to hold?", "text3")
        self.prose.show_texts({"text": text, "test": test}, [span], shortened(test))
        self.moscow.show_value(row.moscow if row else "should")
        self._show_asker(row)
        self._show_criterion(row)

    def text(self) -> str:
        """Return the requirement as it stands in its editor."""
        return self.prose.area("text").toPlainText()

    def test(self) -> str:
        """Return its test as it stands in its editor."""
        return self.prose.area("test").toPlainText()

    def set_people(self, people: Sequence[PersonRow]) -> None:
        """Offer these people as the ones who asked."""
        self._people = tuple(people)

    def set_narrow(self, *, narrow: bool) -> None:
        """Give the criterion less room in a narrow window."""
        self.criterion.setFixedWidth(CRITERION_NARROW if narrow else CRITERION)

    def take_focus(self) -> None:
        """Put the keyboard on the text."""
        self.prose.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down move, Delete deletes, Ctrl+Enter writes another one."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete and not self.prose.editing:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give a line without a word up once the keyboard has left all of it."""
        if self.row is None and event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            popup = event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
            if not popup:
                QTimer.singleShot(0, self, self._abandon_if_left)
        return super().eventFilter(watched, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the row, by the right button and the menu key."""
        build_menu(self, self._menu()).popup(event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the hairline below."""
        painter = QPainter(self)
        hairline(painter, 0, self.height() - 1, self.width())
        painter.end()

    def _menu(self) -> list[MenuItem]:
        linked = self.row is not None and bool(self.row.criterion_id)
        items = [
            MenuItem("Edit", self.prose.edit, "pencil", "Enter"),
            MenuItem("Move up", lambda: self.moved.emit(-1), "arrow-up", "Alt+Up"),
            MenuItem("Move down", lambda: self.moved.emit(1), "arrow-down", "Alt+Down"),
            MenuItem("Link to a criterion…", self.criterion_wanted.emit, "link", enabled=self.row is not None),
        ]
        if linked:
            items.append(MenuItem("Take the link away", lambda: self.edited.emit("criterion_id", None), "x"))
        return [*items, MenuItem(""), MenuItem("Delete", self.deleted.emit, "trash-2", "Del")]

    def _text_edited(self, field: str, text: str) -> None:
        if self.row is not None or field == "text" or self.prose.value("text").strip():
            self.edited.emit(field, text)

    def _closed(self) -> None:
        """Give a line without a word up on Escape, not when the keyboard went to its priority."""
        if self.prose.hasFocus():
            self._abandon_if_empty()
        else:
            self._abandon_if_left()

    def _abandon_if_left(self) -> None:
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self._abandon_if_empty()

    def _abandon_if_empty(self) -> None:
        if self.row is None and not self.prose.value("text").strip():
            self.abandoned.emit()

    def _show_asker(self, row: RequirementRow | None) -> None:
        if row is not None and row.asked_by:
            self.asked.show_words(row.asked_by_initials, "text2", spoken=f"Asked by {row.asked_by}")
        else:
            self.asked.show_words("–", "text3", spoken="Nobody named as asking")

    def _show_criterion(self, row: RequirementRow | None) -> None:
        if row is None:
            self.criterion.show_words("")
        elif row.criterion_id:
            self.criterion.show_words(row.criterion, "accentText", spoken=f"Criterion: {row.criterion}")
        elif row.moscow == "must":
            self.criterion.show_words("long-list filter", "accentText", spoken="Decides who stays on the long list")
        elif row.moscow == "wont":
            self.criterion.show_words("written down", "text3", spoken="Written down, not measured")
        else:
            self.criterion.show_words("no criterion yet", "text3", spoken="Link to a criterion")

    def _criterion_clicked(self) -> None:
        if self.row is None:
            return
        if self.row.criterion_id or self.row.moscow == "must":
            self.criterion_opened.emit()
        elif self.row.moscow != "wont":
            self.criterion_wanted.emit()

    def _choose_asker(self) -> None:
        current = self.row.asked_by_id if self.row is not None else ""
        items = [
            MenuItem(person.name, partial(self._ask, person.id), checked=person.id == current)
            for person in self._people
        ]
        nobody = MenuItem("Nobody named", partial(self._ask, None), checked=not current)
        open_menu(self.asked, [*items, nobody])

    def _ask(self, person_id: str | None) -> None:
        self.edited.emit("asked_by_id", person_id)
