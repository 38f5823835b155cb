"""The view Requirements of the step Products: who meets what, on which evidence, and who falls out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from consultant_desk.domain.coverage import Capability
from ui.evaluations.actions import EvaluationActions
from ui.evaluations.coverage_panel import CoveragePanel
from ui.evaluations.coverage_table import CoverageTable
from ui.evaluations.evidence_sheet import EvidenceSheet
from ui.evaluations.evidence_words import evidence_line
from ui.evaluations.reject_sheet import RejectSheet
from ui.evaluations.table_with_editor import TableWithEditor
from ui.shell import Shell
from ui.widgets.buttons import Button
from ui.widgets.marks import IconMark
from ui.widgets.panels import EmptyState, HintBar, Surface
from ui.widgets.text import Text

if TYPE_CHECKING:
    from consultant_desk.services.sheet import EvaluationSheet

NO_REQUIREMENTS, NO_PRODUCTS, WORK = 0, 1, 2
KEYS = (
    ("1–5", "built in, configuration, add-on, custom, no"),
    ("U", "unknown"),
    ("E", "evidence"),
    ("Enter", "edit"),
    ("R", "reject"),
)


class CoverageView(QWidget):
    """Coverage of the requirements by the candidates of the short and the long list."""

    needs_wanted = Signal()
    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell: Shell | None = None
        self._actions: EvaluationActions | None = None
        self._shown = ("", "")
        self.table = CoverageTable()
        self.panel = CoveragePanel()
        self._failing = _FailingLine(self._reject_failing)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(
            EmptyState(
                "Requirements follow from the needs of the client. Write them down there, then check each product.",
                icon="list-checks",
                title="No requirements yet",
                action=("Go to Need", self.needs_wanted.emit),
            )
        )
        self._stack.addWidget(
            EmptyState(
                "Put every product on the long list that could do the job, then check it against the requirements.",
                icon="package",
                title="No products yet",
                action=("Add product", self.add_wanted.emit),
            )
        )
        self._stack.addWidget(self._work())
        self._connect()
        self.setFocusProxy(self.table)

    def attach(self, shell: Shell, actions: EvaluationActions) -> None:
        """Give the view what it works with."""
        self._shell, self._actions = shell, actions

    def show_sheet(self, sheet: EvaluationSheet) -> None:
        """Show the coverage as it is stored."""
        coverage = self.table.coverage
        coverage.show_sheet(sheet)
        self._stack.setCurrentIndex(
            NO_REQUIREMENTS if not coverage.lines else NO_PRODUCTS if not coverage.candidates else WORK
        )
        names = [one.name for one in coverage.candidates if coverage.standings[one.id].out and not one.baseline]
        self._failing.show_names(names)
        self._show_place()

    def flush(self) -> None:
        """Commit what is being typed."""
        self.panel.flush()

    def _work(self) -> QWidget:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self._failing)
        column.addWidget(HintBar(KEYS))
        return TableWithEditor(column, self.table, self.panel, self.panel.flush)

    def _connect(self) -> None:
        table, panel = self.table, self.panel
        table.looked_at.connect(self._show_place)
        table.answered.connect(self._answer)
        table.editor_wanted.connect(panel.take_focus)
        table.evidence_wanted.connect(self._add_evidence)
        table.reject_wanted.connect(self._reject)
        panel.level_chosen.connect(lambda level: self._answer((self._shown,), level))
        panel.noted.connect(self._note)
        panel.evidence_wanted.connect(self._add_evidence)
        panel.evidence_removed.connect(self._remove_evidence)
        panel.reject_wanted.connect(self._reject)

    def _show_place(self) -> None:
        place = self.table.coverage.place(self.table.currentIndex())
        now = ("", "") if place is None else (place[0].id, place[1].id)
        if now != self._shown:
            self.panel.flush()
            self._shown = now
        row = self.table.coverage.row_at(self.table.currentIndex())
        level = row.level if row is not None else Capability.UNKNOWN
        lines = []
        if row is not None and self._actions is not None and self._shell is not None:
            known = {one.id: one for one in self._actions.sheet.evidence}
            today = self._shell.today()
            lines = [evidence_line(key, known[key], today) for key in row.evidence if key in known]
        self.panel.show_place(place, level, row.note if row is not None else "", lines)

    def _answer(self, places: tuple[tuple[str, str], ...], level: Capability) -> None:
        """Store a level for cells; those that have it already are left out."""
        if self._actions is None:
            return
        coverage = self._actions.sheet.coverage
        changed = [
            place
            for place in places
            if (coverage[place].level if place in coverage else Capability.UNKNOWN) is not level
        ]
        if changed:
            self._actions.cover(changed, level)

    def _note(self, text: str) -> None:
        if self._actions is not None and all(self._shown):
            self._actions.note_coverage(*self._shown, text)

    def _add_evidence(self) -> None:
        place = self.table.coverage.place(self.table.currentIndex())
        if place is None or self._actions is None or self._shell is None:
            return
        actions, (candidate, requirement) = self._actions, place
        there = actions.sheet.coverage.get((candidate.id, requirement.id))
        known = [
            row
            for row in actions.sheet.evidence
            if row.product_id in {"", candidate.product_id} and (there is None or row.id not in there.evidence)
        ]
        EvidenceSheet(
            self,
            self._shell,
            f"{candidate.name}, {requirement.text}",
            known,
            link=lambda key: actions.link_coverage_evidence(candidate.id, requirement.id, key),
            add=lambda draft: actions.add_coverage_evidence(candidate.id, requirement.id, draft),
        ).open()

    def _remove_evidence(self, key: str) -> None:
        if self._actions is not None:
            self._actions.unlink_coverage_evidence(*self._shown, key)

    def _reject(self) -> None:
        place = self.table.coverage.place(self.table.currentIndex())
        if place is not None and self._actions is not None and not place[0].baseline:
            candidate, requirement = place
            row = self.table.coverage.row_at(self.table.currentIndex())
            RejectSheet(
                self,
                self._actions,
                candidate.id,
                candidate.name,
                requirement=requirement.id,
                why=row.note if row is not None else "",
            ).open()

    def _reject_failing(self) -> None:
        if self._actions is not None:
            self._actions.reject_failing()


class _FailingLine(Surface):
    """Who is known to fail a must, and the way to take all of them off their list in one step."""

    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__("bg0", lines=("top",))
        self._words = Text("", wrap=True)
        self._button = Button("Reject them", icon="x", run=run)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(IconMark("triangle-alert", "warn"))
        row.addWidget(self._words, 1)
        row.addWidget(self._button)

    def show_names(self, names: list[str]) -> None:
        """Name them, or hide."""
        self.setVisible(bool(names))
        if not names:
            return
        shown = ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
        verb, what = ("fails", "Reject it") if len(names) == 1 else ("fail", f"Reject all {len(names)}")
        self._words.setText(f"{shown} {verb} a must.")
        self._button.setText(what)
