"""The step Criteria: weight method, the table of criteria, and the chosen row in words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ui.evaluations.criteria_foot import CriteriaFoot
from ui.evaluations.criteria_table import CriteriaTable
from ui.evaluations.judgement_panel import JudgementPanel
from ui.evaluations.levels import TOP
from ui.evaluations.session import EvaluationSession
from ui.evaluations.weighting import RANK
from ui.evaluations.weights_bar import METHODS, WeightsBar
from ui.widgets.buttons import MenuItem, open_menu
from ui.widgets.panels import EmptyState

AS_ONE, APART = "Weigh as one", "Weigh its criteria one by one"


class CriteriaStep(QWidget):
    """Weights come from the session; what changes criteria leaves as signals that carry ids.

    `joint_requested` asks to weigh a group as one (True) or its criteria one by one.
    """

    criterion_wanted = Signal()
    group_wanted = Signal()
    template_wanted = Signal()
    edit_requested = Signal(str)
    delete_requested = Signal(str)
    shift_requested = Signal(str, int)
    joint_requested = Signal(str, bool)

    def __init__(self, session: EvaluationSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.bar = WeightsBar(session)
        self.bar.criterion_wanted.connect(self.criterion_wanted)
        self.bar.group_wanted.connect(self.group_wanted)
        self.bar.template_wanted.connect(self.template_wanted)
        self.table = CriteriaTable(session)
        self.judging = JudgementPanel(session)
        self._foot = CriteriaFoot(session)
        self._foot.edit.clicked.connect(lambda: self.edit_requested.emit(session.criterion))
        self._stack = QStackedLayout()
        self._stack.addWidget(self._work())
        self._stack.addWidget(
            EmptyState(
                "A criterion says what counts, from the worst acceptable to the best plausible.",
                icon="sliders-horizontal",
                title="No criteria yet",
                action=("Add a criterion", self.criterion_wanted.emit),
                second=("From a template …", self.template_wanted.emit),
            )
        )
        self.setLayout(self._stack)
        self._connect_table()
        self.table.verticalScrollBar().rangeChanged.connect(lambda _low, high: self._foot.set_line(shown=high > 0))
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the criteria, or that there are none."""
        self._stack.setCurrentIndex(0 if self._session.problem.criteria else 1)

    def _connect_table(self) -> None:
        table = self.table
        table.edit_requested.connect(self.edit_requested)
        table.delete_requested.connect(self.delete_requested)
        table.shift_requested.connect(self._shift)
        table.place_requested.connect(self._session.put_in_order)
        table.menu_requested.connect(self._open_row_menu)

    def _work(self) -> QWidget:
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.judging)
        column.addWidget(self._foot)
        return work

    def _open_row_menu(self, key: str, spot: object) -> None:
        session = self._session
        is_criterion = session.criterion_named(key) is not None
        locked = key in session.locked
        items = [
            MenuItem(
                "Edit scale" if is_criterion else "Rename", lambda: self.edit_requested.emit(key), "pencil", "Enter"
            )
        ]
        if is_criterion and not session.is_fixed(key):
            words = "Unlock weight" if locked else "Lock weight"
            icon = "lock-open" if locked else "lock"
            items.append(MenuItem(words, lambda: session.toggle_lock(key), icon, "L"))
        if key in session.stale:
            items.append(MenuItem("Keep this weight", lambda: session.answer_stale(key, rescale=False), "check"))
        if key in session.levels and key != TOP:
            items += [self.bar.inside(key, method) for method in METHODS]
            items.append(MenuItem(APART, lambda: self.joint_requested.emit(key, False), "list-checks"))
        elif not is_criterion:
            items.append(MenuItem(AS_ONE, lambda: self.joint_requested.emit(key, True), "layers"))
        items += [
            MenuItem("Move up", lambda: self._shift(key, -1), "arrow-up", "Alt+Up"),
            MenuItem("Move down", lambda: self._shift(key, 1), "arrow-down", "Alt+Down"),
            MenuItem(""),
            MenuItem("Delete", lambda: self.delete_requested.emit(key), "trash-2", "Del"),
        ]
        menu = open_menu(self.table, items)
        menu.move(spot)  # type: ignore[call-overload]

    def _shift(self, key: str, step: int) -> None:
        session = self._session
        group = session.level_of(key)
        if session.method_at(group) != RANK:
            self.shift_requested.emit(key, step)
            return
        order = session.rank_order(group)
        if key in order:
            session.put_in_order(key, order.index(key) + step)
