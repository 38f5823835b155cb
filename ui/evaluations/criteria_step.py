"""The step Criteria: weight method, the table of criteria, and the chosen row in words."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from consultant_desk.domain.evaluation.problem import PointWeights, RankFormula
from ui.evaluations.criteria_table import CriteriaTable
from ui.evaluations.ranking_panel import WORDS_MS
from ui.evaluations.session import EvaluationSession
from ui.evaluations.weighting import DIRECT, RANK, SWING
from ui.evaluations.wording import band_sentence, ends_of, number_text
from ui.theme import theme
from ui.widgets.buttons import Button, IconButton, MenuItem, open_menu
from ui.widgets.choice import Dropdown, Option, Segmented
from ui.widgets.painting import hairline
from ui.widgets.panels import EmptyState
from ui.widgets.text import Span, Text

MARGIN = 24
RANK_WORDS = "Drag a row, or press Alt+Up or Alt+Down, to change its rank."
METHODS = (Option(DIRECT, "Direct points"), Option(SWING, "Swing"), Option(RANK, "Rank order"))
FORMULAS = (
    Option(RankFormula.ROC.value, "Centroid (ROC)"),
    Option(RankFormula.SUM.value, "Rank sum (RS)"),
    Option(RankFormula.RECIPROCAL.value, "Reciprocal (RR)"),
)


class CriteriaStep(QWidget):
    """Weights come from the session; what changes criteria leaves as signals that carry ids."""

    criterion_wanted = Signal()
    group_wanted = Signal()
    edit_requested = Signal(str)
    delete_requested = Signal(str)
    shift_requested = Signal(str, int)

    def __init__(self, session: EvaluationSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._methods = Segmented(METHODS, name="Weight method", value=session.method)
        self._methods.chosen.connect(session.switch_method)
        self._formula = Dropdown(FORMULAS, name="Weights from ranks", value=session.formula.value)
        self._formula.chosen.connect(lambda value: session.set_formula(RankFormula(value)))
        self.table = CriteriaTable(session)
        self._foot = _Foot(session)
        self._foot.edit.clicked.connect(lambda: self.edit_requested.emit(session.criterion))
        self._stack = QStackedLayout()
        self._stack.addWidget(self._work())
        self._stack.addWidget(
            EmptyState(
                "A criterion says what counts, from the worst acceptable to the best plausible.",
                icon="sliders-horizontal",
                title="No criteria yet",
                action=("Add a criterion", self.criterion_wanted.emit),
            )
        )
        self.setLayout(self._stack)
        self._connect_table()
        self.table.verticalScrollBar().rangeChanged.connect(lambda _low, high: self._foot.set_line(shown=high > 0))
        session.changed.connect(self.refresh)
        session.moved.connect(self._foot.follow)
        session.selection_changed.connect(self._foot.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show method and emptiness as they are now."""
        self._stack.setCurrentIndex(0 if self._session.problem.criteria else 1)
        self._methods.set_value(self._session.method)
        self._formula.setVisible(self._session.method == RANK)
        self._formula.set_value(self._session.formula.value)
        self._foot.refresh()

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
        column.addWidget(self._toolbar())
        column.addWidget(self.table, 1)
        column.addWidget(self._foot)
        return work

    def _toolbar(self) -> QWidget:
        bar = _Bar()
        row = QHBoxLayout(bar)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.setSpacing(12)
        row.addWidget(self._methods)
        row.addWidget(self._formula)
        row.addStretch(1)
        self._add = IconButton("plus", "Add a criterion or a group", bordered=True, run=self._open_add_menu)
        row.addWidget(self._add)
        return bar

    def _open_add_menu(self) -> None:
        open_menu(
            self._add,
            [
                MenuItem("Criterion", self.criterion_wanted.emit, icon="sliders-horizontal"),
                MenuItem("Group", self.group_wanted.emit, icon="layers"),
            ],
        )

    def _open_row_menu(self, key: str, spot: object) -> None:
        session = self._session
        is_criterion = session.criterion_named(key) is not None
        locked = key in session.locked
        items = [
            MenuItem(
                "Edit scale" if is_criterion else "Rename", lambda: self.edit_requested.emit(key), "pencil", "Enter"
            )
        ]
        if is_criterion and session.method != RANK:
            words = "Unlock weight" if locked else "Lock weight"
            icon = "lock-open" if locked else "lock"
            items.append(MenuItem(words, lambda: session.toggle_lock(key), icon, "L"))
        items += [
            MenuItem("Move up", lambda: self._shift(key, -1), "arrow-up", "Alt+Up"),
            MenuItem("Move down", lambda: self._shift(key, 1), "arrow-down", "Alt+Down"),
            MenuItem(""),
            MenuItem("Delete", lambda: self.delete_requested.emit(key), "trash-2", "Del"),
        ]
        menu = open_menu(self.table, items)
        menu.move(spot)  # type: ignore[call-overload]

    def _shift(self, key: str, step: int) -> None:
        if self._session.method != RANK:
            self.shift_requested.emit(key, step)
            return
        order = self._session.rank_order()
        if key in order:
            self._session.put_in_order(key, order.index(key) + step)


