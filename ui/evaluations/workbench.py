"""The workbench of one evaluation: the stepper, the step looked at, and the live ranking at its right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from consultant_desk.domain.evaluation.critical import critical_score, critical_sentence
from consultant_desk.settings import REDUCE_MOTION
from ui.evaluations.actions import EvaluationActions, OpenedSheet
from ui.evaluations.criteria_step import CriteriaStep
from ui.evaluations.criterion_sheet import CriterionSheet
from ui.evaluations.name_sheet import NameSheet
from ui.evaluations.need_step import NeedStep
from ui.evaluations.pairs_sheet import PairsSheet
from ui.evaluations.products_step import ProductsStep
from ui.evaluations.ranking_panel import RankingPanel
from ui.evaluations.result_step import ResultStep
from ui.evaluations.score_evidence import ScoreEvidence
from ui.evaluations.scores_step import ScoresStep
from ui.evaluations.session import EvaluationSession
from ui.evaluations.shown_sets import shown_sets
from ui.evaluations.template_sheets import AddFromTemplateSheet
from ui.evaluations.weight_doors import WeightDoors
from ui.evaluations.weighting import level_shares
from ui.shell import Shell
from ui.widgets.buttons import IconButton
from ui.widgets.panels import Surface
from ui.widgets.tabs import Step, StepsBar

NARROW = 1060
"""Below this width of the page the ranking gives its room to the step, until it is asked for."""
NEED, CRITERIA, PRODUCTS, SCORES, RESULT, REPORT = "need", "criteria", "products", "scores", "result", "report"
STEPS = frozenset((NEED, CRITERIA, PRODUCTS, SCORES, RESULT))
"""The steps of the workbench; each is the name of the property that makes it."""


class Workbench(QWidget):
    """One open evaluation. `report_wanted` asks for its report, `reading_wanted` for reading it anew.

    `lock_wanted` asks to lock it; `held_back` says that something was tried that its lock does not allow;
    `choose_client` asks whom it is for; `table_pasted` carries a text that names criteria and products.
    A step is made when it is first needed: most visits are to one of them.
    """

    report_wanted = Signal()
    lock_wanted = Signal()
    held_back = Signal()
    reading_wanted = Signal()
    choose_client = Signal()
    table_pasted = Signal(str)
    step_changed = Signal(str)

    def __init__(self, shell: Shell, read: OpenedSheet, first: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.session = EvaluationSession(read.opened, self)
        self.session.held = read.sheet.lock.held
        self.operations = EvaluationActions(shell, read.sheet, self._put_back)
        self.evidence = ScoreEvidence(self, shell, self.session, self.operations)
        self.weights = WeightDoors(self, shell, self.session, self.operations, self._open_criterion)
        self._read = read
        self._added = ""
        self._panel_asked = False
        self.session.keep_sets(shown_sets(read.sheet))
        self.steps = StepsBar(name="Steps of the evaluation")
        self.steps.chosen.connect(self._step_chosen)
        self._panel_button = IconButton("panel-left", "Show or hide the ranking", side=28, run=self.toggle_ranking)
        self.panel = RankingPanel(self.session, still=lambda: bool(shell.settings.get(REDUCE_MOTION)))
        self._stack = QStackedWidget()
        self.current = ""
        self._lay_out()
        self._connect()
        self._show_sheet()
        self.go(first if first in STEPS else CRITERIA)

    @cached_property
    def need(self) -> NeedStep:
        """Return the step Need."""
        step, operations = NeedStep(), self.operations
        step.criterion_wanted.connect(self._add_criterion)
        step.criterion_chosen.connect(self._open_criterion)
        step.link_wanted.connect(operations.link_requirement)
        step.unlink_wanted.connect(operations.unlink_requirement)
        step.question_edited.connect(lambda text: operations.edit(question=text))
        step.client_wanted.connect(self._open_client)
        step.choose_client.connect(self.choose_client)
        step.show_sheet(self._read.sheet)
        self._stack.addWidget(step)
        return step

    @cached_property
    def criteria(self) -> CriteriaStep:
        """Return the step Criteria."""
        step, operations = CriteriaStep(self.session), self.operations
        step.criterion_wanted.connect(self._add_criterion)
        step.group_wanted.connect(self._add_group)
        step.template_wanted.connect(self.add_from_template)
        step.edit_requested.connect(self._edit)
        step.delete_requested.connect(operations.delete)
        step.shift_requested.connect(operations.shift)
        step.joint_requested.connect(operations.weigh_jointly)
        step.judging.list_wanted.connect(self._list_pairs)
        self.weights.connect(step.bar)
        self._stack.addWidget(step)
        return step

    @cached_property
    def products(self) -> ProductsStep:
        """Return the step Products."""
        step = ProductsStep(self._shell, self.operations, self.session, self._read)
        step.needs_wanted.connect(lambda: self.go(NEED))
        self._stack.addWidget(step)
        return step

    @cached_property
    def scores(self) -> ScoresStep:
        """Return the step Scores."""
        session, operations = self.session, self.operations
        step = ScoresStep(session, self.evidence.lines, self._flip_of)
        step.cells_entered.connect(lambda cells: operations.score(cells, session.problem.cell_index()))
        step.evidence_wanted.connect(self.evidence.add)
        step.evidence_removed.connect(lambda key: operations.unlink_evidence(session.candidate, session.criterion, key))
        step.remarked.connect(self._shell.toast.warn)
        step.criteria_wanted.connect(lambda: self.go(CRITERIA))
        step.products_wanted.connect(lambda: self.go(PRODUCTS))
        step.matrix.table_pasted.connect(self.table_pasted)
        step.editor.show_lock(held=self._read.sheet.lock.held)
        self._stack.addWidget(step)
        return step

    @cached_property
    def result(self) -> ResultStep:
        """Return the step Result."""
        step = ResultStep(self.session, self._shell.jobs)
        step.products_wanted.connect(lambda: self.go(PRODUCTS))
        step.score_wanted.connect(self._open_score)
        step.interests.lock_wanted.connect(self.lock_wanted)
        step.lines.offer_side_by_side(self.weights.show_side_by_side)
        step.costs_wanted.connect(lambda: self.go(PRODUCTS))
        step.simulation_wanted.connect(self.operations.simulate)
        step.said.connect(self._shell.toast.say)
        step.interests.show_sheet(self._read.sheet, self._read.independence, self._read.without)
        self._stack.addWidget(step)
        return step

    def load(self, read: OpenedSheet) -> None:
        """Show what is stored now."""
        self._read = read
        self.operations.sheet = read.sheet
        self.session.keep_sets(shown_sets(read.sheet))
        self.session.held = read.sheet.lock.held
        self.session.load(read.opened)
        self._show_sheet()
        self._choose_added()
        self.weights.show_added()

    def flush(self) -> None:
        """Commit what is being moved or typed."""
        self.session.commit()
        if SCORES in self._made():
            self.scores.editor.flush()
        if PRODUCTS in self._made():
            self.products.flush()

    def go(self, step: str) -> None:
        """Show a step."""
        if step == REPORT:
            self.steps.set_current(self.current)
            self.flush()
            self.report_wanted.emit()
            return
        if step not in STEPS:
            return
        self.flush()
        if step == RESULT:
            self.session.show_set(self.session.deciding)
        self.current = step
        self._stack.setCurrentWidget(self._page())
        self.steps.set_current(step)
        self._fit_panel()
        self.step_changed.emit(step)

    def toggle_ranking(self) -> None:
        """Show or hide the ranking where there is little room."""
        self._panel_asked = not self.panel.isVisible()
        self._fit_panel()

    def take_focus(self) -> None:
        """Put the keyboard where the step is worked."""
        if self.current == PRODUCTS:
            self.products.take_focus()
            return
        page = self._page()
        if isinstance(page, CriteriaStep):
            page.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(page, ScoresStep):
            page.matrix.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(page, ResultStep):
            page.contributions.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> Sequence[QWidget]:
        """Return what F6 walks through."""
        return (*self._work_panes(), self.panel, self.steps)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the ranking its place or take it away."""
        super().resizeEvent(event)
        self._fit_panel()

    def _lay_out(self) -> None:
        top = Surface("bg0", lines=("bottom",))
        head = QHBoxLayout(top)
        head.setContentsMargins(0, 0, 12, 0)
        head.setSpacing(0)
        head.addWidget(self.steps, 1)
        head.addWidget(self._panel_button)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._stack, 1)
        row.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        session, operations = self.session, self.operations
        session.weights_committed.connect(lambda change: operations.weigh(change, session.shown))
        session.held_back.connect(self.held_back)
        self.panel.show_unknown.connect(self._show_unknown)
        self.panel.candidate_chosen.connect(lambda key: session.select(session.criterion, key))

    def add_from_template(self) -> None:
        """Choose criteria of a template to add."""
        if not self.session.hold_back():
            AddFromTemplateSheet(self, self._shell, self._read.sheet, self.operations).open()

    def _list_pairs(self, level: str) -> None:
        answers = self.session.judgements(level)
        if answers is not None:
            shares = level_shares(self.session.problem, self.session.weights, level)
            judging = self.criteria.judging
            PairsSheet(self, answers, shares, self.session.name_of, judging.go_to).open()

    def _show_sheet(self) -> None:
        sheet, made = self._read.sheet, self._made()
        if RESULT in made:
            self.result.interests.show_sheet(sheet, self._read.independence, self._read.without)
        if SCORES in made:
            self.scores.editor.show_lock(held=sheet.lock.held)
        if NEED in made:
            self.need.show_sheet(sheet)
        if PRODUCTS in made:
            self.products.show_sheet(self._read)
        self.steps.set_steps(self._step_states())

    def _work_panes(self) -> Sequence[QWidget]:
        if self.current == SCORES:
            return (self.scores.matrix, self.scores.editor)
        if self.current == CRITERIA:
            return (self.criteria.table, self.criteria.judging.scale)
        return self.result.stops() if self.current == RESULT else (self._page(),)

    def _page(self) -> QWidget:
        """Return the step looked at."""
        page: QWidget = getattr(self, self.current)
        return page

    def _made(self) -> frozenset[str]:
        """Return the steps that were made: a cached property keeps its value under its name."""
        return STEPS & self.__dict__.keys()

    def _step_states(self) -> tuple[Step, ...]:
        sheet, problem = self._read.sheet, self._read.sheet.problem
        candidates = len(problem.candidates)
        cells = len(problem.criteria) * candidates
        known = cells - len(self.session.unknown_cells())
        looked_at = candidates + len(sheet.long_list) + len(sheet.rejected)
        products = f"{candidates} of {looked_at}" if looked_at > candidates else str(candidates)
        return (
            Step(NEED, "Need", _count(len(sheet.needs), "need"), done=bool(sheet.needs)),
            Step(CRITERIA, "Criteria", str(len(problem.criteria)), done=bool(problem.criteria)),
            Step(PRODUCTS, "Products", products, done=candidates > 1),
            Step(SCORES, "Scores", f"{known} of {cells}" if cells else "", done=bool(cells) and known == cells),
            Step(RESULT, "Result"),
            Step(REPORT, "Report", leaves=True),
        )

    def _fit_panel(self) -> None:
        narrow = self.width() < NARROW
        wanted = self.current != RESULT and (not narrow or self._panel_asked)
        self._panel_button.setVisible(narrow and self.current != RESULT)
        self.panel.setVisible(wanted)
        self.panel.set_beside_editor(self.current == SCORES)

    def _step_chosen(self, step: str) -> None:
        focused = QApplication.focusWidget()
        by_keys = focused is not None and self.steps.isAncestorOf(focused)
        self.go(step)
        if not by_keys and self.isVisible():
            self.take_focus()

    def _put_back(self) -> None:
        """Show again what is stored after something could not be."""
        self.session.load(self._read.opened)
        self.reading_wanted.emit()

    def _show_unknown(self) -> None:
        self.go(SCORES)
        self.scores.show_unknown()

    def _open_score(self, candidate: str, criterion: str) -> None:
        self.session.select(criterion, candidate)
        self.go(SCORES)
        self.take_focus()

    def _open_criterion(self, key: str) -> None:
        self.session.select(key)
        self.go(CRITERIA)
        self.take_focus()

    def _open_client(self) -> None:
        self._shell.open_record("client", self._read.sheet.client_id)

    def _add_criterion(self, requirement_id: str = "", name: str = "") -> None:
        if self.session.hold_back():
            return
        beside = self.session.criterion_named(self.session.criterion) if not requirement_id else None
        group = beside.group if beside is not None else None
        sheet = CriterionSheet.adding(self, self._read.sheet, self.operations, requirement_id, name, group)
        sheet.added.connect(self._await)
        sheet.open()

    def _await(self, record_id: str) -> None:
        """Choose a new criterion as soon as it is read."""
        self._added = record_id
        self._choose_added()

    def _choose_added(self) -> None:
        for key, record in self._read.sheet.criteria.items():
            if record == self._added:
                self._added = ""
                self.session.select(key)

    def _add_group(self) -> None:
        if self.session.hold_back():
            return
        NameSheet(self, "New group", "Name", "", "Add group", self.operations.add_group).open()

    def _edit(self, key: str) -> None:
        if self.session.criterion_named(key) is not None:
            CriterionSheet.editing(self, self._read.sheet, self.operations, key).open()
            return
        group = next((item for item in self.session.problem.groups if item.id == key), None)
        if group is not None:
            rename = NameSheet(
                self, "Rename group", "Name", group.name, "Rename", lambda name: self.operations.rename_group(key, name)
            )
            rename.open()

    def _flip_of(self, candidate: str, criterion: str) -> str:
        item, table = self.session.criterion_named(criterion), self.session.table
        if item is None or table is None:
            return ""
        found = critical_score(self.session.problem, table, self.session.weights, candidate, criterion)
        winner = self.session.candidate_named(found.winner) if found is not None else None
        return critical_sentence(found, item, winner) if found is not None and winner is not None else ""


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""
