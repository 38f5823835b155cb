"""Pairwise judgements of one level: the pair asked now, its scale, how far one is, and how consistent it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consultant_desk.domain.evaluation.judging import (
    Pair,
    judgement,
    next_pair,
    pairs,
    ratio_text,
    step_for,
    step_of,
    still_needed,
)
from consultant_desk.domain.evaluation.pairwise import consistency
from consultant_desk.domain.evaluation.problem import Completion, PairwiseWeights
from ui.evaluations.judgement_scale import JudgementScale
from ui.evaluations.judgement_words import COMPLETION_WORDS, Worst, consistency_words, progress_words, worst_of
from ui.evaluations.levels import TOP
from ui.evaluations.ranking_panel import WORDS_MS
from ui.evaluations.session import EvaluationSession
from ui.evaluations.weighting import AHP, level_shares
from ui.evaluations.wording import ends_of
from ui.widgets.buttons import Button, Kind
from ui.widgets.choice import Dropdown, Option
from ui.widgets.marks import IconMark
from ui.widgets.panels import HintBar, Surface
from ui.widgets.text import Text

MARGIN = 24
NAME_WIDTH = 176
KEYS = (("← →", "judge"), ("1–9", "how much"), ("Enter", "next pair"), ("Backspace", "back"), ("U", "not judged"),
        ("T", "take what fits"))  # fmt: skip
COMPLETIONS = tuple(Option(value, f"Missing: {words}") for value, words in COMPLETION_WORDS.items())


class JudgementPanel(Surface):
    """Asks pair after pair; weights and ranking follow each key. `list_wanted` asks for all pairs of a level."""

    list_wanted = Signal(str)

    def __init__(self, session: EvaluationSession, parent: QWidget | None = None) -> None:
        super().__init__("bg0", lines=("top",), parent=parent)
        self._session = session
        self._level = TOP
        self._pair: Pair | None = None
        self._worst: Worst | None = None
        self.scale = JudgementScale()
        self._levels = Dropdown((), name="What is judged")
        self._progress = Text("", tabular=True)
        self._consistency = Text("", tone="text2", tabular=True)
        self._mark = IconMark("triangle-alert", "warn", name="Too inconsistent", size=14)
        self._completion = Dropdown(COMPLETIONS, name="Missing judgements")
        self._first, self._second = Dropdown((), name="First"), Dropdown((), name="Second")
        self._first_ends, self._second_ends = Text("", "small", "text2"), Text("", "small", "text2")
        self._sentence = Text("", "small", "text2")
        self._hurt = Text("", tone="text2", wrap=True, tabular=True)
        self._hurt_mark = IconMark("lightbulb", size=14)
        self._take = Button("", small=True, run=self._take_fitting)
        self._go = Button("Go there", Kind.LINK, small=True, run=self._go_to_worst)
        self._start = Button("Start from the weights so far", small=True, run=self._start_from_weights)
        self._later = QTimer(self, singleShot=True, interval=WORDS_MS)
        self._later.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()
        self.setAccessibleName("Pairwise judgements")
        self.refresh()

    @property
    def pair(self) -> Pair | None:
        """Return the pair asked now."""
        return self._pair

    @property
    def level(self) -> str:
        """Return the level that is judged."""
        return self._level

    @property
    def worst(self) -> Worst | None:
        """Return the judgement that hurts consistency most, where another one would mend it."""
        return self._worst

    def show_pair(self, pair: Pair) -> None:
        """Ask for another pair."""
        if pair != self._pair:
            self._session.commit()
            self._pair = pair
            self.refresh()

    def event(self, event: QEvent) -> bool:
        """Keep undo for a judgement that is not committed yet; the scale leaves this key to the panel."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and self._session.judging
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a judgement back that is not committed yet."""
        undo = event.matches(QKeySequence.StandardKey.Undo) or event.key() == Qt.Key.Key_Escape
        if undo and self._session.judging:
            self._session.cancel()
            return
        super().keyPressEvent(event)

    def go_to(self, pair: Pair) -> None:
        """Ask for a pair and put the keyboard on its scale."""
        self.show_pair(pair)
        self.scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Say everything anew; hidden where nothing is judged."""
        answers = self._answers()
        self.setVisible(answers is not None)
        if answers is None:
            return
        keys = set(answers.ids)
        if self._pair is None or not set(self._pair) <= keys:
            self._pair = next_pair(answers) or next(pairs(answers.ids), None)
        self._show_levels()
        self._progress.setText(progress_words(answers))
        self._show_pair(answers)
        self._show_consistency(answers)

    def _answers(self) -> PairwiseWeights | None:
        session = self._session
        judged = [level for level in session.levels if session.method_at(level) == AHP]
        if self._level not in judged:
            self._level = judged[0] if judged else TOP
            self._pair = None
        return session.judgements(self._level)

    def _show_levels(self) -> None:
        session = self._session
        judged = [level for level in session.levels if session.method_at(level) == AHP]
        self._levels.setVisible(len(session.levels) > 1)
        options = [Option(level, f"Inside {session.name_of(level)}" if level else "Everything") for level in judged]
        self._levels.set_options(options, self._level)

    def _show_pair(self, answers: PairwiseWeights) -> None:
        session, pair = self._session, self._pair
        for widget in (self._first, self._second, self.scale, self._sentence, self._first_ends, self._second_ends):
            widget.setVisible(pair is not None)
        if pair is None:
            return
        options = [Option(key, session.name_of(key)) for key in answers.ids]
        for choice, ends, key in zip(
            (self._first, self._second), (self._first_ends, self._second_ends), pair, strict=True
        ):
            choice.set_options(options, key)
            item = session.criterion_named(key)
            ends.setText(" to ".join(ends_of(item)) if item is not None else "the whole group")
        text = judgement(answers, *pair)
        step = None if text is None else step_of(text)
        left, right = session.name_of(pair[0]), session.name_of(pair[1])
        self.scale.show_judgement(left, right, step, self._fitting(answers, pair))
        self._sentence.setText(self.scale.words())

    def _fitting(self, answers: PairwiseWeights, pair: Pair) -> float | None:
        """Return the step that would agree with the weights as they follow from all judgements now."""
        if still_needed(answers):
            return None
        shares = level_shares(self._session.problem, self._session.weights, self._level)
        first, second = (shares.get(key, 0.0) for key in pair)
        return float(step_for(first / second)) if first > 0 and second > 0 else None

    def _show_consistency(self, answers: PairwiseWeights) -> None:
        needed = still_needed(answers)
        found = None if needed or len(answers.ids) < 3 else consistency(answers)
        missing = found.missing if found is not None else 0
        self._completion.setVisible(bool(missing))
        self._completion.set_value(answers.completion.value)
        self._consistency.setText("" if found is None else consistency_words(found))
        self._mark.setVisible(found is not None and found.ratio > found.threshold)
        self._worst = None if found is None else worst_of(answers, found, self._session.name_of)
        nothing = needed == len(answers.ids) - 1 and needed > 0
        self._start.setVisible(nothing)
        self._hurt.setText(self._worst.words if self._worst is not None else "")
        for widget in (self._hurt_mark, self._hurt, self._take, self._go):
            widget.setVisible(self._worst is not None)
        if self._worst is not None:
            size = abs(self._worst.suggested) + 1
            self._take.set_label(f"Take {size}")

    def _connect(self) -> None:
        session = self._session
        session.changed.connect(self.refresh)
        session.moved.connect(self._follow)
        self.scale.chosen.connect(self._judge)
        self.scale.left_behind.connect(self._go_on)
        self.scale.suggestion_wanted.connect(self._take_fitting)
        self._levels.chosen.connect(self._choose_level)
        self._completion.chosen.connect(lambda value: session.set_completion(Completion(value), self._level))
        self._first.chosen.connect(lambda key: self._choose_thing(key, 0))
        self._second.chosen.connect(lambda key: self._choose_thing(key, 1))

    def _follow(self) -> None:
        answers = self._answers()
        if answers is not None and self.isVisible():
            self._show_pair(answers)
            if not self._later.isActive():
                self._later.start()

    def _judge(self, step: int | None) -> None:
        if self._pair is not None:
            self._session.judge(self._pair, None if step is None else ratio_text(step))

    def _go_on(self, direction: int) -> None:
        answers = self._answers()
        if answers is None or self._pair is None:
            return
        if direction > 0:
            following = next_pair(answers, self._pair) or self._beside(answers, 1)
        else:
            following = self._beside(answers, -1)
        self.show_pair(following)

    def _beside(self, answers: PairwiseWeights, step: int) -> Pair:
        """Return the pair beside the one asked, whether or not it is judged; behind the last comes the first."""
        every = list(pairs(answers.ids))
        here = self._pair if self._pair in every else (self._pair or every[0])[::-1]
        place = every.index(here) if here in every else 0
        return every[(place + step) % len(every)]

    def _choose_level(self, level: str) -> None:
        self._session.commit()
        self._level, self._pair = level, None
        self.refresh()

    def _choose_thing(self, key: str, side: int) -> None:
        if self._pair is None:
            return
        other = self._pair[1 - side]
        if key == other:
            other = self._pair[side]
        self.show_pair((key, other) if side == 0 else (other, key))
        self.scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_fitting(self) -> None:
        """Take the suggestion for the judgement that hurts most, on whatever pair one is."""
        if self._worst is not None:
            worst = self._worst
            self.show_pair(worst.pair)
            self._session.judge(worst.pair, ratio_text(worst.suggested))

    def _go_to_worst(self) -> None:
        if self._worst is not None:
            self.go_to(self._worst.pair)

    def _start_from_weights(self) -> None:
        self._session.judge_from_weights(self._level)
        self.scale.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        head = _row(12)
        for widget in (self._levels, self._progress, self._start):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self._mark)
        head.addWidget(self._consistency)
        column.addLayout(head)
        ask = _row(12)
        ask.addLayout(_side(self._first, self._first_ends))
        ask.addWidget(self.scale, 1)
        ask.addLayout(_side(self._second, self._second_ends))
        column.addLayout(ask)
        told = _row(8)
        told.addWidget(self._sentence, 1)
        told.addWidget(self._completion)
        told.addWidget(Button("All pairs", Kind.LINK, small=True, run=lambda: self.list_wanted.emit(self._level)))
        column.addLayout(told)
        hurt = _row(8)
        hurt.addWidget(self._hurt_mark)
        hurt.addWidget(self._hurt, 1)
        hurt.addWidget(self._go)
        hurt.addWidget(self._take)
        column.addLayout(hurt)
        column.addWidget(HintBar(KEYS))


def _row(spacing: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(MARGIN, 0, MARGIN, 0)
    row.setSpacing(spacing)
    return row


def _side(choice: Dropdown, ends: Text) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    choice.setFixedWidth(NAME_WIDTH)
    ends.setFixedWidth(NAME_WIDTH)
    column.addWidget(choice)
    column.addWidget(ends)
    return column