class _Bar(QWidget):
    """A row of 56 over a hairline."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme().height("toolbar"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        hairline(painter, 0, self.height() - 1, self.width())
        painter.end()


class _Foot(QWidget):
    """The chosen row in words, and the way to its scale."""

    def __init__(self, session: EvaluationSession) -> None:
        super().__init__()
        self._session = session
        self._line = False
        self._question = Text("")
        self._band = Text("", tone="text2", wrap=True, tabular=True)
        self.edit = Button("Edit scale", icon="pencil")
        self._words_later = QTimer(self, singleShot=True, interval=WORDS_MS)
        self._words_later.timeout.connect(self.refresh)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._question)
        words.addWidget(self._band)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 20, MARGIN, 24)
        row.setSpacing(24)
        row.addLayout(words, 1)
        row.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_line(self, *, shown: bool) -> None:
        """Draw a hairline above while rows are hidden behind the foot."""
        if shown != self._line:
            self._line = shown
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the hairline."""
        if self._line:
            painter = QPainter(self)
            hairline(painter, 0, 0, self.width())
            painter.end()

    def follow(self) -> None:
        """Say it anew once the frames of a drag leave time for it."""
        if not self._words_later.isActive():
            self._words_later.start()

    def minimumSizeHint(self) -> QSize:
        """Leave room for two lines of text."""
        return QSize(200, 84)

    def refresh(self) -> None:
        """Say question and band of the chosen criterion."""
        session = self._session
        item = session.criterion_named(session.criterion)
        self.setVisible(item is not None)
        if item is None:
            return
        self._question.set_spans(Span(item.name, bold=True), Span(f"  {item.question}", "text2"))
        result = session.result
        sentence = band_sentence(result.verdict.winner, result.stability.get(item.id), session.names())
        how = RANK_WORDS if session.method == RANK else self._swing_words()
        self._band.setText(" ".join(part for part in (sentence, how) if part))
        self.edit.setAccessibleName(f"Edit scale of {item.name}")

    def _swing_words(self) -> str:
        """Return what the weight means as a swing: how much the way from worst to best counts against the largest."""
        session = self._session
        answers = session.problem.weights
        item = session.criterion_named(session.criterion)
        if item is None or not isinstance(answers, PointWeights) or answers.method != SWING or not session.weights:
            return ""
        largest = max(session.weights, key=lambda key: session.weights[key])
        top = session.weights[largest]
        if top <= 0:
            return ""
        worst, best = ends_of(item)
        points = number_text(100.0 * session.weights[item.id] / top, 0)
        if largest == item.id:
            return f"Going from {worst} to {best} is the largest swing: 100."
        first = session.criterion_named(largest)
        return f"Going from {worst} to {best} counts {points} against 100 for {first.name if first else largest}."
