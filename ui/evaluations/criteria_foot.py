"""The chosen criterion in words under the table: its question, its band, and whether its weight still holds."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from consultant_desk.domain.evaluation.problem import Criterion, PointWeights
from ui.evaluations.ranking_panel import WORDS_MS
from ui.evaluations.session import EvaluationSession
from ui.evaluations.stale_words import proposed_share, stale_sentence
from ui.evaluations.weighting import AHP, MEAN, RANK, SWING
from ui.evaluations.wording import band_sentence, ends_of
from ui.figures import number_text, percent_text
from ui.widgets.buttons import Button
from ui.widgets.marks import IconMark
from ui.widgets.painting import hairline
from ui.widgets.text import Span, Text

MARGIN = 24
HOW_WORDS = {
    RANK: "Drag a row, or press Alt+Up or Alt+Down, to change its rank.",
    MEAN: "Choose a stakeholder to weigh.",
}


class CriteriaFoot(QWidget):
    """The chosen row in words, and the way to its scale."""

    def __init__(self, session: EvaluationSession) -> None:
        super().__init__()
        self._session = session
        self._line = False
        self._question = Text("")
        self._band = Text("", tone="text2", wrap=True, tabular=True)
        self.edit = Button("Edit scale", icon="pencil")
        self._stale_mark = IconMark("triangle-alert", "warn", name="Weight given for another scale")
        self._stale = Text("", wrap=True, tabular=True)
        self.take = Button("", run=lambda: session.answer_stale(session.criterion, rescale=True))
        self.keep = Button("", run=lambda: session.answer_stale(session.criterion, rescale=False))
        self._words_later = QTimer(self, singleShot=True, interval=WORDS_MS)
        self._words_later.timeout.connect(self.refresh)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._lay_out()
        session.changed.connect(self.refresh)
        session.moved.connect(self.follow)
        session.selection_changed.connect(self.refresh)
        self.refresh()

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
        least = super().minimumSizeHint()
        return QSize(200, max(84, least.height()))

    def refresh(self) -> None:
        """Say question and band of the chosen criterion, and what is to be done about its weight."""
        session = self._session
        item = session.criterion_named(session.criterion)
        self.setVisible(item is not None)
        if item is None:
            return
        self._question.set_spans(Span(item.name, bold=True), Span(f"  {item.question}", "text2"))
        result = session.result
        sentence = band_sentence(result.verdict, result.stability.get(item.id), session.names())
        how = HOW_WORDS.get(session.method) or self._swing_words()
        self._band.setText(" ".join(part for part in (sentence, how) if part))
        self.edit.setAccessibleName(f"Edit scale of {item.name}")
        self._show_stale(item)

    def _show_stale(self, item: Criterion) -> None:
        session = self._session
        given = session.stale.get(item.id)
        for widget in (self._stale_mark, self._stale, self.keep):
            widget.setVisible(given is not None)
        if given is None:
            self.take.hide()
            return
        share = session.weights.get(item.id, 0.0)
        proposed = None if session.is_fixed(item.id) else proposed_share(item, given, share)
        anew = {RANK: " Look at its rank again.", AHP: " Look at its judgements again."}.get(
            session.method_at(session.level_of(item.id)), " Weigh it anew, or keep the weight."
        )
        self._stale.setText(stale_sentence(item, given) + ("" if proposed is not None else anew))
        self.take.setVisible(proposed is not None)
        self.take.set_label(f"Take {percent_text(proposed or 0.0)} %")
        self.keep.set_label(f"Keep {percent_text(share)} %")

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._question)
        words.addWidget(self._band)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(words, 1)
        row.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignVCenter)
        stale = QHBoxLayout()
        stale.setSpacing(8)
        stale.addWidget(self._stale_mark)
        stale.addWidget(self._stale, 1)
        stale.addWidget(self.take)
        stale.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 16, MARGIN, 20)
        column.setSpacing(8)
        column.addLayout(stale)
        column.addLayout(row)

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
