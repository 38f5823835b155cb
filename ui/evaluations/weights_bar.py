"""The bar above the criteria: by which method weights are given, whose they are, and what decides."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from consultant_desk.domain.evaluation.problem import RankFormula
from ui.evaluations.levels import TOP
from ui.evaluations.session import EvaluationSession
from ui.evaluations.shown_sets import OWN
from ui.evaluations.weighting import AHP, DIRECT, MEAN, RANK, SWING
from ui.theme import theme
from ui.widgets.buttons import Button, IconButton, Kind, MenuButton, MenuItem, open_menu
from ui.widgets.chips import Chip
from ui.widgets.choice import Dropdown, Option, Segmented
from ui.widgets.painting import hairline
from ui.widgets.text import Text

MARGIN = 24
NARROW = 860
"""Below this width the words beside the choice of whose weights go."""
METHODS = (
    Option(DIRECT, "Direct points"),
    Option(SWING, "Swing"),
    Option(RANK, "Rank order"),
    Option(AHP, "Pairwise"),
)
FORMULAS = (
    Option(RankFormula.ROC.value, "Centroid (ROC)"),
    Option(RankFormula.SUM.value, "Rank sum (RS)"),
    Option(RankFormula.RECIPROCAL.value, "Reciprocal (RR)"),
)


class WeightsBar(QWidget):
    """What needs more than the session leaves as signals; ids are those of sets of weights."""

    criterion_wanted = Signal()
    group_wanted = Signal()
    template_wanted = Signal()
    swings_wanted = Signal()
    needs_wanted = Signal()
    stakeholder_wanted = Signal()
    stakeholder_edited = Signal(str)
    stakeholder_removed = Signal(str)
    copy_wanted = Signal(str)
    deciding_wanted = Signal(str)
    side_by_side_wanted = Signal()

    def __init__(self, session: EvaluationSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setFixedHeight(theme().height("toolbar"))
        self.methods = Segmented(METHODS, name="Weight method", value=session.method)
        self.methods.chosen.connect(session.switch_method)
        self._formula = Dropdown(FORMULAS, name="Weights from ranks", value=session.formula.value)
        self._formula.chosen.connect(lambda value: session.set_formula(RankFormula(value)))
        self._ask = Button("Ask for swings", run=self.swings_wanted.emit)
        self._more = MenuButton("More ways to weigh", self._ways, bordered=True)
        self._of = Text("Weights of", tone="text2")
        self.whose = Button("", chevron=True, run=self._open_sets)
        self._decides = Chip("decides", "good", icon="check")
        self._let = Button("Let these decide", Kind.LINK, run=lambda: self.deciding_wanted.emit(session.shown_key))
        self._add = IconButton("plus", "Add a criterion, a group or a stakeholder", bordered=True, run=self._open_add)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.setSpacing(8)
        self._mean = Text("The mean of the stakeholders’ weights", tone="text2")
        ways: tuple[QWidget, ...] = (self._mean, self.methods, self._formula, self._ask, self._more)
        sets: tuple[QWidget, ...] = (self._decides, self._let, self._of, self.whose, self._add)
        for widget in ways:
            row.addWidget(widget)
        row.addStretch(1)
        for widget in sets:
            row.addWidget(widget)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show method and set as they are now."""
        session = self._session
        mean = session.method == MEAN
        self.methods.setEnabled(not mean)
        self.methods.setVisible(not mean)
        self._more.setVisible(not mean)
        self._mean.setVisible(mean)
        self.methods.set_value(session.method)
        self._formula.setVisible(session.method == RANK)
        self._formula.set_value(session.formula.value)
        self._ask.setVisible(session.method == SWING)
        several = len(session.sets) > 1
        self.whose.set_label(session.shown_name or "Your own")
        self.whose.setAccessibleName(f"Weights of: {self.whose.text()}")
        self._decides.setVisible(several and session.decides)
        self._let.setVisible(several and not session.decides and session.shown_key in {OWN, MEAN})
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out words where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the hairline below."""
        painter = QPainter(self)
        hairline(painter, 0, self.height() - 1, self.width())
        painter.end()

    def _fit(self) -> None:
        self._of.setVisible(self.width() >= NARROW)

    def _ways(self) -> list[MenuItem]:
        """Return ways to answer the weights as a whole, and the methods inside the group of the chosen criterion."""
        items = [
            MenuItem("Ask for swings, one by one …", self.swings_wanted.emit, "list-checks"),
            MenuItem("Start from the needs …", self.needs_wanted.emit, "quote"),
        ]
        group = self._session.level_of(self._session.criterion)
        if group != TOP:
            items.append(MenuItem(""))
            items.extend(self.inside(group, method) for method in METHODS)
        return items

    def inside(self, group: str, method: Option) -> MenuItem:
        """Return the choice of a method for what is inside a group that is weighed as one."""
        session = self._session
        return MenuItem(
            f"Inside {session.name_of(group)}: {method.label}",
            partial(session.switch_method, method.value, group),
            checked=session.method_at(group) == method.value,
        )

    def _open_sets(self) -> None:
        session = self._session
        shown = session.shown_key
        items = [
            MenuItem(one.name, partial(session.show_set, one.key), checked=one.key == shown) for one in session.sets
        ]
        items += [MenuItem(""), MenuItem("Add a stakeholder …", self.stakeholder_wanted.emit, "user-plus")]
        if shown not in {OWN, MEAN}:
            items += [
                MenuItem("Copy your own weights here", lambda: self.copy_wanted.emit(shown), "copy"),
                MenuItem("Name and note …", lambda: self.stakeholder_edited.emit(shown), "pencil"),
                MenuItem("Remove", lambda: self.stakeholder_removed.emit(shown), "trash-2"),
            ]
        if len(session.sets) > 1:
            items.append(MenuItem("Side by side …", self.side_by_side_wanted.emit, "users"))
        menu = open_menu(self.whose, items)
        chosen = next((action for action in menu.actions() if action.isChecked()), None)
        if chosen is not None:
            menu.setActiveAction(chosen)

    def _open_add(self) -> None:
        open_menu(
            self._add,
            [
                MenuItem("Criterion", self.criterion_wanted.emit, icon="sliders-horizontal"),
                MenuItem("Group", self.group_wanted.emit, icon="layers"),
                MenuItem("Stakeholder", self.stakeholder_wanted.emit, icon="user-plus"),
                MenuItem("From a template …", self.template_wanted.emit, icon="book-open"),
            ],
        )
