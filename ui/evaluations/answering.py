"""The part of an open evaluation that answers weights: whose they are, by which method, in order or pair by pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from consultant_desk.domain.evaluation.judging import Pair, blank, star, with_judgements
from consultant_desk.domain.evaluation.live import LiveView
from consultant_desk.domain.evaluation.problem import (
    Completion,
    MeanWeights,
    PairwiseWeights,
    Problem,
    RankFormula,
    RankWeights,
    ValueFunction,
    WeightAnswers,
)
from ui.evaluations.last_change import LastChange, effect_words, same_ranking, scores_of
from ui.evaluations.levels import TOP, answers_at, covers, keys_at, level_of, with_answers_at, within_of
from ui.evaluations.opening import OpenedEvaluation, view_under
from ui.evaluations.shown_sets import OWN, ShownSet
from ui.evaluations.weight_changes import (
    AllAnswers,
    CompletionChoice,
    Judgements,
    MethodChoice,
    RankOrder,
    StaleAnswer,
    WeightChange,
)
from ui.evaluations.weighting import (
    AHP,
    DIRECT,
    MEAN,
    METHOD_WORDS,
    RANK,
    SWING,
    level_shares,
    level_weighed_by,
    method_of,
    reordered,
)

FOLLOWING = frozenset({RANK, AHP, MEAN})
"""Methods from whose answers a weight follows."""

KEY_PAUSE_MS = 500
"""A key step is committed this long after the last key."""


class AnsweringSession(QObject):
    """What the weights of an evaluation answer. Keys of a level: "" is the top, else the id of a group.

    `changed`: another problem, other answers or another set of weights. `moved`: the live result is another one.
    `weights_committed`: a `WeightChange` to store. `held_back`: something was tried that its lock does
    not allow; `held` tells whether weights and scores are locked.
    """

    changed = Signal()
    moved = Signal()
    weights_committed = Signal(object)
    held_back = Signal()

    last_change: LastChange | None
    _opened: OpenedEvaluation
    _problem: Problem
    _stored: LiveView
    _live: LiveView

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown = ""
        self.held = False
        self._sets: dict[str, ShownSet] = {}
        self._kept: dict[str, dict[str, WeightAnswers]] = {}
        self._earlier: dict[str, str] = {}
        self._judged: dict[Pair, str | None] = {}
        self._before: tuple[Problem, LastChange | None] | None = None
        self._followed: Problem | None = None
        self._following: frozenset[str] = frozenset()
        self._timer = QTimer(self, singleShot=True, interval=KEY_PAUSE_MS)

    def commit(self) -> None:
        """Finish what is under way."""
        raise NotImplementedError

    def names(self) -> dict[str, str]:
        """Return the full name of each candidate by id."""
        raise NotImplementedError

    def _show(self, view: LiveView) -> None:
        raise NotImplementedError

    @property
    def sets(self) -> tuple[ShownSet, ...]:
        """Return whose weights can be looked at."""
        return tuple(self._sets.values())

    @property
    def deciding(self) -> str:
        """Return which set decides: "own" or "mean"."""
        return MEAN if isinstance(self._opened.problem.weights, MeanWeights) else OWN

    @property
    def shown_key(self) -> str:
        """Return whose weights are on the screen."""
        return self.shown or self.deciding

    @property
    def decides(self) -> bool:
        """Tell whether the weights on the screen are those that decide."""
        return self.shown_key == self.deciding

    @property
    def shown_name(self) -> str:
        """Return whose weights are on the screen in words."""
        found = self._sets.get(self.shown_key)
        return found.name if found is not None else ""

    @property
    def stale(self) -> Mapping[str, ValueFunction]:
        """Return by criterion the scale its weight on the screen was given for, where it has another one now."""
        found = self._sets.get(self.shown_key)
        return found.stale if found is not None else {}

    def hold_back(self) -> bool:
        """Tell whether weights and scores are locked, and say that a change was tried."""
        if self.held:
            self.held_back.emit()
        return self.held

    def keep_sets(self, sets: Sequence[ShownSet]) -> None:
        """Take the sets of weights that were read; one that is gone is no longer looked at."""
        self._sets = {one.key: one for one in sets}
        if self.shown not in self._sets:
            self.shown = ""
        self._take_kept()

    def show_set(self, key: str) -> None:
        """Look at the weights of somebody; nothing is stored."""
        if key == self.shown_key or key not in self._sets:
            return
        self.commit()
        before = self._stored
        self.shown = "" if key == self.deciding else key
        self._take_kept()
        self._problem, self._stored = self.under(self._opened)
        self._show(self._stored)
        words = f"Weights of {self.shown_name}" if key not in {OWN, MEAN} else self.shown_name
        self.last_change = LastChange(words, effect_words(before, self._stored, self.names()), scores_of(before))
        self.changed.emit()

    def under(self, opened: OpenedEvaluation) -> tuple[Problem, LiveView]:
        """Return a problem and its answer under the weights that are looked at."""
        found = self._sets.get(self.shown)
        if found is None or self.shown == self.deciding:
            return opened.problem, opened.view
        problem = replace(opened.problem, weights=found.answers)
        return problem, view_under(opened, problem)

    @property
    def method(self) -> str:
        """Return the weight method in use."""
        return method_of(self._problem.weights)

    def method_at(self, group: str) -> str:
        """Return the method of a level."""
        return method_of(answers_at(self._problem.weights, group))

    def is_fixed(self, criterion: str) -> bool:
        """Tell whether the weight of a criterion follows from an order, judgements or a mean and has no slider."""
        if self._followed is not self._problem:  # a table that repaints asks for every row
            self._followed = self._problem
            self._following = frozenset(
                item.id for item in self._problem.criteria if {self.method, self._method_of(item.id)} & FOLLOWING
            )
        return criterion in self._following

    def _method_of(self, criterion: str) -> str:
        return self.method_at(level_of(self._problem, self._problem.weights, criterion))

    @property
    def levels(self) -> tuple[str, ...]:
        """Return the levels: the top, then each group that is weighed as one."""
        return (TOP, *(key for key, _ in within_of(self._problem.weights)))

    def keys_at(self, group: str) -> tuple[str, ...]:
        """Return what is weighed on a level."""
        return keys_at(self._problem, self._problem.weights, group)

    def level_of(self, key: str) -> str:
        """Return the level a criterion or group is weighed on."""
        return level_of(self._problem, self._problem.weights, key)

    def switch_method(self, method: str, group: str = TOP) -> None:
        """Give the weights of a level in another method: its own earlier answers if there are any, else those of now.

        Judgements start empty.
        """
        self.commit()
        answers = self._problem.weights
        if isinstance(answers, MeanWeights) or method == self.method_at(group) or self._put_back():
            return
        level = answers_at(answers, group)
        self._earlier[group] = self.method_at(group)
        self._kept.setdefault(group, {})[self.method_at(group)] = level
        found = self._kept[group].get(method)
        if found is None or not covers(self._problem, answers, group, found):
            found = self._first_answers(group, method)
        words = f"Weighed by {METHOD_WORDS[method]}"
        self._answer(with_answers_at(answers, group, found), MethodChoice(method, self.formula_at(group), group), words)

    def rank_order(self, group: str = TOP) -> tuple[str, ...]:
        """Return what is weighed on a level, most important first: as answered, or by the weights on the screen."""
        level = answers_at(self._problem.weights, group)
        if isinstance(level, RankWeights) and covers(self._problem, self._problem.weights, group, level):
            return level.order
        shares = self._shares_at(group)
        return tuple(sorted(shares, key=lambda key: -shares[key]))

    @property
    def ranks_groups(self) -> bool:
        """Tell whether groups are weighed as one, so that the rank order holds groups too."""
        return bool(within_of(self._problem.weights))

    def put_in_order(self, key: str, place: int) -> None:
        """Put one criterion or group at another place (0-based) of the rank order of its level."""
        group = self.level_of(key)
        level = answers_at(self._problem.weights, group)
        order = self.rank_order(group)
        moved = reordered(order, key, place)
        if isinstance(level, RankWeights) and key in order and moved != order:
            words = f"{self.name_of(key)} ranked {moved.index(key) + 1} of {len(moved)}"
            answers = with_answers_at(self._problem.weights, group, RankWeights(moved, level.formula))
            self._answer(answers, RankOrder(moved), words)

    @property
    def formula(self) -> RankFormula:
        """Return the formula that turns the rank order into weights."""
        return self.formula_at(TOP)

    def formula_at(self, group: str) -> RankFormula:
        """Return the formula of a level."""
        level = answers_at(self._problem.weights, group)
        return level.formula if isinstance(level, RankWeights) else RankFormula.ROC

    def set_formula(self, formula: RankFormula) -> None:
        """Turn the rank order into weights by another formula."""
        if formula is not self.formula:
            answers = with_answers_at(self._problem.weights, TOP, RankWeights(self.rank_order(), formula))
            self._answer(answers, MethodChoice(RANK, formula), "Formula of the rank order changed")

    def judgements(self, group: str = TOP) -> PairwiseWeights | None:
        """Return the judgements of a level, None where another method is in use."""
        level = answers_at(self._problem.weights, group)
        return level if isinstance(level, PairwiseWeights) else None

    def judge(self, pair: Pair, text: str | None) -> None:
        """Show what follows from one judgement (None: not judged); it is committed when the keys rest."""
        group = self.level_of(pair[0])
        level = self.judgements(group)
        if level is None or self._put_back():
            return
        if self._before is None:
            self._before = (self._problem, self.last_change)
        self._judged.pop((pair[1], pair[0]), None)
        self._judged[pair] = text
        made = with_answers_at(self._problem.weights, group, with_judgements(level, {pair: text}))
        self._problem = replace(self._problem, weights=made)
        view = view_under(self._opened, self._problem)
        self._show(view)
        before = self._stored
        told = "not judged" if text is None else text
        words = f"{self.name_of(pair[0])} over {self.name_of(pair[1])}: {told}"
        self.last_change = LastChange(words, effect_words(before, view, self.names()), scores_of(before))
        self._timer.start()
        self.moved.emit()

    def judge_from_weights(self, group: str = TOP) -> None:
        """Judge the largest weight of the method used before against each other one."""
        self.commit()
        level = self.judgements(group)
        if level is not None:
            made = star(level, self._earlier_shares(group))
            answers = with_answers_at(self._problem.weights, group, made)
            self._answer(answers, AllAnswers(made, "Judge from the weights", group), "Judged from the weights")

    def set_completion(self, completion: Completion, group: str = TOP) -> None:
        """Choose how weights follow while judgements are missing."""
        self.commit()
        level = self.judgements(group)
        if level is not None and level.completion is not completion:
            answers = with_answers_at(self._problem.weights, group, replace(level, completion=completion))
            self._answer(answers, CompletionChoice(completion, group), "Missing judgements completed otherwise")

    def answer_level(self, level: WeightAnswers, label: str, group: str = TOP) -> None:
        """Answer a level as a whole, as one step; what lies within stays unless `level` says otherwise."""
        self.commit()
        answers = level if within_of(level) else with_answers_at(self._problem.weights, group, level)
        self._answer(answers, AllAnswers(level, label, group), label)

    def answer_stale(self, criterion: str, *, rescale: bool) -> None:
        """Take the rescaled weight of a criterion, or keep the weight as it is."""
        self.commit()
        if not self.hold_back():
            self.weights_committed.emit(StaleAnswer(criterion, rescale))

    def name_of(self, key: str) -> str:
        """Return the name of a criterion or group."""
        found = next((item.name for item in self._problem.criteria if item.id == key), "")
        return found or next((group.name for group in self._problem.groups if group.id == key), key)

    @property
    def judging(self) -> bool:
        """Tell whether a judgement waits to be committed."""
        return self._before is not None

    def _commit_judgements(self) -> None:
        judged, self._judged, self._before = self._judged, {}, None
        self._timer.stop()
        self._stored = self._live
        self.weights_committed.emit(Judgements(judged))

    def _take_judgements_back(self) -> None:
        if self._before is None:
            return
        (self._problem, self.last_change), self._before, self._judged = self._before, None, {}
        self._timer.stop()
        self._show(self._stored)
        self.changed.emit()

    def _put_back(self) -> bool:
        """Show what is stored again where the lock does not allow another answer."""
        if self.held:
            self.changed.emit()
        return self.hold_back()

    def _answer(self, answers: WeightAnswers, change: WeightChange, words: str) -> None:
        if self._put_back():
            return
        before = self._stored
        self._problem = replace(self._problem, weights=answers)
        self._stored = view_under(self._opened, self._problem)
        self._show(self._stored)
        if not same_ranking(before, self._stored):
            effect = effect_words(before, self._stored, self.names())
            self.last_change = LastChange(words, effect, scores_of(before))
        self.changed.emit()
        self.weights_committed.emit(change)

    def _first_answers(self, group: str, method: str) -> WeightAnswers:
        """Return the first answers of a level by a method: empty judgements, else what gives the weights of now."""
        if method == AHP:
            return blank(self.keys_at(group))
        return level_weighed_by(self._shares_at(group), method)

    def _shares_at(self, group: str) -> dict[str, float]:
        """Return the weights on the screen of what is weighed on a level, as shares of that level."""
        return level_shares(self._problem, self._stored.weights, group)

    def _earlier_shares(self, group: str) -> dict[str, float]:
        """Return the shares of a level under the method that was in use before the judgements."""
        for method in (self._earlier.get(group, SWING), SWING, DIRECT, RANK):
            found = self._kept.get(group, {}).get(method)
            if found is not None and covers(self._problem, self._problem.weights, group, found):
                problem = replace(self._problem, weights=with_answers_at(self._problem.weights, group, found))
                return level_shares(problem, view_under(self._opened, problem).weights, group)
        return self._shares_at(group)

    def _take_kept(self) -> None:
        found = self._sets.get(self.shown_key)
        self._kept = {group: dict(kept) for group, kept in found.kept.items()} if found is not None else {}
