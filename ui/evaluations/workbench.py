"""The workbench of one evaluation: the stepper, the step looked at, and the live ranking at its right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from consultant_desk.domain.evaluation.critical import critical_score, critical_sentence
from consultant_desk.services.rows.products import EvidenceRow
from consultant_desk.settings import REDUCE_MOTION
from ui.evaluations.actions import EvaluationActions, OpenedSheet
from ui.evaluations.criteria_step import CriteriaStep
from ui.evaluations.criterion_sheet import CriterionSheet
from ui.evaluations.evidence_list import EvidenceLine
from ui.evaluations.evidence_sheet import EvidenceSheet
from ui.evaluations.evidence_words import evidence_line
from ui.evaluations.name_sheet import NameSheet
from ui.evaluations.need_step import NeedStep
from ui.evaluations.needs_weights_sheet import NeedsWeightsSheet
from ui.evaluations.pairs_sheet import PairsSheet
from ui.evaluations.products_step import ProductsStep
from ui.evaluations.ranking_panel import RankingPanel
from ui.evaluations.result_step import ResultStep
from ui.evaluations.scores_step import ScoresStep
from ui.evaluations.session import EvaluationSession
from ui.evaluations.shown_sets import shown_sets
from ui.evaluations.side_by_side_sheet import SideBySideSheet
from ui.evaluations.stakeholder_sheets import AddStakeholderSheet, EditStakeholderSheet
from ui.evaluations.swing_sheet import SwingSheet
from ui.evaluations.template_sheets import AddFromTemplateSheet
from ui.evaluations.weighting import MEAN, level_shares
from ui.shell import Shell
from ui.widgets.buttons import IconButton
from ui.widgets.panels import Surface
from ui.widgets.tabs import Step, StepsBar

NARROW = 1060
"""Below this width of the page the ranking gives its room to the step, until it is asked for."""
NEED, CRITERIA, PRODUCTS, SCORES, RESULT, REPORT = "need", "criteria", "products", "scores", "result", "report"


class Workbench(QWidget):
    """One open evaluation. `report_wanted` asks for its report, `reading_wanted` for reading it anew.

    `lock_wanted` asks to lock it; `held_back` says that something was tried that its lock does not allow.
    """

    report_wanted = Signal()
    lock_wanted = Signal()
    held_back = Signal()
    reading_wanted = Signal()
    step_changed = Signal(str)

    def __init__(self, shell: Shell, read: OpenedSheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.session = EvaluationSession(read.opened, self)
        self.session.held = read.sheet.lock.held
        self.operations = EvaluationActions(shell, read.sheet, self._put_back)
        self._read = read
        self._added = self._added_set = ""
        self._panel_asked = False
        self.session.keep_sets(shown_sets(read.sheet))
        self.steps = StepsBar(name="Steps of the evaluation")
        self.steps.chosen.connect(self._step_chosen)
        self._panel_button = IconButton("panel-left", "Show or hide the ranking", side=28, run=self.toggle_ranking)
        self.panel = RankingPanel(self.session, still=lambda: bool(shell.settings.get(REDUCE_MOTION)))
        self.need = NeedStep()
        self.criteria = CriteriaStep(self.session)
        self.products = ProductsStep()
        self.scores = ScoresStep(self.session, self._evidence_of, self._flip_of)
        self.result = ResultStep(self.session, shell.jobs)
        self._pages = {NEED: self.need, CRITERIA: self.criteria, PRODUCTS: self.products, SCORES: self.scores,
                       RESULT: self.result}  # fmt: skip
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._lay_out()
        self._connect()
        self._show_sheet()
        self.go(CRITERIA)

    @property
    def current(self) -> str:
        """Return the step looked at."""
        return next(name for name, page in self._pages.items() if page is self._stack.currentWidget())

    def load(self, read: OpenedSheet) -> None:
        """Show what is stored now."""
        self._read = read
        self.operations.sheet = read.sheet
        self.session.keep_sets(shown_sets(read.sheet))
        self.session.held = read.sheet.lock.held
        self.session.load(read.opened)
        self._show_sheet()
        self._choose_added()
        self._show_added_set()

    def flush(self) -> None:
        """Commit what is being moved or typed."""
        self.session.commit()
        self.scores.editor.flush()
        self.products.flush()

    def go(self, step: str) -> None:
        """Show a step."""
        if step == REPORT:
            self.steps.set_current(self.current)
            self.flush()
            self.report_wanted.emit()
            return
        if step not in self._pages:
            return
        self.flush()
        if step == RESULT:
            self.session.show_set(self.session.deciding)
        self._stack.setCurrentWidget(self._pages[step])
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
        target = {CRITERIA: self.criteria.table, SCORES: self.scores.matrix, RESULT: self.result.contributions}
        target.get(self.current, self._pages[self.current]).setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> Sequence[QWidget]:
        """Return what F6 walks through."""
        if self.current == SCORES:
            return (self.scores.matrix, self.scores.editor, self.steps)
        if self.current == CRITERIA and self.criteria.judging.isVisible():
            return (self.criteria.table, self.criteria.judging.scale, self.steps)
        if self.current == RESULT:
            return (*self.result.stops(), self.steps)
        work = self.criteria.table if self.current == CRITERIA else self._pages[self.current]
        return (work, self.steps)

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
        self.panel.show_unknown.connect(self._show_unknown)
        self.panel.candidate_chosen.connect(lambda key: session.select(session.criterion, key))
        self.criteria.criterion_wanted.connect(self._add_criterion)
        self.criteria.group_wanted.connect(self._add_group)
        self.criteria.template_wanted.connect(self.add_from_template)
        self.criteria.edit_requested.connect(self._edit)
        self.criteria.delete_requested.connect(operations.delete)
        self.criteria.shift_requested.connect(operations.shift)
        self._connect_weights()
        self.scores.cells_entered.connect(lambda cells: operations.score(cells, session.problem.cell_index()))
        self.scores.evidence_wanted.connect(self._add_evidence)
        self.scores.evidence_removed.connect(
            lambda key: operations.unlink_evidence(session.candidate, session.criterion, key)
        )
        self.scores.refused.connect(self._shell.toast.warn)
        self.scores.criteria_wanted.connect(lambda: self.go(CRITERIA))
        self.scores.products_wanted.connect(lambda: self.go(PRODUCTS))
        self.result.products_wanted.connect(lambda: self.go(PRODUCTS))
        self.result.score_wanted.connect(self._open_score)
        self.result.interests.lock_wanted.connect(self.lock_wanted)
        session.held_back.connect(self.held_back)
        self.result.lines.offer_side_by_side(self.show_side_by_side)
        self.result.costs_wanted.connect(lambda: self.go(PRODUCTS))
        self.result.simulation_wanted.connect(operations.simulate)
        self.result.said.connect(self._shell.toast.say)
        self.need.criterion_wanted.connect(self._add_criterion)
        self.need.criterion_chosen.connect(self._open_criterion)
        self.need.link_wanted.connect(operations.link_requirement)
        self.need.unlink_wanted.connect(operations.unlink_requirement)
        self.need.question_edited.connect(lambda text: operations.edit(question=text))
        self.need.client_wanted.connect(self._open_client)
        self.products.attach(self._shell, operations)
        self.products.needs_wanted.connect(lambda: self.go(NEED))

    def _connect_weights(self) -> None:
        bar, operations = self.criteria.bar, self.operations
        bar.swings_wanted.connect(self.ask_swings)
        bar.needs_wanted.connect(self.start_from_needs)
        bar.stakeholder_wanted.connect(self.add_stakeholder)
        bar.stakeholder_edited.connect(self._edit_stakeholder)
        bar.stakeholder_removed.connect(operations.remove_stakeholder)
        bar.copy_wanted.connect(operations.copy_weights)
        bar.deciding_wanted.connect(operations.set_deciding)
        bar.side_by_side_wanted.connect(self.show_side_by_side)
        self.criteria.judging.list_wanted.connect(self._list_pairs)

    def ask_swings(self) -> None:
        """Ask for swing weights one criterion at a time."""
        self.session.commit()
        if self.session.problem.criteria and self.session.shown_key != MEAN:
            SwingSheet(self, self.session).open()

    def start_from_needs(self) -> None:
        """Show what the needs say about the weights, to be taken or not."""
        self.session.commit()
        if self.session.shown_key != MEAN:
            NeedsWeightsSheet(self, self._read.sheet, self.session).open()

    def add_stakeholder(self) -> None:
        """Ask who weighs too."""
        sheet = AddStakeholderSheet(self, self._shell, self.operations)
        sheet.added.connect(self._await_set)
        sheet.open()

    def add_from_template(self) -> None:
        """Choose criteria of a template to add."""
        if not self.session.hold_back():
            AddFromTemplateSheet(self, self._shell, self._read.sheet, self.operations).open()

    def show_side_by_side(self) -> None:
        """Show the weights of all stakeholders and who wins under each."""
        self.session.commit()
        SideBySideSheet(self, self._shell, self.session, self._open_criterion).open()

    def _edit_stakeholder(self, set_id: str) -> None:
        row = next((row for row in self._read.sheet.people if row.id == set_id), None)
        if row is not None:
            EditStakeholderSheet(self, self.operations, row).open()

    def _list_pairs(self, level: str) -> None:
        answers = self.session.judgements(level)
        if answers is not None:
            shares = level_shares(self.session.problem, self.session.weights, level)
            judging = self.criteria.judging
            PairsSheet(self, answers, shares, self.session.name_of, judging.go_to).open()

    def _await_set(self, set_id: str) -> None:
        """Look at new weights as soon as they are read."""
        self._added_set = set_id
        self._show_added_set()

    def _show_added_set(self) -> None:
        if any(one.key == self._added_set for one in self.session.sets):
            self.session.show_set(self._added_set)
            self._added_set = ""

    def _show_sheet(self) -> None:
        sheet = self._read.sheet
        self.result.interests.show_sheet(sheet, self._read.independence)
        self.scores.editor.show_lock(held=sheet.lock.held)
        self.need.show_sheet(sheet)
        self.products.show_sheet(sheet, self.session)
        self.steps.set_steps(self._step_states())

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
            Step(REPORT, "Report"),
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
        sheet = CriterionSheet.adding(self, self._read.sheet, self.operations, requirement_id, name)
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

    def _add_evidence(self) -> None:
        sheet, session, operations = self._read.sheet, self.session, self.operations
        place = (session.candidate, session.criterion)
        candidate, criterion = session.candidate_named(place[0]), session.criterion_named(place[1])
        if candidate is None or criterion is None or session.hold_back():
            return
        cell = session.cell(*place)
        there = {sheet.evidence_ids[key] for key in cell.evidence if key in sheet.evidence_ids} if cell else set()
        product = sheet.products.get(candidate.id, "")
        EvidenceSheet(
            self,
            self._shell,
            f"{candidate.name}, {criterion.name}",
            [row for row in sheet.evidence if row.id not in there and row.product_id in {"", product}],
            link=lambda key: operations.link_evidence(*place, key),
            add=lambda draft: operations.add_evidence(*place, draft, lambda _id: None),
        ).open()

    def _evidence_of(self, candidate: str, criterion: str) -> Sequence[EvidenceLine]:
        cell = self.session.cell(candidate, criterion)
        if cell is None:
            return ()
        rows = self._evidence_rows()
        today = self._shell.today()
        return [evidence_line(key, rows[key], today) for key in cell.evidence if key in rows]

    def _evidence_rows(self) -> dict[str, EvidenceRow]:
        by_id = {row.id: row for row in self._read.sheet.evidence}
        return {key: by_id[record] for key, record in self._read.sheet.evidence_ids.items() if record in by_id}

    def _flip_of(self, candidate: str, criterion: str) -> str:
        item = self.session.criterion_named(criterion)
        if item is None or self.session.table is None:
            return ""
        found = critical_score(self.session.problem, self.session.weights, candidate, criterion)
        winner = self.session.candidate_named(found.winner) if found is not None else None
        return critical_sentence(found, item, winner) if found is not None and winner is not None else ""


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""
