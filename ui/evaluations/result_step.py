"""The step Result: the verdict with its rule, where the points come from, why one leads, and how sure the ranks are."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ui.charts.contributions import ContributionChart
from ui.charts.margin import MarginChart
from ui.charts.rank_shares import RankSharesChart
from ui.evaluations.interests_block import InterestsBlock
from ui.evaluations.legend import Legend
from ui.evaluations.parts import parts_of
from ui.evaluations.result_figures import (
    contribution_bars,
    range_sentences,
    rank_rows,
    rule_figures,
    signed_parts,
)
from ui.evaluations.session import EvaluationSession
from ui.evaluations.wording import number_text
from ui.widgets.choice import Dropdown, Option
from ui.widgets.marks import IconMark
from ui.widgets.panels import EmptyState, Hairline, ScrollArea, clear_layout
from ui.widgets.text import Text, hint

MARGIN = 24
WHY_WIDTH = 404
NARROW = 1000
"""Below this width the explanation stands under the bars instead of beside them."""


class ResultStep(QWidget):
    """The bars are the ranking here. `score_wanted` carries (candidate, criterion) of a segment that was chosen."""

    score_wanted = Signal(str, str)
    products_wanted = Signal()

    def __init__(self, session: EvaluationSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stale = True
        self.contributions = ContributionChart()
        self.contributions.opened.connect(self.score_wanted)
        self.margin = MarginChart()
        self.shares = RankSharesChart()
        self._title = Text("", "title", wrap=True)
        self._rules = QVBoxLayout()
        self._rules.setSpacing(4)
        self._legend = Legend(right=True)
        self._ranges = Text("", "small", "text2", wrap=True, tabular=True)
        self.interests = InterestsBlock()
        self._warnings = QVBoxLayout()
        self._warnings.setSpacing(8)
        self._first = Dropdown((), name="Why")
        self._second = Dropdown((), name="over")
        self._first.chosen.connect(lambda _key: self._show_margin())
        self._second.chosen.connect(lambda _key: self._show_margin())
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
        session.changed.connect(self.refresh)
        session.moved.connect(self.refresh)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another step was looked at."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Show the answer on the screen; a step that is not looked at waits until it is."""
        session = self._session
        self._stale = not self.isVisible()
        if self._stale:
            return
        self._stack.setCurrentIndex(0 if session.result.ranking else 1)
        if not session.result.ranking:
            return
        self._title.setText(session.result.verdict.sentence)
        self._show_rules()
        self._legend.show_parts(parts_of(session.problem))
        self.contributions.show_bars(contribution_bars(session))
        ranges = range_sentences(session)
        self._ranges.setText("\n".join(ranges))
        self._ranges.setVisible(bool(ranges))
        self._offer_pairs()
        self._show_margin()
        self._show_shares()
        self._show_warnings()

    def explain(self, first: str, second: str) -> None:
        """Show why one candidate leads (or trails) another."""
        self._first.set_value(first)
        self._second.set_value(second)
        self._show_margin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the columns where they do not fit side by side."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        for row, line, side in self._pairs:
            row.setDirection(direction)
            line.setVisible(not narrow)
            side.setMaximumWidth(16_777_215 if narrow else WHY_WIDTH)
            side.setMinimumWidth(0 if narrow else WHY_WIDTH)
        for box in self._right_boxes:
            margins = box.contentsMargins()
            box.setContentsMargins(0 if narrow else MARGIN, margins.top(), margins.right(), margins.bottom())

    def _fill(self, column: QVBoxLayout) -> None:
        self._pairs: list[tuple[QBoxLayout, QWidget, QWidget]] = []
        self._right_boxes: list[QVBoxLayout] = []
        column.addLayout(self._pair(self._verdict(), self._interests(), side_right=True))
        column.addSpacing(16)
        column.addWidget(Hairline())
        column.addLayout(self._pair(self._where(), self._why(), side_right=True))
        column.addWidget(Hairline())
        column.addLayout(self._pair(self._how_sure(), self._look_at(), side_right=False))
        column.addWidget(Hairline())
        column.addStretch(1)

    def _pair(self, left: QWidget, right: QWidget, *, side_right: bool) -> QBoxLayout:
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(0)
        line = Hairline(vertical=True)
        row.addWidget(left, 1 if side_right else 0)
        row.addWidget(line)
        row.addWidget(right, 0 if side_right else 1)
        self._pairs.append((row, line, right if side_right else left))
        return row

    def _verdict(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, MARGIN, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addLayout(self._rules)
        column.addStretch(1)
        return box

    def _interests(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(MARGIN, 6, 0, 0)
        column.addWidget(self.interests)
        self._right_boxes.append(column)
        return box

    def _where(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 12, MARGIN, 16)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Text("Where the points come from", bold=True))
        head.addWidget(hint("contribution per criterion, grouped"))
        head.addWidget(self._legend, 1)
        column.addLayout(head)
        column.addWidget(self.contributions)
        column.addWidget(self._ranges)
        column.addStretch(1)
        return box

    def _why(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(MARGIN, 8, 0, 16)
        column.setSpacing(8)
        self._right_boxes.append(column)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Text("Why", bold=True))
        head.addWidget(self._first, 1)
        head.addWidget(Text("over", bold=True))
        head.addWidget(self._second, 1)
        column.addLayout(head)
        column.addWidget(self.margin)
        column.addStretch(1)
        return box

    def _how_sure(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 14, MARGIN, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Text("How sure is the rank", bold=True))
        head.addWidget(hint("weights ±20 %, scores low to high"))
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.shares)
        column.addStretch(1)
        return box

    def _look_at(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(MARGIN, 14, 0, 16)
        column.setSpacing(8)
        self._right_boxes.append(column)
        column.addWidget(Text("Before you rely on it", bold=True))
        column.addLayout(self._warnings)
        column.addStretch(1)
        return box

    def _show_rules(self) -> None:
        clear_layout(self._rules)
        for good, words in rule_figures(self._session):
            row = QHBoxLayout()
            row.setSpacing(6)
            row.addWidget(IconMark("check" if good else "x", "accentText" if good else "warn", size=14))
            row.addWidget(Text(words, tabular=True, wrap=True), 1)
            self._rules.addLayout(row)

    def _offer_pairs(self) -> None:
        options = tuple(Option(item.id, item.name) for item in self._session.problem.candidates)
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
        if table is None or not first or not second:
            self.margin.show_parts((), "")
            return
        parts, margin = signed_parts(self._session, table, first, second)
        self.margin.show_parts(parts, margin)

    def _show_shares(self) -> None:
        ranks = self._session.ranks
        rows = rank_rows(self._session, ranks) if ranks is not None else []
        draws = number_text(ranks.options.samples, 0) if ranks is not None else ""
        self.shares.show_rows(rows, draws)

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
