"""The panes of the result that need the whole answer: which weight matters, money, how sure the scores are, curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.domain.evaluation.result import RankedCandidate, Result, ValueForMoney
from consultant_desk.domain.evaluation.verdict import whole_weight
from ui.charts.chart import Chart
from ui.charts.cost_charts import CostBars, CostOverYears, CostWords
from ui.charts.curves import MOST, CurvesChart
from ui.charts.span_chart import SpanChart
from ui.charts.tornado_chart import TornadoChart
from ui.charts.value_map import MapWords, ValueMap
from ui.charts.weight_shift import WeightShiftChart
from ui.evaluations.answer_charts import (
    cost_words,
    criteria_in,
    curve_legend,
    curve_pictures,
    map_words,
    names_in,
    weight_shifts,
)
from ui.evaluations.answer_words import near_flips, shift_words, worth_words
from ui.evaluations.columns import Pane
from ui.evaluations.legend import Legend
from ui.evaluations.whole_answer import WholeAnswer
from ui.evaluations.wording import NOTHING_BESIDE, short_names
from ui.figures import signed_lead
from ui.widgets.buttons import Button, IconButton
from ui.widgets.panels import clear_layout
from ui.widgets.text import Text, hint

ON_EACH = 20
"""Candidates whose scores are drawn on the curves."""
WORKING = "Being worked out …"
NO_COSTS = "There are no costs yet. With the costs of each product, this shows what more benefit costs."
SHOWN = 0.05
"""A range that is wider by less reads the same."""
WIDER = "Worst to best counts low and high ends too; the ranges under the ranking count unknown scores only."
NOBODY = "Every product fails a must-have, so none is first."


class AnswerPanes(QObject):
    """Makes the panes and fills them.

    `score_wanted` carries (candidate, criterion), `costs_wanted` asks for the costs.
    """

    score_wanted = Signal(str, str)
    costs_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tornado, self.worth = TornadoChart(), ValueMap()
        self.by_kind, self.by_year = CostBars(), CostOverYears()
        self.scores, self.shift, self.curves = SpanChart(), WeightShiftChart(), CurvesChart()
        self.weight_pane = Pane("Which weight matters", "lead if that weight is halved or doubled", least=370)
        self.worth_pane = Pane("Value for money", width=380, least=340)
        self.kind_pane = Pane("Total cost", width=0, least=420)
        self.year_pane = Pane("Over the years", "all that has been paid by then", least=400)
        self.score_pane = Pane("How sure are the scores", "worst to best, and nine in ten draws", least=420)
        self.change_pane = Pane("What would change the answer", least=400)
        self.curve_pane = Pane("Value functions", "heaviest criterion first; each product's score on the curve")
        self._no_tornado = Text("", tone="text2", wrap=True)
        self._no_worth = Text(NO_COSTS, tone="text2", wrap=True)
        self._costs = Button("Go to the costs", icon="coins", run=self.costs_wanted.emit)
        self._wider = hint(WIDER, wrap=True)
        self._shift_words = Text("", tone="text2", wrap=True)
        self._near_title = Text("The nearest single scores", "small", "text2")
        self._near = QVBoxLayout()
        self._kinds, self._products = Legend(right=True), Legend()
        self._fill()

    def charts(self) -> tuple[Chart, ...]:
        """Return the charts, as they stand on the page."""
        return (self.tornado, self.worth, self.by_kind, self.by_year, self.scores, self.shift, self.curves)

    def show_answer(self, whole: WholeAnswer | None, refusal: str = "") -> None:
        """Fill the panes; without an answer they say why there is none."""
        if whole is None:
            self._say_none(refusal or WORKING)
            return
        problem, result = whole.problem, whole.result
        names = names_in(problem)
        self._show_tornado(result, criteria_in(problem), names)
        self._show_worth(whole, result.value_for_money)
        self.scores.show_spans(whole.spans, names)
        ranked = {line.candidate: line for line in result.ranking}
        wider = any(ranked[one.candidate].low - one.low >= SHOWN or one.high - ranked[one.candidate].high >= SHOWN
                    for one in whole.spans)  # fmt: skip
        self._wider.setVisible(wider)
        self._show_change(whole, names)
        legend = curve_legend(whole)
        left_out = max(len(problem.criteria) - MOST, 0)
        self.curves.show_curves(curve_pictures(whole, MOST, ON_EACH), legend, lambda: curve_pictures(whole), left_out)
        self._products.show_parts(legend)

    @property
    def has_costs(self) -> bool:
        """Tell whether there are costs by year."""
        return bool(self.by_year.table().rows)

    def _say_none(self, why: str) -> None:
        self.tornado.show_bars((), 0.0, "", "", {}, {})
        self._swap(self.tornado, self._no_tornado, why)
        self.worth.show_worth(None, MapWords())
        self._swap(self.worth, self._no_worth, why)
        self.worth_pane.say("")
        self._costs.hide()
        for chart in (self.by_kind, self.by_year):
            chart.show_worth(None, CostWords())
        self.scores.show_spans((), {})
        self._wider.hide()
        self.shift.show_shifts(())
        self.shift.hide()
        self._shift_words.setText(why)
        clear_layout(self._near)
        self._near_title.hide()
        self.curves.show_curves((), ())
        self._products.show_parts(())

    def _show_tornado(self, result: Result, criteria: Mapping[str, str], names: Mapping[str, str]) -> None:
        able = [line for line in result.ranking if line.rank is not None]
        if len(able) < 2 or not result.tornado:
            self.tornado.show_bars((), 0.0, "", "", criteria, names)
            why = whole_weight(len(criteria)) if len(able) > 1 else _too_few(able)
            self._swap(self.tornado, self._no_tornado, why)
            return
        first, second = able[:2]
        now = signed_lead(first.score, second.score)
        self.tornado.show_bars(result.tornado, first.score - second.score, now, second.candidate, criteria, names)
        self._swap(self.tornado, self._no_tornado, "")

    def _show_worth(self, whole: WholeAnswer, worth: ValueForMoney | None) -> None:
        problem, result = whole.problem, whole.result
        has_axis = worth is not None and bool(worth.cost)
        self._swap(self.worth, self._no_worth, "" if has_axis else NO_COSTS)
        self._costs.setVisible(not has_axis)
        if worth is None or not has_axis:
            self.worth.show_worth(None, MapWords())
            self.worth_pane.say("")
            words = CostWords()
        else:
            self.worth.show_worth(worth, map_words(problem, result, worth))
            self.worth_pane.say(worth_words(worth, result.verdict.winner, short_names(problem.candidates)))
            words = cost_words(problem, result, worth)
        for chart in (self.by_kind, self.by_year):
            chart.show_worth(worth, words)
        years = problem.options.horizon_years
        rate = problem.options.discount_rate
        present = f", in today's money at {rate * 100:g} %" if rate else ""
        self.kind_pane.say(f"over {years} years{present}" if years != 1 else f"over a year{present}")
        self._kinds.show_parts(self.by_kind.legend())

    def _show_change(self, whole: WholeAnswer, names: Mapping[str, str]) -> None:
        shifts = weight_shifts(whole.problem, whole.result)
        self.shift.show_shifts(shifts)
        self.shift.setVisible(bool(shifts))
        able = [line for line in whole.result.ranking if line.rank is not None]
        self._shift_words.setText(shift_words(whole.result, names) if len(able) > 1 else _too_few(able))
        clear_layout(self._near)
        near = near_flips(whole.problem, whole.result.score_flips, names)
        self._near_title.setVisible(bool(near))
        for flip in near:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(Text(flip.words, wrap=True, tabular=True), 1)
            go = IconButton("arrow-right", f"Open the score: {flip.words}", side=24)
            go.clicked.connect(lambda _checked=False, one=flip: self.score_wanted.emit(one.candidate, one.criterion))
            row.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
            self._near.addLayout(row)

    def _swap(self, chart: QWidget, words: Text, why: str) -> None:
        """Show the chart, or why it is not there."""
        chart.setVisible(not why)
        words.setVisible(bool(why))
        words.setText(why)

    def _fill(self) -> None:
        for pane, parts in (
            (self.weight_pane, (self.tornado, self._no_tornado)),
            (self.worth_pane, (self.worth, self._no_worth)),
            (self.kind_pane, (self._kinds, self.by_kind)),
            (self.year_pane, (self.by_year,)),
            (self.score_pane, (self.scores, self._wider)),
            (self.change_pane, (self._shift_words, self.shift, self._near_title)),
            (self.curve_pane, (self._products, self.curves)),
        ):
            for part in parts:
                pane.column.addWidget(part)
        self._near.setSpacing(4)
        self.change_pane.column.addLayout(self._near)
        row = QHBoxLayout()
        row.addWidget(self._costs)
        row.addStretch(1)
        self.worth_pane.column.addLayout(row)
        for pane in (self.weight_pane, self.worth_pane, self.kind_pane, self.year_pane, self.score_pane,
                     self.change_pane, self.curve_pane):  # fmt: skip
            pane.column.addStretch(1)


def _too_few(able: Sequence[RankedCandidate]) -> str:
    """Say why nothing is compared when fewer than two candidates can win."""
    return NOTHING_BESIDE if able else NOBODY
