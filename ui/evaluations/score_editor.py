"""The editor of one score beside the matrix: value, ends, confidence, how it is known, why, and the evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from consultant_desk.domain.evaluation.problem import Cell, Confidence, Criterion, EvidenceState, Levels
from ui.charts.scale_picture import ScalePicture
from ui.evaluations.captioned_field import CaptionedField
from ui.evaluations.cells import (
    End,
    Unreadable,
    as_unknown,
    beyond_scale,
    encloses,
    read_end,
    read_entry,
    with_end,
    with_entry,
    with_value,
)
from ui.evaluations.evidence_list import EvidenceLine, EvidenceList
from ui.evaluations.session import EvaluationSession
from ui.evaluations.wording import EVIDENCE_WORDS
from ui.figures import number_text
from ui.theme import theme
from ui.widgets.buttons import Button, Kind
from ui.widgets.choice import Dropdown, Option, Segmented
from ui.widgets.fields import TextArea
from ui.widgets.form import labelled
from ui.widgets.marks import IconMark
from ui.widgets.panels import ScrollArea, Surface
from ui.widgets.text import Text

UNKNOWN = ""
CONFIDENCE = (
    Option("", "–"),
    Option(Confidence.LOW.value, "Low"),
    Option(Confidence.MEDIUM.value, "Medium"),
    Option(Confidence.HIGH.value, "High"),
)
KNOWN_BY = tuple(Option(state.value, EVIDENCE_WORDS[state].capitalize()) for state in EvidenceState)
NUMBERS, LEVELS = 0, 1

EvidenceOf = Callable[[str, str], Sequence[EvidenceLine]]
FlipOf = Callable[[str, str], str]


class ScoreEditor(Surface):
    """Shows the score the session looks at. Changes leave as whole cells, each once."""

    cells_entered = Signal(object)
    evidence_wanted = Signal()
    evidence_removed = Signal(str)

    def __init__(
        self, session: EvaluationSession, evidence_of: EvidenceOf, flip_of: FlipOf, parent: QWidget | None = None
    ) -> None:
        super().__init__("bg0", lines=("left",), parent=parent)
        self._session = session
        self._evidence_of = evidence_of
        self._flip_of = flip_of
        self._shown = ("", "")
        self.setAccessibleName("Score")
        self.setFixedWidth(theme().width("score_editor"))
        self._build()
        session.changed.connect(self.refresh)
        session.moved.connect(self._say_value)
        session.selection_changed.connect(self.refresh)
        self.refresh()

    def focus_value(self) -> None:
        """Put the keyboard on the value."""
        if self._kinds.currentIndex() == LEVELS:
            self._level.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._value.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._value.selectAll()

    def show_lock(self, *, held: bool) -> None:
        """Let nothing be typed but the rationale while scores are locked, and say so."""
        self._locked.setVisible(held)
        for field in (self._value, self._low, self._high):
            field.setReadOnly(held)

    def _explain(self) -> None:
        self._session.hold_back()

    def flush(self) -> None:
        """Report what is typed and not yet committed."""
        for field in (self._value, self._low, self._high):
            field.commit()
        self._rationale.commit()

    def refresh(self) -> None:
        """Show the score looked at; what was typed for another one is reported first."""
        place = (self._session.candidate, self._session.criterion)
        if place != self._shown:
            self.flush()
            self._shown = place
        criterion = self._session.criterion_named(place[1])
        candidate = self._session.candidate_named(place[0])
        self.setEnabled(criterion is not None and candidate is not None)
        if criterion is None or candidate is None:
            return
        self._candidate.setText(candidate.name)
        self._title.setText(criterion.name)
        self._question.setText(criterion.question)
        self._question.setVisible(bool(criterion.question))
        self._show_values(criterion, self._cell())
        self._say_value()
        self._show_reasons(self._cell())

    def _build(self) -> None:
        self._candidate, self._title = Text("", "small", "text2"), Text("", "heading")
        self._question = Text("", tone="text2", wrap=True)
        self._kinds = QStackedWidget()
        self._kinds.addWidget(self._number_fields())
        self._kinds.addWidget(self._level_fields())
        self._scale = ScalePicture()
        self._confidence = Segmented(CONFIDENCE, name="Confidence")
        self._confidence.chosen.connect(self._say_confidence)
        self._confidence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._known_by = Dropdown(KNOWN_BY, name="Known by")
        self._known_by.chosen.connect(
            lambda value: self._enter(replace(self._cell(), evidence_state=EvidenceState(value)))
        )
        self._rationale = TextArea(name="Rationale")
        self._rationale.setFixedHeight(96)
        self._rationale.edited.connect(lambda text: self._enter(replace(self._cell(), rationale=text)))
        self._evidence = EvidenceList()
        self._evidence.wanted.connect(self.evidence_wanted)
        self._evidence.removed.connect(self.evidence_removed)
        self._flip = Text("", wrap=True, tabular=True)
        area = ScrollArea(margins=(16, 12, 16, 16), spacing=10)
        names = QVBoxLayout()
        names.setSpacing(2)
        for label in (self._candidate, self._title, self._question):
            names.addWidget(label)
        area.column.addLayout(names)
        self._locked = Button("Locked: open again …", Kind.LINK, icon="lock", run=self._explain)
        self._locked.hide()
        area.column.addWidget(self._locked, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._kinds, self._scale, labelled("Confidence", self._confidence)):
            area.column.addWidget(part)
        area.column.addWidget(labelled("Known by", self._known_by))
        area.column.addWidget(labelled("Rationale", self._rationale))
        area.column.addWidget(self._evidence)
        area.column.addWidget(self._flip_row())
        area.column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(area)

    def _flip_row(self) -> QWidget:
        self._flip_box = QWidget()
        row = QHBoxLayout(self._flip_box)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconMark("git-compare", "accentText"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._flip, 1)
        return self._flip_box

    def _number_fields(self) -> QWidget:
        self._value = CaptionedField(name="Value")
        self._low = CaptionedField(name="Low", caption="Low")
        self._high = CaptionedField(name="High", caption="High")
        self._said = Text("", "small", "warn", wrap=True)
        self._said.hide()
        self._value.edited.connect(self._value_typed)
        self._low.edited.connect(lambda text: self._end_typed(self._low, End.LOW, text))
        self._high.edited.connect(lambda text: self._end_typed(self._high, End.HIGH, text))
        for field in (self._value, self._low, self._high):
            field.editingFinished.connect(lambda field=field: self._finish(field))
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._unit = Text("Value", "small", "text2")
        column.addWidget(labelled_by(self._unit, self._value))
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addWidget(self._low)
        ends.addWidget(self._high)
        column.addLayout(ends)
        column.addWidget(self._said)
        return box

    def _level_fields(self) -> QWidget:
        self._level = Dropdown((), name="Level")
        self._low_level = Dropdown((), name="Low")
        self._high_level = Dropdown((), name="High")
        self._level.chosen.connect(self._level_chosen)
        self._low_level.chosen.connect(lambda name: self._end_chosen(End.LOW, name))
        self._high_level.chosen.connect(lambda name: self._end_chosen(End.HIGH, name))
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._worth = Text("", "small", "text2", tabular=True)
        head = QHBoxLayout()
        head.addWidget(Text("Level", "small", "text2"))
        head.addStretch(1)
        head.addWidget(self._worth)
        column.addLayout(head)
        column.addWidget(self._level)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        for words, field in (("Low", self._low_level), ("High", self._high_level)):
            ends.addWidget(labelled(words, field), 1)
        column.addLayout(ends)
        return box

    def _show_values(self, criterion: Criterion, cell: Cell) -> None:
        self._scale.show_score(criterion, cell)
        if isinstance(criterion.value, Levels):
            self._kinds.setCurrentIndex(LEVELS)
            levels = tuple(Option(name, name) for name, _ in criterion.value.levels)
            self._level.set_options((Option(UNKNOWN, "Unknown"), *levels))
            self._level.set_value(str(cell.value or UNKNOWN))
            for field, end in ((self._low_level, cell.low), (self._high_level, cell.high)):
                field.set_options((Option(UNKNOWN, "–"), *levels))
                field.set_value(str(end or UNKNOWN))
            return
        self._kinds.setCurrentIndex(NUMBERS)
        self._unit.setText(f"Value, {criterion.unit}" if criterion.unit else "Value")
        for number, raw in ((self._value, cell.value), (self._low, cell.low), (self._high, cell.high)):
            number.set_problem("")
            number.show_value("" if raw is None else number_text(float(raw)))
            number.setPlaceholderText("unknown" if number is self._value else "")

    def _show_reasons(self, cell: Cell) -> None:
        self._confidence.set_value(cell.confidence.value if cell.confidence is not None else "")
        self._known_by.set_value(cell.evidence_state.value)
        self._rationale.show_value(cell.rationale)
        self._evidence.show_lines(self._evidence_of(*self._shown))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with weights that moved while another step was looked at."""
        super().showEvent(event)
        self._say_value()

    def _say_value(self) -> None:
        if not self.isVisible():
            return
        candidate, key = self._shown
        if self._session.criterion_named(key) is None or self._session.candidate_named(candidate) is None:
            return
        value = self._session.value(candidate, key)
        words = "0–100" if self._cell().unknown else f"gives {number_text(value, 0)} of 100"
        self._value.set_remark(words)
        self._say_number()
        self._worth.setText(words)
        sentence = self._flip_of(candidate, key)
        self._flip.setText(sentence)
        self._flip_box.setVisible(bool(sentence))

    def _cell(self) -> Cell:
        return self._session.cell(*self._shown) or Cell(*self._shown)

    def _value_typed(self, text: str) -> None:
        criterion = self._session.criterion_named(self._shown[1])
        if criterion is None:
            return
        entry = read_entry(criterion, text)
        if isinstance(entry, Unreadable):
            return  # a pause in the middle of typing is no reason to complain; `_finish` does
        self._value.set_problem("")
        self._enter(with_entry(self._cell(), criterion, entry))
        self._say_number()

    def _end_typed(self, field: CaptionedField, end: End, text: str) -> None:
        criterion = self._session.criterion_named(self._shown[1])
        if criterion is None:
            return
        raw = read_end(criterion, text)
        if isinstance(raw, Unreadable):
            return
        problem = self._end_problem(criterion, end, raw)
        field.set_problem(problem)
        if not problem:
            self._enter(with_end(self._cell(), end, raw))
        self._say_number()

    def _finish(self, field: CaptionedField) -> None:
        """Refuse what is no score once typing has ended."""
        criterion = self._session.criterion_named(self._shown[1])
        if criterion is None or isinstance(criterion.value, Levels):
            return
        read = read_entry if field is self._value else read_end
        found = read(criterion, field.text())
        if isinstance(found, Unreadable):
            field.set_problem(found.why)
        self._say_number()

    def _say_number(self) -> None:
        """Say below the fields what was refused, or what counts for a score beyond its scale."""
        criterion, cell = self._session.criterion_named(self._shown[1]), self._cell()
        problems = [field.problem for field in (self._value, self._low, self._high) if field.problem]
        beyond = beyond_scale(criterion, cell.value, cell.low, cell.high) if criterion is not None else ""
        words = problems[0] if problems else beyond
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _end_problem(self, criterion: Criterion, end: End, raw: float | str | None) -> str:
        cell = with_end(self._cell(), end, raw)
        if raw is None or cell.value is None or cell.low is None or cell.high is None:
            return ""
        if encloses(criterion, cell.low, cell.value, cell.high):
            return ""
        return "The value has to lie between low and high."

    def _level_chosen(self, name: str) -> None:
        criterion = self._session.criterion_named(self._shown[1])
        if criterion is not None:
            cell = self._cell()
            self._enter(with_value(cell, criterion, name) if name else as_unknown(cell))

    def _end_chosen(self, end: End, name: str) -> None:
        self._enter(with_end(self._cell(), end, name or None))

    def _say_confidence(self, value: str) -> None:
        self._enter(replace(self._cell(), confidence=Confidence(value) if value else None))

    def _enter(self, cell: Cell) -> None:
        known = self._session.candidate_named(cell.candidate) and self._session.criterion_named(cell.criterion)
        if not known or cell == self._cell():
            return
        if replace(cell, rationale=self._cell().rationale) != self._cell() and self._session.hold_back():
            self.refresh()
            return
        self.cells_entered.emit((cell,))


def labelled_by(caption: Text, field: QWidget) -> QWidget:
    """Return a field under a caption that changes."""
    caption.setBuddy(field)
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(caption)
    column.addWidget(field)
    return box
