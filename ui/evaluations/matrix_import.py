"""Import a matrix: where it comes from, how it is read, what each cell would change, and Apply as one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from consultant_desk.domain.evaluation.matrix_layout import Products
from consultant_desk.domain.evaluation.matrix_plan import CellOutcome, Decision, MatrixPlan, Use
from consultant_desk.domain.evaluation.problem import Direction, Problem
from consultant_desk.domain.table import Decimals, Table
from consultant_desk.errors import Conflict, DeskError
from ui.entry import formats
from ui.evaluations.matrix_files import TableSource
from ui.evaluations.matrix_import_table import PreviewTable
from ui.shell import Shell
from ui.widgets.chips import Chip, Mood
from ui.widgets.choice import Dropdown, Option, Segmented
from ui.widgets.dialogs import Sheet
from ui.widgets.fields import Field
from ui.widgets.form import labelled
from ui.widgets.text import Text

if TYPE_CHECKING:
    from consultant_desk.imports.matrix import MatrixChoices

WIDTH, HEIGHT, BESIDE = 1120, 760, 64
SIDES = (Option(Products.COLUMNS.value, "In columns"), Option(Products.ROWS.value, "In rows"))
MARKS = (
    Option(Decimals.LOCALE.value, "As I write them"),
    Option(Decimals.POINT.value, "1.5"),
    Option(Decimals.COMMA.value, "1,5"),
)
SKIP = "skip"
CHIPS: tuple[tuple[CellOutcome, str, Mood, str], ...] = (
    (CellOutcome.NEW, "new", "good", "plus"),
    (CellOutcome.CHANGED, "changed", "info", "pencil"),
    (CellOutcome.SAME, "the same", "quiet", "check"),
    (CellOutcome.EMPTY, "empty", "quiet", "minus"),
    (CellOutcome.FAULTY, "cannot be read", "bad", "circle-alert"),
)


class MatrixImportSheet(Sheet):
    """Plans off the UI thread whenever a choice changes; `done` gets the id of the evaluation it was applied to."""

    def __init__(
        self,
        parent: QWidget,
        shell: Shell,
        source: TableSource,
        evaluation_id: str | None,
        problem: Problem | None,
        done: Callable[[str], None],
    ) -> None:
        super().__init__(parent, f"Import from {source.name[:60]}", width=640)
        self._shell = shell
        self._source = source
        self._evaluation_id = evaluation_id
        self._problem = problem
        self._done = done
        self._read: Table | None = None
        self._plan: MatrixPlan | None = None
        self._criteria: dict[str, Decision] = {}
        self._candidates: dict[str, Decision] = {}
        self._fresh = True
        self._side: Products | None = None
        self._mark: Decimals | None = None
        self._title = Field(source.title, name="Title of the new evaluation")
        self._sheets = Dropdown((Option("", "Sheet"),), name="Sheet")
        self._sides = Segmented(SIDES, name="Where the products stand")
        self._marks = Dropdown(MARKS, name="How numbers are written")
        self._counts = QHBoxLayout()
        self._counts.setSpacing(6)
        self.table = PreviewTable()
        self._detail = Text("", tone="text2", wrap=True)
        self._row_becomes = Dropdown((Option(SKIP, "Leave out"),), name="What the row becomes")
        self._column_becomes = Dropdown((Option(SKIP, "Leave out"),), name="What the column becomes")
        self._row_name = Text("", "small", "text2")
        self._column_name = Text("", "small", "text2")
        self._lay_out()
        self._connect()
        self._resize(parent)
        self._read_sheet("")

    @property
    def plan(self) -> MatrixPlan | None:
        """Return the plan shown."""
        return self._plan

    def _lay_out(self) -> None:
        strip = QHBoxLayout()
        strip.setSpacing(16)
        if self._evaluation_id is None:
            strip.addWidget(labelled("Title", self._title), 1)
        self._sheet_box = labelled("Sheet", self._sheets)
        self._sheet_box.hide()
        strip.addWidget(self._sheet_box)
        strip.addWidget(labelled("Products", self._sides))
        strip.addWidget(labelled("Numbers", self._marks))
        if self._evaluation_id is not None:
            strip.addStretch(1)
        self.body.addLayout(strip)
        self.body.addLayout(self._counts)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._detail)
        becomes = QHBoxLayout()
        becomes.setSpacing(16)
        for name, field in ((self._row_name, self._row_becomes), (self._column_name, self._column_becomes)):
            name.setBuddy(field)
            becomes.addWidget(name)
            becomes.addWidget(field, 1)
        self.body.addLayout(becomes)
        self._next = self.add_button("Next to look at", self._look_at_next)
        self.add_cancel()
        self._apply = self.add_primary("Apply", self._take)

    def _connect(self) -> None:
        self._sheets.chosen.connect(self._read_sheet)
        self._sides.chosen.connect(self._turn)
        self._marks.chosen.connect(self._take_mark)
        self._row_becomes.chosen.connect(self._decide_row)
        self._column_becomes.chosen.connect(self._decide_column)
        self.table.current_changed.connect(self._follow)
        self.table.row_wanted.connect(self._row_becomes.open)
        self.table.column_wanted.connect(self._column_becomes.open)

    def _resize(self, parent: QWidget) -> None:
        room = parent.window().size()
        self.resize(min(WIDTH, room.width() - BESIDE), min(HEIGHT, room.height() - BESIDE))

    def _read_sheet(self, name: str) -> None:
        self._show(None)
        self._detail.setText(f"Reading {self._source.name[:60]} …")
        tables, source = self._shell.desk.tables, self._source
        self._shell.jobs.run(
            lambda job: tables.read(source.data, name or None, lambda: job.cancelled, name=source.name),
            self._arrived,
            self._refused,
        )

    def _arrived(self, table: Table) -> None:
        self._read = table
        self._side = self._mark = None
        self._criteria, self._candidates = {}, {}
        if len(table.sheets) > 1:
            self._sheets.set_options([Option(name, name[:40]) for name in table.sheets], table.sheet)
        self._sheet_box.setVisible(len(table.sheets) > 1)
        self._marks.set_value(table.decimals.value)
        self._ask_plan()

    def _ask_plan(self) -> None:
        table = self._read
        if table is None:
            return
        area, key, chosen = self._shell.desk.evaluations, self._evaluation_id, self._choices()
        self._shell.jobs.read(
            lambda: area.plan_matrix(key, table, formats(), chosen), self._show, key="matrix", failed=self._refused
        )

    def _choices(self) -> MatrixChoices:
        from consultant_desk.imports.matrix import MatrixChoices

        return MatrixChoices(self._side, self._mark, dict(self._criteria), dict(self._candidates))

    def _refused(self, error: DeskError) -> None:
        self._show(None)
        self._detail.setText("")
        self.say_problem(error.sentence())

    def _show(self, plan: MatrixPlan | None) -> None:
        self._plan = plan
        self.say_problem("" if plan is None or not plan.problems else f"{plan.problems[0].line()}.")
        self.table.show_plan(plan)
        while (item := self._counts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for chip in _chips(plan) if plan is not None else ():
            self._counts.addWidget(chip)
        self._counts.addStretch(1)
        if plan is not None:
            self._sides.set_value(plan.layout.products.value)
        self._apply.set_label(_apply_words(plan))
        self._apply.setEnabled(plan is not None and not plan.problems and not plan.changes_nothing)
        self._next.setEnabled(plan is not None and any(True for _ in _to_look_at(plan)))
        if plan is not None and self._fresh and self._evaluation_id is not None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fresh = self._fresh and plan is None

    def _turn(self, value: str) -> None:
        self._side = Products(value)
        self._criteria, self._candidates = {}, {}
        self._ask_plan()

    def _take_mark(self, value: str) -> None:
        self._mark = Decimals(value)
        self._ask_plan()

    def _follow(self) -> None:
        """Say more about the current cell, and offer what its row and column may become."""
        plan, index = self._plan, self.table.currentIndex()
        known = plan is not None and index.isValid()
        for field in (self._row_becomes, self._column_becomes):
            field.setEnabled(known)
        if plan is None or not index.isValid():
            self._row_name.setText("")
            self._column_name.setText("")
            return
        line, column = plan.criteria[index.row()], plan.candidates[index.column()]
        cell = plan.cells[index.row()][index.column()]
        why = f"{cell.source.place}: {cell.why} The score stays as it is." if cell.why else ""
        self._detail.setText("  ".join(part for part in (why, line.remark, *(() if why else plan.notes[:2])) if part))
        self._row_name.setText(f"“{line.header.text[:40]}” becomes")
        self._column_name.setText(f"“{column.header.text[:40]}” becomes")
        use = f"there:{line.criterion.id}" if line.use is Use.THERE and line.criterion else SKIP
        if line.use is Use.NEW and line.criterion is not None:
            use = f"new:{line.criterion.direction.value}"
        self._row_becomes.set_options(self._row_options(), use)
        used = {Use.THERE: f"there:{column.key}", Use.NEW: "new:", Use.SKIP: SKIP}[column.use]
        self._column_becomes.set_options(self._column_options(), used)

    def _row_options(self) -> list[Option]:
        there = () if self._problem is None else self._problem.criteria
        return [
            *(Option(f"there:{item.id}", item.name[:60]) for item in there),
            Option("new:max", "New criterion, more is better"),
            Option("new:min", "New criterion, less is better"),
            Option(SKIP, "Leave out"),
        ]

    def _column_options(self) -> list[Option]:
        there = () if self._problem is None else self._problem.candidates
        items = (Option(f"there:{item.id}", item.name[:60]) for item in there)
        return [*items, Option("new:", "New product"), Option(SKIP, "Leave out")]

    def _decide_row(self, value: str) -> None:
        if self._plan is not None:
            self._criteria[self._plan.criteria[self.table.currentIndex().row()].header.place] = _decision(value)
            self._ask_plan()

    def _decide_column(self, value: str) -> None:
        if self._plan is not None:
            self._candidates[self._plan.candidates[self.table.currentIndex().column()].header.place] = _decision(value)
            self._ask_plan()

    def _look_at_next(self) -> None:
        """Go to the next cell that cannot be read, or whose row or column was guessed."""
        if self._plan is None:
            return
        places = sorted(set(_to_look_at(self._plan)))
        here = (self.table.currentIndex().row(), self.table.currentIndex().column())
        row, column = next((place for place in places if place > here), places[0])
        self.table.setCurrentIndex(self.table.preview.index(row, column))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        plan, area, key = self._plan, self._shell.desk.evaluations, self._evaluation_id
        if plan is None or plan.problems or plan.changes_nothing:
            return
        title = self._title.text().strip()
        self._apply.setEnabled(False)
        self._shell.write(
            lambda: area.import_matrix(key, plan, title=title),
            self._applied,
            say=f"Imported {_scores(plan)}",
            failed=self._not_applied,
        )

    def _applied(self, evaluation_id: str) -> None:
        self.accept()
        self._done(evaluation_id)

    def _not_applied(self, error: DeskError) -> None:
        if isinstance(error, Conflict):
            self._ask_plan()
        self._apply.setEnabled(True)
        self.say_problem(error.sentence())


def _decision(value: str) -> Decision:
    use, _, what = value.partition(":")
    if use == Use.NEW:
        return Decision(Use.NEW, direction=Direction(what) if what else None)
    return Decision(Use(use), what)


def _chips(plan: MatrixPlan) -> Iterator[Chip]:
    counts: Mapping[CellOutcome, int] = plan.counts
    left_out = [*(line.use for line in plan.criteria), *(one.use for one in plan.candidates)].count(Use.SKIP)
    for outcome, words, mood, icon in CHIPS:
        if counts.get(outcome, 0):
            yield Chip(f"{counts[outcome]} {words}", mood, icon=icon)
    for count, one, many in (
        (len(plan.new_criteria), "new criterion", "new criteria"),
        (len(plan.new_candidates), "new product", "new products"),
        (left_out, "line left out", "lines left out"),
    ):
        if count:
            yield Chip(f"{count} {one if count == 1 else many}", "quiet")


def _to_look_at(plan: MatrixPlan) -> Iterator[tuple[int, int]]:
    """Yield the places that deserve a look: faulty cells, names that were guessed, remarks about a row."""
    for row, cells in enumerate(plan.cells):
        for column, cell in enumerate(cells):
            guessed = plan.candidates[column].near and row == 0
            noted = (plan.criteria[row].near or bool(plan.criteria[row].remark)) and column == 0
            if cell.outcome is CellOutcome.FAULTY or guessed or noted:
                yield row, column


def _scores(plan: MatrixPlan) -> str:
    count = plan.counts.get(CellOutcome.NEW, 0) + plan.counts.get(CellOutcome.CHANGED, 0)
    return "1 score" if count == 1 else f"{count} scores"


def _apply_words(plan: MatrixPlan | None) -> str:
    if plan is None:
        return "Apply"
    return "Nothing to apply" if plan.changes_nothing else f"Apply {_scores(plan)}"
