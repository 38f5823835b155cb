"""The live ranking at the right of every step: bars, verdict now, last change, and the way to the unknown scores."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.evaluations.legend import Legend
from ui.evaluations.parts import parts_of
from ui.evaluations.ranking_list import RankingList
from ui.evaluations.session import EvaluationSession
from ui.evaluations.wording import lead_words
from ui.theme import theme
from ui.widgets.buttons import Button, Kind
from ui.widgets.marks import IconMark
from ui.widgets.painting import hairline
from ui.widgets.text import Text, heading, hint

SIDE = 16
HEAD = 48
FOOT = 44
HEAD_WORDS = "0–100, follows each edit"
WORDS_MS = 40
"""While a weight is moved bars follow in every frame, sentences this much later: laying them out takes longer."""


class _Block(QWidget):
    """A part of the panel under a hairline: a quiet caption and two lines of text."""

    def __init__(self, caption: str, *, bold: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 12, SIDE, 12)
        column.setSpacing(2)
        self.first = Text("", bold=bold, wrap=True)
        self.second = Text("", tone="text2", wrap=True, tabular=True)
        for label in (hint(caption), self.first, self.second):
            column.addWidget(label)

    def say(self, first: str, second: str) -> None:
        """Show these lines."""
        for label, words in ((self.first, first), (self.second, second)):
            if label.text() != words:
                label.setText(words)
        self.second.setVisible(bool(second))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the hairline above."""
        painter = QPainter(self)
        hairline(painter, 0, 0, self.width())
        painter.end()


class RankingPanel(QWidget):
    """The ranking as it is now. `show_unknown` asks for the scores nothing is known about."""

    show_unknown = Signal()
    candidate_chosen = Signal(str)

    def __init__(
        self,
        session: EvaluationSession,
        *,
        beside_editor: bool = False,
        still: Callable[[], bool] = bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName("Ranking now")
        self.setFixedWidth(theme().width("ranking_beside_editor" if beside_editor else "ranking"))
        self._rows = RankingList(session, still=still)
        self._rows.chosen.connect(self.candidate_chosen)
        self._legend = Legend()
        self._verdict = _Block("Verdict now", bold=True)
        self._change = _Block("Last change", bold=False)
        self._unknown = Text("", tone="text2", tabular=True)
        self._show = Button("Show", Kind.LINK, run=self.show_unknown.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self._scrolled(), 1)
        column.addWidget(self._foot())
        self._words_later = QTimer(self, singleShot=True, interval=WORDS_MS)
        self._words_later.timeout.connect(self.refresh)
        session.moved.connect(self._follow)
        session.changed.connect(self.refresh)
        self.refresh()

    @property
    def rows(self) -> RankingList:
        """Return the bars."""
        return self._rows

    def set_beside_editor(self, beside_editor: bool) -> None:  # noqa: FBT001 - the one thing it sets
        """Take less width where an editor stands beside the panel."""
        self.setFixedWidth(theme().width("ranking_beside_editor" if beside_editor else "ranking"))

    def refresh(self) -> None:
        """Say verdict, last change and unknown scores anew."""
        session = self._session
        self._head_words.setText(HEAD_WORDS if session.decides else f"weights: {session.shown_name}")
        verdict = session.result.verdict
        self._legend.show_parts(parts_of(session.problem))
        self._legend_box.setVisible(bool(session.problem.criteria))
        self._verdict.say(verdict.sentence, lead_words(verdict))
        change = session.last_change
        self._change.setVisible(change is not None)
        if change is not None:
            self._change.say(change.what, change.effect)
        unknown = len(session.unknown_cells())
        total = len(session.problem.criteria) * len(session.problem.candidates)
        known = f"All {total} scores known" if total else "Nothing to score yet"
        words = f"{unknown} of {total} unknown" if unknown else known
        if self._unknown.text() != words:
            self._unknown.setText(words)
        self._show.setVisible(unknown > 0)

    def _follow(self) -> None:
        if not self._words_later.isActive():
            self._words_later.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the side surface and its edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("bg1"))
        hairline(painter, 0, 0, self.height(), vertical=True)
        hairline(painter, 0, HEAD - 1, self.width())
        hairline(painter, 0, self.height() - FOOT, self.width())
        painter.end()

    def _head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(SIDE, 0, SIDE, 0)
        row.addWidget(heading("Ranking"))
        row.addStretch(1)
        self._head_words = hint(HEAD_WORDS)
        row.addWidget(self._head_words)
        return head

    def _scrolled(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._rows)
        self._legend_box = QWidget()
        flow = QVBoxLayout(self._legend_box)
        flow.setContentsMargins(SIDE, 10, SIDE, 12)
        flow.addWidget(self._legend)
        for part in (self._legend_box, self._verdict, self._change):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        return area

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setFixedHeight(FOOT)
        row = QHBoxLayout(foot)
        row.setContentsMargins(SIDE, 0, 6, 0)
        row.setSpacing(5)
        row.addWidget(IconMark("circle-dashed", size=14))
        row.addWidget(self._unknown, 1)
        row.addWidget(self._show)
        return foot
