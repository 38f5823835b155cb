"""The live ranking at the right of every step: bars, verdict now, last change, and the way to the unknown scores."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.evaluations.legend import Legend
from ui.evaluations.parts import parts_of
from ui.evaluations.ranking_list import RankingList
from ui.evaluations.result_figures import open_second
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
LEAST_ROWS = 112
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


class _Rows(QScrollArea):
    """The bars and what their colours mean: as high as they are where there is room, else scrolled.

    Verdict and last change stand below, so that their lines are never cut however many products there are.
    """

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setMinimumHeight(LEAST_ROWS)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        inner.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """Ask for the height of all rows."""
        return QSize(super().sizeHint().width(), max(LEAST_ROWS, self._height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask again: the legend takes more lines where it is narrower."""
        super().resizeEvent(event)
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow rows that come, go or grow."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _height(self) -> int:
        inner = self.widget()
        layout = inner.layout() if inner is not None else None
        if inner is None or layout is None:
            return 0
        wide = self.viewport().width()
        return layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else inner.sizeHint().height()


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
        self.setFocusProxy(self._rows)
        self._legend = Legend()
        self._verdict = _Block("Verdict now", bold=True)
        self._change = _Block("Last change", bold=False)
        self._unknown = Text("", tone="text2", tabular=True)
        self._show = Button("Show", Kind.LINK, run=self.show_unknown.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        for part in (self._bars(), self._verdict, self._change):
            column.addWidget(part)
        column.addStretch(1)
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
        self._rows.describe()
        self._head_words.setText(HEAD_WORDS if session.decides else f"weights: {session.shown_name}")
        verdict = session.result.verdict
        self._legend.show_parts(parts_of(session.problem))
        self._legend_box.setVisible(bool(session.problem.criteria))
        undecided = open_second(session)
        words = lead_words(verdict)
        self._verdict.say(verdict.sentence, f"{words} {undecided}." if undecided else words)
        change = session.last_change
        self._change.setVisible(change is not None)
        if change is not None:
            self._change.say(change.what, change.effect)
        unknown = len(session.unknown_cells())
        total = len(session.problem.criteria) * len(session.problem.candidates)
        every = f"All {total} scores known" if total > 1 else "The only score is known"
        known = every if total else "Nothing to score yet"
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

    def _bars(self) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._rows)
        self._legend_box = QWidget()
        flow = QVBoxLayout(self._legend_box)
        flow.setContentsMargins(SIDE, 10, SIDE, 12)
        flow.addWidget(self._legend)
        column.addWidget(self._legend_box)
        column.addStretch(1)
        return _Rows(inner)

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
