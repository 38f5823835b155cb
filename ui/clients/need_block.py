"""One need across three linked columns: their words, the need, its requirements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.services.rows.needs import NeedRow
from consultant_desk.services.rows.people import PersonRow
from ui.clients.pips import Pips
from ui.clients.requirement_row import PRIORITY, RequirementLine
from ui.clients.wording import cost_words, near_day
from ui.clients.words import WordButton
from ui.widgets.buttons import Button, Kind, MenuItem, build_menu
from ui.widgets.painting import hairline
from ui.widgets.prose import INSET, Prose, shortened
from ui.widgets.text import Span, Text

EDGE, GAP = 24, 16
WORDS, NEED = 196, 232
NARROW_NEED = 228


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns lie: right edge of their words and of the need; without `beside` the words stand above."""

    words: int
    need: int
    beside: bool

    @classmethod
    def of(cls, width: int) -> Columns:
        """Return the columns for a width of the tab."""
        if width >= 820:
            return cls(EDGE + WORDS, EDGE + WORDS + NEED, beside=True)
        return cls(0, EDGE + NARROW_NEED, beside=False)


class NeedBlock(QWidget):
    """One need; without an id it is being written for the first time. `edited` carries (field, value)."""

    edited = Signal(str, object)
    moved = Signal(int)
    deleted = Signal()
    requirement_wanted = Signal()
    source_wanted = Signal()
    cost_wanted = Signal()
    abandoned = Signal()

    def __init__(self, today: date, people: Sequence[PersonRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: NeedRow | None = None
        self._today = today
        self._people = tuple(people)
        self._columns = Columns.of(960)
        self.lines: list[RequirementLine] = []
        self.quote = Prose([("quote", "In their words", "What did they say?")], name="In their words")
        self.source = WordButton("", tone="text2")
        self.source_when = Text("", "small", "text2")
        self.need = Prose(
            [
                ("situation", "When", "a customer writes"),
                ("progress", "they want to", "give each request one owner"),
                ("outcome", "so that", "nobody waits"),
            ],
            name="Need",
        )
        self.importance = Pips("Importance")
        self.satisfaction = Pips("Today")
        self.opportunity = Text("", "small", bold=True, tabular=True)
        self.cost = WordButton("", tone="text3")
        self.add_requirement = Button("Requirement", Kind.LINK, icon="plus", small=True)
        self._words_box, self._need_box, self._requirements_box = QWidget(), QWidget(), QWidget()
        self._requirements = QVBoxLayout(self._requirements_box)
        self._build()
        self._connect()
        self.show_row(None)

    def show_row(self, row: NeedRow | None) -> None:
        """Show a need, or an empty block to write one."""
        self.row = row
        quote = row.quote if row else ""
        spans = [Span(f"“{shortened(quote)}”")] if quote else [Span("What did they say?", "text3")]
        self.quote.show_texts({"quote": quote}, spans)
        self._show_source(row)
        self._show_need(row)
        self.importance.show_value(row.importance if row else None)
        self.satisfaction.show_value(row.satisfaction if row else None)
        self._show_opportunity(row)
        for widget in (self.importance, self.satisfaction, self.opportunity, self.cost, self.source):
            widget.setEnabled(row is not None)
        self.add_requirement.setVisible(row is not None)
        if row is not None:
            cost = cost_words(row)
            self.cost.show_words(cost or "costs …", "text2" if cost else "text3", spoken=cost or "What it costs today")
        else:
            self.cost.show_words("")

    def show_people(self, people: Sequence[PersonRow]) -> None:
        """Offer these people in every menu of the block."""
        self._people = tuple(people)
        for line in self.lines:
            line.set_people(people)
        self._show_source(self.row)

    def insert_line(self, place: int, line: RequirementLine) -> None:
        """Put a requirement's row at a place."""
        self.lines.insert(place, line)
        line.set_narrow(narrow=not self._columns.beside)
        self._requirements.insertWidget(place, line)
        line.show()

    def remove_line(self, line: RequirementLine) -> None:
        """Take a requirement's row away."""
        self.lines.remove(line)
        self._requirements.removeWidget(line)
        line.hide()
        line.deleteLater()

    def order_lines(self, lines: Sequence[RequirementLine]) -> None:
        """Show the rows in this order."""
        if list(lines) == self.lines:
            return
        self.lines = list(lines)
        for place, line in enumerate(self.lines):
            self._requirements.removeWidget(line)
            self._requirements.insertWidget(place, line)

    def set_columns(self, columns: Columns) -> None:
        """Lay the columns out for another width."""
        if columns == self._columns:
            return
        self._columns = columns
        self._arrange()

    def give_way(self, width: int) -> None:
        """Leave so much of the right margin to a scroll bar, so that nothing moves when it comes."""
        self._grid.setContentsMargins(EDGE - INSET, 12, EDGE - width, 13)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down move, Delete deletes, Ctrl+Enter goes from quote to need to requirement."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete and not (self.quote.editing or self.need.editing):
            self.deleted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.requirement_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the need, by the right button and the menu key."""
        known = self.row is not None
        items = [
            MenuItem("Add a requirement", self.requirement_wanted.emit, "plus", "Ctrl+Enter", known),
            MenuItem("Who said it, and when…", self.source_wanted.emit, "quote", enabled=known),
            MenuItem("What it costs today…", self.cost_wanted.emit, "banknote", enabled=known),
            MenuItem("Move up", lambda: self.moved.emit(-1), "arrow-up", "Alt+Up", known),
            MenuItem("Move down", lambda: self.moved.emit(1), "arrow-down", "Alt+Down", known),
            MenuItem(""),
            MenuItem("Delete need", self.deleted.emit, "trash-2", "Del"),
        ]
        build_menu(self, items).popup(event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines between columns and below."""
        painter = QPainter(self)
        hairline(painter, 0, self.height() - 1, self.width())
        for edge in (self._columns.words, self._columns.need):
            if edge:
                hairline(painter, edge, 0, self.height(), vertical=True)
        painter.end()

    def _build(self) -> None:
        words = _column(self._words_box)
        words.addWidget(self.quote)
        words.addSpacing(2)
        words.addWidget(_indented(self.source, INSET - 4))
        words.addWidget(_indented(self.source_when, INSET))
        words.addStretch(1)
        need = _column(self._need_box)
        need.addWidget(self.need)
        need.addSpacing(4)
        need.addWidget(_indented(self.importance, INSET))
        need.addWidget(_indented(self.satisfaction, INSET))
        line = QHBoxLayout()
        line.setContentsMargins(INSET, 0, 0, 0)
        line.setSpacing(4)
        caption = Text("Opportunity", "small", "text2")
        caption.setToolTip("Importance, plus what is missing today: importance + (importance - today)")
        line.addWidget(caption)
        line.addSpacing(6)
        line.addWidget(self.opportunity)
        line.addWidget(self.cost)
        line.addStretch(1)
        need.addLayout(line)
        need.addStretch(1)
        self._requirements.setContentsMargins(0, 0, 0, 0)
        self._requirements.setSpacing(0)
        self._requirements.addWidget(_indented(self.add_requirement, PRIORITY - INSET))
        self._requirements.addStretch(1)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(EDGE - INSET, 12, EDGE, 13)
        self._grid.setHorizontalSpacing(0)
        self._arrange()

    def _arrange(self) -> None:
        beside, grid = self._columns.beside, self._grid
        for box in (self._words_box, self._need_box, self._requirements_box):
            grid.removeWidget(box)
        self._words_box.setFixedWidth((WORDS if beside else NARROW_NEED) - GAP + 2 * INSET)
        self._need_box.setFixedWidth((NEED - GAP if beside else NARROW_NEED) - GAP + 2 * INSET)
        grid.addWidget(self._words_box, 0, 0)
        grid.addWidget(self._need_box, 0 if beside else 1, 2 if beside else 0)
        grid.addWidget(self._requirements_box, 0, 4, 1 if beside else 2, 1)
        grid.setColumnMinimumWidth(1, 2 * GAP - 2 * INSET if beside else 0)
        grid.setColumnMinimumWidth(3, 2 * GAP - INSET)
        grid.setColumnStretch(4, 1)
        grid.setRowStretch(0 if beside else 1, 1)
        grid.setVerticalSpacing(10)
        for line in self.lines:
            line.set_narrow(narrow=not beside)

    def _connect(self) -> None:
        for prose in (self.quote, self.need):
            prose.edited.connect(self._text_edited)
            prose.closed.connect(self._closed)
        self.quote.next_wanted.connect(lambda: self.need.edit("situation"))
        self.need.next_wanted.connect(self.requirement_wanted)
        self.importance.chosen.connect(lambda value: self.edited.emit("importance", value))
        self.satisfaction.chosen.connect(lambda value: self.edited.emit("satisfaction", value))
        self.source.clicked.connect(self.source_wanted)
        self.cost.clicked.connect(self.cost_wanted)
        self.add_requirement.clicked.connect(self.requirement_wanted)

    def _text_edited(self, field: str, text: str) -> None:
        self.edited.emit(field, text)

    def _closed(self) -> None:
        texts = [self.quote.value("quote"), *(self.need.value(key) for key in ("situation", "progress", "outcome"))]
        if self.row is None and not any(text.strip() for text in texts):
            self.abandoned.emit()

    def _show_source(self, row: NeedRow | None) -> None:
        person = next((p for p in self._people if row is not None and p.id == row.quoted_person_id), None)
        name = person.name if person else row.quoted_person if row else ""
        said = ", ".join(part for part in (name, person.title if person else "") if part)
        self.source.show_words(said or ("who said it?" if row else ""), "text2" if said else "text3")
        when = [near_day(row.quoted_on, self._today), row.quoted_via] if row else []
        self.source_when.setText(", ".join(part for part in when if part))

    def _show_need(self, row: NeedRow | None) -> None:
        situation, progress, outcome = (row.situation, row.progress, row.outcome) if row else ("", "", "")
        texts = {"situation": situation, "progress": progress, "outcome": outcome}
        if not any(texts.values()):
            self.need.show_texts(texts, [Span("When …, they want to …, so that …", "text3")])
            return
        spans = [
            Span("When ", "text2"),
            Span(shortened(situation) or "…", "text" if situation else "text3"),
            Span(", they want to ", "text2"),
            Span(shortened(progress) or "…", "text" if progress else "text3", bold=bool(progress)),
        ]
        if outcome:
            spans += [Span(", so that ", "text2"), Span(shortened(outcome).rstrip(".") + ".")]
        self.need.show_texts(texts, spans)

    def _show_opportunity(self, row: NeedRow | None) -> None:
        self.opportunity.setText("–" if row is None or row.opportunity is None else str(row.opportunity))


def _column(box: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _indented(widget: QWidget, by: int) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(by, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return box
