"""The step Result: the verdict with its rule, where the points come from, why one leads, and how far to trust it.

Bars and "why" follow a weight while it is moved; what takes longer is worked out off the UI thread after each change.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from consultant_desk.domain.evaluation.drawing import shown_simulation
from ui.charts.chart import Chart
from ui.charts.contributions import MOST, ContributionChart
from ui.charts.margin import MarginChart
from ui.charts.pictures import LegendEntry
from ui.charts.rank_shares import RankSharesChart
from ui.evaluations.answer_charts import names_in
from ui.evaluations.answer_lines import AnswerLines
from ui.evaluations.answer_panes import NOBODY, WORKING, AnswerPanes
from ui.evaluations.columns import MARGIN, Columns, Pane
from ui.evaluations.interests_block import InterestsBlock
from ui.evaluations.legend import Legend
from ui.evaluations.matrix_files import write_whole
from ui.evaluations.method_sheet import open_method_sheet
from ui.evaluations.parts import parts_of
from ui.evaluations.result_figures import (
    contribution_bars,
    drawn_parts,
    range_sentences,
    rank_rows,
    rule_figures,
    signed_parts,
)
from ui.evaluations.rules import Rules
from ui.evaluations.scheme_choice import SchemeChoice, beside_the_rule, drawn_words
from ui.evaluations.session import EvaluationSession
from ui.evaluations.whole_answer import AnswerReader
from ui.evaluations.wording import NOTHING_BESIDE, short_names
from ui.figures import number_text
from ui.jobs import Jobs
from ui.widgets.choice import Dropdown, Option
from ui.widgets.marks import IconMark
from ui.widgets.panels import EmptyState, ScrollArea, clear_layout
from ui.widgets.text import Text

LEVEL_IN_A_DRAW = "Products that are level in a draw take their ranks in the order of the list."
MOST_NAMED = 12
"""With more parts than this their colours repeat, and the tips say what is what."""
WHY_WIDTH = 404
SURE_WIDTH = 368
INTERESTS, LONG_INTERESTS = (340, 300), (520, 440)
"""Width beside the verdict and least width of the interests, and of those that would else stand far below it."""

LONG_WORDS = 200


class ResultStep(QWidget):
    """The bars are the ranking here.

    `score_wanted` carries (candidate, criterion) of what was chosen; `costs_wanted` and `products_wanted` lead to the
    costs and the products; `simulation_wanted` carries the `SimulationOptions` to store; `said` carries a sentence.
    """

    score_wanted = Signal(str, str)
    products_wanted = Signal()
    costs_wanted = Signal()
    simulation_wanted = Signal(object)
    said = Signal(str)

    def __init__(self, session: EvaluationSession, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._stale = True
        self.reader = AnswerReader(jobs, self)
        self.contributions, self.margin, self.shares = ContributionChart(), MarginChart(), RankSharesChart()
        self.panes = AnswerPanes(self)
        self.lines = AnswerLines()
        self.interests = InterestsBlock()
        self._title = Text("", "title", wrap=True)
        self.rules = Rules()
        self._legend = Legend(right=True)
        self._ranges = Text("", "small", "text2", wrap=True, tabular=True)
        self._warnings = QVBoxLayout()
        self._warnings.setSpacing(8)
        self.scheme = SchemeChoice()
        self._drawn = Text("", "small", "text3", wrap=True)
        self._nobody = Text(WORKING, tone="text2", wrap=True)
        self._alone = Text("There is one product, so there is nothing to compare it with.", tone="text2", wrap=True)
        self._first, self._second = Dropdown((), name="Why"), Dropdown((), name="over")
        self._area = ScrollArea(margins=(MARGIN, 16, MARGIN, 24), spacing=0)
        self._fill(self._area.column)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._area)
        self._stack.addWidget(
            EmptyState(
                "The result compares products on criteria. It appears as soon as there is one of each.",
                icon="scale",
                title="Nothing to compare yet",
                action=("Go to Products", self.products_wanted.emit),
            )
        )
        self._connect()
        self.refresh()

    def charts(self) -> tuple[Chart, ...]:
        """Return all charts, as they stand on the page."""
        return (self.contributions, self.margin, self.shares, *self.panes.charts())

    def stops(self) -> Sequence[QWidget]:
        """Return what F6 walks through: the charts that are there."""
        return [chart for chart in self.charts() if chart.isVisible()]

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another step was looked at."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Show the answer on the screen; a step that is not looked at waits until it is."""
        self._stale = not self.isVisible()
        if self._stale:
            return
        session = self._session
        self._stack.setCurrentIndex(0 if session.result.ranking else 1)
        if not session.result.ranking:
            return
        self._show_moved()
        self._offer_pairs()
        self._show_margin()
        self.scheme.show_simulation(shown_simulation(session.problem))
        self._show_warnings()
        self.reader.ask(session.problem)

    def explain(self, first: str, second: str) -> None:
        """Show why one candidate leads (or trails) another."""
        self._first.set_value(first)
        self._second.set_value(second)
        self._show_margin()

    def _connect(self) -> None:
        self._session.changed.connect(self.refresh)
        self._session.moved.connect(self._follow)
        self.reader.arrived.connect(self._show_answer)
        self.contributions.opened.connect(self.score_wanted)
        self.panes.score_wanted.connect(self.score_wanted)
        self.panes.costs_wanted.connect(self.costs_wanted)
        self.lines.figures_wanted.connect(self._show_methods)
        self.scheme.wanted.connect(self.simulation_wanted)
        self._first.chosen.connect(lambda _key: self._show_margin())
        self._second.chosen.connect(lambda _key: self._show_margin())
        self.interests.said.connect(self._fit_interests)
        for chart in self.charts():
            chart.to_save.connect(self._write)

    def _fill(self, column: QVBoxLayout) -> None:
        panes = self.panes
        self._interests_pane = self._interests()
        self._top = Columns((self._verdict(), self._interests_pane))
        column.addWidget(self._top)
        column.addWidget(Columns((self._where(), self._why())))
        column.addWidget(Columns((self._how_sure(), panes.weight_pane, panes.worth_pane)))
        column.addWidget(self.lines)
        self._costs = Columns((panes.kind_pane, panes.year_pane))
        column.addWidget(self._costs)
        self._ranges_row = Columns((panes.score_pane, panes.change_pane))
        column.addWidget(self._ranges_row)
        self._curves = Columns((panes.curve_pane,))
        column.addWidget(self._curves)
        column.addWidget(self._look_at())
        column.addStretch(1)

    def _verdict(self) -> Pane:
        pane = Pane("", least=560, top=0)
        pane.column.setSpacing(4)
        pane.column.addWidget(self._title)
        pane.column.addWidget(self.rules)
        pane.column.addStretch(1)
        return pane

    def _interests(self) -> Pane:
        width, least = INTERESTS
        pane = Pane("", width=width, least=least, top=0)
        pane.column.addWidget(self.interests)
        return pane

    def _fit_interests(self) -> None:
        width, least = LONG_INTERESTS if len(self.interests.words) > LONG_WORDS else INTERESTS
        self._top.resize_pane(self._interests_pane, width, least)

    def _where(self) -> Pane:
        pane = Pane("Where the points come from", "contribution per criterion, grouped", least=560, top=12)
        pane.head.addWidget(self._legend, 1)
        pane.column.addWidget(self.contributions)
        pane.column.addWidget(self._ranges)
        pane.column.addStretch(1)
        return pane

    def _why(self) -> Pane:
        pane = Pane("Why", width=WHY_WIDTH, least=WHY_WIDTH - 2 * MARGIN, top=8)
        pane.head.setSpacing(8)
        pane.head.addWidget(self._first, 1)
        pane.head.addWidget(Text("over", bold=True))
        pane.head.addWidget(self._second, 1)
        pane.column.addWidget(self.margin)
        pane.column.addWidget(self._alone)
        pane.column.addStretch(1)
        return pane

    def _how_sure(self) -> Pane:
        pane = Pane("How sure is the rank", width=SURE_WIDTH, least=320, top=8)
        pane.head.addStretch(1)
        pane.head.addWidget(self.scheme)
        pane.column.addWidget(self._drawn)
        pane.column.addWidget(self.shares)
        pane.column.addWidget(self._nobody)
        pane.column.addStretch(1)
        return pane

    def _look_at(self) -> Pane:
        pane = Pane("Before you rely on it")
        pane.column.addLayout(self._warnings)
        return pane

    def _follow(self) -> None:
        """Follow a weight that is being moved; what is not live stays as it is stored, and is asked for afterwards."""
        if self._session.moving:
            self.reader.give_up()
        self._stale = self._stale or not self.isVisible()
        if not self._stale and self._session.result.ranking:
            self._show_moved()
            self._show_margin()
            if not self._session.moving:
                self.reader.ask(self._session.problem)

    def _show_moved(self) -> None:
        session = self._session
        parts = parts_of(session.problem)
        self._title.setText(session.result.verdict.sentence)
        self.rules.show_rules(rule_figures(session))
        named = parts if len(parts) <= MOST_NAMED else ()
        self._legend.show_parts(named)
        legend = [LegendEntry(part.colour, part.name) for part in named]
        bars = contribution_bars(session, MOST)
        left_out = len(session.result.ranking) - len(bars)
        self.contributions.show_bars(bars, legend, lambda: contribution_bars(session), left_out)
        ranges = range_sentences(session)
        self._ranges.setText("\n".join(ranges))
        self._ranges.setVisible(bool(ranges))

    def _offer_pairs(self) -> None:
        names = self._session.short_names()
        options = tuple(Option(item.id, names[item.id]) for item in self._session.problem.candidates)
        keys = [option.value for option in options]
        verdict = self._session.result.verdict
        ranked = [line.candidate for line in self._session.result.ranking]
        first = self._first.value() if self._first.value() in keys else verdict.winner or ranked[0]
        second = self._second.value() if self._second.value() in keys else verdict.runner_up or ranked[-1]
        self._first.set_options(options, first)
        self._second.set_options(options, second)

    def _show_margin(self) -> None:
        table = self._session.table
        first, second = self._first.value(), self._second.value()
        alone = len(self._session.result.ranking) < 2
        self.margin.setVisible(not alone)
        self._alone.setVisible(alone)
        if table is None or alone or not first or not second:
            self.margin.show_parts((), "")
            return
        parts, margin = signed_parts(self._session, table, first, second)
        self.margin.show_parts(parts, margin, drawn_parts(parts))

    def _show_shares(self) -> None:
        whole = self.reader.answer
        alone = whole is not None and whole.result.verdict.runner_up is None and whole.result.verdict.winner is not None
        names = short_names(whole.problem.candidates) if whole is not None else {}
        rows = rank_rows(whole.result, names) if whole is not None and not alone else []
        drawn = whole.result.simulation if whole is not None else None
        self.shares.show_rows(rows, number_text(drawn.options.samples, 0) if drawn is not None else "")
        parts = [f"{drawn_words(drawn.options)}.", beside_the_rule(drawn.options)] if drawn is not None else []
        parts += [LEVEL_IN_A_DRAW] if whole is not None and whole.result.verdict.tie and parts else []
        self._drawn.setText(" ".join(part for part in parts if part))
        why = NOTHING_BESIDE if alone else NOBODY
        self._nobody.setText(why if whole is not None else self.reader.refusal or WORKING)
        for part in (self.shares, self._drawn):
            part.setVisible(bool(rows))
        self._nobody.setVisible(not rows)

    def _show_answer(self) -> None:
        whole = self.reader.answer
        self._show_shares()
        self.panes.show_answer(whole, self.reader.refusal)
        names = short_names(whole.problem.candidates) if whole is not None else {}
        self.lines.show_result(whole.result if whole is not None else None, names)
        for pane in (self.panes.kind_pane, self.panes.year_pane):
            self._costs.want(pane, wanted=self.panes.has_costs)
        answered = whole is not None or not self.reader.refusal
        self._ranges_row.want(self.panes.score_pane, wanted=answered)
        self._curves.want(self.panes.curve_pane, wanted=answered)

    def _show_methods(self) -> None:
        whole = self.reader.answer
        if whole is not None:
            open_method_sheet(self.window(), whole.result, names_in(whole.problem))

    def _show_warnings(self) -> None:
        clear_layout(self._warnings)
        for warning in self._session.warnings:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(IconMark("triangle-alert", "warn"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Text(warning.text, wrap=True), 1)
            self._warnings.addLayout(row)
        if not self._session.warnings:
            self._warnings.addWidget(Text("Nothing stands out.", tone="text2"))

    def _write(self, path: Path, data: bytes) -> None:
        """Write a chart to a file off the UI thread."""
        self._jobs.read(lambda: write_whole(path, data), lambda written: self.said.emit(f"Saved {written.name}"))
