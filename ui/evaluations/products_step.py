"""The step Products: the lists of candidates, how they meet the requirements of the client, and what they cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.evaluations.actions import EvaluationActions
from ui.evaluations.costs_view import CostsView
from ui.evaluations.coverage_view import CoverageView
from ui.evaluations.lists_view import ListsView
from ui.evaluations.product_sheets import AddProductSheet
from ui.evaluations.session import EvaluationSession
from ui.shell import Shell
from ui.widgets.buttons import Button
from ui.widgets.choice import Option, Segmented
from ui.widgets.panels import Surface
from ui.widgets.text import Text

if TYPE_CHECKING:
    from consultant_desk.services.sheet import EvaluationSheet

LISTS, REQUIREMENTS, COSTS = "lists", "requirements", "costs"
VIEWS = (Option(LISTS, "Lists"), Option(REQUIREMENTS, "Requirements"), Option(COSTS, "Costs"))

KEPT = "Keep what you have is always one of them."
UNKNOWN = "A product without a line has an unknown cost."


class ProductsStep(QWidget):
    """Switches between the views of the candidates. `needs_wanted` asks for the step where requirements come from."""

    needs_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell: Shell | None = None
        self._actions: EvaluationActions | None = None
        self._choice = Segmented(VIEWS, name="View of the products")
        self._choice.chosen.connect(self.show_view)
        self.lists = ListsView()
        self.lists.add_wanted.connect(self.add)
        self.coverage = CoverageView()
        self.coverage.needs_wanted.connect(self.needs_wanted)
        self.coverage.add_wanted.connect(self.add)
        self.costs = CostsView()
        self._views = QStackedWidget()
        self._views.addWidget(self.lists)
        self._views.addWidget(self.coverage)
        self._views.addWidget(self.costs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self._views, 1)
        self.setFocusProxy(self._views)

    def attach(self, shell: Shell, actions: EvaluationActions) -> None:
        """Give the step what it works with."""
        self._shell, self._actions = shell, actions
        self.lists.attach(shell, actions)
        self.coverage.attach(shell, actions)
        self.costs.attach(shell, actions)

    def show_sheet(self, sheet: EvaluationSheet, session: EvaluationSession) -> None:
        """Show the candidates as they are stored."""
        self.lists.show_sheet(sheet, session)
        self.coverage.show_sheet(sheet)
        self.costs.show_sheet(sheet)
        self._reject.setEnabled(bool(sheet.problem.candidates))

    def show_view(self, view: str) -> None:
        """Show the lists, the requirements or the costs."""
        self.flush()
        self._choice.set_value(view)
        self._views.setCurrentWidget(self._view())
        self._words.setText(UNKNOWN if view == COSTS else KEPT)
        self._reject.setVisible(view == LISTS)
        self._add.setVisible(view != COSTS)

    def add(self) -> None:
        """Ask for a product of the catalogue or a new name."""
        if self._shell is not None and self._actions is not None:
            AddProductSheet(self, self._shell, self._actions).open()

    def flush(self) -> None:
        """Commit what is being typed."""
        self.coverage.flush()

    def take_focus(self) -> None:
        """Put the keyboard on the view that is shown."""
        self._view().setFocus(Qt.FocusReason.OtherFocusReason)

    def _view(self) -> QWidget:
        views: dict[str, QWidget] = {REQUIREMENTS: self.coverage, COSTS: self.costs}
        return views.get(self._choice.value(), self.lists)

    def _bar(self) -> QWidget:
        bar = Surface("bg0", lines=("bottom",))
        bar.setFixedHeight(56)
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        row.addWidget(self._choice)
        row.addSpacing(8)
        self._words = Text(KEPT, tone="text2")
        row.addWidget(self._words, 1)
        self._reject = Button("Reject", icon="x", run=self.lists.reject_current)
        row.addWidget(self._reject)
        self._add = Button("Add product", icon="plus", run=self.add)
        row.addWidget(self._add)
        return bar
