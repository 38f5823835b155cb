"""One thing the consultant says: a reason with its criterion, a risk with its answer, a dated step, a flaw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.services.evaluations import ItemDraft
from consultant_desk.services.sheet import RecommendationItemRow
from ui.clients.words import WordButton
from ui.entry import day_text
from ui.widgets.buttons import MenuItem, build_menu, open_menu
from ui.widgets.choice import Option
from ui.widgets.painting import hairline
from ui.widgets.prose import Prose, shortened
from ui.widgets.text import Span


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of item is written: its words, and whether it has an answer, a criterion or a date."""

    id: str
    title: str
    one: str
    placeholder: str
    answer: str = ""
    criterion: bool = False
    dated: bool = False


KINDS = (
    Kind("reason", "Reasons", "Reason", "Why this product", criterion=True),
    Kind("risk", "Risks", "Risk", "What may go wrong", answer="What we do about it"),
    Kind("condition", "What would change it", "Condition", "If this were so, I would say something else"),
    Kind("step", "Next steps", "Next step", "What happens next", dated=True),
    Kind("adoption", "Adoption plan", "Check-in", "What is done", answer="How we see that it worked", dated=True),
)
ABOUT_KINDS = (
    Kind("fit", "What it fits", "Fit", "What it does well for this client"),
    Kind("flaw", "Flaws, but no dealbreakers", "Flaw", "What one has to live with"),
    Kind("unsuited", "Who should not buy it", "Warning", "For whom it is wrong"),
)
"""What is said of each candidate of the short list."""


class ItemLine(QWidget):
    """Shows and edits one item; `edited` carries the whole draft. Without a row it is being written first."""

    edited = Signal(object)
    moved = Signal(int)
    deleted = Signal()
    next_wanted = Signal()
    abandoned = Signal()
    date_wanted = Signal()

    def __init__(
        self, kind: Kind, criteria: Sequence[Option], today: date, *, candidate: str = "", about: str = ""
    ) -> None:
        super().__init__()
        self.kind = kind
        self._candidate = candidate
        self.row: RecommendationItemRow | None = None
        self._criteria = tuple(criteria)
        self._today = today
        parts = [("text", kind.one, kind.placeholder)]
        if kind.answer:
            parts.append(("detail", kind.answer, kind.answer))
        self.prose = Prose(parts, name=f"{kind.one}, {about}" if about else kind.one)
        self.extra = WordButton("", tone="text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 4, 12, 5)
        column.setSpacing(0)
        column.addWidget(self.prose)
        line = QHBoxLayout()
        line.setContentsMargins(2, 0, 0, 0)
        line.addWidget(self.extra)
        line.addStretch(1)
        column.addLayout(line)
        self.extra.setVisible(kind.criterion or kind.dated)
        self.extra.clicked.connect(self._extra_clicked)
        self.prose.edited.connect(self._text_edited)
        self.prose.typed.connect(self._follow)
        self.prose.next_wanted.connect(self.next_wanted)
        self.prose.closed.connect(self._closed)
        self.show_row(None)

    def show_row(self, row: RecommendationItemRow | None) -> None:
        """Show an item, or an empty line to write one."""
        self.row = row
        text, detail = (row.text, row.detail) if row else ("", "")
        texts = {"text": text, "detail": detail}
        span = Span(shortened(text)) if text else Span(self.kind.placeholder, "text3")
        self.prose.show_texts(texts, [span], shortened(detail) if self.kind.answer else "")
        self._follow()
        if self.kind.dated:
            due = day_text(row.due_on, self._today) if row and row.due_on else ""
            self.extra.show_words(due or "when?", "text2" if due else "text3", spoken=f"Date: {due or 'none'}")
        elif self.kind.criterion:
            name = next((o.label for o in self._criteria if row is not None and row.criterion == o.value), "")
            words = name or "which criterion?"
            self.extra.show_words(words, "accentText" if name else "text3", spoken=f"Criterion: {name or 'none'}")

    def set_criteria(self, criteria: Sequence[Option]) -> None:
        """Offer these criteria."""
        self._criteria = tuple(criteria)

    def draft(self) -> ItemDraft:
        """Return the item as it stands in the editors."""
        detail = self.prose.value("detail") if self.kind.answer else (self.row.detail if self.row else "")
        row = self.row
        text = self.prose.value("text")
        return ItemDraft(text, detail, row.due_on if row else "", row.criterion if row else "", self._candidate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down move, Delete deletes."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete and not self.prose.editing:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with it."""
        items = [
            MenuItem("Edit", self.prose.edit, "pencil", "Enter"),
            MenuItem("Move up", lambda: self.moved.emit(-1), "arrow-up", "Alt+Up"),
            MenuItem("Move down", lambda: self.moved.emit(1), "arrow-down", "Alt+Down"),
            MenuItem(""),
            MenuItem("Delete", self.deleted.emit, "trash-2", "Del"),
        ]
        build_menu(self, items).popup(event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the hairline below."""
        painter = QPainter(self)
        hairline(painter, 24, self.height() - 1, self.width() - 48)
        painter.end()

    def _text_edited(self, _key: str, _text: str) -> None:
        if self.row is not None or self.prose.value("text").strip():
            self.edited.emit(self.draft())

    def _follow(self) -> None:
        """Let Tab go on to date or criterion as soon as there is something they belong to, stored or not."""
        self.extra.setEnabled(self.row is not None or bool(self.prose.value("text").strip()))

    def _closed(self) -> None:
        if self.row is None and not self.prose.value("text").strip():
            self.abandoned.emit()

    def _extra_clicked(self) -> None:
        if self.kind.dated:
            self.date_wanted.emit()
            return
        current = self.row.criterion if self.row else ""
        items = [
            MenuItem(option.label, partial(self._link, option.value), checked=option.value == current)
            for option in (*self._criteria, Option("", "No criterion"))
        ]
        open_menu(self.extra, items)

    def _link(self, criterion: str) -> None:
        self.edited.emit(replace(self.draft(), criterion=criterion))
