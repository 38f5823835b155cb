"""What a template holds: criteria with scales, what they measure and what they weigh, to look at or to take."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.domain.evaluation.problem import Criterion
from consultant_desk.domain.evaluation.template import Template, problem_of
from consultant_desk.domain.evaluation.weights import global_weights
from ui.evaluations.wording import ends_of, must_text
from ui.figures import points_text
from ui.models.table import Cell, Column
from ui.theme import theme
from ui.widgets.choice import Dropdown, Option
from ui.widgets.panels import Hairline
from ui.widgets.table import RecordTable
from ui.widgets.text import Text, hint

STATED = ""
SCALE_WIDTH, QUALITY_WIDTH, WEIGHT_WIDTH, TAKE_WIDTH = 156, 184, 84, 92
TABLE_HEIGHT, QUESTION_LINES, MOST_LINES = 160, 3, 6


@dataclass(frozen=True, slots=True)
class ReadTemplate:
    """A template with the weights it comes to as shares, by use case ("": those stated) and criterion."""

    template: Template
    shares: Mapping[str, Mapping[str, float]]


def read_template(template: Template) -> ReadTemplate:
    """Work out the weights of a template; many pairwise judgements take their time, so off the UI thread."""
    cases = (STATED, *(case.id for case in template.use_cases))
    return ReadTemplate(template, {case: global_weights(problem_of(template, case)) for case in cases})


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A criterion of a template, or a group; `weight` is a share, `state` says whether it is taken."""

    key: str
    name: str
    criterion: Criterion | None = None
    weight: float = 0.0
    state: str = ""


class PreviewTable(RecordTable[PreviewLine]):
    """Criteria under their groups. Space takes a row or leaves it, where something is to be taken."""

    toggled = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Toggle with Space."""
        if event.key() == Qt.Key.Key_Space and self.current_key():
            self.toggled.emit(self.current_key())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Toggle with a click on the last column."""
        super().mouseReleaseEvent(event)
        place: QModelIndex = self.indexAt(event.position().toPoint())
        if place.isValid() and place.column() == self.rows_model.columnCount() - 1:
            self.toggled.emit(self.rows_model.key_at(place.row()))


