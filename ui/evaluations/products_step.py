"""The step Products: the lists of candidates, how they meet the requirements of the client, and what they cost."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.evaluations.actions import EvaluationActions, OpenedSheet
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

LISTS, REQUIREMENTS, COSTS = "lists", "requirements", "costs"
VIEWS = (Option(LISTS, "Lists"), Option(REQUIREMENTS, "Requirements"), Option(COSTS, "Costs"))

KEPT = "Keep what you have is always one of them."
UNKNOWN = "A product without a line has an unknown cost."


class ProductsStep(QWidget):
    """Switches between the views of the candidates, each made when it is first needed.

    `needs_wanted` asks for the step where requirements come from.
    """

    needs_wanted = Signal()

    def __init__(
        self,
        shell: Shell,
        actions: EvaluationActions,
        session: EvaluationSession,
        read: OpenedSheet,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._actions = actions
        self._session = session
        self._read = read
        self._choice = Segmented(VIEWS, name="View of the products")
        self._choice.chosen.connect(self.show_view)
        self.lists = ListsView()
        self.lists.attach(shell, actions)
        self.lists.add_wanted.connect(self.add)
        self._views = QStackedWidget()
        self._views.addWidget(self.lists)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self._views, 1)
        self.setFocusProxy(self._views)
        self.show_sheet(read)

    @cached_property
    def coverage(self) -> CoverageView:
        """Return the view of the requirements."""
        view = CoverageView()
        view.attach(self._shell, self._actions)
        view.needs_wanted.connect(self.needs_wanted)
        view.add_wanted.connect(self.add)
        view.show_sheet(self._read.sheet)
        self._views.addWidget(view)
        return view

    @cached_property
    def costs(self) -> CostsView:
        """Return the view of the costs."""
        view = CostsView()
        view.attach(self._shell, self._actions)
        view.show_sheet(self._read.sheet, self._read.totals)
        self._views.addWidget(view)
        return view

    def show_sheet(self, read: OpenedSheet) -> None:
        """Show the candidates as they are stored."""
        self._read, sheet = read, read.sheet
        self.lists.show_sheet(sheet, self._session)
        if "coverage" in self.__dict__:
            self.coverage.show_sheet(sheet)
        if "costs" in self.__dict__:
            self.costs.show_sheet(sheet, read.totals)
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
        AddProductSheet(self, self._shell, self._actions).open()

    def flush(self) -> None:
        """Commit what is being typed."""
        if "coverage" in self.__dict__:
            self.coverage.flush()

    def take_focus(self) -> None:
        """Put the keyboard on the view that is shown."""
        self._view().setFocus(Qt.FocusReason.OtherFocusReason)

    def _view(self) -> QWidget:
        match self._choice.value():
            case "requirements":
                return self.coverage
            case "costs":
                return self.costs
        return self.lists

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