class TemplatePreview(QWidget):
    """Shows one template with the weights of a use case. `picked_changed` tells that other criteria are taken."""

    picked_changed = Signal()

    def __init__(
        self, *, picks: bool = False, weights: bool = True, title: bool = True, there: AbstractSet[str] = frozenset()
    ) -> None:
        super().__init__()
        self._picks = picks
        self._there = there
        self._read: ReadTemplate | None = None
        self._picked: set[str] = set()
        self._title = Text("", "heading")
        if not title:
            self._title.hide()
        self._note = hint("", wrap=True)
        self.use_case = Dropdown((Option(STATED, "As stated"),), name="Weights for")
        self.use_case.chosen.connect(lambda _value: self._show_lines())
        self._use_row = QWidget()
        self.table = PreviewTable(_columns(picks=picks, weights=weights), lambda line: line.key, name="Criteria")
        self._question = Text("", tone="text2", wrap=True)
        self._weights = weights
        self._lay_out()

    @property
    def template(self) -> Template | None:
        """Return the template shown."""
        return self._read.template if self._read is not None else None

    @property
    def picked(self) -> tuple[str, ...]:
        """Return the ids of the criteria that are to be taken, in the order of the template."""
        known = self.template.criteria if self.template is not None else ()
        return tuple(item.id for item in known if item.id in self._picked)

    def show_template(self, read: ReadTemplate, use_case: str = STATED) -> None:
        """Show a template, everything of it taken that is not there yet."""
        self._read = read
        template = read.template
        criteria = template.criteria
        self._picked = {item.id for item in criteria if not self._is_there(item)}
        self._title.setText(template.name)
        self._note.setText(template.note)
        cases = template.use_cases
        options = (Option(STATED, "As stated"), *(Option(case.id, case.name) for case in cases))
        self.use_case.set_options(options, use_case if use_case in {case.id for case in cases} else STATED)
        self._use_row.setVisible(bool(cases) and self._weights)
        self._show_lines()
        self.table.choose(criteria[0].id if criteria else "")
        self.table.scrollToTop()
        self.picked_changed.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._use_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Text("Weights for", tone="text2"))
        row.addWidget(self.use_case)
        row.addStretch(1)
        self._note.setMaximumHeight(MOST_LINES * theme().line_height("small"))
        self._question.setMinimumHeight(QUESTION_LINES * theme().line_height("body"))  # so that the table stands still
        self._question.setMaximumHeight(MOST_LINES * theme().line_height("body"))
        self._question.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.table.setSortingEnabled(False)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.table.setMinimumHeight(TABLE_HEIGHT)
        self.table.chosen.connect(lambda _key: self._show_question())
        if self._picks:
            self.table.toggled.connect(self._toggle)
            self.table.setAccessibleDescription(
                "Space takes a criterion or leaves it; on a group, all of its criteria."
            )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._note)
        column.addWidget(self._use_row)
        table = QVBoxLayout()
        table.setSpacing(0)
        table.addWidget(self.table, 1)
        table.addWidget(Hairline())
        column.addLayout(table, 1)
        column.addWidget(self._question)

    def _show_lines(self) -> None:
        if self._read is None:
            return
        template, shares = self._read.template, self._read.shares[self.use_case.value()]
        lines = [self._line(item, shares) for item in template.criteria if item.group is None]
        for group in template.groups:
            members = [item for item in template.criteria if item.group == group.id]
            if members:
                together = sum(shares.get(item.id, 0.0) for item in members)
                lines.append(PreviewLine(group.id, group.name, weight=together))
                lines.extend(self._line(item, shares) for item in members)
        self.table.set_rows(lines)
        self._show_question()

    def _line(self, item: Criterion, shares: Mapping[str, float]) -> PreviewLine:
        state = "there" if self._is_there(item) else "yes" if item.id in self._picked else "no"
        return PreviewLine(item.id, item.name, item, shares.get(item.id, 0.0), state if self._picks else "")

    def _is_there(self, item: Criterion) -> bool:
        return item.name.casefold() in self._there

    def _show_question(self) -> None:
        key = self.table.current_key()
        line = next((line for line in self.table.rows_model.rows if line.key == key), None)
        item = line.criterion if line is not None else None
        self._question.setText(_in_words(item) if item is not None else "")

    def _toggle(self, key: str) -> None:
        if self.template is None:
            return
        keys = {item.id for item in self.template.criteria if key in {item.id, item.group} and not self._is_there(item)}
        self._picked = self._picked - keys if keys <= self._picked else self._picked | keys
        self._show_lines()
        self.picked_changed.emit()


def _columns(*, picks: bool, weights: bool) -> tuple[Column[PreviewLine], ...]:
    narrow = 20 if picks and weights else 0
    columns: list[Column[PreviewLine]] = [
        Column("Criterion", lambda line: Cell(line.name, bold=line.criterion is None)),
        Column("Worst to best", _of(lambda item: " → ".join(ends_of(item))), SCALE_WIDTH - narrow),
        Column("Measures", _of(lambda item: item.quality.rpartition(": ")[2]), QUALITY_WIDTH - 2 * narrow),
    ]
    if weights:
        columns.append(
            Column(
                "Weight %",
                lambda line: Cell(points_text(line.weight * 100), "text2", bold=line.criterion is None),
                WEIGHT_WIDTH,
                number=True,
            )
        )
    if picks:
        columns.append(Column("Take", _taken, TAKE_WIDTH))
    return tuple(columns)


def _of(words: Callable[[Criterion], str]) -> Callable[[PreviewLine], Cell]:
    return lambda line: Cell("" if line.criterion is None else words(line.criterion), "text2")


def _taken(line: PreviewLine) -> Cell:
    cells = {"yes": Cell("yes", icon="circle-check"), "no": Cell("no", "text3", icon="circle")}
    return cells.get(line.state, Cell("is there" if line.state else "", "text3"))


def _in_words(item: Criterion) -> str:
    """Return what a criterion asks, what is a must, and what it measures in full."""
    must = f"Must have {must_text(item, item.must)}." if item.must is not None else ""
    measures = f"Measures {item.quality}." if item.quality else ""
    return " ".join(part for part in (item.question, must, measures) if part)


def summary(criteria: int, use_cases: Sequence[object]) -> str:
    """Return how much a template holds: "14 criteria · 3 use cases"."""
    counted = "1 criterion" if criteria == 1 else f"{criteria} criteria"
    if not use_cases:
        return counted
    return f"{counted} · {len(use_cases)} use case{'' if len(use_cases) == 1 else 's'}"
